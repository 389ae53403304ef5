"""Which of the stories around an article it belongs to, and which belong to it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from govcrawl.dedup.story import Member, is_furniture, judge
from govcrawl.store.membership import Membership
from govcrawl.store.neighbours import Neighbour, Subject

SPREAD = 32  # stories; a key that as many have is everybody's, and the next member goes without it

Rank = tuple[float, tuple[int, str]]  # the least is the best


@dataclass(frozen=True, slots=True)
class Match:
    """A leader that an article matches: how similar the two are, and whether the article is an excerpt of it."""

    leader: Member
    fit: float
    excerpt: bool

    @property
    def rank(self) -> Rank:
        """The most similar leader comes first, the fullest where two are equally so."""
        return rank_of(self.fit, self.leader)


def rank_of(fit: float, leader: Member) -> Rank:
    return -fit, leader.fullness


def match(leader: Subject, other: Subject) -> Match | None:
    """How an article matches a fuller one; ``None`` where it does not, or where they share no key."""
    if leader.member.fullness >= other.member.fullness or not leader.member.meets(other.member):
        return None
    decision = judge(leader.text, other.text)
    if decision.verdict == "different":
        return None
    return Match(leader.member, decision.similarity, decision.verdict == "excerpt")


def best(subject: Subject, around: Sequence[Neighbour]) -> tuple[Neighbour, Match] | None:
    """The story that an article belongs to, ``None`` where it leads one of its own."""
    matches = ((story, found) for story in around if (leader := leader_of(story)) and (found := match(leader, subject)))
    return min(matches, key=lambda each: each[1].rank, default=None)


def followers(subject: Subject, around: Sequence[Neighbour]) -> Iterator[Neighbour]:
    """The stories whose leader belongs to an article."""
    for story in around:
        leader = leader_of(story)
        if leader and match(subject, leader):
            yield story


def leader_of(story: Neighbour) -> Subject | None:
    """The leader that articles are compared with; none where it is furniture, or has no text any more."""
    return None if story.furniture or story.text is None else Subject(story.leader.member, story.text)


def is_furniture_here(member: Member, around: Sequence[Neighbour]) -> bool:
    """Whether the text of an article is furniture of its site, and nobody's reprint."""
    if any(story.furniture and story.leader.member.text == member.text for story in around):
        return True
    return is_furniture([member.title, *(twin.member.title for story in around for twin in story.twins)])


def keys_for(
    member: Member, around: Sequence[Neighbour], target: Neighbour | None
) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """The keys that an article's story owns or may claim, and those that another owns; none that is everybody's."""
    owned, shared = [], []
    for key in member.keys:
        owner = next((story for story in around if key in story.owns), None)
        having = sum(key in story.owns or key in story.shares for story in around if story is not target)
        if owner is None or owner is target:
            owned.append(key)
        elif having < SPREAD:
            shared.append(key)
    return tuple(owned), tuple(shared)


def drawn(subject: Subject, story: Neighbour, own: Mapping[str, Subject]) -> Iterator[str]:
    """The members of a story, led by another, that an article fits better."""
    for held in story.led:
        found = match(subject, own[held.article]) if held.article in own else None
        if found and found.rank < rank_of(held.fit, story.leader.member):
            yield held.article


def may_move(held: Membership, story: Neighbour) -> bool:
    """Whether a member may fit another leader better; one that reads as its leader fits none but what that one fits."""
    return not held.member.reads_as(story.leader.member)

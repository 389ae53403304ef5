"""Members of stories as MongoDB keeps them, and what a story says of all of its members."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from bson import Int64

from govcrawl.dedup.story import Member, original_of
from govcrawl.items import Role, Story
from govcrawl.store.documents import plain

Document = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Membership:
    """A member in its story: the keys that its story owns, and those of its keys that another story owns.

    ``fit`` is the similarity to the leader; of an ``excerpt`` the leader holds much more. ``moves`` counts how often
    the place was decided. ``draft`` is the text of an article that was placed before it was stored.
    """

    member: Member
    owned: tuple[int, ...]
    shared: tuple[int, ...] = ()
    fit: float = 1.0
    excerpt: bool = False
    moves: int = 0
    draft: str | None = None

    @property
    def article(self) -> str:
        return self.member.article

    def document(self) -> Document:
        """The membership as stored; what is empty is left out, since an empty array would be a key like any other."""
        member = self.member
        held = {
            "article": member.article,
            "site": member.site,
            "title": member.title,
            "text": Int64(member.text),
            "size": member.size,
            "published_at": member.published_at,
            "precision": member.precision,
            "borrowed": member.borrowed or None,
            "named": member.named or None,
            "absent": member.absent or None,
            "rules": member.rules,
            "keys": [Int64(key) for key in self.owned] or None,
            "also": [Int64(key) for key in self.shared] or None,
            "fit": self.fit,
            "excerpt": self.excerpt or None,
            "moves": self.moves,
            "draft": self.draft,
        }
        return {name: plain(value) for name, value in held.items() if value is not None}


@dataclass(frozen=True, slots=True)
class Place:
    """The place of an article in its story; ``moves`` counts how often it was decided, and the later one stands."""

    article: str
    story: Story
    moves: int


def place_of(membership: Membership, *, leader: str, original: str, furniture: bool = False) -> Place:
    """The place of a member in the story of a leader and an original; furniture of a site is nobody's reprint."""
    if furniture:
        story = Story(id=membership.article, role="original", similarity=1.0)
    elif membership.article == original:
        story = Story(id=leader, role="original", similarity=1.0)
    else:
        role: Role = "excerpt" if membership.excerpt else "reprint"
        story = Story(id=leader, role=role, similarity=round(membership.fit, 4))
    return Place(membership.article, story, membership.moves)


def membership_of(held: Mapping[str, Any]) -> Membership:
    """A membership as it was stored."""
    owned, shared = (tuple(int(key) for key in held.get(name, ())) for name in ("keys", "also"))
    member = Member(
        article=held["article"],
        site=held["site"],
        title=held["title"],
        text=int(held["text"]),
        size=held["size"],
        keys=(*owned, *shared),
        published_at=held.get("published_at"),
        precision=held.get("precision"),
        borrowed=held.get("borrowed", False),
        named=tuple(held.get("named", ())),
        absent=held.get("absent", False),
        rules=held["rules"],
    )
    return Membership(
        member=member,
        owned=owned,
        shared=shared,
        fit=held["fit"],
        excerpt=held.get("excerpt", False),
        moves=held["moves"],
        draft=held.get("draft"),
    )


def summary(memberships: Iterable[Membership]) -> Document:
    """What a story says of its members: original, sites, first and last day."""
    members = [each.member for each in memberships]
    days = sorted(member.day.isoformat() for member in members if member.day)
    return {
        "original": original_of(members).article,
        "sites": sorted({member.site for member in members}),
        "first_day": days[0] if days else None,
        "last_day": days[-1] if days else None,
    }

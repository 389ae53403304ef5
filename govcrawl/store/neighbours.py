"""The stories around an article: those that share a key with it, and what a decision needs of each."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bson import Int64, ObjectId
from pymongo.collection import Collection

from govcrawl.dedup.story import Member, marks
from govcrawl.dedup.text import Text
from govcrawl.items import Article
from govcrawl.store.documents import plain, text
from govcrawl.store.membership import Membership, Place, membership_of, place_of
from govcrawl.store.texts import Texts, drafted, read_text

Document = dict[str, Any]

READ = (  # of an article
    *("site", "title", "body", "published_at", "published_precision"),
    *("borrowed", "source", "publisher", "gone_at"),
)


@dataclass(frozen=True, slots=True)
class Subject:
    """An article whose place is decided: its marks, and the text they are of."""

    member: Member
    text: Text

    @property
    def id(self) -> str:
        return self.member.article


@dataclass(frozen=True, slots=True, kw_only=True)
class Neighbour:
    """A story beside an article, as it stood at a turn.

    ``owns`` and ``shares`` are those of the article's keys that the story owns, and that it has but another owns.
    ``here`` is the article's own membership, ``twins`` are members of its site with its text, ``led`` those, but its
    leader, that share a key with the article and are less full.
    """

    id: ObjectId
    turn: int
    leader: Membership
    text: Text | None
    original: Membership
    here: Membership | None
    twins: tuple[Membership, ...]
    led: tuple[Membership, ...]
    owns: frozenset[int]
    shares: frozenset[int]
    first_day: str | None
    last_day: str | None
    count: int
    furniture: bool

    def place(self, member: Membership) -> Place:
        """The place of one of its members."""
        original = self.original.article
        return place_of(member, leader=self.leader.article, original=original, furniture=self.furniture)


def subject_of(article: Mapping[str, Any]) -> Subject:
    """What is decided of a stored article, or of anything with its fields."""
    read = read_text(article)
    known, size, keys = marks(read)
    member = Member(
        article=article["_id"],
        site=article["site"],
        title=read.title,
        text=known,
        size=size,
        keys=keys,
        published_at=article["published_at"],
        precision=article["published_precision"],
        borrowed=bool(article.get("borrowed")),
        named=_named(article.get("source"), article.get("publisher"), borrowed=bool(article.get("borrowed"))),
        absent=article.get("gone_at") is not None,
    )
    return Subject(member, read)


def subject_on_its_way(article: Article) -> Subject:
    """What is decided of an article that is on its way to the store, by the marks made where its page was read."""
    marked = article.marks
    if marked is None or not marked.are_of(article.title, article.body):
        return subject_of({"_id": article.id, **{name: plain(getattr(article, name, None)) for name in READ}})
    member = Member(
        article=article.id,
        site=article.site,
        title=marked.name,
        text=marked.text,
        size=marked.size,
        keys=marked.keys,
        published_at=article.published_at,
        precision=article.published_precision,
        borrowed=article.borrowed,
        named=_named(article.source, article.publisher, borrowed=article.borrowed),
    )
    return Subject(member, Text.of(marked, member.day))


def _named(source: str | None, publisher: str | None, *, borrowed: bool) -> tuple[str, ...]:
    """Whom a borrowed article credits; whom another speaks for: nobody, where nobody knows whose site it is on."""
    names = (source,) if borrowed else (source, publisher) if publisher else ()
    return tuple(dict.fromkeys(text(name) for name in names if name))


class Neighbourhood:
    """The queries over stories and the texts of their members."""

    def __init__(self, stories: Collection[Document], articles: Collection[Document]) -> None:
        self._stories = stories
        self._articles = articles
        self._texts = Texts(articles)
        self._withdrawals = articles.database["withdrawals"]

    def around(self, member: Member) -> list[Neighbour]:
        """The stories that have a key of the article, or the article itself; those that lead first, the fullest."""
        return self.around_all([member])[member.article]

    def around_all(self, members: Sequence[Member]) -> dict[str, list[Neighbour]]:
        """The stories around each of several articles, by its id: in one query, and one for the texts not at hand."""
        keys = [Int64(key) for key in {key for member in members for key in member.keys}]
        sought: list[Document] = [{"members.article": {"$in": [member.article for member in members]}}]
        if keys:
            sought += [{"members.keys": {"$in": keys}}, {"members.also": {"$in": keys}}]
        told = self._stories.aggregate([{"$match": {"$or": sought}}, {"$project": _seen(members, keys)}])
        seen = [Seen(each) for each in told]
        texts = self._texts.of(each.leader for each in seen)
        for each in seen:
            each.text = texts.get(each.leader.article)
        return {member.article: _beside(member, seen) for member in members}

    def keep(self, subjects: Iterable[Subject]) -> None:
        """Have the texts of articles at hand that others will be compared with."""
        for each in subjects:
            self._texts.keep(each.member, each.text)

    def withdrawn(self) -> frozenset[str]:
        """The articles that are in no export any more, stored or not."""
        return frozenset(each["_id"] for each in self._withdrawals.find({}, projection=["_id"]))

    def is_withdrawn(self, article: str) -> bool:
        """Whether an article is in no export any more."""
        return self._withdrawals.find_one({"_id": article}, projection=["_id"]) is not None

    def subjects(self, memberships: Iterable[Membership]) -> dict[str, Subject]:
        """Members as their articles stand now, by id; one whose article is not stored as its draft was."""
        held = {each.article: each for each in memberships}
        if not held:
            return {}
        stored = self._articles.find({"_id": {"$in": list(held)}}, projection=READ)
        found = {article["_id"]: subject_of(article) for article in stored}
        missing = (each for each in held.values() if each.article not in found)
        return found | {each.article: Subject(each.member, text) for each in missing if (text := drafted(each))}


def _seen(members: Sequence[Member], keys: list[Int64]) -> Document:
    """The projection of a story on what the decisions on members, who have these keys, need."""
    is_named = {"$in": ["$$each.article", [*(member.article for member in members), "$leader", "$original"]]}
    texts, sites = {Int64(member.text) for member in members}, {member.site for member in members}
    is_twin = {"$and": [{"$in": ["$$each.text", list(texts)]}, {"$in": ["$$each.site", {"$literal": sorted(sites)}]}]}
    held = {"$concatArrays": [{"$ifNull": [f"$$each.{name}", []]} for name in ("keys", "also")]}
    is_less = {"$lte": ["$$each.size", max(member.size for member in members)]}
    is_below = {"$and": [is_less, {"$ne": [{"$setIntersection": [keys, held]}, []]}]}
    return {
        **dict.fromkeys(("turn", "leader", "original", "first_day", "last_day", "furniture"), 1),
        "count": {"$size": "$members"},
        "members": {"$filter": {"input": "$members", "as": "each", "cond": {"$or": [is_named, is_twin, is_below]}}},
        "owns": _among(keys, "$members.keys"),
        "shares": _among(keys, "$members.also"),
    }


def _among(keys: list[Int64], held: str) -> Document:
    """Those of some keys that any member has."""
    every = {"$reduce": {"input": held, "initialValue": [], "in": {"$setUnion": ["$$value", "$$this"]}}}
    return {"$setIntersection": [keys, every]}


class Seen:
    """A story as the query tells it, of use to several articles."""

    def __init__(self, told: Document) -> None:
        self.told = told
        self.members = {held["article"]: membership_of(held) for held in told["members"]}
        self.leader = self.members[told["leader"]]
        self.text: Text | None = None  # of the leader, once it is read
        self.owns, self.shares = frozenset(map(int, told["owns"])), frozenset(map(int, told["shares"]))

    def beside(self, member: Member) -> Neighbour | None:
        """The story beside an article, ``None`` where the two have nothing in common."""
        told, keys, here = self.told, frozenset(member.keys), self.members.get(member.article)
        if here is None and keys.isdisjoint(self.owns) and keys.isdisjoint(self.shares):
            return None
        others = [each for each in self.members.values() if each is not here]
        twins = (each for each in others if (each.member.site, each.member.text) == (member.site, member.text))
        led = (each for each in others if each is not self.leader and member.fullness < each.member.fullness)
        return Neighbour(
            id=told["_id"],
            turn=told["turn"],
            leader=self.leader,
            text=self.text,
            original=self.members[told["original"]],
            here=here,
            twins=tuple(twins),
            led=tuple(each for each in led if each.member.meets(member)),
            owns=keys & self.owns,
            shares=keys & self.shares,
            first_day=told["first_day"],
            last_day=told["last_day"],
            count=told["count"],
            furniture=told.get("furniture", False),
        )


def _beside(member: Member, seen: Sequence[Seen]) -> list[Neighbour]:
    beside = (each.beside(member) for each in seen)
    return sorted((each for each in beside if each), key=lambda story: story.leader.member.fullness)

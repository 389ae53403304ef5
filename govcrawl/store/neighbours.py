"""The stories around an article: those that share a key with it, and what a decision needs of each, in one query."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from bson import Int64, ObjectId
from pymongo.collection import Collection

from govcrawl.dedup.story import Member, day_of, marks, text_of
from govcrawl.dedup.text import Text
from govcrawl.items import Article
from govcrawl.store.documents import plain, text
from govcrawl.store.membership import Membership, Place, membership_of, place_of

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
    read = _text(article)
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
    """What is decided of an article that is on its way to the store."""
    return subject_of({"_id": article.id, **{name: plain(getattr(article, name, None)) for name in READ}})


def member_of(article: Article) -> Member:
    """What a story knows of an article on its way, by the marks that were made where its page was read."""
    marked = article.marks
    if marked is None or not marked.are_of(article.title, article.body):
        return subject_on_its_way(article).member
    return Member(
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


def _named(source: str | None, publisher: str | None, *, borrowed: bool) -> tuple[str, ...]:
    """Whom a borrowed article credits; whom another speaks for: nobody, where nobody knows whose site it is on."""
    names = (source,) if borrowed else (source, publisher) if publisher else ()
    return tuple(dict.fromkeys(text(name) for name in names if name))


class Neighbourhood:
    """The queries over stories and the texts of their members."""

    def __init__(self, stories: Collection[Document], articles: Collection[Document]) -> None:
        self._stories = stories
        self._articles = articles
        self._withdrawals = articles.database["withdrawals"]

    def around(self, member: Member) -> list[Neighbour]:
        """The stories that have a key of the article, or the article itself; those that lead first, the fullest."""
        keys = [Int64(key) for key in member.keys]
        sought = [{"members.keys": {"$in": keys}}, {"members.also": {"$in": keys}}, {"members.article": member.article}]
        told = self._stories.aggregate(
            [
                {"$match": {"$or": sought if keys else sought[2:]}},
                {"$project": _seen(member)},
                _with_text(self._articles),
            ]
        )
        return sorted(map(_neighbour(member), told), key=lambda story: story.leader.member.fullness)

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
        return found | {each.article: Subject(each.member, text) for each in missing if (text := _drafted(each))}


def _seen(member: Member) -> Document:
    """The projection of a story on what the decision on a member needs."""
    keys = [Int64(key) for key in member.keys]
    is_named = {"$in": ["$$each.article", [member.article, "$leader", "$original"]]}
    is_twin = {
        "$and": [{"$eq": ["$$each.text", Int64(member.text)]}, {"$eq": ["$$each.site", {"$literal": member.site}]}]
    }
    wanted = {"$or": [is_named, is_twin, _is_below(member, keys)]}
    return {
        **dict.fromkeys(("turn", "leader", "original", "first_day", "last_day", "furniture"), 1),
        "count": {"$size": "$members"},
        "members": {"$filter": {"input": "$members", "as": "each", "cond": wanted}},
        "owns": _among(keys, "$members.keys"),
        "shares": _among(keys, "$members.also"),
    }


def _is_below(member: Member, keys: list[Int64]) -> Document:
    """Whether a member of a story shares a key with an article, and is less full."""
    held = {"$concatArrays": [{"$ifNull": [f"$$each.{name}", []]} for name in ("keys", "also")]}
    is_less = {"$or": [{"$lt": ["$$each.size", member.size]}, {"$gt": ["$$each.article", member.article]}]}
    meets = {"$ne": [{"$setIntersection": [keys, held]}, []]}
    return {"$and": [{"$lte": ["$$each.size", member.size]}, is_less, meets]}


def _among(keys: list[Int64], held: str) -> Document:
    """Those of some keys that any member has."""
    every = {"$reduce": {"input": held, "initialValue": [], "in": {"$setUnion": ["$$value", "$$this"]}}}
    return {"$setIntersection": [keys, every]}


def _with_text(articles: Collection[Document]) -> Document:
    wanted = [{"$project": dict.fromkeys(READ, 1)}]
    join = {"from": articles.name, "localField": "leader", "foreignField": "_id", "pipeline": wanted, "as": "article"}
    return {"$lookup": join}


def _neighbour(member: Member) -> Callable[[Document], Neighbour]:
    def made(told: Document) -> Neighbour:
        seen = {held["article"]: membership_of(held) for held in told["members"]}
        leader = seen[told["leader"]]
        text = _text(told["article"][0]) if told["article"] else _drafted(leader)
        twins = (each for each in seen.values() if (each.member.site, each.member.text) == (member.site, member.text))
        led = (each for each in seen.values() if each is not leader and member.fullness < each.member.fullness)
        return Neighbour(
            id=told["_id"],
            turn=told["turn"],
            leader=leader,
            text=text,
            original=seen[told["original"]],
            here=seen.get(member.article),
            twins=tuple(twin for twin in twins if twin.article != member.article),
            led=tuple(each for each in led if each.member.meets(member)),
            owns=frozenset(map(int, told["owns"])),
            shares=frozenset(map(int, told["shares"])),
            first_day=told["first_day"],
            last_day=told["last_day"],
            count=told["count"],
            furniture=told.get("furniture", False),
        )

    return made


def _text(article: Mapping[str, Any]) -> Text:
    day = day_of(article["published_at"], article["published_precision"])
    return text_of(article["title"], article["body"], day)


def _drafted(held: Membership) -> Text | None:
    """The text that a member was placed with."""
    return None if held.draft is None else text_of(held.member.title, held.draft, held.member.day)

"""The updates by which stories are made, joined, moved on, and told to their articles."""

from collections.abc import Iterable
from typing import Any

from bson import Int64
from pymongo import UpdateMany, UpdateOne

from govcrawl.store.documents import plain
from govcrawl.store.membership import Membership, Place, summary

Document = dict[str, Any]

STIR: Document = {"$inc": {"turn": 1}, "$currentDate": {"changed_at": True}}


def founding(first: Membership, *, furniture: bool = False) -> list[Document]:
    """The update that makes a story of one article."""
    made: Document = {"leader": first.article, "members": [first.document()], "turn": 1, **summary([first])}
    if furniture:
        made["furniture"] = True
    stamped = {"$mergeObjects": [{"$literal": made}, {"_id": "$_id", "created_at": "$$NOW", "changed_at": "$$NOW"}]}
    return [{"$replaceWith": stamped}]


def joined_in_front(newcomer: Membership, demoted: Membership, ends: Document) -> list[Document]:
    """The change of a story that a new original joins."""
    is_old = {"$eq": ["$$each.article", demoted.article]}
    moved = {"$cond": [is_old, {"$mergeObjects": ["$$each", {"moves": demoted.moves}]}, "$$each"]}
    others = {"$map": {"input": "$members", "as": "each", "in": moved}}
    marks = [mark(demoted.article, demoted.moves)]
    said = {
        "members": {"$concatArrays": [others, [{"$literal": newcomer.document()}]]},
        "sites": {"$setUnion": ["$sites", [{"$literal": plain(newcomer.member.site)}]]},
        "untold": {"$setUnion": [{"$ifNull": ["$untold", []]}, marks]},
        "original": newcomer.article,
        "turn": {"$add": ["$turn", 1]},
        "changed_at": "$$NOW",
    }
    return [{"$set": {**ends, **said}}]


def waking(keys: Iterable[int]) -> UpdateMany:
    """The update that moves on the turn of the stories that own some keys."""
    return UpdateMany({"members.keys": {"$in": numbers(keys)}}, {"$inc": {"turn": 1}})


def mark(article: str, moves: int) -> str:
    """How a story notes that an article is still to be told its place, decided so often."""
    return f"{article} {moves}"


def numbers(keys: Iterable[int]) -> list[Int64]:
    return [Int64(key) for key in keys]


def telling(place: Place) -> UpdateOne:
    """The update that tells an article its place, unless it was told a later one."""
    story = {"$literal": plain(place.story)}
    is_news = {"$ne": [{"$ifNull": ["$story", None]}, story]}
    moved = {"story": story, "story_moves": place.moves, "changed_at": {"$cond": [is_news, "$$NOW", "$changed_at"]}}
    return UpdateOne({"_id": place.article, "story_moves": {"$not": {"$gte": place.moves}}}, [{"$set": moved}])

"""The stories that were told most: who reprinted whom, and when. Read only."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from pymongo import DESCENDING
from pymongo.database import Database

from govcrawl.items import Precision, Role
from govcrawl.store.failures import translated

Document = dict[str, Any]

SHARED = {"sites.1": {"$exists": True}}  # told by two sites or more; the index ``shared`` holds these alone
MOST_MEMBERS = 500  # of one story that are shown
FIELDS = ("site", "title", "url", "published_at", "published_precision", "source", "script", "story")


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """One article of a story."""

    article: str
    site: str
    title: str
    url: str
    published_at: datetime | None
    precision: Precision | None
    source: str | None
    script: str
    role: Role
    similarity: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Retelling:
    """A story that several sites told; ``articles`` counts all of it, ``tellings`` are those shown, the original first,
    then by publication."""

    id: str
    articles: int
    sites: tuple[str, ...]
    tellings: tuple[Telling, ...]


class Retellings:
    """Looks over stories and their articles."""

    def __init__(self, database: Database[Document]) -> None:
        self._stories = database["stories"]
        self._articles = database["articles"]

    @translated()
    def biggest(self, *, limit: int, withdrawn: Collection[str] = ()) -> list[Retelling]:
        """The stories with the most articles, of those that several sites told; none that is withdrawn among these."""
        ranked: list[Document] = [
            {"$match": SHARED},
            {"$project": {"leader": 1, "sites": 1, "size": {"$size": {"$ifNull": ["$members", []]}}}},
            {"$sort": {"size": DESCENDING, "_id": 1}},
            {"$limit": limit},
        ]
        found = list(self._stories.aggregate(ranked, hint="shared", allowDiskUse=True))
        retellings = (self._retelling(each, frozenset(withdrawn)) for each in found)
        return [each for each in retellings if each.articles > 1]

    def _retelling(self, story: Document, withdrawn: frozenset[str]) -> Retelling:
        held = self._stories.find_one({"_id": story["_id"]}, ["members.article"]) or {}
        ids = [each["article"] for each in held.get("members", ()) if each["article"] not in withdrawn]
        shown = self._articles.find({"_id": {"$in": ids[:MOST_MEMBERS]}, "story": {"$ne": None}}, FIELDS)
        tellings = sorted(map(_telling, shown), key=_order)
        return Retelling(
            id=story["leader"], articles=len(ids), sites=tuple(sorted(story["sites"])), tellings=tuple(tellings)
        )


def _telling(held: Document) -> Telling:
    return Telling(
        article=held["_id"],
        precision=held["published_precision"],
        role=held["story"]["role"],
        similarity=held["story"]["similarity"],
        **{name: held[name] for name in FIELDS if name not in ("published_precision", "story")},
    )


def _order(telling: Telling) -> tuple[bool, bool, float, str]:
    """The original first, those without a date last."""
    moment = telling.published_at
    return telling.role != "original", moment is None, moment.timestamp() if moment else 0.0, telling.article

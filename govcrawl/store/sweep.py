"""Deciding anew over the corpus: article by article, with a mark of how far it came, and a note of who moved."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, timezone
from typing import Any

from pymongo import ASCENDING, UpdateOne
from pymongo.database import Database

from govcrawl.dedup.story import RULES
from govcrawl.items import Story
from govcrawl.store.failures import translated
from govcrawl.store.membership import Place
from govcrawl.store.neighbours import READ, Neighbourhood, subject_of
from govcrawl.store.settling import Settling
from govcrawl.store.shelf import Shelf

Document = dict[str, Any]

NAME = "restory"
BATCH = 200  # articles between two marks
CHINA = timezone(timedelta(hours=8))


@dataclass(frozen=True, slots=True)
class Moved:
    """An article whose place is another than before the sweep."""

    article: str
    url: str
    before: Story | None
    after: Story


class Sweep:
    """A sweep over the articles published since a day, or over all; one that was killed goes on where it stood."""

    def __init__(self, database: Database[Document], *, since: date | None = None) -> None:
        self._articles = database["articles"]
        self._sweeps = database["sweeps"]
        self._moves = database["moves"]
        self._since = since
        neighbourhood = Neighbourhood(database["stories"], self._articles)
        self._settling = Settling(neighbourhood, Shelf(database["stories"], self._articles, notice=self._note))

    @translated()
    def begin(self) -> int:
        """How many articles an earlier sweep, of the same rules and days, had looked at before it was killed."""
        kind = {"rules": RULES, "since": self._since.isoformat() if self._since else None}
        if self._sweeps.find_one({"_id": NAME, **kind}) is None:
            self._moves.delete_many({})
            self._sweeps.replace_one({"_id": NAME}, {**kind, "after": "", "looked": 0}, upsert=True)
            return 0
        return self._mark()["looked"]  # type: ignore[no-any-return]

    @translated()
    def total(self) -> int:
        """How many articles are to be looked at from here."""
        return self._articles.count_documents(self._query(self._mark()["after"]))

    def run(self) -> Iterator[str]:
        """Decides each article anew; gives its id once it has its place."""
        with translated():
            self._settling.finish()
        while batch := self._next():
            for article in batch:
                with translated():
                    self._settling.settle(subject_of(article))
                yield article["_id"]
            with translated():
                done = {"$set": {"after": batch[-1]["_id"]}, "$inc": {"looked": len(batch)}}
                self._sweeps.update_one({"_id": NAME}, done)

    def moved(self) -> Iterator[Moved]:
        """Those whose place is another now than before, by id."""
        found = self._moves.aggregate(
            [
                {"$sort": {"_id": ASCENDING}},
                {"$lookup": {"from": "articles", "localField": "_id", "foreignField": "_id", "as": "article"}},
                {"$unwind": "$article"},
                {"$match": {"$expr": {"$ne": ["$before", "$article.story"]}}},
                {"$project": {"before": 1, "url": "$article.url", "story": "$article.story"}},
            ]
        )
        with translated():
            for each in found:
                before = Story(**each["before"]) if each["before"] else None
                yield Moved(each["_id"], each["url"], before, Story(**each["story"]))

    @translated()
    def end(self) -> None:
        """Forget the sweep and its notes, so that the next begins from the start."""
        self._sweeps.delete_one({"_id": NAME})
        self._moves.delete_many({})

    @translated()
    def _next(self) -> list[Document]:
        after = self._mark()["after"]
        found = self._articles.find(self._query(after), projection=READ, sort=[("_id", ASCENDING)], limit=BATCH)
        return list(found)

    def _mark(self) -> Document:
        return self._sweeps.find_one({"_id": NAME}) or {"after": "", "looked": 0}

    def _query(self, after: str) -> Document:
        since = {"published_at": {"$gte": datetime.combine(self._since, time(), CHINA)}} if self._since else {}
        return {"_id": {"$gt": after}, **since}

    def _note(self, places: Sequence[Place]) -> None:
        """Keep what articles knew before they were told the first time."""
        knew = self._articles.find({"_id": {"$in": [place.article for place in places]}}, projection=["story"])
        notes = [
            UpdateOne({"_id": each["_id"]}, {"$setOnInsert": {"before": each.get("story")}}, upsert=True)
            for each in knew
        ]
        if notes:
            self._moves.bulk_write(notes, ordered=False)

"""What may go once it is old: runs, revisions, dead letters. Never an article, never what the ledger knows."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import Any

from pymongo import DESCENDING
from pymongo.database import Database

from govcrawl.store.failures import translated

Document = dict[str, Any]

RUNS_KEPT = 50  # the latest of each site, however old: what its next runs are compared with


class Retention:
    """Looks for what is older than a moment, and removes it where asked to."""

    def __init__(self, database: Database[Document]) -> None:
        self._database = database

    @translated()
    def runs(self, before: datetime, *, remove: bool) -> int:
        """How many runs that ended began before a moment, the latest of each site left out."""
        return sum(self._act("runs", query, remove=remove) for query in self._old_runs(before))

    @translated()
    def revisions(self, before: datetime, *, remove: bool) -> int:
        """How many earlier states of articles were replaced before a moment; the articles stay."""
        return self._act("revisions", {"replaced_at": {"$lt": before}}, remove=remove)

    @translated()
    def dead_letters(self, before: datetime, *, remove: bool) -> int:
        """How many refused documents were last refused before a moment."""
        return self._act("dead_letters", {"at": {"$lt": before}}, remove=remove)

    @translated()
    def referred(self, files: Iterable[str]) -> frozenset[str]:
        """Those of these archive files in which an article, or what it was before, has a page."""
        return frozenset(file for file in files if self._is_referred(file))

    @translated()
    def forget_pages(self, files: Sequence[str]) -> None:
        """Has the ledger say of no refused page any more that it is in one of these archive files."""
        elsewhere = {"$not": {"$in": ["$$this.file", {"$literal": [*files]}]}}
        left = {"$filter": {"input": "$pages", "cond": elsewhere}}
        self._database["ledger"].update_many({"pages.file": {"$in": [*files]}}, [{"$set": {"pages": left}}])

    def _is_referred(self, file: str) -> bool:
        return any(
            self._database[name].find_one({field: {"$eq": file}}, ["_id"]) is not None
            for name in ("articles", "revisions")
            for field in ("page.file", "parts.file")
        )

    def _old_runs(self, before: datetime) -> Iterator[Document]:
        runs = self._database["runs"]
        for site in runs.distinct("site"):
            order = [("started_at", DESCENDING)]
            kept = list(runs.find({"site": site}, ["started_at"], sort=order, skip=RUNS_KEPT - 1, limit=1))
            if kept:
                until = min(before, kept[0]["started_at"])
                yield {"site": site, "started_at": {"$lt": until}, "state": {"$ne": "running"}}

    def _act(self, name: str, query: Document, *, remove: bool) -> int:
        collection = self._database[name]
        return collection.delete_many(query).deleted_count if remove else collection.count_documents(query)

"""The articles that may be exported: views of one state of them, and what is withdrawn from every view."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC
from typing import Any

from pymongo import ASCENDING
from pymongo.database import Database
from pymongo.errors import OperationFailure

from govcrawl.errors import StoreError
from govcrawl.store.documents import plain
from govcrawl.store.failures import translated
from govcrawl.store.view import View

Document = dict[str, Any]
SNAPSHOT_LOST = {239, 246}  # error codes: too old, not available


class Corpus:
    """The articles that may be exported."""

    def __init__(self, database: Database[Document]) -> None:
        self._database = database

    @translated()
    def knows(self, site: str) -> bool:
        """Whether an article of the site is stored."""
        return self._database["articles"].find_one({"site": {"$eq": site}}, projection=["_id"]) is not None

    @translated()
    def find_id(self, url: str) -> str | None:
        """The article that was met under an address, ``None`` where none was."""
        known = [{"url": {"$eq": url}}, {"urls": {"$eq": url}}]
        found = self._database["articles"].find_one({"$or": known}, projection=["_id"])
        return found["_id"] if found else None

    @translated()
    def withdraw(self, article_id: str, *, why: str) -> bool:
        """Whether an article is withdrawn from now on, and was not before; it need not be stored yet."""
        first = {"$eq": [{"$type": "$at"}, "missing"]}
        made = {"_id": {"$literal": article_id}, "why": {"$literal": plain(why)}, "at": "$$NOW"}
        done = self._database["withdrawals"].update_one(
            {"_id": article_id}, [{"$replaceWith": {"$cond": [first, made, "$$ROOT"]}}], upsert=True
        )
        return done.upserted_id is not None

    @translated()
    def withdrawn(self) -> frozenset[str]:
        """The articles that no export holds."""
        return frozenset(each["_id"] for each in self._database["withdrawals"].find({}, ["_id"]))

    @translated()
    def told_elsewhere(self, article_id: str) -> list[str]:
        """The URLs of the other articles of a story that are not withdrawn."""
        story = self._database["stories"].find_one({"members.article": {"$eq": article_id}}, ["members.article"])
        others = [each["article"] for each in story["members"] if each["article"] != article_id] if story else []
        withdrawn = set(self._database["withdrawals"].distinct("_id", {"_id": {"$in": others}}))
        stored = self._database["articles"].find({"_id": {"$in": others}}, ["url"], sort=[("url", ASCENDING)])
        return [each["url"] for each in stored if each["_id"] not in withdrawn]

    @contextmanager
    def view(self) -> Iterator[View]:
        """One state of the corpus, unchanged by writes while the block lasts where MongoDB is a replica set."""
        with translated():
            hello = self._database.client.admin.command("hello")
            is_sharded = hello.get("msg") == "isdbgrid"
            with self._database.client.start_session(snapshot=is_sharded or "setName" in hello) as session:
                withdrawn = frozenset(each["_id"] for each in self._database["withdrawals"].find({}, session=session))
                try:
                    taken_at = hello["localTime"].replace(tzinfo=UTC)
                    yield View(self._database, session, not is_sharded, taken_at, withdrawn)
                except OperationFailure as error:
                    if error.code not in SNAPSHOT_LOST:
                        raise
                    raise StoreError(
                        "MongoDB no longer holds the state that this export began with: raise its parameter "
                        "minSnapshotHistoryWindowInSeconds, or export less at once"
                    ) from error

"""Articles read again from the pages they were made of: what is found different is corrected, as a revision."""

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from pymongo import ASCENDING
from pymongo.collection import Collection as Documents

from govcrawl.items import Window
from govcrawl.store.articles import COMPARED, keep_revision, published_within
from govcrawl.store.failures import translated

Document = dict[str, Any]
BATCH = 200  # articles asked for at once; the query between two batches is a new one, and none grows old
BY_ID = [("_id", ASCENDING)]


class Rereads:
    """The archived articles, and what is done to them without their pages being fetched."""

    def __init__(self, articles: Documents[Document], revisions: Documents[Document]) -> None:
        self._articles = articles
        self._revisions = revisions

    def find(self, sites: Collection[str], window: Window) -> Iterator[Document]:
        """The archived articles of some sites that were published in a window, in the order of their ids."""
        query, last = _archived(sites, window), ""
        while True:
            with translated():
                following = {**query, "_id": {"$gt": last}}
                batch = list(self._articles.find(following, limit=BATCH).sort("_id", ASCENDING).hint(BY_ID))
            yield from batch
            if len(batch) < BATCH:
                return
            last = batch[-1]["_id"]

    @translated()
    def count(self, sites: Collection[str], window: Window) -> int:
        """How many articles ``find`` gives."""
        return self._articles.count_documents(_archived(sites, window))

    @translated()
    def correct(self, held: Mapping[str, Any], changes: Mapping[str, Any]) -> bool:
        """Whether an article was still what was read of it, and has these fields now.

        Another text is the next revision, and the one before is kept. Its story is then to be found anew: the article
        says so itself until ``is_placed``, so that no crash is missed.
        """
        revision = held["revision"]
        update: Document = {name: {"$literal": value} for name, value in changes.items()} | {"changed_at": "$$NOW"}
        if not changes.keys().isdisjoint(COMPARED):
            keep_revision(self._articles, self._revisions, held["_id"], revision)
            update |= {"revision": revision + 1}
        if not changes.keys().isdisjoint((*COMPARED, "borrowed")):
            update |= {"to_be_placed": True}
        as_read = {"_id": held["_id"], "revision": revision, "changed_at": held["changed_at"]}
        return self._articles.update_one(as_read, [{"$set": update}]).matched_count == 1

    @translated()
    def is_placed(self, article_id: str) -> None:
        """Take down that an article has its story again."""
        self._articles.update_one({"_id": article_id}, {"$unset": {"to_be_placed": ""}})


def _archived(sites: Collection[str], window: Window) -> Document:
    return {"site": {"$in": list(sites)}, "page": {"$ne": None}, **published_within(window)}

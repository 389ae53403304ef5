"""The corpus as an export reads it: one state of it, in the order of publication, or what changed since a cursor."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from typing import Any

from pymongo import ASCENDING
from pymongo.client_session import ClientSession
from pymongo.database import Database
from pymongo.errors import OperationFailure

from govcrawl.errors import StoreError
from govcrawl.export.corpus import Tombstone
from govcrawl.export.manifest import Gap, State
from govcrawl.export.records import CHINA
from govcrawl.export.selection import Selection
from govcrawl.store.failures import translated

Document = dict[str, Any]

# A write shows `changed_at` of the moment it began, and is seen once it is done: that much later at most, because
# MongoDB gives up a write of ours after half a minute.
LAG = timedelta(minutes=2)
SNAPSHOT_LOST = {239, 246}  # error codes: too old, not available
BATCH = 500  # documents asked for at once
FIRST_MOMENT = datetime(1, 1, 1, tzinfo=UTC)
# What selecting and counting look at, whatever fields are asked for.
NEEDED = ("site", "published_at", "fetched_at", "topics", "genre", "source", "story", "gone_at")


class Corpus:
    """The articles that may be exported."""

    def __init__(self, database: Database[Document]) -> None:
        self._database = database

    @translated()
    def knows(self, site: str) -> bool:
        """Whether an article of the site is stored."""
        return self._database["articles"].find_one({"site": {"$eq": site}}, projection=["_id"]) is not None

    @contextmanager
    def view(self) -> Iterator["View"]:
        """One state of the corpus, unchanged by writes while the block lasts where MongoDB is a replica set."""
        with translated():
            hello = self._database.client.admin.command("hello")
            is_replicated = "setName" in hello or hello.get("msg") == "isdbgrid"
            with self._database.client.start_session(snapshot=is_replicated) as session:
                withdrawn = frozenset(each["_id"] for each in self._database["withdrawals"].find({}, session=session))
                try:
                    yield View(self._database, session, hello["localTime"], withdrawn)
                except OperationFailure as error:
                    if error.code not in SNAPSHOT_LOST:
                        raise
                    raise StoreError(
                        "MongoDB no longer holds the state that this export began with: raise its parameter "
                        "minSnapshotHistoryWindowInSeconds, or export less at once"
                    ) from error


@dataclass(frozen=True, slots=True)
class View:
    """One state of the corpus, taken at ``taken_at``."""

    database: Database[Document]
    session: ClientSession
    taken_at: datetime
    withdrawn: frozenset[str]

    def state(self) -> State:
        """What the manifest says of this state: the cursor for the next delta, and what is missing."""
        cursor = (self.taken_at - LAG).astimezone(UTC).isoformat(timespec="milliseconds")
        return State(taken_at=self.taken_at, cursor=cursor.replace("+00:00", "Z"), gaps=self._gaps())

    def documents(self, selection: Selection, *, names: Sequence[str]) -> Iterator[Document]:
        """The articles asked for, with the named fields and a few more, by publication and ``_id``; undated last."""
        for query in _queries(selection):
            found = self.database["articles"].find(
                query,
                projection=_projection(selection, names),
                sort=[("published_at", ASCENDING), ("_id", ASCENDING)],
                batch_size=BATCH,
                session=self.session,
            )
            for document in found:
                if document["_id"] not in self.withdrawn and (selection.match is None or selection.holds(document)):
                    yield document

    def count(self, selection: Selection) -> int:
        """How many articles ``documents`` gives at most: more where ``match`` sorts out by reading."""
        articles = self.database["articles"]
        return sum(articles.count_documents(query, session=self.session) for query in _queries(selection))

    def changes(self, selection: Selection, *, since: datetime, names: Sequence[str]) -> Iterator[Document | Tombstone]:
        """What a mirror of the selection must take over to be as this state: articles, and tombstones of others."""
        recent = {"at": {"$gte": since}}
        for each in self.database["withdrawals"].find(recent, sort=[("_id", ASCENDING)], session=self.session):
            yield Tombstone(each["_id"], "withdrawn")
        changed = self.database["articles"].find(
            {"changed_at": {"$gte": since}},
            projection=_projection(selection, names),
            sort=[("changed_at", ASCENDING), ("_id", ASCENDING)],
            batch_size=BATCH,
            session=self.session,
        )
        for document in changed:
            if document["_id"] in self.withdrawn:
                continue
            if document.get("gone_at") is not None:
                yield Tombstone(document["_id"], "gone")
            elif not selection.holds(document):
                yield Tombstone(document["_id"], "unselected")
            else:
                yield document

    def _gaps(self) -> tuple[Gap, ...]:
        """Article URLs of the ledger that are not stored, by site, month of discovery, state and reason."""
        month = {"$dateToString": {"date": "$discovered_at", "format": "%Y-%m", "timezone": "+08:00"}}
        keys = {"site": "$site", "month": month, "state": "$state", "reason": "$reason"}
        found = self.database["ledger"].aggregate(
            [
                {"$match": {"kind": "article", "state": {"$ne": "stored"}}},
                {"$group": {"_id": keys, "urls": {"$sum": 1}}},
                {"$sort": {"_id": 1}},
            ],
            session=self.session,
        )
        return tuple(Gap(**group["_id"], urls=group["urls"]) for group in found)


def _projection(selection: Selection, names: Sequence[str]) -> list[str]:
    searched = ("title", "body") if selection.match else ()
    return list(dict.fromkeys([*names, *NEEDED, *searched]))


def _queries(selection: Selection) -> list[Document]:
    """The queries whose answers follow each other in the order of publication."""
    filters = _filters(selection)
    since, until = selection.window.since, selection.window.until
    bounds: Document = {"$gte": FIRST_MOMENT if since is None else datetime.combine(since, time(), CHINA)}
    if until is not None:
        bounds["$lt"] = datetime.combine(until, time(), CHINA) + timedelta(days=1)
    dated, undated = {**filters, "published_at": bounds}, {**filters, "published_at": None}
    return [dated, undated] if since is None and until is None else [dated]


def _filters(selection: Selection) -> Document:
    """What can be asked of MongoDB; ``match`` cannot."""
    filters: Document = {"gone_at": None}
    for name, values in (
        ("site", selection.sites),
        ("topics", selection.topics),
        ("genre", selection.genres),
        ("source", selection.sources),
    ):
        if values:
            filters[name] = {"$in": list(values)}
    if selection.fetched_since is not None:
        filters["fetched_at"] = {"$gte": selection.fetched_since}
    if selection.originals:
        filters["$or"] = [{"story": None}, {"story.role": "original"}]
    return filters

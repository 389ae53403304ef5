"""One state of the corpus, in the order of publication, or what changed in it since a cursor."""

import heapq
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from typing import Any

from pymongo import ASCENDING, CursorType
from pymongo.client_session import ClientSession
from pymongo.database import Database

from govcrawl.export.corpus import Tombstone
from govcrawl.export.manifest import UNDATED, Gap, Shortfall, State
from govcrawl.export.records import CHINA
from govcrawl.export.selection import Selection
from govcrawl.store.grams import positions

Document = dict[str, Any]

# A write shows `changed_at` of the moment it began, and is seen once it is done: that much later at most, because
# MongoDB gives up a write of ours after half a minute.
LAG = timedelta(minutes=2)
BATCH = 500  # documents asked for at once
FIRST_MOMENT = datetime(1, 1, 1, tzinfo=UTC)
# What selecting and counting look at, whatever fields are asked for.
NEEDED = ("site", "published_at", "fetched_at", "topics", "genre", "source", "story", "gone_at")


@dataclass(frozen=True, slots=True)
class View:
    """One state of the corpus, taken at ``taken_at``; ``reads_ahead`` says that the server takes exhaust cursors."""

    database: Database[Document]
    session: ClientSession
    reads_ahead: bool
    taken_at: datetime
    withdrawn: frozenset[str]

    def state(self, selection: Selection) -> State:
        """What the manifest says of this state: the cursor for the next delta, and what is missing of the sites."""
        sites = {"site": {"$in": list(selection.sites)}} if selection.sites else {}
        cursor = (self.taken_at - LAG).astimezone(UTC).isoformat(timespec="milliseconds")
        return State(
            taken_at=self.taken_at,
            cursor=cursor.replace("+00:00", "Z"),
            gaps=self._gaps(sites),
            shortfalls=self._shortfalls(sites),
        )

    def documents(self, selection: Selection, *, names: Sequence[str]) -> Iterator[Document]:
        """The articles asked for, with the named fields and a few more, by publication and ``_id``; undated last."""
        if selection.as_of is not None:
            yield from self._as_of(selection.as_of, selection, names=names)
            return
        for query in _queries(selection):
            for document in self._find("articles", query, _projection(selection, names), order=("published_at", "_id")):
                if document["_id"] not in self.withdrawn and (selection.match is None or selection.holds(document)):
                    yield document

    def count(self, selection: Selection) -> int | None:
        """How many articles ``documents`` gives at most, ``None`` where only reading them tells."""
        if selection.match is not None or selection.as_of is not None:
            return None
        articles = self.database["articles"]
        return sum(articles.count_documents(query, session=self.session) for query in _queries(selection))

    def changes(self, selection: Selection, *, since: datetime, names: Sequence[str]) -> Iterator[Document | Tombstone]:
        """What a mirror of the selection must take over to be as this state: articles, and tombstones of others."""
        recent = {"at": {"$gte": since}}
        for each in self.database["withdrawals"].find(recent, sort=[("_id", ASCENDING)], session=self.session):
            yield Tombstone(each["_id"], "withdrawn")
        changed = {"changed_at": {"$gte": since}}
        for document in self._find("articles", changed, _projection(selection, names), order=("changed_at", "_id")):
            if document["_id"] in self.withdrawn:
                continue
            if document.get("gone_at") is not None:
                yield Tombstone(document["_id"], "gone")
            elif not selection.holds(document):
                yield Tombstone(document["_id"], "unselected")
            else:
                yield document

    def _as_of(self, moment: datetime, selection: Selection, *, names: Sequence[str]) -> Iterator[Document]:
        """The articles as they stood at a moment: those changed since as the revision of then."""
        superseded = self._superseded(moment)
        present = (each for each in self._sorted("articles", moment, selection, names) if each["_id"] not in superseded)
        former = (
            {**each, "_id": each["article"]}
            for each in self._sorted("revisions", moment, selection, names)
            if superseded.get(each["article"]) == each["_id"]
        )
        for document in heapq.merge(present, former, key=_place):
            gone_at = document.get("gone_at")
            is_gone = gone_at is not None and gone_at <= moment
            if not is_gone and document["_id"] not in self.withdrawn and selection.holds(document):
                yield document

    def _superseded(self, moment: datetime) -> dict[str, str]:
        """The revision that stood at a moment, by its article, of every article revised since."""
        found = self.database["revisions"].aggregate(
            [
                {"$match": {"first_seen_at": {"$lte": moment}, "replaced_at": {"$gt": moment}}},
                {"$sort": {"article": 1, "replaced_at": 1}},
                {"$group": {"_id": "$article", "revision": {"$first": "$_id"}}},
            ],
            allowDiskUse=True,
            session=self.session,
        )
        return {each["_id"]: each["revision"] for each in found}

    def _sorted(
        self, collection: str, moment: datetime, selection: Selection, names: Sequence[str]
    ) -> Iterator[Document]:
        """What a collection holds of articles seen by a moment, in the order of publication."""
        query: Document = {"first_seen_at": {"$lte": moment}}
        if selection.sites:
            query["site"] = {"$in": list(selection.sites)}
        order = ("published_at", "article" if collection == "revisions" else "_id")
        for published in ({"$gte": FIRST_MOMENT}, None):
            dated = {**query, "published_at": published}
            yield from self._find(collection, dated, [*_projection(selection, names), "article"], order=order)

    def _find(
        self, collection: str, query: Document, projection: Sequence[str], *, order: Sequence[str]
    ) -> Iterator[Document]:
        """What is found, in order, while MongoDB already reads ahead where it can."""
        yield from self.database[collection].find(
            query,
            projection=projection,
            sort=[(name, ASCENDING) for name in order],
            batch_size=BATCH,
            allow_disk_use=True,
            cursor_type=CursorType.EXHAUST if self.reads_ahead else CursorType.NON_TAILABLE,
            session=self.session,
        )

    def _gaps(self, sites: Document) -> tuple[Gap, ...]:
        """Article URLs of the ledger that are not stored, by site, month as their list dates them, state and reason."""
        dated = {"date": "$published_at", "format": "%Y-%m", "timezone": "+08:00", "onNull": UNDATED}
        month = {"$dateToString": dated}
        keys = {"site": "$site", "month": month, "state": "$state", "reason": "$reason"}
        found = self.database["ledger"].aggregate(
            [
                {"$match": {**sites, "kind": "article", "state": {"$ne": "stored"}}},
                {"$group": {"_id": keys, "urls": {"$sum": 1}}},
                {"$sort": {"_id": 1}},
            ],
            session=self.session,
        )
        return tuple(Gap(**group["_id"], urls=group["urls"]) for group in found)

    def _shortfalls(self, sites: Document) -> tuple[Shortfall, ...]:
        """The columns of which less is stored than their sites state."""
        walks = self.database["walks"].find(
            {**sites, "stated": {"$gt": 0}}, sort=[("_id", ASCENDING)], session=self.session
        )
        found = []
        for walk in list(walks):
            of_column = {"site": walk["site"], "column": walk["column"], "kind": "article", "state": "stored"}
            stored = self.database["ledger"].count_documents(of_column, session=self.session)
            if stored < walk["stated"]:
                found.append(Shortfall(site=walk["site"], column=walk["column"], stated=walk["stated"], stored=stored))
        return tuple(found)


def _place(document: Document) -> tuple[bool, datetime, str]:
    """Where an article stands in the order of publication; undated last."""
    published = document["published_at"]
    return published is None, published or FIRST_MOMENT, document["_id"]


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
    """What MongoDB is asked for; of ``match`` it says which articles may hold the text."""
    filters: Document = {"gone_at": None}
    alternatives = []
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
        alternatives.append({"$or": [{"story": None}, {"story.role": "original"}]})
    if selection.match is not None and (bits := positions(selection.match)):
        alternatives.append({"$or": [{"grams": None}, {"grams": {"$bitsAllSet": sorted(bits)}}]})
    return {**filters, "$and": alternatives} if alternatives else filters

"""What people ask of the store and no run does: how each site is doing, and what became of its URLs. Read only."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any, get_args

from pymongo import ASCENDING, DESCENDING
from pymongo.database import Database

from govcrawl.items import PageRef
from govcrawl.store.entries import Entry, Kind, Lane, State
from govcrawl.store.failures import translated
from govcrawl.store.runs import RunRecord

Document = dict[str, Any]

WEEKS = 8
WEEK = timedelta(days=7)
DAYS = ["second", "minute", "day"]  # precisions of a date whose day is known
REFUSED: tuple[State, ...] = ("blocked", "rejected", "failed")
WAITING: tuple[State, ...] = ("discovered", "leased")
# The order of the index ``states``, so that no answer has to be sorted.
ORDER = tuple((name, ASCENDING) for name in ("state", "reason", "kind", "lane", "column"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview:
    """How one site is doing.

    ``running`` are its living runs, ``last`` the latest that is not alive (one whose process died is ``lost``, written
    off or not), ``last_good`` the latest with a good verdict. ``newest`` is when its newest article was published.
    ``backlog`` counts the URLs that wait in each lane of the ledger, ``weekly`` the articles published in each of the
    latest weeks, oldest first; the last of these ends now.
    """

    site: str
    running: tuple[RunRecord, ...]
    last: RunRecord | None
    last_verdict: str | None
    last_good: RunRecord | None
    newest: datetime | None
    backlog: Mapping[Lane, int]
    weekly: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sought:
    """Which entries of the ledger are asked for; what is ``None`` lets all through."""

    site: str
    state: State | None = None
    reason: str | None = None
    kind: Kind | None = None
    lane: Lane | None = None
    column: str | None = None

    @property
    def query(self) -> Document:
        given = {name: getattr(self, name) for name in ("site", "state", "reason", "kind", "lane", "column")}
        return {name: {"$eq": value} for name, value in given.items() if value is not None}


@dataclass(frozen=True, slots=True, kw_only=True)
class Total:
    """How many entries are in one state for one reason."""

    state: State
    reason: str | None
    kind: Kind
    lane: Lane
    urls: int


class Overviews:
    """Looks over the collections, each look served by an index."""

    def __init__(self, database: Database[Document]) -> None:
        self._articles = database["articles"]
        self._ledger = database["ledger"]
        self._runs = database["runs"]
        self._now = database.client.admin

    @translated()
    def sites(self) -> list[str]:
        """The sites of which anything is stored, in the order of their names."""
        held = (self._articles, self._ledger, self._runs)
        return sorted(set().union(*(collection.distinct("site") for collection in held)))

    @translated()
    def of(self, site: str, *, good: Collection[str]) -> Overview:
        """How a site is doing; ``good`` are the verdicts that count as such."""
        now = self._now.command("hello")["localTime"].replace(tzinfo=UTC)
        begun = [RunRecord.of(each) for each in self._runs.find({"site": {"$eq": site}, "state": "running"})]
        alive = tuple(run for run in begun if run.lease_until > now)
        last = self._latest_run(site, {"_id": {"$nin": [run.id for run in alive]}})
        return Overview(
            site=site,
            running=alive,
            last=last,
            last_verdict=None if last is None else last.verdict or "lost",
            last_good=self._latest_run(site, {"verdict": {"$in": list(good)}}),
            newest=self._newest(site),
            backlog=self.backlog(site),
            weekly=self._weekly(site, now),
        )

    @translated()
    def backlog(self, site: str) -> dict[Lane, int]:
        """How many URLs of a site wait in each lane."""
        waiting = {"site": {"$eq": site}, "state": {"$in": list(WAITING)}}
        counted = self._ledger.aggregate([{"$match": waiting}, {"$group": {"_id": "$lane", "urls": {"$sum": 1}}}])
        found = {each["_id"]: each["urls"] for each in counted}
        return {lane: found.get(lane, 0) for lane in get_args(Lane)}

    @translated()
    def totals(self, sought: Sought) -> list[Total]:
        """How many entries there are by state and reason, in this order."""
        keys = {name: f"${name}" for name in ("state", "reason", "kind", "lane")}
        counted = self._ledger.aggregate([{"$match": sought.query}, {"$group": {"_id": keys, "urls": {"$sum": 1}}}])
        totals = [Total(**{"reason": None, **each["_id"]}, urls=each["urls"]) for each in counted]
        states = get_args(State)
        return sorted(totals, key=lambda it: (states.index(it.state), it.reason or "", it.kind, it.lane))

    def entries(self, sought: Sought, *, limit: int = 0) -> Iterator[Entry]:
        """The entries asked for, by state and reason; as many as there are where the limit is 0."""
        with translated():
            yield from map(Entry.of, self._ledger.find(sought.query, sort=ORDER, limit=limit, batch_size=500))

    @translated()
    def arrivals(self, site: str, *, since: datetime) -> dict[date, int]:
        """How many articles a site published on each day, China time, of those whose day is known."""
        dated = {"site": {"$eq": site}, "published_at": {"$gte": since}, "published_precision": {"$in": DAYS}}
        day = {"$dateToString": {"date": "$published_at", "format": "%Y-%m-%d", "timezone": "+08:00"}}
        counted = self._articles.aggregate([{"$match": dated}, {"$group": {"_id": day, "articles": {"$sum": 1}}}])
        return {date.fromisoformat(each["_id"]): each["articles"] for each in counted}

    @translated()
    def newest_article(self, site: str) -> tuple[str, PageRef | None] | None:
        """The address of the newest article of a site, and where the archive has its page."""
        dated = {"site": {"$eq": site}, "published_at": {"$type": "date"}}
        found = self._articles.find_one(dated, ["url", "page"], sort=[("published_at", DESCENDING)])
        return None if found is None else (found["url"], PageRef(**found["page"]) if found.get("page") else None)

    @translated()
    def latest_refused(self, site: str) -> tuple[str, PageRef | None] | None:
        """The address that gave no article most lately, and where the archive has its page."""
        refused = {"site": {"$eq": site}, "state": {"$in": list(REFUSED)}}
        found = self._ledger.find_one(refused, ["url", "pages"], sort=[("changed_at", DESCENDING)])
        if found is None:
            return None
        pages = found.get("pages") or ()
        return found["url"], PageRef(**pages[0]) if pages else None

    def _latest_run(self, site: str, which: Document) -> RunRecord | None:
        found = self._runs.find_one({"site": {"$eq": site}, **which}, sort=[("started_at", DESCENDING)])
        return None if found is None else RunRecord.of(found)

    def _newest(self, site: str) -> datetime | None:
        dated = {"site": {"$eq": site}, "published_at": {"$type": "date"}}
        found = self._articles.find_one(dated, ["published_at"], sort=[("published_at", DESCENDING)])
        return None if found is None else found["published_at"]

    def _weekly(self, site: str, now: datetime) -> tuple[int, ...]:
        latest = {"site": {"$eq": site}, "published_at": {"$gt": now - WEEKS * WEEK, "$lte": now}}
        ago = {"$floor": {"$divide": [{"$subtract": [now, "$published_at"]}, WEEK / timedelta(milliseconds=1)]}}
        counted = self._articles.aggregate([{"$match": latest}, {"$group": {"_id": ago, "articles": {"$sum": 1}}}])
        found = {int(each["_id"]): each["articles"] for each in counted}
        return tuple(found.get(week, 0) for week in reversed(range(WEEKS)))

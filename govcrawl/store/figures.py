"""What a report says of a site, counted by MongoDB over indexes alone, however many articles there are. Read only."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone
from typing import Any

from pymongo import DESCENDING
from pymongo.database import Database

from govcrawl.store.entries import Entry, State
from govcrawl.store.failures import translated
from govcrawl.store.runs import RunRecord

Document = dict[str, Any]

CHINA = timezone(timedelta(hours=8))
MONTH: Document = {"$dateToString": {"date": "$published_at", "format": "%Y-%m", "timezone": "+08:00"}}  # null: undated
DAY: Document = {"$dateToString": {"date": "$first_seen_at", "format": "%Y-%m-%d", "timezone": "+08:00"}}

Month = str | None  # as 2024-03, China time; None where no date is known


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """How many articles there are, and how many of them have a date, a source, an author, or are reprints."""

    articles: int
    dated: int
    sourced: int
    authored: int
    reprints: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Newest:
    """The article of a site that was published last."""

    title: str
    url: str
    published_at: datetime
    script: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """How many article URLs are in one state for one reason."""

    state: State
    reason: str | None
    urls: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnFigures:
    """A column: how many articles its site says it has, how many URLs of it are known, how many of them are stored.

    ``stated`` is ``None`` where the site does not say, ``walked_at`` where no walk ever came to its end.
    """

    column: str | None
    stated: int | None
    known: int
    stored: int
    walked_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteFigures:
    """One site. ``held`` are the articles by month of publication, ``missing`` the article URLs that are not stored, by
    the month of their list rows; ``arrived`` the articles by the day on which they were first stored.

    ``states`` counts the article URLs of the ledger; ``runs`` are the latest first, ``refused`` the latest of what was
    blocked, rejected or failed.
    """

    site: str
    coverage: Coverage
    newest: Newest | None
    held: Mapping[Month, int]
    missing: Mapping[Month, int]
    arrived: Mapping[date, int]
    states: Mapping[State, int]
    refusals: tuple[Refusal, ...]
    columns: tuple[ColumnFigures, ...]
    runs: tuple[RunRecord, ...]
    refused: tuple[Entry, ...]


LISTED: tuple[State, ...] = ("blocked", "rejected", "failed")
LONGEST_LIST = 100  # entries of each state
FEWEST_RUNS = 30  # listed, however long ago they were


class Figures:
    """Counts over the collections; those of articles and URLs read indexes and no document."""

    def __init__(self, database: Database[Document]) -> None:
        self._database = database

    @translated()
    def now(self) -> datetime:
        """MongoDB's time."""
        local: datetime = self._database.client.admin.command("hello")["localTime"]
        return local.replace(tzinfo=UTC)

    @translated()
    def of(self, site: str, *, since: date, withdrawn: Collection[str] = ()) -> SiteFigures:
        """The figures of a site; runs and arrivals since a day, China time."""
        first = datetime.combine(since, time(), CHINA)
        coverage, held = self._articles(site)
        urls = self._urls(site)
        return SiteFigures(
            site=site,
            coverage=coverage,
            newest=self._newest(site, withdrawn),
            held=held,
            missing=_summed((each.month, each.urls) for each in urls if each.state != "stored"),
            arrived=self._arrived(site, first),
            states=_summed((each.state, each.urls) for each in urls),
            refusals=_refusals(urls),
            columns=self._columns(site, urls),
            runs=self._runs(site, first),
            refused=tuple(entry for state in LISTED for entry in self._latest(site, state)),
        )

    def _articles(self, site: str) -> tuple[Coverage, dict[Month, int]]:
        has = {name: {"$ne": [{"$ifNull": [f"${name}", None]}, None]} for name in ("source", "author")}
        reprint = {"$in": ["$story.role", ["reprint", "excerpt"]]}
        keys = {"month": MONTH, **has, "reprint": reprint}
        counted: list[Document] = [
            {"$match": {"site": {"$eq": site}}},
            {"$group": {"_id": keys, "articles": {"$sum": 1}}},
        ]
        groups = [(each["_id"], each["articles"]) for each in self._aggregate("articles", counted, "by_coverage")]
        held = _summed((group.get("month"), number) for group, number in groups)
        coverage = Coverage(
            articles=sum(held.values()),
            dated=sum(number for month, number in held.items() if month),
            sourced=sum(number for group, number in groups if group["source"]),
            authored=sum(number for group, number in groups if group["author"]),
            reprints=sum(number for group, number in groups if group["reprint"]),
        )
        return coverage, held

    def _newest(self, site: str, withdrawn: Collection[str]) -> Newest | None:
        dated = {"site": {"$eq": site}, "published_at": {"$type": "date"}, "_id": {"$nin": list(withdrawn)}}
        fields = ["title", "url", "published_at", "script"]
        found = self._database["articles"].find_one(dated, fields, sort=[("published_at", DESCENDING)])
        return Newest(**{name: found[name] for name in fields}) if found else None

    def _arrived(self, site: str, first: datetime) -> dict[date, int]:
        counted: list[Document] = [
            {"$match": {"site": {"$eq": site}, "first_seen_at": {"$gte": first}}},
            {"$group": {"_id": DAY, "articles": {"$sum": 1}}},
        ]
        found = self._aggregate("articles", counted, "by_arrival")
        return {date.fromisoformat(each["_id"]): each["articles"] for each in found}

    def _urls(self, site: str) -> "list[_Urls]":
        keys = {"state": "$state", "reason": "$reason", "column": "$column", "month": MONTH}
        counted: list[Document] = [
            {"$match": {"site": {"$eq": site}, "kind": "article"}},
            {"$group": {"_id": keys, "urls": {"$sum": 1}}},
        ]
        nothing = {"reason": None, "column": None, "month": None}
        found = self._aggregate("ledger", counted, "states")
        return [_Urls(**{**nothing, **each["_id"]}, urls=each["urls"]) for each in found]

    def _columns(self, site: str, urls: "Sequence[_Urls]") -> tuple[ColumnFigures, ...]:
        walks = {each["column"]: each for each in self._database["walks"].find({"site": {"$eq": site}})}
        known = _summed((each.column, each.urls) for each in urls)
        stored = _summed((each.column, each.urls) for each in urls if each.state == "stored")
        names = sorted({*known, *(name for name, walk in walks.items() if walk.get("stated"))}, key=lambda it: it or "")
        return tuple(
            ColumnFigures(
                column=name,
                stated=walks.get(name, {}).get("stated"),
                known=known[name],
                stored=stored[name],
                walked_at=walks.get(name, {}).get("ended_at"),
            )
            for name in names
        )

    def _runs(self, site: str, first: datetime) -> tuple[RunRecord, ...]:
        found = self._database["runs"].find({"site": {"$eq": site}}, sort=[("started_at", DESCENDING)], batch_size=50)
        runs: list[RunRecord] = []
        with found:
            for run in map(RunRecord.of, found):
                if run.started_at < first and len(runs) >= FEWEST_RUNS:
                    break
                runs.append(run)
        return tuple(runs)

    def _latest(self, site: str, state: State) -> Iterator[Entry]:
        query = {"site": {"$eq": site}, "state": state, "kind": "article"}
        found = self._database["ledger"].find(query, sort=[("changed_at", DESCENDING)], limit=LONGEST_LIST)
        yield from map(Entry.of, found)

    def _aggregate(self, collection: str, pipeline: list[Document], index: str) -> Iterator[Document]:
        yield from self._database[collection].aggregate(pipeline, hint=index)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Urls:
    """How many article URLs share all of this."""

    state: State
    reason: str | None
    column: str | None
    month: Month
    urls: int


def _refusals(urls: "Sequence[_Urls]") -> tuple[Refusal, ...]:
    """The numbers of what is not stored and waits for nothing, the most first."""
    settled = [each for each in urls if each.state not in ("stored", "discovered", "leased")]
    counted = _summed(((each.state, each.reason), each.urls) for each in settled)
    return tuple(Refusal(state=state, reason=reason, urls=number) for (state, reason), number in counted.most_common())


def _summed(pairs: Any) -> Counter[Any]:
    """The numbers of each key added up."""
    total: Counter[Any] = Counter()
    for key, number in pairs:
        total[key] += number
    return total

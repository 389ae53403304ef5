"""The ledger: every URL ever discovered, and what became of it.

A URL is in it before it is fetched. Whoever fetches it claims it first, for the time of a lease, and is its owner until
somebody else claims it: only the owner's word on what became of it counts. All times are MongoDB's. An entry may be
claimed from ``next_attempt_at`` on, whatever its state: that is when it was discovered, when a failure is to be tried
again, when a stored article is to be looked at again, or when a lease ends whose owner was killed.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any, get_args
from uuid import uuid4

from pymongo import ASCENDING, UpdateOne
from pymongo.collection import Collection as Documents
from pymongo.errors import BulkWriteError

from govcrawl.store.entries import Discovery, Entry, Found, Kind, Lane, Lease, Resolution, State, list_id
from govcrawl.store.failures import DUPLICATE_KEY, codes, translated
from govcrawl.store.transitions import RELEASED, REOPENED, after, entered, leased, resolved

__all__ = ["Discovery", "Entry", "Found", "Kind", "Lane", "Lease", "Ledger", "Resolution", "State", "list_id"]

Document = dict[str, Any]

ARTICLES: tuple[Kind, ...] = ("article",)
GIVEN_UP: tuple[State, ...] = ("rejected", "blocked", "failed", "gone", "skipped")
LEASE = 120.0  # seconds; renewed every third of that
DUE = {"next_attempt_at": {"$type": "date"}, "$expr": {"$lte": ["$next_attempt_at", "$$NOW"]}}


class Ledger:
    """The collections ``ledger`` and ``walks``."""

    def __init__(self, ledger: Documents[Document], walks: Documents[Document]) -> None:
        self._ledger = ledger
        self._walks = walks

    @translated()
    def discover(
        self,
        found: Sequence[Found],
        *,
        site: str,
        column: str | None,
        run: str | None = None,
        kind: Kind = "article",
        lane: Lane = "crawl",
        walk: str | None = None,
    ) -> Discovery:
        """What is known of these URLs; those that are not are entered, to be fetched.

        ``walk`` names the walk that found them where that is another than the one over the column.
        """
        unique = {each.id: each for each in sorted(found, key=lambda each: each.skip is None)}  # wanted once is wanted
        if not unique:
            return Discovery()
        common = {"site": site, "column": column, "run": run, "kind": kind, "lane": lane}
        new = self._enter(list(unique.values()), common)
        held = {each["_id"]: each for each in self._ledger.find({"_id": {"$in": list(unique)}}, _KNOWN)}
        return _discovery(found, held, new=new, walked=self.walked(site, walk or column))

    @translated()
    def claim(
        self,
        site: str,
        *,
        owner: str,
        limit: int,
        lease: float = LEASE,
        kinds: Collection[Kind] = ARTICLES,
        lane: Lane = "crawl",
    ) -> list[Lease]:
        """Up to so many URLs of a site that are due, those that have waited longest first, leased to the owner.

        What is in the lane of the backfills is theirs, so that no scheduled run has to work off a decade.
        """
        due = {"site": site, "kind": {"$in": list(kinds)}, "lane": lane, **DUE}
        while limit > 0:
            order = [("next_attempt_at", ASCENDING), ("_id", ASCENDING)]
            ids = [each["_id"] for each in self._ledger.find(due, ["_id"], sort=order, limit=limit)]
            if not ids:
                break
            token = uuid4().hex
            self._ledger.update_many({"_id": {"$in": ids}, **DUE}, leased(owner, token, lease))
            held = self._ledger.find({"_id": {"$in": ids}, "token": token})
            if leases := {each["_id"]: Lease.of(each) for each in held}:
                return [leases[each] for each in ids if each in leases]
        return []

    @translated()
    def next_due(self, site: str, *, lane: Lane = "crawl", kinds: Collection[Kind] = ARTICLES) -> float | None:
        """The seconds until something may be claimed, a lapsing lease included; ``None`` where nothing ever will."""
        waiting = {"site": site, "kind": {"$in": list(kinds)}, "lane": lane, "next_attempt_at": {"$type": "date"}}
        soonest: list[Document] = [
            {"$match": waiting},
            {"$sort": {"next_attempt_at": ASCENDING}},
            {"$limit": 1},
            {"$project": {"left": {"$subtract": ["$next_attempt_at", "$$NOW"]}}},
        ]
        held = next(iter(self._ledger.aggregate(soonest)), None)
        return None if held is None else max(0.0, float(held["left"]) / 1000)

    @translated()
    def renew(self, owner: str, *, lease: float = LEASE) -> int:
        """How many leases the owner holds, all of them as long again from now."""
        until = {"lease_until": after(lease), "next_attempt_at": after(lease)}
        return self._ledger.update_many({"state": "leased", "owner": owner}, [{"$set": until}]).matched_count

    @translated()
    def release(self, owner: str, *, ids: Collection[str] | None = None) -> int:
        """How many leases were given back as if they had never been: all of the owner, or some."""
        mine = {"state": "leased", "owner": owner}
        some = mine if ids is None else {**mine, "_id": {"$in": list(ids)}}
        return self._ledger.update_many(some, [{"$set": RELEASED}]).modified_count

    @translated()
    def reclaim(self, *, site: str | None = None) -> int:
        """How many leases had lapsed and were taken back; ``claim`` takes them anyhow, this is for a true count."""
        of_site = {} if site is None else {"site": site}
        lapsed = {**of_site, "state": "leased", "$expr": {"$lte": ["$lease_until", "$$NOW"]}}
        taken_back = {**RELEASED, "attempts": "$attempts"}
        return self._ledger.update_many(lapsed, [{"$set": taken_back}]).modified_count

    @translated()
    def resolve(self, resolution: Resolution, *, owner: str) -> bool:
        """Whether the word of this owner counted; it does not where somebody else has claimed the URL since."""
        mine = {"_id": resolution.id, "owner": owner}
        return self._ledger.update_one(mine, resolved(resolution)).matched_count == 1

    @translated()
    def resolve_many(self, resolutions: Sequence[Resolution], *, owner: str) -> frozenset[str]:
        """The ids on which the word of this owner did not count; all in one round trip, or two where there are such."""
        if not resolutions:
            return frozenset()
        updates = [UpdateOne({"_id": each.id, "owner": owner}, resolved(each)) for each in resolutions]
        if self._ledger.bulk_write(updates, ordered=False).matched_count == len(updates):
            return frozenset()
        ids = {each.id for each in resolutions}
        return frozenset(ids - set(self._ledger.distinct("_id", {"_id": {"$in": list(ids)}, "owner": owner})))

    @translated()
    def reopen(self, site: str, walk: str | None) -> int:
        """How many list pages of a walk had been given up and are to be tried again."""
        lost = {"site": site, "kind": "list", "column": walk, "state": {"$in": list(GIVEN_UP)}, "next_attempt_at": None}
        return self._ledger.update_many(lost, [{"$set": REOPENED}]).modified_count

    @translated()
    def overrule(self, resolution: Resolution, *, was: State) -> bool:
        """Whether what became of a URL is changed by somebody who did not fetch it: where it still is as it was."""
        return self._ledger.update_one({"_id": resolution.id, "state": was}, resolved(resolution)).matched_count == 1

    @translated()
    def finish_walk(self, site: str, column: str | None, *, run: str | None = None, stated: int | None = None) -> None:
        """Say that a walk over a column has come to its end: what is known by now is ``settled`` from now on.

        ``stated`` is how many articles the site says the column has; where it does not say, what it said last counts.
        """
        walk = {"_id": _walk_id(site, column), "site": site, "column": column, "run": run}
        by_mongodb = {"stated": {"$ifNull": [stated, "$stated", None]}, "ended_at": "$$NOW"}
        updated = {"$mergeObjects": [{"$literal": walk}, by_mongodb]}
        self._walks.update_one({"_id": _walk_id(site, column)}, [{"$replaceWith": updated}], upsert=True)

    @translated()
    def walked(self, site: str, column: str | None) -> datetime | None:
        """When the last walk of this name came to its end, ``None`` where none ever did."""
        walk = self._walks.find_one({"_id": _walk_id(site, column)})
        return None if walk is None else walk["ended_at"]

    @translated()
    def waiting(self, site: str, *, limit: int = 100, kind: Kind = "article") -> list[Entry]:
        """What is to be claimed, now or later, soonest first; leased entries stand at the end of their lease."""
        query = {"site": site, "kind": kind, "next_attempt_at": {"$type": "date"}}
        order = [("next_attempt_at", ASCENDING), ("_id", ASCENDING)]
        return [Entry.of(each) for each in self._ledger.find(query, sort=order, limit=limit)]

    @translated()
    def counts(self, site: str, *, kind: Kind = "article", run: str | None = None) -> dict[State, int]:
        """How many URLs of a site are in each state: all of them, or those that one run discovered."""
        query = {"site": site, "kind": kind} | ({} if run is None else {"run": run})
        counted = self._ledger.aggregate([{"$match": query}, {"$group": {"_id": "$state", "n": {"$sum": 1}}}])
        numbers = {each["_id"]: each["n"] for each in counted}
        return {state: numbers.get(state, 0) for state in get_args(State)}

    @translated()
    def get(self, entry_id: str) -> Entry | None:
        held = self._ledger.find_one({"_id": entry_id})
        return None if held is None else Entry.of(held)

    @translated()
    def get_many(self, ids: Collection[str]) -> dict[str, Entry]:
        """The entries of these ids that there are."""
        return {held["_id"]: Entry.of(held) for held in self._ledger.find({"_id": {"$in": list(ids)}})}

    def find(self, site: str, *, state: State | None = None, kind: Kind = "article") -> Iterator[Entry]:
        """The entries of a site, or those in one state."""
        query: Document = {"site": site, "kind": kind} | ({} if state is None else {"state": state})
        with translated():
            yield from map(Entry.of, self._ledger.find(query))

    def _enter(self, found: Sequence[Found], common: Mapping[str, Any]) -> set[str]:
        """The ids that were not known; another process may enter the same at the same time."""
        updates = [UpdateOne({"_id": each.id}, entered(each, common), upsert=True) for each in found]
        try:
            upserted = self._ledger.bulk_write(updates, ordered=False).upserted_ids or {}
            return set(upserted.values())
        except BulkWriteError as error:
            if codes(error) != {DUPLICATE_KEY}:
                raise
            return {each["_id"] for each in error.details["upserted"]}


_KNOWN = {
    "reason": 1,
    "published_at": 1,
    "discovered_at": 1,
    "is_due": {"$and": ["$next_attempt_at", {"$lte": ["$next_attempt_at", "$$NOW"]}]},
}


def _discovery(
    found: Sequence[Found], held: Mapping[str, Document], *, new: set[str], walked: datetime | None
) -> Discovery:
    """The answer to a list page, by the URLs of its links."""
    pairs = [(each.link.url, held[each.id]) for each in found if each.id in held]
    dates = [date for each in found if (date := each.published_at or held.get(each.id, {}).get("published_at"))]
    known = [(url, entry) for url, entry in pairs if entry["_id"] not in new]  # another walk may have ended just now
    return Discovery(
        new=frozenset(each.link.url for each in found if each.id in new),
        due=frozenset(url for url, entry in pairs if entry["is_due"]),
        settled=frozenset(url for url, entry in known if walked is not None and entry["discovered_at"] <= walked),
        lists=tuple(url for url, entry in pairs if entry["reason"] == "list_page"),
        oldest=min(dates, default=None),
        newest=max(dates, default=None),
    )


def _walk_id(site: str, column: str | None) -> str:
    return f"{site}/{column or ''}"

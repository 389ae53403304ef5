"""The schedules: one document a site, which says when it is due, and which supervisor runs it.

All times are MongoDB's, so that supervisors on machines whose clocks differ agree. A claim is a compare-and-set: of
those who see a site due, one gets it. It is a lease; where it ends without a word, the run was cut short, and the site
is due at once.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import UTC, datetime
from typing import Any, Literal, Self

from pymongo import ASCENDING, ReturnDocument
from pymongo.collection import Collection

from govcrawl.store.failures import translated
from govcrawl.store.transitions import after

Document = dict[str, Any]
How = Literal["ended", "stopped", "overdue", "killed", "lost"]

LEASE = 60.0  # seconds; a supervisor says three times as often that it lives


@dataclass(frozen=True, slots=True, kw_only=True)
class Schedule:
    """When one site is due, and how its latest run under a supervisor went.

    ``every``, ``jitter`` and ``longest`` are the operator's word against that of the site's file; ``timetable`` is what
    ``next_at`` was worked out from. ``asked_at`` is when somebody asked for a run out of turn. ``owner`` is the
    supervisor whose run it is that goes on. ``how`` the latest ended: of itself, stopped with its supervisor, overdue,
    killed, or lost with its supervisor; ``status`` is its exit status.
    """

    site: str
    timetable: str
    every: str | None
    jitter: str | None
    longest: str | None
    paused: bool
    next_at: datetime | None
    asked_at: datetime | None
    owner: str | None
    lease_until: datetime | None
    began_at: datetime | None
    ended_at: datetime | None
    how: How | None
    status: int | None

    @classmethod
    def of(cls, held: Mapping[str, Any]) -> Self:
        """The schedule that a stored document is."""
        return cls(**{each.name: held["_id" if each.name == "site" else each.name] for each in fields(cls)})

    @classmethod
    def unset(cls, site: str) -> Self:
        """The schedule of a site that no supervisor has seen yet."""
        return cls.of({"_id": site, "timetable": "", "next_at": None, **UNTOUCHED})


UNTOUCHED: Mapping[str, Any] = {
    **dict.fromkeys(("every", "jitter", "longest", "asked_at", "owner", "lease_until", "began_at", "ended_at", "how")),
    "status": None,
    "paused": False,
}
FREE = {"owner": None, "lease_until": None}
IS_DUE = {
    "owner": None,
    "$or": [
        {"paused": False, "$expr": {"$lte": ["$next_at", "$$NOW"]}},
        {"asked_at": {"$type": "date"}},
    ],
}


class Schedules:
    """The collection ``schedules``."""

    def __init__(self, schedules: Collection[Document]) -> None:
        self._schedules = schedules

    @translated()
    def now(self) -> datetime:
        """The time by MongoDB's clock."""
        now: datetime = self._schedules.database.command("hello")["localTime"]
        return now.replace(tzinfo=UTC)

    @translated()
    def enter(self, site: str, *, timetable: str, next_at: datetime | None = None) -> None:
        """Sees to it that a site has a schedule; one that is new, or was by another timetable, is due at ``next_at``.

        Without that it is due at once; and what is due already stays so.
        """
        due = "$$NOW" if next_at is None else {"$literal": next_at}
        new = {"$mergeObjects": [{"$literal": {"_id": site, **UNTOUCHED, "timetable": timetable}}, {"next_at": due}]}
        unless_due = {"$cond": [{"$lte": ["$next_at", "$$NOW"]}, "$next_at", due]}
        changed = {"$mergeObjects": ["$$ROOT", {"timetable": {"$literal": timetable}, "next_at": unless_due}]}
        branches = [
            {"case": {"$eq": [{"$type": "$timetable"}, "missing"]}, "then": new},
            {"case": {"$ne": ["$timetable", {"$literal": timetable}]}, "then": changed},
        ]
        update = [{"$replaceWith": {"$switch": {"branches": branches, "default": "$$ROOT"}}}]
        self._schedules.update_one({"_id": site}, update, upsert=True)

    @translated()
    def due(self, sites: Sequence[str]) -> list[Schedule]:
        """Those of these sites that are to be run now, the longest due first."""
        query = {"_id": {"$in": list(sites)}, **IS_DUE}
        return [Schedule.of(each) for each in self._schedules.find(query, sort=[("next_at", ASCENDING)])]

    @translated()
    def next_due(self, sites: Sequence[str]) -> float | None:
        """The seconds until the first of these sites is due that nobody runs; ``None`` where none will be."""
        soonest: list[Document] = [
            {"$match": {"_id": {"$in": list(sites)}, "owner": None}},
            {"$set": {"due": {"$cond": ["$asked_at", "$$NOW", {"$cond": ["$paused", None, "$next_at"]}]}}},
            {"$match": {"due": {"$type": "date"}}},
            {"$sort": {"due": ASCENDING}},
            {"$limit": 1},
            {"$project": {"left": {"$subtract": ["$due", "$$NOW"]}}},
        ]
        held = next(iter(self._schedules.aggregate(soonest)), None)
        return None if held is None else max(0.0, float(held["left"]) / 1000)

    @translated()
    def claim(self, seen: Schedule, *, owner: str, next_at: datetime, lease: float = LEASE) -> Schedule | None:
        """The schedule as the owner's, due again at ``next_at``; ``None`` where somebody was faster."""
        as_seen = {**_as(seen), **IS_DUE}
        mine = {
            "owner": {"$literal": owner},
            "lease_until": after(lease),
            "began_at": "$$NOW",
            "next_at": {"$literal": next_at},
            "asked_at": None,
        }
        held = self._schedules.find_one_and_update(as_seen, [{"$set": mine}], return_document=ReturnDocument.AFTER)
        return None if held is None else Schedule.of(held)

    @translated()
    def postpone(self, seen: Schedule, *, until: datetime) -> None:
        """Has a site due at another time than it is, unless somebody has changed that since."""
        self._schedules.update_one(_as(seen), {"$set": {"next_at": until, "asked_at": None}})

    @translated()
    def renew(self, owner: str, *, lease: float = LEASE) -> frozenset[str]:
        """The sites that the owner holds, each as long again from now."""
        self._schedules.update_many({"owner": owner}, [{"$set": {"lease_until": after(lease)}}])
        return frozenset(self._schedules.distinct("_id", {"owner": owner}))

    @translated()
    def finish(self, site: str, *, owner: str, how: How, status: int | None, again: float | None = None) -> bool:
        """Whether the run was still the owner's; ``again`` is the seconds in which it is due at the latest."""
        ended: Document = {**FREE, "ended_at": "$$NOW", "how": how, "status": status}
        if again is not None:
            ended["next_at"] = {"$min": ["$next_at", after(again)]}
        return self._schedules.update_one({"_id": site, "owner": owner}, [{"$set": ended}]).matched_count == 1

    @translated()
    def owners(self) -> frozenset[str]:
        """The supervisors that hold a site, alive or not."""
        return frozenset(self._schedules.distinct("owner", {"owner": {"$type": "string"}}))

    @translated()
    def take_back(self, *, owner: str | None = None) -> int:
        """How many sites were taken from a supervisor that is known to be dead, or else whose lease has ended."""
        dead = {"owner": owner}
        lapsed = {"owner": {"$type": "string"}, "$expr": {"$lte": ["$lease_until", "$$NOW"]}}
        lost = {**FREE, "ended_at": "$$NOW", "how": "lost", "status": None, "next_at": {"$min": ["$next_at", "$$NOW"]}}
        return self._schedules.update_many(lapsed if owner is None else dead, [{"$set": lost}]).modified_count

    @translated()
    def pause(self, site: str, *, paused: bool = True) -> None:
        """Keeps a site from being run until it is resumed; a run that goes on is left alone."""
        self._schedules.update_one({"_id": site}, {"$set": {"paused": paused}})

    @translated()
    def ask(self, site: str) -> None:
        """Has a site run as soon as a supervisor sees it, out of turn, paused or not."""
        self._schedules.update_one({"_id": site}, [{"$set": {"asked_at": "$$NOW"}}])

    @translated()
    def override(self, site: str, given: Mapping[str, str | None]) -> None:
        """Sets the operator's ``every``, ``jitter`` and ``longest``, whichever are given; ``None`` takes one back."""
        self._schedules.update_one({"_id": site}, {"$set": dict(given)})

    @translated()
    def get(self, site: str) -> Schedule | None:
        held = self._schedules.find_one({"_id": site})
        return None if held is None else Schedule.of(held)

    @translated()
    def all(self) -> list[Schedule]:
        """Every schedule, by site."""
        return [Schedule.of(each) for each in self._schedules.find(sort=[("_id", ASCENDING)])]


def _as(seen: Schedule) -> Document:
    """A schedule that is due when it was seen to be."""
    return {"_id": seen.site, "next_at": seen.next_at, "asked_at": seen.asked_at}

"""The alarms: one document a site and kind, its level, its latest event, and which channels have told it.

A change of level is a compare-and-set on ``version``, and so is the right to tell it on a channel: of several
supervisors one does each. What could not be told stays to be told for a day.
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any, Self

from pymongo import ASCENDING, ReturnDocument
from pymongo.collection import Collection
from pymongo.errors import DuplicateKeyError

from govcrawl.store.documents import plain
from govcrawl.store.failures import translated
from govcrawl.store.transitions import after

Document = dict[str, Any]

SENDING = 60.0  # seconds for which one that tells has the right to
STALE = 24 * 60  # minutes after which nobody needs to be told any more


@dataclass(frozen=True, slots=True, kw_only=True)
class Alarm:
    """The state of a site in one respect: ``level`` 0 is as it should be, since ``since``.

    ``event`` is what made it so (``raised``, ``worse``, ``recovered``), ``name`` and ``why`` say it, ``url`` and
    ``page`` show it. ``version`` counts the events; ``told`` holds the version that each channel told last.
    """

    site: str
    kind: str
    title: str
    level: int
    version: int
    event: str
    name: str
    why: str
    url: str | None
    page: Mapping[str, Any] | None
    since: datetime
    changed_at: datetime
    told: Mapping[str, int]

    @property
    def id(self) -> str:
        return f"{self.site}/{self.kind}"

    @classmethod
    def of(cls, held: Mapping[str, Any]) -> Self:
        """The alarm that a stored document is."""
        return cls(**{each.name: held[each.name] for each in fields(cls)})


class Alarms:
    """The collection ``alarms``."""

    def __init__(self, alarms: Collection[Document]) -> None:
        self._alarms = alarms

    @translated()
    def get(self, site: str, kind: str) -> Alarm | None:
        held = self._alarms.find_one({"_id": f"{site}/{kind}"})
        return None if held is None else Alarm.of(held)

    @translated()
    def find(self, *, site: str | None = None, raised: bool = False) -> list[Alarm]:
        """Alarms by site and kind; those that are raised, or all that ever were."""
        query: Document = {} if site is None else {"site": {"$eq": site}}
        wanted = query | ({"level": {"$gt": 0}} if raised else {})
        return [Alarm.of(each) for each in self._alarms.find(wanted, sort=[("site", ASCENDING), ("kind", ASCENDING)])]

    @translated()
    def move(self, site: str, kind: str, *, seen: Alarm | None, state: Mapping[str, Any]) -> Alarm | None:
        """The alarm after an event, ``state`` being what is new of it; ``None`` where somebody was faster."""
        made = {"_id": f"{site}/{kind}", "site": site, "kind": kind, "version": seen.version + 1 if seen else 1}
        kept = {"told": dict(seen.told) if seen else {}, "sending": {}}
        times = {"since": "$$NOW", "changed_at": "$$NOW"}
        update = [{"$replaceWith": {"$mergeObjects": [{"$literal": plain({**made, **kept, **state})}, times]}}]
        as_seen = {"_id": made["_id"], "version": seen.version if seen else 0}
        try:
            held = self._alarms.find_one_and_update(
                as_seen, update, upsert=seen is None, return_document=ReturnDocument.AFTER
            )
        except DuplicateKeyError:
            return None
        return None if held is None else Alarm.of(held)

    @translated()
    def ease(self, alarm: Alarm, *, level: int) -> None:
        """Notes that an alarm is less bad, so that it is told when it is worse again."""
        changed = {"level": level, "changed_at": "$$NOW"}
        self._alarms.update_one({"_id": alarm.id, "version": alarm.version}, [{"$set": changed}])

    @translated()
    def untold(self, channel: str) -> list[Alarm]:
        """What a channel has still to tell, the oldest event first."""
        latest = {"$dateSubtract": {"startDate": "$$NOW", "unit": "minute", "amount": STALE}}
        query = {"$expr": {"$and": [_is_untold(channel), {"$gt": ["$since", latest]}]}}
        return [Alarm.of(each) for each in self._alarms.find(query, sort=[("since", ASCENDING)])]

    @translated()
    def claim(self, alarm: Alarm, channel: str, *, lease: float = SENDING) -> bool:
        """Whether the caller is the one to tell an alarm on a channel; nobody else is for some time."""
        free = {"$lte": [{"$ifNull": [f"$sending.{channel}", "$$NOW"]}, "$$NOW"]}
        mine = {"_id": alarm.id, "version": alarm.version, "$expr": {"$and": [_is_untold(channel), free]}}
        return self._alarms.update_one(mine, [{"$set": {f"sending.{channel}": after(lease)}}]).matched_count == 1

    @translated()
    def told(self, alarm: Alarm, channel: str) -> None:
        """Notes that an alarm has been told on a channel."""
        told = {f"told.{channel}": {"$max": [f"$told.{channel}", alarm.version]}}
        self._alarms.update_one({"_id": alarm.id}, [{"$set": told}, {"$unset": f"sending.{channel}"}])


def _is_untold(channel: str) -> Document:
    return {"$lt": [{"$ifNull": [f"$told.{channel}", 0]}, "$version"]}

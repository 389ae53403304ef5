"""The runs: one document a run, and at most one that is alive a site, by unique index.

A run that lives says so before its lease ends. One that does not is dead, and whoever comes next writes it off.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any, Literal, Self
from uuid import uuid4

from pymongo import DESCENDING
from pymongo.collection import Collection
from pymongo.errors import DuplicateKeyError

from govcrawl.errors import AlreadyRunning
from govcrawl.store.documents import plain
from govcrawl.store.failures import translated
from govcrawl.store.transitions import after

Document = dict[str, Any]
RunState = Literal["running", "finished", "lost"]

LEASE = 180.0  # seconds; longer than any page keeps a process from saying that it lives


@dataclass(frozen=True, slots=True, kw_only=True)
class RunRecord:
    """One run of one site; ``verdict`` is ``None`` while it goes on. ``kind`` is ``crawl`` or ``backfill``."""

    id: str
    site: str
    kind: str
    exclusive: bool
    state: RunState
    verdict: str | None
    counts: Mapping[str, Any]
    owner: str
    about: Mapping[str, Any]
    started_at: datetime
    lease_until: datetime
    finished_at: datetime | None

    @classmethod
    def of(cls, held: Mapping[str, Any]) -> Self:
        """The record that a stored document is."""
        return cls(**{each.name: held["_id" if each.name == "id" else each.name] for each in fields(cls)})


_LOST = {"state": "lost", "verdict": "lost", "finished_at": "$$NOW"}


class Runs:
    """The collection ``runs``."""

    def __init__(self, runs: Collection[Document]) -> None:
        self._runs = runs

    @translated()
    def start(
        self,
        site: str,
        *,
        owner: str,
        kind: str = "crawl",
        exclusive: bool = True,
        about: Mapping[str, Any] | None = None,
        lease: float = LEASE,
    ) -> RunRecord:
        """The run that begins; raises AlreadyRunning where an exclusive one of the site is alive, and this one is too.

        ``about`` is what is worth knowing later: versions, window, settings. ``owner`` says who runs it.
        """
        self.reap(site=site)
        run_id = uuid4().hex
        given = {"site": site, "kind": kind, "exclusive": exclusive, "owner": owner, "about": dict(about or {})}
        made = plain({"_id": run_id, **given, "state": "running", "verdict": None, "counts": {}, "finished_at": None})
        times = {"started_at": "$$NOW", "lease_until": after(lease)}
        begun = [{"$replaceWith": {"$mergeObjects": [{"$literal": made}, times]}}]
        try:
            self._runs.update_one({"_id": run_id}, begun, upsert=True)
        except DuplicateKeyError as error:
            raise AlreadyRunning(self._who_runs(site)) from error
        return RunRecord.of(self._held(run_id))

    @translated()
    def heartbeat(self, run_id: str, *, counts: Mapping[str, Any] | None = None, lease: float = LEASE) -> bool:
        """Whether the run is still held to be alive; one that is not must end, as another may have begun."""
        update = {"lease_until": after(lease)} | ({} if counts is None else {"counts": {"$literal": plain(counts)}})
        return self._runs.update_one({"_id": run_id, "state": "running"}, [{"$set": update}]).matched_count == 1

    @translated()
    def finish(self, run_id: str, *, counts: Mapping[str, Any], verdict: str) -> RunRecord:
        """The run as it ended; what it says of itself counts even where it was written off."""
        ended = {"state": "finished", "verdict": verdict, "counts": {"$literal": plain(counts)}, "finished_at": "$$NOW"}
        self._runs.update_one({"_id": run_id}, [{"$set": ended}])
        return RunRecord.of(self._held(run_id))

    @translated()
    def reap(self, *, site: str | None = None) -> int:
        """How many runs were found dead and are ``lost`` now."""
        dead: Document = {"state": "running", "$expr": {"$lte": ["$lease_until", "$$NOW"]}}
        of_site = {} if site is None else {"site": site}
        return self._runs.update_many({**of_site, **dead}, [{"$set": _LOST}]).modified_count

    @translated()
    def write_off(self, run_id: str) -> bool:
        """Whether a run was held to be alive and is ``lost`` now: the caller knows that its process is no more."""
        return self._runs.update_one({"_id": run_id, "state": "running"}, [{"$set": _LOST}]).modified_count == 1

    @translated()
    def get(self, run_id: str) -> RunRecord | None:
        held = self._runs.find_one({"_id": run_id})
        return None if held is None else RunRecord.of(held)

    def find(self, *, site: str | None = None, state: RunState | None = None, limit: int = 0) -> Iterator[RunRecord]:
        """Runs, the latest first; as many as there are where the limit is 0."""
        query = {name: value for name, value in (("site", site), ("state", state)) if value is not None}
        with translated():
            yield from map(RunRecord.of, self._runs.find(query, sort=[("started_at", DESCENDING)], limit=limit))

    def _held(self, run_id: str) -> Document:
        held = self._runs.find_one({"_id": run_id})
        assert held is not None
        return held

    def _who_runs(self, site: str) -> str:
        """The sentence that says who runs a site."""
        held = self._runs.find_one({"site": site, "state": "running", "exclusive": True})
        if held is None:
            return f"{site} was being run until now: start it again"
        since = f"{held['started_at']:%Y-%m-%d %H:%M} UTC"
        return f"{site} is being run by {held['owner']} since {since}: wait for its end, or stop it"

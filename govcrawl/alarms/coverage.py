"""Whether a field is as often found as it used to be."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from math import comb

from govcrawl.alarms.history import Finding, History
from govcrawl.store.runs import RunRecord

FIELDS = {"published_at": "dated", "source": "sourced"}  # and under what name a run counts them
RECENT = 20  # new articles that are compared with those before
AFTER = 5  # … that are enough to say that it is as it was
LEAST_BEFORE = 50
DROP = 0.25  # of all articles; less is not worth a message
UNLIKELY = 1e-4
LIKELY = 0.05


@dataclass(frozen=True, slots=True)
class Share:
    """How many of so many articles have a field."""

    found: int
    of: int

    def __str__(self) -> str:
        return f"{self.found} of {self.of}"

    @property
    def part(self) -> float:
        return (self.found + 1) / (self.of + 2)


def coverage(history: History) -> Iterator[Finding]:
    """For each field of which enough is known, whether it is found less often than it used to be."""
    for field, counter in FIELDS.items():
        kind = f"coverage/{field}"
        raised = history.raised.get(kind)
        split = shares(history.runs, counter, since=raised, over=history.over.get(kind))
        if split is None:
            continue
        recent, before = split
        chance = tail(recent, before.part)
        dropped = before.part - recent.part >= DROP and chance < (UNLIKELY if raised is None else LIKELY)
        yield Finding(
            kind=kind,
            level=int(dropped),
            name=f"{field} is missing" if dropped else f"{field} is found",
            why=f"Of its latest new articles {recent} have {field}; of those before, {before}.",
            sample=history.newest,
        )


def shares(
    runs: Sequence[RunRecord], counter: str, *, since: datetime | None, over: datetime | None = None
) -> tuple[Share, Share] | None:
    """The latest articles and those before, ``None`` where they are too few.

    While an alarm is raised, ``since`` then, only what came after counts as latest, and what came before as before.
    Once it is ``over``, only what came after that counts as latest: it has been told what was missing until then.
    """
    wanted = RECENT if since is None else AFTER
    floor = since or over
    recent, at = Share(0, 0), 0
    while at < len(runs) and recent.of < wanted and (floor is None or runs[at].started_at > floor):
        recent = plus(recent, runs[at], counter)
        at += 1
    before = Share(0, 0)
    for run in runs[at:] if since is None else [run for run in runs if run.started_at < since]:
        before = plus(before, run, counter)
    return (recent, before) if recent.of >= wanted and before.of >= LEAST_BEFORE else None


def plus(share: Share, run: RunRecord, counter: str) -> Share:
    return Share(share.found + run.counts.get(counter, 0), share.of + run.counts.get("new", 0))


def tail(seen: Share, part: float) -> float:
    """How likely so few are or fewer, where each has the field with this probability."""
    return sum(comb(seen.of, k) * part**k * (1 - part) ** (seen.of - k) for k in range(seen.found + 1))

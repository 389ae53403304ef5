"""How far a run has come, as people and programs are told while it goes on."""

from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from govcrawl.crawl.verdict import Counts
from govcrawl.crawl.walk import Walk
from govcrawl.items import Window

RECENT = 60.0  # seconds over which a rate is taken
STATES = ("rejected", "blocked", "failed", "gone", "skipped")


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """What was counted; pages a second, of late; URLs that wait; seconds left, where these can be foreseen."""

    counts: Counts
    rate: float
    queue: int
    left: float | None = None

    def __str__(self) -> str:
        return ", ".join(_parts(self))

    def facts(self) -> dict[str, Any]:
        """The same for a program."""
        left = None if self.left is None else round(self.left)
        return {"counts": asdict(self.counts), "rate": round(self.rate, 2), "queue": self.queue, "seconds_left": left}


class Rate:
    """The pace of a growing number over the last minute."""

    def __init__(self) -> None:
        self._samples: deque[tuple[float, int]] = deque()

    def of(self, number: int, *, at: float) -> float:
        """How much the number grows in a second, given what it is now."""
        self._samples.append((at, number))
        while len(self._samples) > 2 and self._samples[1][0] <= at - RECENT:
            self._samples.popleft()
        (first, before), (last, now) = self._samples[0], self._samples[-1]
        return (now - before) / (last - first) if last > first else 0.0


def still_to_come(counts: Counts, walks: Iterable[Walk], *, columns: int, window: Window, today: date) -> float | None:
    """How many pages the part of a window holds that no walk has reached: as many a day as in the part behind.

    ``None`` where no dated list page has shown yet how many that is.
    """
    assert window.since is not None
    whole = ((window.until or today) - window.since).days + 1
    walks = list(walks)
    if any(walk.oldest is None and walk.ended is None for walk in walks):
        return None
    behind = sum((walk.newest - walk.oldest).days + 1 for walk in walks if walk.newest and walk.oldest)
    ahead = sum(max(0, (walk.oldest - window.since).days) for walk in walks if walk.oldest and walk.ended is None)
    ahead += whole * (columns - len(walks))
    if ahead == 0:
        return 0.0
    return None if behind == 0 else ahead * (counts.links + counts.lists) / behind


def _parts(progress: Progress) -> Iterator[str]:
    counts = progress.counts
    yield from (f"{counts.lists} list pages", f"{counts.new} new", f"{counts.known} known")
    yield from (f"{getattr(counts, name)} {name}" for name in ("revised", "reprints") if getattr(counts, name))
    for state in STATES:
        if number := counts.in_state(state):
            yield f"{number} {state}{_reasons(counts.reasons, state)}"
    if progress.rate:
        yield f"{progress.rate:.1f} pages/s"
    if progress.queue:
        yield f"{progress.queue} waiting"
    if progress.left is not None:
        yield f"{_span(progress.left)} left"


def _reasons(reasons: Mapping[str, int], state: str) -> str:
    """In brackets, why URLs are in a state, the most frequent reason first."""
    mine = {name.partition("/")[2]: number for name, number in reasons.items() if name.startswith(f"{state}/")}
    ranked = sorted(mine.items(), key=lambda pair: (-pair[1], pair[0]))
    if len(ranked) == 1:
        return f" ({ranked[0][0]})"
    return f" ({', '.join(f'{number} {reason}' for reason, number in ranked)})" if ranked else ""


def _span(seconds: float) -> str:
    minutes = round(seconds / 60)
    return f"{minutes // 60} h {minutes % 60} min" if minutes >= 60 else f"{minutes} min"

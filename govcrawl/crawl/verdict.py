"""The verdict on a run: a pure function of what was counted, and the exit status that says it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal

Verdict = Literal["ok", "no_news", "empty", "degraded", "throttled", "blocked", "failed", "lost"]

MOST_FAILURES = 0.05  # of the URLs a run took up; more, and it is degraded
GOOD: frozenset[Verdict] = frozenset({"ok", "no_news"})

# How a run ended, where that alone decides.
BY_ENDING: Mapping[str, Verdict] = {
    "blocked": "blocked",
    "throttled": "throttled",
    "store_lost": "failed",
    "start_error": "failed",
    "disk_full": "failed",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """What one run did, counted.

    ``taken`` are the article URLs that the run was answerable for: those it discovered and those it found due. Each is
    in one of ``outcomes`` (by state) or still waiting, so that ``taken == sum(outcomes.values()) + waiting``.
    ``reasons`` counts the outcomes other than ``stored`` by ``state/reason``.
    """

    lists: int = 0
    lists_failed: int = 0
    links: int = 0
    known: int = 0
    taken: int = 0
    waiting: int = 0
    outcomes: Mapping[str, int] = field(default_factory=dict)
    reasons: Mapping[str, int] = field(default_factory=dict)
    new: int = 0
    same: int = 0
    revised: int = 0
    reprints: int = 0
    requests: int = 0
    bytes: int = 0
    errors: int = 0
    spooled: int = 0

    def of(self, state: str) -> int:
        return self.outcomes.get(state, 0)

    @property
    def sums(self) -> bool:
        return self.taken == sum(self.outcomes.values()) + self.waiting


def verdict(counts: Counts, ended: str) -> Verdict:
    """What is to be said of a run that ended so; ``finished`` is how Scrapy calls an ending in its own time."""
    if ended in BY_ENDING:
        return BY_ENDING[ended]
    if is_failed(counts):
        return "failed"
    if ended == "finished" and counts.lists and not counts.links and not counts.lists_failed:
        return "empty"
    if ended != "finished" or is_degraded(counts):
        return "degraded"
    return "ok" if counts.of("stored") or counts.taken else "no_news"


def is_failed(counts: Counts) -> bool:
    """Whether nothing that was tried succeeded."""
    nothing_read = counts.lists_failed > 0 and counts.lists == 0 and not counts.of("stored")
    nothing_had = counts.taken > 0 and counts.of("failed") == counts.taken
    return nothing_read or nothing_had


def is_degraded(counts: Counts) -> bool:
    """Whether the run worked, with problems that somebody should look at."""
    failures = counts.of("failed") + counts.lists_failed
    tried = counts.taken + counts.lists + counts.lists_failed
    left = counts.spooled or counts.errors or counts.waiting
    return bool(left or not counts.sums or failures > MOST_FAILURES * tried)


def exit_status(verdicts: Iterable[Verdict]) -> int:
    """0 where every run ended well, else 1."""
    return 0 if GOOD.issuperset(verdicts) else 1

"""Grids that people read at a glance: sites by day, years by month."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from govcrawl.store.figures import CHINA, Month, SiteFigures
from govcrawl.store.runs import RunRecord

# The worst first: what a day with several runs is known by. Each has a sign, so that nobody has to tell colours apart.
SIGNS: Mapping[str, str] = {
    "failed": "✕",
    "lost": "?",
    "blocked": "■",
    "throttled": "◧",
    "empty": "○",
    "degraded": "▲",
    "running": "…",
    "ok": "●",
    "no_news": "·",
}
ORDER = tuple(SIGNS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """The runs of a site on one day: the worst verdict, ``None`` where there was no run."""

    day: date
    verdict: str | None
    runs: int

    @property
    def sign(self) -> str:
        return SIGNS[self.verdict] if self.verdict else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One month: articles held, and article URLs that its list rows date there and that are not stored."""

    month: str
    held: int
    missing: int

    @property
    def known(self) -> int:
        return self.held + self.missing

    @property
    def level(self) -> str:
        """How complete the month is, as the name of its colour."""
        if not self.known:
            return "none"
        share = self.held / self.known
        return "full" if share == 1 else "most" if share >= 0.9 else "half" if share >= 0.5 else "little"


@dataclass(frozen=True, slots=True, kw_only=True)
class Year:
    """A year of cells, January first."""

    year: int
    cells: tuple[Cell, ...]


def verdict_of(run: RunRecord, *, at: datetime) -> str:
    """What to say of a run: its verdict, or whether it is running or lost."""
    if run.verdict is not None:
        return run.verdict
    return "running" if run.lease_until > at else "lost"


def days_of(site: SiteFigures, days: Sequence[date], *, at: datetime) -> tuple[Day, ...]:
    """The days of a site's row in the grid of verdicts."""
    by_day: dict[date, list[str]] = {}
    for run in site.runs:
        by_day.setdefault(run.started_at.astimezone(CHINA).date(), []).append(verdict_of(run, at=at))
    return tuple(
        Day(day=day, verdict=min(by_day.get(day, ()), key=ORDER.index, default=None), runs=len(by_day.get(day, ())))
        for day in days
    )


def days_until(last: date, number: int) -> tuple[date, ...]:
    """So many days, the last one given."""
    return tuple(last - timedelta(days=ago) for ago in reversed(range(number)))


def years_of(held: Mapping[Month, int], missing: Mapping[Month, int]) -> tuple[Year, ...]:
    """Every year of which anything is known, the latest first."""
    known = {int(month[:4]) for month in {*held, *missing} if month}
    return tuple(
        Year(
            year=year,
            cells=tuple(
                Cell(month=month, held=held.get(month, 0), missing=missing.get(month, 0))
                for month in (f"{year:04}-{number:02}" for number in range(1, 13))
            ),
        )
        for year in sorted(known, reverse=True)
    )


def months_until(last: date, number: int) -> tuple[str, ...]:
    """So many months as 2024-03, the last one that of a day."""
    count = last.year * 12 + last.month - 1
    return tuple(f"{each // 12:04}-{each % 12 + 1:02}" for each in range(count - number + 1, count + 1))

"""Quiet hours: the time of day in which a site is not asked for anything, China time."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Self

from govcrawl.chinese.dates import CHINA


@dataclass(frozen=True, slots=True)
class Quiet:
    """From one time of day to another, which may be of the next day; ``22:00-06:00`` is a night."""

    start: time
    end: time

    @classmethod
    def of(cls, text: str) -> Self:
        """Quiet hours as they are declared; raises ValueError where they are none."""
        start, sign, end = text.partition("-")
        times = time.fromisoformat(start.strip()), time.fromisoformat(end.strip())
        if not sign or any(each.tzinfo for each in times):
            raise ValueError(f"{text!r} is not from one time of day to another: 08:00-18:00")
        return cls(*times)

    def __str__(self) -> str:
        return f"{self.start:%H:%M}-{self.end:%H:%M}"

    def holds(self, now: datetime) -> bool:
        """Whether a moment is within them; equal times are a whole day."""
        at = now.astimezone(CHINA).time()
        if self.start < self.end:
            return self.start <= at < self.end
        return at >= self.start or at < self.end

    def seconds_until(self, now: datetime) -> float:
        """The seconds until they begin, 0 within them."""
        if self.holds(now):
            return 0.0
        here = now.astimezone(CHINA)
        begins = datetime.combine(here.date(), self.start, CHINA)
        return ((begins if begins > here else begins + timedelta(days=1)) - here).total_seconds()


def quiet_now(hours: Sequence[Quiet], now: datetime) -> Quiet | None:
    """The quiet hours that a moment is within."""
    return next((each for each in hours if each.holds(now)), None)


def quiet_hours(*declared: str | None) -> tuple[Quiet, ...]:
    """All quiet hours that are declared, of a site and of the project; raises ValueError for one that is none."""
    return tuple(Quiet.of(text) for text in declared if text)

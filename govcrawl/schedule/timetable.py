"""When a site is due again: a period or a cron line, in China time."""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta

from croniter import croniter

from govcrawl.chinese.dates import CHINA
from govcrawl.errors import UsageError

SECONDS = {"s": 1.0, "m": 60.0, "h": 3600.0, "d": 86400.0}
PERIOD = re.compile(r"(?:\d+[dhms])+", re.ASCII)
PART = re.compile(r"(\d+)([dhms])")


@dataclass(frozen=True, slots=True)
class Timetable:
    """How often, as ``6h`` or a cron line, and by how many seconds later at most."""

    every: str
    jitter: float = 0.0

    def following(self, moment: datetime, *, share: float = 0.0) -> datetime:
        """The first time after a moment, and a share of the jitter, from 0 to 1, later."""
        later = timedelta(seconds=self.jitter * share)
        if PERIOD.fullmatch(self.every):
            return moment + timedelta(seconds=seconds(self.every)) + later
        due: datetime = croniter(self.every, moment.astimezone(CHINA)).get_next(datetime)
        return due + later


def timetable(every: str, *, jitter: str = "0s") -> Timetable:
    """The timetable that is said so; raises UsageError where it is none."""
    said = " ".join(every.split())
    if PERIOD.fullmatch(said):
        if seconds(said) < 1:
            raise UsageError(f"{every!r} is no period: the shortest is 1s")
    elif not croniter.is_valid(said):
        raise UsageError(f"{every!r} says no times: a period such as 6h or 1h30m, or a cron line such as '30 6 * * *'")
    return Timetable(said, seconds(jitter))


def seconds(period: str) -> float:
    """The seconds of a period such as ``90s``, ``1h30m``, ``2d``; raises UsageError where it is none."""
    if not PERIOD.fullmatch(period):
        raise UsageError(f"{period!r} is no length of time such as 90s, 15m, 1h30m or 2d")
    return sum(int(number) * SECONDS[unit] for number, unit in PART.findall(period))

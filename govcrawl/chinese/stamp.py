"""A date as a page states it: as much of it as is printed, China time."""

from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from functools import lru_cache

from govcrawl.items import Precision

CHINA = timezone(timedelta(hours=8), "CST")  # no daylight saving since 1991
NOWHERE = frozenset({(1970, 1, 1), (1969, 12, 31), (1900, 1, 1), (1899, 12, 30)})  # what software prints for "none"


@dataclass(frozen=True, slots=True)
class Stamp:
    """A point in China time, to the part that is stated; raises ``ValueError`` where the calendar has no such point.

    ``str()`` writes it as ``2024-03-05 09:12:30`` cut off at the last stated part.
    """

    year: int
    month: int | None = None
    day: int | None = None
    hour: int | None = None
    minute: int | None = None
    second: int | None = None

    def __post_init__(self) -> None:
        parts = (self.month, self.day, self.hour, self.minute, self.second)
        stated = [part is not None for part in parts]
        if stated != sorted(stated, reverse=True) or (self.hour is not None and self.minute is None):
            raise ValueError(f"a part is missing: {parts}")
        self.at()

    @property
    def precision(self) -> Precision:
        """The smallest part that is stated."""
        if self.second is not None:
            return "second"
        if self.minute is not None:
            return "minute"
        if self.day is not None:
            return "day"
        return "month" if self.month is not None else "year"

    def at(self) -> datetime:
        """The beginning of what is stated, +08:00."""
        return datetime(
            self.year, self.month or 1, self.day or 1, self.hour or 0, self.minute or 0, self.second or 0, tzinfo=CHINA
        )

    def __str__(self) -> str:
        length = {"year": 4, "month": 7, "day": 10, "minute": 16, "second": 19}[self.precision]
        return self.at().strftime("%Y-%m-%d %H:%M:%S")[:length]


def stamp_of(moment: datetime, precision: Precision) -> Stamp:
    """The stamp of an aware moment to the given part; midnight states no time of day."""
    local = moment.astimezone(CHINA)
    parts = (local.year, local.month, local.day, local.hour, local.minute, local.second)
    if precision in ("minute", "second") and parts[3:] == (0, 0, 0):
        precision = "day"
    return Stamp(*parts[: {"year": 1, "month": 2, "day": 3, "minute": 5, "second": 6}[precision]])


@lru_cache(maxsize=1024)
def stated_date(year: int, month: int | None = None, day: int | None = None) -> Stamp | None:
    """The date that a page states in these numbers; ``None`` where it is none, or the one that stands for "none"."""
    if not 1900 <= year <= 2099 or (year, month, day) in NOWHERE:
        return None
    try:
        return Stamp(year, month, day)
    except ValueError:
        return None

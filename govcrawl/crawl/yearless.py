"""Rows that state month and day alone: no year is claimed for them, but a list that runs back in time has an order.

The newest of them is no later than today, and where the months jump up from one page to the next a year has ended. So
the year of a page is bounded from above, which is enough to know that a walk is past its window.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Self

MONTH_DAY = re.compile(r"\D{0,3}(0?[1-9]|1[0-2])\s*[-/.月]\s*(0?[1-9]|[12]\d|3[01])\D{0,3}")
LEAP = 2000  # any year that has a 29 February
HALF_A_YEAR = 183  # days; a smaller jump is a list that is not quite in order

MonthDay = int  # days since 1 January of a leap year


@dataclass(frozen=True, slots=True)
class Turning:
    """The latest year that the middle row of a page can be of, and that row's month and day."""

    year: int
    middle: MonthDay

    @classmethod
    def begun(cls, days: Sequence[MonthDay], today: date) -> Self:
        """Of the first page of a list, read today."""
        middle = days[len(days) // 2]
        return cls(today.year - (middle > of_year(today.month, today.day)), middle)

    def after(self, days: Sequence[MonthDay]) -> "Turning":
        """Of the next page."""
        middle = days[len(days) // 2]
        return Turning(self.year - (middle - self.middle > HALF_A_YEAR), middle)

    def latest(self, days: Sequence[MonthDay]) -> date:
        """The latest day that any row of this page can be of."""
        newer, older = days[: len(days) // 2], days[len(days) // 2 :]
        years = [self.year + (day < self.middle) for day in newer]
        years += [self.year - (day - self.middle > HALF_A_YEAR) for day in older]
        return max(date(year, 1, 1) + timedelta(days=day) for year, day in zip(years, days, strict=True))


def month_day(text: str | None) -> MonthDay | None:
    """The month and day that a text states and nothing else."""
    found = MONTH_DAY.fullmatch(text.strip()) if text else None
    if found is None:
        return None
    try:
        return of_year(int(found[1]), int(found[2]))
    except ValueError:
        return None


def of_year(month: int, day: int) -> MonthDay:
    """The place of a day in a leap year; raises ValueError for what is no day."""
    return (date(LEAP, month, day) - date(LEAP, 1, 1)).days

"""What kind of day a day is in China: ministries publish on working days, and a Saturday may be one."""

from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from typing import Literal

from holidays import HolidayBase, country_holidays

DayKind = Literal["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun", "holiday", "make-up"]

WEEKDAYS: tuple[DayKind, ...] = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
WORKED: tuple[DayKind, ...] = (*WEEKDAYS[:5], "make-up")
FREE: tuple[DayKind, ...] = (*WEEKDAYS[5:], "holiday")
DAY = timedelta(days=1)


@cache
def kind_of(day: date) -> DayKind:
    """The day of the week, ``holiday`` (法定节假日), or ``make-up`` (调休上班) for a day at the weekend that is worked.

    The State Council says in November which days of the next year these are; before, only the festivals are known.
    """
    calendar = _calendar()
    if calendar.is_working_day(day):
        return WEEKDAYS[day.weekday()] if day.weekday() < 5 else "make-up"
    return "holiday" if day in calendar else WEEKDAYS[day.weekday()]


def days(first: date, last: date) -> Iterator[date]:
    """Every day from the first to the last."""
    while first <= last:
        yield first
        first += DAY


@cache
def _calendar() -> HolidayBase:
    return country_holidays("CN")

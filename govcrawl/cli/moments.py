"""Days and moments on the command line: China time unless they say otherwise."""

from datetime import date, datetime, time, timedelta
from typing import Any

import click

from govcrawl.export.records import CHINA


class Day(click.ParamType[date]):
    """A day, ``2024-03-05``."""

    name = "day"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        try:
            return value if isinstance(value, date) else date.fromisoformat(value)
        except ValueError:
            self.fail(f"{value!r} is no day such as 2024-03-05", param, ctx)


class Moment(click.ParamType[datetime]):
    """A moment, ``2024-03-05T09:12``; a day stands for its beginning, or for its end where ``ending``."""

    name = "moment"

    def __init__(self, *, ending: bool = False) -> None:
        self._ending = ending

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> datetime:
        if isinstance(value, datetime):
            return value
        try:
            moment = datetime.fromisoformat(value)
        except ValueError:
            self.fail(f"{value!r} is no moment such as 2024-03-05 or 2024-03-05T09:12:00+08:00", param, ctx)
        if self._ending and len(value) <= len("2024-03-05"):
            moment = datetime.combine(moment.date(), time()) + timedelta(days=1, microseconds=-1)
        return moment if moment.tzinfo else moment.replace(tzinfo=CHINA)

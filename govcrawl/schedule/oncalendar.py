"""A cron line as systemd's OnCalendar says it."""

import re

from govcrawl.errors import UsageError

FIRST = (0, 0, 1, 1, 0)  # of minutes, hours, days, months, days of the week
DAYS = ("Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
NAMES = {  # by the place of the field in the line
    3: {name: str(at) for at, name in enumerate(MONTHS, start=1)},
    4: {name.lower(): str(at) for at, name in enumerate(DAYS[:7])},
}
PLAIN = re.compile(r"(\*|\d+(?:-\d+)?)(?:/(\d+))?")


def on_calendar(cron: str) -> str:
    """The same times in China's zone; raises UsageError for the few cron lines that systemd cannot say."""
    fields = cron.split()
    if len(fields) != 5:
        raise UsageError(f"systemd has no timer for {cron!r}: use five fields, minute hour day month weekday")
    minute, hour, day, month, weekday = (
        ",".join(_part(each, cron, first=first) for each in _numbered(field, place).split(","))
        for place, (field, first) in enumerate(zip(fields, FIRST, strict=True))
    )
    if day != "*" and weekday != "*":
        raise UsageError(f"systemd has no timer for {cron!r}: to cron, it is due on one or the other of the two days")
    days = "" if weekday == "*" else f"{_named(weekday)} "
    return f"{days}*-{month}-{day} {hour}:{minute}:00 Asia/Shanghai"


def _numbered(field: str, place: int) -> str:
    """A field with numbers for the names that cron allows for months and days of the week."""
    names = NAMES.get(place, {})
    return re.sub(r"[a-z]+", lambda found: names.get(found[0], found[0]), field.lower())


def _part(part: str, cron: str, *, first: int) -> str:
    found = PLAIN.fullmatch(part)
    if found is None:
        raise UsageError(f"systemd has no timer for {cron!r}: {part!r} is beyond it")
    values, step = found[1].replace("-", ".."), found[2]
    if step is None:
        return values
    return f"{first if values == '*' else values}/{step}"


def _named(weekday: str) -> str:
    """Days of the week by name; systemd knows no steps among them."""
    if "/" in weekday:
        raise UsageError("systemd has no steps among days of the week: name the days")
    return re.sub(r"\d", lambda day: DAYS[int(day[0])], weekday)

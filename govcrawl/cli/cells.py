"""Values as people read them in a table, where what is not known is empty, and as JSON has them."""

from datetime import datetime

from govcrawl.export.records import CHINA, china_time

UNITS = ("B", "kB", "MB", "GB", "TB")


def moment(value: datetime | None) -> str:
    """A moment to the minute, China time."""
    return "" if value is None else value.astimezone(CHINA).strftime("%Y-%m-%d %H:%M")


def day(value: datetime | None) -> str:
    """The day of a moment, China time."""
    return moment(value)[:10]


def stamp(value: datetime | None) -> str | None:
    """A moment as JSON has it: ISO 8601 with +08:00."""
    return None if value is None else china_time(value)


def size(octets: float) -> str:
    """A number of bytes in the unit that keeps it short."""
    unit = 0
    while octets >= 1000 and unit < len(UNITS) - 1:
        octets, unit = octets / 1000, unit + 1
    return f"{octets:.0f} {UNITS[unit]}" if unit == 0 or octets >= 10 else f"{octets:.1f} {UNITS[unit]}"


def duration(seconds: float) -> str:
    """A span of time in its two largest units."""
    whole = round(seconds)
    for name, length, smaller, part in (("d", 86400, "h", 3600), ("h", 3600, "min", 60), ("min", 60, "s", 1)):
        if whole >= length:
            return f"{whole // length} {name} {whole % length // part} {smaller}"
    return f"{whole} s"

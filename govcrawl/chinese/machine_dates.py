"""Dates as machines write them into meta tags, JSON and URLs: epochs, compact digits, English names of months."""

import re
from datetime import UTC, datetime

from govcrawl.chinese.clock import at_clock, read_clock
from govcrawl.chinese.stamp import Stamp, stamp_of, stated_date

EPOCH_SINCE = 631_152_000  # seconds, 1990-01-01; with ten digits from 2001
EPOCH_UNTIL = 4_102_444_800  # seconds, 2100-01-01

_EPOCH = re.compile(r"(?:/Date\()?(?P<seconds>\d{10})(?P<milliseconds>\d{3})?(?:\.\d+)?(?:[+]0800)?(?:\)/)?")
_DIGITS = (
    re.compile(
        r"(?P<year>\d{4})[-/]?(?P<month>\d\d)/?(?P<day>\d\d)"
        r"(?:T?(?P<hour>\d\d)(?P<minute>\d\d)(?P<second>\d\d)?)?"
    ),
    re.compile(r"(?P<year>\d{4})[-/.]?(?P<month>\d\d|(?<=[-/.])\d)"),
    re.compile(r"(?P<year>\d{4})年?"),
)
_NAMES = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = rf"(?P<month>{'|'.join(_NAMES)})[a-z]*\.?"
_TIME = r"(?P<time>\d{1,2}:\d\d(?::\d\d)?(?:\.\d+)?(?:\s+(?:[A-Z]{3,4}|(?:UTC|GMT)?[+]\d\d:?\d\d))?)"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>\d{4})\b"
_ENGLISH = (
    re.compile(rf"\b{_MONTH}\s+{_DAY},?\s+(?:{_TIME}\s+)?{_YEAR}", re.IGNORECASE),
    re.compile(rf"\b{_DAY}[\s-]{_MONTH},?[\s-](?P<time>){_YEAR}", re.IGNORECASE),
)


def read_machine_date(value: str) -> Stamp | None:
    """The date of a value that is nothing but a machine's date; ``None`` for everything a person would write."""
    value = value.strip()
    return _epoch(value) or _digits(value) or _english(value)


def _epoch(value: str) -> Stamp | None:
    found = _EPOCH.fullmatch(value)
    if not found or not EPOCH_SINCE <= int(found["seconds"]) < EPOCH_UNTIL:
        return None
    return stamp_of(datetime.fromtimestamp(int(found["seconds"]), UTC), "second")


def _digits(value: str) -> Stamp | None:
    for pattern in _DIGITS:
        found = pattern.fullmatch(value)
        if found:
            parts = {name: int(digits) for name, digits in found.groupdict().items() if digits}
            date = stated_date(parts["year"], parts.get("month"), parts.get("day"))
            return at_clock(date, read_clock(_clock_text(parts), 0)) if date and "hour" in parts else date
    return None


def _clock_text(parts: dict[str, int]) -> str:
    return ":".join(f"{parts[name]:02}" for name in ("hour", "minute", "second") if name in parts)


def _english(value: str) -> Stamp | None:
    """Java's ``Thu Mar 10 10:20:00 CST 2022``, RFC 822's ``10 Mar 2022 02:20:00 GMT``, ``Mar 10, 2022 10:20 AM``."""
    for pattern in _ENGLISH:
        found = pattern.search(value)
        if found:
            month = _NAMES.index(found["month"].lower()) + 1
            date = stated_date(int(found["year"]), month, int(found["day"]))
            clock = read_clock(found["time"], 0) if found["time"] else read_clock(value, found.end())
            return at_clock(date, clock) if date else None
    return None

"""The time of day behind a date: ``09:12``, ``下午3时5分``, ``T10:20:00.000Z``, ``24:00``."""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone

from govcrawl.chinese.stamp import CHINA, Stamp, stamp_of

UNSEEN = r"\u00ad\u200b-\u200f\u2060\ufeff"  # signs without width, and marks of direction
TIME = re.compile(
    rf"""
    (?:[\s{UNSEEN},，]*+T?|\s*+[-－]\s*+)
    (?:[(（]?\s*+(?:(?:星期|周|週|礼拜|禮拜)[一二三四五六日天]|(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs)?|Fri|Sat(?:ur)?|Sun)(?:day)?)
        \s*+[)）]?[\s,，]*+)?
    (?P<half>凌晨|清晨|早晨|早上|上午|中午|下午|傍晚|晚上|晚间|晚間|深夜|[AaPp]\.?[Mm]\.?)?\s*+
    (?P<hour>\d{{1,2}})\s*+
    (?:[:：]\s*+(?P<minute>\d{{1,2}})(?!\d)(?:\s*+[:：]\s*+(?P<second>\d{{1,2}})(?!\d)(?:[.,]\d{{1,9}})?)?
      |[时時点點]\s*+(?:(?P<minute_cn>\d{{1,2}})(?!\d)(?:\s*+分(?:\s*+(?P<second_cn>\d{{1,2}})\s*+秒)?)?|(?P<half_past>半))?)
    (?:\s*+(?P<suffix>[AaPp]\.?[Mm]\.?)(?![A-Za-z]))?
    (?:\s*+(?P<zone>Z|(?:UTC|GMT)?[+]\d{{2}}:?\d{{2}}|(?:UTC|GMT)[+]\d{{1,2}}|(?:UTC|GMT)(?![A-Za-z])|CST)(?![A-Za-z\d]))?
    """,
    re.VERBOSE,
)
_HANZI = re.compile("[\u4e00-\u9fff]")


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of day: hour up to 24; ``second`` and the zone's ``offset`` from UTC are ``None`` where not printed."""

    hour: int
    minute: int
    second: int | None
    offset: timedelta | None
    end: int


def read_clock(text: str, start: int) -> Clock | None:
    """The time of day that stands at ``start``, directly behind a date; ``end`` is where it ends in the text."""
    found = TIME.match(text, start)
    if not found or _is_counting(found, text):
        return None
    hour = _hour(int(found["hour"]), found["half"] or found["suffix"] or "", machine=found["second"] is not None)
    minute = int(found["minute"] or found["minute_cn"] or (30 if found["half_past"] else 0))
    seconds = found["second"] or found["second_cn"]
    second = int(seconds) if seconds else None
    if minute > 59 or (second or 0) > 59 or hour > 24 or (hour == 24 and (minute or second)):
        return None
    return Clock(hour, minute, second, _offset(found["zone"]), found.end())


def at_clock(date: Stamp, clock: Clock | None) -> Stamp:
    """The date at that time of day, in China time; midnight says no more than the day, 24:00 is the next day's 0:00."""
    if clock is None or date.month is None or date.day is None:
        return date
    if (clock.hour, clock.minute, clock.second or 0) == (0, 0, 0):
        return date
    zone = CHINA if clock.offset is None else timezone(clock.offset)
    midnight = datetime(date.year, date.month, date.day, tzinfo=zone)
    moment = midnight + timedelta(hours=clock.hour, minutes=clock.minute, seconds=clock.second or 0)
    if clock.hour == 24:
        return Stamp(moment.year, moment.month, moment.day, 0, 0, clock.second)
    return stamp_of(moment, "minute" if clock.second is None else "second")


def _is_counting(found: re.Match[str], text: str) -> bool:
    """Whether a bare hour is none: 5点建议, 3时段."""
    bare = not (found["minute"] or found["minute_cn"] or found["half_past"] or found["half"])
    return bare and _HANZI.match(text, found.end()) is not None


def _hour(hour: int, half: str, *, machine: bool) -> int:
    """The hour of 24; 上午12 is midnight where a machine wrote it (with seconds), else noon."""
    half = half.replace(".", "").upper()
    if hour == 12:
        midnight = half in ("凌晨", "AM") or (half == "上午" and machine)
        return 0 if midnight else 24 if half in ("晚上", "深夜") else 12
    if half in ("下午", "傍晚", "晚上", "晚间", "晚間", "PM") and hour < 12:
        return hour + 12
    if half == "中午" and hour < 3:
        return hour + 12
    return hour + 12 if half == "深夜" and 8 <= hour < 12 else hour


def _offset(zone: str | None) -> timedelta | None:
    """The zone's distance from UTC; CST is China's, never America's."""
    if zone is None or zone == "CST":
        return None
    digits = "".join(filter(str.isdigit, zone))
    return timedelta(hours=int(digits[:2] or 0), minutes=int(digits[2:] or 0))

"""Dates as Chinese pages print them. No clock: a relative date needs the time of the fetch.

What is no date stays unread: year ranges, ranges of days, document numbers, phones, issues of a journal, day-first
dates, ``1970-01-01``.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from govcrawl.chinese.clock import UNSEEN, Clock, at_clock, read_clock
from govcrawl.chinese.machine_dates import read_machine_date
from govcrawl.chinese.numerals import ZEROS, number
from govcrawl.chinese.relative_dates import relative
from govcrawl.chinese.stamp import CHINA, Stamp, stated_date

__all__ = ["CHINA", "Found", "Stamp", "find", "parse", "relative"]

S = rf"[\s{UNSEEN}]*+"
_NUMERALS = f"{ZEROS}一二三四五六七八九十廿卅"
_NUMBER = rf"\d{{1,2}}|[{_NUMERALS}]{{1,3}}"
_KIND = {"年": "年", "月": "年"} | dict.fromkeys("-－‐‑–−", "-") | dict.fromkeys("/／", "/") | dict.fromkeys(".．", ".")
_SIGNS = "".join(sign for sign, kind in _KIND.items() if kind != "年").replace("-", r"\-")
# The year comes before the look behind it because the engine can then skip to its first sign.
DATE = re.compile(
    rf"(?P<year>[12１２一二](?:\d{{3}}|[{_NUMERALS[:-3]}\d]{{3}}))(?<!\d[\s\S]{{4}})(?<!\d[-/.][\s\S]{{4}})"
    rf"{S}(?P<first>[年{_SIGNS}]){S}(?P<month>{_NUMBER}){S}(?P<second>[月{_SIGNS}])"
    rf"(?:{S}(?P<day>{_NUMBER})(?:(?!\d)|(?=\d\d[:：]\d\d))(?P<unit>{S}[日号號])?)?"
)
_MONTH_FIRST = re.compile(
    rf"(?<![\d{_NUMERALS}])(?P<month>十[一二]|[一二三四五六七八九十])月 ?"
    r"(?P<day>\d{1,2})(?:st|nd|rd|th)?, ?(?P<year>20\d\d)(?!\d)"
)  # 十一月 6th, 2009, as WordPress prints in Chinese
_RANGE = re.compile(
    rf"{S}(?:[-－–—―~～]+|至|到){S}(?=[12]\d{{3}}[-/.年]|\d{{1,2}}{S}[月日号號]|(?P<hour>\d{{1,2}}[:：]\d\d))"
)
_NOT_BEHIND = re.compile(
    r"(?:©|\(c\)|copyright|ICP[备備证證]?|(?:备案|備案)\S{0,2}|索引号|文号|文號|电话|電話|编号|編號|证号)\s*[:：]?\s*\Z",
    re.IGNORECASE,
)
_NOT_AFTER_BARE_DAY = re.compile(rf"{S}[个項项名家人件次种類类期版%％万余多年月]")
_NOT_AFTER_MONTH = re.compile(rf"{S}(?:[\d号號期刊]|以来|以來|至今|起|[初末底前后後]|[上中下]旬|份?(?:以来|以來|期间))")
_NOT_AFTER_SIGNS = re.compile(r"[-/.．]\d|[%％]")


@dataclass(frozen=True, slots=True)
class Found:
    """A date expression in a text: its span, time of day included, and what it says."""

    span: tuple[int, int]
    stamp: Stamp


def find(text: str) -> Iterator[Found]:
    """Every date expression in a text, in its order: a day with or without time, or a month written 2024年3月."""
    skipped_at = -1
    for match in DATE.finditer(text):
        clock = read_clock(text, match.end()) if match["day"] else None
        end = clock.end if clock else match.end()
        until = _RANGE.match(text, end)
        if until and (clock or not until["hour"]):
            skipped_at = until.end()
            continue
        if match.start() == skipped_at or _is_no_date(match, text, clock):
            continue
        stamp = _stamp(match, clock)
        if stamp:
            yield Found((match.start(), end), stamp)
    for match in _MONTH_FIRST.finditer(text) if "月" in text else ():
        stamp = _stamp(match, None)
        if stamp:
            yield Found(match.span(), stamp)


@lru_cache(maxsize=1024)
def parse(text: str) -> Stamp | None:
    """The one date a value holds; the first where it holds several.

    A value that is nothing but a date may also be what machines write: an epoch in seconds or milliseconds, compact
    ``20240305``, a URL's ``2024/0305``, ``202403`` or ``2024``, English names of months.
    """
    machine = read_machine_date(text)
    if machine:
        return machine
    found = next(find(text), None)
    return found.stamp if found else None


def _is_no_date(match: re.Match[str], text: str, clock: Clock | None) -> bool:
    kinds = _KIND[match["first"]], _KIND[match["second"]]
    if kinds[0] != kinds[1] or _NOT_BEHIND.search(text, max(0, match.start() - 14), match.start()):
        return True
    if clock:
        return False
    if not match["day"]:
        return kinds[0] != "年" or _NOT_AFTER_MONTH.match(text, match.end()) is not None
    if match["unit"]:
        return False
    forbidden = _NOT_AFTER_BARE_DAY if kinds[0] == "年" else _NOT_AFTER_SIGNS
    return forbidden.match(text, match.end()) is not None


def _stamp(match: re.Match[str], clock: Clock | None) -> Stamp | None:
    year, month = number(match["year"]), number(match["month"])
    day = number(match["day"]) if match["day"] else None
    if year is None or month is None or (match["day"] and day is None):
        return None
    date = stated_date(year, month, day)
    return at_clock(date, clock) if date else None

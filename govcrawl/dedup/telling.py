"""What in a replaced stretch tells two stories apart: a number, a time, a place, a person; other wording does not."""

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import Literal

from govcrawl.dedup.alignment import NUMERAL, Slot
from govcrawl.dedup.flat import flatten

Kind = Literal["number", "time", "place", "person"]

_MAX_NAME = 4  # characters
_UNIT = re.compile(
    "[年月日号时点分秒个名户人次条项处家座栋幢楼层米里亩元万亿期届轮批场组支队起例天周季岁倍成%份件台辆种类所只双套间门张位本册"
    "字版卷章节篇讲级等度]"
)
_COUNTED = re.compile(r"(?:第|周|星期|礼拜|[年月日号点])$")
_DIGITS = {sign: value for value, sign in enumerate("〇一二三四五六七八九")} | {"零": 0, "两": 2}
_TENS = {"十": 10, "百": 100, "千": 1000, "万": 10**4, "亿": 10**8}
# Signs that name another time where they stand for one another.
_TIME = re.compile(r"[上下中](?=旬|午|半年)|[今去前明](?=年)|[春夏秋冬](?=季|天|节|训|运|末|初)")


def telling(slot: Slot) -> Kind | None:
    """Which kind of thing the two sides name differently, ``None`` where only the wording differs."""
    if _count_differently(slot):
        return "number"
    one, other = (_TIME.match(side + slot.after) for side in (slot.one, slot.other))
    if one and other:
        return "time"
    if ordinary(slot.one) or ordinary(slot.other):
        return None
    if _are_places(slot):
        return "place"
    return "person" if _are_people(slot) else None


def ordinary(text: str) -> bool:
    """Whether a text is made of words that a copyist puts for one another."""
    return _ordinary_words().fullmatch(text) is not None


def may_name(text: str) -> bool:
    """Whether a text may be the name of a place or person."""
    return 2 <= len(text) <= _MAX_NAME and not known("虚") & set(text) and not ordinary(text)


def _count_differently(slot: Slot) -> bool:
    """Whether each side counts what the other does not; text with numbers in it may come and go."""
    one, other = (Counter(_numbers(side, slot)) for side in (slot.one, slot.other))
    return bool(one - other and other - one)


def _numbers(side: str, slot: Slot) -> Iterator[int]:
    """The numbers on one side of a slot; a numeral inside a word (进一步, 万一) is none."""
    whole = slot.before + side + slot.after
    for numeral in NUMERAL.finditer(side):
        start, end = len(slot.before) + numeral.start(), len(slot.before) + numeral.end()
        if numeral[0][0].isascii() or _UNIT.match(whole, end) or _COUNTED.search(whole, 0, start):
            yield value_of(numeral[0])


def value_of(numeral: str) -> int:
    """The integer that a numeral says, in one notation, the other or both (3万)."""
    if not any(sign in _TENS for sign in numeral):
        return int("".join(str(_DIGITS.get(sign, sign)) for sign in numeral))
    total = section = digit = 0
    for part in re.findall(r"[0-9]+|.", numeral):
        if part not in _TENS:
            digit = int(part) if part.isascii() else _DIGITS[part]
        elif _TENS[part] < _TENS["万"]:
            section, digit = section + (digit or 1) * _TENS[part], 0
        else:
            total, section, digit = (total + section + digit or 1) * _TENS[part], 0, 0
    return total + section + digit


def _are_places(slot: Slot) -> bool:
    places = known("地")
    for one, other, lead in _completed(slot):
        if not (may_name(one) and may_name(other)):
            continue
        if {one, other} <= places or _starts_with(slot.after, "尾") or (_ends_as_place(one) and _ends_as_place(other)):
            return True
        if not lead and _starts_with(slot.after, "司"):
            return True
    return False


def _are_people(slot: Slot) -> bool:
    for one, other, lead in _completed(slot):
        surnames = known("氏") if lead else known("氏") | known("姓")
        if not (may_name(one) and may_name(other) and one[0] in surnames and other[0] in surnames):
            continue
        before = slot.before.removesuffix(lead)
        if any(map(before.endswith, known("职"))) or _starts_with(slot.after, "言") or _starts_with(slot.after, "职"):
            return True
    return False


def _completed(slot: Slot) -> Iterator[tuple[str, str, str]]:
    """Both sides, and again with the one or two characters before them that may begin the same name."""
    for size in range(min(2, len(slot.before)) + 1):
        lead = slot.before[len(slot.before) - size :]
        yield lead + slot.one, lead + slot.other, lead


def _starts_with(text: str, kind: str) -> bool:
    return any(map(text.startswith, known(kind)))


def _ends_as_place(name: str) -> bool:
    return any(len(name) > len(tail) + 1 and name.endswith(tail) for tail in known("尾"))


@cache
def _ordinary_words() -> re.Pattern[str]:
    return re.compile(f"(?:{'|'.join(sorted(known('词')))})+")


@cache
def known(kind: str) -> frozenset[str]:
    """The names or words of a kind, flattened."""
    lines = files("govcrawl.dedup").joinpath("names.txt").read_text(encoding="utf-8").splitlines()
    return next(frozenset(map(flatten, line.split()[1:])) for line in lines if line.startswith(f"{kind} "))

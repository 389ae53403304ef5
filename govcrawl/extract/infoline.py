"""Lines that say nothing but labelled values, dates and tools of the page."""

import re
from functools import lru_cache

from govcrawl.chinese.dates import Found, find
from govcrawl.extract.labels import scan, tool
from govcrawl.extract.lines import CELL, GAP, Line

LONGEST = 160  # characters of a line that may still be no prose
CHUNKS = re.compile(rf"[\s|丨{GAP}{CELL}]+")
NOISE = re.compile(
    r"^(?:https?:)?//|^www\.|^[\d:：\s.,()（）\[\]【】+-]+$|^[\w.]+\.(?:com|cn|net)$|我要|^官方[账帐]号$|评论|留言|分享|手机|大字|小字|正文"
)
_YEAR = re.compile(r"[12１２]\d{3}|[一二][〇○零ＯOo一二三四五六七八九\d]{3}")  # without one, no date
_WORD = re.compile(r"\w")
_LEFT = 12  # characters that an info line may hold beside labels, dates and tools


@lru_cache(maxsize=4096)
def dates_in(text: str) -> tuple[Found, ...]:
    """The date expressions of a line."""
    return tuple(find(text)) if _YEAR.search(text) else ()


def is_info(line: Line) -> bool:
    """Whether a line says nothing but labelled values, dates and tools of the page."""
    if line.weight + line.linked > LONGEST:
        return False
    rest = rest_of(line)
    if rest == line.marked and not tool(rest):
        return False
    words = [word for word in CHUNKS.split(rest) if _WORD.search(word) and not tool(word) and not NOISE.search(word)]
    return sum(map(len, words)) <= _LEFT


def rest_of(line: Line) -> str:
    """What a line says beside labelled values and dates."""
    rest = line.marked
    for labelled in sorted(scan(line.marked), key=lambda labelled: -labelled.start):
        rest = rest[: labelled.start] + GAP + rest[labelled.end :]
    for date in reversed(dates_in(rest)):
        rest = rest[: date.span[0]] + GAP + rest[date.span[1] :]
    return rest

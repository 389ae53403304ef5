"""Which lines around an article may speak of it, the most trustworthy first."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import takewhile

from govcrawl.extract.boilerplate import is_foot, is_neighbour
from govcrawl.extract.infoline import LONGEST, is_info
from govcrawl.extract.labels import Labelled, label_kind, scan
from govcrawl.extract.lines import Line, Sheet, squeeze

_UNDER, _ABOVE, _HEAD = 14, 8, 40  # lines under the body, above the title and between the two that may speak
_OPENING, _PROSE = 6, 40  # lines of a body that may still be its head, and characters of one that is not
_PAIRED = 30  # characters of a value that stands on the line after its label
_OTHERS = re.compile(r"^[\s\W]*(?:相关|相關|推荐|推薦|热门|熱門|最新|延伸|更多|猜你|大家|评论|网友|精彩|热点|排行)")


@dataclass(frozen=True, slots=True)
class Place:
    """Where the article stands on the sheet: its title's lines and its body's, the first and one past the last."""

    title: int | None
    after_title: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Told:
    """A line that may speak of the article, what its labels say, and how many lines above the title it stands."""

    line: Line
    labelled: tuple[Labelled, ...]
    above: int = 0


def near_lines(sheet: Sheet, place: Place, *, polluted: bool) -> Iterator[Told]:
    """The lines between title and body, the body's first while they are no prose, and those above the title."""
    lines = sheet.lines
    first = place.title if place.title is not None else max(place.start - _ABOVE, 0)
    head = [*range(first, place.start)][:_HEAD]
    opening = range(max(place.start, place.after_title), min(place.start + _OPENING, place.end))
    told = [at for at in takewhile(lambda at: not _is_prose(lines[at]), opening) if _tells(lines[at])]
    above = range(first - 1, max(first - _ABOVE, 0) - 1, -1)
    for at in (*head, *told, *above):
        if len(lines[at].text) <= LONGEST and not is_neighbour(lines[at].text):
            yield Told(lines[at], _labelled(lines, at, place.start, polluted=polluted), max(first - at, 0))


def far_lines(sheet: Sheet, place: Place, *, polluted: bool) -> Iterator[Told]:
    """The lines under the body and its last ones, where they begin with a label."""
    under = range(place.end, min(place.end + _UNDER, len(sheet.lines)))
    last = range(max(place.end - 4, place.start), place.end)
    for at in (*under, *last):
        line = sheet.lines[at]
        if len(line.text) > LONGEST or any(rule(line.text) for rule in (_OTHERS.match, is_foot, is_neighbour)):
            continue
        labelled = scan(line.marked, polluted=polluted)
        if labelled and is_info(line) and len(squeeze(line.marked[: labelled[0].start])) <= 6:
            yield Told(line, labelled)


def _is_prose(line: Line) -> bool:
    return not is_info(line) and (line.weight >= _PROSE or line.stops >= 2)


def _tells(line: Line) -> bool:
    """Whether a short line of a body is none of its text: info, or a label with a date."""
    return is_info(line) or any(found.kind == "published" and found.value for found in scan(line.marked))


def _labelled(lines: list[Line], at: int, start: int, *, polluted: bool) -> tuple[Labelled, ...]:
    """The labelled values of a line; a label alone on its line has the next, short line for its value.

    From line ``start`` on, where the body begins, only in what is marked up as a list or table.
    """
    line = lines[at]
    if label_kind(line.text) is None or at + 1 >= len(lines):
        return scan(line.marked, polluted=polluted)
    value = lines[at + 1]
    if at + 1 >= start and value.block.tag not in {"dd", "li", "td"}:
        return scan(line.marked, polluted=polluted)
    if len(value.text) > _PAIRED or label_kind(value.text) or scan(value.marked, polluted=polluted):
        return scan(line.marked, polluted=polluted)
    return scan(f"{line.text.rstrip(':： ')}：{value.marked}", polluted=polluted)

"""What each line of a page is worth to whoever wants the article: prose counts, links and furniture count against."""

import re
from itertools import accumulate

from govcrawl.extract.boilerplate import (
    furniture,
    is_comment_heading,
    is_foot,
    is_neighbour,
    is_rights_notice,
    sure,
)
from govcrawl.extract.lines import INLINE, Line, Sheet

PROSE = 40  # characters of a line that is a paragraph, if it has punctuation
MOST_PROSE = 300  # characters that a foot or a menu may hold and still be one
_LABELS = re.compile(r"(?:来源|來源|时间|時間|日期|作者|编辑|編輯|浏览|瀏覽|点击|點擊|阅读|閱讀)\s*[:：]")
_PROSE_WEIGHT = 18  # characters of a line without punctuation that is still prose, not a heading or a menu item
_HEADING = 20  # characters of a heading over comments
_HEAD, _SUMMARY, _CARDS = 6, 120, 3  # characters of a card's link and of a line under it; cards that make a list
_NOTICE = 400  # characters; a longer line is prose of the article or of furniture, no label, foot or notice


def worth(line: Line, marked: bool) -> float:
    """What a line adds to an element that takes it in."""
    if line.linked > line.weight:
        return -8.0 - line.linked
    if line.weight >= _NOTICE:
        return line.weight * (-0.5 if marked else 1.0) - 2.0 * line.linked
    if is_neighbour(line.text):
        return -30.0
    prose = (line.stops > 0 and line.weight >= 12) or line.weight >= _PROSE_WEIGHT
    if line.weight < 80 and _LABELS.search(line.text):
        return -3.0
    if marked or is_foot(line.text):
        return -5.0 - 0.5 * line.weight
    if prose and line.weight < _NOTICE and is_rights_notice(line.text):
        return -0.5 * line.weight
    if prose:
        return line.weight - 2.0 * line.linked
    return -3.0


def furniture_marks(sheet: Sheet) -> list[str]:
    """The word by which each line stands in furniture, or ``""``. A box that holds the page's prose is none."""
    plain = [0, *accumulate(line.weight if line.stops else 0 for line in sheet.lines)]
    marks = [""] * len(sheet.lines)
    for span in sheet.spans:
        word = None if span.tag in INLINE else furniture(span.tag, span.name)
        if word and plain[span.end] - plain[span.start] <= max(0.4 * plain[-1], MOST_PROSE if sure(word) else 0):
            marks[span.start : span.end] = [word] * (span.end - span.start)
    _mark_comments(sheet, marks)
    _mark_cards(sheet, marks)
    return marks


def _mark_comments(sheet: Sheet, marks: list[str]) -> None:
    """Readers' comments: from their heading, under the text, to the end of the box it opens or stands in."""
    prose = 0
    for at, line in enumerate(sheet.lines):
        prose += line.weight >= PROSE and line.stops > 0
        if prose >= 2 and line.linked <= line.weight and len(line.text) <= _HEADING and is_comment_heading(line.text):
            boxes = (span.end for span in sheet.spans if span.start <= at and span.end > at + 1)
            end = min(boxes, default=at + 1)
            marks[at:end] = ["comments"] * (end - at)


def _mark_cards(sheet: Sheet, marks: list[str]) -> None:
    """Lists of other articles with a few words on each: links that alternate with one or two short lines."""
    heads: list[int] = []
    for at, line in enumerate(sheet.lines):
        if line.linked >= _HEAD and line.linked > line.weight:
            if heads and (at - heads[-1] > 3 or at - heads[-1] < 2):
                _mark(marks, heads)
                heads = []
            heads.append(at)
        elif heads and line.weight > _SUMMARY:
            _mark(marks, heads)
            heads = []
    _mark(marks, heads)


def _mark(marks: list[str], heads: list[int]) -> None:
    if len(heads) >= _CARDS:
        end = min(2 * heads[-1] - heads[-2], len(marks))  # the last card is as long as the one before
        marks[heads[0] : end] = ["cards"] * (end - heads[0])

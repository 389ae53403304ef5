"""Where on a page the article's text is: the element whose lines are most worth reading.

Every line has a worth: prose counts its characters, links, furniture and feet count against. The body is the element
with the greatest sum, the smallest of equals: it loses by leaving prose out and by taking links in. Rules and
containers known by name go first, if what they hold is not a trifle beside that.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate

from lxml.cssselect import CSSSelector
from lxml.html import HtmlElement

from govcrawl.extract.boilerplate import furniture, is_foot, is_neighbour, is_rights_notice, sure
from govcrawl.extract.lines import INLINE, Line, Sheet, Span
from govcrawl.extract.vocabulary import read_words

_RANK = {name: rank for rank, name in enumerate(read_words("names")["container"])}
_LABELS = re.compile(r"(?:来源|來源|时间|時間|日期|作者|编辑|編輯|浏览|瀏覽|点击|點擊|阅读|閱讀)\s*[:：]")
_PROSE_WEIGHT = 18  # characters of a line without punctuation that is still prose, not a heading or a menu item
MOST_PROSE = 300  # characters that a foot or a menu may hold and still be one
_NOTICE = 400  # characters; a longer line is prose of the article or of furniture, no label, foot or notice
_ENOUGH = 0.45  # of the worth of the best element, that a container known by name must hold


@dataclass(frozen=True, slots=True)
class Body:
    """The element that holds the article's text, as a range of lines, and how it was found."""

    span: Span
    how: str
    worth: float


def find_body(sheet: Sheet, *, selectors: Sequence[str] = (), known: Sequence[str] = ()) -> Body | None:
    """The body by rules, by name or by worth; ``None`` where no element is worth anything."""
    marks = furniture_marks(sheet)
    total = [0.0, *accumulate(worth(line, bool(mark)) for line, mark in zip(sheet.lines, marks, strict=True))]

    def of(span: Span) -> float:
        return total[span.end] - total[span.start]

    best = max(sheet.spans, key=lambda span: (of(span), span.depth), default=None)
    if best is None:
        return None
    for how, chosen in (("rules", by_selectors(sheet, selectors)), ("name", by_name(sheet, known))):
        for span in chosen:
            if of(span) >= max(_ENOUGH * of(best), 1.0):
                return Body(span, f"{how}:{span.name or span.tag}", of(span))
    return Body(best, "worth", of(best)) if of(best) > 0 else None


def first_prose(sheet: Sheet, body: Body) -> int:
    """The line where the body's first paragraph of prose stands, its first line where it has none."""
    lines = range(body.span.start, body.span.end)
    return next((at for at in lines if sheet.lines[at].weight >= 40 and sheet.lines[at].stops >= 2), body.span.start)


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
    return marks


def by_selectors(sheet: Sheet, selectors: Iterable[str]) -> list[Span]:
    """The spans of the elements that CSS selectors find, selector by selector."""
    spans = {span.element: span for span in sheet.spans}
    if not spans:
        return []
    root = sheet.spans[0].element
    return [spans[element] for selector in selectors for element in select(root, selector) if element in spans]


def by_name(sheet: Sheet, known: Iterable[str]) -> list[Span]:
    """The spans whose id or class is that of a well-known container, best known first."""
    ranks = {**_RANK, **dict.fromkeys(known, -1)}
    found = [
        (min(ranks[token] for token in tokens), span)
        for span in sheet.spans
        if (tokens := [t for t in (*span.name.split(), span.tag) if t in ranks])
    ]
    return [span for _, span in sorted(found, key=lambda pair: (pair[0], pair[1].start - pair[1].end))]


def select(root: HtmlElement, selector: str) -> list[HtmlElement]:
    """The elements that a CSS selector finds below ``root``, in document order."""
    return [element for element in _compiled(selector)(root) if isinstance(element, HtmlElement)]


@lru_cache(maxsize=1024)
def _compiled(selector: str) -> CSSSelector:
    return CSSSelector(selector, translator="html")

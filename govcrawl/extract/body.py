"""Where on a page the article's text is: the element whose lines are most worth reading.

The body is the element with the greatest sum of worth, the smallest of equals: it loses by leaving prose out and by
taking links in; where another element is worth nearly as much, trafilatura has the casting vote. Where no element fits,
because the text shares its box with lists, it is the best run of lines. Rules and containers known by name go first, if
what they hold is not a trifle beside that.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from govcrawl.extract.containers import by_fences, by_name, by_selectors
from govcrawl.extract.infoline import is_info
from govcrawl.extract.juror import elect
from govcrawl.extract.lines import Sheet, Span
from govcrawl.extract.worth import PROSE, furniture_marks, worth

_RIVAL = 0.5  # of the worth of the best element, from which one beside it may be the article as well
_CONTESTED = 100.0  # of worth; below, there is nothing to contest
_ENOUGH = 0.45  # of the worth of the best, that a container known by name must hold
_FITTING = 0.5  # of the worth of the best run of lines, that an element must hold to be the body
_MARGIN = 4  # short lines beside a run that may belong to it: headings, a signature


@dataclass(frozen=True, slots=True)
class Body:
    """The lines that hold the article's text, as the span of an element or of a part of it, and how it was found.

    ``marks`` are the sheet's: for each of its lines the word by which it is furniture, or ``""``.
    """

    span: Span
    how: str
    worth: float
    marks: Sequence[str]


def find_body(sheet: Sheet, *, selectors: Sequence[str] = ()) -> Body | None:
    """The body by rules, by name or by worth; ``None`` where no line is worth anything."""
    marks = furniture_marks(sheet)
    worths = [worth(line, bool(mark)) for line, mark in zip(sheet.lines, marks, strict=True)]
    total = [0.0, *accumulate(worths)]

    def of(span: Span) -> float:
        return total[span.end] - total[span.start]

    best = max(sheet.spans, key=lambda span: (of(span), span.depth), default=None)
    start, end, most = _best_run(worths)
    if best is None or most <= 0:
        return None
    named = (("rules", by_selectors(sheet, selectors)), ("fence", by_fences(sheet)), ("name", by_name(sheet)))
    for how, chosen in named:
        span = next((span for span in chosen if of(span) >= max(_ENOUGH * of(best), 1.0)), None)
        if span:
            return Body(span, f"{how}:{span.name or span.tag}", of(span), marks)
    if of(best) >= _FITTING * most:
        rivals = [span for span in sheet.spans if _apart(span, best) and of(span) >= max(_RIVAL * of(best), _CONTESTED)]
        elected = elect(sheet, [best, *rivals]) if rivals else best
        return Body(elected, "worth" if elected is best else "vote", of(elected), marks)
    return Body(_widened(sheet, marks, start, end), "run", most, marks)


def _apart(one: Span, other: Span) -> bool:
    return one.end <= other.start or other.end <= one.start


def first_prose(sheet: Sheet, body: Body) -> int:
    """The line where the body's first paragraph of prose stands, its first line where it has none."""
    lines = range(body.span.start, body.span.end)
    return next((at for at in lines if sheet.lines[at].weight >= PROSE and sheet.lines[at].stops >= 2), body.span.start)


def _best_run(worths: Sequence[float]) -> tuple[int, int, float]:
    """The run of lines with the greatest sum: first line, one past the last, sum."""
    best, since, running = (0, 0, 0.0), 0, 0.0
    for at, value in enumerate(worths):
        if running <= 0:
            since, running = at, 0.0
        running += value
        if running > best[2]:
            best = since, at + 1, running
    return best


def _widened(sheet: Sheet, marks: Sequence[str], start: int, end: int) -> Span:
    """A run with the short lines at its edges that stand in the same box and are neither links nor furniture."""
    boxes = [span for span in sheet.spans if span.start <= start and span.end >= end]
    box = min(boxes, key=lambda span: span.end - span.start)

    def fits(at: int) -> bool:
        line = sheet.lines[at]
        return not marks[at] and line.linked <= line.weight and not is_info(line)

    first, last = start, end
    while first > max(box.start, start - _MARGIN) and fits(first - 1):
        first -= 1
    while last < min(box.end, end + _MARGIN) and fits(last):
        last += 1
    return Span(box.element, box.tag, box.name, first, last, box.depth)

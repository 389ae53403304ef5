"""The casting vote where a page has two bodies to choose from: where trafilatura says that the text begins."""

from collections.abc import Sequence
from copy import deepcopy

from lxml.html import HtmlElement

from govcrawl.extract.lines import Sheet, Span

_TOLD = 12  # characters of a line that make it findable


def elect(sheet: Sheet, candidates: Sequence[Span]) -> Span:
    """The candidate whose lines come first in trafilatura's text, which puts what it trusts most first; else the first.

    Its metadata and its dates are never asked for, and its text is not taken: it loses lines that ours keep.
    """
    text = "".join(_main_text(sheet.spans[0].element).split())

    def place(span: Span) -> int:
        bare = ("".join(line.text.split()) for line in sheet.lines[span.start : span.end])
        places = (text.find(line) for line in bare if len(line) >= _TOLD)
        return min((at for at in places if at >= 0), default=len(text))

    return min(candidates, key=place)


def _main_text(root: HtmlElement) -> str:
    from trafilatura import extract  # half a second of import, for one page in ten

    return extract(deepcopy(root), include_comments=False, with_metadata=False) or ""

"""Elements that hold an article's text by what they are called: in the rules of a site, or on half of all sites."""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from lxml.cssselect import CSSSelector
from lxml.html import HtmlElement

from govcrawl.extract.lines import Sheet, Span
from govcrawl.extract.vocabulary import read_words

_FENCE = re.compile(
    r"[^\w/]*(?P<slash>/?)\W*(?:(?P<bare>enpcontent|npm:article-content)\W*|(?:begin|start|end|over)\W*(?P<first>[\w\s]*content|[\u4e00-\u9fff]{0,4}正文)"
    r"|(?P<second>(?:[\w\s]*\W)?content|[\u4e00-\u9fff]{0,4}(?:正文|内容))\s*(?:begin|start|end|over|开始|结束))\W*",
    re.IGNORECASE,
)
_NAMED = re.compile(r"(?P<tag>[a-z0-9]*)(?P<sign>[.#])(?P<name>[\w-]+)")  # a selector by an id or a class
_CLOSING = re.compile(r"end|over|结束", re.IGNORECASE)
_RANK = {name: rank for rank, name in enumerate(read_words("names")["container"])}


def by_selectors(sheet: Sheet, selectors: Sequence[str]) -> Iterator[Span]:
    """The spans of the elements that CSS selectors find, selector by selector; what one finds twice is one span."""
    named: dict[str, list[Span]] = {}
    for span in sheet.spans if selectors else ():
        for name in dict.fromkeys(span.name.split()):
            named.setdefault(name, []).append(span)
    for selector in selectors if sheet.spans else ():
        simple = _NAMED.fullmatch(selector)
        yield from _with_whole(_called(named, simple) if simple else _selected(sheet, selector))


def by_name(sheet: Sheet) -> Iterator[Span]:
    """The spans whose id, class or tag is that of a well-known container, best known first."""
    named: dict[str, list[Span]] = {}
    for span in sheet.spans:
        for token in (*span.name.split(), span.tag):
            if token in _RANK:
                named.setdefault(token, []).append(span)
    for token in sorted(named, key=_RANK.__getitem__):
        yield from _with_whole(named[token])


def by_fences(sheet: Sheet) -> Iterator[Span]:
    """The ranges between comments that say where the text begins and ends: ``<!--enpcontent-->…<!--/enpcontent-->``."""
    opened: dict[str, int] = {}
    for at, comment in sheet.comments:
        fence = _FENCE.fullmatch(comment)
        name = next(filter(None, (fence["bare"], fence["first"], fence["second"])), "").lower() if fence else ""
        if not fence or not name:
            continue
        if fence["slash"] or _CLOSING.search(comment):
            if opened.get(name, at) < at:
                root = sheet.spans[0]
                yield Span(root.element, root.tag, f"<!--{name}-->", opened[name], at)
        else:
            opened.setdefault(name, at)


def select(root: HtmlElement, selector: str) -> list[HtmlElement]:
    """The elements that a CSS selector finds below ``root``, in document order."""
    return [element for element in _compiled(selector)(root) if isinstance(element, HtmlElement)]


def _called(named: Mapping[str, Sequence[Span]], selector: re.Match[str]) -> list[Span]:
    """The spans that a selector by id or class finds among those of each name: no search of the tree."""
    tag, sign, name = selector["tag"], selector["sign"], selector["name"]
    return [
        span
        for span in named.get(name, ())
        if tag in ("", span.tag)
        and (span.element.get("id") == name if sign == "#" else name in (span.element.get("class") or "").split())
    ]


def _selected(sheet: Sheet, selector: str) -> list[Span]:
    """The spans that any other selector finds."""
    spans = {span.element: span for span in sheet.spans}
    return [spans[element] for element in select(sheet.spans[0].element, selector) if element in spans]


def _with_whole(spans: list[Span]) -> list[Span]:
    """Spans of one name behind the range that they cover together, where an article is cut into several of them."""
    apart = [span for at, span in enumerate(spans) if at == 0 or span.start >= spans[at - 1].end]
    if len(apart) < 2:
        return spans
    first, last = apart[0], apart[-1]
    return [Span(first.element, first.tag, first.name, first.start, last.end, first.depth), *spans]


@lru_cache(maxsize=1024)
def _compiled(selector: str) -> CSSSelector:
    return CSSSelector(selector, translator="html")

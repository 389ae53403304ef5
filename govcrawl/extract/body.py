"""Where on a page the article's text is: the element whose lines are most worth reading.

Every line has a worth: prose counts its characters, links, furniture and feet count against. The body is the element
with the greatest sum, the smallest of equals: it loses by leaving prose out and by taking links in. Rules and
containers known by name go first, if what they hold is not a trifle beside that.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate

from lxml.cssselect import CSSSelector
from lxml.etree import _Element

from govcrawl.extract.boilerplate import furniture, is_foot, is_neighbour, is_rights_notice
from govcrawl.extract.lines import INLINE, Line, Sheet, Span

CONTAINERS = (
    "js_content UCAP-CONTENT ucapcontent UCAPCONTENT vsb_content v_news_content TRS_Editor trs_editor_view TRS_UEDITOR"
    " wp_articlecontent rm_txt_zw rm_txt_con rwb_zw p_content show_text font_area artibody ivs_content Article_content"
    " detailContent p-detail span-detail endText post_body post_text Cnt-Main-Article-QQ content-article mp-editor"
    " ozoom founder-content zoomcon tyxxy_main news_cont_d_wrap wzzw-article Zoom zoom zoomCon xxgk_content article_content"
    " article-content articleContent article_con articlecon article-con articleCon newsContent news_content news-content"
    " newscontent content_area text_area cnt_bd left_zw u-mainText contentMain text_con text_content pages_content"
    " detail-content detail_content detailcontent con_text contentText content_text main-txt bt-content artile_zw"
    " article_cont art_con artcontent entry-content post-content dede_content articleText article_text article-text"
    " article-body article_body articleBody news_txt news_text nr_text wzcon gkxl-article zw TRS_PreAppend"
).split()
_RANK = {name: rank for rank, name in enumerate(CONTAINERS)}
_PROSE_WEIGHT = 18  # characters of a line without punctuation that is still prose, not a heading or a menu item
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
    total = [0.0, *accumulate(worth(line, marked) for line, marked in zip(sheet.lines, marks, strict=True))]

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


def worth(line: Line, marked: bool) -> float:
    """What a line adds to an element that takes it in."""
    if line.linked > line.weight:
        return -8.0 - line.linked
    prose = line.stops > 0 and line.weight >= 12 or line.weight >= _PROSE_WEIGHT
    if is_neighbour(line.text):
        return -30.0
    if marked or is_foot(line.text):
        return -5.0 - 0.5 * line.weight
    if prose and is_rights_notice(line.text):
        return -0.5 * line.weight
    if prose:
        return line.weight - 2.0 * line.linked
    return -3.0


def furniture_marks(sheet: Sheet) -> list[bool]:
    """Whether each line stands in furniture. A box that holds most of the page's prose is none, whatever its name."""
    plain = [0, *accumulate(line.weight if line.stops else 0 for line in sheet.lines)]
    marks = [False] * len(sheet.lines)
    for span in sheet.spans:
        if span.tag in INLINE or not furniture(span.tag, span.name):
            continue
        if plain[span.end] - plain[span.start] <= 0.4 * plain[-1]:
            marks[span.start : span.end] = [True] * (span.end - span.start)
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
    ranks = {**_RANK, **{name: -1 for name in known}}
    found = [
        (min(ranks[token] for token in tokens), span)
        for span in sheet.spans
        if (tokens := [t for t in (*span.name.split(), span.tag) if t in ranks])
    ]
    return [span for _, span in sorted(found, key=lambda pair: (pair[0], pair[1].start - pair[1].end))]


def select(root: _Element, selector: str) -> list[_Element]:
    """The elements that a CSS selector finds below ``root``, in document order."""
    return list(CSSSelector(selector, translator="html")(root))

"""The rows of a list page whose markup nobody has described: which links lead to articles, and what each row says.

A link is an article's when its address has an article's shape, or when it has a title's length and a date of its own.
Rows that stand in equal containers belong together; the group that looks most like the list wins over menus, sidebars
and rankings.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from itertools import islice

from lxml.html import HtmlElement

from govcrawl.extract.links import Scope, title_of
from govcrawl.extract.row_dates import date_in, dates_beside, one_line
from govcrawl.items import Link

_HEADLINE = 8  # hanzi of a link text that is a headline and not a menu entry
_MOST_LINKS = 5000  # links of a page that are looked at
_LEVELS = 6  # elements that a row may lie above its link
_FEW = 3  # rows from which on a second group is taken for a list as well
_MANY = 5  # headlines from which on they are a list although nothing else says so
_CONTAINERS = frozenset({"body", "html", "ul", "ol", "table", "tbody", "dl"})
_ASIDE_TAGS = frozenset({"aside", "nav", "footer", "header"})
_ASIDE = re.compile(
    r"(?:^|[-_\s])(?:aside|side(?:bar)?|hot\w*|rank\w*|related|recommend|tuijian|phb|nav\w*|menu|crumbs?|foot(?:er)?"
    r"|banner|slide\w*|swiper)(?:$|[-_\s])",
    re.IGNORECASE,
)
_ASIDE_HEADING = re.compile(r"(?:本周|本月)?(?:热门|熱門|热点|推荐|推薦|排行|相关|相關|猜你|大家都在|点击)\S{0,6}")
_HANZI = re.compile(r"[\u3400-\u9fff]")

Owners = Mapping[HtmlElement, str | None]


@dataclass(frozen=True, slots=True)
class _Row:
    """A row that may lead to an article; ``shaped`` says that its address has the shape of one."""

    link: Link
    box: HtmlElement
    shaped: bool

    @property
    def sound(self) -> bool:
        """Whether the row is an article's by its address or by a date of its own."""
        return self.shaped or self.link.published is not None

    @property
    def container(self) -> HtmlElement:
        parent = self.box.getparent()
        return self.box if parent is None else parent


def read_rows(tree: HtmlElement, scope: Scope) -> tuple[Link, ...]:
    """The article links of a page in its order, each URL once."""
    shown = islice(tree.iter("a"), _MOST_LINKS)
    anchors = {anchor: url for anchor in shown if (url := scope.resolve(anchor.get("href", "")))}
    titled = {
        anchor: title
        for anchor, url in anchors.items()
        if (title := title_of(anchor)) and (scope.is_article(url) or len(_HANZI.findall(title)) >= _HEADLINE)
    }
    owners = _owners({anchor: anchors[anchor] for anchor in titled})
    flat: dict[HtmlElement, dict[HtmlElement, str]] = {}
    rows: dict[str, _Row] = {}
    for anchor, title in titled.items():
        url = anchors[anchor]
        box, published = _box(anchor, owners)
        row = _Row(Link(url=url, title=title, published=published), box, scope.is_article(url))
        if published is None:
            if row.container not in flat:
                flat[row.container] = dates_beside(row.container, titled.keys())
            row = replace(row, link=replace(row.link, published=flat[row.container].get(anchor)))
        if row.shaped or not scope.article_url:
            rows[url] = _fuller(rows[url], row) if url in rows else row
    return tuple(row.link for row in _chosen(list(rows.values())))


def _owners(anchors: Mapping[HtmlElement, str]) -> Owners:
    """For each element above a link the one URL that the links in it lead to, ``None`` where they lead to several."""
    owners: dict[HtmlElement, str | None] = {}
    for anchor, url in anchors.items():
        owners[anchor] = url
        for element in anchor.iterancestors():
            if element not in owners:
                owners[element] = url
            elif owners[element] is None:
                break
            elif owners[element] != url:
                owners[element] = None
    return owners


def _box(anchor: HtmlElement, owners: Owners) -> tuple[HtmlElement, str | None]:
    """The row of a link, the widest element that leads nowhere else, and the date found nearest to the link in it."""
    box, published = anchor, date_in(anchor, anchor)
    for element, _ in zip(anchor.iterancestors(), range(_LEVELS), strict=False):
        if element.tag in _CONTAINERS or owners.get(element) is None:
            break
        box = element
        published = published or date_in(box, anchor)
    return box, published


def _fuller(first: _Row, second: _Row) -> _Row:
    """Two rows to one URL as one: the place of the first, the longer title, the date of either."""
    title = max(first.link.title or "", second.link.title or "", key=len)
    published = first.link.published or second.link.published
    holder = first if first.link.published or not second.link.published else second
    return replace(holder, link=Link(url=first.link.url, title=title, published=published))


def _chosen(rows: list[_Row]) -> list[_Row]:
    """The rows of the groups that are lists: the likeliest one, and every other of some length.

    A group in which few rows are sound is none, unless the page has no better.
    """
    groups: dict[str, list[_Row]] = {}
    for row in rows:
        groups.setdefault(_signature(row.container), []).append(row)
    lists = [group for group in groups.values() if 2 * sum(row.sound for row in group) >= len(group)]
    lists = lists or [group for group in groups.values() if len(group) >= _MANY]
    main = [group for group in lists if not _is_aside(group[0])] or lists
    best = max(main, key=_weight, default=[])
    kept = {id(row) for group in main if group is best or len(group) >= _FEW for row in group}
    return [row for row in rows if id(row) in kept]


def _weight(group: list[_Row]) -> int:
    return sum(1 + 2 * row.sound for row in group)


def _signature(container: HtmlElement) -> str:
    """Tags and classes of a container up to the nearest element that has a class or an id."""
    steps = []
    for element in (container, *container.iterancestors()):
        name = element.get("id") or element.get("class") or ""
        steps.append(f"{element.tag!s}.{one_line(name)}")
        if name:
            break
    return "/".join(steps)


def _is_aside(row: _Row) -> bool:
    around = [element for element in (row.box, *row.box.iterancestors()) if element.tag not in ("body", "html")]
    return any(map(_is_named_aside, around)) or any(map(_is_headed_aside, around[1:]))


def _is_named_aside(element: HtmlElement) -> bool:
    return element.tag in _ASIDE_TAGS or bool(_ASIDE.search(f"{element.get('id', '')} {element.get('class', '')}"))


def _is_headed_aside(element: HtmlElement) -> bool:
    above = element.getprevious()
    if above is None or not isinstance(above.tag, str) or next(above.iter("li", "p"), None) is not None:
        return False
    return _ASIDE_HEADING.fullmatch(one_line(above.text_content()[:40])) is not None

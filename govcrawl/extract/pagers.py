"""How the page after a list page is asked for: the page's own 下一页, else what the platform knows, else its script."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import islice
from urllib.parse import urldefrag, urljoin, urlsplit

from lxml.etree import XPath
from lxml.html import HtmlElement

from govcrawl.extract.links import bare
from govcrawl.items import Link, ListRequest
from govcrawl.platforms import static_pager
from govcrawl.site import ListView, Platform

_NEXT = re.compile(
    r"[\[【(（<>›»\s]*(?:下一?[页頁]|后一?页|後一頁|next(?:\s*page)?)[\]】)）<>›»\s]*|[>›]", re.IGNORECASE
)
_MAYBE_NEXT = XPath(  # what may read 下一页: a first choice made by libxml2, for pages of a hundred thousand links
    "//*[self::a or self::span or self::li or self::em]"
    "[contains(., '页') or contains(., '頁') or contains(@title, '页')"
    " or contains(translate(., 'NEXT', 'next'), 'next') or contains(., '>') or contains(., '›') or @rel or img/@alt]"
    " | //link[@rel]"
)
_AROUND = re.compile(r"(?:首|尾|末|第一|最后一?|[上前]一?)[页頁]|共\s{0,4}\d{1,7}\s{0,4}[页頁条條]", re.IGNORECASE)
_OFF = re.compile(r"(?:^|[\s_-])(?:disabled?|no_?next|next_d|off)(?:$|[\s_-])", re.IGNORECASE)
_ONCLICK = re.compile(r"""(?:location(?:\.href)?\s*=\s*|open\(\s*)['"]([^'"]+)['"]""")
_MOVED = re.compile(r"""\blocation(?:\.href)?\s*=\s*['"]([^'"]+)['"]|\blocation\.(?:replace|assign)\(\s*['"]([^'"]+)""")
_LONGEST_HOP = 2000  # characters of a page that is nothing but a way on
_PAGES = re.compile(
    r"共\s{0,4}(\d{1,6})\s{0,4}[页頁]|[页頁]次\s{0,4}[:：]?\s{0,4}\d{1,6}\s{0,4}/\s{0,4}(\d{1,6})"
    r"|(?<!\d)\d{1,6}\s{0,4}/\s{0,4}(\d{1,6})\s{0,4}[页頁]"
)
_PAGE = re.compile(r"[页頁](?:次|(?<=[\d\s].))")  # the word that each of them holds
_REACH = 32  # characters from it to where they begin or end
_ARTICLES = re.compile(r"共\s{0,4}(?:有|计)?\s{0,4}(\d{1,7})\s{0,4}(?:条|條|篇|个记录|记录)")
_MOST_NUMBERS = 30  # links in one pager; more is a calendar or a menu
_END = 200_000  # characters
_LONGEST_NEXT, _LONGEST_PAGER = 20, 400  # characters


_LAST = ""  # what stands for the address of the next page where the page says itself that it is the last


def next_request(view: ListView, links: tuple[Link, ...], *, platform: Platform) -> ListRequest | None:
    """The request for the page after this one; ``None`` where the page is the last or nothing says how to go on."""
    asked = view.request
    if asked.number >= view.rules.max_pages:
        return None
    stated = _stated(view)
    if stated == _LAST:
        return None
    if stated is not None:
        return ListRequest(url=stated, headers=asked.headers, number=asked.number + 1)
    known = platform.next_page(view, links) if platform.next_page else None
    following = known or static_pager.next_page(replace(view, text=ends(view.text)))
    if following is not None or (numbered := _numbered(view)) is None:
        return following
    return ListRequest(url=numbered, headers=asked.headers, number=asked.number + 1)


def elsewhere(view: ListView) -> ListRequest | None:
    """Where a page without rows says that its list stands: in a frame of the same host, or where its script goes on."""
    if view.tree is None:
        return None
    gone = _MOVED.search(view.text) if len(view.text) < _LONGEST_HOP else None
    framed = (frame.get("src", "") for frame in view.tree.iter("iframe", "frame"))
    for address in [gone[1] or gone[2]] if gone else framed:
        url = _absolute(address.strip(), base=base_of(view.tree, view.page.url))
        if url and _host(url) == _host(view.page.url) and not _same(url, view.page.url):
            return replace(view.request, url=url)
    return None


def totals(text: str) -> tuple[int | None, int | None]:
    """How many pages and how many articles the list says it has."""
    pages, articles = _stated_pages(text), _ARTICLES.search(text)
    return (int(next(filter(None, pages.groups()))) if pages else None, int(articles[1]) if articles else None)


def _stated_pages(text: str) -> re.Match[str] | None:
    """Where a text says how many pages there are: looked for around the word alone, for figures are everywhere."""
    for word in _PAGE.finditer(text):
        found = _PAGES.search(text, max(word.start() - _REACH, 0), word.start() + 1 + _REACH)
        if found and found.start() <= word.start():
            return found
    return None


def ends(text: str) -> str:
    """A text, or where it is very long its beginning and its end: what tells platforms and pagers stands there."""
    return text if len(text) <= 2 * _END else f"{text[:_END]}\n{text[-_END:]}"


def base_of(tree: HtmlElement | None, url: str) -> str:
    """The URL that the links of a page are relative to: its own, unless a ``<base>`` says otherwise."""
    stated = next((base.get("href") for base in tree.iter("base")), None) if tree is not None else None
    return urljoin(url, stated) if stated else url


def _stated(view: ListView) -> str | None:
    """The address behind the page's own 下一页, ``_LAST`` where that is switched off, ``None`` where there is none."""
    if view.tree is None:
        return None
    for element in _next_elements(view.tree, view.rules.next):
        target = _target(element, base=base_of(view.tree, view.page.url))
        if target is not None:
            return _LAST if _same(target, view.page.url) else target
        if any(_OFF.search(part.get("class", "")) for part in (element, *islice(element.iterancestors(), 1))):
            return _LAST
    return None


def _next_elements(tree: HtmlElement, selectors: Iterable[str]) -> Iterator[HtmlElement]:
    for selector in selectors:
        yield from tree.cssselect(selector)
    for element in _MAYBE_NEXT(tree):
        if "next" in element.get("rel", "").lower().split() or _reads_next(element):
            yield element


def _reads_next(element: HtmlElement) -> bool:
    if element.tag == "link" or len(element) > (2 if element.tag == "a" else 0):
        return False
    texts = (element.text_content(), element.get("title", ""), *(image.get("alt", "") for image in element.iter("img")))
    return any(len(text) < _LONGEST_NEXT and _NEXT.fullmatch(text.strip()) for text in texts)


def _target(element: HtmlElement, *, base: str) -> str | None:
    """The http address that an element leads to, by its ``href`` or by a script in it that goes somewhere."""
    link = element if element.get("href") else next(element.iter("a"), element)
    href = link.get("href", "").strip()
    script = _ONCLICK.search(f"{href if href.startswith('javascript:') else ''} {link.get('onclick', '')}")
    address = script[1] if script else "" if href.startswith(("#", "javascript:")) else href
    return _absolute(address, base=base) if address else None


def _absolute(address: str, *, base: str) -> str | None:
    try:
        url = urldefrag(urljoin(base, address)).url
        return url if urlsplit(url).scheme in ("http", "https") else None
    except ValueError:
        return None


def _host(url: str) -> str:
    return bare(urlsplit(url).hostname or "")


def _same(url: str, other: str) -> bool:
    return re.sub(r"/index\.s?html?$", "/", url) == re.sub(r"/index\.s?html?$", "/", other)


def _numbered(view: ListView) -> str | None:
    """The address behind the number after this page's own in a row of page numbers."""
    if view.tree is None:
        return None
    wanted = str(view.request.number + 1)
    for link in view.tree.iter("a"):
        text = link.text_content() if len(link) else link.text or ""
        if text.strip(" \n[]") == wanted and _is_pager(link, number=view.request.number):
            target = _target(link, base=base_of(view.tree, view.page.url))
            if target is not None and not _same(target, view.page.url):
                return target
    return None


def _is_pager(link: HtmlElement, *, number: int) -> bool:
    for around in islice(link.iterancestors(), 2):
        text = " ".join(around.itertext())
        if len(text) < _LONGEST_PAGER and len(around.findall(".//a")) <= _MOST_NUMBERS and _AROUND.search(text):
            return re.search(rf"(?<!\d){number}(?!\d)", text) is not None
    return False

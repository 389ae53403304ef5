"""Articles split over several pages: where the next part is, and the parts as one."""

import re
from collections.abc import Container, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import islice
from urllib.parse import parse_qsl, urljoin, urlsplit

from lxml.html import HtmlElement

from govcrawl.extract.lines import Sheet, squeeze
from govcrawl.items import RawArticle

_NEXT = re.compile(
    r"^[\s\[【(（<《]*(?:下\s*一?\s*[页頁]|下[页頁]|next(?: page)?|[>›»]+)[\s\]】)）>》»›]*$", re.IGNORECASE
)
_NUMBERED = re.compile(r"^(?P<stem>.*?)(?:[_-](?P<number>\d{1,2}))?(?P<ending>\.[A-Za-z]{3,5})$")
_DIGITS = 4  # of a page's number
_PAGES = frozenset({"page", "p", "pageno", "pageindex", "pn", "currpage", "pagenum"})


def find_next_part(sheet: Sheet, url: str, anchors: Container[HtmlElement] | None = None) -> str | None:
    """The absolute URL of the article's next page: the link whose address is this article's with the next number.

    ``anchors`` are the only links to look at, where rules name them. A link 下一页 is believed before a bare number.
    """
    stem, number = _split(url)
    best: tuple[bool, int, str] | None = None
    pagers = dict.fromkeys(_pager(element) for _, element in sheet.links if anchors is None or element in anchors)
    for text, href in filter(None, pagers):
        named = _NEXT.match(text) is not None
        address = _join(url, href)
        there, page = _split(address)
        if there == stem and page > number and (named or page in {int(text), int(text) - 1}):
            best = min(best or (True, page, address), (not named, page, address))
    return best[2] if best else None


def _pager(element: HtmlElement) -> tuple[str, str] | None:
    """Text and target of a link that may lead to another page: 下一页, or a number."""
    text = _pages(element.text or "".join(islice(element.itertext(), 4)))
    return (text, (element.get("href") or "").strip()) if text else None


@lru_cache(maxsize=4096)
def _pages(printed: str) -> str | None:
    """What a link prints if it is 下一页 or a number; most links of a page stand on every page of its site."""
    text = squeeze(printed)
    return text if _is_number(text) or _NEXT.match(text) else None


def _is_number(text: str) -> bool:
    return text.isdecimal() and len(text) <= _DIGITS


def join_parts(parts: Sequence[RawArticle]) -> RawArticle:
    """The pages of one article as one: the first says what it is, each adds its lines, a repeated one adds none."""
    if not parts:
        raise ValueError("an article has at least one part")
    first, *others = parts
    joined, seen = first, {first.paragraphs}
    for part in others:
        if part.paragraphs in seen:
            continue
        seen.add(part.paragraphs)
        joined = replace(
            joined,
            paragraphs=joined.paragraphs + part.paragraphs,
            images=tuple(dict.fromkeys(joined.images + part.images)),
            attachments=tuple(dict.fromkeys(joined.attachments + part.attachments)),
            transforms=tuple(dict.fromkeys(joined.transforms + part.transforms)),
            polluted=joined.polluted or part.polluted,
            removed=joined.removed + part.removed,
        )
    if joined is not first:
        joined = replace(joined, transforms=(*joined.transforms, "joined_pages"))
    return replace(joined, next_part=parts[-1].next_part)


def _split(url: str) -> tuple[str, int]:
    """A URL without the number of the in-article page, and that number: 0 where it has none."""
    address = urlsplit(url)
    pairs = parse_qsl(address.query)
    number = next((int(value) for name, value in pairs if name.lower() in _PAGES and _is_number(value)), None)
    query = "&".join(f"{name}={value}" for name, value in pairs if name.lower() not in _PAGES)
    found = _NUMBERED.match(address.path)
    stem, ending = (found["stem"], found["ending"]) if found else (address.path, "")
    if number is None and found and found["number"]:
        number = int(found["number"])
    return f"{address.netloc}{stem}{ending}?{query}", number or 0


def _join(url: str, href: str) -> str:
    try:
        return urljoin(url, href)
    except ValueError:
        return ""

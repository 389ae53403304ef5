"""What a reader is asked for, and what it answers: pure work on one page."""

import pickle
from dataclasses import dataclass, replace
from functools import lru_cache
from urllib.parse import urlsplit

from govcrawl.dedup.story import marks
from govcrawl.dedup.text import read
from govcrawl.errors import Rejected
from govcrawl.extract import extract_article, join_parts
from govcrawl.extract.lists import extract_list
from govcrawl.items import Article, ListPage, ListRequest, Marks, Page, RawArticle
from govcrawl.normalize import normalize
from govcrawl.site import Site
from govcrawl.store.grams import signature

MOST_PARTS = 20  # in-article pages of one article


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleErrand:
    """A page to be read as an article, or as the next of the in-article pages of one; ``site`` is pickled."""

    site: bytes
    page: Page
    parts: tuple[RawArticle, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ListErrand:
    """A page to be read as a list; ``site`` is pickled."""

    site: bytes
    page: Page
    request: ListRequest


@dataclass(frozen=True, slots=True)
class Part:
    """An in-article page that is not the last, and the address of the one that follows."""

    raw: RawArticle
    following: str


Errand = ArticleErrand | ListErrand
Answer = Article | Part | ListPage | Rejected


@lru_cache(maxsize=256)
def site_of(pickled: bytes) -> Site:
    """The site of an errand: the same value again and again, which other caches go by."""
    site = pickle.loads(pickled)  # noqa: S301  of the crawl that started this reader
    assert isinstance(site, Site)
    return site


def answer(errand: Errand) -> Answer:
    """What a page holds, or the refusal of a page that holds no such thing."""
    try:
        if isinstance(errand, ListErrand):
            return extract_list(errand.page, request=errand.request, site=site_of(errand.site))
        return read_article(errand.page, site_of(errand.site), errand.parts)
    except Rejected as refusal:
        return refusal.with_traceback(None)


def read_article(page: Page, site: Site, parts: tuple[RawArticle, ...]) -> Article | Part:
    """The article of a page and of the parts before it, with its marks, unless another part follows."""
    raw = extract_article(page, site)
    following = next_part(raw, parts)
    if following is not None:
        return Part(raw, following)
    article = normalize(join_parts((*parts, raw)), site)
    return replace(article, marks=marks_of(article.title, article.body))


def marks_of(title: str, body: str) -> Marks:
    """The marks of a title and a body."""
    text = read(title, body, day=None)
    known, size, keys = marks(text)
    return Marks(
        title=title,
        body=body,
        name=text.title,
        sentences=text.sentences,
        compiled=text.compiled,
        text=known,
        size=size,
        keys=keys,
        grams=signature(title, body),
    )


def next_part(raw: RawArticle, parts: tuple[RawArticle, ...]) -> str | None:
    """The address of the next in-article page: of the same host, not read yet, and one of the first twenty."""
    if raw.next_part is None or len(parts) + 1 >= MOST_PARTS or _host(raw.next_part) != _host(raw.url):
        return None
    read = {part.url for part in (*parts, raw)}
    repeats = any(part.paragraphs == raw.paragraphs for part in parts)  # some serve page 1 for numbers they lack
    return None if repeats or raw.next_part in read else raw.next_part


def _host(url: str) -> str:
    return urlsplit(url).hostname or ""

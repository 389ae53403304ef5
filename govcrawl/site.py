"""What a site, a column and a platform are: values that say what is different about them, and no behaviour.

A rule left empty means "as the platform says"; a platform's rule left empty means "as the general cascade finds it".
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from lxml.html import HtmlElement

from govcrawl.items import Claim, Genre, Image, Link, ListPage, ListRequest, Page

Confidence = Literal["verified", "documented", "assumed"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleRules:
    """Where an article page keeps its fields: CSS selectors, tried in order.

    ``text`` are containers of the body, ``drop`` what to cut from the page before anything is read.
    """

    title: tuple[str, ...] = ()
    published: tuple[str, ...] = ()
    modified: tuple[str, ...] = ()
    source: tuple[str, ...] = ()
    author: tuple[str, ...] = ()
    views: tuple[str, ...] = ()
    text: tuple[str, ...] = ()
    drop: tuple[str, ...] = ()
    next_part: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ListRules:
    """Where a list page keeps its rows: CSS selectors; ``article_url`` is a regular expression searched in the URL."""

    rows: tuple[str, ...] = ()
    link: str = "a[href]"
    published: tuple[str, ...] = ()
    next: tuple[str, ...] = ()
    article_url: str | None = None
    max_pages: int = 2000


@dataclass(frozen=True, slots=True, kw_only=True)
class Embedded:
    """An article that a page carries as data (JSON, XML) beside or instead of its markup.

    ``claims`` are (field, claim) pairs in order of trust; ``html`` is the body's markup, ``None`` where it has none.
    """

    claims: tuple[tuple[str, Claim], ...]
    html: str | None
    images: tuple[Image, ...] = ()


@dataclass(frozen=True, slots=True)
class ListView:
    """A list page being read and how it was asked for.

    ``text`` is the response as decoded, ``tree`` its markup, ``None`` where it is none (JSON, XML).
    """

    page: Page
    text: str
    tree: HtmlElement | None
    request: ListRequest
    rules: ListRules


@dataclass(frozen=True, slots=True, kw_only=True)
class Platform:
    """A CMS that many sites share: how to recognise it, page its lists, read its articles.

    ``markers`` are regular expressions as RE2 reads them (no look-around), searched in a page's text and URL. ``first``
    turns a column's URL into its first list request. ``unwrap`` returns the markup of the rows where it lies wrapped in
    something else (XML records, JSON, a script); ``read_list`` reads rows that are no markup at all; ``next_page`` says
    how the following page is asked for, given the rows of this one, or the list itself, under this page's own number,
    where it stands elsewhere. ``read_article`` reads the data an article page embeds. A hook left ``None``, or that
    finds nothing, leaves the work to the general cascade.
    """

    name: str
    markers: tuple[str, ...] = ()
    article: ArticleRules = ArticleRules()
    list: ListRules = ListRules()
    first: Callable[[str], ListRequest] | None = None
    unwrap: Callable[[str], str | None] | None = None
    read_list: Callable[[ListView], ListPage] | None = None
    next_page: Callable[[ListView, tuple[Link, ...]], ListRequest | None] | None = None
    read_article: Callable[[str, str], Embedded | None] | None = None  # (text, url)


GENERIC = Platform(name="generic")


@dataclass(frozen=True, slots=True)
class Column:
    """栏目, one list of a site: its name and the URL of its first list page."""

    name: str
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """A source website.

    ``name`` is its key everywhere; ``title`` its organisation as 来源：本站 means it. ``hosts`` are all hosts a request
    may go to (a leading dot takes the subdomains along); empty means the hosts of its columns. ``start_urls`` says that
    list or article pages come from the command line (``-a start_urls=…``). ``delay`` is in seconds between requests to
    one host and never below the project's; ``quiet`` are hours in which it is not asked for anything, China time
    (``08:00-18:00``). ``identity_params`` are query parameters that tell two articles apart;
    ``noise_params`` those that this site adds to one article's address. ``expect`` are the least and the most links
    that one of its list pages gives. ``topic_filter`` leaves rows unfetched whose title is not about the topic.
    ``every`` is how often it is crawled, ``6h`` or a cron line in China time; ``jitter`` how much later at most, and
    ``longest`` how long a run may take, as ``5m``; where they are ``None``, as the settings say for all sites.
    """

    name: str
    title: str
    platform: Platform = GENERIC
    columns: tuple[Column, ...] = ()
    hosts: tuple[str, ...] = ()
    start_urls: bool = False
    article: ArticleRules = ArticleRules()
    list: ListRules = ListRules()
    source: str | None = None
    genre: Genre | None = None
    polluted: bool = False
    delay: float = 1.0
    quiet: str | None = None
    verify_tls: bool = True
    topic_filter: bool = False
    identity_params: tuple[str, ...] = ()
    noise_params: tuple[str, ...] = ()
    expect: tuple[int, int] | None = None
    every: str | None = None
    jitter: str | None = None
    longest: str | None = None
    confidence: Confidence = "assumed"
    note: str = ""

"""The nouns that the stages hand over: frozen values, each stricter than the last.

``Page`` (bytes) → ``RawArticle`` (strings as printed, every claim) → ``Article`` (typed, complete, canonical) → the
stored document. ``ListRequest`` → ``Page`` → ``ListPage`` is the same way for the lists that lead to them.
All datetimes are aware; what a page prints is China time (+08:00), what is stored is UTC.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal

Precision = Literal["second", "minute", "day", "month", "year"]
Script = Literal["hans", "hant"]
Genre = Literal["news", "notice", "template", "post"]
Role = Literal["original", "reprint", "excerpt"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """A closed range of publication days, China time; ``None`` is open."""

    since: date | None = None
    until: date | None = None

    def holds(self, day: date) -> bool:
        return (self.since is None or self.since <= day) and (self.until is None or day <= self.until)


@dataclass(frozen=True, slots=True, kw_only=True)
class ListRequest:
    """How one list page is asked for; ``number`` counts the pages of a column from 1."""

    url: str
    method: Literal["GET", "POST"] = "GET"
    form: tuple[tuple[str, str], ...] = ()
    headers: tuple[tuple[str, str], ...] = ()
    number: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """One row of a list page: an absolute URL, and what the row says of the article, as printed."""

    url: str
    title: str | None = None
    published: str | None = None
    body: str | None = None  # list APIs that carry the text itself: HTML


@dataclass(frozen=True, slots=True, kw_only=True)
class ListPage:
    """The links of one list page in its order, the request for the next page, and the totals the page states.

    ``instead`` is where the list stands when this page only leads to it (a frame, an API that a script names).
    """

    links: tuple[Link, ...]
    next: ListRequest | None = None
    instead: ListRequest | None = None
    pages: int | None = None
    articles: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A response as received: body bytes after content decoding, header names in lower case.

    ``fetched_at`` is ``None`` for a saved file whose time of fetching nobody knows: relative dates then stay unread.
    ``link`` is the list row that led here, where there was one.
    """

    url: str
    body: bytes
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    fetched_at: datetime | None = None
    link: Link | None = None


@dataclass(frozen=True, slots=True)
class Claim:
    """One candidate value of a field, as printed, with how and where it was found.

    ``method`` is one of ``rules json label meta text heading title_tag url row site``; ``where`` is what a person
    needs to find it again: a selector, a meta tag's name, a label.
    """

    value: str
    method: str
    where: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Image:
    """An image of the body: absolute URL, caption as printed or ``None``."""

    url: str
    caption: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment:
    """A file linked from the article: absolute URL, name as printed or ``None``."""

    url: str
    name: str | None = None


@dataclass(frozen=True, slots=True)
class Removed:
    """A line that cleaning took from the body, and the rule that did."""

    line: str
    rule: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RawArticle:
    """What one page (or the joined parts of one article) prints: strings as printed, every claim in order of trust.

    ``claims`` maps a field (``title published modified written source author views column``) to its candidates, most
    trustworthy first. ``paragraphs`` are the lines of the body as printed. ``transforms`` says what reading the page
    took (``encoding:gb18030`` …). ``polluted`` is true where the page carries pinyin pollution, decided over the page.
    ``next_part`` is the absolute URL of the article's next in-article page.
    """

    url: str
    fetched_at: datetime | None
    claims: Mapping[str, tuple[Claim, ...]]
    paragraphs: tuple[str, ...]
    images: tuple[Image, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    transforms: tuple[str, ...] = ()
    polluted: bool = False
    next_part: str | None = None
    removed: tuple[Removed, ...] = ()
    container: str | None = None  # how the body was found; for ``why``


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """The place of an article in its story.

    ``id`` is that of the article with the story's fullest text, ``similarity`` the share of that text that this one has
    (or it of this one), from 0 to 1; the original's is 1.
    """

    id: str
    role: Role
    similarity: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Marks:
    """What a title and a body are found by and compared with: worked out once, where the page was read.

    ``name`` is the flattened title, ``sentences`` are those of the flattened text, ``compiled`` says that it holds
    several stories. ``text`` is equal for equal texts, ``size`` the flattened text's length, ``keys`` those of the
    text, ``grams`` the signature by which both are searched.
    """

    title: str
    body: str
    name: str
    sentences: tuple[str, ...]
    compiled: bool
    text: int
    size: int
    keys: tuple[int, ...]
    grams: bytes

    def are_of(self, title: str, body: str) -> bool:
        return self.title == title and self.body == body


@dataclass(frozen=True, slots=True, kw_only=True)
class PageRef:
    """Where the raw bytes of a page are: an archive file's name and the byte offset of the record in it."""

    file: str
    offset: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One article: typed, complete, canonical. The fields are those of ``docs/data.md``, in that order."""

    id: str
    site: str
    column: str | None
    url: str
    urls: tuple[str, ...]
    title: str
    published_at: datetime | None
    published_precision: Precision | None
    modified_at: datetime | None
    source: str | None
    source_raw: str | None
    author: str | None
    views: int | None
    body: str
    script: Script
    images: tuple[Image, ...]
    attachments: tuple[Attachment, ...]
    genre: Genre
    topics: tuple[str, ...]
    claims: Mapping[str, tuple[Claim, ...]]
    transforms: tuple[str, ...]
    fetched_at: datetime | None
    extractor: str
    story: Story | None = None
    revision: int = 1
    page: PageRef | None = None
    parts: tuple[PageRef, ...] = ()  # its further in-article pages
    publisher: str | None = None  # the organisation whose site it is
    borrowed: bool = False  # the page credits another organisation than its site's with the text
    removed: tuple[Removed, ...] = ()  # for ``why``; not stored
    marks: Marks | None = None  # of title and body; not stored

"""What the toy web is made of: pages, and what a crawl must make of each."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from govcrawl.items import Genre, Precision, Script


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """The page becomes this article. ``at`` is China time; ``original`` the URL whose text it reprints.

    ``retitled`` is the title under which other sites reprint it.
    """

    site: str
    title: str
    paragraphs: tuple[str, ...]
    at: datetime | None
    precision: Precision | None
    column: str | None = None
    modified: datetime | None = None
    source: str | None = None
    author: str | None = None
    views: int | None = None
    script: Script = "hans"
    genre: Genre = "news"
    captions: tuple[str, ...] = ()
    attachments: tuple[str, ...] = ()
    original: str | None = None
    retitled: str = ""


@dataclass(frozen=True, slots=True)
class Left:
    """The page becomes no article: its URL rests in the ledger in this state for this reason."""

    state: Literal["rejected", "blocked", "gone", "skipped"]
    reason: str


@dataclass(frozen=True, slots=True)
class Part:
    """The page is a later part of the article at this URL."""

    of: str


@dataclass(frozen=True, slots=True)
class Moved:
    """The page is a redirect to this URL, and what is there is stored under that."""

    to: str


@dataclass(frozen=True, slots=True)
class Seen:
    """The page is asked for on the way (a list, robots.txt) or may be; nothing is stored of it."""


@dataclass(frozen=True, slots=True)
class Never:
    """The page must not be asked for."""


Expected = Kept | Left | Part | Moved | Seen | Never


@dataclass(frozen=True, slots=True, kw_only=True)
class ToyPage:
    """One page of the toy web: what the server answers, and what a crawl must make of it.

    ``form`` are the fields of the POST that asks for it, ``None`` for a GET. ``trap`` says what is special about it.
    """

    url: str
    expected: Expected
    body: bytes = b""
    status: int = 200
    headers: tuple[tuple[str, str], ...] = (("Content-Type", "text/html"),)
    form: tuple[tuple[str, str], ...] | None = None
    trap: str = ""


def robots_txt(origin: str, text: str) -> ToyPage:
    """The robots.txt of a host."""
    return ToyPage(
        url=f"{origin}/robots.txt", headers=(("Content-Type", "text/plain"),), body=text.encode(), expected=Seen()
    )


@dataclass(frozen=True, slots=True)
class Web:
    """All pages of the toy web, by what asks for them."""

    pages: tuple[ToyPage, ...]
    _found: dict[tuple[str, tuple[tuple[str, str], ...] | None], ToyPage] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        found = {(page.url, page.form): page for page in self.pages}
        if len(found) != len(self.pages):
            raise ValueError("two pages of the toy web answer the same request")
        object.__setattr__(self, "_found", found)

    def find(self, url: str, form: tuple[tuple[str, str], ...] | None = None) -> ToyPage | None:
        """The page that answers a GET, or a POST of these form fields; ``None`` where there is none."""
        return self._found.get((url, form))

    def expected(self, url: str) -> Expected | None:
        """What is expected of the page or pages at a URL, however they are asked for; ``None`` where there is none."""
        return next((page.expected for (at, _), page in self._found.items() if at == url), None)

    def at(self, url: str) -> ToyPage:
        """The page at a URL; KeyError where there is none."""
        return self._found[url, None]

    def kept(self, site: str | None = None) -> dict[str, Kept]:
        """The articles of a site, or of all, that must be stored, by URL."""
        return {
            page.url: page.expected
            for page in self.pages
            if isinstance(page.expected, Kept) and site in (None, page.expected.site)
        }

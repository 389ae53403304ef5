"""The nouns of the ledger: what goes in, what is handed out, what comes back."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import datetime
from hashlib import sha256
from typing import Any, Literal, Self

from govcrawl.items import Link, ListRequest, PageRef

Kind = Literal["list", "article"]
Lane = Literal["crawl", "backfill"]
State = Literal["discovered", "leased", "stored", "rejected", "blocked", "failed", "gone", "skipped"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A URL met on the way: ``id`` is ``article_id`` of its canonical form, or ``list_id`` of a list request.

    ``published_at`` is the date of its list row, where that could be read. ``skip`` is the slug of why it is not to be
    fetched; whoever finds the same URL without one later has it fetched after all.
    """

    id: str
    link: Link
    published_at: datetime | None = None
    skip: str | None = None
    request: ListRequest | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Discovery:
    """What the ledger knows of the URLs of one list page; all sets hold URLs as the links say them.

    ``new`` were not known; ``due`` are to be fetched now, new ones among them; ``settled`` were known when the last
    walk of this column that came to its end did so; ``lists`` turned out to be list pages.
    ``oldest`` and ``newest`` are publication dates over the page, of list rows or of the articles stored.
    """

    new: frozenset[str] = frozenset()
    due: frozenset[str] = frozenset()
    settled: frozenset[str] = frozenset()
    lists: tuple[str, ...] = ()
    oldest: datetime | None = None
    newest: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One document of the ledger. ``reason``, ``resolved_at`` and so on are of the last attempt.

    ``next_attempt_at`` is when it may be claimed: of a leased one when its lease ends, ``None`` where never again.
    ``lane`` says who fetches it, the scheduled runs or the backfills. ``was`` is the state before the present lease.
    ``request`` is how a list page is asked for; the column of a list page is the walk it is a part of. ``pages`` is
    where the archive has a page that yielded no article, ``captured_at`` when an ingested page was fetched.
    """

    id: str
    url: str
    site: str
    column: str | None
    kind: Kind
    lane: Lane
    state: State
    reason: str | None
    attempts: int
    next_attempt_at: datetime | None
    lease_until: datetime | None
    owner: str | None
    link: Link
    published_at: datetime | None
    request: ListRequest | None
    run: str | None
    was: State | None
    etag: str | None
    last_modified: str | None
    content_hash: str | None
    pages: tuple[PageRef, ...]
    captured_at: datetime | None
    discovered_at: datetime
    changed_at: datetime
    resolved_at: datetime | None
    stored_at: datetime | None

    @classmethod
    def of(cls, held: Mapping[str, Any]) -> Self:
        """The entry that a stored document is."""
        values: dict[str, Any] = {each.name: held.get(each.name) for each in fields(cls)}
        link = Link(url=held["url"], **{name: held["link"].get(name) for name in ("title", "published", "body")})
        request = None if held.get("request") is None else _request(held["request"])
        pages = tuple(PageRef(**each) for each in held.get("pages") or ())
        return cls(**{**values, "id": held["_id"], "link": link, "request": request, "pages": pages})


# A claimed entry is a lease on it: ``attempts`` counts the one that begins.
Lease = Entry


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolution:
    """What became of one leased URL; ``again`` is in how many seconds it is due once more, ``None`` for never.

    The state ``discovered`` means that there was no attempt at all. What is ``None`` stays as it was.
    """

    id: str
    state: State
    reason: str | None = None
    again: float | None = None
    published_at: datetime | None = None
    etag: str | None = None
    last_modified: str | None = None
    content_hash: str | None = None
    pages: tuple[PageRef, ...] | None = None
    captured_at: datetime | None = None


def list_id(request: ListRequest) -> str:
    """The key of a list request: of its method, URL and form."""
    asked = repr((request.method, request.url, tuple(sorted(request.form))))
    return sha256(asked.encode("utf-8", "surrogatepass")).hexdigest()[:32]


def _request(held: Mapping[str, Any]) -> ListRequest:
    pairs = {name: tuple((key, value) for key, value in held[name]) for name in ("form", "headers")}
    return ListRequest(url=held["url"], method=held["method"], number=held["number"], **pairs)

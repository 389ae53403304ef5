"""How far a walk over the list pages of one column goes: pure decisions, made once a page."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal

from govcrawl.chinese import dates
from govcrawl.items import Link, ListPage, Window
from govcrawl.store.ledger import Lane, Lease

End = Literal["last_page", "no_links", "repeats", "known", "before_window", "max_pages"]

ALWAYS = Window()


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounds:
    """What ends a walk: the window's far end, and pages that bring no news from before the overlap.

    ``overlap_from`` is the first day that is looked through again although everything on its pages is known.
    """

    window: Window = ALWAYS
    overlap_from: date | None = None
    max_pages: int = 2000
    stop_at_known: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Walk:
    """How far a walk has come: list pages read, article URLs met, and why it ended, once it has.

    ``detours`` are pages that only said where the list is; ``stated`` is how many articles the list says it has.
    """

    pages: int = 0
    detours: int = 0
    stated: int | None = None
    met: frozenset[str] = frozenset()
    ended: End | None = None


START = Walk()


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """A walk under way: the column its articles are of, its name in the ledger, whose lane it fills, how far it is.

    ``lease`` is the ledger's lease on the list page, where it is one of a backfill.
    """

    name: str | None
    column: str | None = None
    lane: Lane = "crawl"
    walk: Walk = START
    lease: Lease | None = None


def step(walk: Walk, page: ListPage, *, known: Collection[str], bounds: Bounds) -> Walk:
    """The walk after one more list page, ``ended`` where the next is not to be asked for.

    ``known`` are the URLs of this page that were in the ledger when an earlier walk had come to its end.
    """
    urls = frozenset(link.url for link in page.links)
    after = replace(walk, pages=walk.pages + 1, met=walk.met | urls, stated=page.articles or walk.stated)
    return replace(after, ended=end_of(walk, page, urls=urls, known=known, bounds=bounds))


def end_of(walk: Walk, page: ListPage, *, urls: frozenset[str], known: Collection[str], bounds: Bounds) -> End | None:
    """Why a walk ends with this page; ``None`` where it goes on."""
    if not urls:
        return "no_links"
    if urls <= walk.met:
        return "repeats"
    if is_before([link for link in page.links if link.url not in walk.met], bounds.window.since):
        return "before_window"
    if bounds.stop_at_known and all(is_old(link, known, bounds.overlap_from) for link in page.links):
        return "known"
    if page.next is None:
        return "last_page"
    return "max_pages" if walk.pages + 1 >= bounds.max_pages else None


def is_before(links: Collection[Link], since: date | None) -> bool:
    """Whether every row is dated, and before the window; rows pinned to the top of every page are left out by then."""
    if since is None:
        return False
    days = [row_day(link) for link in links]
    return all(day is not None and day < since for day in days)


def is_old(link: Link, known: Collection[str], overlap_from: date | None) -> bool:
    """Whether a row is known and, where it is dated, from before the overlap."""
    if link.url not in known:
        return False
    day = row_day(link)
    return day is None or overlap_from is None or day < overlap_from


def row_day(link: Link) -> date | None:
    """The day a list row states, where it states a whole one."""
    stamp = dates.parse(link.published) if link.published else None
    return stamp.at().date() if stamp is not None and stamp.day is not None else None


def overlap_start(today: date, days: int) -> date:
    """The first day of the overlap that ends today."""
    return today - timedelta(days=days)

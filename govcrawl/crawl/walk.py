"""How far a walk over the list pages of one column goes: pure decisions, made once a page."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from statistics import median_low
from typing import Literal

from govcrawl.chinese import dates
from govcrawl.crawl.met import Met
from govcrawl.crawl.yearless import MonthDay, Turning, month_day
from govcrawl.items import Link, ListPage, Window
from govcrawl.site import Site
from govcrawl.store.ledger import Lane, Lease

End = Literal["last_page", "no_links", "repeats", "known", "before_window", "max_pages"]

ALWAYS = Window()
NOTHING = Met()


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounds:
    """What ends a walk: the window's far end, and pages that bring no news from before the overlap.

    ``overlap_from`` is the first day that is looked through again although everything on its pages is known. ``today``
    is the day of the run, than which no row is later; where it is not given, rows without a year end no walk.
    """

    window: Window = ALWAYS
    overlap_from: date | None = None
    max_pages: int = 2000
    stop_at_known: bool = True
    today: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Walk:
    """How far a walk has come: list pages read, article URLs met, and why it ended, once it has.

    ``detours`` are pages that only said where the list is; ``stated`` is how many articles the list says it has;
    ``newest`` is the newest day of its first dated page, ``oldest`` the middle one of its latest. ``turning`` is where
    in the years it is by rows that state month and day alone.
    """

    pages: int = 0
    detours: int = 0
    stated: int | None = None
    newest: date | None = None
    oldest: date | None = None
    met: Met = NOTHING
    turning: Turning | None = None
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
    days = [day for link in unmet(walk, page) if (day := row_day(link)) is not None]
    after = replace(
        walk,
        pages=walk.pages + 1,
        met=walk.met.after(urls),
        stated=page.articles or walk.stated,
        newest=walk.newest or max(days, default=None),
        oldest=median_low(days) if days else walk.oldest,
        turning=turned(walk, page, bounds.today),
    )
    return replace(after, ended=end_of(walk, after, page, urls=urls, known=known, bounds=bounds))


def turned(walk: Walk, page: ListPage, today: date | None) -> Turning | None:
    """Where in the years a walk is after a page."""
    days = yearless(unmet(walk, page))
    if not days or today is None:
        return walk.turning
    return Turning.begun(days, today) if walk.turning is None else walk.turning.after(days)


def unmet(walk: Walk, page: ListPage) -> list[Link]:
    """The rows of a page that no earlier page had."""
    return [link for link in page.links if link.url not in walk.met]


def end_of(
    walk: Walk, after: Walk, page: ListPage, *, urls: frozenset[str], known: Collection[str], bounds: Bounds
) -> End | None:
    """Why a walk ends with this page; ``None`` where it goes on."""
    if not urls:
        return "no_links"
    if all(url in walk.met for url in urls):
        return "repeats"
    if is_before(unmet(walk, page), bounds.window.since, after.turning):
        return "before_window"
    if bounds.stop_at_known and all(is_old(link, known, bounds.overlap_from) for link in page.links):
        return "known"
    if page.next is None:
        return "last_page"
    return "max_pages" if walk.pages + 1 >= bounds.max_pages else None


def is_before(links: Sequence[Link], since: date | None, turning: Turning | None) -> bool:
    """Whether every row is dated, and before the window; rows pinned to the top of every page are left out by then."""
    if since is None:
        return False
    days = [day for link in links if (day := row_day(link)) is not None]
    without_year = yearless(links) if turning is not None else []
    if len(days) + len(without_year) < len(links):
        return False
    if turning is not None and without_year:
        days.append(turning.latest(without_year))
    return all(day < since for day in days)


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


def yearless(links: Collection[Link]) -> list[MonthDay]:
    """The months and days of the rows that state no more than these."""
    return [day for link in links if (day := month_day(link.published)) is not None]


def bounds_of(site: Site, *, now: datetime, overlap: int) -> Bounds:
    """The bounds of a scheduled run of a site, whose overlap in days ends with the day that it is in China."""
    today = now.astimezone(dates.CHINA).date()
    return Bounds(overlap_from=overlap_start(today, overlap), max_pages=site.list.max_pages, today=today)


def overlap_start(today: date, days: int) -> date:
    """The first day of the overlap that ends today."""
    return today - timedelta(days=days)

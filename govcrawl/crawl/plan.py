"""What a backfill will take, found by bisecting date-ordered lists: a few dozen requests for a decade of pages."""

from collections.abc import Awaitable, Callable, Collection
from dataclasses import dataclass, field
from datetime import date
from statistics import mean, median_low
from typing import Literal

from govcrawl.crawl.numbering import Numbering, learn
from govcrawl.crawl.walk import row_day
from govcrawl.items import Link, ListPage, ListRequest, Window

Fetch = Callable[[ListRequest], Awaitable[ListPage | None]]
Basis = Literal["bisected", "walked", "unknown"]

FURTHEST = 2**20  # no list has so many pages; where a search comes this far, it is lost
DATED = 0.5  # of the rows of a page; fewer, and the list is not ordered by what it states


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What the backfill of one column takes: where it begins, and how many list pages and articles the window holds.

    ``basis`` is how this is known: ``bisected``; ``walked`` where the list ended within the pages looked at; or
    ``unknown`` where the list states no dates or its pages cannot be asked for by number: then the backfill walks from
    ``start`` on, and ``pages`` and ``articles`` are what the list says of itself, if it does.
    """

    column: str
    start: ListRequest
    basis: Basis
    pages: int | None
    articles: int | None
    asked: int

    @property
    def requests(self) -> int | None:
        """The list pages and articles to be asked for; parts of articles come on top."""
        return None if self.pages is None or self.articles is None else self.pages + self.articles


@dataclass(slots=True)
class Survey:
    """The list pages of one column that were looked at, by number; ``None`` is a page that the list does not have.

    ``pinned`` are the URLs of rows that stand on top of every page, ``last`` is the number of the last page, where a
    site that serves it for every higher number has been seen through.
    """

    fetch: Fetch
    first: ListRequest
    ask: Numbering | None = None
    seen: dict[int, ListPage | None] = field(default_factory=dict)
    pinned: frozenset[str] = frozenset()
    last: int | None = None
    asked: int = 0

    async def page(self, number: int, request: ListRequest | None = None) -> ListPage | None:
        """A list page by its number."""
        if number not in self.seen and self.last is not None and number > self.last:
            return None
        if number not in self.seen:
            found = await self._fetch(number, request)
            twin = self._twin(found) if found is not None else None
            self.seen[number] = found if twin is None else None
            if twin is not None:
                await self._find_last(twin)
        return self.seen.get(number)

    async def _fetch(self, number: int, request: ListRequest | None = None) -> ListPage | None:
        self.asked += 1
        assert request is not None or self.ask is not None
        found = await self.fetch(request or self.ask(number))  # type: ignore[misc]
        return found if found is not None and found.links else None

    def _twin(self, page: ListPage) -> int | None:
        """The number of a page seen before that has the same rows."""
        urls = self.rows(page)
        return next((number for number, held in self.seen.items() if held and urls <= self.rows(held)), None)

    async def _find_last(self, number: int) -> None:
        """Finds the first page that has the rows of this one, which is the last that the list has."""
        last = self.seen[number]
        assert last is not None
        before = max((each for each, held in self.seen.items() if held and each < number), default=0)
        while number - before > 1:
            middle = (before + number) // 2
            found = await self._fetch(middle)
            if found is None or self.rows(found) <= self.rows(last):
                number = middle
            else:
                self.seen[middle], before = found, middle
        self.seen = {each: held for each, held in self.seen.items() if each < number} | {number: last}
        self.last = number

    def rows(self, page: ListPage) -> frozenset[str]:
        """The URLs of a page's own rows."""
        return frozenset(link.url for link in page.links) - self.pinned

    def days(self, page: ListPage) -> list[date]:
        """The dates of a page's own rows."""
        return [day for link in page.links if link.url not in self.pinned and (day := row_day(link)) is not None]

    def is_ordered(self, page: ListPage) -> bool:
        """Whether enough of a page's rows state their day."""
        return len(self.days(page)) > DATED * len(self.rows(page))


async def plan(column: str, first: ListRequest, fetch: Fetch, window: Window) -> Plan:
    """The plan of one column. ``fetch`` gives the list page of a request, ``None`` where there is none."""
    survey = Survey(fetch, first)
    newest = await survey.page(1, first)
    if newest is None:
        return Plan(column=column, start=first, basis="walked", pages=0, articles=0, asked=survey.asked)
    if not await learn_numbers(survey, newest):
        return by_its_own_word(column, survey, newest, window)
    end = await first_page(survey, lambda days: window.since is not None and median_low(days) < window.since)
    start = await first_page(survey, lambda days: window.until is None or median_low(days) <= window.until, most=end)
    return summed(column, survey, start=max(1, start - 1), end=end, window=window)


async def learn_numbers(survey: Survey, newest: ListPage) -> bool:
    """Whether pages of this list can be asked for by number, and are ordered by the dates of their rows."""
    if newest.next is None:
        return True
    second = await survey.page(2, newest.next)
    if second is None and survey.last is None:
        return False
    if second is None or second.next is None:
        return survey.is_ordered(newest)
    survey.ask = learn(newest.next, second.next)
    third = await survey.page(3, second.next)
    survey.pinned = common_rows(newest, second, third or second)
    return survey.ask is not None and survey.is_ordered(newest) and survey.is_ordered(second)


async def first_page(survey: Survey, is_past: Callable[[list[date]], bool], *, most: int = FURTHEST) -> int:
    """The number of the first page whose dates are past a day, or that the list does not have any more."""

    async def past(number: int) -> bool:
        if survey.ask is None and number not in survey.seen:
            return True
        page = await survey.page(number)
        return page is None or not (days := survey.days(page)) or is_past(days)

    after = 1
    while not await past(after):
        if after == most:
            return after
        after = min(2 * after, most)
    before = max([number for number in survey.seen if number < after and not await past(number)], default=0)
    while after - before > 1:
        middle = (before + after) // 2
        before, after = (before, middle) if await past(middle) else (middle, after)
    return after


def summed(column: str, survey: Survey, *, start: int, end: int, window: Window) -> Plan:
    """The plan over the pages from ``start`` to ``end``: the rows seen are counted, the others are as many a page."""
    last = end if survey.seen.get(end) is not None else end - 1
    pages = range(start, last + 1)
    seen = [page for number in pages if (page := survey.seen.get(number)) is not None]
    within = {link.url for page in seen for link in page.links if is_within(link, window)}
    usual = mean(len(survey.rows(page)) for page in survey.seen.values() if page is not None)
    articles = round(len(within) + usual * (len(pages) - len(seen)))
    request = survey.first if start == 1 or survey.ask is None else survey.ask(start)
    basis: Basis = "bisected" if survey.ask is not None else "walked"
    return Plan(column=column, start=request, basis=basis, pages=len(pages), articles=articles, asked=survey.asked)


def by_its_own_word(column: str, survey: Survey, newest: ListPage, window: Window) -> Plan:
    """The plan of a list that cannot be bisected: what it says of its totals, which a window makes too many."""
    whole = window.since is None and window.until is None
    return Plan(
        column=column,
        start=survey.first,
        basis="unknown",
        pages=newest.pages if whole else None,
        articles=newest.articles if whole else None,
        asked=survey.asked,
    )


def is_within(link: Link, window: Window) -> bool:
    """Whether a row may belong to the window: it does, or states no day."""
    day = row_day(link)
    return day is None or window.holds(day)


def common_rows(*pages: ListPage) -> frozenset[str]:
    """The URLs that stand on every one of these pages."""
    urls: list[Collection[str]] = [{link.url for link in page.links} for page in pages]
    return frozenset(urls[0]).intersection(*urls[1:])

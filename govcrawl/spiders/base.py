"""SiteSpider: the one walk over the list pages of a site, of a scheduled run or of a backfill."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import date
from typing import Any

from scrapy import Request
from scrapy.http import Response
from twisted.python.failure import Failure

from govcrawl.crawl.articles import ArticleSpider
from govcrawl.crawl.outcome import Outcome
from govcrawl.crawl.plan import is_within, plan
from govcrawl.crawl.planner import list_page_of
from govcrawl.crawl.responses import error_of, host_of, page_of
from govcrawl.crawl.visitor import list_request
from govcrawl.crawl.walk import Walk, Way, step
from govcrawl.errors import ReaderLost, Rejected
from govcrawl.extract.lists import first_request
from govcrawl.items import Link, ListPage, ListRequest, Page, PageRef, Window
from govcrawl.site import Column
from govcrawl.store.ledger import Lease

MOST_DETOURS = 3  # pages of a walk that only say where the list is


class SiteSpider(ArticleSpider):
    """A spider whose whole difference from its siblings is its ``site``.

    ``start_urls`` are addresses to take instead of the site's columns; ``since`` and ``until`` are the days of a
    backfill, ``2020-01-31``.
    """

    def __init__(
        self, name: str | None = None, *, start_urls: str = "", since: str = "", until: str = "", **kwargs: Any
    ) -> None:
        super().__init__(name, **kwargs)
        self.start_urls = start_urls.split()
        if self.site.start_urls:
            self.allowed_hosts |= frozenset(map(host_of, self.start_urls))
        self.window = window_of(since, until)
        self.walks: dict[str | None, Walk] = {}

    async def start(self) -> AsyncIterator[Request]:
        """The first list page of every column, then every URL that the run claims from the ledger."""
        try:
            for request in await self.beginnings():
                yield request
            async for lease in self.run.books.feed:
                yield self.leased_request(lease)
        finally:
            self.run.stop_sending()

    async def beginnings(self) -> list[Request]:
        """The requests with which this run begins; those of a backfill are in the ledger instead."""
        if self.start_urls:
            return await self.given()
        if self.window is not None:
            for column in self.site.columns:
                await self.begin_backfill(column)
            return []
        ways = [Way(column=column.name, name=column.name) for column in self.site.columns]
        requests = [first_request(self.site, column) for column in self.site.columns]
        return [self.list_request(asked, way) for asked, way in zip(requests, ways, strict=True)]

    async def given(self) -> list[Request]:
        """Enters the given addresses into the ledger; the requests for those that are known to be lists."""
        discovery = await self.run.books.discover([Link(url=url) for url in self.start_urls], Way(name="start_urls"))
        return [self.list_request(ListRequest(url=url), Way(name=url)) for url in discovery.lists]

    async def begin_backfill(self, column: Column) -> None:
        """Enters the list page into the ledger at which the backfill of a column begins, unless it has begun before.

        One that was cut off goes on at the list pages that could not be had.
        """
        assert self.window is not None
        way = Way(
            column=column.name,
            name=f"{column.name} {self.window.since or ''}..{self.window.until or ''}",
            lane="backfill",
        )
        if await self.run.books.has_begun(way):
            await self.run.books.take_up_again(way)
        else:
            made = await plan(column.name, first_request(self.site, column), self.fetch_list, self.window)
            await self.run.books.discover_list(made.start, way)

    async def fetch_list(self, asked: ListRequest) -> ListPage | None:
        return await list_page_of(self, asked, self.run.reader)

    def leased_request(self, lease: Lease) -> Request:
        """The request for what the ledger has handed out: an article page, or a list page of a backfill."""
        if lease.request is None:
            return self.article_request(lease.url, lease=lease)
        walk = self.walks.get(lease.column, Walk())
        way = Way(column=lease.link.title, name=lease.column, lane="backfill", walk=walk, lease=lease)
        return self.list_request(lease.request, way)

    def list_request(self, asked: ListRequest, way: Way) -> Request:
        """The request for a list page; the first of a walk that is in no ledger opens it in the feed."""
        if way.lease is None and way.walk == Walk():
            self.run.books.feed.walk_began()
        arguments = {"asked": asked, "way": way}
        return list_request(asked, callback=self.parse_list, errback=self.list_failed, priority=1, cb_kwargs=arguments)

    async def parse_list(self, response: Response, *, asked: ListRequest, way: Way) -> AsyncIterator[Request]:
        """Enters the links of a list page into the ledger, and asks for the next page while there is news."""
        following = await self.read_list(response, asked, way)
        if following is not None:
            yield following
        elif way.lease is None:
            self.run.books.feed.walk_ended()

    async def read_list(self, response: Response, asked: ListRequest, way: Way) -> Request | None:
        """The request that a list page leads to, ``None`` where it leads to none or to one in the ledger."""
        if asked.number > 1 and response.status in (404, 410):
            return await self.go_on(None, replace(way, walk=replace(way.walk, ended="last_page")))
        page = page_of(response)
        await self.run.archive.keep_list(response, page, links_seen=self.run.tally.counters["links"])
        try:
            listed = await self.run.reader.read_list(page, asked)
        except ReaderLost as error:
            await self.setbacks.list_unread(way, error)
            return None
        except Rejected as error:
            await self.setbacks.list_refused(way, error, status=response.status, host=host_of(response.url))
            return None
        if listed.instead is not None and way.walk.detours < MOST_DETOURS:
            walk = replace(way.walk, detours=way.walk.detours + 1)
            return self.list_request(listed.instead, replace(way, walk=walk))
        self.setbacks.forget()
        self.run.tally.add("lists")
        self.run.tally.add("links", len(listed.links))
        bounds = self.run.bounds
        within = [link for link in listed.links if is_within(link, bounds.window)]
        discovery = await self.run.books.discover(within, way)
        return await self.go_on(
            listed.next, replace(way, walk=step(way.walk, listed, known=discovery.settled, bounds=bounds))
        )

    async def go_on(self, following: ListRequest | None, way: Way) -> Request | None:
        """The request for the next page of a walk, or ``None`` where it has ended or goes on in the ledger."""
        self.walks[way.name] = way.walk
        if following is None or way.walk.ended is not None:
            if way.walk.ended == "max_pages" and way.lease is not None:
                self.run.tally.add("walks_cut")
            elif way.walk.ended != "no_links":
                await self.run.books.finish_walk(way)
        elif way.lease is None:
            return self.list_request(following, way)
        else:
            await self.run.books.discover_list(following, way)
        if way.lease is not None:
            await self.run.books.settle_list(way.lease, Outcome("stored"))
        return None

    async def list_failed(self, failure: Failure) -> None:
        request = failure.request  # type: ignore[attr-defined]
        way: Way = request.cb_kwargs["way"]
        await self.setbacks.list_failed(way, request.url, error_of(failure))
        if way.lease is None:
            self.run.books.feed.walk_ended()

    async def no_article(self, page: Page, lease: Lease, error: Rejected, pages: tuple[PageRef, ...]) -> Request | None:
        """Takes a given address that is no article for a list, where it is one."""
        if lease.url not in self.start_urls or not await self.is_list(page):
            return await super().no_article(page, lease, error, pages)
        await self.run.books.settle(lease, Outcome("skipped", "list_page"))
        return self.list_request(ListRequest(url=lease.url), Way(name=lease.url))

    async def is_list(self, page: Page) -> bool:
        """Whether a page is a list."""
        try:
            listed = await self.run.reader.read_list(page, ListRequest(url=page.url))
        except (Rejected, ReaderLost):
            return False
        return bool(listed.links or listed.instead)


def window_of(since: str, until: str) -> Window | None:
    """The window of a backfill, ``None`` where no day is given; raises ValueError for what is no day."""
    if not since and not until:
        return None
    first, last = (date.fromisoformat(day) if day else None for day in (since, until))
    return Window(since=first, until=last)

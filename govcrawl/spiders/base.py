"""SiteSpider: the walk over the list pages of a site to its article pages."""

import asyncio
import logging
from collections.abc import AsyncIterator
from dataclasses import replace
from functools import cached_property
from typing import Any, ClassVar

from scrapy import FormRequest, Request, Spider
from scrapy.http import Response
from scrapy.settings import BaseSettings
from twisted.python.failure import Failure

from govcrawl.crawl.outcome import Facts, Outcome
from govcrawl.crawl.responses import conditions, error_of, host_of, is_loopback, is_unchanged, page_of
from govcrawl.crawl.run import Run
from govcrawl.crawl.setbacks import Setbacks
from govcrawl.crawl.walk import Walk, step
from govcrawl.errors import Rejected
from govcrawl.extract import extract_article, join_parts
from govcrawl.extract.lists import extract_list, first_request
from govcrawl.items import Article, Link, ListRequest, Page, RawArticle
from govcrawl.normalize import normalize
from govcrawl.site import Site
from govcrawl.store.ledger import Lease

MOST_PARTS = 20  # in-article pages of one article
MOST_DETOURS = 3  # pages of a walk that only say where the list is

logger = logging.getLogger(__name__)


class SiteSpider(Spider):
    """A spider whose whole difference from its siblings is its ``site``."""

    site: ClassVar[Site]

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        if "site" in vars(cls):
            cls.name = cls.site.name

    @classmethod
    def update_settings(cls, settings: BaseSettings) -> None:
        """Slows the project's pace down to the site's, never up; on a web of one's own it is the one set for that."""
        super().update_settings(settings)
        pace = {"DOWNLOAD_DELAY": max(settings.getfloat("DOWNLOAD_DELAY"), cls.site.delay)}
        if is_loopback(settings["GOVCRAWL_PROXY"] or ""):
            delay = settings.getfloat("GOVCRAWL_LOOPBACK_DELAY")
            pace = {"DOWNLOAD_DELAY": delay, "AUTOTHROTTLE_START_DELAY": delay, "AUTOTHROTTLE_MAX_DELAY": 1.0}
        settings.setdict(pace, priority="spider")
        if not cls.site.verify_tls:
            logger.warning("%s: certificates are not checked, as its declaration says", cls.site.name)
            settings.set("DOWNLOAD_VERIFY_CERTIFICATES", False, priority="spider")

    def __init__(self, name: str | None = None, *, start_urls: str = "", **kwargs: Any) -> None:
        super().__init__(name, **kwargs)
        self.start_urls = start_urls.split()
        self.allowed_hosts = frozenset(self.site.hosts or map(host_of, (column.url for column in self.site.columns)))
        if self.site.start_urls:
            self.allowed_hosts |= frozenset(map(host_of, self.start_urls))

    @cached_property
    def run(self) -> Run:
        """The run that Scrapy opened with this spider."""
        run = self.crawler.get_extension(Run)
        assert run is not None
        return run

    @cached_property
    def setbacks(self) -> Setbacks:
        return Setbacks(self.run, most_walls=self.settings.getint("GOVCRAWL_WALLS"))

    async def start(self) -> AsyncIterator[Request]:
        """The first list page of every column, then every URL that the run claims from the ledger."""
        try:
            if self.start_urls:
                for request in await self.given():
                    yield request
            else:
                for column in self.site.columns:
                    yield self.list_request(first_request(self.site, column), column=column.name, walk=Walk())
            async for lease in self.run.books.feed:
                yield self.article_request(lease.url, lease=lease)
        finally:
            self.run.stop_sending()

    async def given(self) -> list[Request]:
        """Enters the given addresses into the ledger; the requests for those that are known to be lists."""
        discovery = await self.run.books.discover([Link(url=url) for url in self.start_urls], column=None)
        return [self.list_request(ListRequest(url=url), column=None, walk=Walk()) for url in discovery.lists]

    def list_request(self, asked: ListRequest, *, column: str | None, walk: Walk) -> Request:
        """The request for a list page; the first of a walk opens it in the feed."""
        if walk == Walk():
            self.run.books.feed.walk_began()
        return FormRequest(
            asked.url,
            method=asked.method,
            headers=dict(asked.headers),
            formdata=list(asked.form) or None,
            callback=self.parse_list,
            errback=self.list_failed,
            dont_filter=True,
            priority=1,
            cb_kwargs={"asked": asked, "column": column, "walk": walk},
        )

    async def parse_list(
        self, response: Response, *, asked: ListRequest, column: str | None, walk: Walk
    ) -> AsyncIterator[Request]:
        """Enters the links of a list page into the ledger, and asks for the next page while there is news."""
        following = await self.read_list(response, asked=asked, column=column, walk=walk)
        if following is not None:
            yield following
        else:
            self.run.books.feed.walk_ended()

    async def read_list(
        self, response: Response, *, asked: ListRequest, column: str | None, walk: Walk
    ) -> Request | None:
        """The request that a list page leads to, ``None`` where the walk ends with it."""
        if asked.number > 1 and response.status in (404, 410):
            await self.run.books.finish_walk(column)
            return None
        try:
            listed = await asyncio.to_thread(extract_list, page_of(response), request=asked, site=self.site)
        except Rejected as error:
            self.setbacks.list_refused(error, host_of(response.url))
            return None
        if listed.instead is not None and walk.detours < MOST_DETOURS:
            return self.list_request(listed.instead, column=column, walk=replace(walk, detours=walk.detours + 1))
        self.run.tally.add("lists")
        self.setbacks.forget()
        discovery = await self.run.books.discover(listed.links, column=column)
        walk = step(walk, listed, known=discovery.settled, bounds=self.run.bounds)
        if walk.ended is None and listed.next is not None:
            return self.list_request(listed.next, column=column, walk=walk)
        if walk.ended != "no_links":
            await self.run.books.finish_walk(column, stated=listed.articles)
        return None

    async def list_failed(self, failure: Failure) -> None:
        self.setbacks.list_failed(failure.request.url, error_of(failure))  # type: ignore[attr-defined]
        self.run.books.feed.walk_ended()

    def article_request(self, url: str, *, lease: Lease, parts: tuple[RawArticle, ...] = ()) -> Request:
        return Request(
            url,
            headers={} if parts else conditions(lease),
            callback=self.parse_article,
            errback=self.article_failed,
            dont_filter=True,
            cb_kwargs={"lease": lease, "parts": parts},
        )

    async def parse_article(
        self, response: Response, *, lease: Lease, parts: tuple[RawArticle, ...]
    ) -> AsyncIterator[Request | Article]:
        """The article of a page, once all its in-article pages are there; a refusal goes to the ledger."""
        if is_unchanged(response, lease):
            await self.run.stored(lease, Facts())
            return
        page = page_of(response, link=lease.link)
        try:
            raw = await asyncio.to_thread(extract_article, page, self.site)
            following = next_part(raw, parts)
            if following is not None:
                yield self.article_request(following, lease=lease, parts=(*parts, raw))
                return
            article = await asyncio.to_thread(normalize, join_parts((*parts, raw)), self.site)
        except Rejected as error:
            if lease.url in self.start_urls and await self.is_list(page):
                yield await self.take_for_list(lease)
            else:
                await self.setbacks.refused(lease, error, status=response.status, host=host_of(response.url))
        else:
            self.setbacks.forget()
            yield met_under(article, lease)

    async def is_list(self, page: Page) -> bool:
        """Whether a given address that is no article is a list."""
        try:
            listed = await asyncio.to_thread(extract_list, page, request=ListRequest(url=page.url), site=self.site)
        except Rejected:
            return False
        return bool(listed.links or listed.instead)

    async def take_for_list(self, lease: Lease) -> Request:
        """The request for a given address that turned out to be a list."""
        await self.run.books.settle(lease, Outcome("skipped", "list_page"))
        return self.list_request(ListRequest(url=lease.url), column=None, walk=Walk())

    async def article_failed(self, failure: Failure) -> None:
        lease = failure.request.cb_kwargs["lease"]  # type: ignore[attr-defined]
        await self.setbacks.failed(lease, error_of(failure))


def next_part(raw: RawArticle, parts: tuple[RawArticle, ...]) -> str | None:
    """The address of the next in-article page: of the same host, not read yet, and one of the first twenty."""
    if raw.next_part is None or len(parts) + 1 >= MOST_PARTS or host_of(raw.next_part) != host_of(raw.url):
        return None
    read = {part.url for part in (*parts, raw)}
    repeats = any(part.paragraphs == raw.paragraphs for part in parts)  # some serve page 1 for numbers they lack
    return None if repeats or raw.next_part in read else raw.next_part


def met_under(article: Article, lease: Lease) -> Article:
    """The article with the address and the column of the list that led to it."""
    urls = tuple(dict.fromkeys((*article.urls, lease.url)))
    return replace(article, urls=urls, column=article.column or lease.column)

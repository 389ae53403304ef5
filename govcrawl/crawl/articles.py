"""From article pages to articles: one page, or the in-article pages of one article, read outside the reactor."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from functools import cached_property

from scrapy import Request
from scrapy.http import Response
from twisted.python.failure import Failure

from govcrawl.crawl.outcome import Facts
from govcrawl.crawl.responses import conditions, error_of, host_of, is_unchanged, page_of
from govcrawl.crawl.run import Run
from govcrawl.crawl.setbacks import Setbacks
from govcrawl.crawl.visitor import SiteVisitor
from govcrawl.errors import Rejected
from govcrawl.extract import extract_article, join_parts
from govcrawl.items import Article, Page, RawArticle
from govcrawl.normalize import normalize
from govcrawl.store.ledger import Lease

MOST_PARTS = 20  # in-article pages of one article


class ArticleSpider(SiteVisitor):
    """A visitor that fetches leased article pages."""

    @cached_property
    def run(self) -> Run:
        """The run that Scrapy opened with this spider."""
        run = self.crawler.get_extension(Run)
        assert run is not None
        return run

    @cached_property
    def setbacks(self) -> Setbacks:
        return Setbacks(self.run, most_walls=self.settings.getint("GOVCRAWL_WALLS"))

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
            instead = await self.no_article(page, lease, error)
            if instead is not None:
                yield instead
        else:
            self.setbacks.forget()
            yield met_under(article, lease)

    async def no_article(self, page: Page, lease: Lease, error: Rejected) -> Request | None:
        """Records the refusal of a page; the request that it leads to all the same, if any."""
        await self.setbacks.refused(lease, error, status=page.status, host=host_of(page.url))
        return None

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

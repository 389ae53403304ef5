"""From article pages to articles: one page, or the in-article pages of one article, read beside the crawl."""

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
from govcrawl.errors import ReaderLost, Rejected
from govcrawl.items import Article, Page, PageRef, RawArticle
from govcrawl.reading.errands import Part
from govcrawl.store.ledger import Lease


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

    def article_request(
        self, url: str, *, lease: Lease, parts: tuple[RawArticle, ...] = (), pages: tuple[PageRef, ...] = ()
    ) -> Request:
        return Request(
            url,
            headers={} if parts else conditions(lease),
            callback=self.parse_article,
            errback=self.article_failed,
            dont_filter=True,
            cb_kwargs={"lease": lease, "parts": parts, "pages": pages},
        )

    async def parse_article(
        self, response: Response, *, lease: Lease, parts: tuple[RawArticle, ...], pages: tuple[PageRef, ...]
    ) -> AsyncIterator[Request | Article]:
        """The article of a page, once all its in-article pages are there; a refusal goes to the ledger."""
        if is_unchanged(response, lease):
            await self.run.stored(lease, Facts())
            return
        page = page_of(response, link=lease.link)
        pages += await self.run.archive.keep(response, page)
        try:
            read = await self.run.reader.read_article(page, parts)
        except ReaderLost as error:
            await self.setbacks.unread(lease, error, pages)
        except Rejected as error:
            instead = await self.no_article(page, lease, error, pages)
            if instead is not None:
                yield instead
        else:
            if isinstance(read, Part):
                yield self.article_request(read.following, lease=lease, parts=(*parts, read.raw), pages=pages)
            else:
                self.setbacks.forget()
                yield met_under(read, lease, pages)

    async def no_article(self, page: Page, lease: Lease, error: Rejected, pages: tuple[PageRef, ...]) -> Request | None:
        """Records the refusal of a page; the request that it leads to all the same, if any."""
        await self.setbacks.refused(lease, error, status=page.status, host=host_of(page.url), pages=pages)
        return None

    async def article_failed(self, failure: Failure) -> None:
        lease = failure.request.cb_kwargs["lease"]  # type: ignore[attr-defined]
        await self.setbacks.failed(lease, error_of(failure))


def met_under(article: Article, lease: Lease, pages: tuple[PageRef, ...]) -> Article:
    """The article with the address and the column of the list that led to it, and where its pages are archived."""
    urls = tuple(dict.fromkeys((*article.urls, lease.url)))
    page, *parts = pages or (None,)
    return replace(article, urls=urls, column=article.column or lease.column, page=page, parts=tuple(parts))

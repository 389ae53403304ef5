"""Runs errands over Scrapy: one request at a time a site, with the guards, the pace and the settings of a crawl."""

from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, TypeVar

from scrapy import FormRequest, Request
from scrapy.crawler import AsyncCrawlerProcess
from scrapy.http.request import NO_CALLBACK

from govcrawl.crawl.failures import download_failures
from govcrawl.crawl.outcome import slug
from govcrawl.crawl.responses import host_of, page_of
from govcrawl.errors import GovcrawlError
from govcrawl.items import ListRequest, Page
from govcrawl.look.errands import Errand, Missing
from govcrawl.runner import carry_out, keep_log, project_settings
from govcrawl.site import Site
from govcrawl.spiders.base import SiteSpider

T = TypeVar("T")


class Looker(SiteSpider):
    """A spider that runs an errand and stores nothing; ``found`` is what came of it, in a list of one."""

    custom_settings = {  # noqa: RUF012
        "EXTENSIONS": {"govcrawl.crawl.pace.Pace": 100},
        "ITEM_PIPELINES": {},
    }

    errand: Errand[Any]
    found: list[Any]

    async def start(self) -> AsyncIterator[Request]:
        """Asks for page after page until the errand is done; Scrapy itself is given nothing to do."""
        self.found = []
        answer: Page | Missing | None = None
        while not self.found:
            try:
                asked = self.errand.send(answer) if answer is not None else next(self.errand)
            except StopIteration as done:
                self.found.append(done.value)
            else:
                answer = await self.fetch(asked)
        nothing: tuple[Request, ...] = ()
        for request in nothing:
            yield request

    async def fetch(self, asked: ListRequest) -> Page | Missing:
        """The answer to one request, or why there is none."""
        request = FormRequest(
            asked.url,
            method=asked.method,
            headers=dict(asked.headers),
            formdata=list(asked.form) or None,
            callback=NO_CALLBACK,
            dont_filter=True,
        )
        try:
            response = await self.crawler.engine.download_async(request)
        except download_failures() as error:
            return Missing(asked.url, slug(error), str(error))
        return page_of(response)


def look(errands: Sequence[tuple[Site, Errand[T]]], *, options: Mapping[str, Any] | None = None) -> list[T]:
    """What came of each errand, in their order; once a process, as Twisted's reactor starts once."""
    process = AsyncCrawlerProcess(project_settings(options or {}))
    keep_log(live=False, level="WARNING")
    crawlers = [process.create_crawler(type("SiteLooker", (Looker,), {"site": site})) for site, _ in errands]
    carry_out(process, crawlers, [{"errand": errand} for _, errand in errands], at_once=8)
    found = [getattr(crawler.spider, "found", []) for crawler in crawlers]
    if not all(found):
        raise GovcrawlError("interrupted before everything was looked at")
    return [one[0] for one in found]


def at_home(site: Site, url: str) -> Site:
    """The site with the host of a URL among its own: what a person asks for by its address may be fetched."""
    return replace(site, hosts=(*(site.hosts or (host_of(column.url) for column in site.columns)), host_of(url)))

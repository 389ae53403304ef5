"""Looking at single list pages of a site, and a spider that does nothing else."""

import logging
from collections.abc import AsyncIterator
from typing import Any

from scrapy.http.request import NO_CALLBACK

from govcrawl.crawl.failures import download_failures
from govcrawl.crawl.plan import Plan, plan
from govcrawl.crawl.responses import page_of
from govcrawl.crawl.visitor import SiteVisitor, list_request
from govcrawl.errors import ReaderLost, Rejected
from govcrawl.extract.lists import first_request
from govcrawl.items import ListPage, ListRequest, Window
from govcrawl.reading.reader import Here, Reader

logger = logging.getLogger(__name__)


class Planner(SiteVisitor):
    """Plans a backfill of its site: ``plans`` are those of its columns."""

    def __init__(self, *, window: Window, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.window = window
        self.plans: list[Plan] = []

    async def start(self) -> AsyncIterator[Plan]:
        for column in self.site.columns:
            self.plans.append(await plan(column.name, first_request(self.site, column), self.fetch_list, self.window))
            yield self.plans[-1]

    async def fetch_list(self, asked: ListRequest) -> ListPage | None:
        return await list_page_of(self, asked, Reader(Here(), self.site))


async def list_page_of(spider: SiteVisitor, asked: ListRequest, reader: Reader) -> ListPage | None:
    """The list page of a request, asked for at once; ``None`` where there is none to be had."""
    try:
        response = await spider.crawler.engine.download_async(list_request(asked, callback=NO_CALLBACK))
        return await reader.read_list(page_of(response), asked)
    except download_failures() as error:
        logger.warning("%s: %s", asked.url, error)
    except (Rejected, ReaderLost) as error:
        logger.info("%s", error)
    return None

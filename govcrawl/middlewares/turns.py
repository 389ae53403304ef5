"""Turns at a host that the processes of several runs share: together they are no faster than one alone."""

import asyncio
from typing import Self
from urllib.parse import urlsplit

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import NotConfigured

from govcrawl.crawl.failures import Stopped, StoreLost
from govcrawl.crawl.pace import Pace
from govcrawl.crawl.run import Run

SHORTEST = 0.05  # seconds; a pause that is shorter is no matter of politeness


class Turns:
    """Has every request wait for its turn at its host, as MongoDB hands them out."""

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        if crawler.settings.getfloat("DOWNLOAD_DELAY") < SHORTEST:
            raise NotConfigured
        return cls(crawler)

    async def process_request(self, request: Request) -> None:
        run = self.crawler.get_extension(Run)
        if run is None:
            return
        host = urlsplit(request.url).hostname or ""
        pause = self.pause(host)
        try:
            wait = await run.call(lambda store: store.turns.take(host, pause=pause))
        except StoreLost as error:
            raise Stopped from error
        try:
            await asyncio.wait_for(run.stopping.wait(), timeout=wait)
        except TimeoutError:
            return
        raise Stopped

    def pause(self, host: str) -> float:
        """The seconds between two requests to a host that hold now."""
        pace = self.crawler.get_extension(Pace)
        now = pace.delay(host) if pace is not None else 0.0
        return max(now, self.crawler.settings.getfloat("DOWNLOAD_DELAY"))

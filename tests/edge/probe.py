"""A spider that asks for given addresses and notes what became of each, for the tests of the middlewares."""

import json
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any, Self

from scrapy import Request, Spider, signals
from scrapy.crawler import Crawler
from scrapy.http import Response
from twisted.python.failure import Failure

from govcrawl.crawl.outcome import slug


class ProbeSpider(Spider):
    name = "probe"
    custom_settings = {"EXTENSIONS": {"govcrawl.crawl.pace.Pace": 100}, "ITEM_PIPELINES": {}}  # noqa: RUF012  no run

    def __init__(self, urls: str, hosts: str, notes: str, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.urls = urls.split()
        self.allowed_hosts = hosts.split()
        self.notes = Path(notes)

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> Self:
        spider = super().from_crawler(crawler, *args, **kwargs)
        crawler.signals.connect(spider.note_turn, signal=signals.response_downloaded)
        return spider

    async def start(self) -> AsyncIterator[Request]:
        for url in self.urls:
            yield Request(url, callback=self.parse, errback=self.fail, dont_filter=True, cb_kwargs={"asked": url})

    def parse(self, response: Response, asked: str) -> None:
        self.note("became", asked, str(response.status))

    def fail(self, failure: Failure) -> None:
        self.note("became", failure.request.cb_kwargs["asked"], slug(failure.value))  # type: ignore[attr-defined]

    def note_turn(self, request: Request) -> None:
        """The last moment at which a request to the host left the queue, on the crawler's clock."""
        host = request.meta["download_slot"]
        self.note("turn", host, self.crawler.engine.downloader.slots[host].lastseen)

    def note(self, *fact: str | float) -> None:
        with self.notes.open("a", encoding="utf-8") as notes:
            notes.write(json.dumps(fact) + "\n")

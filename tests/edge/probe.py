"""A spider that asks for given addresses and notes what became of each, for the tests of the middlewares."""

import json
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

from scrapy import Request, Spider
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

    async def start(self) -> AsyncIterator[Request]:
        for url in self.urls:
            yield Request(url, callback=self.parse, errback=self.fail, dont_filter=True, cb_kwargs={"asked": url})

    def parse(self, response: Response, asked: str) -> None:
        self.note(asked, str(response.status), len(response.body))

    def fail(self, failure: Failure) -> None:
        self.note(failure.request.cb_kwargs["asked"], slug(failure.value), 0)  # type: ignore[attr-defined]

    def note(self, url: str, became: str, size: int) -> None:
        with self.notes.open("a", encoding="utf-8") as notes:
            notes.write(json.dumps([url, became, size]) + "\n")

"""What one writes without govcrawl: a Scrapy spider over the same site. ``python -m benchmarks.crawl.plain WAY PROXY``.

``bare`` only walks. ``plain`` takes trafilatura, with its metadata, in the callback, and inserts each item on its own
into the MongoDB of the third argument. Both print how many article pages they read and the seconds from the opening of
the spider to its end, as JSON.
"""

import json
import sys
from collections.abc import Iterator
from typing import Any

import pymongo
import trafilatura
from scrapy import Request, Spider
from scrapy.crawler import CrawlerProcess
from scrapy.http import Response

from benchmarks.crawl.web import list_url

AT_ONCE = 16
SETTINGS = {
    "CONCURRENT_REQUESTS": AT_ONCE,
    "CONCURRENT_REQUESTS_PER_DOMAIN": AT_ONCE,
    "DOWNLOAD_DELAY": 0,
    "LOG_LEVEL": "WARNING",
    "TELNETCONSOLE_ENABLED": False,
    "ROBOTSTXT_OBEY": True,
}


class Bare(Spider):
    """The walk alone."""

    name = "bare"
    proxy = ""
    read = 0

    async def start(self) -> Any:
        yield self.ask(list_url(0), self.parse)

    def ask(self, url: str, callback: Any) -> Request:
        return Request(url, callback=callback, meta={"proxy": self.proxy})

    def parse(self, response: Response) -> Iterator[Request]:
        for url in response.css("div.list li a::attr(href)").getall():
            yield self.ask(url, self.parse_article)
        for url in response.css("a.next::attr(href)").getall():
            yield self.ask(url, self.parse)

    def parse_article(self, response: Response) -> Iterator[dict[str, Any]]:
        type(self).read += 1
        yield from ()


class Plain(Bare):
    """The walk, and what makes articles of it."""

    name = "plain"

    def parse_article(self, response: Response) -> Iterator[dict[str, Any]]:
        type(self).read += 1
        found = trafilatura.bare_extraction(response.text, url=response.url, with_metadata=True)
        if found is not None:
            yield {"_id": response.url, "title": found.title, "date": found.date, "text": found.text}


class Insert:
    """A document an item, acknowledged."""

    def open_spider(self) -> None:
        self.client: pymongo.MongoClient[dict[str, Any]] = pymongo.MongoClient(sys.argv[3])

    def close_spider(self) -> None:
        self.client.close()

    def process_item(self, item: dict[str, Any]) -> dict[str, Any]:
        self.client["benchmark_plain"]["articles"].insert_one(item)
        return item


def main() -> None:
    way, Bare.proxy = sys.argv[1:3]
    process = CrawlerProcess(SETTINGS | ({"ITEM_PIPELINES": {Insert: 1}} if way == "plain" else {}))
    crawler = process.create_crawler({"bare": Bare, "plain": Plain}[way])
    process.crawl(crawler)
    process.start()
    assert crawler.stats is not None
    seconds = crawler.stats.get_value("elapsed_time_seconds")
    print(json.dumps({"articles": Bare.read if way == "bare" else Plain.read, "seconds": seconds}))


if __name__ == "__main__":
    main()

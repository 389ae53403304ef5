"""The one proxy that an operator may set."""

from typing import Self

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.downloadermiddlewares.httpproxy import HttpProxyMiddleware
from scrapy.exceptions import NotConfigured


class Proxy(HttpProxyMiddleware):
    """Sends every request through ``GOVCRAWL_PROXY``; where it is not set, nothing goes through a proxy at all."""

    def __init__(self, url: str) -> None:
        super().__init__()
        self.url = url

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        url = crawler.settings["GOVCRAWL_PROXY"]
        if not url:
            raise NotConfigured
        return cls(url)

    def process_request(self, request: Request) -> None:  # type: ignore[override]
        request.meta["proxy"] = self.url
        super().process_request(request)

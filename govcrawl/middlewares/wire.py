"""The body of a response as it was sent, for the archive: HttpCompressionMiddleware leaves only what was in it."""

from typing import Self

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import NotConfigured
from scrapy.http import Response

from govcrawl.crawl.responses import WIRE, Sent, header_fields


class Wire:
    """Keeps body and headers of every response as sent, beside it, for as long as it is being read."""

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        if not crawler.settings.getbool("GOVCRAWL_ARCHIVE"):
            raise NotConfigured
        return cls()

    def process_response(self, request: Request, response: Response) -> Response:
        request.meta[WIRE] = Sent(headers=header_fields(response.headers), body=response.body)
        return response

"""Whether a body is whole: Scrapy takes a gzip stream that breaks off in the middle for a shorter page."""

import zlib
from typing import Self

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.downloadermiddlewares.retry import get_retry_request
from scrapy.http import Response

from govcrawl.crawl.failures import Unfetched

CHUNK = 2**16  # bytes decompressed at a time
GZIP_OR_ZLIB = 32 + zlib.MAX_WBITS
RAW_DEFLATE = -zlib.MAX_WBITS


class WholeBody:
    """Has a compressed body that breaks off, or is not what it says, fetched once more, and then does without it."""

    def __init__(self, crawler: Crawler, most: int) -> None:
        self.crawler = crawler
        self.most = most

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(crawler, crawler.settings.getint("DOWNLOAD_MAXSIZE"))

    def process_response(self, request: Request, response: Response) -> Response | Request:
        encodings = b",".join(response.headers.getlist("Content-Encoding")).lower().split(b",")
        reason = flaw(response.body, encodings[-1].strip().decode("latin-1"), most=self.most)
        if reason is None:
            return response
        if reason != "too_large" and self.crawler.spider is not None:
            again = get_retry_request(request, spider=self.crawler.spider, reason=reason, max_retry_times=1)
            if again is not None:
                return again
        raise Unfetched(reason, f"{request.url}: the body is {reason.replace('_', ' ')}")


def flaw(body: bytes, encoding: str, *, most: int) -> str | None:
    """What is wrong with a body as sent: ``bad_encoding``, ``truncated`` or ``too_large``; ``None`` for a sound one."""
    if not body or encoding not in ("gzip", "x-gzip", "deflate"):
        return None
    try:
        return flaw_of_stream(body, zlib.decompressobj(GZIP_OR_ZLIB), most)
    except zlib.error:
        if encoding != "deflate":
            return "bad_encoding"
    try:
        return flaw_of_stream(body, zlib.decompressobj(RAW_DEFLATE), most)
    except zlib.error:
        return "bad_encoding"


def flaw_of_stream(body: bytes, stream: "zlib._Decompress", most: int) -> str | None:
    """``truncated``, ``too_large`` or ``None``; raises ``zlib.error`` where the body is no such stream."""
    size = len(stream.decompress(body, CHUNK))
    while not stream.eof and size <= most:
        chunk = stream.decompress(stream.unconsumed_tail, CHUNK)
        if not chunk and not stream.unconsumed_tail:
            return "truncated"
        size += len(chunk)
    return "too_large" if size > most else None

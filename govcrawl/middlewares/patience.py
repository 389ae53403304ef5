"""Retry-After: a host that asks to be left alone is left alone, for a while within the run or by ending it."""

from collections.abc import Callable
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Self
from urllib.parse import urlsplit

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.http import Response

from govcrawl.crawl.failures import Unfetched
from govcrawl.crawl.pace import Pace

LONGEST_WAIT = 3600.0  # seconds; what asks for more is asked again after an hour
UNASKED_WAIT = 30.0  # seconds after a 429 that names no time


class Patience:
    """Pauses the host of an answer 429 or 503, and refuses the answer where the pause outlasts the run's patience.

    The pause done, Scrapy's RetryMiddleware asks again.
    """

    def __init__(self, crawler: Crawler, patience: float) -> None:
        self.crawler = crawler
        self.patience = patience

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(crawler, crawler.settings.getfloat("GOVCRAWL_PATIENCE"))

    def process_response(self, request: Request, response: Response) -> Response:
        seconds = asked_wait(response)
        pace = self.crawler.get_extension(Pace)
        if seconds is None or pace is None:
            return response
        if seconds > self.patience:
            detail = f"{request.url}: status {response.status}, to be asked again in {seconds:.0f} s"
            raise Unfetched("throttled", detail, retry_after=seconds)
        host = urlsplit(request.url).hostname or ""
        pace.slow(host, 2 * pace.delay(host))
        pace.pause(host, seconds)
        return response


def asked_wait(response: Response, now: Callable[[], datetime] = lambda: datetime.now(UTC)) -> float | None:
    """The seconds a response asks to wait before the next request; ``None`` where it does not ask."""
    if response.status not in (429, 503):
        return None
    header = response.headers.get("Retry-After")
    seconds = read_retry_after(header.decode("latin-1"), now()) if header else None
    if seconds is None:
        return UNASKED_WAIT if response.status == 429 else None
    return min(max(seconds, 0.0), LONGEST_WAIT)


def read_retry_after(value: str, now: datetime) -> float | None:
    """The seconds that a Retry-After header means, given as seconds or as an HTTP date; ``None`` if it is neither."""
    if value.strip().isdecimal():
        return float(value)
    try:
        at = parsedate_to_datetime(value)
    except ValueError:
        return None
    return (at.replace(tzinfo=at.tzinfo or UTC) - now).total_seconds()

"""robots.txt by RFC 9309, in its strict reading: what cannot be had forbids, what is not there permits."""

import asyncio
import logging
from dataclasses import dataclass
from time import monotonic
from typing import Self
from urllib.parse import urlsplit

from protego import Protego
from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.http import Response
from scrapy.http.request import NO_CALLBACK

from govcrawl.crawl.failures import Unfetched, download_failures
from govcrawl.crawl.pace import Pace
from govcrawl.middlewares.addresses import ROBOTS

KEPT = 24 * 3600.0  # seconds a robots.txt holds (RFC 9309, 2.4)
KEPT_UNREACHABLE = 600.0  # seconds until one that could not be had is asked for again
READ = 500 * 1024  # bytes of it that are read (RFC 9309, 2.5)

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Rules:
    """What a host's robots.txt says: parsed rules, or ``None`` where nothing may be fetched; until a monotonic time."""

    parsed: Protego | None
    until: float


class StrictRobots:
    """Asks each host for its robots.txt first, obeys it, and hands its Crawl-delay to the pace."""

    def __init__(self, crawler: Crawler, agent: str) -> None:
        self.crawler = crawler
        self.agent = agent
        self.answers: dict[str, asyncio.Task[Rules]] = {}

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(crawler, crawler.settings["ROBOTSTXT_USER_AGENT"])

    async def process_request(self, request: Request) -> None:
        if request.meta.get(ROBOTS):
            return
        rules = await self.rules_for(request.url)
        if rules.parsed is None:
            raise Unfetched("robots_unreachable", f"{request.url}: robots.txt could not be had")
        if not rules.parsed.can_fetch(request.url, self.agent):
            self.crawler.stats.inc_value("robotstxt/forbidden")
            raise Unfetched("robots", f"{request.url}: robots.txt forbids it")

    async def rules_for(self, url: str) -> Rules:
        """The rules of a URL's host; one request for them, however many wait."""
        parts = urlsplit(url)
        origin = f"{parts.scheme}://{parts.netloc}"
        answer = self.answers.get(origin)
        if answer is None or (answer.done() and answer.result().until < monotonic()):
            answer = self.answers[origin] = asyncio.ensure_future(self.fetch(origin))
        return await asyncio.shield(answer)

    async def fetch(self, origin: str) -> Rules:
        request = Request(f"{origin}/robots.txt", meta={ROBOTS: True}, priority=1000, callback=NO_CALLBACK)
        try:
            response = await self.crawler.engine.download_async(request)
        except download_failures() as error:
            logger.warning("%s: robots.txt could not be had, so nothing is fetched: %s", origin, error)
            return Rules(None, monotonic() + KEPT_UNREACHABLE)
        rules = read(response)
        if rules.parsed is None:
            logger.warning("%s: robots.txt answers %d, so nothing is fetched", origin, response.status)
        elif (delay := rules.parsed.crawl_delay(self.agent)) is not None:
            self.ask_patience(urlsplit(origin).hostname or "", float(delay))
        return rules

    def ask_patience(self, host: str, delay: float) -> None:
        pace = self.crawler.get_extension(Pace)
        if pace is not None:
            pace.slow(host, delay)


def read(response: Response) -> Rules:
    """The rules that an answer to a request for robots.txt means."""
    if response.status == 429 or response.status >= 500:
        return Rules(None, monotonic() + KEPT_UNREACHABLE)
    text = response.body[:READ].decode("utf-8-sig", errors="ignore") if response.status == 200 else ""
    return Rules(Protego.parse(text), monotonic() + KEPT)

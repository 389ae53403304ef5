"""The pace of one crawl: how a host that asks for patience gets it.

Scrapy keeps a delay a host in its downloader's slots, forgets slots that rest for a minute, and lets AutoThrottle lower
their delays again. A ``Pace`` remembers what was asked for.
"""

from time import monotonic
from typing import Self

from scrapy import Request, signals
from scrapy.crawler import Crawler
from scrapy.http import Response

from govcrawl.crawl.failures import Stopped

LONGEST = 300.0  # seconds between two requests to a host, whatever asks for more


class Pace:
    """The delays that hosts were given beyond the site's own, kept above whatever AutoThrottle finds: an extension."""

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler
        self.floors: dict[str, float] = {}
        crawler.signals.connect(self._keep_floor, signal=signals.response_downloaded)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(crawler)

    def slow(self, host: str, delay: float) -> None:
        """Sets the least seconds between two requests to a host, where that is slower than what holds now.

        It is five minutes at most: refusals far apart in a long run must not bring it to a standstill.
        """
        delay = min(delay, LONGEST)
        if delay <= self.floors.get(host, 0.0):
            return
        self.floors[host] = delay
        downloader = self.crawler.engine.downloader
        downloader.per_slot_settings.setdefault(host, {})["delay"] = delay
        self._lift(host)

    def pause(self, host: str, seconds: float) -> None:
        """Sends nothing to a host for so many seconds from now."""
        slot = self.crawler.engine.downloader.slots.get(host)
        if slot is not None:
            slot.lastseen = max(slot.lastseen, monotonic() + seconds - slot.delay)

    def drain(self) -> None:
        """Takes every request that waits for its turn out of the queues; nothing more is sent."""
        for slot in self.crawler.engine.downloader.slots.values():
            while slot.queue:
                _, answer = slot.queue.popleft()
                answer.errback(Stopped())

    def delay(self, host: str) -> float:
        """The seconds between two requests to a host that hold now."""
        slot = self.crawler.engine.downloader.slots.get(host)
        return slot.delay if slot is not None else self.floors.get(host, 0.0)

    def _keep_floor(self, response: Response, request: Request) -> None:
        self._lift(request.meta.get("download_slot", ""))

    def _lift(self, host: str) -> None:
        slot = self.crawler.engine.downloader.slots.get(host)
        if slot is not None:
            slot.delay = max(slot.delay, self.floors.get(host, 0.0))

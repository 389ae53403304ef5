"""One run of one site: what it holds, counts and decides, from the opening of its spider to its verdict."""

import asyncio
import logging
from collections.abc import Callable, Coroutine, Sequence
from dataclasses import asdict
from datetime import datetime
from time import monotonic
from typing import Any, Self, TypeVar

from scrapy import Spider, signals
from scrapy.crawler import Crawler
from scrapy.exceptions import CloseSpider

from govcrawl import __version__
from govcrawl.chinese import dates
from govcrawl.crawl.desk import Desk
from govcrawl.crawl.feed import Feed
from govcrawl.crawl.outcome import Outcome
from govcrawl.crawl.owner import new_owner, take_back_leases, write_off_dead
from govcrawl.crawl.pace import Pace
from govcrawl.crawl.tally import Tally
from govcrawl.crawl.verdict import Counts, verdict
from govcrawl.crawl.walk import Bounds, overlap_start
from govcrawl.errors import StoreError, Unavailable
from govcrawl.items import Link
from govcrawl.normalize import article_id, canonical_url
from govcrawl.site import Site
from govcrawl.store.connection import Store
from govcrawl.store.ledger import LEASE, Discovery, Found, Lease, Resolution
from govcrawl.store.runs import RunRecord

T = TypeVar("T")

logger = logging.getLogger(__name__)


class StoreLost(CloseSpider):
    """MongoDB stayed away for longer than a run waits; where Scrapy knows no better, it closes the spider."""

    def __init__(self) -> None:
        super().__init__("store_lost")


class Run:
    """The run of a crawler: an extension, which the spider, the pipelines and the display ask Scrapy for.

    ``ended`` is why it was ended from within, ``problem`` why it could not begin or be finished, ``record`` what the
    store keeps of it.
    """

    def __init__(self, crawler: Crawler, site: Site) -> None:
        self.crawler = crawler
        self.site = site
        self.owner = new_owner()
        self.desk = Desk(crawler.settings)
        self.feed = Feed(self.claim, self.release, room=crawler.settings.getint("GOVCRAWL_IN_FLIGHT"))
        self.tally = Tally()
        self.bounds = bounds_of(site, overlap=crawler.settings.getint("GOVCRAWL_OVERLAP_DAYS"))
        self.record: RunRecord | None = None
        self.ended: str | None = None
        self.problem: StoreError | None = None
        self.began = monotonic()
        self._old: dict[str, bool] = {}  # URLs taken up that an earlier run discovered, and whether they are settled
        self._tasks: set[asyncio.Future[Any]] = set()
        self._heartbeat: asyncio.Task[None] | None = None
        crawler.signals.connect(self.open, signal=signals.spider_opened)
        crawler.signals.connect(self.close, signal=signals.spider_closed)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(crawler, crawler.spidercls.site)  # type: ignore[attr-defined]

    async def open(self, spider: Spider) -> None:
        """Connects and enters the run; where that cannot be, the spider is closed before it asks for anything."""
        try:
            self.record = await asyncio.to_thread(self._begin)
        except StoreError as error:
            self.problem = error
            logger.error("%s", error)  # noqa: TRY400  a sentence for a person, no traceback
            raise CloseSpider("not_started") from error
        self._heartbeat = asyncio.ensure_future(self._live())

    def _begin(self) -> RunRecord:
        self.desk.open()
        store = self.desk.store
        write_off_dead(store, self.site.name)
        record = store.runs.start(self.site.name, owner=self.owner, about={"version": __version__})
        take_back_leases(store, self.site.name)
        return record

    async def close(self, spider: Spider, reason: str) -> None:
        """Gives back what is held, and finishes the run with its counts and its verdict."""
        if self._heartbeat is not None:
            self._heartbeat.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        try:
            if self.record is not None:
                await self._finish(self.ended or reason)
        except StoreError as error:
            self.problem = error
            logger.error("%s: the run could not be finished: %s", self.site.name, error)  # noqa: TRY400
        finally:
            await asyncio.to_thread(self.desk.close)

    async def _finish(self, ended: str) -> None:
        assert self.record is not None
        run_id = self.record.id
        call = self.desk.call
        await call(lambda store: store.ledger.release(self.owner))
        states = await call(lambda store: store.ledger.counts(self.site.name, run=run_id))
        self.tally.counters["taken"] = sum(states.values()) + len(self._old)
        open_ones = list(self._old.values()).count(False)
        counts = self.counts(waiting=states["discovered"] + states["leased"] + open_ones)
        said = verdict(counts, ended)
        kept = asdict(counts) | {"ended": ended, "seconds": round(monotonic() - self.began, 1)}
        self.record = await call(lambda store: store.runs.finish(run_id, counts=kept, verdict=said))
        logger.info("%s: %s", self.site.name, said)

    def counts(self, *, waiting: int) -> Counts:
        """What the run has done so far."""
        stats = self.crawler.stats
        self.tally.counters["requests"] = stats.get_value("downloader/request_count", 0)
        self.tally.counters["bytes"] = stats.get_value("downloader/response_bytes", 0)
        return self.tally.counts(waiting=waiting)

    async def call(self, operation: Callable[[Store], T]) -> T:
        """What an operation on the store gives; a MongoDB that stays away ends the run, and raises StoreLost."""
        try:
            return await self.desk.call(operation)
        except Unavailable as error:
            if self.ended is None:
                logger.error("%s: %s: the run ends", self.site.name, error)  # noqa: TRY400
            self.desk.patience = 0.0
            self.end("store_lost")
            raise StoreLost from error

    async def claim(self, limit: int) -> Sequence[Lease]:
        """URLs that are due, leased to this run.

        Where the run holds none, a lease in its name is one that MongoDB gave and then died before it said so.
        """
        leases = await self.call(lambda store: store.ledger.claim(self.site.name, owner=self.owner, limit=limit))
        if not leases and not self.feed.held:
            unanswered = await self.call(lambda store: store.ledger.release(self.owner))
            if unanswered:
                return await self.claim(limit)
        assert self.record is not None
        for lease in leases:
            if lease.run != self.record.id and lease.id not in self._old:
                self._old[lease.id] = False
                self.tally.add("taken")
        return leases

    async def release(self) -> int:
        """How many URLs were leased to this run and are given back."""
        return await self.call(lambda store: store.ledger.release(self.owner))

    async def discover(self, links: Sequence[Link], *, column: str | None) -> Discovery:
        """Enters the links of a list page into the ledger; those that are new belong to this run."""
        assert self.record is not None
        run_id = self.record.id
        found = [found_at(link, self.site) for link in links]
        discovery = await self.call(
            lambda store: store.ledger.discover(found, site=self.site.name, column=column, run=run_id)
        )
        self.tally.add("links", len(found))
        self.tally.add("known", len(found) - len(discovery.new))
        self.tally.add("taken", len(discovery.new))
        self.feed.look_again()
        return discovery

    async def finish_walk(self, column: str | None) -> None:
        """Says that a walk has come to its end of its own: what is known now need not be walked past again."""
        await self.call(lambda store: store.ledger.finish_walk(self.site.name, column))

    async def settle(self, lease: Lease, outcome: Outcome) -> None:
        """Records what became of a URL; the word of a run whose lease was taken over counts for nothing."""
        resolution = Resolution(id=lease.id, state=outcome.state, reason=outcome.reason, again=outcome.again)
        if await self.call(lambda store: store.ledger.resolve(resolution, owner=self.owner)):
            self.tally.settle(outcome)
            if lease.id in self._old:
                self._old[lease.id] = outcome.state != "discovered"
        self.feed.done(lease)

    def later(self, work: Coroutine[Any, Any, Any]) -> None:
        """Has something done that nobody waits for before the run closes."""
        task = asyncio.ensure_future(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    def end(self, reason: str) -> None:
        """Ends the run from within: what is being fetched is finished, what waits its turn is given back."""
        if self.ended is not None:
            return
        self.ended = reason
        self.feed.end()
        self.stop_sending()
        self._closing = asyncio.ensure_future(self.crawler.engine.close_spider_async(reason=reason))

    def stop_sending(self) -> None:
        """Takes what waits its turn out of the queues."""
        pace = self.crawler.get_extension(Pace)
        if pace is not None:
            pace.drain()

    async def _live(self) -> None:
        """Says again and again that the run lives and holds its leases."""
        assert self.record is not None
        run_id = self.record.id
        while self.ended is None:
            await asyncio.sleep(LEASE / 3)
            try:
                await self.call(lambda store: store.ledger.renew(self.owner))
                alive = await self.call(lambda store: store.runs.heartbeat(run_id))
            except StoreLost:
                return
            if not alive:
                logger.error("%s: the run was written off while it was away", self.site.name)
                self.end("written_off")


def bounds_of(site: Site, *, overlap: int) -> Bounds:
    """The bounds of a scheduled run of a site: its overlap in days ends today, China time."""
    today = datetime.now(dates.CHINA).date()
    return Bounds(overlap_from=overlap_start(today, overlap), max_pages=site.list.max_pages)


def found_at(link: Link, site: Site) -> Found:
    """A link as the ledger takes it."""
    stamp = dates.parse(link.published) if link.published else None
    published_at = stamp.at() if stamp is not None and stamp.day is not None else None
    return Found(id=article_id(canonical_url(link.url, site)), link=link, published_at=published_at)

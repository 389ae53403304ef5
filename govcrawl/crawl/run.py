"""One run of one site: what it holds, counts and decides, from the opening of its spider to its verdict."""

import asyncio
import logging
from collections.abc import Callable, Coroutine
from contextlib import AsyncExitStack, suppress
from dataclasses import asdict, replace
from datetime import UTC, datetime, timedelta
from time import monotonic
from typing import Any, Self, TypeVar

from scrapy import Spider, signals
from scrapy.crawler import Crawler
from scrapy.exceptions import CloseSpider

from govcrawl.crawl.books import Books
from govcrawl.crawl.desk import Desk
from govcrawl.crawl.ending import finish
from govcrawl.crawl.failures import StoreLost
from govcrawl.crawl.keeping import Keeping
from govcrawl.crawl.logs import LABEL, redact_all
from govcrawl.crawl.outcome import Facts, of_stored
from govcrawl.crawl.owner import inherit, new_owner
from govcrawl.crawl.pace import Pace
from govcrawl.crawl.quiet import quiet_hours, quiet_now
from govcrawl.crawl.readers import readers
from govcrawl.crawl.records import Records
from govcrawl.crawl.tally import Tally
from govcrawl.crawl.verdict import Counts
from govcrawl.crawl.versions import made_with
from govcrawl.crawl.walk import bounds_of
from govcrawl.errors import QuietHours, StoreError, Unavailable
from govcrawl.items import Article, Window
from govcrawl.reading.reader import Reader
from govcrawl.site import Site
from govcrawl.store.articles import Saved
from govcrawl.store.connection import Store
from govcrawl.store.ledger import LEASE, Lease
from govcrawl.store.replay import Recorded, replay_left_behind
from govcrawl.store.runs import RunRecord
from govcrawl.store.spool import Note

T = TypeVar("T")

logger = logging.getLogger(__name__)


class Run:
    """The run of a crawler: an extension, which the spider, the pipelines and the display ask Scrapy for.

    ``ended`` is why it was ended from within, ``problem`` why it could not begin or be finished, ``record`` what the
    store keeps of it.
    """

    def __init__(self, crawler: Crawler, site: Site) -> None:
        redact_all()
        self.crawler = crawler
        self.site = site
        self.owner = new_owner()
        self.desk = Desk(crawler.settings)
        self._readers = AsyncExitStack()
        self.archive = Keeping(crawler.settings, site.name, end=self.end)
        self.tally = Tally()
        limit = int(crawler.settings.getfloat("GOVCRAWL_SPOOL_LIMIT") * 2**20)
        self.store_return = crawler.settings.getfloat("GOVCRAWL_STORE_RETURN")
        self.records = Records(self.desk, limit=limit, replayed=self._replayed)
        room = crawler.settings.getint("GOVCRAWL_IN_FLIGHT")
        self.books = Books(self.call, self.record_note, site, owner=self.owner, room=room, tally=self.tally)
        self.young = timedelta(days=crawler.settings.getfloat("GOVCRAWL_RECHECK_DAYS"))
        self.bounds = bounds_of(site, now=datetime.now(UTC), overlap=crawler.settings.getint("GOVCRAWL_OVERLAP_DAYS"))
        self.record: RunRecord | None = None
        self.ended: str | None = None
        self.stopping = asyncio.Event()
        self.problem: StoreError | None = None
        self.began = monotonic()
        self._tasks: set[asyncio.Future[Any]] = set()
        self._heartbeat: asyncio.Task[None] | None = None
        self._curfew: asyncio.TimerHandle | None = None  # when quiet hours begin
        crawler.signals.connect(self.open, signal=signals.spider_opened)
        crawler.signals.connect(self.close, signal=signals.spider_closed)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(crawler, crawler.spidercls.site)  # type: ignore[attr-defined]

    async def open(self, spider: Spider) -> None:
        """Connects and enters the run; where that cannot be, the spider is closed before it asks for anything."""
        window: Window | None = getattr(spider, "window", None)
        if window is not None:
            self.bounds = replace(self.bounds, window=window, overlap_from=None, stop_at_known=False)
            self.books.lane = "backfill"
        self.reader = Reader(await self._readers.enter_async_context(readers(self.crawler.settings)), self.site)
        try:
            self._keep_quiet()
            self.record = await asyncio.to_thread(self._begin)
        except StoreError as error:
            self.problem = error
            logger.error("%s", error)  # noqa: TRY400  a sentence for a person, no traceback
            raise CloseSpider("not_started") from error
        self.books.run = self.record.id
        self.archive.begin(self.record.id)
        if (label := LABEL.get()) is not None:
            label.run = self.record.id
        self.records.begin(self.record.id)
        self._heartbeat = asyncio.ensure_future(self._live())

    def _keep_quiet(self) -> None:
        """Has the run end when quiet hours begin; raises QuietHours within them."""
        now = datetime.now(UTC)
        hours = quiet_hours(self.site.quiet, self.crawler.settings["GOVCRAWL_QUIET"])
        if (quiet := quiet_now(hours, now)) is not None:
            raise QuietHours(f"{self.site.name} is left alone from {quiet} China time: start it later")
        if hours:
            seconds = min(each.seconds_until(now) for each in hours)
            self._curfew = asyncio.get_running_loop().call_later(seconds, self.end, "quiet")

    def _begin(self) -> RunRecord:
        self.desk.open()
        store = self.desk.store
        replay_left_behind(store, self.desk.home)
        inherit(store, self.site.name)
        return store.runs.start(
            self.site.name,
            owner=self.owner,
            kind=self.books.lane,
            exclusive=self.books.lane == "crawl",
            about=made_with(self.bounds.window),
        )

    async def close(self, spider: Spider, reason: str) -> None:
        """Gives back what is held, and finishes the run with its counts and its verdict."""
        for each in (self._heartbeat, self._curfew):
            if each is not None:
                each.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        try:
            if self.record is not None:
                await finish(self, self.ended or reason)
        except StoreError as error:
            self.problem = error
            logger.error("%s: the run could not be finished: %s", self.site.name, error)  # noqa: TRY400
        finally:
            await self.archive.close()
            self.records.close()
            await asyncio.to_thread(self.desk.close)
            await self._readers.aclose()

    def counts_so_far(self) -> Counts:
        """What the run has done so far; what has no outcome yet is waiting."""
        counts = self.counts(waiting=0)
        return replace(counts, waiting=counts.taken - sum(counts.outcomes.values()))

    def counts(self, *, waiting: int) -> Counts:
        """What the run has done, given how many of its URLs are waiting."""
        stats = self.crawler.stats
        self.tally.counters["requests"] = stats.get_value("downloader/request_count", 0)
        self.tally.counters["bytes"] = stats.get_value("downloader/response_bytes", 0)
        return self.tally.counts(waiting=waiting)

    async def call(self, operation: Callable[[Store], T]) -> T:
        """What an operation on the store gives; a MongoDB that stays away ends the run, and raises StoreLost.

        The run waits longer than outcomes do, which go to the spool, so that it may tell MongoDB of them on its return.
        """
        try:
            answer = await self.desk.call(operation, patience=self.desk.patience + self.store_return)
        except Unavailable as error:
            self._lose_store(error)
            raise StoreLost from error
        with suppress(Unavailable):  # as the next call will find out
            await self.records.replay()
        return answer

    async def attempt(self, operation: Callable[[Store], T]) -> T:
        """What an operation on the store gives that can go to the spool instead; raises Unavailable."""
        return await self.desk.call(operation)

    async def record_note(self, note: Note) -> bool:
        """Whether a note counted; one that is in the spool does until it is replayed. Raises StoreLost."""
        try:
            told = await self.records.put(note)
        except StoreError as error:
            self._lose_store(error)
            raise StoreLost from error
        if told is None:
            self.tally.add("spooled")
            return True
        if told.saved is not None and note.article is not None:
            self.saved(note.article, told.saved)
        return told.counted

    def _replayed(self, told: Recorded) -> None:
        """Counts what became of a note that was in the spool."""
        if told.saved is not None and told.note.article is not None:
            self.saved(told.note.article, told.saved)

    def _lose_store(self, error: StoreError) -> None:
        if self.ended is None:
            logger.error("%s: %s: the run ends", self.site.name, error)
        self.end("store_lost")

    def saved(self, article: Article, became: Saved) -> None:
        """Counts an article that MongoDB has acknowledged."""
        self.tally.add(became)
        if became == "new":
            self.tally.add("dated", article.published_at is not None)
            self.tally.add("sourced", article.source is not None)

    async def stored(self, lease: Lease, facts: Facts, *, article: Article | None = None) -> None:
        """Records that the article of a URL is stored, as it is now; one that is given is still to be."""
        published = facts.published_at or lease.published_at
        outcome = of_stored(published, lease.discovered_at, now=datetime.now(UTC), young=self.young)
        await self.books.settle(lease, outcome, facts, article=article)

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
        self.books.feed.end()
        self.stop_sending()
        self._closing = asyncio.ensure_future(self.crawler.engine.close_spider_async(reason=reason))

    def stop_sending(self) -> None:
        """Takes what waits its turn out of the queues."""
        self.stopping.set()
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
                alive = await self.call(lambda store: store.runs.heartbeat(run_id, counts=asdict(self.counts_so_far())))
            except StoreLost:
                return
            if not alive:
                logger.error("%s: the run was written off while it was away", self.site.name)
                self.end("written_off")

"""What goes on beside a crawl: outcomes on their way to the ledger, and what a person sees of it."""

import asyncio
import logging
from contextlib import suppress
from datetime import datetime
from time import monotonic
from typing import Any, ClassVar, Self

from rich.console import Console
from rich.progress import Progress as Screen
from rich.progress import SpinnerColumn, TaskID, TextColumn, TimeElapsedColumn
from rich.table import Column
from scrapy import Request, signals
from scrapy.crawler import Crawler
from scrapy.exceptions import DropItem
from scrapy.http import Response
from twisted.python.failure import Failure

from govcrawl.chinese.dates import CHINA
from govcrawl.crawl.failures import NotStored, StoreLost
from govcrawl.crawl.outcome import Facts, Outcome, content_hash, failed
from govcrawl.crawl.progress import Progress, Rate, still_to_come
from govcrawl.crawl.run import Run
from govcrawl.items import Article
from govcrawl.store.ledger import Lease

logger = logging.getLogger(__name__)


class Companion:
    """An extension that works with the run of its crawler, which Scrapy makes before it."""

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler

    @property
    def run(self) -> Run:
        run = self.crawler.get_extension(Run)
        assert run is not None
        return run


class Outcomes(Companion):
    """Tells the ledger what became of a page once the pipelines are done with it, and of one that broke the spider."""

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        outcomes = cls(crawler)
        crawler.signals.connect(outcomes.stored, signal=signals.item_scraped)
        crawler.signals.connect(outcomes.dropped, signal=signals.item_dropped)
        crawler.signals.connect(outcomes.broke_pipeline, signal=signals.item_error)
        crawler.signals.connect(outcomes.broke_spider, signal=signals.spider_error)
        return outcomes

    async def stored(self, item: Article, response: Response) -> None:
        if (lease := lease_of(response)) is not None:
            await self.run.stored(lease, facts_of_all(response, item))

    async def dropped(self, item: Article, response: Response, exception: DropItem) -> None:
        lease = lease_of(response)
        if lease is None:
            return
        if not isinstance(exception, NotStored):
            await self.run.books.settle(lease, Outcome("skipped", "dropped"))
        elif exception.reason is None:
            await self.run.stored(lease, facts_of_all(response, item), article=item)
        else:
            await self.run.books.settle(lease, failed(exception.reason, lease.attempts))

    async def broke_pipeline(self, response: Response) -> None:
        self.run.tally.add("errors")
        if (lease := lease_of(response)) is not None:
            await self.run.books.settle(lease, failed("pipeline_error", lease.attempts))

    def broke_spider(self, response: Response | Failure) -> None:
        self.run.tally.add("errors")
        if (lease := lease_of(response)) is not None:
            self.run.later(self.run.books.settle(lease, failed("spider_error", lease.attempts)))
        elif (way := _arguments(response).get("way")) is not None and way.lease is None:
            self.run.books.feed.walk_ended()
        elif way is not None:
            self.run.later(self.run.books.settle_list(way.lease, failed("spider_error", way.lease.attempts)))


class Display(Companion):
    """A line a crawl: live on a terminal, where the crawls of a process share one screen, else in the log."""

    console: ClassVar[Console] = Console(stderr=True)
    screen: ClassVar[Screen | None] = None

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self.rate = Rate()
        self.live = crawler.settings.getbool("GOVCRAWL_LIVE")
        self.pause = 0.5 if self.live else crawler.settings.getfloat("LOGSTATS_INTERVAL")  # seconds
        self.line: TaskID | None = None
        self.watch: asyncio.Task[None] | None = None

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        display = cls(crawler)
        crawler.signals.connect(display.open, signal=signals.spider_opened)
        crawler.signals.connect(display.close, signal=signals.spider_closed)
        return display

    def open(self) -> None:
        if self.live:
            if Display.screen is None:
                Display.screen = screen(Display.console)
                Display.screen.start()
            self.line = Display.screen.add_task(self.run.site.name, total=None, said="")
        self.watch = asyncio.ensure_future(self._watch())

    def close(self) -> None:
        if self.watch is not None:
            self.watch.cancel()
        if self.run.record is not None:
            self.show(self.progress(queue=None))
        if Display.screen is not None and self.line is not None:
            Display.screen.update(self.line, total=1, completed=1)
            if Display.screen.finished:
                Display.screen.stop()
                Display.screen = None

    def show(self, progress: Progress) -> None:
        if Display.screen is not None and self.line is not None:
            Display.screen.update(self.line, said=str(progress))
        else:
            logger.info("%s: %s", self.run.site.name, progress, extra={"facts": progress.facts()})

    def progress(self, *, queue: int | None) -> Progress:
        """How far the run is, given how many URLs wait for it; ``None`` once it is over."""
        counts = self.run.counts_so_far()
        if queue is None:
            return Progress(counts=counts, rate=0.0, queue=0)
        rate = self.rate.of(counts.requests, at=monotonic())
        walks, bounds = self.crawler.spider.walks.values(), self.run.bounds  # type: ignore[union-attr]
        ahead = None
        if bounds.window.since is not None:
            columns, today = len(self.run.site.columns), datetime.now(CHINA).date()
            ahead = still_to_come(counts, walks, columns=columns, window=bounds.window, today=today)
        left = (queue + ahead) / rate if ahead is not None and rate else None
        return Progress(counts=counts, rate=rate, queue=queue, left=left)

    async def _watch(self) -> None:
        with suppress(StoreLost):
            while True:
                await asyncio.sleep(self.pause)
                self.show(self.progress(queue=await self._queue()))

    async def _queue(self) -> int:
        """How many URLs wait: of a scheduled run its own, of a backfill those of all its processes."""
        if self.run.books.lane == "crawl":
            return self.run.counts_so_far().waiting
        site = self.run.site.name
        return await self.run.call(lambda store: store.overviews.backlog(site)["backfill"])


def screen(console: Console) -> Screen:
    """The live display of a process."""
    columns = (
        SpinnerColumn(finished_text="[green]✓[/]"),
        TextColumn("{task.description}", style="bold"),
        TextColumn("{task.fields[said]}", table_column=Column(no_wrap=True, ratio=1)),
        TimeElapsedColumn(),
    )
    return Screen(*columns, console=console, transient=True, expand=True)


def facts_of_all(response: Response, item: Article) -> Facts:
    """What the ledger keeps of the page of an article; a page of several says nothing of the others."""
    return Facts() if _arguments(response).get("parts") else facts_of(response, item.published_at)


def facts_of(response: Response, published_at: datetime | None) -> Facts:
    """What the ledger keeps of a page whose article is stored."""
    etag, modified = (response.headers.get(name) for name in ("ETag", "Last-Modified"))
    return Facts(
        published_at=published_at,
        etag=etag.decode("latin-1") if etag else None,
        last_modified=modified.decode("latin-1") if modified else None,
        content_hash=content_hash(response.body),
    )


def lease_of(response: Response | Failure) -> Lease | None:
    """The lease for which a response, or the failure in its stead, was asked for."""
    return _arguments(response).get("lease")


def _arguments(response: Response | Failure) -> dict[str, Any]:
    request: Request | None = getattr(response, "request", None)
    return {} if request is None else request.cb_kwargs

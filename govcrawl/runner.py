"""Runs spiders, several in one process, and says how it went."""

import asyncio
import contextlib
import ctypes
import gc
import logging
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from rich.logging import RichHandler
from scrapy.crawler import AsyncCrawlerProcess, Crawler
from scrapy.settings import Settings
from twisted.internet.error import ReactorNotRunning

from govcrawl.crawl.logs import LABEL, PLAIN, JsonLines, Label, Masked
from govcrawl.crawl.plan import Plan
from govcrawl.crawl.planner import Planner
from govcrawl.crawl.readers import readers
from govcrawl.crawl.run import Run
from govcrawl.errors import StoreError
from govcrawl.extensions import Display
from govcrawl.items import Window
from govcrawl.site import Site
from govcrawl.store.runs import RunRecord

M_ARENA_MAX = -8  # of glibc's malloc.h
# What is left of the edge where nothing is to be kept.
PLAN_ONLY: Mapping[str, Any] = {
    "EXTENSIONS": {"govcrawl.crawl.pace.Pace": 100},
    "ITEM_PIPELINES": {},
}


@dataclass(frozen=True, slots=True)
class Job:
    """A site to be crawled, and the arguments of its spider (``start_urls``)."""

    site: str
    arguments: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Report:
    """How the run of one site went; ``record`` is ``None`` where it could not begin, ``problem`` says why."""

    site: str
    record: RunRecord | None
    problem: StoreError | None


def crawl(jobs: Sequence[Job], *, options: Mapping[str, Any] | None = None, at_once: int = 32) -> list[Report]:
    """The reports of the runs, in the order of the jobs; once a process, as Twisted's reactor starts once.

    ``options`` are settings that count above the project's; ``at_once`` is how many sites are crawled at a time.
    A job whose turn had not come when the process was told to end has no report.
    """
    process = prepare(options or {})
    crawlers = [process.create_crawler(job.site) for job in jobs]
    carry_out(process, crawlers, [job.arguments for job in jobs], at_once=at_once)
    return [made for crawler in crawlers if (made := report(crawler)) is not None]


def plan(site: Site, window: Window, *, options: Mapping[str, Any] | None = None) -> list[Plan]:
    """What a backfill of each column of a site will take; once a process."""
    process = prepare({**PLAN_ONLY, **(options or {})})
    planner = type("SitePlanner", (Planner,), {"site": site})
    crawler = process.create_crawler(planner)
    carry_out(process, [crawler], [{"window": window}], at_once=1)
    assert isinstance(crawler.spider, Planner)
    return crawler.spider.plans


def share_heap() -> None:
    """Has the threads of this process share one heap, where its C library is glibc.

    Else each has its own, in which pages of all sizes leave gaps: a long crawl grew by 7 KB a page.
    """
    if sys.platform == "linux":
        with contextlib.suppress(AttributeError):  # another C library
            ctypes.CDLL(None).mallopt(M_ARENA_MAX, 1)


def prepare(options: Mapping[str, Any]) -> AsyncCrawlerProcess:
    """A process with the project's settings, the given ones above them, and its log."""
    share_heap()
    settings = project_settings(options)
    process = AsyncCrawlerProcess(settings)
    form = settings["GOVCRAWL_LOG_FORMAT"]
    keep_log(live=settings.getbool("GOVCRAWL_LIVE"), form=form, level=settings["LOG_LEVEL"])
    return process


def carry_out(
    process: AsyncCrawlerProcess, crawlers: Sequence[Crawler], arguments: Sequence[Mapping[str, Any]], *, at_once: int
) -> None:
    """Crawls to the end, so many at a time; raises what a crawl raised that should not have."""
    gc.freeze()  # what is imported stays
    driving = asyncio.get_event_loop().create_task(drive(process, crawlers, arguments, at_once))
    driving.add_done_callback(lambda _: stop_reactor())
    process.start(stop_after_crawl=False)
    for problem in driving.result():
        if problem is not None:
            raise problem


async def drive(
    process: AsyncCrawlerProcess, crawlers: Sequence[Crawler], arguments: Sequence[Mapping[str, Any]], at_once: int
) -> list[BaseException | None]:
    """Crawls one after the other, so many at a time; what each raised that should not have."""
    turn = asyncio.Semaphore(at_once)

    async def take_turn(crawler: Crawler, given: Mapping[str, Any]) -> None:
        LABEL.set(Label(crawler.spidercls.site.name))  # type: ignore[attr-defined]
        async with turn:
            if not any(map(was_stopped, crawlers)):
                await process.crawl(crawler, **given)

    turns = [take_turn(crawler, given) for crawler, given in zip(crawlers, arguments, strict=True)]
    async with readers(process.settings):
        return await asyncio.gather(*turns, return_exceptions=True)


def was_stopped(crawler: Crawler) -> bool:
    """Whether a crawl ended because the process was told to."""
    return crawler.spider is not None and crawler.stats.get_value("finish_reason") == "shutdown"


def stop_reactor() -> None:
    from twisted.internet import reactor

    with contextlib.suppress(ReactorNotRunning):
        reactor.stop()  # type: ignore[misc]


def project_settings(options: Mapping[str, Any]) -> Settings:
    """The settings of the project, wherever the process was started, and the given ones above them."""
    settings = Settings()
    settings.setmodule("govcrawl.settings", priority="project")
    quiet = {"LOG_INSTALL_ROOT_HANDLER": False, "STATS_DUMP": False, "GOVCRAWL_LIVE": sys.stderr.isatty()}
    settings.setdict(quiet, priority="project")
    settings.setdict(dict(options), priority="cmdline")
    if settings["GOVCRAWL_LOG_FORMAT"] == "json":
        settings.set("GOVCRAWL_LIVE", False, priority="cmdline")
    return settings


def keep_log(*, live: bool, level: str, form: str = "plain") -> None:
    """Sends the log to standard error: above the live display where there is one, else as plain lines or as JSON.

    Of Scrapy and Twisted only warnings are of interest to an operator; ``scrapy crawl`` says all.
    """
    handler: logging.Handler = logging.StreamHandler()
    line = JsonLines() if form == "json" else logging.Formatter(PLAIN)
    if live:
        handler = RichHandler(console=Display.console, show_path=False, rich_tracebacks=False)
        line = logging.Formatter("%(message)s")
    handler.setFormatter(Masked(line))
    logging.captureWarnings(form == "json")
    root = logging.getLogger()
    root.addHandler(handler)
    root.setLevel(level)
    for library in ("scrapy", "twisted", "pymongo", "trafilatura", "asyncio"):
        logging.getLogger(library).setLevel(logging.WARNING)


def report(crawler: Crawler) -> Report | None:
    """How the run of a crawler went; ``None`` where its turn did not come."""
    if crawler.spider is None:
        return None
    run = crawler.get_extension(Run)
    assert run is not None
    return Report(run.site.name, run.record, run.problem)

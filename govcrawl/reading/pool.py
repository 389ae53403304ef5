"""Worker processes that read pages, and what becomes of a page that hangs or kills its worker.

The event loop itself speaks with them, by pipes: threads in between would wait for the interpreter's lock, five
milliseconds a time, while Scrapy is busy. A worker is given a few pages ahead, so that it never waits for the crawl.
"""

import asyncio
import logging
import pickle
from collections import deque
from dataclasses import dataclass, field

from govcrawl.errors import ReaderLost
from govcrawl.reading.errands import Answer, Errand
from govcrawl.reading.messages import Broken, message
from govcrawl.reading.process import Process

AHEAD = 4  # pages that a worker holds, the one it reads among them
MOST_DEATHS = 3  # in a row before a worker was ready: then none will be
GRACE = 5.0  # seconds for a worker to end once it is told to

logger = logging.getLogger(__name__)


@dataclass(eq=False, slots=True)
class Job:
    """An errand on its way, and where its answer is waited for."""

    url: str
    message: bytes
    answer: asyncio.Future[Answer]


@dataclass(eq=False, slots=True)
class Worker:
    """A running worker; ``jobs`` are what it holds, the first of them in work once it is ``ready``."""

    process: Process
    jobs: deque[Job] = field(default_factory=deque)
    ready: bool = False
    hung: bool = False
    alarm: asyncio.TimerHandle | None = None

    def give(self, job: Job, *, limit: float) -> None:
        self.process.tell(job.message)
        self.jobs.append(job)
        if self.ready and len(self.jobs) == 1:
            self.watch(limit)

    def watch(self, limit: float) -> None:
        """Gives the page now in work so many seconds from now."""
        if self.alarm is not None:
            self.alarm.cancel()
        self.alarm = asyncio.get_running_loop().call_later(limit, self.kill) if self.jobs else None

    def kill(self) -> None:
        self.hung = True
        self.process.kill()


class Pool:
    """So many workers. ``limit`` is the seconds that one page may take."""

    def __init__(self, size: int, *, limit: float) -> None:
        self.size = size
        self.limit = limit
        self.workers: list[Worker] = []
        self._waiting: deque[Job] = deque()
        self._lives: list[asyncio.Task[None]] = []
        self._closing = False
        self._deaths = 0

    def start(self) -> None:
        """Starts the workers, unless they are; errands may be given at once."""
        if not self._lives:
            self._lives = [asyncio.ensure_future(self._live()) for _ in range(self.size)]
            for life in self._lives:
                life.add_done_callback(self._ended)

    async def read(self, errand: Errand) -> Answer:
        """The answer to an errand; raises ReaderLost where a worker was lost over it."""
        if self._is_beyond_help():
            raise ReaderLost(errand.page.url, "extractor_died")
        self.start()
        job = Job(errand.page.url, message(errand), asyncio.get_running_loop().create_future())
        self._waiting.append(job)
        self._hand_out()
        return await job.answer

    async def close(self) -> None:
        """Ends the workers; what they still hold is not answered."""
        self._closing = True
        for worker in self.workers:
            worker.process.dismiss()
        if self._lives:
            _, late = await asyncio.wait(self._lives, timeout=GRACE)
            for worker in self.workers:
                worker.process.kill()
            await asyncio.gather(*late)

    def _hand_out(self) -> None:
        """Gives waiting pages to the workers that have the fewest."""
        while self._waiting:
            worker = min(self.workers, key=lambda each: len(each.jobs), default=None)
            if worker is None or len(worker.jobs) >= AHEAD:
                return
            worker.give(self._waiting.popleft(), limit=self.limit)

    async def _live(self) -> None:
        """One worker after the other, each until it ends."""
        while not self._closing and not self._is_beyond_help():
            worker = Worker(await Process.started())
            self._take_on(worker)
            await self._listen(worker)
            self.workers.remove(worker)
            await worker.process.ended()
            self._bury(worker)

    def _take_on(self, worker: Worker) -> None:
        """Gives a new worker its first pages, or ends it where it was on its way when the others were told to end."""
        self.workers.append(worker)
        if self._closing:
            worker.process.kill()
        else:
            self._hand_out()

    async def _listen(self, worker: Worker) -> None:
        """Passes on what a worker answers, until it ends."""
        while (said := await worker.process.said()) is not None:
            if worker.ready:
                self._deliver(worker.jobs.popleft(), pickle.loads(said))  # noqa: S301
            worker.ready = True
            self._deaths = 0
            worker.watch(self.limit)
            self._hand_out()

    def _deliver(self, job: Job, said: Answer | Broken) -> None:
        if job.answer.done():
            return  # nobody waits for it any more
        if isinstance(said, Broken):
            job.answer.set_exception(said)
        else:
            job.answer.set_result(said)

    def _bury(self, worker: Worker) -> None:
        """Says what became of the page over which a worker ended; those behind it go to another."""
        if worker.alarm is not None:
            worker.alarm.cancel()
        if self._closing:
            return
        if worker.ready and worker.jobs:
            self._lose(worker.jobs.popleft(), "extractor_hung" if worker.hung else "extractor_died")
        elif not worker.ready:
            self._deaths += 1
        self._waiting.extendleft(reversed(worker.jobs))
        if self._is_beyond_help():
            logger.error("workers end as they start: no page can be read; see what they say on standard error")
            while self._waiting:
                self._lose(self._waiting.popleft(), "extractor_died")
        self._hand_out()

    def _ended(self, life: asyncio.Task[None]) -> None:
        """Passes a fault of the pool itself on to all who wait."""
        error = None if life.cancelled() else life.exception()
        if error is not None:
            self._deaths = MOST_DEATHS
            for job in (*self._waiting, *(job for worker in self.workers for job in worker.jobs)):
                if not job.answer.done():
                    job.answer.set_exception(error)

    def _lose(self, job: Job, reason: str) -> None:
        logger.warning("%s: %s", job.url, reason)
        if not job.answer.done():
            job.answer.set_exception(ReaderLost(job.url, reason))

    def _is_beyond_help(self) -> bool:
        return self._deaths >= MOST_DEATHS

"""What goes wrong in a run: its name in the ledger, and whether the run goes on."""

import logging
from dataclasses import replace

from govcrawl.crawl import outcome
from govcrawl.crawl.failures import Stopped, Unfetched
from govcrawl.crawl.outcome import Facts, Outcome
from govcrawl.crawl.pace import Pace
from govcrawl.crawl.run import Run
from govcrawl.crawl.walk import Way
from govcrawl.errors import Blocked, ReaderLost, Rejected
from govcrawl.items import PageRef
from govcrawl.store.ledger import Lease

LIST_REST = 60.0  # seconds until a list page of a backfill is asked for again
SLOWER = 4.0  # times the pause between two requests, after a wall

logger = logging.getLogger(__name__)


class Setbacks:
    """The refusals and failures of one run. ``most_walls`` in a row end it."""

    def __init__(self, run: Run, *, most_walls: int) -> None:
        self.run = run
        self.most_walls = most_walls
        self.walls = 0

    async def refused(
        self, lease: Lease, error: Rejected, *, status: int, host: str, pages: tuple[PageRef, ...] = ()
    ) -> None:
        """A page that yields no article; ``pages`` is where it is archived."""
        became = outcome.of_refusal(error, status=status, attempts=lease.attempts)
        await self.run.books.settle(lease, became, Facts(pages=pages or None))
        self.count_wall(error, host)

    async def failed(self, lease: Lease, error: BaseException) -> None:
        """A request for an article that brought no response."""
        await self.run.books.settle(lease, outcome.of_failure(error, attempts=lease.attempts))
        self.heed(error)

    async def unread(self, lease: Lease, error: ReaderLost, pages: tuple[PageRef, ...]) -> None:
        """A page over which the process that read it was lost."""
        await self.run.books.settle(lease, outcome.failed(error.reason, lease.attempts), Facts(pages=pages or None))

    async def list_unread(self, way: Way, error: ReaderLost) -> None:
        """The same of a page that was to be a list."""
        await self.list_lost(way, f"failed/{error.reason}", outcome.failed(error.reason, tries(way)))

    async def list_refused(self, way: Way, error: Rejected, *, status: int, host: str) -> None:
        """A page that was to be a list and is none."""
        logger.warning("%s", error)
        kind = "blocked" if isinstance(error, Blocked) else "rejected"
        await self.list_lost(
            way, f"{kind}/{error.reason}", outcome.of_refusal(error, status=status, attempts=tries(way))
        )
        self.count_wall(error, host)

    async def list_failed(self, way: Way, url: str, error: BaseException) -> None:
        """A request for a list page that brought no response."""
        became = outcome.of_failure(error, attempts=tries(way))
        if isinstance(error, Stopped):
            await self.settle_list(way, became)
        else:
            logger.warning("%s: %s: %s", url, became.reason, error)
            await self.list_lost(way, f"failed/{became.reason}", became)
        self.heed(error)

    async def list_lost(self, way: Way, reason: str, became: Outcome) -> None:
        """Counts a list page that was not had; one of a backfill is asked for again, soon, until that is in vain."""
        self.run.tally.add("lists_failed")
        self.run.tally.add("walks_cut", way.lease is None or became.again is None)
        self.run.tally.reasons[f"list/{reason}"] += 1
        await self.settle_list(way, became if became.again is None else replace(became, again=LIST_REST))

    async def settle_list(self, way: Way, became: Outcome) -> None:
        if way.lease is not None:
            await self.run.books.settle_list(way.lease, became)

    def heed(self, error: BaseException) -> None:
        """Ends the run where a host asked to be left alone for longer than the run waits."""
        if isinstance(error, Unfetched) and error.reason == "throttled":
            logger.warning("%s", error)
            self.run.end("throttled")

    def count_wall(self, error: Rejected, host: str) -> None:
        """Slows a host down that put up a wall; after some walls in a row the run ends."""
        if not isinstance(error, Blocked):
            return
        self.walls += 1
        pace = self.run.crawler.get_extension(Pace)
        if pace is not None:
            pace.slow(host, SLOWER * pace.delay(host))
            logger.warning("%s: %s; it is asked every %.3g s from now on", host, error.reason, pace.delay(host))
        if self.walls >= self.most_walls:
            logger.error("%s: %d walls in a row, the last one %s", self.run.site.name, self.walls, error.reason)
            self.run.end("blocked")

    def forget(self) -> None:
        """Forgets the walls: a page was read."""
        self.walls = 0


def tries(way: Way) -> int:
    """How often a list page was asked for, this time included."""
    return way.lease.attempts if way.lease is not None else 1

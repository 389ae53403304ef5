"""What a run puts into the archive: every article page, and list pages where somebody will want to see them."""

import asyncio
import contextlib
import errno
import logging
from collections import deque
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from platform import python_version

from scrapy.exceptions import CloseSpider
from scrapy.http import Response
from scrapy.settings import BaseSettings

from govcrawl import __version__
from govcrawl.archive import Capture, Writer
from govcrawl.crawl.batches import Batches
from govcrawl.crawl.responses import capture_of
from govcrawl.items import Page, PageRef

MOST_HELD = 20  # list pages without links that are held until the run is judged
LINGER = 0.05  # seconds in which more pages may come to be written together
MEGABYTE = 2**20
FULL = {errno.ENOSPC, errno.EDQUOT}

logger = logging.getLogger(__name__)


class ArchiveLost(CloseSpider):
    """A page could not be archived; where Scrapy knows no better, it closes the spider."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)


class Keeping:
    """The archive as one run fills it.

    List pages are held back, the latest few, as long as none has brought a link: they are what explains a run that
    ends ``empty``. With ``GOVCRAWL_ARCHIVE_LISTS`` all are archived. ``end`` ends the run, given why.
    """

    def __init__(self, settings: BaseSettings, site: str, *, end: Callable[[str], None]) -> None:
        self.site = site
        self.end = end
        self.directory = Path(settings["GOVCRAWL_ARCHIVE_DIR"])
        self.largest = round(settings.getfloat("GOVCRAWL_ARCHIVE_SIZE") * MEGABYTE)
        self.is_on = settings.getbool("GOVCRAWL_ARCHIVE")
        self.lists_too = settings.getbool("GOVCRAWL_ARCHIVE_LISTS")
        self.agent: str = settings["USER_AGENT"]
        self.contact: str = settings["GOVCRAWL_CONTACT"] or ""
        self._writer: Writer | None = None
        self._held: deque[Capture] = deque(maxlen=MOST_HELD)
        self._batches: Batches[Capture, PageRef] = Batches(self._write_some, linger=LINGER)

    def begin(self, run: str) -> None:
        """Has what follows archived under the name of a run."""
        if not self.is_on:
            return
        said = {
            "software": f"govcrawl/{__version__} (Python {python_version()})",
            "format": "WARC File Format 1.1",
            "conformsTo": "https://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/",
            "isPartOf": f"{self.site} run {run}",
            "robots": "obey",
            "http-header-user-agent": self.agent,
        }
        operator = {"operator": self.contact} if self.contact else {}
        stem = f"{datetime.now(UTC):%Y%m%d%H%M%S}-{run[:8]}"
        self._writer = Writer(
            self.directory, site=self.site, stem=stem, said={**said, **operator}, largest=self.largest
        )

    async def keep(self, response: Response, page: Page) -> tuple[PageRef, ...]:
        """Where a page is archived, once it is, nothing where there is no archive; raises ArchiveLost."""
        return () if self._writer is None else (await self._batches.put(capture_of(response, page)),)

    async def keep_list(self, response: Response, page: Page, *, links_seen: int) -> None:
        """Archives a list page, or holds it back; raises ArchiveLost."""
        if self._writer is None:
            return
        if self.lists_too:
            await self._batches.put(capture_of(response, page))
        elif links_seen:
            self._held.clear()
        else:
            self._held.append(capture_of(response, page))

    async def keep_held(self) -> list[PageRef]:
        """Where the list pages that were held back are archived; none where they could not be."""
        refs = []
        with contextlib.suppress(ArchiveLost):  # it has been said, and the run is at its end
            while self._writer is not None and self._held:
                refs.append(await self._batches.put(self._held.popleft()))
        return refs

    async def close(self) -> None:
        """Has all that was archived on disk."""
        if self._writer is not None:
            try:
                await asyncio.to_thread(self._writer.close)
            except OSError as error:
                logger.error("%s: the end of the archive may not be on disk: %s", self.site, error)  # noqa: TRY400

    async def _write_some(self, captures: Sequence[Capture]) -> Sequence[PageRef | ArchiveLost]:
        """Where captures are, written by one thread one after the other; a thread for each would cost more."""
        assert self._writer is not None
        return [self._told(each) for each in await asyncio.to_thread(written, self._writer, captures)]

    def _told(self, each: PageRef | OSError) -> PageRef | ArchiveLost:
        """Ends the run over a capture that could not be written."""
        if isinstance(each, PageRef):
            return each
        reason = "disk_full" if each.errno in FULL else "archive_lost"
        logger.error("%s: the archive cannot be written (%s): the run ends", self.site, each.strerror)
        self.end(reason)
        lost = ArchiveLost(reason)
        lost.__cause__ = each
        return lost


def written(writer: Writer, captures: Sequence[Capture]) -> list[PageRef | OSError]:
    """Where each capture is, or why it could not be written."""
    answers: list[PageRef | OSError] = []
    for capture in captures:
        try:
            answers.append(writer.write(capture))
        except OSError as error:
            answers.append(error)
    return answers

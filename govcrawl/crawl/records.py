"""The outcomes of a run on their way to MongoDB: at once, or by way of the spool while it is away."""

import asyncio
import logging
from collections.abc import Callable, Sequence

from govcrawl.crawl.batches import Batches
from govcrawl.crawl.desk import Desk
from govcrawl.errors import StoreError, Unavailable
from govcrawl.store.replay import Recorded, record_many, replay
from govcrawl.store.spool import DIRECTORY, Ending, Note, Spool

logger = logging.getLogger(__name__)

TOLD_LATER = "MongoDB is away: what became of %s is in the spool %s until it is back"


class Records:
    """What a run has recorded. ``replayed`` is told what became of every note that was in the spool."""

    def __init__(self, desk: Desk, *, limit: int, replayed: Callable[[Recorded], None]) -> None:
        self.desk = desk
        self.limit = limit
        self.replayed = replayed
        self.spool: Spool | None = None
        self._batches: Batches[Note, Recorded | None] = Batches(self._put_many)
        self._turn = asyncio.Lock()

    def begin(self, run: str) -> None:
        self.spool = Spool(self.desk.home / DIRECTORY, run, limit=self.limit)

    @property
    def in_spool(self) -> int:
        """How many notes MongoDB has not been told yet."""
        return 0 if self.spool is None else self.spool.waiting

    async def put(self, note: Note) -> Recorded | None:
        """What became of a note, ``None`` where it waits in the spool; raises StoreError where it cannot even that."""
        return await self._batches.put(note)

    async def _put_many(self, notes: Sequence[Note]) -> Sequence[Recorded | StoreError | None]:
        try:
            return await self.desk.call(lambda store: record_many(store, notes))
        except Unavailable:
            return [await self._kept(note) for note in notes]

    async def _kept(self, note: Note) -> StoreError | None:
        try:
            await self.keep(note)
        except StoreError as error:
            return error
        return None

    async def keep(self, kept: Note | Ending) -> None:
        """Writes something into the spool; raises StoreError where that cannot be."""
        assert self.spool is not None
        await asyncio.to_thread(self.spool.put, kept)
        if isinstance(kept, Note):
            logger.warning(TOLD_LATER, kept.url, self.spool.written)

    async def replay(self) -> None:
        """Tells MongoDB what is in the spool; raises Unavailable where it is away again."""
        async with self._turn:
            spool = self.spool
            if spool is None or spool.is_empty:
                return
            told: Sequence[Recorded] = await self.desk.ask(lambda store: list(replay(store, spool)))
        for each in told:
            self.replayed(each)
        logger.info("MongoDB is back: %d outcomes that were in the spool are stored now", len(told))

    def close(self) -> None:
        """Leaves the spool, and what is still in it to the next start."""
        if self.spool is not None:
            self.spool.close()

"""Where a run keeps its store: a connection that waits out MongoDB's absence, and brings an embedded server back."""

import asyncio
import logging
from collections.abc import Callable
from contextlib import ExitStack
from itertools import chain, repeat
from pathlib import Path
from time import monotonic
from typing import TypeVar

from scrapy.settings import BaseSettings

from govcrawl.errors import StoreError, Unavailable
from govcrawl.store.connection import Store, connect
from govcrawl.store.embedded import embedded, ensure

T = TypeVar("T")

PAUSES = (0.5, 1.0, 2.0)  # seconds between two tries; then the longest for ever
LONGEST_PAUSE = 5.0
BREAK = 10.0  # seconds between two tries of whatever kind, once patience is at its end
EMBEDDED_TIMEOUT = 3.0  # seconds; a server without peers has no elections to wait for, it is started again

logger = logging.getLogger(__name__)


class Desk:
    """The store of one run.

    ``timeout`` is the seconds after which a MongoDB counts as gone, ``patience`` those an outage may last until calls
    give up; then MongoDB is asked every ten seconds, and whoever calls in between is told at once.
    """

    def __init__(self, settings: BaseSettings) -> None:
        self.uri: str | None = settings["MONGODB_URI"]
        self.database: str = settings["MONGODB_DATABASE"]
        self.home = Path(settings["GOVCRAWL_DATA_DIR"])
        self.embedded = self.uri is None
        self.timeout = EMBEDDED_TIMEOUT if self.embedded else settings.getfloat("GOVCRAWL_STORE_TIMEOUT")
        self.patience = settings.getfloat("GOVCRAWL_STORE_PATIENCE")
        self._store: Store | None = None
        self._gone_at: float | None = None  # when MongoDB was first missed
        self._missed: tuple[float, Unavailable] | None = None  # when it was last, and how
        self._held = ExitStack()

    @property
    def store(self) -> Store:
        assert self._store is not None, "the desk is not open"
        return self._store

    @property
    def is_open(self) -> bool:
        return self._store is not None

    def open(self) -> None:
        """Connects, starting the embedded server where no URI is given; raises StoreError."""
        if self.embedded:
            self.uri = self._held.enter_context(embedded(self.home))
        assert self.uri is not None
        self._store = connect(self.uri, database=self.database, timeout=self.timeout)

    def close(self) -> None:
        """Leaves the store; the last to leave an embedded server stops it."""
        if self._store is not None:
            self._store.close()
            self._store = None
        self._held.close()

    async def call(self, operation: Callable[[Store], T], *, patience: float | None = None) -> T:
        """What an operation on the store gives, run in a thread; raises Unavailable once patience is at its end."""
        most = self.patience if patience is None else patience
        for pause in chain(PAUSES, repeat(LONGEST_PAUSE)):
            if self._missed is not None and self._gone_for() > most and monotonic() < self._missed[0] + BREAK:
                raise self._missed[1]
            try:
                return await self.ask(operation)
            except Unavailable as error:
                if self._gone_for() + pause > most:
                    raise
                logger.warning("%s; trying again in %g s", error, pause)
            await asyncio.sleep(pause)
            await asyncio.to_thread(self._revive)
        raise AssertionError("the pauses have no end")

    async def ask(self, operation: Callable[[Store], T]) -> T:
        """What an operation on the store gives; raises Unavailable where it gives nothing at once."""
        asked = monotonic()
        try:
            answer = await asyncio.to_thread(operation, self.store)
        except Unavailable as error:
            self._gone_at = self._gone_at or asked
            self._missed = monotonic(), error
            raise
        self._gone_at = self._missed = None
        return answer

    def _gone_for(self) -> float:
        """The seconds for which MongoDB has been missed."""
        return 0.0 if self._gone_at is None else monotonic() - self._gone_at

    def _revive(self) -> None:
        """Starts an embedded server that has died; where it answers at a new address, the store moves there."""
        if not self.embedded:
            return
        try:
            uri = ensure(self.home)
            if uri != self.uri:
                self.store.close()
                self._store = connect(uri, database=self.database, timeout=self.timeout)
                self.uri = uri
        except StoreError as error:
            logger.warning("%s", error)

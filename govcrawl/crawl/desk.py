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
EMBEDDED_TIMEOUT = 3.0  # seconds; a server without peers has no elections to wait for, it is started again

logger = logging.getLogger(__name__)


class Desk:
    """The store of one run.

    ``timeout`` is the seconds after which a MongoDB counts as gone, ``patience`` those a call waits for its return.
    """

    def __init__(self, settings: BaseSettings) -> None:
        self.uri: str | None = settings["MONGODB_URI"]
        self.database: str = settings["MONGODB_DATABASE"]
        self.home = Path(settings["GOVCRAWL_DATA_DIR"])
        self.embedded = self.uri is None
        self.timeout = EMBEDDED_TIMEOUT if self.embedded else settings.getfloat("GOVCRAWL_STORE_TIMEOUT")
        self.patience = settings.getfloat("GOVCRAWL_STORE_PATIENCE")
        self._store: Store | None = None
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

    async def call(self, operation: Callable[[Store], T]) -> T:
        """What an operation on the store gives, run in a thread; raises Unavailable once patience is at its end."""
        until = monotonic() + self.patience
        for pause in chain(PAUSES, repeat(LONGEST_PAUSE)):
            try:
                return await asyncio.to_thread(operation, self.store)
            except Unavailable as error:
                if monotonic() + pause > until:
                    raise
                logger.warning("%s; trying again in %g s", error, pause)
            await asyncio.sleep(pause)
            await asyncio.to_thread(self._revive)
        raise AssertionError("the pauses have no end")

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

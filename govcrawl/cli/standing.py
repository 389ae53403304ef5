"""A store that stands for as long as a service runs, through absences of MongoDB."""

import logging
from contextlib import ExitStack
from pathlib import Path
from typing import Self

from govcrawl import settings
from govcrawl.cli.database import Chosen
from govcrawl.cli.outcome import NotStarted
from govcrawl.errors import StoreError
from govcrawl.store.connection import Store, connect
from govcrawl.store.embedded import embedded, ensure

logger = logging.getLogger(__name__)


class Standing:
    """A block in which there is a store; an embedded server that dies is started again when ``revive`` is asked."""

    def __init__(self, chosen: Chosen) -> None:
        self._chosen = chosen
        self._held = ExitStack()
        self._uri = ""
        self._store: Store | None = None

    def __enter__(self) -> Self:
        try:
            self._uri = self._chosen.uri or self._held.enter_context(embedded(Path(settings.GOVCRAWL_DATA_DIR)))
            self._connect()
        except StoreError as error:
            self._held.close()
            raise NotStarted(str(error)) from error
        return self

    def __exit__(self, *_: object) -> None:
        if self._store is not None:
            self._store.close()
        self._held.close()

    @property
    def store(self) -> Store:
        assert self._store is not None, "outside of the block"
        return self._store

    def revive(self) -> Store:
        """The store, at a new address where the embedded server has one."""
        if self._chosen.uri is None:
            try:
                self._move(ensure(Path(settings.GOVCRAWL_DATA_DIR)))
            except StoreError as error:
                logger.error("%s", error)  # noqa: TRY400  a sentence for a person, no traceback
        return self.store

    def _move(self, uri: str) -> None:
        if uri != self._uri:
            before, self._uri = self._store, uri
            self._connect()
            if before is not None:
                before.close()

    def _connect(self) -> None:
        self._store = connect(self._uri, database=self._chosen.database, timeout=settings.GOVCRAWL_STORE_TIMEOUT)

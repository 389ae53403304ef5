"""Which MongoDB a verb works with: the options that say so, and the store behind them."""

import functools
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

from govcrawl import settings
from govcrawl.cli.outcome import NotStarted
from govcrawl.errors import StoreError
from govcrawl.store.connection import Store, connect
from govcrawl.store.embedded import embedded


@dataclass(frozen=True, slots=True)
class Chosen:
    """A MongoDB by its URI, or the embedded one where there is none, and a database in it."""

    uri: str | None
    database: str

    @property
    def environment(self) -> dict[str, str]:
        """The variables by which another process works with the same; an empty URI is none."""
        return {"MONGODB_URI": self.uri or "", "MONGODB_DATABASE": self.database}

    @contextmanager
    def opened(self) -> Iterator[Store]:
        """The store, for as long as the block lasts; raises NotStarted where there is none to be had."""
        with ExitStack() as held:
            try:
                uri = self.uri or held.enter_context(embedded(Path(settings.GOVCRAWL_DATA_DIR)))
                store = held.enter_context(connect(uri, database=self.database))
            except StoreError as error:
                raise NotStarted(str(error)) from error
            yield store


def database_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Gives a verb ``--mongodb-uri`` and ``--database``, and hands it the two as one ``chosen``."""

    @click.option("--mongodb-uri", metavar="URI", help="MongoDB; default: MONGODB_URI, or a MongoDB of govcrawl's own.")
    @click.option("--database", metavar="NAME", help="Database; default: MONGODB_DATABASE, or govcrawl.")
    @functools.wraps(command)
    def wrapped(*, mongodb_uri: str | None, database: str | None, **options: Any) -> Any:
        chosen = Chosen(mongodb_uri or settings.MONGODB_URI, database or settings.MONGODB_DATABASE)
        return command(chosen=chosen, **options)

    return wrapped

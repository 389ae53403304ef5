"""The way to MongoDB: a URI in, a store out whose collections are as they must be."""

import re
import warnings
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, Self

from pymongo import MongoClient, ReadPreference
from pymongo.database import Database
from pymongo.errors import ConfigurationError, InvalidName, InvalidURI, OperationFailure, PyMongoError
from pymongo.write_concern import WriteConcern

from govcrawl.errors import StoreError, Unavailable
from govcrawl.store.alarms import Alarms
from govcrawl.store.articles import Articles
from govcrawl.store.corpus import Corpus
from govcrawl.store.dead_letters import DeadLetters
from govcrawl.store.failures import UNAUTHORIZED, reason, translated
from govcrawl.store.figures import Figures
from govcrawl.store.ledger import Ledger
from govcrawl.store.overview import Overviews
from govcrawl.store.prepare import prepare
from govcrawl.store.rereads import Rereads
from govcrawl.store.retellings import Retellings
from govcrawl.store.retention import Retention
from govcrawl.store.runs import Runs
from govcrawl.store.schedules import Schedules
from govcrawl.store.stories import Stories
from govcrawl.store.sweep import Sweep
from govcrawl.store.turns import Turns

Client = MongoClient[dict[str, Any]]

TIMEOUT = 15.0  # seconds; an election takes up to 12
WRITE_TIMEOUT = 30_000  # ms until a write that no majority has is given up
SOCKET_TIMEOUT = 60_000  # ms; a server that is frozen counts as gone
SECRET_OPTION = re.compile(r"nknown option:? '?(\w+)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Store:
    """Everything that is kept. Its methods may be called from any thread, and block."""

    database: Database[dict[str, Any]]
    articles: Articles
    stories: Stories
    ledger: Ledger
    runs: Runs
    dead_letters: DeadLetters
    turns: Turns

    @property
    def client(self) -> Client:
        return self.database.client

    @property
    def alarms(self) -> Alarms:
        return Alarms(self.database["alarms"])

    @property
    def schedules(self) -> Schedules:
        return Schedules(self.database["schedules"])

    @property
    def corpus(self) -> Corpus:
        return Corpus(self.database)

    @property
    def rereads(self) -> Rereads:
        return Rereads(self.database["articles"], self.database["revisions"])

    @property
    def overviews(self) -> Overviews:
        return Overviews(self.database)

    @property
    def figures(self) -> Figures:
        return Figures(self.database)

    @property
    def retellings(self) -> Retellings:
        return Retellings(self.database)

    @property
    def retention(self) -> Retention:
        return Retention(self.database)

    def sweep(self, *, since: date | None = None) -> Sweep:
        """A sweep that decides anew on the articles published since a day, or on all."""
        return Sweep(self.database, since=since)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        self.client.close()

    @translated()
    def ping(self) -> None:
        """Return where MongoDB answers; raises Unavailable where it does not."""
        self.client.admin.command("ping")


def connect(uri: str, *, database: str, timeout: float = TIMEOUT) -> Store:
    """The store in a database; raises StoreError in one sentence that names the servers and no credentials.

    ``timeout`` is how long a server may stay unreachable, in seconds, now and in every later operation.
    """
    client = _client(uri, timeout)
    hosts = _hosts(client)
    try:
        client.admin.command("ping")
        return _store(client, database)
    except BaseException as error:
        client.close()
        if isinstance(error, PyMongoError):
            raise _explained(error, hosts=hosts, database=database, timeout=timeout) from error
        raise


def _client(uri: str, timeout: float) -> Client:
    wait = round(timeout * 1000)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", UserWarning)
            return MongoClient(
                uri,
                appname="govcrawl",
                tz_aware=True,
                serverSelectionTimeoutMS=wait,
                connectTimeoutMS=min(wait, 10_000),
                socketTimeoutMS=SOCKET_TIMEOUT,
            )
    except UserWarning as warning:
        option = SECRET_OPTION.search(str(warning))
        named = f"the option {option[1]}, which MongoDB does not know" if option else "an option with a wrong value"
        raise StoreError(f"MONGODB_URI has {named}: take it out or mend it") from None
    except (InvalidURI, ConfigurationError, ValueError, TypeError):
        raise StoreError(
            "MONGODB_URI is no URI that MongoDB understands: it looks like mongodb://user:password@host:27017/, "
            "with every sign of user and password that is no letter or digit as %XX"
        ) from None


def _hosts(client: Client) -> str:
    return ", ".join(host if port is None else f"{host}:{port}" for host, port in _seeds(client))


def _seeds(client: Client) -> Iterable[tuple[str, int | None]]:
    return client.topology_description.server_descriptions()


def _store(client: Client, name: str) -> Store:
    concern = WriteConcern(w="majority", j=True, wtimeout=WRITE_TIMEOUT)
    database = client.get_database(name, write_concern=concern, read_preference=ReadPreference.PRIMARY)
    prepare(database)
    return Store(
        database=database,
        articles=Articles(database["articles"], database["revisions"]),
        stories=Stories(database["stories"], database["articles"]),
        ledger=Ledger(database["ledger"], database["walks"]),
        runs=Runs(database["runs"]),
        dead_letters=DeadLetters(database["dead_letters"]),
        turns=Turns(database["turns"].with_options(write_concern=WriteConcern(w=1))),  # a lost turn is no loss
    )


def _explained(error: PyMongoError, *, hosts: str, database: str, timeout: float) -> StoreError:
    """Why there is no store, in one sentence that says what to do."""
    if isinstance(error, InvalidName):
        return StoreError(f"{database!r} cannot be the name of a database: choose letters, digits, - and _")
    if isinstance(error, OperationFailure) and error.code in UNAUTHORIZED:
        return StoreError(f"MongoDB at {hosts} refuses this user ({reason(error)}): see user, password and rights")
    if isinstance(error, OperationFailure | ConfigurationError):
        return StoreError(f"MongoDB at {hosts} cannot be used ({reason(error)})")
    return Unavailable(
        f"no MongoDB answers at {hosts} within {timeout:g} s ({reason(error)}): start it or set MONGODB_URI"
    )

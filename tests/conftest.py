"""One embedded mongod for all workers of the session: the first starts it, the last stops it."""

import signal
import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest
import scrapy.core.downloader.contextfactory  # noqa: F401  early: it looks through all modules that there are
from hypothesis import settings

from govcrawl.store.connection import Store, connect
from govcrawl.store.embedded import embedded

# A shell that runs tests in the background has them ignore Ctrl-C, and so would each process that they start.
signal.signal(signal.SIGINT, signal.default_int_handler)
settings.register_profile("any machine", deadline=None)  # how long an example takes is the machine's business
settings.load_profile("any machine")


@pytest.fixture(scope="session")
def mongodb_uri(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> Iterator[str]:
    """The URI of the session's mongod."""
    top = tmp_path_factory.getbasetemp()
    with embedded(_shared(top, request)) as uri:
        yield uri


@pytest.fixture(scope="session")
def _worker_store(mongodb_uri: str) -> Iterator[Store]:
    """A store in a database of this worker alone."""
    name = f"test_{uuid.uuid4().hex}"
    with connect(mongodb_uri, database=name) as store:
        yield store
        store.client.drop_database(name)


@pytest.fixture
def store(_worker_store: Store) -> Store:
    """A store with nothing in it; as good as a fresh database, and made in a few milliseconds."""
    for name in _worker_store.database.list_collection_names():
        _worker_store.database[name].delete_many({})
    return _worker_store


@pytest.fixture
def database(mongodb_uri: str) -> Iterator[str]:
    """The name of a database that does not exist yet, and does no more after the test."""
    name = f"test_{uuid.uuid4().hex}"
    yield name
    with connect(mongodb_uri, database=name) as store:
        store.client.drop_database(name)


def _shared(top: Path, request: pytest.FixtureRequest) -> Path:
    """The directory that the workers of a session have in common."""
    return top.parent if hasattr(request.config, "workerinput") else top

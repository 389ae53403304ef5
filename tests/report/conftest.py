from collections.abc import Iterator
from pathlib import Path

import pytest

from govcrawl.cli.report import write
from govcrawl.store.connection import Store, connect
from tests.report.corpus import fill


@pytest.fixture(scope="session")
def years(mongodb_uri: str, worker_id: str) -> Iterator[Store]:
    """The store of ``corpus``; nobody writes to it."""
    name = f"test_report_{worker_id}"
    with connect(mongodb_uri, database=name) as store:
        store.client.drop_database(name)
    with connect(mongodb_uri, database=name) as store:
        fill(store)
        yield store
        store.client.drop_database(name)


@pytest.fixture(scope="session")
def written(years: Store, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The directory of a report on ``years``."""
    directory = tmp_path_factory.mktemp("report")
    write(years, directory)
    return directory

"""A web on loopback and crawls of it in a process of their own: Twisted's reactor starts once a process."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from command import Command, environment
from web import Web, served

from govcrawl.crawl.verdict import Counts
from govcrawl.store.connection import Store


@pytest.fixture
def web() -> Iterator[Web]:
    with served() as each:
        yield each


@pytest.fixture
def govcrawl(web: Web, store: Store, mongodb_uri: str, tmp_path: Path) -> Iterator[Command]:
    """The command line, pointed at the web and at the worker's database."""
    made = Command(environment(web, tmp_path) | {"MONGODB_URI": mongodb_uri, "MONGODB_DATABASE": store.database.name})
    yield made
    for process in made.running:
        process.kill()
        process.communicate()
    for run in store.runs.find():
        assert run.state != "finished" or Counts.of(run.counts).sums, run.counts


@pytest.fixture
def environment_of(tmp_path: Path) -> Callable[[Web], dict[str, str]]:
    return lambda web: environment(web, tmp_path)

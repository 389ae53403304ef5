"""A web on loopback and crawls of it in a process of their own: Twisted's reactor starts once a process."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from command import HERE, Command
from web import Web, served

from govcrawl.crawl.verdict import Counts
from govcrawl.store.connection import Store

ROOT = HERE.parents[1]


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


def environment(web: Web, data_dir: Path) -> dict[str, str]:
    """The environment of a command that meets this web and nothing else."""
    return {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ} | {
        "PYTHONPATH": f"{ROOT}:{HERE}",
        "GOVCRAWL_SPIDER_MODULES": "villages",
        "GOVCRAWL_DATA_DIR": str(data_dir),
        "GOVCRAWL_PROXY": web.proxy,
        "GOVCRAWL_LOOPBACK_DELAY": "0",
        "GOVCRAWL_WORKERS": "0",  # those that read beside the crawl have tests of their own
    }

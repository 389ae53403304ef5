"""A mongod that is killed in the middle of a crawl."""

import os
import signal
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import village
from command import Command
from web import Web

from govcrawl.crawl.verdict import Counts
from govcrawl.store.connection import Store, connect
from govcrawl.store.embedded import embedded, ensure, status

ARTICLES = 25
EMBEDDED = {"MONGODB_URI": "", "MONGODB_DATABASE": "govcrawl"}


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


def kill_mongod(home: Path) -> None:
    pid = status(home).pid
    assert pid is not None
    os.kill(pid, signal.SIGKILL)


def step_down(uri: str) -> None:
    with connect(uri, database="govcrawl") as store:
        store.client.admin.command({"replSetStepDown": 1, "force": True})


def fetched(web: Web) -> Counter[str]:
    return Counter(url for url in web.urls() if url in village.urls(ARTICLES))


def stored(store: Store) -> set[str]:
    return {article["url"] for article in store.articles.find()}


def test_the_embedded_server_is_started_again_and_nothing_is_missing(govcrawl: Command, web: Web, home: Path) -> None:
    village.build(web, ARTICLES)
    with embedded(home) as uri:
        running = govcrawl.start(
            "crawl", "village", **EMBEDDED, GOVCRAWL_DATA_DIR=str(home), GOVCRAWL_LOOPBACK_DELAY="0.1"
        )
        web.wait_for(7)
        step_down(uri)  # a change of primary, if only from one to the same
        web.wait_for(12)
        kill_mongod(home)
        _, said = running.communicate(timeout=120)
        assert running.returncode == 0, said
        with connect(uri, database="govcrawl") as store:
            assert stored(store) == set(village.urls(ARTICLES))
            assert store.ledger.counts("village")["stored"] == ARTICLES


@pytest.fixture
def of_ones_own(govcrawl: Command, home: Path) -> Iterator[Callable[[str], Command]]:
    """The command line with a MongoDB that it does not start again, and waits so many seconds for its return."""

    def given(seconds: str) -> Command:
        govcrawl.environment |= {
            "MONGODB_URI": uri,
            "MONGODB_DATABASE": "govcrawl",
            "GOVCRAWL_DATA_DIR": str(home),
            "GOVCRAWL_LOOPBACK_DELAY": "0.1",
            "GOVCRAWL_STORE_TIMEOUT": "1",
            "GOVCRAWL_STORE_PATIENCE": "1",
            "GOVCRAWL_STORE_RETURN": seconds,
        }
        return govcrawl

    with embedded(home) as uri:
        yield given


def test_a_server_that_stays_away_ends_the_run_and_the_next_start_replays_its_spool(
    of_ones_own: Callable[[str], Command], web: Web, home: Path
) -> None:
    govcrawl = of_ones_own("1")
    village.build(web, ARTICLES)
    running = govcrawl.start("crawl", "village")
    web.wait_for(12)
    kill_mongod(home)
    _, said = running.communicate(timeout=120)
    assert running.returncode == 1
    assert "MongoDB does not answer" in said
    assert "the next start replays them first" in said
    assert "Traceback" not in said, said
    assert list((home / "spool").glob("*.jsonl"))
    uri = ensure(home)
    assert govcrawl("crawl", "village").returncode == 0
    with connect(uri, database="govcrawl") as store:
        assert stored(store) == set(village.urls(ARTICLES))
        good, bad = store.runs.find()
        assert (good.verdict, bad.verdict) == ("ok", "failed")
        assert bad.counts["in_spool"] >= bad.counts["spooled"] > 0
        assert Counts.of(bad.counts).sums
    assert set(fetched(web).values()) == {1}
    assert list((home / "spool").iterdir()) == []


def test_a_server_that_comes_back_is_told_what_was_spooled_and_the_run_goes_on(
    of_ones_own: Callable[[str], Command], web: Web, home: Path
) -> None:
    govcrawl = of_ones_own("90")
    village.build(web, ARTICLES)
    running = govcrawl.start("crawl", "village")
    web.wait_for(12)
    kill_mongod(home)
    assert running.stderr is not None
    assert any("is in the spool" in line for line in iter(running.stderr.readline, ""))
    uri = ensure(home)
    _, said = running.communicate(timeout=120)
    assert running.returncode == 1, said
    with connect(uri, database="govcrawl") as store:
        assert stored(store) == set(village.urls(ARTICLES))
        [run] = store.runs.find()
        assert (run.verdict, run.counts["problems"]) == ("degraded", ["spooled"])
        assert run.counts["new"] == ARTICLES
        assert Counts.of(run.counts).sums
    assert set(fetched(web).values()) == {1}
    assert list((home / "spool").iterdir()) == []

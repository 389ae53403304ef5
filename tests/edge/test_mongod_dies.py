"""A mongod that is killed in the middle of a crawl."""

import os
import signal
from pathlib import Path

import pytest
import village
from command import Command
from web import Web

from govcrawl.store.connection import connect
from govcrawl.store.embedded import embedded, status

ARTICLES = 25
EMBEDDED = {"MONGODB_URI": "", "MONGODB_DATABASE": "govcrawl"}


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


def kill_mongod(home: Path) -> None:
    pid = status(home).pid
    assert pid is not None
    os.kill(pid, signal.SIGKILL)


def test_the_embedded_server_is_started_again_and_nothing_is_missing(govcrawl: Command, web: Web, home: Path) -> None:
    village.build(web, ARTICLES)
    with embedded(home) as uri:
        running = govcrawl.start(
            "crawl", "village", **EMBEDDED, GOVCRAWL_DATA_DIR=str(home), GOVCRAWL_LOOPBACK_DELAY="0.1"
        )
        web.wait_for(12)
        kill_mongod(home)
        _, said = running.communicate(timeout=60)
        assert running.returncode == 0, said
        with connect(uri, database="govcrawl") as store:
            assert {article["url"] for article in store.articles.find()} == set(village.urls(ARTICLES))
            assert store.ledger.counts("village")["stored"] == ARTICLES


def test_a_server_of_ones_own_that_stays_away_ends_the_run(govcrawl: Command, web: Web, home: Path) -> None:
    village.build(web, ARTICLES)
    with embedded(home) as uri:
        running = govcrawl.start(
            *("crawl", "village"),
            MONGODB_URI=uri,
            MONGODB_DATABASE="govcrawl",
            GOVCRAWL_LOOPBACK_DELAY="0.1",
            GOVCRAWL_STORE_TIMEOUT="1",
            GOVCRAWL_STORE_PATIENCE="1",
        )
        web.wait_for(12)
        kill_mongod(home)
        _, said = running.communicate(timeout=60)
    assert running.returncode == 1
    assert "MongoDB does not answer" in said
    assert "Traceback" not in said
    with embedded(home) as uri, connect(uri, database="govcrawl") as store:
        stored = {article["url"] for article in store.articles.find()}
        assert {entry.url for entry in store.ledger.find("village", state="stored")} <= stored
    assert govcrawl("crawl", "village", **EMBEDDED, GOVCRAWL_DATA_DIR=str(home)).returncode == 0
    with embedded(home) as uri, connect(uri, database="govcrawl") as store:
        assert {article["url"] for article in store.articles.find()} == set(village.urls(ARTICLES))

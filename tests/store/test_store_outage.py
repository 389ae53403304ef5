import contextlib
import itertools
import os
import signal
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from govcrawl.errors import StoreError, Unavailable
from govcrawl.store.connection import connect
from govcrawl.store.embedded import embedded, ensure, status
from govcrawl.store.ledger import Resolution
from tests.store.conftest import MakeArticle
from tests.store.test_store_ledger import discover, entry


def kill_server(data_dir: Path) -> None:
    pid = status(data_dir).pid
    assert pid is not None
    os.kill(pid, signal.SIGKILL)


def test_what_was_acknowledged_survives_a_kill_of_the_server_and_writing_goes_on(
    tmp_path: Path, make_article: MakeArticle
) -> None:
    acknowledged: set[str] = set()
    enough, stop = threading.Semaphore(0), threading.Event()
    with embedded(tmp_path) as uri, connect(uri, database="outage", timeout=1) as store:

        def write() -> None:
            for number in itertools.count():
                article = make_article(f"http://shequ.example.cn/{number}")
                while article.id not in acknowledged:
                    if stop.is_set():
                        return
                    with mending_an_outage(tmp_path):
                        store.articles.save(article)
                        acknowledged.add(article.id)
                        enough.release()

        writer = threading.Thread(target=write)
        writer.start()
        assert all(enough.acquire(timeout=60) for _ in range(50))
        kill_server(tmp_path)
        assert all(enough.acquire(timeout=60) for _ in range(50))
        stop.set()
        writer.join()
        held = {each["_id"] for each in store.articles.find()}
        assert acknowledged <= held
        assert len(acknowledged) >= 100


@contextlib.contextmanager
def mending_an_outage(home: Path) -> Iterator[None]:
    """A block that may fail for want of a server, which then is started again."""
    try:
        yield
    except Unavailable:
        ensure(home)


def test_an_absent_server_is_unavailable_and_the_same_store_works_once_it_is_back(
    tmp_path: Path, make_article: MakeArticle
) -> None:
    with embedded(tmp_path) as uri, connect(uri, database="outage", timeout=0.2) as store:
        [entry_id] = discover(store, "a")
        store.ledger.claim("shequ", owner="me", limit=1)
        kill_server(tmp_path)
        said = Resolution(id=entry_id, state="stored")
        for attempt in (
            lambda: store.articles.save(make_article()),
            lambda: store.ledger.resolve(said, owner="me"),
            lambda: list(store.articles.find()),
            store.ping,
        ):
            with pytest.raises(Unavailable, match="MongoDB does not answer"):
                attempt()
        assert ensure(tmp_path) == uri
        store.ping()
        assert store.ledger.resolve(said, owner="me")
        assert store.articles.save(make_article()) == "new"
        assert entry(store, entry_id).state == "stored"


def test_a_store_that_was_closed_says_so(mongodb_uri: str, database: str) -> None:
    store = connect(mongodb_uri, database=database)
    store.close()
    with pytest.raises(StoreError, match="after close"):
        store.ping()

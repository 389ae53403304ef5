"""The toy web crawled by the real spiders over real sockets into a real MongoDB: every page's outcome, and again."""

import json
import os
import pickle
import signal
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from govcrawl.demo.compare import Difference
from govcrawl.demo.page import Kept, ToyPage
from govcrawl.demo.run import judge
from govcrawl.demo.server import ToyServer, serving
from govcrawl.demo.web import SITES, toy_web
from govcrawl.store.connection import Store, connect
from govcrawl.store.embedded import embedded, ensure, status
from govcrawl.store.locks import exclusive

WEB = toy_web()
SCRIPT = Path(__file__).with_name("toycrawl.py")
LIMIT = 180  # seconds of a crawl that takes ten
MEETINGS = ("last_seen_at",)  # fields that move when an unchanged article is met again

Articles = dict[str, dict[str, Any]]


def group(page: ToyPage) -> str:
    """The name of the pages that are tested together: their trap, or the host whose plain pages they are."""
    return page.trap or f"plain pages of {urlsplit(page.url).hostname}"


GROUPS = {name: {page.url for page in WEB.pages if group(page) == name} for name in sorted(map(group, WEB.pages))}


@dataclass(frozen=True)
class Crawled:
    """What two crawls in a row left: counts by site, differences from the manifest, articles, URLs asked for."""

    counts: tuple[dict[str, Any], ...]
    differences: tuple[list[Difference], ...]
    articles: tuple[Articles, ...]
    asked: tuple[list[str], ...]


@pytest.fixture(scope="session")
def crawled(mongodb_uri: str, tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> Crawled:
    """Two crawls of the toy web, made by the first worker of the session that needs them."""
    own = tmp_path_factory.getbasetemp()
    shared = own.parent if hasattr(request.config, "workerinput") else own
    result = shared / "toy-crawl.pickle"
    with exclusive(shared / "toy-crawl.lock", patience=2.0 * LIMIT):
        if not result.exists():
            result.write_bytes(pickle.dumps(crawl_twice(mongodb_uri, shared)))
    made = pickle.loads(result.read_bytes())
    assert isinstance(made, Crawled)
    return made


def crawl_twice(uri: str, directory: Path) -> Crawled:
    """What a crawl of the toy web into a fresh database left, and what a second one."""
    name = "test_toy_crawl"
    states = []
    with serving(WEB) as server, connect(uri, database=name) as store:
        for _ in range(2):
            server.asked.clear()
            counts = crawl(server, name, uri, directory=directory)
            states.append((counts, judge(store, server), articles(store), list(server.asked)))
        store.client.drop_database(name)
    return Crawled(*zip(*states, strict=True))


def crawl(server: ToyServer, database: str, *uri: str, directory: Path) -> dict[str, Any]:
    """The counts of a crawl by site; without a URI it is into the embedded MongoDB under the directory."""
    done = subprocess.run(
        [sys.executable, SCRIPT, server.proxy, database, *uri],
        env=os.environ | {"GOVCRAWL_DATA_DIR": str(directory), "MONGODB_URI": ""},
        capture_output=True,
        text=True,
        timeout=LIMIT,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    counts: dict[str, Any] = json.loads(done.stdout)
    return counts


def articles(store: Store) -> Articles:
    """The stored articles by id, without what a mere meeting moves."""
    return {held["_id"]: {key: held[key] for key in held if key not in MEETINGS} for held in store.articles.find()}


@pytest.mark.parametrize("name", GROUPS)
def test_pages_come_out_as_their_manifest_says(name: str, crawled: Crawled) -> None:
    assert [str(found) for found in crawled.differences[0] if found.url in GROUPS[name]] == []


def test_nothing_else_differs(crawled: Crawled) -> None:
    assert [
        str(found) for found in crawled.differences[0] if not any(found.url in urls for urls in GROUPS.values())
    ] == []


@pytest.mark.parametrize("site", SITES)
def test_the_counts_of_a_run_sum_to_what_it_took_up(site: str, crawled: Crawled) -> None:
    for counts in crawled.counts:
        assert counts[site]["taken"] == sum(counts[site]["outcomes"].values()) + counts[site]["waiting"]
    assert crawled.counts[0][site]["new"] == len(WEB.kept(site))


@pytest.mark.parametrize(("crawl_number", "verdict"), [(0, "ok"), (1, "no_news")])
def test_every_run_ends_with_its_verdict(crawl_number: int, verdict: str, crawled: Crawled) -> None:
    assert {site: counts["verdict"] for site, counts in crawled.counts[crawl_number].items()} == dict.fromkeys(
        SITES, verdict
    )


def test_a_second_crawl_changes_nothing(crawled: Crawled) -> None:
    before, after = crawled.articles
    assert after == before
    assert crawled.differences[1] == []


def test_a_second_crawl_fetches_no_article_again(crawled: Crawled) -> None:
    assert set(WEB.kept()) & set(crawled.asked[1]) == set()
    assert set(WEB.kept()) <= set(crawled.asked[0])


def test_no_page_is_fetched_twice_in_a_crawl(crawled: Crawled) -> None:
    once = [url for url in crawled.asked[0] if isinstance(getattr(WEB.find(url), "expected", None), Kept)]
    assert len(once) == len(set(once))


class Wire(list[str]):
    """The URLs asked for; does something when there are so many."""

    def __init__(self, count: int, trip: Callable[[], None]) -> None:
        super().__init__()
        self.count = count
        self.trip = trip

    def append(self, url: str) -> None:
        super().append(url)
        if len(self) == self.count:
            self.trip()


def without_story(article: dict[str, Any]) -> dict[str, Any]:
    """An article without what changes when another of its story is stored."""
    return {name: value for name, value in article.items() if name not in ("story", "story_moves", "changed_at")}


def test_a_mongod_killed_in_mid_crawl_loses_no_acknowledged_article(tmp_path: Path) -> None:
    name = "test_killed"
    stored: Articles = {}
    with embedded(tmp_path) as uri, serving(WEB) as server:

        def kill() -> None:
            with connect(uri, database=name) as store:
                stored.update(articles(store))
            pid = status(tmp_path).pid
            assert pid is not None
            os.kill(pid, signal.SIGKILL)

        server.asked = Wire(100, kill)
        counts = crawl(server, name, directory=tmp_path)
        with connect(ensure(tmp_path), database=name) as store:
            after = articles(store)
            found = judge(store, server)
    assert {site: counts[site]["verdict"] for site in SITES} == dict.fromkeys(SITES, "ok"), counts
    assert len(stored) > 20
    assert {key: without_story(after[key]) for key in stored} == {key: without_story(stored[key]) for key in stored}
    assert found == []

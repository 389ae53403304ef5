"""What people ask of the store."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import Any

import pytest

from govcrawl.items import Link
from govcrawl.store.connection import Store, connect
from govcrawl.store.ledger import Found, Resolution
from govcrawl.store.overview import Sought, Total
from tests.store.conftest import MakeArticle

GOOD = ("ok", "no_news")
NOW = datetime.now(UTC)


def discover(store: Store, count: int, *, site: str = "shequ", lane: Any = "crawl", skip: str | None = None) -> None:
    urls = [f"http://{site}.example.cn/{lane}/{skip}/{number}.html" for number in range(count)]
    found = [Found(id=sha256(url.encode()).hexdigest()[:32], link=Link(url=url), skip=skip) for url in urls]
    store.ledger.discover(found, site=site, column="社区动态", lane=lane)


def run(store: Store, verdict: str | None, *, days_ago: int = 0, lease: float = 180.0, site: str = "shequ") -> str:
    """The id of a run that began so many days ago; one without verdict has not ended."""
    begun = store.runs.start(site, owner="host:1", exclusive=False, lease=lease)
    if verdict is not None:
        store.runs.finish(begun.id, counts={}, verdict=verdict)
    started = {"$set": {"started_at": NOW - timedelta(days=days_ago)}}
    store.database["runs"].update_one({"_id": begun.id}, started)
    return begun.id


def test_the_sites_are_those_of_which_anything_is_stored(store: Store, make_article: MakeArticle) -> None:
    assert store.overviews.sites() == []
    store.articles.save(make_article(site="meipian"))
    discover(store, 1, site="fanwen")
    run(store, "ok", site="xsnet")
    assert store.overviews.sites() == ["fanwen", "meipian", "xsnet"]


def test_a_site_of_which_nothing_is_stored_has_nothing(store: Store) -> None:
    found = store.overviews.of("shequ", good=GOOD)
    assert (found.running, found.last, found.last_verdict, found.last_good, found.newest) == (
        (),
        None,
        None,
        None,
        None,
    )
    assert found.backlog == {"crawl": 0, "backfill": 0}
    assert sum(found.weekly) == 0


def test_the_last_run_and_the_last_good_one_are_told_apart(store: Store) -> None:
    run(store, "ok", days_ago=3)
    good = run(store, "no_news", days_ago=2)
    bad = run(store, "empty", days_ago=1)
    running = run(store, None)
    found = store.overviews.of("shequ", good=GOOD)
    assert found.last is not None
    assert found.last_good is not None
    assert (found.last.id, found.last_verdict, found.last_good.id) == (bad, "empty", good)
    assert [each.id for each in found.running] == [running]


def test_a_run_whose_process_died_is_lost_before_anybody_writes_it_off(store: Store) -> None:
    run(store, "ok", days_ago=1)
    dead = run(store, None, lease=-1)
    found = store.overviews.of("shequ", good=GOOD)
    assert found.last is not None
    assert (found.last.id, found.last_verdict, found.running) == (dead, "lost", ())


def test_articles_are_counted_by_the_week_of_their_publication(store: Store, make_article: MakeArticle) -> None:
    for number, days in enumerate((0.1, 6.9, 7.1, 50, 57, 400)):
        moment = NOW - timedelta(days=days)
        store.articles.save(make_article(f"http://shequ.example.cn/{number}.html", published_at=moment))
    store.articles.save(make_article("http://shequ.example.cn/undated.html", published_at=None))
    found = store.overviews.of("shequ", good=GOOD)
    assert found.weekly == (1, 0, 0, 0, 0, 0, 1, 2)
    assert found.newest is not None
    assert abs(found.newest - (NOW - timedelta(days=0.1))) < timedelta(seconds=1)


def test_the_backlog_counts_what_waits_in_each_lane(store: Store) -> None:
    discover(store, 4)
    discover(store, 3, lane="backfill")
    discover(store, 5, skip="off_topic")
    done, held = store.ledger.claim("shequ", owner="host:1", limit=2)
    store.ledger.resolve(Resolution(id=done.id, state="stored"), owner="host:1")
    assert held.lane == "crawl"
    assert store.overviews.of("shequ", good=GOOD).backlog == {"crawl": 3, "backfill": 3}


@pytest.fixture
def settled(store: Store) -> Store:
    """A ledger with three URLs waiting, two left out and one refused."""
    discover(store, 4)
    discover(store, 2, skip="off_topic")
    discover(store, 1, site="other")
    (lease,) = store.ledger.claim("shequ", owner="host:1", limit=1)
    store.ledger.resolve(Resolution(id=lease.id, state="rejected", reason="no_body"), owner="host:1")
    return store


def test_totals_are_by_state_and_reason(settled: Store) -> None:
    common: Any = {"kind": "article", "lane": "crawl"}
    assert settled.overviews.totals(Sought(site="shequ")) == [
        Total(state="discovered", reason=None, urls=3, **common),
        Total(state="rejected", reason="no_body", urls=1, **common),
        Total(state="skipped", reason="off_topic", urls=2, **common),
    ]


@pytest.mark.parametrize(
    ("given", "number"),
    [
        ({}, 6),
        ({"state": "skipped"}, 2),
        ({"reason": "no_body"}, 1),
        ({"state": "skipped", "reason": "no_body"}, 0),
        ({"kind": "list"}, 0),
        ({"kind": "article"}, 6),
        ({"lane": "backfill"}, 0),
        ({"column": "社区动态"}, 6),
        ({"column": "要闻"}, 0),
    ],
    ids=str,
)
def test_entries_and_totals_are_of_what_is_sought(given: Any, number: int, settled: Store) -> None:
    sought = Sought(site="shequ", **given)
    assert len(list(settled.overviews.entries(sought))) == number
    assert sum(each.urls for each in settled.overviews.totals(sought)) == number


def test_entries_come_by_state_and_reason_and_no_more_than_asked(settled: Store) -> None:
    states = [entry.state for entry in settled.overviews.entries(Sought(site="shequ"), limit=5)]
    assert states == ["discovered", "discovered", "discovered", "rejected", "skipped"]


@pytest.fixture
def crowded(mongodb_uri: str, database: str) -> Iterator[Store]:
    """A store with more of everything than a look may touch, which notes what each query examines."""
    with connect(mongodb_uri, database=database) as store:
        discover(store, 900)
        discover(store, 900, skip="off_topic")
        for days in range(60):
            run(store, "ok", days_ago=days)
        store.database.command("profile", 2)
        yield store
        store.database.command("profile", 0)


def test_a_look_reads_indexes_and_few_documents(crowded: Store) -> None:
    crowded.overviews.sites()
    crowded.overviews.of("shequ", good=GOOD)
    crowded.overviews.totals(Sought(site="shequ"))
    list(crowded.overviews.entries(Sought(site="shequ"), limit=20))
    looks = list(crowded.database["system.profile"].find({"planSummary": {"$exists": True}}))
    assert len(looks) == 11
    assert [look["command"] for look in looks if "COLLSCAN" in look["planSummary"]] == []
    assert max(look["docsExamined"] for look in looks) <= 20
    assert not any(look.get("hasSortStage") for look in looks)

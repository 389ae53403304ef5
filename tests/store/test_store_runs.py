import threading
from datetime import UTC, datetime, timedelta

import pytest

from govcrawl.errors import AlreadyRunning, Unstorable
from govcrawl.store.connection import Store


def test_a_run_begins_lives_and_ends(store: Store) -> None:
    run = store.runs.start("shequ", owner="host:1", about={"version": "0.1"})
    assert (run.state, run.verdict, run.about, run.finished_at) == ("running", None, {"version": "0.1"}, None)
    assert store.runs.heartbeat(run.id, counts={"new": 2})
    running = store.runs.get(run.id)
    assert running is not None
    assert running.counts == {"new": 2}
    assert running.lease_until >= run.lease_until
    ended = store.runs.finish(run.id, counts={"new": 3, "outcomes": {"stored": 3}}, verdict="ok")
    assert (ended.state, ended.verdict, ended.counts["outcomes"]) == ("finished", "ok", {"stored": 3})
    assert ended.finished_at is not None
    assert not store.runs.heartbeat(run.id)


def test_a_second_run_of_a_site_is_refused_and_told_who_runs_it(store: Store) -> None:
    first = store.runs.start("shequ", owner="host:1")
    with pytest.raises(AlreadyRunning, match="shequ is being run by host:1 since"):
        store.runs.start("shequ", owner="host:2")
    store.runs.start("other", owner="host:2")
    store.runs.finish(first.id, counts={}, verdict="ok")
    store.runs.start("shequ", owner="host:2")


def test_several_may_work_on_one_backfill(store: Store) -> None:
    for number in range(2):
        store.runs.start("shequ", owner=f"host:{number}", kind="backfill", exclusive=False)
    store.runs.start("shequ", owner="host:3")
    assert [run.kind for run in store.runs.find(site="shequ")] == ["crawl", "backfill", "backfill"]


def test_a_run_whose_process_died_is_lost_and_the_next_begins(store: Store) -> None:
    dead = store.runs.start("shequ", owner="host:1", lease=-1)
    run = store.runs.start("shequ", owner="host:2")
    lost = store.runs.get(dead.id)
    assert lost is not None
    assert (lost.state, lost.verdict) == ("lost", "lost")
    assert lost.finished_at is not None
    assert not store.runs.heartbeat(dead.id)
    assert store.runs.heartbeat(run.id)


def test_only_the_dead_are_reaped(store: Store) -> None:
    store.runs.start("a", owner="host:1", lease=-1)
    store.runs.start("b", owner="host:1", lease=-1)
    store.runs.start("c", owner="host:1")
    assert store.runs.reap(site="a") == 1
    assert store.runs.reap() == 1
    assert [run.site for run in store.runs.find() if run.state == "running"] == ["c"]


def test_what_a_run_says_of_itself_counts_even_after_it_was_written_off(store: Store) -> None:
    run = store.runs.start("shequ", owner="host:1", lease=-1)
    store.runs.reap()
    assert store.runs.finish(run.id, counts={"new": 1}, verdict="degraded").verdict == "degraded"


def test_of_those_that_start_at_once_one_runs(store: Store) -> None:
    outcomes: list[str] = []
    barrier = threading.Barrier(5)

    def begin(number: int) -> None:
        barrier.wait()
        try:
            store.runs.start("shequ", owner=f"host:{number}")
            outcomes.append("runs")
        except AlreadyRunning:
            outcomes.append("refused")

    threads = [threading.Thread(target=begin, args=(number,)) for number in range(5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == [*["refused"] * 4, "runs"]


def test_runs_are_listed_latest_first_and_no_more_than_asked(store: Store) -> None:
    ids = [store.runs.start(site, owner="host:1").id for site in "abc"]
    for number, run_id in enumerate(ids):
        begun = datetime(2024, 1, 1, tzinfo=UTC) + timedelta(days=number)
        store.database.runs.update_one({"_id": run_id}, {"$set": {"started_at": begun}})
    assert [run.site for run in store.runs.find(limit=2)] == ["c", "b"]
    assert [run.site for run in store.runs.find(site="a")] == ["a"]


def test_what_cannot_be_stored_is_kept_with_its_reason_and_counted(store: Store) -> None:
    refused = Unstorable("0" * 32, "too_large", "18,000,000 bytes of text \udc80" + "x" * 9999)
    for _ in range(2):
        store.dead_letters.keep(refused, url="http://shequ.example.cn/big")
    store.dead_letters.keep(Unstorable("1" * 32, "not_valid"), url="http://shequ.example.cn/odd")
    first, second = store.dead_letters.find()
    assert (first.key, first.reason, first.url, first.times) == (
        "0" * 32,
        "too_large",
        "http://shequ.example.cn/big",
        2,
    )
    assert len(first.detail) <= 2000
    assert second.reason == "not_valid"

"""What a supervisor does from turn to turn: real processes, MongoDB's clock, and a clock of the test for patience."""

import os
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from govcrawl.store.connection import Store
from govcrawl.store.schedules import Schedule
from tests.schedule.conftest import Desk

Supervise = Callable[..., Desk]
HANGS = "exec sleep 600"
DEAF = "trap '' TERM; echo deaf > {}; while :; do sleep 600; done"


@pytest.fixture
def deafened(tmp_path: Path) -> Path:
    """A pipe on which a run says that it does not heed any more."""
    os.mkfifo(tmp_path / "deafened")
    return tmp_path / "deafened"


def schedule(store: Store, site: str) -> Schedule:
    held = store.schedules.get(site)
    assert held is not None
    return held


def left(store: Store, site: str) -> float:
    """The seconds until a site is due."""
    seconds = store.schedules.next_due([site])
    assert seconds is not None
    return seconds


def test_what_is_due_is_run_once_and_is_due_again_a_period_later(supervise: Supervise, store: Store) -> None:
    desk = supervise("exit 1")
    desk.supervisor.turn()
    assert set(desk.supervisor.children) == {"a", "b", "c"}
    desk.until_all_ended()
    desk.supervisor.turn()
    assert desk.supervisor.children == {}
    assert desk.told[0] is None, "all sites are looked at first, and now and then"
    assert sorted(filter(None, desk.told)) == ["a", "b", "c"]
    assert (schedule(store, "a").how, schedule(store, "a").status, schedule(store, "a").owner) == ("ended", 1, None)
    assert 3500 < left(store, "a") <= 3600


def test_no_more_runs_go_on_at_a_time_than_there_are_slots(supervise: Supervise) -> None:
    desk = supervise(HANGS, slots=2)
    desk.supervisor.turn()
    desk.supervisor.turn()
    assert len(desk.supervisor.children) == 2


def test_a_second_supervisor_takes_what_the_first_has_no_slot_for(supervise: Supervise, store: Store) -> None:
    first, second = supervise(HANGS, slots=2), supervise(HANGS, slots=2)
    first.supervisor.turn()
    second.supervisor.turn()
    assert sorted([*first.supervisor.children, *second.supervisor.children]) == ["a", "b", "c"]


def test_a_run_that_could_not_start_is_tried_again_before_its_period_is_over(
    supervise: Supervise, store: Store
) -> None:
    desk = supervise("exit 75")
    desk.supervisor.turn()
    desk.until_all_ended()
    assert 290 < left(store, "a") <= 300


def test_an_overdue_run_is_told_to_end(supervise: Supervise, store: Store) -> None:
    desk = supervise(HANGS, longest="2h")
    desk.supervisor.turn()
    desk.clock.now += 7199
    desk.supervisor.discipline()
    assert not any(child.kill_at for child in desk.supervisor.children.values())
    desk.clock.now += 1
    desk.supervisor.discipline()
    desk.until_all_ended()
    assert (schedule(store, "a").how, schedule(store, "a").status) == ("overdue", -15)
    assert left(store, "a") > 3500, "it is not run again at once, to hang again"


def test_a_run_that_does_not_heed_is_killed_with_all_it_started(
    supervise: Supervise, store: Store, deafened: Path
) -> None:
    desk = supervise(DEAF.format(deafened), longest="2h", slots=1)
    desk.supervisor.turn()
    deafened.read_text()
    (child,) = desk.supervisor.children.values()
    desk.clock.now += 7200
    desk.supervisor.discipline()
    desk.clock.now += 30
    desk.supervisor.discipline()
    desk.until_all_ended()
    assert (schedule(store, child.site).how, schedule(store, child.site).status) == ("overdue", -9)


def test_who_is_told_to_end_ends_the_runs_in_order_and_has_them_due_for_others(
    supervise: Supervise, store: Store
) -> None:
    desk = supervise(HANGS)
    desk.supervisor.turn()
    desk.bell.told = 1
    desk.supervisor.turn()
    desk.supervisor.run()
    assert (schedule(store, "a").how, schedule(store, "a").status) == ("stopped", -15)
    assert sorted(each.site for each in store.schedules.due(["a", "b", "c"])) == ["a", "b", "c"]


def test_who_is_told_twice_kills(supervise: Supervise, store: Store, deafened: Path) -> None:
    desk = supervise(DEAF.format(deafened), slots=1)
    desk.supervisor.turn()
    deafened.read_text()
    (site,) = desk.supervisor.children
    desk.bell.told = 2
    desk.supervisor.run()
    assert (schedule(store, site).how, schedule(store, site).status) == ("stopped", -9)


def test_who_is_told_to_end_starts_nothing(supervise: Supervise, store: Store) -> None:
    desk = supervise(HANGS)
    desk.bell.told = 1
    desk.supervisor.turn()
    assert desk.supervisor.children == {}


def test_a_supervisor_that_was_written_off_ends_its_run(supervise: Supervise, store: Store) -> None:
    desk = supervise(HANGS, slots=1)
    desk.supervisor.turn()
    (site,) = desk.supervisor.children
    store.schedules.take_back(owner=desk.supervisor.owner)
    desk.clock.now += 60
    desk.supervisor.keep_house()
    desk.until_all_ended()
    assert schedule(store, site).how == "lost", "the word of the other counts"


def test_a_site_that_is_ours_without_a_run_is_due_again(supervise: Supervise, store: Store) -> None:
    store.schedules.enter("a", timetable="1h")
    desk = supervise("exit 0")
    [seen] = store.schedules.due(["a"])
    hour = store.schedules.now() + timedelta(hours=1)
    store.schedules.claim(seen, owner=desk.supervisor.owner, next_at=hour)  # and the answer is lost
    assert store.schedules.due(["a"]) == []
    desk.supervisor.turn()
    assert "a" in desk.supervisor.children


def test_a_wrong_word_in_the_database_holds_up_one_site_only(
    supervise: Supervise, store: Store, caplog: pytest.LogCaptureFixture
) -> None:
    store.schedules.enter("a", timetable="1h")
    store.schedules.override("a", {"every": "often"})
    desk = supervise("exit 0", slots=2)
    desk.supervisor.turn()
    assert set(desk.supervisor.children) == {"b", "c"}
    assert "'often' says no times" in caplog.text
    store.schedules.override("a", {"every": "2h"})
    desk.until_all_ended()
    desk.clock.now += 60
    desk.supervisor.turn()
    assert set(desk.supervisor.children) == {"a"}


def test_a_machine_that_starts_no_process_tries_again_later(
    supervise: Supervise, store: Store, caplog: pytest.LogCaptureFixture
) -> None:
    desk = supervise("exit 0")
    desk.supervisor.terms = replace(desk.supervisor.terms, command=("/nowhere/govcrawl",))
    desk.supervisor.turn()
    assert desk.supervisor.children == {}
    assert "a: cannot be started: No such file or directory" in caplog.text
    assert 290 < left(store, "a") <= 300


def test_in_quiet_hours_nothing_begins_not_even_what_is_asked_for(supervise: Supervise, store: Store) -> None:
    desk = supervise("exit 0", quiet="08:00-08:00")
    desk.supervisor.keep_house()
    store.schedules.ask("a")
    desk.supervisor.claim()
    assert desk.supervisor.children == {}
    assert left(store, "a") > 0, "it is put off to their end"


def test_a_new_timetable_counts_from_the_last_run(supervise: Supervise, store: Store) -> None:
    desk = supervise("exit 0")
    desk.supervisor.turn()
    desk.until_all_ended()
    store.schedules.override("a", {"every": "10m"})
    desk.clock.now += 60
    desk.supervisor.turn()
    assert 590 < left(store, "a") <= 600


def test_a_run_whose_process_was_killed_is_written_off_at_once(supervise: Supervise, store: Store) -> None:
    desk = supervise(HANGS, slots=1)
    desk.supervisor.turn()
    (child,) = desk.supervisor.children.values()
    host, place, _, part = desk.supervisor.owner.rsplit(":", 3)
    run = store.runs.start(child.site, owner=f"{host}:{place}:{child.process.pid}:{part}")
    child.kill()
    desk.until_all_ended()
    assert [(each.id, each.verdict) for each in store.runs.find()] == [(run.id, "lost")]
    assert schedule(store, child.site).how == "killed"


def test_it_waits_no_longer_than_until_something_is_due(supervise: Supervise, store: Store) -> None:
    desk = supervise("exit 0", every="1h")
    desk.supervisor.turn()
    desk.until_all_ended()
    assert desk.supervisor.pause() == 5
    store.schedules.ask("b")
    assert desk.supervisor.pause() <= 0.1

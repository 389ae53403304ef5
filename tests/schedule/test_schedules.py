"""The schedules in MongoDB."""

import threading
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from govcrawl.store.connection import Store
from govcrawl.store.schedules import Schedule

SITE = "shequ"


@pytest.fixture
def due(store: Store) -> Schedule:
    """A site that is due now."""
    store.schedules.enter(SITE, timetable="6h")
    (found,) = store.schedules.due([SITE])
    return found


def get(store: Store) -> Schedule:
    held = store.schedules.get(SITE)
    assert held is not None
    return held


def claim(store: Store, seen: Schedule, owner: str = "a:p:1:x", hours: float = 6, **given: float) -> Schedule | None:
    next_at = store.schedules.now() + timedelta(hours=hours)
    return store.schedules.claim(seen, owner=owner, next_at=next_at, **given)


def test_of_many_supervisors_one_gets_a_site(store: Store, due: Schedule) -> None:
    winners: list[Schedule] = []
    barrier = threading.Barrier(6)

    def grab(number: int) -> None:
        barrier.wait()
        if (got := claim(store, due, f"host:p:{number}:x")) is not None:
            winners.append(got)

    threads = [threading.Thread(target=grab, args=(number,)) for number in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(winners) == 1
    assert store.schedules.due([SITE]) == []
    assert get(store).owner == winners[0].owner


def test_a_site_is_not_due_while_its_run_goes_on(store: Store, due: Schedule) -> None:
    claim(store, due, hours=-1)
    assert store.schedules.due([SITE]) == []
    assert store.schedules.next_due([SITE]) is None
    store.schedules.finish(SITE, owner="a:p:1:x", how="ended", status=0)
    assert [each.site for each in store.schedules.due([SITE])] == [SITE]


def test_a_run_that_could_not_start_is_tried_again_soon(store: Store, due: Schedule) -> None:
    claim(store, due)
    assert store.schedules.finish(SITE, owner="a:p:1:x", how="ended", status=75, again=300)
    left = store.schedules.next_due([SITE])
    assert left is not None
    assert 290 < left <= 300
    assert (get(store).how, get(store).status) == ("ended", 75)


def test_a_supervisor_that_says_nothing_loses_its_sites_which_are_due_at_once(store: Store, due: Schedule) -> None:
    claim(store, due, lease=-1)
    assert store.schedules.due([SITE]) == []
    assert store.schedules.take_back() == 1
    assert [each.how for each in store.schedules.due([SITE])] == ["lost"]
    assert not store.schedules.finish(SITE, owner="a:p:1:x", how="ended", status=0)


def test_a_supervisor_that_lives_keeps_its_sites(store: Store, due: Schedule) -> None:
    claim(store, due, lease=-1)
    assert store.schedules.renew("a:p:1:x") == {SITE}
    assert store.schedules.take_back() == 0
    assert store.schedules.owners() == {"a:p:1:x"}


def test_what_a_dead_supervisor_held_is_taken_back_before_its_lease_ends(store: Store, due: Schedule) -> None:
    claim(store, due)
    assert store.schedules.take_back(owner="another") == 0
    assert store.schedules.take_back(owner="a:p:1:x") == 1
    assert len(store.schedules.due([SITE])) == 1


def test_a_paused_site_is_not_due_until_it_is_resumed(store: Store, due: Schedule) -> None:
    store.schedules.pause(SITE)
    assert store.schedules.due([SITE]) == []
    assert store.schedules.next_due([SITE]) is None
    assert claim(store, due) is None, "it was due when it was seen"
    store.schedules.pause(SITE, paused=False)
    assert len(store.schedules.due([SITE])) == 1


def test_a_run_out_of_turn_is_one_run_even_of_a_paused_site(store: Store, due: Schedule) -> None:
    store.schedules.pause(SITE)
    store.schedules.ask(SITE)
    assert store.schedules.next_due([SITE]) == 0
    (seen,) = store.schedules.due([SITE])
    assert claim(store, seen) is not None
    store.schedules.finish(SITE, owner="a:p:1:x", how="ended", status=0)
    assert store.schedules.due([SITE]) == []


def test_entering_again_changes_nothing_but_a_changed_timetable_does(store: Store, due: Schedule) -> None:
    claim(store, due)
    before = get(store)
    store.schedules.enter(SITE, timetable="6h")
    assert get(store) == before
    later = before.next_at
    assert later is not None
    store.schedules.enter(SITE, timetable="1h", next_at=later - timedelta(hours=5))
    after = get(store)
    assert (after.timetable, after.next_at) == ("1h", later - timedelta(hours=5))
    assert after.owner == before.owner


def test_what_the_operator_overrides_can_be_taken_back(store: Store, due: Schedule) -> None:
    store.schedules.override(SITE, {"every": "1h"})
    store.schedules.override(SITE, {"longest": "2h"})
    assert (get(store).every, get(store).longest) == ("1h", "2h")
    store.schedules.override(SITE, {"every": None, "jitter": None, "longest": None})
    assert (get(store).every, get(store).longest) == (None, None)


def test_the_time_is_mongodbs_and_says_its_zone(store: Store) -> None:
    assert store.schedules.now().tzinfo is UTC
    assert abs(store.schedules.now() - datetime.now(UTC)) < timedelta(minutes=1)


def test_what_is_postponed_is_due_later_unless_somebody_changed_it_since(store: Store, due: Schedule) -> None:
    later = store.schedules.now() + timedelta(hours=1)
    store.schedules.postpone(replace(due, next_at=later), until=later)
    assert store.schedules.due([SITE]) == [due], "that was not as it is"
    store.schedules.postpone(due, until=later)
    left = store.schedules.next_due([SITE])
    assert left is not None
    assert 3590 < left <= 3600


def test_only_the_sites_asked_for_are_due(store: Store, due: Schedule) -> None:
    assert store.schedules.due(["other"]) == []
    assert store.schedules.next_due([]) is None

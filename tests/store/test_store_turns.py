"""Turns at a host."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from govcrawl.store.connection import Store


def test_the_first_turn_is_now_and_each_other_a_pause_later(store: Store) -> None:
    assert store.turns.take("a.example", pause=10) == 0
    assert store.turns.take("a.example", pause=10) == pytest.approx(10, abs=1)
    assert store.turns.take("a.example", pause=5) == pytest.approx(20, abs=1)


def test_a_host_that_rested_is_asked_at_once(store: Store) -> None:
    store.turns.take("a.example", pause=0.001)
    assert store.turns.take("a.example", pause=0.001) < 0.1


def test_hosts_do_not_wait_for_each_other(store: Store) -> None:
    store.turns.take("a.example", pause=60)
    assert store.turns.take("b.example", pause=60) == 0


def test_no_two_get_the_same_turn(store: Store) -> None:
    with ThreadPoolExecutor(8) as threads:
        waits = sorted(threads.map(lambda _: store.turns.take("a.example", pause=60), range(24)))
    assert [round(wait / 60) for wait in waits] == list(range(24))

"""A few of the kills of ``benchmarks/kills.py``: the same articles are stored in the end, and little is asked twice."""

from collections.abc import Iterator
from random import Random

import pytest

from benchmarks.kills import Bench, bench


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bench]:
    with bench(tmp_path_factory.mktemp("kills")) as each:
        yield each


@pytest.mark.parametrize(
    ("kind", "victim", "seed"), [("crawl", "worker", 3), ("backfill", "main", 5), ("backfill", "mongod", 8)]
)
def test_what_is_killed_and_started_again_ends_as_if_it_had_not_been(
    kind: str, victim: str, seed: int, made: Bench
) -> None:
    outcome = made.kill(kind, victim, Random(seed))
    assert outcome.is_well, outcome

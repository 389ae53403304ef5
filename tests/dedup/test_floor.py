"""The floor of the same-story decision on the small set of ``benchmarks/stories``."""

import pytest

from benchmarks.stories.measure import Measured, measure
from benchmarks.stories.pairs import KINDS, pairs

COUNT = 10  # pairs of each kind


@pytest.fixture(scope="module")
def measured() -> Measured:
    return measure(pairs(COUNT, seed=7))


def test_nothing_that_differs_is_merged(measured: Measured) -> None:
    assert not [name for name, kind in measured.kinds.items() if kind.truth == "different" and kind.merged]


def test_reprints_are_found(measured: Measured) -> None:
    assert measured.recall >= 0.97


def test_every_kind_is_measured(measured: Measured) -> None:
    assert {name: kind.pairs for name, kind in measured.kinds.items()} == dict.fromkeys(KINDS, COUNT)

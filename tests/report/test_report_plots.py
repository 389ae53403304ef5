"""The geometry of a drawing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govcrawl.report.plots import BOTTOM, HEIGHT, LEFT, TOP, WIDTH, Bar, plot

numbers = st.lists(st.tuples(st.integers(0, 10**9), st.integers(0, 10**9)), min_size=1, max_size=60)


@pytest.mark.parametrize(
    ("highest", "labels"),
    [
        (0, ["0", "1"]),
        (1, ["0", "1"]),
        (4, ["0", "1", "2", "3", "4"]),
        (7, ["0", "2", "4", "6", "8"]),
        (157, ["0", "50", "100", "150", "200"]),
        (1_000_000, ["0", "500,000", "1,000,000"]),
    ],
)
def test_lines_stand_at_round_numbers(highest: int, labels: list[str]) -> None:
    assert [mark.label for mark in plot("", ["n"], [Bar("a", (highest,))]).ticks] == labels


@given(numbers)
def test_every_block_is_within_the_drawing_and_as_high_as_its_number(given: list[tuple[int, int]]) -> None:
    made = plot("", ["one", "two"], [Bar(str(place), pair) for place, pair in enumerate(given)])
    top = float(made.ticks[-1].label.replace(",", ""))
    for block in made.blocks:
        assert block.x >= LEFT
        assert block.x + block.width <= WIDTH
        assert TOP - 0.05 <= block.y <= block.y + block.height <= HEIGHT - BOTTOM + 0.05
    drawn = sum(block.height for block in made.blocks) / (HEIGHT - BOTTOM - TOP) * top
    assert drawn == pytest.approx(sum(map(sum, given)), abs=0.02 * top / 100 * max(1, len(made.blocks)))


def test_the_second_series_stands_upon_the_first() -> None:
    first, second = plot("", ["held", "missing"], [Bar("2024-03", (3, 1))]).blocks
    assert second.y + second.height == pytest.approx(first.y)
    assert second.said == "2024-03: 1 missing"


def test_the_latest_bar_has_its_label_and_no_two_labels_meet() -> None:
    made = plot("", ["n"], [Bar(f"{number:07}", (1,)) for number in range(36)])
    assert made.labels[-1].label == "0000035"
    assert min(two.at - one.at for one, two in zip(made.labels, made.labels[1:], strict=False)) > 50


def test_bars_of_nothing_are_empty() -> None:
    assert plot("", ["n"], [Bar("a", (0,))]).is_empty

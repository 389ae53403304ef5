"""The nouns."""

from datetime import date

from govcrawl.items import Window


def test_a_window_holds_both_of_its_ends() -> None:
    window = Window(since=date(2024, 1, 1), until=date(2024, 1, 31))
    assert window.holds(date(2024, 1, 1))
    assert window.holds(date(2024, 1, 31))
    assert not window.holds(date(2024, 2, 1))


def test_an_open_window_holds_every_day() -> None:
    assert Window().holds(date(1990, 1, 1))

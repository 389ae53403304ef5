"""The decisions of a walk over list pages."""

from datetime import date, timedelta
from itertools import accumulate

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govcrawl.crawl.met import Met
from govcrawl.crawl.walk import Bounds, Walk, row_day, step
from govcrawl.crawl.yearless import month_day
from govcrawl.items import Link, ListPage, ListRequest, Window

NEXT = ListRequest(url="http://a.example/index_1.html", number=2)


def rows(*names: str, day: str | None = None, following: ListRequest | None = NEXT) -> ListPage:
    links = tuple(Link(url=f"http://a.example/{name}.html", published=day) for name in names)
    return ListPage(links=links, next=following)


def urls(page: ListPage) -> set[str]:
    return {link.url for link in page.links}


def test_a_page_of_news_leads_to_the_next() -> None:
    after = step(Walk(), rows("a", "b"), known=(), bounds=Bounds())
    assert after == Walk(pages=1, met=Met((frozenset(urls(rows("a", "b"))),)))


def test_a_page_that_names_no_next_is_the_last() -> None:
    assert step(Walk(), rows("a", following=None), known=(), bounds=Bounds()).ended == "last_page"


def test_a_page_without_links_ends_the_walk() -> None:
    assert step(Walk(), rows(), known=(), bounds=Bounds()).ended == "no_links"


def test_a_site_that_serves_its_last_page_for_ever_is_left() -> None:
    page = rows("a", "b")
    walk = step(Walk(), page, known=(), bounds=Bounds())
    assert step(walk, page, known=(), bounds=Bounds()).ended == "repeats"


def test_rows_met_on_any_earlier_page_are_no_news() -> None:
    walk = step(Walk(), rows("a", "b"), known=(), bounds=Bounds())
    walk = step(walk, rows("c", "d"), known=(), bounds=Bounds())
    assert step(walk, rows("b", "c"), known=(), bounds=Bounds()).ended == "repeats"


def test_an_undated_page_without_news_ends_the_walk() -> None:
    page = rows("a", "b")
    assert step(Walk(), page, known=urls(page), bounds=Bounds()).ended == "known"


def test_one_new_row_keeps_it_going() -> None:
    assert step(Walk(), rows("a", "b"), known=urls(rows("a")), bounds=Bounds()).ended is None


def test_known_rows_within_the_overlap_are_walked_past() -> None:
    page = rows("a", "b", day="2024-03-05")
    assert step(Walk(), page, known=urls(page), bounds=Bounds(overlap_from=date(2024, 3, 5))).ended is None
    assert step(Walk(), page, known=urls(page), bounds=Bounds(overlap_from=date(2024, 3, 6))).ended == "known"


def test_a_backfill_walks_past_what_is_known() -> None:
    page = rows("a", "b")
    assert step(Walk(), page, known=urls(page), bounds=Bounds(stop_at_known=False)).ended is None


def test_the_window_ends_the_walk_once_every_row_is_before_it() -> None:
    bounds = Bounds(window=Window(since=date(2024, 3, 5)))
    assert step(Walk(), rows("a", day="2024-03-04"), known=(), bounds=bounds).ended == "before_window"
    assert step(Walk(), rows("a", day="2024-03-05"), known=(), bounds=bounds).ended is None
    assert step(Walk(), rows("a", day=None), known=(), bounds=bounds).ended is None


def test_a_row_pinned_to_every_page_does_not_hold_the_window_open() -> None:
    bounds = Bounds(window=Window(since=date(2024, 3, 5)))
    pinned = Link(url="http://a.example/pinned.html", published="2024-06-01")
    first = ListPage(links=(pinned, *rows("a", day="2024-03-06").links), next=NEXT)
    second = ListPage(links=(pinned, *rows("b", day="2024-03-01").links), next=NEXT)
    walk = step(Walk(), first, known=(), bounds=bounds)
    assert step(walk, second, known=(), bounds=bounds).ended == "before_window"


def test_no_walk_is_longer_than_the_most_pages() -> None:
    walk = step(Walk(), rows("a"), known=(), bounds=Bounds(max_pages=2))
    assert walk.ended is None
    assert step(walk, rows("b"), known=(), bounds=Bounds(max_pages=2)).ended == "max_pages"


@given(st.lists(st.lists(st.integers(0, 30), max_size=5), min_size=1, max_size=40))
def test_every_walk_over_finitely_many_articles_ends(pages: list[list[int]]) -> None:
    walk, turn = Walk(), 0
    while walk.ended is None:
        walk = step(walk, rows(*map(str, pages[turn % len(pages)])), known=(), bounds=Bounds(max_pages=10**6))
        turn += 1
    assert turn <= 32


def pages_of(days: list[date], *, rows: int = 5) -> list[ListPage]:
    """The list pages of articles of these days, newest first, that print no year."""
    links = [Link(url=f"http://a.example/{n}.html", published=f"[{day:%m-%d}]") for n, day in enumerate(days)]
    return [ListPage(links=tuple(links[at : at + rows]), next=NEXT) for at in range(0, len(links), rows)]


def walked(pages: list[ListPage], bounds: Bounds) -> Walk:
    walk = Walk()
    for page in pages:
        walk = step(walk, page, known=(), bounds=bounds)
        if walk.ended:
            break
    return walk


def test_rows_without_a_year_end_a_walk_once_the_years_they_turn_are_past_the_window() -> None:
    today = date(2024, 3, 10)
    days = [today - timedelta(days=9 * number) for number in range(200)]  # five years
    bounds = Bounds(window=Window(since=date(2022, 6, 1)), stop_at_known=False, today=today)
    walk = walked(pages_of(days), bounds)
    assert walk.ended == "before_window"
    assert days[walk.pages * 5 - 1] < date(2022, 6, 1)
    assert walk.pages * 5 < len(days) / 2


@given(gaps=st.lists(st.integers(0, 500), min_size=1, max_size=60), since=st.dates(date(2015, 1, 1), date(2024, 3, 1)))
def test_rows_without_a_year_never_end_a_walk_before_the_window(gaps: list[int], since: date) -> None:
    today = date(2024, 3, 10)
    days = [today - timedelta(days=days) for days in accumulate(gaps)]
    walk = walked(pages_of(days), Bounds(window=Window(since=since), stop_at_known=False, today=today))
    assert walk.ended != "before_window" or all(day < since for day in days[walk.pages * 5 :])


@pytest.mark.parametrize("text", ["03-05", "[03-05]", "3月5日", "（03/05）", "03.05"])
def test_month_and_day_alone_are_read_for_the_order_and_claim_no_date(text: str) -> None:
    assert month_day(text) == month_day("3-5")
    assert row_day(Link(url="http://a.example/", published=text)) is None


@pytest.mark.parametrize("text", [None, "", "2024-03-05", "02-30", "13-01", "03-05 12:30", "35"])
def test_nothing_else_is_taken_for_month_and_day(text: str | None) -> None:
    assert month_day(text) is None

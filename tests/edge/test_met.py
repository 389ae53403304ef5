"""What a walk has met."""

from functools import reduce

from hypothesis import given
from hypothesis import strategies as st

from govcrawl.crawl.met import Met

PAGES = st.lists(st.frozensets(st.sampled_from("abcdefghijklmnop")))


@given(PAGES)
def test_whatever_was_on_a_page_is_met_and_nothing_else(pages: list[frozenset[str]]) -> None:
    met = reduce(Met.after, pages, Met())
    assert {url for url in "abcdefghijklmnop" if url in met} == frozenset().union(*pages)


@given(PAGES)
def test_each_level_is_larger_than_the_next(pages: list[frozenset[str]]) -> None:
    sizes = [len(level) for level in reduce(Met.after, pages, Met()).levels]
    assert sizes == sorted(set(sizes), reverse=True)


def test_a_page_of_many_costs_no_copy_of_all_before_it() -> None:
    many = Met().after([f"/{number}" for number in range(1000)])
    assert many.after(["/a", "/b"]).levels[0] is many.levels[0]

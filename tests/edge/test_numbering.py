"""The numbers of list pages."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govcrawl.crawl.numbering import learn
from govcrawl.items import ListRequest

ROOT = "http://a.example/col2317"


def at(url: str, number: int, *form: tuple[str, str]) -> ListRequest:
    return ListRequest(url=f"{ROOT}{url}", number=number, form=form, method="POST" if form else "GET")


@pytest.mark.parametrize(
    ("second", "third", "seventh"),
    [
        ("/index_1.html", "/index_2.html", "/index_6.html"),
        ("/list_2.html", "/list_3.html", "/list_7.html"),
        ("/?page=2&size=20", "/?page=3&size=20", "/?page=7&size=20"),
        ("/p02.html", "/p03.html", "/p07.html"),
        ("/?start=20&end=39", "/?start=40&end=59", "/?start=120&end=139"),
        ("/98.html", "/97.html", "/93.html"),  # counted from the oldest
    ],
)
def test_numbers_in_the_address_grow_evenly(second: str, third: str, seventh: str) -> None:
    ask = learn(at(second, 2), at(third, 3))
    assert ask is not None
    assert ask(7) == at(seventh, 7)


def test_numbers_in_a_form_grow_evenly() -> None:
    ask = learn(at("/api", 2, ("page", "2"), ("q", "社区")), at("/api", 3, ("page", "3"), ("q", "社区")))
    assert ask is not None
    assert ask(2000) == at("/api", 2000, ("page", "2000"), ("q", "社区"))


@pytest.mark.parametrize(
    ("second", "third"),
    [
        (at("/?after=ab12", 2), at("/?after=cd93", 3)),  # a cursor
        (at("/list", 2), at("/list", 3)),  # nothing tells them apart
        (at("/index_1.html", 2), at("/archive/index_2.html", 3)),
        (at("/api", 2, ("page", "2")), at("/api", 3, ("p", "3"))),
        (at("/index_1.html", 2), at("/index_2.html", 2)),
    ],
)
def test_what_is_no_number_is_not_learnt(second: ListRequest, third: ListRequest) -> None:
    assert learn(second, third) is None


@given(st.integers(1, 500), st.integers(0, 3), st.integers(1, 5000), st.integers(1, 5000))
def test_what_was_learnt_from_two_pages_gives_these_two_back(step: int, first: int, one: int, other: int) -> None:
    def page(number: int) -> ListRequest:
        return at(f"/index_{first + step * number}.html", number)

    ask = learn(page(one), page(other))
    assert (ask is None) == (one == other)
    if ask is not None:
        assert ask(one) == page(one)
        assert ask(other) == page(other)

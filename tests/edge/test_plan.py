"""Plans of backfills, over lists of any length held in memory."""

import asyncio
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govcrawl.crawl.plan import Plan, plan
from govcrawl.items import Link, ListPage, ListRequest, Window

NEWEST = date(2024, 12, 31)


class Lists:
    """A column as its site would serve it: ``days`` are the dates of its articles, newest first."""

    def __init__(self, days: list[date], *, rows: int = 15, pinned: int = 0, repeats: bool = False, dated: bool = True):
        self.links = [
            Link(url=f"http://a.example/{n}.html", published=str(day) if dated else None) for n, day in enumerate(days)
        ]
        self.top = [Link(url=f"http://a.example/top{n}.html", published="2019-05-01") for n in range(pinned)]
        self.rows = rows
        self.repeats = repeats
        self.pages = -(-len(days) // rows)
        self.asked = 0

    async def fetch(self, request: ListRequest) -> ListPage | None:
        self.asked += 1
        number = min(request.number, self.pages) if self.repeats else request.number
        rows = self.links[(number - 1) * self.rows : number * self.rows]
        if not rows:
            return None
        has_next = self.repeats or number < self.pages
        return ListPage(links=(*self.top, *rows), next=asks(number + 1) if has_next else None)


def asks(number: int) -> ListRequest:
    return ListRequest(url=f"http://a.example/index_{number - 1}.html", number=number)


def run(lists: Lists, window: Window) -> Plan:
    return asyncio.run(plan("要闻", ListRequest(url="http://a.example/index.html"), lists.fetch, window))


def days_of(articles: int, *, a_day: int = 7) -> list[date]:
    return [NEWEST - timedelta(days=number // a_day) for number in range(articles)]


def within(days: list[date], window: Window) -> int:
    return sum(window.holds(day) for day in days)


@pytest.mark.parametrize(
    ("since", "until"),
    [
        (date(2020, 1, 1), date(2020, 12, 31)),
        (date(2024, 12, 1), None),
        (date(2013, 6, 1), date(2013, 6, 30)),
        (date(2016, 1, 1), None),
        (None, date(2014, 1, 1)),
        (None, None),
    ],
)
@pytest.mark.parametrize(("pinned", "repeats"), [(0, False), (3, False), (0, True), (2, True)])
def test_two_thousand_pages_are_planned_in_forty_requests_to_five_percent(
    since: date | None, until: date | None, pinned: int, repeats: bool
) -> None:
    days = days_of(30_000)
    window = Window(since=since, until=until)
    lists = Lists(days, pinned=pinned, repeats=repeats)
    made = run(lists, window)
    truth = within(days, window)
    assert lists.asked <= 40
    assert made.asked == lists.asked
    assert made.articles == pytest.approx(truth, rel=0.05, abs=2 * (lists.rows + pinned))
    assert made.pages == pytest.approx(truth / lists.rows, rel=0.05, abs=3)


def test_the_backfill_begins_on_a_page_before_the_window() -> None:
    days = days_of(30_000)
    window = Window(since=date(2018, 1, 1), until=date(2018, 12, 31))
    made = run(Lists(days), window)
    first = next(number for number, day in enumerate(days) if day <= date(2018, 12, 31)) // 15 + 1
    assert first - 2 <= made.start.number <= first


@pytest.mark.parametrize("articles", [1, 15, 16, 31, 46, 61])
def test_short_lists_are_counted_to_the_article(articles: int) -> None:
    days = days_of(articles)
    assert run(Lists(days), Window()).articles == articles


def test_a_list_without_links_holds_nothing() -> None:
    assert (run(Lists([]), Window()).pages, run(Lists([]), Window()).articles) == (0, 0)


def test_a_list_without_dates_is_to_be_walked() -> None:
    made = run(Lists(days_of(300), dated=False), Window(since=date(2024, 1, 1)))
    assert (made.basis, made.pages, made.start.number) == ("unknown", None, 1)


@given(
    st.lists(st.integers(0, 40), min_size=1, max_size=120).map(sorted),
    st.integers(1, 9),
    st.integers(0, 45),
    st.integers(0, 45),
)
def test_no_article_of_the_window_is_before_the_start(ages: list[int], rows: int, one: int, other: int) -> None:
    days = [NEWEST - timedelta(days=age) for age in ages]
    window = Window(since=NEWEST - timedelta(days=max(one, other)), until=NEWEST - timedelta(days=min(one, other)))
    made = run(Lists(days, rows=rows), window)
    first = next((number for number, day in enumerate(days) if window.holds(day)), None)
    assert first is None or made.start.number <= first // rows + 1

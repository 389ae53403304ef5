"""Plans over lists of two thousand pages as sites number them, read by the rules of their platforms.

Every page is made as it is asked for: twelve rows, three of them pinned to the top of every page for years, and more
articles in a day the later it is.
"""

import asyncio
import random
import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

import pytest

from govcrawl.crawl.plan import Plan, plan
from govcrawl.extract.lists import extract_list, first_request
from govcrawl.items import ListPage, ListRequest, Page, Window
from govcrawl.platforms.aspnet import ASPNET
from govcrawl.platforms.trs import TRS
from govcrawl.platforms.vsb import VSB
from govcrawl.site import GENERIC, Column, ListRules, Platform, Site

HOST = "http://www.liushu.example.cn"
PAGES, ROWS, PINNED = 2000, 12, 3
NEWEST = date(2024, 12, 31)
TOPICS = ("停车", "路灯", "水渠", "垃圾分类", "老年食堂", "图书角", "健身场地", "电动车充电")


def days_of(articles: int) -> list[date]:
    """The days of so many articles, newest first: ten a day at the end, one at the beginning."""
    choose, day, days = random.Random(4), NEWEST, list[date]()
    while len(days) < articles:
        share = 1 - len(days) / articles
        days += [day] * choose.randint(0, 1 + round(18 * share))
        day -= timedelta(days=1)
    return days[:articles]


DAYS = days_of(PAGES * ROWS)


@dataclass(frozen=True)
class Paging:
    """How a list is numbered: its platform, the URL of a page, what the page prints for the way to the next."""

    name: str
    url: Callable[[int], str]
    following: Callable[[int], str]
    platform: Platform = GENERIC
    rules: ListRules = field(default_factory=ListRules)

    def number(self, request: ListRequest) -> int | None:
        """The page that a request is for; ``None`` where the list has none at that address."""
        if request.form:
            return int(re.sub(r"\D", "", dict(request.form)["__EVENTARGUMENT"]))
        printed = map(int, re.findall(r"-?\d+", request.url.removeprefix(HOST)))
        near = (each for number in printed for each in (number, number + 1, PAGES + 1 - number))
        return next((number for number in (1, *near) if self.url(number) == request.url), None)


def post_back(number: int) -> str:
    state = random.Random(number).randbytes(30).hex()
    return (
        f'<form action="list.aspx" method="post"><input type="hidden" name="__VIEWSTATE" value="{state}">'
        f"<a href=\"javascript:__doPostBack('Pager','{number + 1}')\">下一页</a></form>"
    )


NEXT = ListRules(next=("a.next",))
PAGINGS = [
    Paging(
        "index_1",
        lambda n: f"{HOST}/sqzl/index{f'_{n - 1}' if n > 1 else ''}.html",
        lambda n: f'<script>createPageHTML({PAGES}, {n - 1}, "index", "html");</script>',
        TRS,
    ),
    Paging(
        "?page=2",
        lambda n: f"{HOST}/list?page={n}&channel=31" if n > 1 else f"{HOST}/list?channel=31",
        lambda n: f'<a class="next" href="/list?page={n + 1}&amp;channel=31">下一页</a>' if n < PAGES else "",
        rules=NEXT,
    ),
    Paging(
        "counting down",
        lambda n: f"{HOST}/sqzl/{PAGES + 1 - n}.htm" if n > 1 else f"{HOST}/sqzl.htm",
        lambda n: (
            f'<span class="p_next p_fun"><a href="{HOST}/sqzl/{PAGES - n}.htm">下页</a></span>' if n < PAGES else ""
        ),
        VSB,
    ),
    Paging("post-backs", lambda n: f"{HOST}/list.aspx", post_back, ASPNET),
]


@dataclass
class List:
    """A column of a site, asked for a page at a time."""

    paging: Paging
    asked: int = 0

    @property
    def site(self) -> Site:
        column = Column("社区治理", self.paging.url(1))
        return Site(
            name="liushu", title="柳树街道", platform=self.paging.platform, columns=(column,), list=self.paging.rules
        )

    async def fetch(self, request: ListRequest) -> ListPage | None:
        self.asked += 1
        number = self.paging.number(request)
        if number is None or not 1 <= number <= PAGES:
            return None
        page = Page(
            url=request.url, body=self.page(number).encode(), headers={"content-type": "text/html; charset=utf-8"}
        )
        return extract_list(page, request=request, site=self.site)

    def page(self, number: int) -> str:
        pinned = [row(10**6 + place, date(2016, 5, 1 + place)) for place in range(PINNED)]
        places = range((number - 1) * ROWS, number * ROWS)
        rows = "".join([*pinned, *(row(place, DAYS[place]) for place in places)])
        return f"<html><body><ul class='list'>{rows}</ul><div>{self.paging.following(number)}</div></body></html>"

    def plan(self, window: Window) -> Plan:
        site = self.site
        return asyncio.run(plan("社区治理", first_request(site, site.columns[0]), self.fetch, window))


def row(place: int, day: date) -> str:
    title = f"柳树街道第{place}次居民议事会商定{TOPICS[place % len(TOPICS)]}办法"
    return f'<li><a href="{HOST}/content/t{day:%Y%m%d}_{place}.html">{title}</a><span>{day}</span></li>'


BY_NUMBER = [each for each in PAGINGS if each.name != "post-backs"]


@pytest.mark.parametrize(
    ("since", "until"),
    [
        (date(2024, 7, 1), None),
        (date(2020, 1, 1), date(2020, 12, 31)),
        (date(2016, 1, 1), None),
        (date(2000, 1, 1), None),
    ],
    ids=str,
)
@pytest.mark.parametrize("paging", BY_NUMBER, ids=lambda it: it.name)
def test_two_thousand_pages_are_planned_in_forty_requests_however_they_are_numbered(
    paging: Paging, since: date, until: date | None
) -> None:
    listed, window = List(paging), Window(since=since, until=until)
    made = listed.plan(window)
    truth = sum(map(window.holds, DAYS))
    assert made.basis == "bisected"
    assert made.asked == listed.asked <= 40
    assert made.articles == pytest.approx(truth, rel=0.05)
    assert made.pages == pytest.approx(truth / ROWS, rel=0.05)


def test_a_list_whose_second_page_cannot_be_had_is_not_said_to_end_there() -> None:
    first, *_ = PAGINGS
    listed = List(replace(first, url=lambda n: first.url(n) if n == 1 else f"{HOST}/none"))
    assert listed.plan(Window(since=date(2020, 1, 1))).basis == "unknown"


def test_a_list_that_can_only_be_walked_is_said_to_be_so() -> None:
    listed = List(PAGINGS[-1])
    made = listed.plan(Window(since=date(2020, 1, 1)))
    assert (made.basis, made.pages, made.articles, made.requests) == ("unknown", None, None, None)
    assert listed.asked <= 3

"""A look at a site, driven by hand: pages in, findings out, no network."""

from collections.abc import Mapping

import pytest

from govcrawl.items import Page
from govcrawl.look.checking import ColumnFinding, Finding, changes, check
from govcrawl.look.errands import Missing
from govcrawl.site import Column, Site

HOST = "http://liucun.example"
SITE = Site(name="liucun", title="柳村", columns=(Column("村务", f"{HOST}/cw/"),))
TEXT = "昨天傍晚，二十多位村民搬着板凳坐到大槐树下，把修水渠的事一条条说开，写在黑板上，最后逐条举手。"


def list_page(numbers: range, following: str = "") -> str:
    rows = "".join(
        f'<li><a href="/cw/{n}.html">柳村第{n}次村民议事会商定水渠修缮办法</a><span>2024-03-{n:02}</span></li>'
        for n in numbers
    )
    return f'<ul class="list">{rows}</ul>' + (f'<a class="next" href="{following}">下一页</a>' if following else "")


def article(number: int, source: str = "　来源：柳村村委会") -> str:
    return (
        f"<h1>柳村第{number}次村民议事会商定水渠修缮办法</h1><p>发布时间：2024-03-{number:02}{source}</p><div>"
        + f"<p>{TEXT}</p>" * 3
        + "</div>"
    )


def web(**changed: str | None) -> dict[str, str | None]:
    """A village's pages by their paths; ``None`` is not there."""
    pages: dict[str, str | None] = {"/cw/": list_page(range(20, 10, -1), "/cw/index_1.html")}
    pages["/cw/index_1.html"] = list_page(range(10, 0, -1))
    pages |= {f"/cw/{number}.html": article(number) for number in range(1, 21)}
    return pages | {name.replace("__", "/"): text for name, text in changed.items()}


def looked(pages: Mapping[str, str | None], site: Site = SITE) -> Finding:
    """What the errand finds in these pages."""
    errand = check(site)
    asked = next(errand)
    while True:
        text = pages[asked.url.removeprefix(HOST)]
        page = Page(url=asked.url, body=text.encode()) if text is not None else Missing(asked.url, "timeout", "30 s")
        try:
            asked = errand.send(page)
        except StopIteration as done:
            found: Finding = done.value
            return found


def test_a_sound_site_is_counted_and_has_no_problems() -> None:
    found = looked(web())
    (column,) = found.columns
    assert (column.rows, column.dated, column.following, column.articles) == (10, 10, 10, 3)
    assert column.filled == {"published_at": 3, "source": 3}
    assert found.problems == ()


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"/cw/": None}, "timeout"),
        ({"/cw/": "<p>栏目改版</p>"}, "no rows"),
        ({"/cw/index_1.html": list_page(range(20, 10, -1))}, "brings nothing new"),
        ({"/cw/20.html": "<title>404</title><p>您访问的页面不存在</p>"}, "soft_404"),
        ({"/cw/19.html": None}, "timeout"),
    ],
)
def test_what_is_wrong_is_said(changed: dict[str, str | None], said: str) -> None:
    (problem,) = looked(web() | changed).problems
    assert problem.startswith("村务: ")
    assert said in problem


def test_a_list_outside_its_expectation_is_a_problem() -> None:
    demanding = Site(name="liucun", title="柳村", columns=SITE.columns, expect=(15, 30))
    assert looked(web(), demanding).problems == ("村务: 10 rows, 15 to 30 expected",)


def test_nothing_changes_between_two_equal_looks() -> None:
    assert list(changes(looked(web()), looked(web()))) == []


def test_what_is_otherwise_than_before_is_said() -> None:
    bare = {f"/cw/{number}.html": article(number, "") for number in range(1, 21)}
    now = looked(web() | bare | {"/cw/": list_page(range(20, 17, -1))})
    assert list(changes(looked(web()), now)) == [
        "村务: 3 rows, 10 before",
        "村务: no second page now",
        "村务: no article has source any more",
    ]


def test_columns_come_and_go() -> None:
    before = Finding("liucun", (ColumnFinding("村务", rows=10),))
    now = Finding("liucun", (ColumnFinding("党建", rows=10),))
    assert list(changes(before, now)) == ["党建: a new column", "村务: the column is gone"]

"""How a list page says where the next one is, and that there is none."""

import pytest

from govcrawl.extract.lists import extract_list
from govcrawl.items import ListPage, ListRequest, Page
from govcrawl.site import Site

BASE = "http://www.xiqiao.gov.cn/zwdt/"
SITE = Site(name="xiqiao", title="西桥区")
ROW = '<ul><li><a href="/info/1/2.htm">松湖街道推行楼栋长负责制</a><i>2024-03-12</i></li></ul>'


def read(pager: str, *, page: str = "index.html", number: int = 1) -> ListPage:
    url = BASE + page
    body = f"<html><body>{ROW}{pager}</body></html>".encode()
    return extract_list(Page(url=url, body=body), request=ListRequest(url=url, number=number), site=SITE)


@pytest.mark.parametrize(
    ("pager", "page", "number", "expected"),
    [
        ('<a href="index_1.html">下一页</a>', "index.html", 1, "index_1.html"),
        ('<a href="?page=2">[下一页&gt;]</a>', "list/", 1, "list/?page=2"),
        ('<a rel="next" href="page/2/">Older posts</a>', "", 1, "page/2/"),
        ('<a href="list_2.html" title="下一页"><img src="r.gif"></a>', "list.html", 1, "list_2.html"),
        ("<a href=\"javascript:location.href='index_2.html'\">下页</a>", "index.html", 1, "index_2.html"),
        ('<a href="#" onclick="location=\'index_2.html\'">下页</a>', "index.html", 1, "index_2.html"),
        ('<p class="p"><b>1</b><a href="b.html">2</a><a href="z.html">尾页</a></p>', "a.html", 1, "b.html"),
        ('<script>createPageHTML(7, 0, "index", "html");</script>', "", 1, "index_1.html"),
        ('<!-- createPageHTML(7, 3, "index", "html"); -->', "index_3.html", 4, "index_4.html"),
        ("<script>createPageHTML('page_div',11,1,'list','shtml',154)</script>", "list.shtml", 1, "list_2.shtml"),
        ("<script>createPageHTML('page_div',11,5,'list','shtml',154)</script>", "list_5.shtml", 5, "list_6.shtml"),
        ('<script>createPage(7,0,"index","html")</script>', "index.html", 1, "index_1.html"),
        ('<script>createPageHTML(154,11,0,"index","htm")</script>', "index.htm", 1, "index_1.htm"),
        ('<script>createPageHTML(154,11,3,"index","htm")</script>', "index_3.htm", 4, "index_4.htm"),
        ('<script>createPage(11,0,1,15,154,"index","html")</script>', "index.html", 1, "index_1.html"),
        ("<script>var countPage = 6;\nvar currentPage = 0;</script>", "index.htm", 1, "index_1.htm"),
        ("<script>Pager({size:9,prefix:'dfdt',suffix:'shtml'})</script>", "dfdt.shtml", 1, "dfdt_1.shtml"),
        ("<script>$('#p').pagination({totalPage:13, callback:go})</script>", "index.html", 1, "index_2.html"),
    ],
)
def test_the_next_page_is_found(pager: str, page: str, number: int, expected: str) -> None:
    following = read(pager, page=page, number=number).next
    assert following == ListRequest(url=BASE + expected, number=number + 1)


@pytest.mark.parametrize(
    ("pager", "page", "number"),
    [
        ("", "index.html", 1),
        ('<a href="index_6.html">下一页</a>', "index_6.html", 7),
        ('<a href="/zwdt/">下一页</a>', "index.html", 1),
        ('<a class="disabled">下一页</a><script>createPage(9,0,"index","html")</script>', "index.html", 1),
        ('<li class="next disabled"><a>下一页</a></li>', "index.html", 1),
        ('<script>createPageHTML(7, 6, "index", "html");</script>', "index_6.html", 7),
        ('<script>createPageHTML(1, 0, "index", "html");</script>', "index.html", 1),
        ('<table class="calendar"><tr><td><a href="?d=1">1</a></td><td><a href="?d=2">2</a></td></tr></table>', "", 1),
    ],
    ids=[
        "no pager", "next leads to itself", "next leads to itself by another name", "next is switched off",
        "next is switched off by its parent", "last by script", "only by script", "a calendar is no pager",
    ],
)  # fmt: skip
def test_a_last_page_has_no_next(pager: str, page: str, number: int) -> None:
    assert read(pager, page=page, number=number).next is None


def test_a_column_ends_at_the_most_pages_that_its_rules_allow() -> None:
    assert read('<a href="index_2001.html">下一页</a>', number=2000).next is None


@pytest.mark.parametrize(
    ("said", "pages", "articles"),
    [
        ("共12页", 12, None),
        ("页次：3/27 共 402 条", 27, 402),
        ("第1/8页", 8, None),
        ("共有52篇", None, 52),
        ("", None, None),
    ],
)
def test_the_totals_that_a_page_states_are_read(said: str, pages: int | None, articles: int | None) -> None:
    read_page = read(f"<p>{said}</p>")
    assert (read_page.pages, read_page.articles) == (pages, articles)


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ('<iframe src="about:blank"></iframe><iframe src="/zwdt/list_frame.html"></iframe>', "list_frame.html"),
        ('<frameset><frame src="http://ads.example/"><frame src="main.html"></frameset>', "main.html"),
        ('<script>window.location.href = "list.html";</script>', "list.html"),
        ("<script>location.replace('list.html')</script>", "list.html"),
    ],
)
def test_a_page_that_only_leads_to_the_list_says_where_it_is(html: str, expected: str) -> None:
    url = f"{BASE}index.html"
    listed = extract_list(Page(url=url, body=html.encode()), request=ListRequest(url=url), site=SITE)
    assert (listed.links, listed.next, listed.instead) == ((), None, ListRequest(url=BASE + expected))


@pytest.mark.parametrize("html", ["<p>暂无内容</p>", '<iframe src="//stat.example/x.html"></iframe>'])
def test_an_empty_list_leads_nowhere(html: str) -> None:
    url = f"{BASE}index.html"
    listed = extract_list(Page(url=url, body=html.encode()), request=ListRequest(url=url), site=SITE)
    assert (listed.links, listed.next, listed.instead) == ((), None, None)


def test_a_list_with_rows_is_not_left_for_a_frame_in_it() -> None:
    assert read('<iframe src="/zwdt/weather.html"></iframe>').instead is None

"""List pages that nobody has described: which rows are read, and what each says."""

import pytest

from govcrawl.errors import Blocked, Rejected
from govcrawl.extract.lists import extract_list, first_request
from govcrawl.items import ListPage, ListRequest, Page
from govcrawl.site import Column, ListRules, Site

URL = "http://www.xiqiao.gov.cn/zwdt/index.html"
SITE = Site(name="xiqiao", title="西桥区", columns=(Column("政务动态", URL),))


def read(html: str, *, url: str = URL, site: Site = SITE, number: int = 1) -> ListPage:
    return extract_list(Page(url=url, body=html.encode()), request=ListRequest(url=url, number=number), site=site)


def rows(html: str, *, site: Site = SITE) -> list[tuple[str, str | None, str | None]]:
    links = read(html, site=site).links
    return [(link.url.removeprefix("http://www.xiqiao.gov.cn"), link.title, link.published) for link in links]


LIST = """
<div class="nav"><ul><li><a href="/">首页</a></li><li><a href="/zt/dyjl/">党建引领基层治理专题专栏</a></li></ul></div>
<div class="list"><ul>
<li><a href="./202403/t20240312_101.html" title="松湖街道把议事亭搬进老旧小区改造现场">松湖街道把议事亭搬进…</a>
<span>2024-03-12</span></li>
<li><a href="./202403/t20240311_100.html">· 柳荫社区办起邻里食堂</a><span>[2024-03-11]</span></li>
</ul><ul>
<li><a href="../tzgg/t20240309_99.html">关于征集社区微更新项目的通知</a><span>2024-03-09</span></li>
</ul></div>
<div class="hot"><h3>热门文章</h3><ul>
<li><a href="./202201/t20220104_7.html">西桥区网格员入户走访手册发布</a><em>2022-01-04</em></li>
</ul></div>
"""


def test_the_rows_of_the_list_are_read_in_order_and_menus_and_rankings_are_not() -> None:
    assert rows(LIST) == [
        ("/zwdt/202403/t20240312_101.html", "松湖街道把议事亭搬进老旧小区改造现场", "2024-03-12"),
        ("/zwdt/202403/t20240311_100.html", "柳荫社区办起邻里食堂", "2024-03-11"),
        ("/tzgg/t20240309_99.html", "关于征集社区微更新项目的通知", "2024-03-09"),
    ]


ONE, TWO = '<a href="/a/1.htm">松湖街道推行楼栋长负责制</a>', '<a href="/a/2.htm">柳荫社区开设老年助餐窗口</a>'
TITLES = {"/a/1.htm": "松湖街道推行楼栋长负责制", "/a/2.htm": "柳荫社区开设老年助餐窗口"}


@pytest.mark.parametrize(
    ("html", "first", "second"),
    [
        pytest.param(html, first, second, id=name)
        for name, html, first, second in (
            (
                "after",
                "<ul><li>ONE<i>2024-03-12</i></li><li>TWO<i>2024-03-11</i></li></ul>",
                "2024-03-12",
                "2024-03-11",
            ),
            ("before", "<ul><li><i>(03-12)</i>ONE</li><li><i>(03-11)</i>TWO</li></ul>", "03-12", "03-11"),
            ("behind the link", "<p>ONE 2024年3月12日</p><p>TWO 2024年3月11日</p>", "2024年3月12日", "2024年3月11日"),
            ("before, by line", "<div>2024/3/12 ONE<br>2024/3/11 TWO<br></div>", "2024/3/12", "2024/3/11"),
            ("flat", "<div>ONE<b>2024.03.12</b>TWO<b>2024.03.11</b></div>", "2024.03.12", "2024.03.11"),
            (
                "definitions",
                "<dl><dt>ONE</dt><dd>2024-03-12</dd><dt>TWO</dt><dd>03-11</dd></dl>",
                "2024-03-12",
                "03-11",
            ),
            (
                "two articles in a table row",
                "<table><tr><td>ONE</td><td>2024-03-12 09:30</td><td>TWO</td><td>2024-03-11</td></tr></table>",
                "2024-03-12 09:30",
                "2024-03-11",
            ),
            (
                "day in one box, month in another",
                "<ul><li><b>12</b><i>2024-03</i>ONE</li><li><b>11</b><i>2024-03</i>TWO</li></ul>",
                "2024-03-12",
                "2024-03-11",
            ),
            (
                "day in one box, year in another",
                "<ul><li><p>03-12</p><p>2024</p>ONE</li><li><p>03-11</p><p>2024</p>TWO</li></ul>",
                "2024-03-12",
                "2024-03-11",
            ),
            (
                "over several lines",
                "<ul><li>ONE<em>2024-\n 03-\n 12</em></li><li>TWO<em>2024-\n 03-\n 11</em></li></ul>",
                "2024- 03- 12",
                "2024- 03- 11",
            ),
            ("one row only", "<ul><li>ONE<i>发布时间：2024-03-12</i></li><li>TWO</li></ul>", "2024-03-12", None),
            (
                "not that of an event",
                "<ul><li>ONE<p>2023年9月1日，启动试点。</p><i>03-12</i></li><li>TWO<p>2021年5月4日起，试行。</p></li></ul>",
                "03-12",
                None,
            ),
        )
    ],
)
def test_a_date_belongs_to_the_link_in_its_own_row(html: str, first: str, second: str | None) -> None:
    assert rows(html.replace("ONE", ONE).replace("TWO", TWO)) == [
        ("/a/1.htm", TITLES["/a/1.htm"], first),
        ("/a/2.htm", TITLES["/a/2.htm"], second),
    ]


TITLE = "柳荫社区民主协商会"
WARM = "热心居民接力守护晚归路"


@pytest.mark.parametrize(
    ("link", "title"),
    [
        ('<a href="/info/1/2.htm">柳荫社区民主协商会[2024-03-12]</a>', TITLE),
        ('<a href="/info/1/2.htm">1、柳荫社区民主协商会(图)</a>', TITLE),
        (f'<a href="/info/1/2.htm">{WARM}</a>', WARM),
        (f'<a href="/info/1/2.htm">[热]{WARM}</a>', WARM),
        (f'<a href="/info/1/2.htm">置顶：{WARM}</a>', WARM),
        ('<a href="/info/1/2.htm">2024年社区治理十件实事</a>', "2024年社区治理十件实事"),
        ('<a href="/info/1/2.htm">[置顶] 柳荫社区民主协商会 NEW</a>', TITLE),
        ('<a href="/info/1/2.htm" title="点击查看详情">柳荫社区民主协商会</a>', TITLE),
        ('<a href="/info/1/2.htm"><img alt="柳荫社区民主协商会" src="a.jpg"></a>', TITLE),
        (
            '<a href="/info/1/2.htm"><h3>柳荫社区民主协商会</h3><p>居民代表围坐一堂，商量停车难。</p></a>',
            TITLE,
        ),
        (
            '<a href="/info/1/2.htm" title="文章标题：柳荫社区民主协商会&#10;作者：办公室">柳荫社区民…</a>',
            TITLE,
        ),
    ],
)
def test_a_title_is_the_headline_without_what_a_list_hangs_on_it(link: str, title: str) -> None:
    assert [found for _, found, _ in rows(f"<ul><li>{link}</li></ul>")] == [title]


def test_a_picture_and_a_headline_to_one_article_are_one_row() -> None:
    picture, more = '<a href="/a/1.htm"><img src="x.jpg" alt=""></a>', '<a href="/a/1.htm">[详细]</a>'
    assert rows(f"<ul><li>{picture}{ONE}{more}<i>2024-03-12</i></li></ul>") == [
        ("/a/1.htm", TITLES["/a/1.htm"], "2024-03-12")
    ]


@pytest.mark.parametrize(
    "href",
    ["http://elsewhere.example/info/1/2.htm", "/files/info.pdf", "javascript:void(0)", "mailto:a@b.cn", "http://[::1"],
)
def test_links_off_the_site_and_files_are_no_rows(href: str) -> None:
    assert rows(f'<ul><li><a href="{href}">松湖街道推行楼栋长负责制</a><i>2024-03-12</i></li></ul>') == []


def test_a_site_may_widen_its_hosts() -> None:
    site = Site(name="xiqiao", title="西桥区", hosts=(".xiqiao.gov.cn",))
    html = '<ul><li><a href="http://slh.xiqiao.gov.cn/info/1/2.htm">松湖街道推行楼栋长负责制</a></li></ul>'
    assert rows(html, site=site)[0][0] == "http://slh.xiqiao.gov.cn/info/1/2.htm"


def test_a_last_page_of_one_row_is_not_lost_to_a_longer_sidebar() -> None:
    side = "".join(
        f'<li><a href="/info/9/{n}.htm">往期精选文章第{n}篇内容回顾</a><i>2023-01-0{n}</i></li>' for n in range(1, 9)
    )
    html = f'<div class="list"><ul><li>{ONE}<i>2024-03-12</i></li></ul></div><div class="sidebar"><ul>{side}</ul></div>'
    assert [url for url, _, _ in rows(html)] == ["/a/1.htm"]


def test_headlines_without_dates_in_unknown_addresses_are_still_a_list() -> None:
    html = "<ul>" + "".join(f'<li><a href="/x{n}">社区工作会议简报第{n}期汇编</a></li>' for n in range(1, 7)) + "</ul>"
    assert len(rows(html)) == 6


def test_rules_say_where_the_rows_are() -> None:
    rules = ListRules(rows=(".gone li", ".news .row"), link=".t a", published=(".d",), article_url=r"/show/\d+$")
    html = """<div class="news"><div class="row"><a href="/tag/1">标签</a><p class="t"><a href="/show/7">短题</a></p>
    <p class="d">时间：2024年3月12日 浏览 5</p></div>
    <div class="row"><p class="t"><a href="/ad/8">广告一则</a></p></div></div>"""
    assert rows(html, site=Site(name="xiqiao", title="西桥区", list=rules)) == [("/show/7", "短题", "2024年3月12日")]


def test_rules_that_no_longer_match_leave_the_work_to_the_general_way() -> None:
    site = Site(name="xiqiao", title="西桥区", list=ListRules(rows=(".gone li",)))
    assert len(rows(LIST, site=site)) == 3


def test_a_list_in_gbk_under_a_wrong_header_is_read() -> None:
    page = Page(url=URL, body=LIST.encode("gb18030"), headers={"content-type": "text/html; charset=ISO-8859-1"})
    assert extract_list(page, request=ListRequest(url=URL), site=SITE).links[1].title == "柳荫社区办起邻里食堂"


def test_an_empty_answer_is_no_list() -> None:
    with pytest.raises(Rejected):
        read("")


def test_a_wall_in_place_of_a_list_is_named() -> None:
    page = Page(url=URL, status=521, body=b"<script>document.cookie='__jsl_clearance_s=1';location.href='/'</script>")
    with pytest.raises(Blocked, match="jsl"):
        extract_list(page, request=ListRequest(url=URL), site=SITE)


def test_the_first_request_of_a_plain_column_is_its_address() -> None:
    assert first_request(SITE, SITE.columns[0]) == ListRequest(url=URL)

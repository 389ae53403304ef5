"""Nothing that a server can send raises anything but ``Rejected``, and nothing takes more than two seconds."""

import time
from contextlib import suppress

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from govcrawl.errors import Rejected
from govcrawl.extract import extract_article
from govcrawl.extract.lists import extract_list
from govcrawl.items import ListRequest, Page
from govcrawl.normalize import normalize
from govcrawl.site import Site

SITE = Site(name="generic", title="")
LINE = "社区议事会上，居民代表提出，把闲置的车棚改成活动室。"
PAGE = (
    "<html><head><meta charset='gb2312'><title>社区议事-云湖网</title><script>var ct = '1710033120';</script></head>"
    "<body><h1>社区议事</h1><div class=info>发布时间：2024-03-10 来源：<a href=x>云湖网</a></div>"
    f"<div id=zoom>{f'<p>{LINE}</p>' * 8}<table><tr><td>户数<td>12</table><img src=a.jpg></div>"
    "<!-- enpproperty <date>2024</date> enpproperty--></body></html>"
)
SECONDS = 2.0  # of CPU, the most that a page may cost
MANY = "1" * 6000  # digits: more than Python makes a number of
BAITS = (
    "网" * 20_000,
    "（记者" * 6_000,
    "来源：" * 6_000,
    "作者 记者 通讯员 " * 2_000,
    "讯（记者 张三 " * 2_000,
    "张三、" * 6_000,
    "2024年" * 4_000,
    "2024 11/ 20 " * 1_500,
    "十一月 6, " * 2_000,
    "社(she)" * 3_000,
    "…" * 20_000,
    "_a" * 10_000,
    "&lt;p " * 3_000,
    "\t\u3000" * 10_000,
    MANY,
    "²",
)
TEXT = f"<p>{LINE * 2}</p>" * 4
FIELDS = {
    "title": "<title>{0}</title><h1>社区议事</h1>" + TEXT,
    "heading": "<h1>{0}</h1>" + TEXT,
    "meta": "<meta name=ContentSource content='{0}'><meta name=PubDate content='{0}'><meta name=Author content='{0}'>"
    + TEXT,
    "info": "<h1>社区议事</h1><div>发布时间：{0} 来源：{0} 作者：{0} 浏览：{0}</div>" + TEXT,
    "boxes": "<h1>社区议事</h1><div class=source><i class=author>{0}</i><b>{0}</b></div>" + TEXT,
    "last line": "<h1>社区议事</h1>" + TEXT + "<p>{0}</p>",
    "names": "<h1>社区议事</h1><div class='{0}' id='{0}'>x</div>" + TEXT,
    "links": "<h1>社区议事</h1>" + TEXT + "<a href='12.html?page={0}'>{0}</a><img src=a.jpg width='{0}'>",
    "scripts": "<script>var nickname = '{0}; artInfo: {{ title: '{0}', pubtime: '{0}</script><h1>社区议事</h1>" + TEXT,
    "JSON": "<script type='application/ld+json'>{0}</script><h1>社区议事</h1>" + TEXT,
    "comment": "<!-- {0} --><!--enpproperty <title>{0}</title><date>{0} enpproperty-->" + TEXT,
}
PIECES = st.one_of(
    st.sampled_from(("div", "p", "table", "tr", "td", "a", "h1", "script", "title", "ruby", "rt", "o:p")).map(
        "<{}>".format
    ),
    st.sampled_from(("div", "p", "table", "td", "a", "h1", "script", "textarea", "html")).map("</{}>".format),
    st.sampled_from(
        ("<br>", "<!--", "-->", "<a href='x_2.html'>", "<textarea class=article-content>", "<![CDATA[", "]]>")
    ),
    st.sampled_from(
        ("发布时间：", "来源：", "2024-03-10 09:12", "下一页", "上一篇：", LINE, "社(she)", "©", "&#0;", "<", '"')
    ),
    st.sampled_from((r"\ud800", "window.__INITIAL_STATE__ = {", "<?xml:namespace prefix = o />", "\x00", "\ue272")),
)


def answer(body: bytes, *, url: str = "http://a.example/x/12.html") -> None:
    try:
        extract_article(Page(url=url, body=body), SITE)
    except Rejected:
        return


@given(st.binary(max_size=4000))
def test_random_bytes(body: bytes) -> None:
    answer(body)


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(PIECES, max_size=120))
def test_random_markup(pieces: list[str]) -> None:
    answer("".join(pieces).encode("utf-8", "replace"))


@given(st.integers(0, len(PAGE.encode("gb18030"))), st.sampled_from(["gb18030", "utf-8", "utf-16", "big5hkscs"]))
def test_a_page_cut_off_anywhere(length: int, charset: str) -> None:
    answer(PAGE.encode(charset, "replace")[:length])


@given(st.text(max_size=60), st.integers(100, 599))
def test_any_address_and_status(url: str, status: int) -> None:
    try:
        extract_article(Page(url=url, body=PAGE.encode(), status=status), SITE)
    except Rejected:
        return


@pytest.mark.parametrize("field", FIELDS)
def test_no_field_takes_long_or_raises_whatever_stands_in_it(field: str) -> None:
    for bait in BAITS:
        page = Page(url=f"http://a.example/x/12.html?page={bait[:6000]}", body=FIELDS[field].format(bait).encode())
        started = time.process_time()
        with suppress(Rejected):
            normalize(extract_article(page, SITE), SITE)
        with suppress(Rejected):
            extract_list(page, request=ListRequest(url=page.url), site=SITE)
        assert time.process_time() - started < SECONDS, bait[:10]


HUGE = {
    "one line of 20 MB": lambda: b"x" * 20_000_000,
    "20 MB of GBK": lambda: (LINE * 800_000).encode("gbk")[:20_000_000],
    "a tag without end": lambda: b"<a " + b"x" * 3_000_000,
    "a tag of 200,000 attributes": lambda: b"<a " + b"".join(b"x%d=y " % n for n in range(200_000)) + b">",
    "100,000 links": lambda: b"<a href=x>link</a>" * 100_000,
    "40,000 links": lambda: "<a href=/a.html>关于召开社区工作会议的通知</a>".encode() * 40_000,
    "100,000 levels": lambda: b"<div>" * 100_000,
    "2,000 levels of text": lambda: "<div class=x>文字，文字。".encode() * 2_000,
    "nested tables": lambda: b"<table><tr><td>a</td><td>" * 700,
    "20,000 paragraphs": lambda: f"<p>{LINE}</p>".encode() * 20_000,
    "50,000 labels": lambda: "发布时间：来源：".encode() * 50_000,
    "unclosed comments": lambda: b"<!--" * 500_000,
    "unclosed scripts": lambda: b"<script>" * 100_000,
    "unclosed JSON": lambda: b"window.__INITIAL_STATE__ = {" * 50_000,
    "deep JSON": lambda: b"<script type='application/ld+json'>" + b"[" * 500_000 + b"</script>",
    "unclosed textareas": lambda: b"<textarea class=article-content>" * 50_000,
    "an endless title": lambda: f"<title>{'社区-' * 200_000}</title><p>{LINE * 9}</p>".encode(),
    "2 MB of nested tables": lambda: ("<table><tr><td>" + LINE).encode() * 22_000,
    "99,000 tags": lambda: f"<p>{LINE[:6]}</p>".encode() * 49_400,
    "20,000 titles": lambda: f"<title>{LINE}</title>{f'<h1>{LINE}</h1>' * 20_000}".encode(),
    "pollution": lambda: "社(she)區(qu)".encode() * 100_000,
    "mojibake": lambda: LINE.encode().decode("latin-1").encode() * 10_000,
    "30,000 next pages": lambda: (f"<p>{LINE * 9}</p>" + "<a href='12_2.html'>下一页</a>" * 30_000).encode(),
}


@pytest.mark.parametrize("name", HUGE)
def test_no_page_costs_more_than_two_seconds(name: str) -> None:
    body = HUGE[name]()
    started = time.process_time()
    answer(body)
    assert time.process_time() - started < SECONDS

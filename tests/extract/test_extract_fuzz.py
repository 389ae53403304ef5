"""Nothing that a server can send raises anything but ``Rejected``, and nothing takes more than two seconds."""

import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from govcrawl.errors import Rejected
from govcrawl.extract import extract_article
from govcrawl.items import Page
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

"""Addresses of one article come to one canonical URL, those of two never."""

import hashlib
from random import Random
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govcrawl.normalize.urls import NOISE_PARAMS, article_id, canonical_url
from govcrawl.site import Site

SITE = Site(name="demo", title="示例网")
ARTICLE = "http://news.example.cn/2024/03/05/1207.html"


@pytest.mark.parametrize(
    "met",
    [
        "http://news.example.cn/2024/03/05/1207.html",
        "https://news.example.cn/2024/03/05/1207.html",
        "https://www.news.example.cn/2024/03/05/1207.html",
        "http://m.news.example.cn/2024/03/05/1207.html",
        "http://wap.news.example.cn/2024/03/05/1207.html",
        "http://mip.news.example.cn/2024/03/05/1207.html",
        "HTTP://NEWS.Example.CN/2024/03/05/1207.html",
        "http://news.example.cn:80/2024/03/05/1207.html",
        "https://news.example.cn:443/2024/03/05/1207.html",
        "http://news.example.cn./2024/03/05/1207.html",
        "http://news.example.cn//2024/03//05/1207.html",
        "http://news.example.cn/2024/02/../03/./05/1207.html",
        "http://news.example.cn/2024/03/05/1207.html;jsessionid=5F2A",
        "http://news.example.cn/2024/03/05/1207.html#top",
        "http://news.example.cn/2024/03/05/1207.html?",
        "http://news.example.cn/2024/03/05/1207.html?utm_source=wx&utm_medium=app",
        "http://news.example.cn/2024/03/05/1207.html?from=singlemessage&isappinstalled=0",
        "http://news.example.cn/2024/03/05/1207.html?share_depth=1&first_share_uid=3917",
        "http://news.example.cn/2024/03/05/%31207.html",
        " http://news.example.cn/2024/03/05/1207.html\n",
    ],
)
def test_variants_of_an_address_have_one_canonical_url(met: str) -> None:
    assert canonical_url(met, SITE) == ARTICLE


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("http://a.example.cn/show?id=1", "http://a.example.cn/show?id=2"),
        ("http://a.example.cn/t/1.html", "http://b.example.cn/t/1.html"),
        ("http://a.example.cn/T/1.html", "http://a.example.cn/t/1.html"),
        ("http://a.example.cn:8080/1.html", "http://a.example.cn/1.html"),
        ("http://a.example.cn/1.html", "http://a.example.cn/1.shtml"),
        ("http://a.example.cn/#/news/1", "http://a.example.cn/#/news/2"),
        ("http://a.example.cn/#!1", "http://a.example.cn/#!2"),
        ("http://a.example.cn/s?t=1", "http://a.example.cn/s?v=1"),
        ("http://m.cn/1.html", "http://www.cn/1.html"),
        ("http://a.example.cn/a%2Fb", "http://a.example.cn/a/b"),
    ],
)
def test_different_articles_stay_apart(one: str, other: str) -> None:
    assert canonical_url(one, SITE) != canonical_url(other, SITE)


@pytest.mark.parametrize(
    ("met", "canonical"),
    [
        ("http://a.example.cn/sq/index.html", "http://a.example.cn/sq"),
        ("http://a.example.cn/sq/", "http://a.example.cn/sq"),
        ("http://a.example.cn/INDEX.SHTML", "http://a.example.cn/"),
        ("http://a.example.cn", "http://a.example.cn/"),
        ("http://a.example.cn/index.php?m=content&id=7&c=index", "http://a.example.cn/?c=index&id=7&m=content"),
        ("http://a.example.cn/show?id=1&id=1", "http://a.example.cn/show?id=1"),
        ("http://a.example.cn/社区/1.html", "http://a.example.cn/%E7%A4%BE%E5%8C%BA/1.html"),
        ("http://a.example.cn/%e7%a4%be/1.html", "http://a.example.cn/%E7%A4%BE/1.html"),
        ("http://a.example.cn/%C9%E7/1.html", "http://a.example.cn/%C9%E7/1.html"),
        ("http://a.example.cn/a b?q=c d", "http://a.example.cn/a%20b?q=c%20d"),
        ("http://社区.example.cn/1", "http://xn--dkrp89f.example.cn/1"),
        ("http://user:secret@a.example.cn/1", "http://a.example.cn/1"),
        ("http://[2001:db8::1]:8080/1", "http://[2001:db8::1]:8080/1"),
    ],
)
def test_a_canonical_url_is_spelled_in_one_way(met: str, canonical: str) -> None:
    assert canonical_url(met, SITE) == canonical


@pytest.mark.parametrize("met", ["http://[broken/1.html", "mailto:a@example.cn", "javascript:void(0)", "", "1.html"])
def test_what_is_no_web_address_is_its_own_canonical_form(met: str) -> None:
    assert canonical_url(met, SITE) == met


def test_a_site_s_own_noise_is_dropped_and_what_identifies_is_kept_even_if_noise_elsewhere() -> None:
    site = Site(name="demo", title="示例网", noise_params=("t",), identity_params=("from",))
    assert canonical_url("http://a.example.cn/s?from=12&t=99", site) == "http://a.example.cn/s?from=12"


def test_an_identity_is_the_beginning_of_the_sha256_of_the_canonical_url() -> None:
    assert article_id(ARTICLE) == hashlib.sha256(ARTICLE.encode()).hexdigest()[:32]


_PIECES = st.sampled_from(
    [
        "/",
        "//",
        "..",
        ".",
        "index.html",
        "a",
        "%2e",
        "%2F",
        "社",
        "?",
        "&",
        "=",
        "utm_x=1",
        "#",
        "#/x",
        ";sid=1",
        "%",
        " ",
    ]
)


@given(st.lists(_PIECES, max_size=12).map("".join))
def test_a_canonical_url_is_its_own_canonical_url(rest: str) -> None:
    canonical = canonical_url(f"http://www.example.cn/{rest}", SITE)
    assert canonical_url(canonical, SITE) == canonical


_NAMES = st.from_regex(r"[a-z_]{1,8}", fullmatch=True).filter(lambda name: not NOISE_PARAMS.fullmatch(name))
_VALUES = st.text("abcXYZ0189%&=#/?;+ 社", max_size=6).map(lambda value: quote(value, safe=""))
_QUERIES = st.dictionaries(_NAMES, _VALUES, max_size=4)
_NOISE = st.sampled_from(["utm_source=wx", "spm=a.1", "from=singlemessage", "share_token=x", "jsessionid=5F", ""])


@given(one=_QUERIES, other=_QUERIES, noise=_NOISE)
def test_what_differs_in_a_parameter_that_nobody_knows_stays_apart(
    one: dict[str, str], other: dict[str, str], noise: str
) -> None:
    met = ["&".join([*(f"{name}={value}" for name, value in each.items()), noise]) for each in (one, other)]
    first, second = (canonical_url(f"http://a.example.cn/show?{query}", SITE) for query in met)
    assert (first == second) == (one == other)


@given(one=st.lists(_NAMES, min_size=1, max_size=4), other=st.lists(_NAMES, min_size=1, max_size=4))
def test_what_differs_in_its_path_stays_apart(one: list[str], other: list[str]) -> None:
    first, second = (canonical_url(f"http://a.example.cn/{'/'.join(path)}", SITE) for path in (one, other))
    assert (first == second) == (one == other)


@given(query=_QUERIES, noise=_NOISE, shown=st.randoms(use_true_random=False))
def test_noise_and_the_order_of_parameters_tell_nothing_apart(query: dict[str, str], noise: str, shown: Random) -> None:
    parts = [f"{name}={value}" for name, value in query.items()]
    shuffled = [*parts, noise]
    shown.shuffle(shuffled)
    first, second = (canonical_url(f"http://a.example.cn/show?{'&'.join(each)}", SITE) for each in (parts, shuffled))
    assert first == second

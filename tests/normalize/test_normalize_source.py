"""The organisation behind 来源."""

from dataclasses import replace

import pytest

from govcrawl.items import Claim, RawArticle
from govcrawl.normalize.source import is_borrowed, read_source
from govcrawl.normalize.tables import rows
from govcrawl.site import Column, Site

SITE = Site(name="demo", title="示例社区网", hosts=("www.example.cn",))


def credited(*values: str, site: Site = SITE, polluted: bool = False) -> str | None:
    claims = {"source": tuple(Claim(value, "label", "来源") for value in values)}
    raw = RawArticle(url="http://a.example.cn/1", fetched_at=None, claims=claims, paragraphs=(), polluted=polluted)
    found = read_source(raw, site)
    return found.organisation if found else None


@pytest.mark.parametrize(
    ("printed", "organisation"),
    [
        ("新华网", "新华网"),
        ("  新华网\u3000", "新华网"),
        ("來源：某縣新聞中心", "某县新闻中心"),
        ("文章来源:某市社会工作部", "某市社会工作部"),
        ("信息来源： 省发改委", "省发改委"),
        ("来源单位：某街道办事处", "某街道办事处"),
        ("来源于：某街道办事处", "某街道办事处"),
        ("(文章來源:贛南日報)", "赣南日报"),
        ("（来源：江滨晚报）", "江滨晚报"),
        ("【来源】江滨晚报", "江滨晚报"),
        ("稿源：江滨晚报", "江滨晚报"),
        ("供稿单位：区民政局", "区民政局"),
        ("转自：某某发布", "某某发布"),
        ("江滨晚报 微博", "江滨晚报"),
        ("江滨晚报官方账号", "江滨晚报"),
        ("某区新闻中心  发布开发区:某某新城", "某区新闻中心"),
        ("浙江新闻客户端 作者:陈某 黄某 编辑:谈某", "浙江新闻客户端"),
        ("国家安全监管总局宣传教育中心 次浏览", "国家安全监管总局宣传教育中心"),
        ("中国政府网   时间: 2017年06月08日", "中国政府网"),
        ("广西壮族自治区人民政府门户网站 2021-09-24 16:37 打印", "广西壮族自治区人民政府门户网站"),
        ("江滨日报 打印 字体：放大 正常 缩小 分享", "江滨日报"),
        ("江滨日报打印", "江滨日报"),
        ("中国地理学会 | 浏览次数: 2168", "中国地理学会"),
        ("江滨日报【字体：大 中 小】", "江滨日报"),
        ("江滨日报&nbsp;&nbsp;作者：李某", "江滨日报"),
        ("<a href='http://www.example.com'>江滨日报</a>", "江滨日报"),
        ("“某某发布”", "某某发布"),
        ("《江滨日报》", "江滨日报"),
        ("某某街道微信公众号", "某某街道微信公众号"),
        ("“某某发布”微信公众号", "某某发布微信公众号"),
        ("微信公众号“某某发布”", "微信公众号某某发布"),
        ("江滨日报。", "江滨日报"),
        ("江滨日报 -", "江滨日报"),
        ("江 滨 日 报", "江滨日报"),
        ("江滨日报（记者 张某）", "江滨日报"),
        ("江滨日报记者张某", "江滨日报"),
        ("江滨日报 记者 张某 李某", "江滨日报"),
        ("中国记者", "中国记者"),
        ("北京时间", "北京时间"),
        ("区民政局（办公室）", "区民政局（办公室）"),
        ("人民日报 海外版", "人民日报 海外版"),
        ("人民网-人民日报", "人民网-人民日报"),
        ("新华社北京3月10日电", "新华社"),
        ("据新华社电", "新华社"),
        ("ＣＣＴＶ", "CCTV"),
        ("本溪日报", "本溪日报"),
        ("本溪市民政局", "本溪市民政局"),
        ("本草中国网", "本草中国网"),
        ("原创力文档", "原创力文档"),
        ("网络传播杂志", "网络传播杂志"),
        ("未来网", "未来网"),
        ("无锡日报", "无锡日报"),
        ("http://www.jsmada.example.com/news/1.html", "www.jsmada.example.com"),
        ("www.jsmada.com", "www.jsmada.com"),
        ("来源：HTTP://News.Example.com", "news.example.com"),
    ],
)
def test_a_printed_source_becomes_one_name(printed: str, organisation: str) -> None:
    assert credited(printed) == organisation


@pytest.mark.parametrize(
    "printed",
    [
        "本站",
        "本网",
        "本网站",
        "本报",
        "本刊",
        "原创",
        "本站原创",
        "本网原创",
        "本报讯",
        "本报记者 张某",
        "本站编辑",
        "来源：本网",
        "“本站”",
        "網站原創",
    ],
)
def test_this_site_means_the_organisation_of_the_site(printed: str) -> None:
    assert credited(printed) == "示例社区网"
    named = Site(name="demo", title="示例社区网", hosts=("www.example.cn",), source="示例区民政局")
    assert credited(printed, site=named) == "示例区民政局"


@pytest.mark.parametrize(
    "site",
    [Site(name="generic", title="任意网页"), Site(name="mirror", title="镜像站", start_urls=True)],
    ids=["generic", "mirror"],
)
def test_this_site_of_a_site_that_nobody_declared_is_nobody(site: Site) -> None:
    assert credited("本站", site=site) is None
    assert credited("本站", "江滨日报", site=site) == "江滨日报"


def test_this_site_of_a_declared_site_with_columns_is_that_site_whatever_else_may_start_it() -> None:
    site = Site(name="x", title="某网", start_urls=True, columns=(Column("要闻", "http://x.example.cn/"),))
    assert credited("本站", site=site) == "某网"


@pytest.mark.parametrize(
    "printed",
    [
        "",
        "佚名",
        "秩名",
        "admin",
        "Admin",
        "管理员",
        "未知",
        "网络",
        "互联网",
        "来源：网络",
        "網絡",
        "无",
        "null",
        "undefined",
        "转载",
        "网络整理",
        "-",
        "——",
        "12345",
        "2022-03-10",
        "记者走进社区看变化。",
        "来源于网络，如有侵权请联系删除！",
    ],
)
def test_what_names_nobody_is_no_source(printed: str) -> None:
    assert credited(printed) is None
    assert credited(printed, "江滨日报") == "江滨日报"


@pytest.mark.parametrize(
    ("printed", "organisation"),
    [
        ("江滨日报 转自人民网", "江滨日报"),
        ("江滨日报（转自人民网）", "江滨日报"),
        ("江滨日报 转自：人民网", "江滨日报"),
        ("本站（转自人民网）", "人民网"),
        ("网络（转自：人民网）", "人民网"),
        ("佚名 摘自《人民日报》", "人民日报"),
    ],
)
def test_of_a_reprint_the_first_name_is_the_source_and_the_second_stands_in(printed: str, organisation: str) -> None:
    assert credited(printed) == organisation


def test_of_a_reprint_both_names_are_claims() -> None:
    printed = Claim("江滨日报 转自人民网", "label", "来源")
    raw = RawArticle(url="http://a.example.cn/1", fetched_at=None, claims={"source": (printed,)}, paragraphs=())
    found = read_source(raw, SITE)
    assert found is not None
    assert (found.claim, found.taken_from) == (printed, Claim("人民网", "label", "来源 转自"))


def test_pollution_is_taken_out_of_a_source_on_a_polluted_page() -> None:
    assert credited("贛南(nan)日報(bao)", polluted=True) == "赣南日报"


def test_what_is_printed_is_kept_as_printed_and_nothing_is_printed_where_the_site_says_it() -> None:
    raw = RawArticle(
        url="http://a.example.cn/1",
        fetched_at=None,
        claims={"source": (Claim(" 來源：示例日報 ", "label", "来源"),)},
        paragraphs=(),
    )
    printed = read_source(raw, SITE)
    assert printed is not None
    assert (printed.organisation, printed.printed) == ("示例日报", " 來源：示例日報 ")
    declared = replace(raw, claims={"source": (Claim("美篇", "site", "platform"),)})
    said = read_source(declared, SITE)
    assert said is not None
    assert (said.organisation, said.printed) == ("美篇", None)


@pytest.mark.parametrize(
    ("printed", "borrowed"),
    [
        ("示例社区网", False),
        ("本站", False),
        ("示例社区网新媒体中心", False),
        ("人民网", True),
        ("本站 转自人民网", True),
        ("佚名", False),
    ],
)
def test_a_text_is_borrowed_where_the_page_credits_another_organisation(printed: str, borrowed: bool) -> None:
    claims = {"source": (Claim(printed, "label", "来源"),)}
    raw = RawArticle(url="http://www.example.cn/1", fetched_at=None, claims=claims, paragraphs=())
    assert is_borrowed(read_source(raw, SITE), SITE) is borrowed


def test_every_alias_means_one_organisation() -> None:
    seen: dict[str, str] = {}
    for canonical, *aliases in rows("sources.tsv"):
        for alias in aliases:
            assert seen.setdefault(alias, canonical) == canonical
            assert alias == alias.strip().lower() or not alias.isascii()


def test_a_list_of_organisations_may_be_long_and_is_kept_without_the_word_before_it() -> None:
    names = "云湖日报、云湖发布、梧桐区融媒体中心、梧桐区民政局、云湖街道党工委、桥南社区居委会、云湖新闻网等"
    assert credited(f"综合自{names}") == names

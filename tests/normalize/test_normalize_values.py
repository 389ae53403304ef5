"""Counts, authors, titles, images and attachments, genre: one value each out of what is printed."""

import pytest

from govcrawl.items import Attachment, Claim, Genre, Image, RawArticle
from govcrawl.normalize.author import author
from govcrawl.normalize.counts import count
from govcrawl.normalize.genre import genre_of
from govcrawl.normalize.media import read_attachments, read_images
from govcrawl.normalize.text import clean_line, clean_value, fold
from govcrawl.normalize.titles import read_title
from govcrawl.site import Site

SITE = Site(name="demo", title="示例社区网")


@pytest.mark.parametrize(
    ("printed", "number"),
    [
        ("1425", 1425),
        ("0", 0),
        ("阅读 1425", 1425),
        ("人氣:9239", 9239),
        ("点击量: 4767次", 4767),
        ("浏览次数：[12]", 12),
        ("(35)", 35),
        ("9,239", 9239),
        ("1,234,567", 1_234_567),
        ("1.2万", 12_000),
        ("1.25萬次", 12_500),
        ("3w", 30_000),
        ("10万+", 100_000),
        ("2k", 2000),
        ("1.1亿", 110_000_000),
        ("１２３", 123),
        ("", None),
        ("浏览次数：", None),
        ("阅读：()", None),
        ("loading", None),
        ("1.5", None),
        ("2022-03-10", None),
        ("09:12", None),
        ("99999999999999999999", None),
    ],
)
def test_a_count_of_views(printed: str, number: int | None) -> None:
    assert count(printed) == number


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        ("李明", "李明"),
        ("作者：李明", "李明"),
        ("文/李明", "李明"),
        ("记者：李明 王芳", "李明 王芳"),
        ("陳某 黃某 編輯:談某", "陳某 黃某"),
        ("李明  来源：江滨日报", "李明"),
        ("教务管理科", "教务管理科"),
        ("（本报记者 李明）", "李明"),
        ("佚名", None),
        ("admin", None),
        ("管理员", None),
        ("未知", None),
        ("本站", None),
        ("", None),
        ("作者：", None),
        ("2022-03-10", None),
        ("他走进社区。他和居民谈心。", None),
        ("《云湖日报》记者 张三", "张三"),
        ("云湖晚报特约记者 张三", "张三"),
    ],
)
def test_an_author(printed: str, name: str | None) -> None:
    assert author(printed) == name


def titled(*values: str, polluted: bool = False) -> str | None:
    claims = {"title": tuple(Claim(value, "heading", "h1") for value in values)}
    raw = RawArticle(url="http://a.example.cn/1", fetched_at=None, claims=claims, paragraphs=(), polluted=polluted)
    found = read_title(raw, SITE)
    return found[1] if found else None


@pytest.mark.parametrize(
    ("values", "title"),
    [
        (("楼道里的议事厅",), "楼道里的议事厅"),
        (("  楼道里的\n\t议事厅\u3000",), "楼道里的 议事厅"),
        (("楼道里的&ldquo;议事厅&rdquo;&nbsp;",), "楼道里的“议事厅”"),
        (("楼道里的&amp;quot;议事厅&amp;quot;",), '楼道里的"议事厅"'),
        (("楼道里的<br/>议事厅",), "楼道里的 议事厅"),
        (("3<5的道理",), "3<5的道理"),
        (("楼\u200b道里的\ufeff议事厅\ue001",), "楼道里的议事厅"),
        (("【治理】“小切口”丨解决大难题！",), "【治理】“小切口”丨解决大难题！"),
        (("", "楼道里的议事厅"), "楼道里的议事厅"),
        (("无标题文档", "楼道里的议事厅"), "楼道里的议事厅"),
        (("示例社区网", "楼道里的议事厅"), "楼道里的议事厅"),
        (("春和街道把议事厅…", "春和街道把议事厅搬进楼道"), "春和街道把议事厅搬进楼道"),
        (("春和街道把议事厅...", "别的文章"), "春和街道把议事厅..."),
        (("——", "404"), None),
        ((), None),
    ],
)
def test_a_title_is_cleaned_and_otherwise_as_printed(values: tuple[str, ...], title: str | None) -> None:
    assert titled(*values) == title


def test_a_title_loses_its_pollution_on_a_polluted_page_only() -> None:
    assert titled("社區(qū)議事", polluted=True) == "社區議事"
    assert titled("“花堃(kūn)”社区") == "“花堃(kūn)”社区"


@pytest.mark.parametrize(
    ("printed", "clean"),
    [
        ("\u00a0\u00a0 为进一步 \u3000“3\u00a0+”\t工作法 ", "为进一步 “3 +” 工作法"),
        ("e\u0301", "é"),
        ("①（二）ＡＢＣ", "①（二）ＡＢＣ"),
        ("&lt;正文&gt;", "&lt;正文&gt;"),
    ],
)
def test_a_line_is_cleaned_of_what_cannot_be_seen(printed: str, clean: str) -> None:
    assert clean_line(printed) == clean


def test_a_value_is_also_freed_of_entities_and_tags_but_a_lone_ampersand_stays() -> None:
    assert clean_value("<b>A&amp;B</b> & C") == "A&B & C"


def test_two_prints_of_a_line_fold_to_the_same() -> None:
    assert fold("“社区”：Ａ 1 ") == fold("「社区」:a１") == "社区a1"


def test_images_and_attachments_are_absolute_web_addresses_each_once_with_the_first_text() -> None:
    raw = RawArticle(
        url="http://a.example.cn/sq/1.html",
        fetched_at=None,
        claims={},
        paragraphs=(),
        images=(
            Image(url="../img/1.jpg"),
            Image(url="http://a.example.cn/img/1.jpg", caption=" 居民\u3000議(yì)事 "),
            Image(url="data:image/png;base64,AA"),
            Image(url="http://[broken"),
            Image(url="//cdn.example.cn/2.jpg", caption=""),
        ),
        attachments=(
            Attachment(url="./P0202403.pdf", name="附件1：<b>名单</b>"),
            Attachment(url="javascript:void(0)", name="下载"),
        ),
        polluted=True,
    )
    assert read_images(raw) == (
        Image(url="http://a.example.cn/img/1.jpg", caption="居民 議事"),
        Image(url="http://cdn.example.cn/2.jpg"),
    )
    assert read_attachments(raw) == (Attachment(url="http://a.example.cn/sq/P0202403.pdf", name="附件1： 名单"),)


@pytest.mark.parametrize(
    ("title", "column", "genre"),
    [
        ("春和街道把议事厅搬进楼道", None, "news"),
        ("关于做好2024年社区工作者招聘工作的通知", None, "notice"),
        ("某区社区工作者招聘公告", None, "notice"),
        ("某街道2024年拟任人选公示（第二批）", None, "notice"),
        ("社区居务公开办法（试行）", None, "notice"),
        ("某区召开贯彻《社区工作条例》座谈会", None, "news"),
        ("关于印发社区减负清单的通知", "工作动态", "notice"),
        ("2024年3月物业费收支情况", "通知公告", "notice"),
        ("社区治理工作总结范文", None, "template"),
        ("社区书记述职报告（精选12篇）", None, "template"),
        ("社区志愿服务活动方案模板", None, "template"),
        ("社区里的“一封家书”", None, "news"),
        ("社区亮出服务清单", None, "news"),
        ("一张公示引来众人议", None, "news"),
        ("某区出台社区治理实施意见", None, "news"),
        ("某省社区工作者管理办法（2024年修订）", None, "notice"),
        ("某区民政局关于加强社区治理的实施意见", None, "notice"),
    ],
)
def test_the_genre_is_told_by_title_and_column(title: str, column: str | None, genre: Genre) -> None:
    assert genre_of(SITE, title, column) == genre


def test_a_site_s_own_genre_comes_first() -> None:
    assert genre_of(Site(name="m", title="美篇", genre="post"), "关于停水的通知", None) == "post"

"""Info lines as sites have printed them since 2003: the first date and the first source that a page claims."""

import pytest

from govcrawl.extract import extract_article
from govcrawl.items import Page, RawArticle
from govcrawl.site import Site

SITE = Site(name="generic", title="")
TITLE = "云湖街道开门议事破解停车难"
BODY = (
    "3月9日上午，云湖街道在梧桐社区召开居民议事会，就老旧小区停车难的问题听取意见，三十余名居民代表参加。",
    "会上，物业公司介绍了地下车库的使用情况，居民代表就错时共享、划线定位等办法提出了十二条建议。",
    "街道有关负责人表示，将在一个月内拿出方案，再次征求居民的意见，做到事事有回音、件件有着落。",
)


def read(markup: str, *, url: str = "http://www.yunhu.example/news/1234.html") -> RawArticle:
    html = f"<meta charset=utf-8><title>{TITLE}-云湖网</title><body>{markup}"
    return extract_article(Page(url=url, body=html.encode()), SITE)


def under_title(info: str, text: str = "".join(f"<p>{line}</p>" for line in BODY)) -> RawArticle:
    return read(f"<h1>{TITLE}</h1><div class=x1>{info}</div><div class=x2>{text}</div>")


def first(raw: RawArticle, field: str) -> str | None:
    return next((claim.value for claim in raw.claims.get(field, ())), None)


@pytest.mark.parametrize(
    ("info", "published", "source"),
    [
        ("http://www.yunhu.example 2004年11月09日 13:48 云湖网", "2004年11月09日 13:48", "云湖网"),
        ("NEWS.YUNHU.COM　　2005年03月12日08:11　　来源：云湖网", "2005年03月12日08:11", "云湖网"),
        ("云湖网 ( 2004-03-05 08:11:00 ) 稿件来源: 云湖报", "2004-03-05 08:11:00", "云湖报"),
        ("时间：2008年03月05日08:11　<a>我来说两句</a>(0)　来源：云湖网", "2008年03月05日08:11", "云湖网"),
        ("作者：张三 提交日期：2009-3-5 8:11:00 访问：123 回复：12", "2009-3-5 8:11:00", None),
        (
            "<span>2019-10-08 12:00:00</span> <a href='#'>云湖财经</a> <span>微博</span>",
            "2019-10-08 12:00:00",
            "云湖财经",
        ),
        ("<i class=date>2019-10-08</i><i class=source>云湖客户端</i><i>作者：张三</i>", "2019-10-08", "云湖客户端"),
        ("2008-03-05 08:11:22　 云湖报业网 【大 中 小】 【打印】 共有评论 0 条", "2008-03-05 08:11:22", "云湖报业网"),
        ("云湖日报　2012年03月05日　第A03版：民生", "2012年03月05日", "云湖日报"),
        ("《 云湖日报 》（ 2016年05月06日   01 版）", "2016年05月06日", "云湖日报"),
        ("[<a>打印</a>] 发布日期：2012/03/05 信息来源：市民政局 阅读次数：<b>233</b>", "2012/03/05", "市民政局"),
        ("更新时间：2012-3-5 8:11:22 文章录入：admin 责任编辑：admin", "2012-3-5 8:11:22", None),
        ("作者：佚名 文章来源：本站原创 点击数：123 更新时间：2012-3-5", "2012-3-5", "本站原创"),
        ("发布者：张三 发布时间：2012-03-05 浏览次数：123", "2012-03-05", None),
        ("原作者： 张三 | 来自: 云湖论坛 | 2012-3-5 08:11", "2012-3-5 08:11", "云湖论坛"),
        ("2012-03-05 08:11 | 发布者: admin | 查看: 123 | 评论: 0 | 来自: 云湖网", "2012-03-05 08:11", "云湖网"),
        ("来源：云湖网综合人民日报、新华社　2012-03-05", "2012-03-05", "云湖网综合人民日报、新华社"),
        ("来源： 云湖网 | 作者： 张三 | 时间： 2012-03-05 | 责编： 李四", "2012-03-05", "云湖网"),
        ("发稿时间：2012-03-05 08:11 来源：云湖青年网 云湖青年网官方微博", "2012-03-05 08:11", "云湖青年网"),
        ("字号：大中小 发布时间：2012-03-05 信息来源： 发布机构：区民政局", "2012-03-05", ""),
        ("　　2012年03月05日来源：云湖网作者：张三", "2012年03月05日", "云湖网"),
        ("公开日期：2012-03-05　责任部门：民政局", "2012-03-05", None),
        ("【日期：2012-03-05】 【来源：云湖网 作者：张三】 【字体：大 中 小】", "2012-03-05", "云湖网"),
        (
            "<span>【发布时间】</span>2024-03-10<span>【来源】</span>区民政局<span>【浏览】</span>12",
            "2024-03-10",
            "区民政局",
        ),
        ("[2024-03-10 09:12]　[来源：区民政局]　[字体：大 中 小]", "2024-03-10 09:12", "区民政局"),
        ("(2012-03-05 08:11:22)　转载▼", "2012-03-05 08:11:22", None),
        ("分类：社区 2012-03-05 阅读(123) 评论(0)", "2012-03-05", None),
        ("03-05 08:11 来源：云湖网", "03-05", "云湖网"),
        ("文/张三 图/李四 2012-03-05", "2012-03-05", None),
        ("图片来源：云湖图库 2012-03-05", "2012-03-05", None),
        ("2012-03-05 08:11 发布于 云湖省 阅读 1.2万", "2012-03-05 08:11", None),
        ("<b>2021</b><i>10</i>/<i>08</i><i> 12:00:00</i> 来源：云湖网", "2021/10/08 12:00:00", "云湖网"),
        ("<div>2019</div><div>10/08</div><div>12:00</div>", "2019/10/08 12:00", None),
        ("<ul><li>来源：</li><li>区民政局</li><li>发布时间：</li><li>2024-03-10</li></ul>", "2024-03-10", "区民政局"),
        ("<dl><dt>来源</dt><dd>区民政局</dd><dt>发布时间</dt><dd>2024-03-10</dd></dl>", "2024-03-10", "区民政局"),
        (
            "<table><tr><td>发布日期<td>2024-03-10<td>来源<td>区民政局</table>",
            "2024-03-10",
            "区民政局",
        ),
        ("<span>社区</span> <span>十一月 6th, 2009</span>", "十一月 6th, 2009", None),
        ("三月 12, 2012 由 云湖社区", "三月 12, 2012", None),
        (
            "<a>http://yunhu.example</a>　<i>2012年11月20日08:11</i>　<i id=media_name><a>云湖晚报</a> <a>微博</a></i>",
            "2012年11月20日08:11",
            "云湖晚报 微博",
        ),
        ("<i>2021-11-20 08:11</i><i>·</i><i>云湖晚报</i><i>官方账号</i>", "2021-11-20 08:11", "云湖晚报"),
        ("摘要：云湖街道召开议事会", None, None),
        ("今天是2026年11月22日 星期日", None, None),
        ("活动时间：2024年3月20日至25日", None, None),
    ],
)
def test_the_line_under_the_title(info: str, published: str | None, source: str | None) -> None:
    raw = under_title(info)
    assert (first(raw, "published"), first(raw, "source")) == (published, source)
    assert raw.paragraphs == BODY


@pytest.mark.parametrize(
    ("tail", "field", "value"),
    [
        ("<div>发布日期：2019-03-06 责任编辑：龙某</div>", "published", "2019-03-06"),
        ("<div>版权声明 来源：云湖商报 时间：2019-09-23 14:34:05 作者：</div>", "source", "云湖商报"),
        ("<p>（来源：云湖发布）</p>", "source", "云湖发布"),
        ("<p>来源：云湖发布</p><p>编辑：王五</p>", "source", "云湖发布"),
    ],
)
def test_what_stands_under_the_text_counts_where_nothing_stands_above(tail: str, field: str, value: str) -> None:
    assert first(under_title("", "".join(f"<p>{line}</p>" for line in BODY) + tail), field) == value


def test_the_subheading_after_an_empty_label_is_not_its_value() -> None:
    raw = read(
        f"<h1>{TITLE}</h1><div><p>来源：</p><p>一、摸清底数</p>{''.join(f'<p>{line}</p>' for line in BODY)}</div>"
    )
    assert first(raw, "source") == ""


def test_a_weekday_above_the_title_is_todays_unless_the_url_says_the_same() -> None:
    markup = f"<div>2009年11月9日 星期一</div><h1>{TITLE}</h1><div>{''.join(f'<p>{line}</p>' for line in BODY)}</div>"
    assert "published" not in read(markup).claims
    raw = read(markup, url="http://paper.yunhu.example/html/2009-11/09/content_12.htm")
    assert [(claim.value, claim.method) for claim in raw.claims["published"]] == [
        ("2009年11月9日", "text"),
        ("2009-11-09", "url"),
    ]


def test_a_source_cut_short_is_taken_in_full_from_the_meta_tag() -> None:
    meta = "<meta name=ContentSource content='综合云湖日报、云湖发布、区融媒体中心'>"
    body = "".join(f"<p>{line}</p>" for line in BODY)
    raw = read(f"{meta}<h1>{TITLE}</h1><p>2024-03-10 来源：综合云湖日报、云湖发...</p><div>{body}</div>")
    assert first(raw, "source") == "综合云湖日报、云湖发布、区融媒体中心"


def test_the_header_of_an_information_table_and_its_row_are_none_of_the_text() -> None:
    table = (
        "<table><tr><td>索取号<td>发布时间<td>发布机构<td>文件编号<td>备注</tr>"
        "<tr><td>076-2024<td><td>云湖区民政局<td>云民〔2024〕5号<td></tr></table>"
    )
    body = "".join(f"<p>{line}</p>" for line in BODY)
    assert read(f"<div id=zoom><h2>{TITLE} ( 2024-05-11)</h2>{table}{body}</div>").paragraphs == BODY


def test_a_name_in_an_element_called_author_is_the_authors_an_organisation_is_not() -> None:
    assert first(under_title("<span class=auth>张三</span> 2012-03-05"), "author") == "张三"
    assert first(under_title("<span class=author>云湖日报</span> 2012-03-05"), "author") is None
    assert first(under_title("<i>本报记者 张三</i> 2012-03-05"), "author") == "张三"

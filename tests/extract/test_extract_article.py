"""Whole pages through ``extract_article``: one shape or trap a test."""

import pytest

from govcrawl.errors import Blocked, Rejected
from govcrawl.extract import extract_article, join_parts
from govcrawl.items import Link, Page, RawArticle
from govcrawl.site import ArticleRules, Site

SITE = Site(name="generic", title="")
TITLE = "云湖街道开门议事破解停车难"
BODY = (
    "3月9日上午，云湖街道在梧桐社区召开居民议事会，就老旧小区停车难的问题听取意见，三十余名居民代表参加。",
    "会上，物业公司介绍了地下车库的使用情况，居民代表就错时共享、划线定位等办法提出了十二条建议。",
    "街道有关负责人表示，将在一个月内拿出方案，再次征求居民的意见，做到事事有回音、件件有着落。",
)
URL = "http://www.yunhu.example/news/1234.html"


def paragraphs(lines: tuple[str, ...] = BODY) -> str:
    return "".join(f"<p>　　{line}</p>" for line in lines)


def page(body: str, *, head: str = f"<title>{TITLE}-社区动态-云湖区政府网</title>", **fields: object) -> Page:
    html = f"<html><head><meta charset='utf-8'>{head}</head><body>{body}</body></html>"
    return Page(**({"url": URL, "body": html.encode()} | fields))  # type: ignore[arg-type]


def read(body: str, **fields: object) -> RawArticle:
    return extract_article(page(body, **fields), SITE)


def first(raw: RawArticle, field: str) -> str | None:
    return next((claim.value for claim in raw.claims.get(field, ())), None)


def shape(info: str, *, text: str = paragraphs()) -> str:
    return (
        "<div class='nav'><ul><li><a href='/'>首页</a></li><li><a href='/a/'>政务公开</a></li></ul></div>"
        f"<div class='main'><h1>{TITLE}</h1><div class='x1'>{info}</div><div class='x2'>{text}</div></div>"
        "<div class='side'><h3>最新</h3>"
        "<ul><li><a href='/1.html'>城南召开防汛工作部署会议</a><em>2024-05-18</em></li></ul></div>"
        "<div class='foot'>版权所有 © 2015-2024 云湖区人民政府 云ICP备00000000号</div>"
    )


SHAPES = {
    "divs": shape("发布时间：2024-03-10 09:12　来源：云湖日报"),
    "layout tables": (
        f"<table><tr><td><table><tr><td align=center><b>{TITLE}</b></td></tr>"
        f"<tr><td>2024年3月10日 09:12 来源：云湖日报</td></tr><tr><td>{paragraphs()}</td></tr></table></td>"
        "<td><a href='/x.html'>城南召开防汛工作部署会议</a></td></tr></table>"
    ),
    "breaks": shape("时间:2024-03-10 09:12 来源:云湖日报", text="<br><br>".join(f"　　{line}" for line in BODY)),
    "divs for paragraphs": shape(
        "<span>2024/3/10 9:12</span><span>来源：</span><a>云湖日报</a>",
        text="".join(f"<div>{line}</div>" for line in BODY),
    ),
    "words in spans": shape(
        "发布时间：2024-03-10 09:12 来源：云湖日报",
        text="".join("<p>" + "".join(f"<span>{c}</span>" for c in line) + "</p>" for line in BODY),
    ),
    "info under the body": (
        f"<div><h2>{TITLE}</h2><div>{paragraphs()}</div><div>发布日期：2024-03-10 09:12 来源：云湖日报</div>"
        "<div>责任编辑：张三</div></div>"
    ),
    "page closed in its middle": shape("2024-03-10 09:12 来源：云湖日报").replace(
        "<div class='x2'>", "</body></html><div class='x2'>"
    ),
    "unclosed link around all": f"<a href='/top.html'>{shape('2024-03-10 09:12 来源：云湖日报')}",
}


@pytest.mark.parametrize("name", SHAPES)
def test_title_date_source_and_body_of_many_shapes(name: str) -> None:
    raw = read(SHAPES[name])
    assert first(raw, "title") == TITLE
    assert (first(raw, "published") or "").replace("/", "-").startswith(("2024-03-10", "2024-3-10", "2024年3月10日"))
    assert first(raw, "source") == "云湖日报"
    assert tuple(line for line in raw.paragraphs if line.strip()) == BODY


def test_the_body_may_be_a_hidden_wechat_container() -> None:
    text = f"<h1>{TITLE}</h1><div id='js_content' style='visibility: hidden; display:none'>{paragraphs()}</div>"
    script = "<script>var ct = '1710033120';var nickname = htmlDecode('云湖发布');var msg_link='http://mp.weixin.qq.com/s';</script>"
    raw = read(text + script)
    assert raw.paragraphs == BODY
    assert (first(raw, "published"), first(raw, "source")) == ("1710033120", "云湖发布")


def test_a_body_in_a_textarea_is_read() -> None:
    html = paragraphs().replace("<", "&lt;").replace(">", "&gt;")
    raw = read(f"<h1>{TITLE}</h1><div>发布时间：2024-03-10</div><textarea class='article-content'>{html}</textarea>")
    assert raw.paragraphs == BODY


def test_ruby_readings_are_no_text() -> None:
    lines = (f"<ruby>社<rp>(</rp><rt>she</rt><rp>)</rp></ruby>区{BODY[0]}", *BODY[1:])
    assert read(shape("2024-03-10", text=paragraphs(lines))).paragraphs[0] == f"社区{BODY[0]}"


def test_a_data_table_keeps_a_row_on_a_line() -> None:
    table = "<table><tr><td>社区</td><td><p>户数</p></td></tr><tr><td>梧桐</td><td><p>1200</p></td></tr></table>"
    raw = read(shape("2024-03-10", text=paragraphs()[:-4] + "见下表。</p>" + table + paragraphs(BODY[:1])))
    assert raw.paragraphs[3:5] == ("社区\t户数", "梧桐\t1200")


def test_a_visible_date_goes_before_the_meta_tags_and_those_before_the_url() -> None:
    head = f"<title>{TITLE}</title><meta name='PubDate' content='2024-05-01 10:00'>"
    raw = read(shape("发布时间：2024-03-10"), head=head, url="http://www.yunhu.example/202403/t20240311_12.html")
    assert [(claim.value, claim.method) for claim in raw.claims["published"]] == [
        ("2024-03-10", "label"),
        ("2024-05-01 10:00", "meta"),
        ("2024-03-11", "url"),
    ]


def test_a_meta_tag_of_the_same_day_adds_the_time() -> None:
    head = f"<title>{TITLE}</title><meta name='PubDate' content='2024-03-10 17:38:55'>"
    assert first(read(shape("发布时间：2024-03-10"), head=head), "published") == "2024-03-10 17:38:55"


def test_an_update_beside_the_publication_is_the_modification_and_alone_the_publication() -> None:
    both = read(shape("发布时间：2024-03-10 更新时间：2024-03-12"))
    assert (first(both, "published"), first(both, "modified")) == ("2024-03-10", "2024-03-12")
    alone = read(shape("更新时间：2024-03-12"))
    assert [(c.value, c.where) for c in alone.claims["published"]] == [("2024-03-12", "更新时间")]


def test_the_written_date_is_not_the_publication() -> None:
    raw = read(shape("成文日期：2024-03-01 发布日期：2024-03-10"))
    assert (first(raw, "written"), first(raw, "published")) == ("2024-03-01", "2024-03-10")


@pytest.mark.parametrize(
    "body",
    [
        shape(""),
        shape("").replace(
            "<h3>最新</h3>", "<h3>最新</h3><li><a href='/3.html'>城北社区开展冬季送暖活动</a> 2024-01-02</li>"
        ),
        shape(
            "", text=paragraphs((*BODY, "2023年12月1日起，该小区被列入改造计划，2024年3月5日完成招标，居民反映良好。"))
        ),
        shape("今天是2024年3月10日 星期日"),
    ],
    ids=["nothing", "a list beside it", "prose", "the day's date"],
)
def test_no_date_is_made_up(body: str) -> None:
    assert "published" not in read(body).claims


def test_a_label_without_a_value_is_a_claim_of_nothing() -> None:
    assert [claim.value for claim in read(shape("2024-03-10 来源： 作者：")).claims["source"]] == [""]


def test_the_source_of_a_notice_about_rights_is_not_the_articles() -> None:
    notice = "<p>凡本网注明“来源：云湖新闻网”的所有作品，版权均属于云湖新闻网，未经授权不得转载、摘编。</p>"
    assert "source" not in read(shape("2024-03-10") + notice).claims


def test_an_organisation_beside_the_date_is_a_source_without_a_label() -> None:
    claims = read(shape("2024年03月10日11:30　云湖音乐网　<a>我要评论(0)</a>")).claims["source"]
    assert [(claim.value, claim.method) for claim in claims] == [("云湖音乐网", "text")]


def test_the_spam_in_front_of_a_mirrors_title_is_left() -> None:
    head = f"<title>棋牌大厅下载,足球比分直播_{TITLE}-新闻动态-云湖物业有限公司</title>"
    assert first(read(shape("2024-03-10"), head=head), "title") == TITLE


def test_the_list_knows_the_title_where_the_page_prints_none_and_its_title_tag_is_spam() -> None:
    body = f"<div>发布时间：2024-03-10 09:12</div><div>{paragraphs()}</div>"
    raw = read(body, head="<title>棋牌大厅下载</title>", link=Link(url=URL, title=TITLE))
    assert first(raw, "title") == TITLE


def test_a_list_row_cut_short_gives_way_to_the_title_tag() -> None:
    body = f"<div>发布时间：2024-03-10 09:12</div><div>{paragraphs()}</div>"
    raw = read(body, head=f"<title>{TITLE}-云湖区政府网</title>", link=Link(url=URL, title=TITLE[:8]))
    assert first(raw, "title") == TITLE


def test_the_kind_of_a_paper_beside_the_date_is_no_source() -> None:
    assert first(read(shape("<span>简报</span> <span>2024-03-10</span>")), "source") is None
    assert first(read(shape("<span>云湖日报</span> <span>2024-03-10</span>")), "source") == "云湖日报"


def test_the_sites_name_in_h1_is_not_the_title() -> None:
    body = shape("2024-03-10").replace(f"<h1>{TITLE}</h1>", f"<div class='bt'>{TITLE}</div>")
    assert first(read(f"<h1>云湖区政府网</h1>{body}"), "title") == TITLE


def test_a_title_cut_short_on_the_page_is_taken_in_full_from_the_meta_tag() -> None:
    head = f"<title>云湖区政府网</title><meta name='ArticleTitle' content='{TITLE}'>"
    body = shape("2024-03-10").replace(f"<h1>{TITLE}</h1>", f"<h1>{TITLE[:8]}...</h1>")
    assert first(read(body, head=head), "title") == TITLE


def test_a_title_on_two_lines_is_one() -> None:
    body = shape("2024-03-10").replace(TITLE, f"{TITLE[:6]}<br>{TITLE[6:]}")
    assert first(read(body), "title") == TITLE


def test_the_list_row_speaks_last() -> None:
    link = Link(url=URL, title="云湖街道开门议事…", published="2024-03-10")
    raw = read(shape(""), link=link)
    assert (raw.claims["title"][-1].method, raw.claims["published"][-1].method) == ("row", "row")


def test_share_bars_neighbours_and_related_lists_are_taken_out_with_their_reason() -> None:
    tail = (
        "<div class='bdsharebuttonbox'>分享到：<a>微信</a></div>"
        "<p>上一篇：<a href='/2.html'>城南召开防汛工作部署会议</a></p>"
        "<p>相关链接：</p><p><a href='/8.html'>云湖区推进社区减负</a></p>"
        "<p><a href='/9.html'>居民夜校开课</a></p>"
    )
    lines = (*BODY, *(f"另据介绍，{line}" for line in BODY))
    raw = read(shape("2024-03-10", text=paragraphs(lines) + tail))
    assert raw.paragraphs == lines
    assert {removed.rule for removed in raw.removed} == {"furniture:bdsharebuttonbox", "neighbour", "links"}


def test_a_short_text_in_one_box_with_a_long_list_is_told_from_it() -> None:
    links = "".join(f"<p><a href='/{n}.html'>云湖区召开第{n}次社区工作推进会</a></p>" for n in range(20))
    assert read(shape("2024-03-10", text=paragraphs() + links)).paragraphs == BODY


def test_rules_of_the_site_go_first_and_what_they_drop_is_never_read() -> None:
    site = Site(name="s", title="站", article=ArticleRules(text=(".own",), source=(".by",), drop=(".x1",)))
    body = shape("来源：旁人").replace("class='x2'", "class='own'") + "<i class='by'>云湖发布</i>"
    raw = extract_article(page(body), site)
    assert raw.paragraphs == BODY
    assert [(claim.value, claim.method) for claim in raw.claims["source"]] == [("云湖发布", "rules")]


def test_images_have_absolute_addresses_and_captions() -> None:
    text = (
        paragraphs(BODY[:2])
        + "<p align=center><img src='/upload/1.jpg'></p><p align=center>议事会现场</p>"
        + paragraphs(BODY[2:])
    )
    raw = read(shape("2024-03-10", text=text))
    assert [(image.url, image.caption) for image in raw.images] == [
        ("http://www.yunhu.example/upload/1.jpg", "议事会现场")
    ]


def test_files_linked_in_the_text_are_attachments_and_stay_in_it() -> None:
    raw = read(shape("2024-03-10", text=paragraphs() + "<p><a href='P02.pdf'>附件：停车方案.pdf</a></p>"))
    assert [(file.url, file.name) for file in raw.attachments] == [
        ("http://www.yunhu.example/news/P02.pdf", "附件：停车方案.pdf")
    ]
    assert raw.paragraphs[-1] == "附件：停车方案.pdf"


@pytest.mark.parametrize(
    ("url", "href", "text"),
    [
        ("http://a.example/x/12.html", "12_2.html", "下一页"),
        ("http://a.example/x/12.html", "12_1.html", "下一页"),
        ("http://a.example/x/12_2.html", "12_3.html", "3"),
        ("http://a.example/n1/c10-99887766.html", "c10-99887766-2.html", "下一页"),
        ("http://a.example/show?id=7", "show?id=7&page=2", "下一页>>"),
    ],
)
def test_the_next_part_is_the_same_address_with_the_next_number(url: str, href: str, text: str) -> None:
    raw = read(shape("2024-03-10") + f"<div class='page'><a href='#'>1</a><a href='{href}'>{text}</a></div>", url=url)
    assert raw.next_part == url.rsplit("/", 1)[0] + "/" + href


@pytest.mark.parametrize(
    "link", ["<a href='13.html'>下一页</a>", "<a href='/other/12_2.html'>下一篇</a>", "<a href='12.html'>2</a>"]
)
def test_other_articles_are_no_next_part(link: str) -> None:
    assert read(shape("2024-03-10") + link, url="http://a.example/x/12.html").next_part is None


def test_parts_are_joined_in_order_and_a_repeated_one_adds_nothing() -> None:
    one = read(shape("2024-03-10"), url="http://a.example/x/12.html")
    two = read(shape("", text=paragraphs(tuple(f"续：{line}" for line in BODY))), url="http://a.example/x/12_2.html")
    joined = join_parts([one, two, one])
    assert joined.paragraphs == one.paragraphs + two.paragraphs
    assert (joined.url, joined.claims) == (one.url, one.claims)
    assert "joined_pages" in joined.transforms


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (b"", "empty"),
        (b"\x00\x00", "empty"),
        ("<p>您访问的页面不存在或已删除！</p><a href='/'>返回首页</a>".encode(), "soft_404"),
        (
            "<ul>"
            + "".join(
                f"<li><a href='/{n}.html'>云湖区召开第{n}次工作会议</a><i>2024-03-{n}</i></li>" for n in range(10, 25)
            )
            + "</ul>",
            "list_page",
        ),
        ("<h1>云湖新闻联播</h1><video src='a.mp4'></video>", "video_only"),
        ("<div id='app'></div><script src='app.js'></script>", "needs_js"),
        ("<p>云湖区门户</p><p>欢迎您来到这里，祝您愉快</p>", "no_article"),
        ("<h1>公告图</h1>" + "<img src='/1.jpg'>" * 3, "image_only"),
        ("<" + "x" * 30000, "pathological"),
    ],
)
def test_a_page_that_is_no_article_is_rejected_with_its_reason(body: bytes | str, reason: str) -> None:
    with pytest.raises(Rejected) as rejected:
        extract_article(Page(url=URL, body=body if isinstance(body, bytes) else body.encode()), SITE)
    assert rejected.value.reason == reason


def test_a_login_form_is_a_wall() -> None:
    with pytest.raises(Blocked, match="login"):
        read("<h2>统一身份认证</h2><form>账号登录<input name=u><input type=password></form>")

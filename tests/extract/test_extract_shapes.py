"""Pages in the form that portals, ePapers, government sites, schools, forums and WeChat give theirs."""

import json
import re
from pathlib import Path

import pytest

from govcrawl.chinese.dates import parse
from govcrawl.errors import Rejected
from govcrawl.extract import extract_article
from govcrawl.items import Link, Page, RawArticle
from govcrawl.site import Site

SITE = Site(name="generic", title="")
TITLE = "云湖街道开门议事破解停车难"
BODY = (
    "3月9日上午，云湖街道在梧桐社区召开居民议事会，就老旧小区停车难的问题听取意见，三十余名居民代表参加。",
    "会上，物业公司介绍了地下车库的使用情况，居民代表就错时共享、划线定位等办法提出了十二条建议。",
    "街道有关负责人表示，将在一个月内拿出方案，再次征求居民的意见，做到事事有回音、件件有着落。",
)
P = "".join(f"<p>　　{line}</p>" for line in BODY)
ROWS = "".join(f"<li><a href='/a/{n}.html'>城南举行第{n}届社区文化节开幕式</a></li>" for n in range(8))
SIDE = f"<div class='r300'><h3>热点排行</h3><ul>{ROWS}</ul></div>"
FOOT = "<div class='foot'><p>主办：云湖区人民政府办公室</p><p>云ICP备12345678号 网站标识码：1234567890</p></div>"
SHAPES = dict(
    re.findall(
        r"^=== (.+)\n((?:(?!=== ).*\n)+)", Path(__file__).with_name("shapes.txt").read_text("utf-8"), re.MULTILINE
    )
)


def fill(shape: str) -> str:
    quoted = P.replace("<", "&lt;").replace(">", "&gt;")
    for name, value in (("title", TITLE), ("text", P), ("quoted", quoted), ("json", json.dumps(P)), ("side", SIDE)):
        shape = shape.replace(f"{{{name}}}", value)
    return shape


def read(markup: str, *, tag: str = f"{TITLE}_新闻_云湖网", link: Link | None = None) -> RawArticle:
    html = f"<meta charset=utf-8><title>{tag}</title><body>{markup}{FOOT}"
    return extract_article(Page(url="http://www.yunhu.example/xw/1234.html", body=html.encode(), link=link), SITE)


@pytest.mark.parametrize("name", SHAPES)
def test_title_date_and_text(name: str) -> None:
    raw = read(fill(SHAPES[name]), tag="新闻详情" if name.startswith("no class") else f"{TITLE}_新闻_云湖网")
    assert raw.claims["title"][0].value == TITLE
    published = parse(raw.claims["published"][0].value)
    assert published is not None
    assert (published.year, published.month, published.day) == (2019, 10, 8)
    assert raw.paragraphs == BODY


def test_there_are_many_shapes() -> None:
    assert len(SHAPES) >= 16


def test_an_api_that_gave_the_text_with_its_row_is_believed_where_the_page_shows_none() -> None:
    raw = read("<div id=app></div>", link=Link(url="http://www.yunhu.example/xw/1234.html", title=TITLE, body=P))
    assert raw.paragraphs == BODY
    assert TITLE in {claim.value for claim in raw.claims["title"]}


HEADS = ("云湖街道召开居民议事会破解停车难", "城南社区开展冬季送暖活动", "区民政局部署养老服务工作", "居民夜校开课了")
OTHERS = {
    "rows": ("list_page", "".join(f"<li><a href='/{h}'>{h}</a> 2024-03-01</li>" for h in HEADS * 5)),
    "rows without dates": ("list_page", "".join(f"<li><a href='/{h}'>{h}</a></li>" for h in HEADS * 5)),
    "rows with summaries": ("list_page", "".join(f"<li><a href='/'>{h}</a><p>{BODY[0]}</p></li>" for h in HEADS * 3)),
    "three summaries": (
        "list_page",
        "".join(f"<li><a href='/{h}'>{h}</a><p>{BODY[0]}</p></li>" for h in HEADS[:3]),
    ),
    "a forum's threads": (
        "list_page",
        "".join(f"<tr><td><a href='/{h}'>{h}</a><td>张三<br>2024-3-1<td>12/345" for h in HEADS * 4),
    ),
    "a home page with a headline": (
        "no_article",
        f"<h1><a href='/1'>{TITLE}</a></h1><p>{BODY[0]}<a href='/1'>[详细]</a></p><ul>{ROWS}</ul>",
    ),
    "a film": ("video_only", f"<h1>{TITLE}</h1><div>2024-03-10 来源：云湖电视台</div><video src='a.mp4'></video>"),
    "pictures": ("image_only", f"<h1>{TITLE}</h1><div>2024-03-10</div>" + "<img src='/1.jpg'><p>1/8</p>" * 8),
    "nothing found": (
        "soft_404",
        "<h2>抱歉，您访问的页面不存在</h2><p>网址有误，或页面正在维护。</p>",
    ),
    "a deleted post": ("soft_404", "<p class='warn'>该内容已被发布者删除</p>"),
    "a form": ("no_article", "<h1>网上调查</h1><form><p>您对我区政务公开是否满意？</p><input type=radio>满意</form>"),
}


@pytest.mark.parametrize("name", OTHERS)
def test_no_article(name: str) -> None:
    reason, markup = OTHERS[name]
    with pytest.raises(Rejected) as rejected:
        read(
            f"<ul><li><a href='/'>首页</a><li><a href='/x'>新闻</a></ul><div>{markup}</div>",
            tag="新闻动态-云湖区人民政府",
        )
    assert rejected.value.reason == reason

"""Articles that a page carries as data, hides, splits or spoils: gkmlpt, 美篇, WeChat, 范文, mirrors, shells of scripts."""

import json
from collections.abc import Iterator
from html import escape
from random import Random
from typing import Any

from benchmarks.accuracy import clutter
from benchmarks.accuracy.bodies import Marked, boxes, indented, plain, sections, word
from benchmarks.accuracy.families import Family, print_page, specimen
from benchmarks.accuracy.infolines import cut
from benchmarks.accuracy.specimens import Printed, Specimen, special
from benchmarks.accuracy.stories import story
from govcrawl.demo.drafts import epoch
from govcrawl.demo.pollution import spoil_by_dictionary, spoil_by_draws, traditional
from govcrawl.demo.prose import ESSAY, POST, Prose, compose
from govcrawl.platforms.fanwen import FANWEN
from govcrawl.platforms.gkmlpt import GKMLPT
from govcrawl.platforms.meipian import MEIPIAN
from govcrawl.platforms.xsnet import XSNET

COMPANY = Family(shell="company", organisation="恒泰清洁设备", host="www.hengtai.example", path="/news/show-{id}.html")
MIRROR = Family(shell="xsnet", organisation="桥南网", host="www.qiaonan.example", path="/A/qnwx/content/%Y-%m/%d/content_{id}.html")  # fmt: skip


def embedded() -> Iterator[Specimen]:
    """Some pages of each."""
    for number in range(4):
        yield _gkmlpt(number)
        yield _meipian(number)
    for number in range(5):
        yield _wechat(number)
        yield _fanwen(number)
    for number in range(3):
        yield _polluted_by_draws(number)
        yield _polluted_by_dictionary(number)


def _gkmlpt(number: int) -> Specimen:
    told = story(f"gkmlpt:{number}")
    body = (plain, word, indented, boxes)[number](told, Random(number))
    seconds = epoch(told.at)
    detail = {
        "id": 9100 + number, "title": told.title, "content": body.html, "publisher": told.source, "source": told.source,
        "display_publish_time": seconds, "created_at": seconds - 90000, "url": "", "attachments": [],
    }  # fmt: skip
    config = json.dumps({"SID": "755017", "DETAIL": detail}, ensure_ascii=number % 2 == 0)
    random = Random(f"gkmlpt:{number}")
    shown = (
        f'<h1 class="title">{escape(told.title)}</h1><div class="article-content">{body.html}</div>'
        if number % 2
        else '<div id="app"></div>'
    )
    html = (
        f'<!DOCTYPE html><html><head><meta charset="utf-8"><title>{escape(told.title)}</title></head><body>{clutter.top(random)}'
        f'<table class="classify"><tr><td>索引号</td><td>11440300-2021-0{number}</td><td>发布日期</td><td>{told.at:%Y-%m-%d}</td></tr></table>'
        f"{shown}<script>window._CONFIG = {config};</script>{clutter.foot('汀洲区民政局', told, random)}</body></html>"
    )
    url = f"http://www.tingzhou.example/gkmlpt/content/9/9{number}/post_91{number}.html"
    label = {"published": cut(told.at, "day"), "source": told.source}
    return special("gkmlpt", number, (Printed(url=url, html=html),), told.title, label, body.paragraphs, GKMLPT)


def _meipian(number: int) -> Specimen:
    told = story(f"meipian:{number}")
    prose = compose(f"meipian:{number}", main="volunteers", second="grid", plan=POST)
    article = {
        "title": prose.title, "create_time": epoch(told.at), "last_modify_time": epoch(told.at) + 4000, "mask_id": "4q0uqk1x",
        "visit_count": told.views, "privacy": 1, "content": _blocks(prose) if number != 3 else None,
    }  # fmt: skip
    detail = json.dumps({"article": article, "author": {"nickname": f"{told.author}的小记"}}, ensure_ascii=False)
    texts = "".join(
        f'<div class="mp-article-texts mp-content"><p>&nbsp;&nbsp;{escape(text)}</p></div>' for text in prose.paragraphs
    )
    html = (
        f'<!DOCTYPE html><html><head><meta charset="UTF-8"><title>{escape(prose.title)}</title><script>var ARTICLE_DETAIL = {detail};\n  var other = {{}};</script></head><body>'
        f'<div class="mp-article-caption"><div class="mp-article-caption-title">{escape(prose.title)}</div><span class="mp-article-caption-subhead-time">{told.at:%m-%d}</span>'
        f'<span>阅读 <b class="mp-article-caption-subhead-count">{told.views}</b></span></div><div class="mp-article-tpl">{texts}</div>'
        "<p>文章由 美篇工作版 编辑制作</p><p>投诉</p><p>需扫码在手机上打开</p></body></html>"
    )
    label = {
        "published": cut(told.at, "day"),
        "author": f"{told.author}的小记",
        "views": str(told.views),
        "source": "美篇",
    }
    printed = Printed(url="https://www.meipian.cn/4q0uqk1x?share_from=self", html=html)
    return special("meipian", number, (printed,), prose.title, label, prose.paragraphs, MEIPIAN)


def _blocks(prose: Prose) -> dict[str, Any]:
    """The content of a post: a picture with every paragraph, a film at the end."""
    blocks = [
        {
            "type": 1,
            "text": f'<p class="ql-block">\xa0\xa0\xa0\xa0{escape(text)}</p>',
            "img_url": f"https://static2.ivwen.example/u/{place}.jpg",
        }
        for place, text in enumerate(prose.paragraphs)
    ]
    return {"content": [*blocks, {"type": 3, "video_url": "https://v.example/{1}.mp4", "text": ""}]}


def _wechat(number: int) -> Specimen:
    told = story(f"wechat:{number}")
    body = (sections, indented, plain, boxes, sections)[number](told, Random(number))
    account = told.source
    when = (
        f'var ct = "{epoch(told.at)}";', f"var createTime = '{told.at:%Y-%m-%d %H:%M}';", f'var oriCreateTime = "{epoch(told.at)}"; var ct = "{epoch(told.at)}";',
    )[number % 3]  # fmt: skip
    html = (
        f'<!DOCTYPE html><html><head><meta charset="utf-8"><meta property="og:title" content="{escape(told.title)}"><meta property="og:site_name" content="微信公众平台">'
        f'<meta property="og:article:author" content=""><title></title></head><body id="activity-detail"><div class="rich_media_inner"><h1 class="rich_media_title" id="activity-name">\n{escape(told.title)}\n</h1>'
        f'<div id="meta_content" class="rich_media_meta_list"><span class="rich_media_meta rich_media_meta_nickname" id="profileBt"><a href="javascript:void(0);" id="js_name">\n{account}\n</a></span>'
        '<em id="publish_time" class="rich_media_meta rich_media_meta_text"></em></div>'
        f'<div class="rich_media_content js_underline_content" id="js_content" style="visibility: hidden; opacity: 0; ">{body.html}<p>END</p></div>'
        f'<div class="rich_media_tool"><a>阅读原文</a><span>阅读</span> <span>赞</span></div></div><div id="js_pc_qr_code">微信扫一扫<br>关注该公众号</div><script>var nickname = "{account}"; var msg_title = \'{told.title}\'; {when} var svr_time = "{epoch(told.at) + 90000000}";</script></body></html>'
    )
    label = {"published": cut(told.at, "minute"), "source": account}
    printed = Printed(url=f"https://mp.weixin.qq.com/s?__biz=MzA&mid=22474{number}&idx=1&sn=ab{number}", html=html)
    return special("wechat", number, (printed,), told.title, label, body.paragraphs, container="#js_content")


def _fanwen(number: int) -> Specimen:
    """An essay in as many pages as its number says, at least one; the tail is on the last."""
    prose = compose(f"fanwen:{number}", main="grid", second="consultation", plan=ESSAY)
    told = story(f"fanwen:{number}", era="middle")
    parts = max(1, min(number, 3))
    size = -(-len(prose.paragraphs) // parts)
    chunks = [prose.paragraphs[start : start + size] for start in range(0, len(prose.paragraphs), size)]
    base = f"http://www.fanwen.example/huiyi/jianbao/30194{number}"
    dated = number % 2 == 0
    printed = []
    for place, chunk in enumerate(chunks, start=1):
        texts = "".join(f"<p>　　{escape(text)}</p>" for text in chunk)
        tail = f"<p>【{prose.title}】相关文章：</p>" + "".join(
            f'<p>{at}.<a href="/a/{at}.html">{escape(title)}</a></p>'
            for at, (title, _) in enumerate(told.others[:4], start=4)
        )
        html = (
            f'<html><head><meta http-equiv="Content-Type" content="text/html; charset=gb2312"><title>{escape(prose.title)}</title></head><body><div class="conttop">{clutter.top(Random(number))}</div>'
            f'<div class="main"><div class="main-left"><div class="content"><h1>{escape(prose.title)}</h1>{f"<div class=info>时间:{told.at:%Y-%m-%d}</div>" if dated else ""}{texts}'
            f'{tail if place == len(chunks) else ""}<ul class="pages">{_pager(number, place, len(chunks))}</ul></div></div><div class="main-right">{clutter.side(told, Random(9))}</div></div></body></html>'
        )
        printed.append(Printed(url=f"{base}{'' if place == 1 else f'_{place}'}.html", html=html, charset="gb18030"))
    label = {"published": cut(told.at, "day") if dated else None, "source": None, "author": None, "views": None}
    return special("fanwen", number, tuple(printed), prose.title, label, prose.paragraphs, FANWEN)


def _pager(number: int, place: int, count: int) -> str:
    """The pages of an essay by their numbers, where there are several, and the one that follows."""
    cells = [(str(at), "" if at == 1 else f"_{at}") for at in range(1, count + 1)] if count > 1 else []
    following = [("下一页", f"_{place + 1}")] if place < count else []
    return "".join(
        f'<li class="page"><a href="30194{number}{part}.html">{label}</a></li>' for label, part in cells + following
    )


def _polluted_by_draws(number: int) -> Specimen:
    told, random = story(f"company:{number}"), Random(f"company:{number}")
    texts = tuple(map(traditional, told.paragraphs))
    spoilt = "".join(f"<p>{escape(spoil_by_draws(text, random))}</p>" for text in texts)
    credit = spoil_by_draws(traditional(told.source), random)
    body = Marked(f"{spoilt}<p>(文章來源:{credit})</p>", texts)
    line = f"發布時間:{told.at:%Y-%m-%d %H:%M:%S} 人氣:{told.views}"
    title = traditional(told.title)
    printed = print_page(COMPANY, told, line=line, body=body, heading=escape(title), number=number, random=random)
    label = {"published": cut(told.at, "second"), "source": told.source, "views": str(told.views), "title": title}
    return specimen(COMPANY, f"{number}", (printed,), told, label, texts, trap="pinyin without tones")


def _polluted_by_dictionary(number: int) -> Specimen:
    told, random = story(f"qiaonan:{number}"), Random(f"qiaonan:{number}")
    texts = tuple(map(traditional, told.paragraphs))
    body = Marked("".join(f"<p>{escape(spoil_by_dictionary(text))}</p>" for text in texts), texts)
    credit = told.source if number else ""
    line = spoil_by_dictionary(f"更新時間:{told.at:%Y-%m-%d %H:%M:%S}　內容來源:{traditional(credit)}")
    title = traditional(told.title)
    spoilt = spoil_by_dictionary(title)
    printed = print_page(
        MIRROR, told, line=line, body=body, heading=spoilt, head_title=spoilt, number=number, random=random
    )
    label = {"published": cut(told.at, "second"), "source": credit or None, "title": title}
    made = specimen(MIRROR, f"mirror {number}", (printed,), told, label, texts, trap="pinyin with tones")
    return special("mirror", number, (printed,), title, label, made.label.body or (), XSNET, container="td.con")

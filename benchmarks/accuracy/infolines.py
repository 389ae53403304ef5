"""The lines under a title, as they are met in the wild (the catalogue of dates and sources, with its traps)."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from benchmarks.accuracy.stories import Story

WEEKDAYS = "一二三四五六日"
WIDE = str.maketrans("0123456789", "０１２３４５６７８９")
KEEP = "="  # the story's own value
UNJUDGED = "?"  # people differ on what the line says


@dataclass(frozen=True, slots=True)
class Info:
    """An info line as markup with ``{slots}``, and what it states.

    ``precision`` is that of its date, ``None`` without one. ``source``, ``author`` and ``views`` are ``KEEP``,
    ``UNJUDGED``, ``None`` or a value with slots of its own.
    """

    markup: str
    precision: str | None = "day"
    source: str | None = None
    author: str | None = None
    views: str | None = None


MODERN = (
    Info("<span>发布时间：{d} {hm}</span><span>来源：{s}</span>", "minute", KEEP),
    Info("发布时间:{d}&nbsp;&nbsp;来源:{s}&nbsp;&nbsp;发布开发区:南澜湖智造新城", "day", KEEP),
    Info("更新时间：{cd} {hm}&nbsp;&nbsp;&nbsp;内容来源：", "minute"),
    Info("<i>{d} {hms}</i> <i>来源：{s}</i> <i>作者：{a}</i> <i>编辑：{e}</i>", "second", KEEP, KEEP),
    Info("来源： {s}  {d} {hm} <a href='javascript:window.print()'>打印</a>", "minute", KEEP),
    Info("来源：{s}   时间： {cd}", "day", KEEP),
    Info("作者：{a} 来源：{s} 浏览：{v} {d} {hms}", "second", KEEP, KEEP, KEEP),
    Info("成文日期： {before}　发布日期： {cd}　来源：{s}", "day", KEEP),
    Info("{cd}{hm}&nbsp;&nbsp;来源：<a href='http://www.{host}/'>{s}</a>", "minute", KEEP),
    Info("来源：{s} | 发布时间：{d} | 浏览次数：{v}", "day", KEEP, None, KEEP),
    Info("来源： | 发布时间： {d} | 浏览次数： {v}", "day", None, None, KEEP),
    Info("发布日期： {d} 字号： [ <a href='#'>大</a> <a href='#'>中</a> <a href='#'>小</a> ] [ 打印 ]", "day"),
    Info("【发布时间：{d} {hm}】【字体：<a>大</a> <a>中</a> <a>小</a>】【来源：{s}】", "minute", KEEP),
    Info("发布日期：[{d}]　信息来源：{s}　浏览次数：<span id='hits'></span>", "day", KEEP),
    Info("{cd1} 星期{w} {hm}　　来源：{s}", "minute", KEEP),
    Info("发布：{d} {hm}　编辑：{e}　来源：{s}", "minute", KEEP),
    Info("稿源：{s}　{d} {hm}:00", "minute", KEEP),
    Info("发布时间：{dot}　　信息来源：{s}　　【打印】【关闭】", "day", KEEP),
    Info("文章来源：“{s}”微信公众号　　发布日期：{d}", "day", "{s}微信公众号"),
    Info("来源：本站　　发布时间：{d} {hm}", "minute", "{site}"),
    Info("来源：网络　　日期：{d}", "day"),
    Info("时间：{d} {hms}.0　供稿单位：{s}", "second", KEEP),
    Info("<em>{d} {hm}</em>", "minute"),
    Info("信息来源：{s}　发布时间：{d} {hm}　更新时间：{after} 10:20", "minute", KEEP),
    Info("发表于：{d} {hm} | 分类：<a href='/jcdt/'>基层动态</a> | 阅读：{v}次", "minute", None, None, KEEP),
    Info("日　期：{d}　　来　源：{s}", "day", KEEP),
    Info("责任编辑：{e}　　来源：{s}　　日期：{d}", "day", KEEP),
    Info("来源：{s} 发布时间：{cd} 阅读量：1.2万", "day", KEEP, None, "12000"),
    Info("<div>撰稿：{a}　审核：{e}</div><div>发布时间：{d}　来源：{s}</div>", "day", KEEP, UNJUDGED),
    Info("<span>来源：{s}</span><span>作者：</span><span>责编：{e}</span><span>{cd} {hm}</span>", "minute", KEEP),
    Info("发布机构：{s}　发布日期：{d}　点击量：{v}次", "day", UNJUDGED, None, KEEP),
    Info("日期：{sl} {hm}　来源：{s}　阅读：{v}　分享到：<a>微信</a> <a>微博</a>", "minute", KEEP, None, KEEP),
    Info("<ul><li>时间：{d}</li><li>来源：{s}</li><li>点击：<b id='n'>加载中</b></li></ul>", "day", KEEP),
    Info("来源：{s}（转自{s2}）　{d}", "day", KEEP),
)
OLD = (
    Info("时间:{d} {hms}&nbsp;&nbsp;来源:admin", "second"),
    Info(
        "发布时间：{d1} {hms}&nbsp;&nbsp;作者：佚名&nbsp;&nbsp;点击：<script src='/inc/hits.asp?id=8'></script>",
        "second",
    ),
    Info("加入时间:{sl} {hms}来源:{s} <span id=c></span>次浏览", "second", KEEP),
    Info("<font color=#666666>{cd1}　来源：{s}</font>", "day", KEEP),
    Info("[ 作者：{a} | 来源：{s} | 点击数：{v} | 更新时间：{sl} ]", "day", KEEP, KEEP, KEEP),
    Info("http://www.{host} {cd}{hm} {s}", "minute", UNJUDGED),
    Info("【{cd1} {hm}】【来源：{s}】【作者：{a}】", "minute", KEEP, KEEP),
    Info("发布日期：{d1}&nbsp;&nbsp; 浏览次数：<b>{v}</b>", "day", None, None, KEEP),
    Info("录入：{e}　录入时间：{d}　信息来源：{s}", "day", KEEP),
    Info("（{cd}）", "day"),
    Info("{wide}　　稿件来源：{s}", "day", KEEP),
    Info("文章作者：{a} 文章来源：{s} 发布日期：{sl} 点击：{v} 次", "day", KEEP, KEEP, KEEP),
    Info("来源：http://www.{host}/ 　时间：{d}", "day", "www.{host}"),
    Info("编辑：{e}  日期：{d}  来源：未知  人气：{v}", "day", None, None, KEEP),
    Info("{stamp}　来源：{s}", "second", KEEP),
    Info("{cd1} {ap}　　转自：{s}", "minute", KEEP),
)


def fill(info: Info, told: Story, *, host: str, site: str) -> str:
    """The markup of an info line for a story."""
    return info.markup.format(**_slots(told, host, site))


def stated(info: Info, told: Story, *, host: str, site: str) -> dict[str, str | None]:
    """What an info line states, as a label: a field without a key is not to be judged."""
    own = {"source": told.source, "author": told.author, "views": str(told.views)}
    said: dict[str, str | None] = {"published": cut(told.at, info.precision)}
    for field, kept in own.items():
        value = getattr(info, field)
        if value != UNJUDGED:
            said[field] = kept if value == KEEP else value and value.format(**_slots(told, host, site))
    return said


def cut(at: datetime, precision: str | None) -> str | None:
    """A moment as a label states it."""
    length = {"day": 10, "minute": 16, "second": 19}
    return at.isoformat(timespec="seconds")[: length[precision]] if precision else None


def _slots(told: Story, host: str, site: str) -> dict[str, object]:
    at = told.at
    half = "上午" if at.hour < 12 else "下午"
    return {
        "d": f"{at:%Y-%m-%d}",
        "d1": f"{at.year}-{at.month}-{at.day}",
        "hm": f"{at:%H:%M}",
        "hms": f"{at:%H:%M:%S}",
        "cd": f"{at:%Y年%m月%d日}",
        "cd1": f"{at.year}年{at.month}月{at.day}日",
        "dot": f"{at:%Y.%m.%d}",
        "sl": f"{at.year}/{at.month}/{at.day}",
        "wide": f"{at.year}年{at.month}月{at.day}日".translate(WIDE),
        "ap": f"{half}{at.hour - 12 if at.hour > 12 else at.hour}:{at:%M}",
        "stamp": f"{at:%a %b %d %H:%M:%S} CST {at.year}",
        "w": WEEKDAYS[at.weekday()],
        "before": f"{at - timedelta(days=23):%Y年%m月%d日}",
        "after": f"{at + timedelta(days=3):%Y-%m-%d}",
        "s": told.source,
        "s2": told.second_source,
        "a": told.author,
        "e": told.editor,
        "v": told.views,
        "host": host,
        "site": site,
    }

"""The labelled values of a line, 发布时间：2024-03-05 来源：新华网: one scanner for all fields, in both scripts.

A line comes with a mark (``GAP``) wherever one inline element ends and another begins, for the gap between them may be
drawn by a style sheet only. A value ends where the next label, date or tool of the page begins.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import zip_longest

from govcrawl.chinese.dates import find
from govcrawl.chinese.pinyin import strip_with_offsets
from govcrawl.extract.lines import GAP

_LABELS = {
    "published": "发布时间 发布日期 发表时间 发表日期 发稿时间 发稿日期 刊发时间 刊登时间 刊登日期 公开时间 公开日期 公布时间 公布日期 上网时间 上网日期"
    " 上传时间 上传日期 录入时间 录入日期 添加时间 添加日期 创建时间 创建日期 提交时间 发帖时间 登载时间 挂网时间 信息时间 新闻时间 文章时间 文章日期"
    " 出版日期 出版时间 报道时间 加入时间 入库时间 发文时间 发布于 发表于 创建于 刊发于 发布 发表 时间 日期",
    "updated": "更新时间 更新日期 最后更新时间 最后更新 最近更新 修改时间 修改日期 最后修改 最后修改时间 编辑时间 更新于 编辑于 更新",
    "written": "成文日期 成文时间 生成日期 生成时间 发文日期 印发日期 印发时间 落款日期 签发日期 签发时间 制发日期 行文日期 颁布日期 颁布时间",
    "source": "来源 文章来源 信息来源 稿件来源 内容来源 新闻来源 本文来源 资讯来源 资料来源 图文来源 消息来源 作品来源 来源单位 来源网站 来源媒体 来源部门"
    " 信息来源单位 稿源 出处 文章出处 原文出处 供稿 供稿单位 供稿部门 投稿单位 来稿单位 转自 转载自 文章转自 摘自 来自 文章来自 来源于 源自 信息提供"
    " 信息提供单位 提供单位 信息源 报送单位 信息报送单位 撰稿单位",
    "publisher": "发布单位 发布机构 发布部门 信息发布单位 信息发布部门 发布机关 发文机关 发文单位 公开主体 责任部门 信息发布机构 主办",
    "author": "作者 记者 本报记者 本网记者 特约记者 实习记者 撰稿 撰稿人 撰文 作者姓名 文章作者 原作者 通讯员 供稿人 投稿人 文 文字 文图 图文",
    "editor": "编辑 责任编辑 责编 网络编辑 网页编辑 值班编辑 执行编辑 录入 录入者 录入人 发布者 发布人 上传者 校对 审核 审核人 审稿 审校 初审 复审 终审"
    " 一审 二审 三审 编审 监制 签发 主编 值班主编 摄影 摄像 图片 摄 采写 编发 信息员 责任校对 责校",
    "views": "浏览 浏览次数 浏览量 浏览数 点击 点击次数 点击数 点击量 点击率 阅读 阅读次数 阅读量 阅读数 访问 访问次数 访问量 人气 查看 查看次数 热度"
    " 文章点击数 累计浏览 总浏览量 本文浏览次数 已阅 已浏览 围观 阅览次数 阅览 浏览人数 阅读人次 点击率 点阅",
    "other": "字号 字体 字体大小 文字大小 大小 视力保护色 保护视力色 背景色 背景颜色 关键词 关键字 标签 分类 所属分类 类别 栏目 所属栏目 信息分类 主题分类"
    " 体裁分类 组配分类 索引号 文号 发文字号 文件编号 有效性 名称 标题 主题词 内容概述 公开方式 公开时限 公开范围 有效期 生效日期 实施日期 施行日期 失效日期"
    " 废止日期 截止时间 截止日期 语音播报 评论 评论数 分享 分享到 发布开发区 摘要 导读 作者单位 专栏 频道 版次 版面 下载 下载次数 推荐度 收藏 责任人 电话"
    " 联系电话 报名时间 活动时间 会议时间 活动日期 开始时间 结束时间 考试时间 播出时间 举办时间 地点 时长 参与 得票 字数 统一登记号 隐藏 信息类别 服务对象"
    " 信息类型 内容分类 生成机构 信息标识 公开目录 文件类型 内容类型 内容摘要 编号 阅读时间 预计阅读 页面生成时间 您的位置 当前位置",
}
_KIND = {label: kind for kind, labels in _LABELS.items() for label in labels.split()}
_FOLD = str.maketrans(
    "發佈布時間來內瀏覽點擊閱讀訪問氣編輯責關鍵詞標籤號體記單報聞轉載數錄創於機構處資訊稿撰員審覈對監製攝圖檢視熱總參與機關專欄頻"
    "：﹕∶︰／｜︱",
    "发布布时间来内浏览点击阅读访问气编辑责关键词标签号体记单报闻转载数录创于机构处资讯稿撰员审核对监制摄图检视热颜参与机关专栏频"
    "::::/||",
)
_WEAK = frozenset("发布 发表 时间 日期 更新 文 文字 文图 图文 摄 图片 访问 查看 热度 大小 主办 名称 标题 地点 编号 参与 评论 下载".split())
_AT_WORD = r"(?<![\u4e00-\u9fff])"


def _spaced(label: str) -> str:
    return r"\s*".join(label)


def _alternatives(kinds: Iterator[str] | list[str]) -> str:
    ordered = sorted(kinds, key=len, reverse=True)
    return "|".join((_AT_WORD if label in _WEAK else "") + _spaced(label) for label in ordered)


_DATED = [label for label, kind in _KIND.items() if kind in {"published", "updated", "written"} and label not in _WEAK]
_COUNTED = [label for label, kind in _KIND.items() if kind == "views"]
_VERBS = ["发布于", "发表于", "创建于", "更新于", "编辑于", "刊发于", "来源于", "转自", "摘自", "来自", "转载自"]
_LABEL = re.compile(
    rf"(?P<label>{_alternatives(list(_KIND))})\s*[】\]]?\s*(?P<sign>[:|丨]|/(?!\s*\d))"
    rf"|(?P<dated>{_alternatives(_DATED)})(?=\s*[\[(（]?\s*(?:19|20)\d\d)"
    rf"|(?P<counted>{_alternatives(_COUNTED)})(?=\s*[\[(（]?\s*\d)"
    rf"|(?P<verb>{_AT_WORD}(?:{_alternatives(_VERBS)}))"
    rf"|(?P<bare>{_AT_WORD}{_spaced('来源')}|{_AT_WORD}{_spaced('作者')})(?=\s+\S)"
)
_QUOTED = re.compile(r"(?:注明|标明|标注|写明|转载|凡|以上|如|其他|其它)[^:]{0,6}[“”\"'「『（(]?\s*$")
_TOOLS = re.compile(
    r"[【\[(（]?\s*(?:字\s*[号体]|打印|分享|收藏|关闭|评论|我要评论|我要|纠错|大\s*中\s*小|放大|缩小|默认|小\s*中\s*大|[大中小]\b|举报|朗读|收听|听新闻|次浏览|次阅读|次"
    r"|微信|微博|扫一扫|手机|转发|点赞|人参与|繁体|繁體|简体|返回|投稿|订阅|复制|下载|推荐|参与|A[+-]|T\||Tr|保存|查看|点击|浏览|阅读|人气|正文|首页)"
)
_RELATIVE = re.compile(r"\d{1,3}\s*(?:秒|分钟?|小时|天|周|个月)\s*前|刚刚|[今昨前]天\s*(?:\d{1,2}[:：]\d{2})?")
_COUNT = re.compile(r"\s*[\[(（【]?\s*(?P<count>\d[\d,，]*(?:\.\d+)?\s*[万亿wWkK千]?\+?)\s*[\])）】]?")
_COUNT_FIRST = re.compile(
    r"(?P<count>\d[\d,，]*(?:\.\d+)?\s*万?\+?)\s*(?:次|人次?)\s*(?:浏览|阅读|点击|围观|查看|访问)(?!\s*:)"
)
_CHUNK = re.compile(r"[^\s|丨]+")
_DATE_START = re.compile(r"[\[(（【]?\s*(?:19|20)\d\d\s*[-/.．年]\s*\d{1,2}")
_SAYS = re.compile(r"\w")
_OPEN, _CLOSE = "“‘《（(【[「『<", "”’》）)】]」』>"


@dataclass(frozen=True, slots=True)
class Labelled:
    """A label with its value as printed; ``start`` and ``end`` are where both stand in the scanned text."""

    kind: str
    label: str
    value: str
    start: int
    end: int


def scan(text: str, *, polluted: bool = False) -> list[Labelled]:
    """Every labelled value of a line; a label without a value has the value ``""``."""
    clean, offsets = strip_with_offsets(text) if polluted else (text, range(len(text) + 1))
    folded = clean.translate(_FOLD)
    labels = [m for m in _LABEL.finditer(folded) if not _QUOTED.search(folded, max(0, m.start() - 12), m.start())]
    found = []
    for here, following in zip_longest(labels, labels[1:]):
        kind, label = _kind(here)
        stop = following.start() if following else len(folded)
        start, end = _value(kind, folded, here.end(), stop)
        if end < 0:
            continue
        value = text[offsets[start] : offsets[end]].replace(GAP, "").strip()
        if not _SAYS.search(value):
            value = ""
        found.append(Labelled(kind, label, value, offsets[here.start()], offsets[max(end, here.end())]))
    return found + [
        Labelled("views", "次", text[offsets[m.start("count")] : offsets[m.end("count")]], offsets[m.start()], offsets[m.end()])
        for m in _COUNT_FIRST.finditer(folded)
    ]


def tool(text: str) -> bool:
    """Whether a text begins as a tool of the page does: 字号, 打印, 分享."""
    return _TOOLS.match(text.translate(_FOLD)) is not None


def _kind(match: re.Match[str]) -> tuple[str, str]:
    label = "".join(next(filter(None, (match["label"], match["dated"], match["counted"], match["verb"], match["bare"]))).split())
    return _KIND[label], label


def _value(kind: str, text: str, start: int, stop: int) -> tuple[int, int]:
    """Where the value stands; an empty range where there is none, an end of -1 where the label turns out to be none."""
    if kind in {"published", "updated", "written"}:
        return _date(text, start, stop)
    if kind == "views":
        count = _COUNT.match(text, start, stop)
        return (count.start("count"), count.end("count")) if count else (start, start)
    return _words(text, start, stop, several=kind in {"author", "editor"})


def _date(text: str, start: int, stop: int) -> tuple[int, int]:
    found = next(find(text[start:]), None)
    if found and found.span[0] <= 8 and start + found.span[0] < stop + 1:
        return start + found.span[0], start + found.span[1]
    relative = _RELATIVE.search(text, start, min(stop, start + 20))
    return relative.span() if relative else (start, -1 if text[start - 1] not in ":|" else start)


def _words(text: str, start: int, stop: int, *, several: bool) -> tuple[int, int]:
    """The value of a label that names somebody: one word, or as many as belong together."""
    begin = end = -1
    for chunk in _CHUNK.finditer(text, start, stop):
        word = chunk.group()
        if _DATE_START.match(word) or _TOOLS.match(word) or (word.isdigit() and end >= 0):
            break
        if end < 0:
            begin, end = chunk.span()
        elif _joined(text[begin:end], word, text[end : chunk.start()], several=several):
            end = chunk.end()
        else:
            break
    if end < 0:
        return start, start
    return begin, begin + _closed(text[begin:end])


def _joined(said: str, word: str, between: str, *, several: bool) -> bool:
    """Whether the next word goes on with the value."""
    if any(sign in between for sign in "|丨"):
        return False
    if sum(map(said.count, _OPEN)) > sum(map(said.count, _CLOSE)) or said[-1] in "-—·&、,，《" or word[0] in "-—·&、》":
        return True
    if said.isascii() and word.isascii() and GAP not in between and not word[0].isdigit():
        return True
    return several and GAP not in between and len(word) <= 4 and len(said) <= 24 and "\n" not in between


def _closed(value: str) -> int:
    """How much of a value is its own: up to a closing bracket that it never opened, a date, or a bracket with a label."""
    depth = 0
    for at, char in enumerate(value):
        if char in "（(【[" and (at + 1 >= len(value) or _TOOLS.match(value, at)):
            return at
        depth += (char in "（(【[") - (char in "）)】]")
        if depth < 0:
            return at
        if char in "12" and _DATE_START.match(value, at):
            return at
    return len(value.rstrip(",，;；。、|/"))

"""The labelled values of a line, 发布时间：2024-03-05 来源：新华网: one scanner for all fields, in both scripts.

A line comes with a mark (``GAP``) wherever one inline element ends and another begins, for the gap between them may be
drawn by a style sheet only. A value ends where the next label, date or tool of the page begins.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import zip_longest

from govcrawl.chinese.dates import find
from govcrawl.chinese.pinyin import strip_with_offsets
from govcrawl.extract.lines import CELL, GAP
from govcrawl.extract.vocabulary import read_words

_KINDS = ("published", "updated", "written", "source", "author", "editor", "publisher", "views", "other")
_WORDS = read_words("labels")
_KIND = {label: kind for kind in _KINDS for label in _WORDS[kind]}
_DATES = frozenset({"published", "updated", "written"})
_WEAK = frozenset(_WORDS["weak"])  # words of prose too: a label only where no hanzi stands before it
_FOLD = str.maketrans(
    "發佈布時間來內瀏覽點擊閱讀訪問氣編輯責關鍵詞標籤號體記單報聞轉載數錄創於機構處資訊員審覈對監製攝圖檢視熱顏總參與專欄頻",
    "发布布时间来内浏览点击阅读访问气编辑责关键词标签号体记单报闻转载数录创于机构处资讯员审核对监制摄图检视热颜总参与专栏频",
)
_TRADITIONAL = re.compile(f"[{''.join(chr(hard) for hard, easy in _FOLD.items() if hard != easy)}]")
_SIGNS = (("：", ":"), ("︰", ":"), ("∶", ":"), ("﹕", ":"), ("／", "/"), ("｜", "|"), ("︱", "|"))
_HANZI = re.compile(r"[\u4e00-\u9fff]")


def _tree(words: Iterable[str]) -> dict[str, object]:
    """Words by their characters, level by level; ``""`` marks where one may end."""
    tree: dict[str, object] = {}
    for word in words:
        node = tree
        for char in word:
            node = node.setdefault(char, {})  # type: ignore[assignment]
        node[""] = None
    return tree


def _pattern(tree: dict[str, object]) -> str:
    """A regular expression for the longest word of a tree, white space between its characters allowed."""
    ways = [char + _pattern(below) for char, below in tree.items() if isinstance(below, dict) for below in [below]]
    if not ways:
        return ""
    return rf"(?:\s*(?:{'|'.join(ways)}))" + ("?" if "" in tree else "")


_LABEL = re.compile(rf"(?=[{''.join(sorted({label[0] for label in _KIND}))}]){_pattern(_tree(_KIND))}")
_VERBS = frozenset(_WORDS["verb"])  # labels that need no sign behind them
_CLAUSE = re.compile(rf"[^{CELL}{GAP}\n]*[，。；！？]")  # behind a verb: prose that begins with it
_SIGN = re.compile(r"\s*+[】\]]?\s*+(?:[:|丨]|/(?!\s*\d))")
_BRACKET = re.compile(r"\s*[】\]]")
_YEAR = re.compile(r"\s*+[\[(（]?\s*+(?:19|20)\d\d")
_DIGIT = re.compile(r"\s*+[\[(（]?\s*+\d")
_EDGE = re.compile(rf"\s*(?:{CELL}|$)")
_MAYBE = re.compile(rf"[:：︰∶﹕/／|｜︱丨】\]\d{CELL}]|{'|'.join(('来源', '來源', '作者', *_VERBS))}")
_QUOTED = re.compile(r"(?:注明|标明|标注|写明|转载|凡|以上|如|其他|其它)[^:]{0,6}[“”\"'「『（(]?\s*$")
_SITE = "(?:本站|本网|网站|全站|站点|今日|昨日|在线|累计|总)"  # whose visits are not the article's
_OF_SITE = re.compile(rf"(?:^|[^:：\s])\s*{_SITE}\s*$|{_SITE}$")  # in 来源：本站 点击：9 the site is a value
_TOOLS = re.compile(
    r"[【\[(（]?\s*(?:字\s*[号体]|打印|分享|收藏|关闭|评论|我要评论|我要|纠错|大\s*中\s*小|放大|缩小|默认|小\s*中\s*大|[大中小]\b|举报|朗读|收听|听新闻|次浏览|次阅读|次"
    r"|微信|微博|扫一扫|手机|转发|点赞|人参与|繁体|繁體|简体|返回|投稿|订阅|复制|下载|推荐|参与|A[+-]|T\||Tr|保存|查看|点击|浏览|阅读|人气|正文|首页)"
)
_MONTH_AND_DAY = re.compile(r"\s*+[\[(（]?\s*+(?P<when>\d{1,2}[-/.月]\d{1,2}日?)(?!\d*[-/.年])")
_RELATIVE = re.compile(
    r"(?P<when>\d{1,3}\s*(?:秒|分钟?|小时|天|周|个月)\s*前|刚刚|[今昨前]天\s*(?:\d{1,2}[:：]\d{2})?)"
)
_COUNT = re.compile(r"\s*+[\[(（【]?\s*+(?P<count>\d[\d,，]*+(?:\.\d+)?\s*[万亿wWkK千]?\+?)\s*[\])）】]?")
_COUNT_FIRST = re.compile(
    r"(?<![\d,，])(?P<count>\d[\d,，]*+(?:\.\d+)?\s*+万?\+?)\s*(?:次|人次?)\s*(?:浏览|阅读|点击|围观|查看|访问)(?!\s*:)"
)
_CHUNK = re.compile(r"[^\s|丨]+")
_DATE_START = re.compile(r"[\[(（【]?\s*(?:19|20)\d\d\s*[-/.．年]\s*\d{1,2}")
_READ = 2000  # characters of a line in which labels are looked for
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


def scan(text: str, *, polluted: bool = False) -> tuple[Labelled, ...]:
    """Every labelled value of a line; a label without a value has the value ``""``."""
    return _scanned(text, polluted)


@lru_cache(maxsize=4096)
def _scanned(text: str, polluted: bool) -> tuple[Labelled, ...]:
    text = text[:_READ]
    if not _MAYBE.search(text):
        return ()
    clean, offsets = strip_with_offsets(text) if polluted else (text, range(len(text) + 1))
    folded = _fold(clean)
    found = []
    labels = [*_labels(folded)]
    for here, following in zip_longest(labels, labels[1:]):
        start, end = _value(here.kind, folded, here.end, following.start if following else len(folded))
        if end < 0:
            continue
        value = text[offsets[start] : offsets[end]].replace(GAP, "").strip()
        told = value if _SAYS.search(value) else ""
        found.append(Labelled(here.kind, here.label, told, offsets[here.start], offsets[max(end, here.end)]))
    for count in _COUNT_FIRST.finditer(folded):
        start, end = (offsets[at] for at in count.span("count"))
        found.append(Labelled("views", "次", text[start:end].strip(), start, offsets[count.end()]))
    return tuple(found)


def _fold(text: str) -> str:
    """The text with labels in simplified characters and their signs in ASCII, character for character."""
    for wide, plain in _SIGNS:
        text = text.replace(wide, plain)
    return text.translate(_FOLD) if _TRADITIONAL.search(text) else text


@dataclass(frozen=True, slots=True)
class _Label:
    """A label where it stands, its sign included."""

    kind: str
    label: str
    start: int
    end: int


def _labels(text: str) -> Iterator[_Label]:
    at = 0
    while found := _LABEL.search(text, at):
        label = "".join(found.group().split())
        end = _signed(text, found, label)
        at = end if end > 0 else found.start() + 1
        before = text[max(0, found.start() - 12) : found.start()]
        if end > 0 and not _QUOTED.search(before) and not (_KIND[label] == "views" and _OF_SITE.search(before)):
            yield _Label(_KIND[label], label, found.start(), end)


def _signed(text: str, found: re.Match[str], label: str) -> int:
    """Where the value may begin: behind a sign, before a date or number, at a cell's edge; 0 where it is no label."""
    start, end = found.span()
    free = start == 0 or not _HANZI.match(text, start - 1)
    if label in _WEAK and not free:
        return 0
    sign = _SIGN.match(text, end) or (_BRACKET.match(text, end) if text[start - 1 : start] in {"【", "["} else None)
    if sign:
        return sign.end()
    kind = _KIND[label]
    if kind in _DATES and label not in _WEAK and _YEAR.match(text, end):
        return end
    if kind == "views" and _DIGIT.match(text, end):
        return end
    if free and (
        (label in _VERBS and not _CLAUSE.match(text, end))
        or (label in {"来源", "作者"} and text[end : end + 1].isspace())
    ):
        return end
    return end if (start == 0 or text[start - 1] == CELL) and CELL in text and _EDGE.match(text, end) else 0


def label_kind(text: str) -> str | None:
    """What a text that is nothing but a label stands before, ``None`` where it is anything else."""
    return _KIND.get("".join(_fold(text).split()).strip(":【】[]"))


def tool(text: str) -> bool:
    """Whether a text begins as a tool of the page does: 字号, 打印, 分享."""
    return _TOOLS.match(_fold(text)) is not None


def _value(kind: str, text: str, start: int, stop: int) -> tuple[int, int]:
    """Where the value stands; an empty range where there is none, an end of -1 where the label turns out to be none."""
    if kind in _DATES:
        return _date(text, start, stop)
    if kind == "views":
        count = _COUNT.match(text, start, stop)
        return (count.start("count"), count.end("count")) if count else (start, start)
    return _words(text, start, stop, several=kind in {"author", "editor"})


def _date(text: str, start: int, stop: int) -> tuple[int, int]:
    found = next(find(text[start:]), None)
    if found and found.span[0] <= 8 and start + found.span[0] < stop + 1:
        return start + found.span[0], start + found.span[1]
    other = _RELATIVE.search(text, start, min(stop, start + 20)) or _MONTH_AND_DAY.match(text, start, stop)
    return other.span("when") if other else (start, -1 if text[start - 1] not in f":|{CELL}" else start)


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
    """How much of a value is its own: up to a closing bracket that it never opened, a date, a bracket with a label."""
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

"""A text reduced to the characters that tell texts apart, whole or sentence by sentence."""

import re
import sys
import unicodedata
from collections.abc import Iterator
from functools import cache

import numpy as np
import numpy.typing as npt

from govcrawl.chinese.pinyin import polluted, strip
from govcrawl.chinese.scripts import simplify

# Characters that a conversion to traditional script and back (OpenCC 1.4, t2s after s2t, s2tw and s2hk) does not bring
# home, and what they are read as; the circle is how 〇 is often typed.
_HOMELESS = "幺敍枱潀痺睪簷粧糭著衞衹颚鲶侭暱渖穞緪缐讬谘迳钜锺镟馀麹麺○"
_HOME = "么叙台潨痹睾檐妆粽着卫只腭鲇尽昵沈稆縆线托咨径巨钟旋余曲面〇"
_FOLD = str.maketrans(_HOMELESS, _HOME)
_FOLDED = re.compile(f"[{_HOMELESS}]")

# Letters, digits and hanzi, from the first to the last of each kind; compatibility ideographs are none.
_KINDS = (
    *(("0", "9"), ("A", "Z"), ("a", "z"), ("〇", "〇"), ("\u3400", "\u9fff")),
    *(("\U00020000", "\U0002f7ff"), ("\U00030000", "\U0003ffff")),
)
_SAID = "".join(f"{first}-{last}" for first, last in _KINDS)
_STOP = "。｡！？；!?;…\n"
_STOPS = re.compile(rf"(?:[{_STOP}]|\.{{3}})+[”’」』》）)\"]*")
_END = "\x1e"  # of a sentence, once the stops are gone
# Signs that NFKC leaves alone or turns into signs: a text of these alone reads the same without it.
_FANCY = re.compile(f"[^\t\n\r\x1e -~\xa0·—‘’“”…\u3000-\u3020！-／：-＠［-｀｛-､○{_SAID}]")

# Lines that a reprint adds or drops and that say nothing of the story.
_LABEL = (
    r"(?:文章|信息|稿件|新闻|内容|本文|图文|资料)?(?:来源|稿源|出处)|转自|转载自?|摘自|原载|原标题|责任编辑|责编|编辑|校对|审核|初审|复审"
    r"|终审|监制|作者|记者|通讯员|撰稿|供稿|图文|文图|图片?|文|摄影?|供图|发布时间|发布日期|更新时间|时间|日期|浏览|阅读|点击|编者按|延伸阅读"
    r"|相关(?:阅读|链接|新闻|报道)|推荐阅读|扫码|长按|版权|免责声明|声明|上一[篇条]|下一[篇条]|附件|字[体号]|当前位置|您的位置|关键[词字]"
)
_DATE = r"(?:19|20)\d\d\s?[-年/.]\s?\d\d?\s?[-月/.]\s?\d\d?日?"
_NOISE = re.compile(
    rf"[\s(（【\[]*(?:(?:{_LABEL})\s*[:：/|】\]〕\s].*|图为.*|(?:{_LABEL}|更多|打印|关闭|分享到?|收藏|首页|【.{{1,6}}】)[^，。]{{0,12}}"
    rf"|{_DATE}(?:\s*\d\d?[:：]\d\d(?:[:：]\d\d)?)?(?:\s*(?:{_LABEL}).*|[\s)）]*))[\s)）】\]]*"
)
_COUNT = "[一二三四五六七八九十]{1,3}|[0-9]{1,2}"
_ITEM = re.compile(
    rf"^[\s\u3000]*(?:[(（](?:{_COUNT})[)）]|(?:{_COUNT})(?:[、)）]|[.．](?!\d))|第(?:{_COUNT})[、,，:：])",
    re.MULTILINE,
)
_NOISE_LIMIT = 60  # characters; a longer line is a paragraph whatever it begins with


def flatten(text: str) -> str:
    """The hanzi, Latin letters and digits of a text: simplified, half-width, lower case, without pinyin pollution.

    Equal for two printings of one text, whatever their spacing, punctuation, width, script or pollution.
    """
    codes = _read(half_width(text))
    return _fold(_text(codes[codes > ord(_END)]))


def half_width(text: str) -> str:
    """The text without pinyin pollution, and half-width wherever that tells."""
    clean = strip(text) if polluted(text) else text
    return unicodedata.normalize("NFKC", clean) if _FANCY.search(clean) else clean


def sentences(plain: str) -> tuple[str, ...]:
    """The flattened sentences of a half-width text, without the lines that only credit, date or advertise.

    The number of a list's item is the site's, and no part of what is said.
    """
    lines = _ITEM.sub("", plain).split("\n")
    telling = [line for line in lines if len(line) > _NOISE_LIMIT or not _NOISE.fullmatch(line)] or lines
    codes = _read("\n".join(telling).replace("...", "…"))
    return tuple(filter(None, _fold(_text(codes[codes > 0])).split(_END)))


def said_in(plain: str) -> Iterator[str]:
    """The sentences of a half-width text as printed, with their stops and line ends."""
    start = 0
    for stop in _STOPS.finditer(plain):
        if plain[start : stop.end()].strip():
            yield plain[start : stop.end()]
        start = stop.end()
    if plain[start:].strip():
        yield plain[start:]


def _read(text: str) -> npt.NDArray[np.uint32]:
    """The code points of a text as they are read: 0 for what says nothing, ``_END`` for a stop."""
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype="<u4")
    return np.take(_read_as(), codes)


def _text(codes: npt.NDArray[np.uint32]) -> str:
    """The characters of code points."""
    return codes.astype("<u4").tobytes().decode("utf-32-le")


@cache
def _read_as() -> npt.NDArray[np.uint32]:
    """What each code point is read as: itself, in lower case, ``_END`` or 0."""
    read = np.zeros(sys.maxunicode + 1, dtype=np.uint32)
    for first, last in (*_KINDS, ("○", "○")):
        read[ord(first) : ord(last) + 1] = np.arange(ord(first), ord(last) + 1)
    read[ord("A") : ord("Z") + 1] = np.arange(ord("a"), ord("z") + 1)
    read[[ord(sign) for sign in _STOP + _END]] = ord(_END)
    return read


def _fold(flat: str) -> str:
    simple = simplify(flat)
    return simple.translate(_FOLD) if _FOLDED.search(simple) else simple

"""A text reduced to the characters that tell texts apart, whole or sentence by sentence."""

import re
import unicodedata

from govcrawl.chinese.pinyin import polluted, strip
from govcrawl.chinese.scripts import simplify

# Characters that a conversion to traditional script and back (OpenCC 1.4, t2s after s2t, s2tw and s2hk) does not bring
# home, and what they are read as.
_HOMELESS = "么敍枱潀痺睪簷粧糭著衞衹颚鲶尽暱沈穞緪线托咨径巨钟旋余曲面"
_HOME = "幺叙台潨痹睾檐妆粽着卫只腭鲇侭昵渖稆縆缐讬谘迳钜锺镟馀麹麺"
_FOLD = str.maketrans(_HOMELESS, _HOME)
_SILENT = re.compile(r"[^0-9a-z\u3400-\u9fff\U00020000-\U0003ffff]+")
_STOP = re.compile(r"[。!?;\n]|\.{3}")  # after NFKC
# Whole lines that a reprint adds or drops and that say nothing of the story; matched on the flattened line.
_NOISE = re.compile(
    r"(?:(?:文章|信息|稿件|新闻|内容)?(?:来源|稿源|出处)|转自|转载自?|摘自|原载|原标题|本文来源|责任编辑|责编|编辑|校对|审核|"
    r"初审|复审|终审|监制|作者|记者|通讯员|撰稿|供稿|图文|文图|摄影?|供图|发布时间|发布日期|更新时间|时间|日期|浏览|阅读|点击|"
    r"编者按|延伸阅读|相关(?:阅读|链接|新闻|报道)|推荐阅读|更多|扫码|长按|版权|声明|免责声明|上一篇|下一篇|附件).{0,50}"
)
_NOISE_LIMIT = 60  # characters; a longer line is a paragraph whatever it begins with


def flatten(text: str) -> str:
    """The hanzi, Latin letters and digits of a text: simplified, half-width, lower case, without pinyin pollution.

    Equal for two printings of one text, whatever their spacing, punctuation, width, script or pollution.
    """
    return _SILENT.sub("", _plain(text))


def sentences(text: str) -> tuple[str, ...]:
    """The flattened sentences of a text in order, without the lines that only credit, date or advertise."""
    lines = _plain(text).split("\n")
    telling = [line for line in lines if not _noise(line)] or lines
    flat = (_SILENT.sub("", sentence) for sentence in _STOP.split("\n".join(telling)))
    return tuple(sentence for sentence in flat if sentence)


def _plain(text: str) -> str:
    plain = unicodedata.normalize("NFKC", strip(text) if polluted(text) else text)
    return simplify(plain).translate(_FOLD).lower()


def _noise(line: str) -> bool:
    return len(line) <= _NOISE_LIMIT and _NOISE.fullmatch(_SILENT.sub("", line)) is not None

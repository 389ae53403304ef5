"""A text reduced to the characters that tell texts apart."""

import re
import unicodedata

from govcrawl.chinese.pinyin import polluted, strip
from govcrawl.chinese.scripts import simplify

# Characters that a conversion to traditional script and back (OpenCC 1.4, t2s after s2t, s2tw and s2hk) does not bring
# home: each pair is read as its second character.
_FOLDED = (
    "么幺 敍叙 枱台 潀潨 痺痹 睪睾 簷檐 粧妆 糭粽 著着 衞卫 衹只 颚腭 鲶鲇 尽侭 暱昵 沈渖 穞稆 緪縆 线缐 托讬 咨谘 径迳 巨钜 "
    "钟锺 旋镟 余馀 曲麹 面麺"
).split()
_FOLD = {ord(pair[0]): pair[1] for pair in _FOLDED}
_SILENT = re.compile(r"[^0-9a-z\u3400-\u9fff\U00020000-\U0003ffff]+")


def flatten(text: str) -> str:
    """The hanzi, Latin letters and digits of a text: simplified, half-width, lower case, without pinyin pollution.

    Equal for two printings of one text, whatever their spacing, punctuation, width, script or pollution.
    """
    plain = unicodedata.normalize("NFKC", strip(text) if polluted(text) else text)
    return _SILENT.sub("", simplify(plain).translate(_FOLD).lower())

"""A text reduced to the characters that tell texts apart."""

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


def flatten(text: str) -> str:
    """The hanzi, Latin letters and digits of a text: simplified, half-width, lower case, without pinyin pollution.

    Equal for two printings of one text, whatever their spacing, punctuation, width, script or pollution.
    """
    plain = unicodedata.normalize("NFKC", strip(text) if polluted(text) else text)
    return _SILENT.sub("", simplify(plain).translate(_FOLD).lower())

"""Who wrote an article, out of its claims."""

import re
from collections.abc import Iterable

from govcrawl.chinese.pinyin import strip
from govcrawl.chinese.scripts import simplify
from govcrawl.items import Claim
from govcrawl.normalize.source import names_nobody
from govcrawl.normalize.text import clean_value

LONGEST = 60  # characters; a list of names, not a sentence
LONGEST_PRINTED = 400  # characters of a claim that are looked at

_LABEL = re.compile(
    r"^[(（【\[]?\s*(?:本报|本网|本站)?(?:作\s*者|撰\s*稿|撰\s*文|记\s*者|記\s*者|文\s*字?|供稿人?|通[讯訊][员員])\s*[:：/丨|]\s*"
)
_NEXT_LABEL = re.compile(
    r"\s*(?:[来來]源|稿源|[编編][辑輯]|[责責]任?[编編]辑?|[审審]核|校[对對]|[发發]布|日期|[时時][间間]|[浏瀏][览覽]|[点點][击擊]|[阅閱][读讀])"
    r"\s*[^\s:：]{0,4}[:：].*$"
)
_REPORTER = re.compile(
    r"^(?:《[^》]{2,20}》|[\u4e00-\u9fff]{1,12}[报網网社台刊]|[\u4e00-\u9fff]{2,8}新闻)?\s*(?:特约|首席|见习|实习|全媒体)?记者\s+"
)
_HELPERS = re.compile(r"\s+(?:通讯员|实习生|见习记者|实习记者|摄影|编辑)\s*.*$")
_SENTENCE = re.compile(r"[。！？；]")
_WORDLESS = re.compile(r"^[\W\d_]*$")
_ENDS = " ,，;；:：、|｜/()（）[]【】"


def read_author(claims: Iterable[Claim], *, polluted: bool = False) -> tuple[Claim, str] | None:
    """The first claim that names somebody, and the name or names as printed."""
    for claim in claims:
        name = author(claim.value, polluted=polluted)
        if name:
            return claim, name
    return None


def author(printed: str, *, polluted: bool = False) -> str | None:
    """The name or names that a value prints, without label; ``None`` for 佚名, admin and the like."""
    value = clean_value(printed[:LONGEST_PRINTED])
    value = _LABEL.sub("", strip(value) if polluted else value)
    name = _HELPERS.sub("", _REPORTER.sub("", _NEXT_LABEL.sub("", value).strip(_ENDS)))
    if _WORDLESS.match(name) or len(name) > LONGEST or _SENTENCE.search(name) or names_nobody(simplify(name)):
        return None
    return name

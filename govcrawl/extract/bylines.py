"""Who wrote an article where its text says so: 本报讯（记者 王五 通讯员 赵六）, （通讯员：孙七）, 见习记者 周八."""

import re
from collections.abc import Iterator, Sequence

from govcrawl.items import Claim

_ROLE = r"(?:(?:本报|本网|本台|特约|见习|实习|首席|全媒体|融媒体?)\s*)*(?:记者|通讯员|作者|撰稿人?)"
_NAME = r"(?!记者|通讯|摄影|报道|编辑|图/|文/)[\u4e00-\u9fff·]{2,4}"
_NAMES = rf"{_ROLE}(?:\s*[:：丨|/]\s*|\s+)(?P<names>{_NAME}(?:[\s、，,]+{_NAME}){{0,4}})"
_OTHERS = r"(?:\s+(?:摄影|通讯员|编辑|特约|摄)[^（）()]{0,30})?"
_AT_HEAD = re.compile(
    rf"[^。]{{0,12}}[讯电]\s*[（(]\s*{_NAMES}{_OTHERS}\s*[）)]|\s*{_NAMES.replace('names', 'line')}\s*$"
)
_AT_END = re.compile(rf"[（(]\s*{_NAMES}{_OTHERS}\s*[）)]\s*$")
_FIRST, _LAST = 2, 3  # paragraphs in which a byline is looked for
_TAIL = 80  # characters of a paragraph's end


def read_bylines(paragraphs: Sequence[str]) -> Iterator[Claim]:
    """The authors that the first paragraphs name at their head and the last ones at their end."""
    for text in paragraphs[:_FIRST]:
        head = _AT_HEAD.match(text)
        if head:
            yield Claim(head["names"] or head["line"], "text", "byline")
    for text in paragraphs[-_LAST:]:
        end = _AT_END.search(text, max(len(text) - _TAIL, 0))
        if end:
            yield Claim(end["names"], "text", "byline")

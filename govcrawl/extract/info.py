"""What the lines around an article say of it: dates, source, author, views, with labels and without.

The line under the title is believed before the one above it, and both before what stands under the body. Prose is never
read, nor rows of lists and feet.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from govcrawl.chinese.dates import find
from govcrawl.extract.boilerplate import is_foot, is_neighbour
from govcrawl.extract.labels import Labelled, scan, tool
from govcrawl.extract.lines import CELL, GAP, Line, Sheet, squeeze
from govcrawl.items import Claim

_LONGEST = 160  # characters of a line that may still be no prose
_UNDER, _ABOVE = 14, 8  # lines under the body and above the title that may speak of the article
_OTHERS = re.compile(r"^[\s\W]*(?:相关|相關|推荐|推薦|热门|熱門|最新|延伸|更多|猜你|大家|评论|网友|精彩|热点|排行)")
_NOW = re.compile(r"(?:今天|今日|现在|当前|當前|星期.|周.)\S{0,3}$")
_BOX = 60  # characters of a line that may be part of a date in boxes
_SPLIT = re.compile(r"(?<![\d/-])(20\d\d) ?(\d{1,2}) ?/ ?(\d{1,2}) (\d{1,2}:\d\d(?::\d\d)?)")
_PAPER = re.compile(r"《\s*([^》《]{2,12}(?:报|報|刊|志|誌|网|網))\s*》")
_HANZI = re.compile(r"[\u4e00-\u9fff]")
_WORD = re.compile(r"\w")
_CHUNKS = re.compile(rf"[\s|丨{GAP}]+")
_ORGANISATION = re.compile(
    r"(?:网|網|(?<![简通汇海预情])报|報|社|台|臺|新闻|新聞|在线|在線|频道|客户端|发布|日报|晚报|时报|周刊|杂志|中心|局|委|办|厅|部|府|院|会|處|处|科|站|团|协会|学校|大学|娱乐"
    r"|体育|财经|科技|音乐|传媒|融媒|公众号|博客|论坛|观察|评论|电视|广播|头条|号|com|cn|net|云|通讯|时代|世界|中国|之声|早报|读书|文化|汽车|教育|旅游|军事"
    r"|健康|法治|公司|街道|政府|编辑部|办公室|研究所|记者站|监管|生活|视点|视线|快讯|先锋|党建|e公司|微博|通讯员)(?:综合|专稿|讯|原创)?$"
)
_NAMED_SOURCE = re.compile(
    r"(?:^|[-_\s])(?:source|laiyuan|media_?name|jgname|js_name|from|origin|comefrom|wzly|ly|newssource|xxly)(?:$|[-_\s\d])",
    re.IGNORECASE,
)
_NOISE = re.compile(
    r"^(?:https?:)?//|^www\.|^[\d:：\s.,()（）\[\]【】+-]+$|^[\w.]+\.(?:com|cn|net)$|我要|评论|留言|分享|手机|大字|小字|正文"
)


@dataclass(frozen=True, slots=True)
class Place:
    """Where the article stands on the sheet: its title's lines and its body's, the first and one past the last."""

    title: int | None
    after_title: int
    start: int
    end: int


def read_info(sheet: Sheet, place: Place, *, polluted: bool) -> dict[str, list[Claim]]:
    """The claims of the lines around an article by field, most trustworthy first."""
    said: dict[str, list[Claim]] = {}
    near = [*_near(sheet, place, polluted=polluted)]
    far = [*_far(sheet, place, polluted=polluted)]
    for _, found in (*near, *far):
        for one in found:
            _take(said, one)
    _bare_dates(said, [line for line, _ in near])
    if "source" not in said:
        said["source"] = list(_bare_sources([line for line, _ in near]))
    _settle_updates(said)
    return {field: list(dict.fromkeys(claims)) for field, claims in said.items() if claims}


def is_info(line: Line) -> bool:
    """Whether a line says nothing but labelled values, dates and tools of the page."""
    if line.weight + line.linked > _LONGEST:
        return False
    rest = _rest(line)
    if rest == line.marked and not tool(rest):
        return False
    words = [word for word in _CHUNKS.split(rest) if _WORD.search(word) and not tool(word) and not _NOISE.search(word)]
    return sum(map(len, words)) <= 12


def _rest(line: Line) -> str:
    """What a line says beside labelled values and dates."""
    rest = line.marked
    for found in sorted(scan(line.marked), key=lambda found: -found.start):
        rest = rest[: found.start] + GAP + rest[found.end :]
    for date in reversed(list(find(rest))):
        rest = rest[: date.span[0]] + GAP + rest[date.span[1] :]
    return rest


def _near(sheet: Sheet, place: Place, *, polluted: bool) -> Iterator[tuple[Line, tuple[Labelled, ...]]]:
    """The lines between title and body, the body's first while they are no prose, and those above the title."""
    first = place.title if place.title is not None else max(place.start - _ABOVE, 0)
    head = [*range(first, place.start)][:40]
    opening = []
    for at in range(max(place.start, place.after_title), min(place.start + 5, place.end)):
        if not is_info(sheet.lines[at]):
            break
        opening.append(at)
    above = range(first - 1, max(first - _ABOVE, 0) - 1, -1)
    for at in (*head, *opening, *above):
        line = sheet.lines[at]
        if len(line.text) <= _LONGEST and not is_neighbour(line.text):
            yield line, scan(line.marked, polluted=polluted)


def _far(sheet: Sheet, place: Place, *, polluted: bool) -> Iterator[tuple[Line, tuple[Labelled, ...]]]:
    """The lines under the body and its last ones."""
    for at in (
        *range(place.end, min(place.end + _UNDER, len(sheet.lines))),
        *range(max(place.end - 4, place.start), place.end),
    ):
        line = sheet.lines[at]
        if _OTHERS.match(line.text):
            continue
        found = scan(line.marked, polluted=polluted) if _may_speak(line) else ()
        if found and len(squeeze(line.marked[: found[0].start])) <= 6:
            yield line, found


def _may_speak(line: Line) -> bool:
    return len(line.text) <= _LONGEST and not (is_foot(line.text) or is_neighbour(line.text))


_FIELDS = frozenset({"published", "updated", "written", "source", "author", "views"})


def _take(said: dict[str, list[Claim]], one: Labelled) -> None:
    if one.kind in _FIELDS and (one.value or one.kind == "source"):
        said.setdefault(one.kind, []).append(Claim(one.value, "label", one.label))


def _bare_dates(said: dict[str, list[Claim]], lines: list[Line]) -> None:
    """Dates that stand alone near the title, behind those with a label."""
    said.setdefault("published", []).extend(_split_dates(lines))
    for line in lines:
        if line.weight + line.linked > 90 or _is_row(line):
            continue
        labelled = [(one.start, one.end) for one in scan(line.marked)]
        for date in find(line.marked):
            start, end = date.span
            before = line.marked[:start]
            if any(a <= start < b for a, b in labelled) or _NOW.search(before) or date.stamp.day is None:
                continue
            if not before or before[-1] in f" \xa0\u3000\t\n|丨[(（【·-—/{GAP}{CELL}" or not before.strip():
                said.setdefault("published", []).append(Claim(line.marked[start:end].replace(GAP, ""), "text", "line"))


def _split_dates(lines: list[Line]) -> Iterator[Claim]:
    """Dates whose year and day stand apart in boxes of their own: 2024, 03/05, 09:12."""
    for at in range(len(lines)):
        texts = [line.marked for line in lines[at : at + 3] if len(line.text) <= _BOX]
        found = _SPLIT.search(" ".join(" ".join(texts).replace(GAP, " ").split()))
        if found:
            yield Claim("{}/{}/{} {}".format(*found.groups()), "text", "boxes")
            return


def _is_row(line: Line) -> bool:
    """Whether a line is a row of a list: a date beside the linked title of another article."""
    return line.linked >= line.weight and len(_HANZI.findall(line.text)) >= 12


def _bare_sources(lines: list[Line]) -> Iterator[Claim]:
    """Organisations named beside a date without a label."""
    for line in lines:
        for element in line.block.iter():
            name = f"{element.get('id') or ''} {element.get('class') or ''}"
            if isinstance(element.tag, str) and _NAMED_SOURCE.search(name):
                text = element.text_content().strip()
                if 2 <= len(text) <= 30 and not scan(text) and not any(find(text)) and not _NOISE.search(text):
                    yield Claim(text, "text", name.strip())
        dates = [date.span for date in find(line.marked)]
        if not dates or len(line.text) > 90:
            continue
        paper = _PAPER.search(line.text)
        if paper:
            yield Claim(paper[1], "text", "line")
            continue
        words = _CHUNKS.split(_rest(line))
        named = [
            w
            for w in words
            if 2 <= len(w) <= 20 and not tool(w) and not _NOISE.search(w) and not scan(w) and _ORGANISATION.search(w)
        ]
        if len(named) == 1:
            yield Claim(named[0], "text", "line")


def _settle_updates(said: dict[str, list[Claim]]) -> None:
    """更新时间 beside 发布时间 is the modification; alone it is the publication."""
    updated = said.pop("updated", [])
    said["modified" if said.get("published") else "published"] = updated

"""Dates and organisations that stand beside a title without a label."""

import re
from collections.abc import Iterator, Sequence
from datetime import date

from govcrawl.extract.around import Told
from govcrawl.extract.bylines import read_bylines
from govcrawl.extract.infoline import CHUNKS, NOISE, dates_in, rest_of
from govcrawl.extract.labels import scan, tool
from govcrawl.extract.lines import CELL, GAP, Line
from govcrawl.items import Claim

_LONGEST = 90  # characters of a line whose date may be the article's
_HIGHEST = 4  # lines above the title where one is still looked for
_NOW = re.compile(r"(?:今天|今日|现在|当前|當前|星期.|周.)\S{0,3}$")
_WEEKDAY = re.compile(r"\s*(?:星期|周)[一二三四五六日天]")
_BEFORE = f" \xa0\u3000\t\n|丨[(（【·-—/{GAP}{CELL}"  # what may stand before a date that stands alone
_SHORT = re.compile(r"(\d{2}-\d{2})\s+\d{2}:\d{2}(?!\d)")  # a day without its year, which the URL may know
_TITLE = 8  # hanzi in one piece that are a title rather than a tool of the page
_BOX = 60  # characters of a line that may be part of a date in boxes
_SPLIT = re.compile(r"(?<![\d/-])(20\d\d) ?(\d{1,2}) ?/ ?(\d{1,2}) (\d{1,2}:\d\d(?::\d\d)?)")
_DAY_FIRST = re.compile(
    r"(?<![\d:：/.-])(?<![\d:：/.-] )(\d\d) (20\d\d) ?[-/.年] ?(\d\d)(?: ?月)?(?! ?[-/.\d:])"
)  # 25 2024-04
_PAPER = re.compile(r"《\s*([^》《]{2,12}(?:报|報|刊|志|誌|网|網))\s*》")
_HANZI = re.compile(r"[\u4e00-\u9fff]")
_ORGANISATION = re.compile(
    r"(?:网|網|(?<![简通汇海预情])报|報|社|台|臺|新闻|新聞|在线|在線|频道|客户端|发布|日报|晚报|时报|周刊|杂志|中心|局|委|办|厅|部|府|院|会|處|处|科|站|团|协会|学校|大学"
    r"|娱乐|体育|财经|科技|音乐|传媒|融媒|公众号|博客|论坛|观察|评论|电视|广播|头条|(?<!\d)号|com|cn|net|云|通讯|时代|世界|中国|之声|早报|读书|文化|汽车|教育"
    r"|旅游|军事|健康|法治|公司|街道|政府|编辑部|办公室|研究所|记者站|监管|生活|视点|视线|快讯|先锋|党建|e公司|微博)(?:综合|专稿|讯|原创)?$"
)
_NAMED_SOURCE = re.compile(
    r"(?:^|[-_\s])(?:source|laiyuan|media_?name|jgname|js_name|from|origin|comefrom|wzly|ly|newssource|xxly)(?:$|[-_\s\d])",
    re.IGNORECASE,
)
_NAMED_AUTHOR = re.compile(r"(?:^|[-_\s])(?:author|auth|writer|zuozhe|author_name)(?:$|[-_\s\d])", re.IGNORECASE)
_NAMES = re.compile(r"[\u4e00-\u9fff·]{2,5}(?:[\s、，,]+[\u4e00-\u9fff·]{2,5}){0,3}")


def bare_dates(told: Sequence[Told], day: date | None) -> Iterator[Claim]:
    """The dates that stand alone near the title; ``day`` is the one that the URL carries.

    A date with its weekday above the title may be today's, which sites print at their top: only the URL makes it more.
    Several dates above the title are those of a list.
    """
    yield from _split_dates([one.line for one in told])
    listed = sum(one.above > 0 and bool(dates_in(one.line.marked)) for one in told) > 1
    for one in told:
        line = one.line
        if line.weight + line.linked > _LONGEST or one.above > (0 if listed else _HIGHEST) or _is_row(line):
            continue
        short = _SHORT.match(line.text) if one.above == 0 else None
        if short:
            yield Claim(short[1], "text", "line")
        labelled = [(found.start, found.end) for found in one.labelled]
        for found in dates_in(line.marked):
            start, end = found.span
            if found.stamp.day is None or any(a <= start < b for a, b in labelled):
                continue
            today = one.above > 0 and _WEEKDAY.match(line.marked, end) and found.stamp.at().date() != day
            if not today and _stands_alone(line.marked[:start]):
                yield Claim(line.marked[start:end].replace(GAP, ""), "text", "line")


def bare_sources(told: Sequence[Told]) -> Iterator[Claim]:
    """The organisations named beside a date, or in an element whose name says source."""
    for one in told:
        yield from _named_sources(one.line)
        if len(one.line.text) > _LONGEST or not dates_in(one.line.marked):
            continue
        paper = _PAPER.search(one.line.text)
        named = [paper[1]] if paper else [word for word in CHUNKS.split(rest_of(one.line)) if _is_organisation(word)]
        if len(named) == 1:
            yield Claim(named[0], "text", "line")


def bare_authors(told: Sequence[Told]) -> Iterator[Claim]:
    """The names in an element under the title whose name says author, and those behind 本报记者."""
    for one in told:
        if one.above > 0:
            continue
        for name, text in _named(one.line, _NAMED_AUTHOR):
            if _NAMES.fullmatch(text) and not _ORGANISATION.search(text):
                yield Claim(text, "text", name)
        for part in one.line.marked.split(GAP):
            yield from read_bylines([part.strip()])


def _stands_alone(before: str) -> bool:
    return not _NOW.search(before) and (not before.strip() or before[-1] in _BEFORE)


def _split_dates(lines: Sequence[Line]) -> Iterator[Claim]:
    """Dates whose year and day stand apart in boxes of their own: 2024, 03/05, 09:12."""
    for at in range(len(lines)):
        texts = [line.marked for line in lines[at : at + 3] if len(line.text) <= _BOX]
        text = " ".join(" ".join(texts).replace(GAP, " ").split())
        found, turned = _SPLIT.search(text), _DAY_FIRST.search(text)
        if found:
            yield Claim("{}/{}/{} {}".format(*found.groups()), "text", "boxes")
            return
        if turned:
            yield Claim(f"{turned[2]}-{turned[3]}-{turned[1]}", "text", "boxes")
            return


def _is_row(line: Line) -> bool:
    """Whether a line is a row of a list: a date beside the linked title of another article."""
    return line.linked >= line.weight and max(len(_HANZI.findall(part)) for part in line.marked.split(GAP)) >= _TITLE


def _named_sources(line: Line) -> Iterator[Claim]:
    for name, text in _named(line, _NAMED_SOURCE):
        if 2 <= len(text) <= 30 and not scan(text) and not dates_in(text) and not NOISE.search(text):
            yield Claim(text, "text", name)


def _named(line: Line, wanted: re.Pattern[str]) -> Iterator[tuple[str, str]]:
    """Id and classes, and the text, of the elements of a line that are named so."""
    for element in line.block.iter():
        name = f"{element.get('id') or ''} {element.get('class') or ''}" if isinstance(element.tag, str) else ""
        if wanted.search(name):
            yield name.strip(), element.text_content().strip()


def _is_organisation(word: str) -> bool:
    return 2 <= len(word) <= 20 and not tool(word) and not NOISE.search(word) and bool(_ORGANISATION.search(word))

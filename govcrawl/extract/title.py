"""The title: the line near the body that looks like one and that the page's ``<title>`` and meta tags bear out.

``<title>`` alone is not trusted: it carries the site's name, may be cut short, and on mirrors begins with spam.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import repeat
from math import ceil
from operator import contains

from govcrawl.chinese.pinyin import strip
from govcrawl.extract.boilerplate import is_foot, is_neighbour
from govcrawl.extract.infoline import dates_in
from govcrawl.extract.labels import scan
from govcrawl.extract.lines import GAP, Line, Sheet, squeeze
from govcrawl.items import Claim

_SURE, _LIKELY = 24.0, 12.0  # scores of a line that is believed; less will do where <title> only names the site
_BEGUN = 18.0  # a line and a hint that begin alike
_ABOVE = 300  # lines above the body in which a title is looked for
MIN, MAX = 4, 150  # characters of a title
_WORDS = re.compile(r"[\W_]+")
_HEADINGS = {"h1": 16, "h2": 11, "h3": 9, "h4": 7, "h5": 6, "h6": 4, "founder-title": 14, "ucaptitle": 16}
_NAMED = re.compile(r"title|(?:^|[-_\s])(?:tit|bt|biaoti|headline|wzbt|subject|heading)(?:$|[-_\s\d])", re.IGNORECASE)
_NOT_NAMED = re.compile(r"sub|logo|list|fu(?:title|biao)|site|column|lanmu|nav|header-|tab", re.IGNORECASE)
_CRUMBS = re.compile(r"[>›»→]|位置\s*[:：]|^首页")
_GOES_ON = "，：、—"  # what the first line of a title that is broken in two ends with
_CUT = re.compile(r"(?:\.{2,}|…+)\s*$")
_SEPARATORS = re.compile(
    r"\s*[_|｜»]+\s*|\s*[—–]{1,2}\s*|\s+[-·]+\s+|-{2,}|(?<=[\u4e00-\u9fff”》」)）!！?？])-(?=[\u4e00-\u9fff])|\s*[<>]\s*"
)
_TELLING = frozenset({"published", "updated", "source"})
_SITE = re.compile(
    r"(?:网|网站|门户|政府|在线|频道|首页|新闻|资讯|官网|日报|晚报|时报|委员会|人民政府|局|厅|部|学校|大学|学院|公司|中心|平台|客户端|栏目|正文|详情|动态|公告|要闻)$"
)


@dataclass(frozen=True, slots=True)
class Titles:
    """Every title the page claims, most trustworthy first, and the line (of ``count``) where it is printed."""

    claims: tuple[Claim, ...]
    line: int | None = None
    count: int = 1


def find_titles(sheet: Sheet, first: int, *, tag: str, metas: Sequence[Claim], site: str, row: str | None) -> Titles:
    """The titles of a page whose body begins at line ``first``; ``site`` is the site's name where the page says it."""
    hints = [key(strip(said)) for said in (*(claim.value for claim in metas), tag, row or "") if said]
    best = max(_candidates(sheet, first, hints, key(site)), key=lambda one: one.score, default=None)
    enough = _SURE if any(not _names_site(part, site) for part in segments(tag, site)) or metas else _LIKELY
    shown = [best] if best and best.score >= enough else []
    claims = [Claim(_rejoined(_whole(one.text, metas, tag), metas, tag), "heading", one.where) for one in shown]
    claims += metas
    tagged = [Claim(text, "title_tag", "title") for text in segments(tag, site)]
    rows = [Claim(row, "row", "link")] if row else []
    claims += tagged + rows if row is None or _continues(tag, row) else rows + tagged
    if best and not shown:
        claims.append(Claim(best.text, "heading", best.where))
    return Titles(tuple(dict.fromkeys(claims)), shown[0].line if shown else None, shown[0].count if shown else 1)


@lru_cache(maxsize=4096)
def key(text: str) -> str:
    """A text's letters and characters alone, for comparing titles."""
    return _WORDS.sub("", text).lower()


def segments(tag: str, site: str) -> Iterator[str]:
    """What of a ``<title>`` may be the title, the likeliest first: its parts without those that name the site."""
    parts = [part for part in _SEPARATORS.split(squeeze(tag)) if part and key(part)]
    if not parts:
        return
    own = [part for part in parts if not (site and (key(part) in key(site) or key(site) in key(part)))]
    while len(own) > 1 and _SITE.search(own[-1]) and len(own[-1]) <= 16:
        own.pop()
    yield max(own or parts, key=lambda part: (min(len(key(part)), 12), -parts.index(part)))


def _names_site(part: str, site: str) -> bool:
    return bool(_SITE.search(part) or (site and key(part) == key(site)))


@dataclass(frozen=True, slots=True)
class _Candidate:
    text: str
    line: int
    count: int
    score: float
    where: str


def _candidates(sheet: Sheet, first: int, hints: list[str], site: str) -> Iterator[_Candidate]:
    lines = sheet.lines
    above = max(first - _ABOVE, 0)
    for at, line in enumerate(lines[above : first + 4], above):
        if not MIN <= len(line.text) <= 2 * MAX:
            continue
        if line.linked > line.weight and not _held(key(line.text), hints):
            continue
        looks = _looks(line)
        for text, count in _readings(lines, at, hints):
            near = 10 if any(map(_tells, lines[at + count : min(at + count + 3, first + 10)])) else 0
            score = looks + near + _score(line, key(text), hints, site) - _distance(at, first)
            yield _Candidate(text, at, count, score, _where(line))


def _readings(lines: list[Line], at: int, hints: list[str]) -> Iterator[tuple[str, int]]:
    """The line, its parts between inline elements, and the line with the next where a hint holds both."""
    line = lines[at]
    if len(line.text) <= MAX:
        yield strip(line.text), 1
    parts = [part for part in map(squeeze, strip(line.marked).split(GAP)) if len(part) >= MIN]
    if 1 < len(parts) <= 6:
        yield from ((part, 1) for part in parts if len(part) >= 8 or part == parts[0])
    for count in (2, 3):
        joined = lines[at : at + count]
        if len(joined) < count or len({id(one.block) for one in joined}) > 1 or sum(len(x.text) for x in joined) > MAX:
            return
        whole = "\n".join(strip(one.text) for one in joined)
        if _held(key(whole), hints) or (line.strong and joined[-2].text[-1] in _GOES_ON):
            yield whole, count


def _held(text: str, hints: Sequence[str]) -> bool:
    return any(map(contains, hints, repeat(text)))


def _looks(line: Line) -> float:
    """How much a line looks like the title by its markup, whatever it says."""
    score = _HEADINGS.get(_tag(line), 0) or (8 if _named(line) else 0)
    score += 4 if line.strong else 0
    score -= 25 if line.linked > line.weight else 0
    return score - (25 if _CRUMBS.search(line.text) or is_neighbour(line.text) or is_foot(line.text) else 0)


def _score(line: Line, text: str, hints: list[str], site: str) -> float:
    """How much a reading of a line looks like the title by its length and what ``<title>``, meta tags and row say."""
    if len(text) < 2:
        return -99.0
    borne = max((_borne(text, hint) for hint in hints), default=0.0)
    score = min(len(text), 60) if borne > _BEGUN else min(len(text), 24) * (1.0 if borne else 0.4)
    score += borne * min(len(text) / 8, 1.0) - (20 if len(text) <= 10 and _SITE.search(line.text) else 0)
    score -= 25 if site and text in site else 0
    score -= 20 if line.stops >= 3 and not borne and not _tag(line) else 0
    return score - (30 if len(text) < 60 and not borne and scan(line.marked) else 0)


def _borne(text: str, hint: str) -> float:
    """How far a hint bears a text out: it is the same, begins with it, holds it, or was cut off within it."""
    if len(text) < MIN:
        return 0.0
    if text == hint:
        return 30.0
    if hint.startswith(text):
        return 24.0
    if text in hint:
        return 14.0
    same = max(10, ceil(0.6 * len(text)))
    return _BEGUN if hint.startswith(text[:same]) else 0.0


def _tells(line: Line) -> bool:
    """Whether a line is of the kind that stands under a title: short, with a date or a source."""
    if line.weight >= 120 or line.linked > line.weight:
        return False
    return any(found.kind in _TELLING for found in scan(line.marked)) or bool(dates_in(line.text))


def _distance(at: int, first: int) -> float:
    """How far a line is from where a title stands: above the body."""
    return min(max(first - at, 0), 30) * 0.5 + (15 if at > first else 0)


def _tag(line: Line) -> str:
    block = line.block
    for element in (block, block.getparent()):
        if element is not None and element.tag in _HEADINGS:
            return str(element.tag)
    return ""


def _named(line: Line) -> bool:
    for element in (line.block, line.block.getparent()):
        if element is None:
            return False
        name = f"{element.get('id', '')} {element.get('class', '')}"
        if _NAMED.search(name) and not _NOT_NAMED.search(name):
            return True
    return False


def _where(line: Line) -> str:
    name = (line.block.get("class") or line.block.get("id") or "").split()
    return ".".join([str(line.block.tag), *name[:1]])


def _continues(tag: str, row: str) -> bool:
    """Whether the ``<title>`` says what the list row says, perhaps in full; it is spam on mirrors, or an old page's."""
    return key(strip(_CUT.sub("", row))) in key(strip(tag))


def _whole(text: str, metas: Sequence[Claim], tag: str) -> str:
    """The title in full where the line that shows it is cut short with an ellipsis."""
    if not _CUT.search(text):
        return text
    begun = key(_CUT.sub("", text))
    fuller = (said for said in (*(claim.value for claim in metas), *segments(tag, "")) if not _CUT.search(said))
    return next((said for said in fuller if key(said).startswith(begun) and len(key(said)) > len(begun)), text)


def _rejoined(text: str, metas: Sequence[Claim], tag: str) -> str:
    """A title printed on several lines, without the spaces between them where meta tags or ``<title>`` have none."""
    joined = text.replace("\n", "")
    return (
        joined if any(joined in said for said in (*(claim.value for claim in metas), tag)) else text.replace("\n", " ")
    )

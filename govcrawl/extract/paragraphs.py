"""The lines of a body that are the article's: without its title and info lines, furniture and lists of links."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from govcrawl.extract.boilerplate import is_foot, is_neighbour
from govcrawl.extract.infoline import dates_in, is_info
from govcrawl.extract.labels import scan
from govcrawl.extract.lines import CELL, Line, Sheet
from govcrawl.extract.media import is_caption, is_file
from govcrawl.items import Removed

_COLUMNS = 3  # labels side by side that make a header
_BESIDE = 0.3  # of a text, that the captions of its pictures may be
_FILES = re.compile(r"[\s【\[（(]*(?:附\s*件|附\s*表|附\s*录|相关附件)")


@dataclass(frozen=True, slots=True)
class Text:
    """The kept lines by their numbers, and what was taken out with the rule that did."""

    kept: tuple[int, ...]
    removed: tuple[Removed, ...]


def choose_lines(sheet: Sheet, start: int, end: int, *, marks: Sequence[str], title_end: int) -> Text:
    """The article's lines of the range; ``title_end`` is the line after the title, 0 where it is outside the range."""
    rules = {at: f"furniture:{marks[at]}" for at in range(start, end) if marks[at]}
    if len(rules) == end - start:
        rules = {}
    head = _head(sheet, start, end, title_end)
    rules |= dict.fromkeys(range(start, head), "head")
    rules |= {at: "neighbour" for at in range(head, end) if is_neighbour(sheet.lines[at].text)}
    rest = [at for at in range(head, end) if at not in rules]
    rules |= dict.fromkeys(_links_at_end(sheet, rest), "links")
    rules |= {at: "foot" for at in rest[-8:] if sheet.lines[at].weight < 200 and is_foot(sheet.lines[at].text)}
    rules |= {at: "info" for at in rest[-6:] if is_info(sheet.lines[at]) and scan(sheet.lines[at].marked)}
    rules |= dict.fromkeys(_captions(sheet, [at for at in rest if at not in rules]), "caption")
    removed = tuple(Removed(sheet.lines[at].text, rule) for at, rule in sorted(rules.items()))
    return Text(tuple(at for at in rest if at not in rules), removed)


def _head(sheet: Sheet, start: int, end: int, title_end: int) -> int:
    """Where the text begins after title and info lines that the container took in."""
    at = title_end if start < title_end <= end else start
    for _ in range(6):
        if at < end - 1 and (is_info(sheet.lines[at]) or _is_menu(sheet.lines[at])):
            at += 2 if _is_header(sheet.lines[at]) and at < end - 2 else 1
    return at


def _is_header(line: Line) -> bool:
    """Whether a line is the header of an information table, whose values are the row below."""
    labels = scan(line.marked)
    return CELL in line.marked and len(labels) >= _COLUMNS and not any(label.value for label in labels)


def _captions(sheet: Sheet, lines: list[int]) -> list[int]:
    """The captions of pictures beside a text; in a story told in pictures they are the text."""
    captions = [at for at in lines if is_caption(sheet.lines[at])]
    told = sum(sheet.lines[at].weight for at in captions)
    return captions if told <= _BESIDE * sum(sheet.lines[at].weight for at in lines) else []


def _links_at_end(sheet: Sheet, lines: list[int]) -> list[int]:
    """The links to further reading behind the last paragraph, with their heading; not the article's own files."""
    within = range(lines[0], lines[-1] + 1) if lines else range(0)
    files = {at for at, element in sheet.links if at in within and is_file(element.get("href") or "")}
    tail: list[int] = []
    for at in reversed(lines):
        line = sheet.lines[at]
        if (line.weight >= 30 and line.stops) or at in files or _FILES.match(line.text):
            break
        tail.append(at)
    tail.reverse()
    links = [at for at in tail if _is_menu(sheet.lines[at])]
    headings = [at for at in tail if links and at == links[0] - 1 and sheet.lines[at].text.endswith((":", "："))]
    return headings + links


def _is_menu(line: Line) -> bool:
    """Whether a line is links, a date beside each not counted."""
    dated = sum(end - start + 2 for start, end in (found.span for found in dates_in(line.text))) if line.linked else 0
    return line.linked > 2 * max(line.weight - dated, 0)

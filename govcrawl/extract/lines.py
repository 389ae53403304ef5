"""A tree → its visible text as lines in document order, with the range of lines that every element covers.

All that follows (title, labels, body) works on these lines: an element is a range, and whether two things stand side by
side is a matter of line numbers, whatever the nesting of tables and boxes around them.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from lxml import etree
from lxml.html import HtmlElement

from govcrawl.extract.tables import CELLS, is_data_row
from govcrawl.extract.vocabulary import read_words

_NAMES = read_words("names")
INLINE, SKIPPED = frozenset(_NAMES["inline"]), frozenset(_NAMES["skipped"])
GAP, CELL = "\x1f", "\x1e"  # marks of an inline element's edge and of a table cell's
_HIDDEN = re.compile(r"display\s*:\s*none|text-indent\s*:\s*-\d{3,}|(?:left|top)\s*:\s*-\d{4,}px", re.IGNORECASE)
_SPACE = re.compile(r"[ \t\r\n\f\u200b\ufeff\u2028\u2029\xad]+")
_BLANK = " \t\r\n\f\xa0\u3000\u200b\ufeff\u2028\u2029\xad"
_CELLS = re.compile(rf" ?{CELL}[ {CELL}]*")
_STOPS = re.compile(r"[，。；！？、,;!?]")
_STRONG = frozenset({"b", "strong", "h1", "h2", "h3", "h4", "h5", "h6"})
_BREAKS = frozenset({"br", "hr"})
UNCLOSED = 3  # lines of prose in one link


@dataclass(slots=True)
class Line:
    """One line: its text, how much of it is link text, and the block it stands in.

    ``marked`` is the text with a ``GAP`` wherever an inline element begins or ends and a ``CELL`` between two cells.
    """

    text: str
    marked: str
    block: HtmlElement
    linked: int  # characters inside <a>
    weight: int = 0  # characters that are no link, no space
    stops: int = 0  # punctuation marks of prose
    strong: bool = False  # wholly in bold or a heading


@dataclass(slots=True)
class Span:
    """An element and the lines it covers: from ``start`` up to, not including, ``end``."""

    element: HtmlElement
    tag: str
    name: str  # id and classes
    start: int
    end: int = -1
    depth: int = 0


@dataclass(slots=True)
class Sheet:
    """A page's lines, the spans of its elements in document order; images, links and comments by their line."""

    lines: list[Line] = field(default_factory=list)
    spans: list[Span] = field(default_factory=list)
    images: list[tuple[int, HtmlElement]] = field(default_factory=list)
    links: list[tuple[int, HtmlElement]] = field(default_factory=list)
    comments: list[tuple[int, str]] = field(default_factory=list)
    hidden: bool = False  # whether elements were left out because they are styled invisible


def read_lines(root: HtmlElement, *, hidden: bool = False) -> Sheet:
    """The lines of a tree; elements styled invisible are left out unless ``hidden`` is set."""
    reader = _Reader(hidden=hidden)
    passed: HtmlElement | None = None  # the element whose subtree has just been skipped
    walker = etree.iterwalk(root, events=("start", "end", "comment"))
    for event, element in walker:
        if event == "start":
            tag, names = str(element.tag), element.keys()
            invisible = "style" in names and tag not in SKIPPED and not hidden and _is_invisible(element)
            if invisible or tag in SKIPPED:
                walker.skip_subtree()
                passed = element
                reader.sheet.hidden |= invisible
            else:
                reader.open(element, tag, _name(element, names))
        elif event == "comment":
            reader.comment(element)
        elif element is passed:
            reader.tail(element)
        else:
            reader.close(element, str(element.tag))
    reader.flush()
    return reader.sheet


def squeeze(text: str) -> str:
    """Text with the white space that browsers collapse collapsed; full-width and no-break spaces stay inside."""
    return _SPACE.sub(" ", text).strip(" \xa0\u3000")


class _Reader:
    """The walk's state: what has been read of the line in progress."""

    def __init__(self, *, hidden: bool) -> None:
        self.sheet = Sheet()
        self._pieces: list[str] = []
        self._linked = 0
        self._links: list[int] = []  # the line at which each open link begins
        self._strong = 0
        self._plain = False
        self._solid = False  # whether the line in progress has more than white space
        self._open: list[Span | None] = []
        self._blocks: list[HtmlElement] = []
        self._rows: list[HtmlElement] = []

    def open(self, element: HtmlElement, tag: str, name: str) -> None:
        lines, inline = self.sheet.lines, tag in INLINE
        if not inline:
            if self._solid:
                self._break(tag)
            self._blocks.append(element)
            if tag == "tr" and is_data_row(element):
                self._rows.append(element)
        else:
            if self._solid:
                self._gap()
            if tag == "a":
                self._links.append(len(lines))
                self.sheet.links.append((len(lines), element))
            elif tag == "img":
                self.sheet.images.append((len(lines), element))
        if tag in _STRONG:
            self._strong += 1
        if (inline and not name) or tag in _BREAKS:
            self._open.append(None)
        else:
            span = Span(element, tag, name, len(lines), -1, len(self._open))
            self._open.append(span)
            self.sheet.spans.append(span)
        if text := element.text:
            self._take(text, raw=tag == "pre")

    def close(self, element: HtmlElement, tag: str) -> None:
        if tag in INLINE:
            if self._solid:
                self._gap()
            if tag == "a":
                self._unlink(self._links.pop())
        else:
            if self._solid:
                self._break(tag)
            if self._rows and self._rows[-1] is element:
                self._rows.pop()
                self.flush()
            self._blocks.pop()
        if tag in _STRONG:
            self._strong -= 1
        span = self._open.pop()
        if span:
            span.end = len(self.sheet.lines) + self._solid
        if text := element.tail:
            self._take(text)

    def comment(self, element: HtmlElement) -> None:
        if text := element.text:
            self.sheet.comments.append((len(self.sheet.lines) + self._solid, text.strip()))
        self.tail(element)

    def tail(self, element: HtmlElement) -> None:
        if text := element.tail:
            self._take(text)

    def flush(self) -> None:
        """End the line in progress."""
        if not self._solid:
            self._pieces.clear()
            return
        marked = "".join(self._pieces)
        text, count, stops = _measured(marked)
        if text and self._blocks:
            weight = max(count - self._linked, 0)
            self.sheet.lines.append(Line(text, marked, self._blocks[-1], self._linked, weight, stops, not self._plain))
        self._pieces, self._linked, self._plain, self._solid = [], 0, False, False

    def _take(self, text: str, *, raw: bool = False) -> None:
        if raw or (self._blocks and self._blocks[-1].tag == "pre"):
            *whole, text = text.split("\n")
            for line in whole:
                self._pieces.append(line)
                self.flush()
        if not text.strip(_BLANK):
            if self._solid:
                self._pieces.append(text)
            return
        self._pieces.append(text)
        self._solid = True
        if self._links:
            self._linked += _count(text)
        if not self._strong:
            self._plain = True

    def _unlink(self, start: int) -> None:
        """A link that covers an article is one that nobody closed: its text is plain."""
        covered = self.sheet.lines[start:]
        if len(covered) < UNCLOSED or sum(line.stops > 1 for line in covered) < UNCLOSED:
            return
        for line in covered:
            line.weight, line.linked = line.weight + line.linked, 0

    def _gap(self) -> None:
        if self._pieces[-1] is not GAP:
            self._pieces.append(GAP)

    def _break(self, tag: str) -> None:
        """A block begins or ends here: a new line, but in a data table only a new cell."""
        if not self._rows:
            self.flush()
        else:
            self._pieces.append(CELL if tag in CELLS else " ")


def _is_invisible(element: HtmlElement) -> bool:
    return _HIDDEN.search(element.get("style", "")) is not None and element.get("id") != "js_content"


def _name(element: HtmlElement, attributes: Sequence[str]) -> str:
    """Id and classes of an element that has these attributes."""
    given = element.get("id", "") if "id" in attributes else ""
    classes = element.get("class", "") if "class" in attributes else ""
    return f"{given} {classes}" if given and classes else given or classes


@lru_cache(maxsize=4096)
def _measured(marked: str) -> tuple[str, int, int]:
    """The text of a line, its characters and its stops; most lines of a page stand on every page of its site."""
    text = squeeze(marked.replace(GAP, ""))
    text = (_CELLS.sub("\t", text) if CELL in text else text).strip()
    return text, _count(text), len(_STOPS.findall(text))


@lru_cache(maxsize=4096)
def _count(text: str) -> int:
    """Characters that are no white space."""
    return len("".join(text.split()))

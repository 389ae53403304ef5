"""The date that a list row prints, bound to the row's own link.

Only dates that stand alone or beside a label count: a date within a sentence of a summary is an event's.
"""

import re
from collections.abc import Container, Iterator
from itertools import islice, pairwise

from lxml.html import HtmlElement

_CLOCK = r"(?:[ T]\s*\d{1,2}\s*[:：]\s*\d{2}(?:\s*[:：]\s*\d{2})?)?"
_MONTH, _DAY_OF_MONTH = r"(?:1[0-2]|0?[1-9])", r"(?:3[01]|[12]\d|0?[1-9])(?!\d)"
_FULL = rf"(?:19|20)\d{{2}}\s*(?:[-/.．]|年)\s*{_MONTH}\s*(?:[-/.．]|月)\s*{_DAY_OF_MONTH}\s*日?{_CLOCK}"
_SHORT = rf"{_MONTH}\s*(?:[-/]|月)\s*{_DAY_OF_MONTH}\s*日?{_CLOCK}"
_RELATIVE = r"刚刚|(?:今天|昨天|前天)(?:\s*\d{1,2}:\d{2})?|\d{1,2}\s*(?:分钟|小时|天)前"
_LABEL = r"(?:(?:发布|發布|更新|发表|上传)?(?:日期|时间|時間)\s*[:：]?\s*)?"
_ALONE = re.compile(rf"[\[【(（]?\s*{_LABEL}[\[【(（]?\s*(?P<date>{_FULL}|{_SHORT}|{_RELATIVE})\s*[\])）】]{{0,2}}")
_WITHIN = re.compile(rf"(?<!\d)(?P<date>{_FULL})")
_AT_END = re.compile(rf"\s*[\[【(（]?\s*(?<!\d)(?P<date>{_FULL})\s*[\])）】]?$")
_SENTENCE = re.compile(r"[，。；！？]")
_DAY = re.compile(r"(\d{1,2})日?")
_YEAR_MONTH = re.compile(r"((?:19|20)\d{2})\s*([-/.年])\s*(\d{1,2})月?")
_MONTH_DAY = re.compile(r"(\d{1,2})\s*([-/.月])\s*(\d{1,2})日?")
_YEAR = re.compile(r"((?:19|20)\d{2})年?")

_LONGEST = 40  # characters: beyond that a text is a summary, not a label with its date
_MOST_PIECES = 60  # elements of one row that are looked at


def date_in(box: HtmlElement, link: HtmlElement | None = None) -> str | None:
    """The date printed in ``box`` as it stands there, ``None`` where there is none; the text of ``link`` is no date."""
    beside, inside = _pieces(box, link)
    dates = _alone(beside + inside)
    whole = next((date for date in dates if _WITHIN.match(date)), None) or _in_two_boxes(beside + inside)
    found = whole or next(iter(dates), None) or _labelled(beside)
    if found or link is None:
        return found
    return split_date(one_line(link.text_content()))[1]


def date_of(text: str) -> str | None:
    """The date in a text that is known to hold one."""
    squeezed = one_line(text)
    match = _ALONE.fullmatch(squeezed) or _WITHIN.search(squeezed)
    return match["date"].strip() if match else None


def split_date(text: str) -> tuple[str, str | None]:
    """A text without the full date at its end, and that date."""
    match = _AT_END.search(text)
    return (text[: match.start()], match["date"].strip()) if match and match.start() else (text, None)


def one_line(text: str) -> str:
    """The text on one line, runs of white space as one blank."""
    return " ".join(text.split())


def dates_beside(parent: HtmlElement, links: Container[HtmlElement]) -> dict[HtmlElement, str]:
    """The dates that follow (or precede) each link where links and dates are siblings in one flat parent."""
    found: dict[HtmlElement, str] = {}
    for line in _lines(parent, links):
        order = [kind for kind, _, _ in line]
        if not ("link" in order and "date" in order):
            continue
        before = order[0] == "date"
        if before and order.count("date") != order.count("link"):
            continue
        pairs = ((link, date) for date, link in pairwise(line)) if before else pairwise(line)
        for (kind, link, _), (other, _, date) in pairs:
            if kind == "link" and other == "date" and link is not None:
                found[link] = date
    return found


def _pieces(box: HtmlElement, link: HtmlElement | None) -> tuple[list[str], list[str]]:
    """The texts of ``box`` beside the link and those of elements within the link, each on one line."""
    beside: list[str] = []
    inside: list[str] = []
    within = set(link.iterdescendants()) if link is not None else set()
    for element in islice(box.iter(), _MOST_PIECES):
        texts = inside if element in within else beside
        if element is box:
            texts.append(one_line(element.text or ""))
            continue
        if element is not link and isinstance(element.tag, str):
            texts.append(one_line(" ".join(islice(element.itertext(), _MOST_PIECES))))
            texts.append(one_line(element.get("datetime", "")))
        texts.append(one_line(element.tail or ""))
    return [text for text in beside if text], [text for text in inside if text]


def _alone(pieces: list[str]) -> list[str]:
    """The dates that are a text of their own."""
    return [match["date"].strip() for piece in pieces if (match := _ALONE.fullmatch(piece[:_LONGEST]))]


def _labelled(pieces: list[str]) -> str | None:
    short = (piece for piece in pieces if len(piece) <= _LONGEST and not _SENTENCE.search(piece))
    return next((match["date"].strip() for piece in short if (match := _WITHIN.search(piece))), None)


def _in_two_boxes(pieces: list[str]) -> str | None:
    """A date that is printed in two boxes: ``10`` and ``2022-03``, or ``03-10`` and ``2022``."""
    for first, second in pairwise(pieces):
        for one, other in ((first, second), (second, first)):
            if (day := _DAY.fullmatch(one)) and (month := _YEAR_MONTH.fullmatch(other)):
                return _joined(month[1], month[2], month[3], day[1])
            if (day := _MONTH_DAY.fullmatch(one)) and (year := _YEAR.fullmatch(other)):
                return _joined(year[1], "-" if day[2] == "月" else day[2], day[1], day[3])
    return None


def _joined(year: str, separator: str, month: str, day: str) -> str:
    return f"{year}年{month}月{day}日" if separator == "年" else f"{year}{separator}{month}{separator}{day}"


_Token = tuple[str, HtmlElement | None, str]


def _lines(parent: HtmlElement, links: Container[HtmlElement]) -> Iterator[list[_Token]]:
    line: list[_Token] = list(_standing(parent.text))
    for child in parent:
        if child.tag in ("br", "hr"):
            yield line
            line = []
        else:
            line.extend(_tokens(child, links))
        line.extend(_standing(child.tail))
    yield line


def _tokens(child: HtmlElement, links: Container[HtmlElement]) -> Iterator[_Token]:
    inside = next((element for element in child.iter("a") if element in links), None)
    if inside is not None:
        yield ("link", inside, "")
    elif isinstance(child.tag, str):
        yield from _standing(" ".join(islice(child.itertext(), _MOST_PIECES)))


def _standing(text: str | None) -> Iterator[_Token]:
    return (("date", None, date) for date in _alone([one_line(text or "")]))

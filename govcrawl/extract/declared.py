"""What a page declares of its article where no reader looks: JSON-LD, comments of ePapers, textareas, scripts.

As trustworthy as meta tags, which it follows; what scripts say only where they say one thing.
"""

import html
import json
import re
from collections.abc import Iterator
from itertools import chain, islice
from typing import Any

from govcrawl.chinese.dates import parse
from govcrawl.items import Claim

Pairs = Iterator[tuple[str, Claim]]
_LD = re.compile(r"application/ld\+json[^>]{0,100}>")
_MOST = 20  # blocks of one kind that are looked at
_LD_TYPES = frozenset(("article", "newsarticle", "reportagenewsarticle", "blogposting", "webpage", "newsitem"))
_EPAPER = re.compile(r"<!--\s*enpproperty", re.IGNORECASE)  # the comment that 方正 ePapers carry
_LONGEST = 4000  # characters of such a comment
_EPAPER_FIELDS = {"title": "title", "published": "(?:founder-)?date", "author": "author", "column": "nodename"}
_TEXTAREA = re.compile(
    r"<textarea[^>]{0,100}class=[\"']article-(title|time|source-name|author)[\"'][^>]{0,100}>([^<]{2,300})<"
)
_TEXTAREA_FIELDS = {"title": "title", "time": "published", "source-name": "source", "author": "author"}
_TIME = re.compile(
    r"[\"']?\b(?:pub_?(?:lish)?_?(?:time|date)(?:_?str)?|news_?time|ptime|release_?(?:time|date))[\"']?\s*[:=]\s*"
    r"[\"']?(\d{4}-\d{1,2}-\d{1,2}[T ]?[\d:.+Z]{0,16}|\d{10}(?:\d{3})?)[\"']?\s*[,;}\n]",
    re.IGNORECASE,
)
_MEDIA = re.compile(
    r"[\"'](?:media|media_?name|source_?name|news_?source|source|copy_?from)[\"']\s*:\s*[\"']([^\"'\\<>{}]{2,24})[\"']",
    re.IGNORECASE,
)
_VAR = re.compile(r"\bvar\s+$")
_NEAR = 1500  # characters between a title in a script and what belongs to it
_HANZI = re.compile(r"[\u4e00-\u9fff]")


def read_declared(text: str) -> Pairs:
    """The (field, claim) pairs that a page declares beside its meta tags, the most deliberate first."""
    return chain(_epaper(text), chain.from_iterable(map(_linked, read_nodes(text))), _textareas(text))


def read_variables(text: str, title: str) -> Pairs:
    """The time and medium that scripts name beside the article's title, where all that they name there agree."""
    times = islice(_TIME.finditer(text), 50 * _MOST)
    found = [m for m in times if _VAR.search(text, max(m.start() - 12, 0), m.start()) or _near(m, title)]
    stamps = [stamp for m in found if (stamp := parse(m[1]))]
    if not stamps or len({stamp.at().date() for stamp in stamps}) > 1:
        return
    yield "published", Claim(max((m[1] for m in found), key=len), "json", "script")
    media = {m[1].strip() for m in islice(_MEDIA.finditer(text), 50 * _MOST) if _HANZI.search(m[1]) and _near(m, title)}
    if len(media) == 1:
        yield "source", Claim(media.pop(), "json", "script")


def _near(found: re.Match[str], title: str) -> bool:
    text, (start, end) = found.string, found.span()
    return len(title) >= 4 and title[:12] in text[max(start - _NEAR, 0) : end + _NEAR]


def read_nodes(text: str) -> Iterator[dict[str, Any]]:
    """The objects of a page's JSON-LD that describe an article."""
    for block in blocks(text, _LD, "</script"):
        yield from _nodes(load(block))


def blocks(text: str, opening: re.Pattern[str], closing: str) -> Iterator[str]:
    """The pieces of a text between an opening and the closing that follows it, the first few."""
    at = 0
    for _ in range(_MOST):
        found = opening.search(text, at)
        end = text.find(closing, found.end()) if found else -1
        if found is None or end < 0:
            return
        yield text[found.end() : end]
        at = end


def load(text: str) -> object:
    """The JSON of a script, ``None`` where it is none."""
    try:
        return json.loads(text.strip().rstrip(";"), strict=False)
    except (ValueError, RecursionError):  # no JSON, or a number of thousands of digits
        return None


def _epaper(text: str) -> Pairs:
    comment = next(blocks(text, _EPAPER, "enpproperty"), "")[:_LONGEST]
    for field, tag in _EPAPER_FIELDS.items() if comment else ():
        value = re.search(rf"<{tag}>\s*([^<]{{1,300}})</", comment, re.IGNORECASE)
        if value and value[1].strip():
            yield field, Claim(html.unescape(value[1]).strip(), "meta", "enpproperty")


def _linked(node: dict[str, Any]) -> Pairs:
    stated = (
        ("title", node.get("headline") or node.get("title")),
        ("published", node.get("datePublished") or node.get("pubDate")),
        ("modified", node.get("dateModified") or node.get("upDate")),
        ("author", _name(node.get("author"))),
        ("column", node.get("articleSection")),
    )
    for field, value in stated:
        if isinstance(value, str) and value.strip():
            yield field, Claim(html.unescape(value).strip(), "meta", "json-ld")


def _nodes(data: object) -> Iterator[dict[str, Any]]:
    for node in data if isinstance(data, list) else [data]:
        if not isinstance(node, dict):
            continue
        if isinstance(node.get("@graph"), list):
            yield from _nodes(node["@graph"])
        kinds = node.get("@type", "article")
        if {str(kind).lower() for kind in (kinds if isinstance(kinds, list) else [kinds])} & _LD_TYPES:
            yield node


def _name(author: object) -> str | None:
    if isinstance(author, list):
        author = author[0] if author else None
    if isinstance(author, dict):
        author = author.get("name") if str(author.get("@type", "")).lower() != "organization" else None
    return author if isinstance(author, str) else None


def _textareas(text: str) -> Pairs:
    for kind, value in _TEXTAREA.findall(text) if "<textarea" in text else ():
        yield _TEXTAREA_FIELDS[kind], Claim(html.unescape(value).strip(), "json", f"textarea.article-{kind}")

"""A page's text → its tree, safely: damage that makes parsers lose the article is mended, attacks are refused."""

import re

from lxml import etree
from lxml.html import HtmlComment, HtmlElement, HTMLParser, document_fromstring

from govcrawl.errors import Rejected

MAX_TEXT = 6_000_000  # characters of a page without inline images; WeChat's carry up to 4 million, mostly scripts
MAX_CHARS = 1_200_000  # characters of markup without scripts
MAX_TAGS = 100_000  # opening and closing
DEEPEST = 2040  # levels; libxml2 leaves out without a word what lies deeper than 2,048, and all after it
_BASE64 = re.compile(r"base64,[A-Za-z0-9+/=%\s]{500,}")
_CONTROL = bytes([*range(0x09), 0x0B, 0x0C, *range(0x0E, 0x20), 0x7F])
_NUL = re.compile(r"&#x?0+;")
_CLOSERS = re.compile(r"</(?:html|body)\s*>", re.IGNORECASE)  # some sites close the page in its middle
_ENDLESS_TAG = re.compile(r"<[^<>]{20000}")
_LONG_TAG = re.compile(r"<[a-zA-Z][^<>]{4000,}")
_CODE = re.compile(r"<(script|style)", re.IGNORECASE)
_PARSER = HTMLParser(encoding="utf-8", huge_tree=True, remove_pis=True)
# One class for all elements, for lxml asks Python for the class of each otherwise.
_PARSER.set_element_class_lookup(etree.ElementDefaultClassLookup(element=HtmlElement, comment=HtmlComment))


def parse(text: str, url: str) -> HtmlElement:
    """The tree of a page; raises ``Rejected`` for what is empty, too large or built to choke a parser."""
    if len(text) > MAX_TEXT and "base64," not in text:
        raise Rejected("page", url, "too_large", f"{len(text)} characters")
    text = tidy(text)
    if len(text) > MAX_CHARS:
        text = _without_code(text)
    if not text.strip():
        raise Rejected("page", url, "empty", "the response has no content")
    if len(text) > MAX_CHARS or text.count("<") > MAX_TAGS:
        raise Rejected("page", url, "too_large", f"{len(text)} characters, {text.count('<')} tags")
    if _chokes(text):
        raise Rejected("page", url, "pathological", "a tag without an end")
    try:
        tree = document_fromstring(text.encode("utf-8", "replace"), parser=_PARSER)
    except (etree.ParserError, etree.XMLSyntaxError) as error:
        raise Rejected("page", url, "no_markup", str(error)) from error
    if text.count("<") > DEEPEST and _is_cut_off(tree):
        raise Rejected("page", url, "pathological", "elements lie deeper than a parser goes")
    return tree


def _is_cut_off(tree: HtmlElement) -> bool:
    """Whether a tree is as deep as the parser goes: what lay deeper, and all that came after, is not in it."""
    depth = 0
    for event, _ in etree.iterwalk(tree, events=("start", "end", "comment")):
        depth += 1 if event == "start" else -1 if event == "end" else 0
        if depth >= DEEPEST:
            return True
    return False


def _chokes(text: str) -> bool:
    """Whether a tag goes on without end, or many are so long that a parser takes minutes over their attributes."""
    if not _LONG_TAG.search(text):
        return False
    markup = _without_code(text)
    return bool(_ENDLESS_TAG.search(markup)) or sum(len(m.group()) for m in _LONG_TAG.finditer(markup)) > 100_000


def parse_fragment(markup: str) -> HtmlElement:
    """The tree of a body that came as data, under one ``div``."""
    return parse(f"<div>{tidy(markup)}</div>", "")


def tidy(text: str) -> str:
    """Markup without inline images, control characters and closing tags that end the page before its end."""
    if "base64," in text:
        text = _BASE64.sub("", text)
    if "&#" in text:
        text = _NUL.sub("", text)
    return _CLOSERS.sub("", _without_control(text))


def _without_control(text: str) -> str:
    """The text without control characters: in UTF-8 they are bytes of no other, and bytes are dropped fastest."""
    printed = text.encode("utf-8", "surrogatepass")
    kept = printed.translate(None, _CONTROL)
    return text if len(kept) == len(printed) else kept.decode("utf-8", "surrogatepass")


def _without_code(text: str) -> str:
    """Markup without scripts and styles, in which a ``<`` may stand for anything."""
    kept, at = [], 0
    lower = text.lower()
    for opened in _CODE.finditer(text):
        if opened.start() < at:
            continue
        end = lower.find(f"</{opened[1].lower()}", opened.end())
        if end < 0:
            break
        kept.append(text[at : opened.start()])
        at = end
    return "".join([*kept, text[at:]])

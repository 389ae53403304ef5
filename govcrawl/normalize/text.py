"""Cleaning of strings as printed: entities, white space, invisible characters. The wording stays."""

import html
import re
import unicodedata

# Zero width, soft hyphen, controls but white space, halves of surrogate pairs, private use: they print nothing, or a
# damage that nobody can read.
_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u00ad\u200b\u200c\u200e\u200f\u2060\ufeff\ud800-\udfff\ue000-\uf8ff]"
)
_HALF_PAIR = re.compile("[\ud800-\udfff]")
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z]{2,8});?")
_TAG = re.compile(
    r"</?(?:br|p|div|b|i|u|em|strong|font|span|a|sup|sub|nobr|center|h[1-6])(?:\s[^<>]{0,300})?/?>", re.IGNORECASE
)
_NEITHER_WORD_NOR_NUMBER = re.compile(r"[\W_]+")


def clean_line(text: str) -> str:
    """One line of body text: NFC, runs of white space as one space, nothing invisible, nothing at the ends."""
    return unicodedata.normalize("NFC", " ".join(_INVISIBLE.sub("", text).split()))


def clean_value(text: str) -> str:
    """A value as a page or a meta tag prints it, also without entities (escaped twice, too) and tags."""
    if "&" in text:
        text = html.unescape(html.unescape(text)) if _ENTITY.search(text) else text
    if "<" in text:
        text = _TAG.sub(" ", text)
    return clean_line(text)


def writable(text: str) -> str:
    """The text with U+FFFD for halves of surrogate pairs, which a page's JSON may hold and no encoding can write."""
    return _HALF_PAIR.sub("\ufffd", text)


def fold(text: str) -> str:
    """The text reduced to what makes two prints of a line the same: NFKC, lower case, letters and digits only."""
    return _NEITHER_WORD_NOR_NUMBER.sub("", unicodedata.normalize("NFKC", text).casefold())

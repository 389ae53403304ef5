"""Simplified and traditional characters: converting the one into the other, and telling which a text is written in."""

import re
from functools import cache

import opencc

from govcrawl.items import Script

SAMPLE = 500  # characters: enough for two hundred different ones
FIRST_HANZI, LAST_HANZI = 0x3400, 0x9FFF

_SURROGATE = re.compile("[\ud800-\udfff]")
_IN_WORDS = "沈藉覆坏瞭哩甦衹"  # what OpenCC 1.4 changes in some words (沈默, 藉口, 回覆) and leaves alone elsewhere


def simplify(text: str) -> str:
    """The text in simplified characters (OpenCC ``t2s``); length and everything that is no hanzi stay.

    Halves of surrogate pairs, which JSON may hold and nothing can write, become U+FFFD.
    """
    if not _changing().search(text):
        return text
    try:
        return str(_converter("t2s").convert(text))
    except UnicodeEncodeError:
        return simplify(_SURROGATE.sub("\ufffd", text))


def script_of(text: str) -> Script:
    """The script that more of the text's different characters belong to; ``hans`` where neither has more.

    The first 500 characters decide. Counting different characters keeps a quotation, a name or the 后/里 of one-way
    converted mirrors from deciding.
    """
    characters = set(text[:SAMPLE])
    traditional, simplified = (len(characters & own) for own in _own_characters())
    return "hant" if traditional > simplified else "hans"


@cache
def _converter(config: str) -> opencc.OpenCC:
    return opencc.OpenCC(config)


@cache
def _changing() -> re.Pattern[str]:
    """A character that may not stay as it is: a text without any is told to be simplified in a tenth of the time."""
    return re.compile(f"[{''.join(sorted(_changed('t2s')))}{_IN_WORDS}\ud800-\udfff\uf900-\ufaff\U00020000-\U0003ffff]")


@cache
def _own_characters() -> tuple[frozenset[str], frozenset[str]]:
    """The characters written only in traditional, and only in simplified script."""
    traditional, simplified = _changed("t2s"), _changed("s2t")
    return traditional - simplified, simplified - traditional


@cache
def _changed(config: str) -> frozenset[str]:
    """The hanzi that a conversion changes, each by itself."""
    hanzi = "\n".join(map(chr, range(FIRST_HANZI, LAST_HANZI + 1)))  # line by line: no phrase may form
    return frozenset(a for a, b in zip(hanzi.split(), _converter(config).convert(hanzi).split(), strict=True) if a != b)

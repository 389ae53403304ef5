"""Simplified and traditional characters: converting the one into the other, and telling which a text is written in."""

import re
from functools import cache

import opencc

from govcrawl.items import Script

SAMPLE = 500  # characters: enough for two hundred different ones
FIRST_HANZI, LAST_HANZI = 0x3400, 0x9FFF

_SURROGATE = re.compile("[\ud800-\udfff]")


def simplify(text: str) -> str:
    """The text in simplified characters (OpenCC ``t2s``); length and everything that is no hanzi stay.

    Halves of surrogate pairs, which JSON may hold and nothing can write, become U+FFFD.
    """
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
def _own_characters() -> tuple[frozenset[str], frozenset[str]]:
    """The characters written only in traditional, and only in simplified script."""
    hanzi = "\n".join(map(chr, range(FIRST_HANZI, LAST_HANZI + 1)))  # line by line: no phrase may form
    traditional, simplified = (
        {a for a, b in zip(hanzi.split(), _converter(config).convert(hanzi).split(), strict=True) if a != b}
        for config in ("t2s", "s2t")
    )
    return frozenset(traditional - simplified), frozenset(simplified - traditional)

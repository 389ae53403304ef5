"""Pinyin pollution: the readings that mirror sites print behind the characters of a text they copied.

Two variants are known: without tones and repeated, ``社(she)(she)區(qu)``, and with tone marks, ``社區(qū)``. It is
literal text, no markup. A group is pollution only if it is a reading of the character before it, so that
``人工智能(ai)`` and ``管委會(站)`` stay even on a polluted page.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache
from importlib.resources import files

from govcrawl.chinese.scripts import simplify

MIN_ANNOTATIONS = 8  # fewer are a dictionary's or an abbreviation's
MIN_DENSITY = 0.02  # annotations a hanzi; the polluted seeds have 0.45 and 0.13, clean pages 0

HANZI = "〇\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
LETTERS = "A-Za-zÀ-ÖØ-öø-ǿḾḿ\u0300-\u030cɑɡ"
_GROUP = re.compile(rf"[(（]([{LETTERS}]{{1,10}})[)）]")
# The bracket comes before the lookbehind because the engine can then skip to it: ten times faster on a clean page.
_RUN = re.compile(rf"[(（](?<=[{HANZI}].)[{LETTERS}]{{1,10}}[)）](?:[(（][{LETTERS}]{{1,10}}[)）])*")
# A pattern that begins with one character and no other is found ten times faster again.
_BEGUN = tuple(re.compile(rf"{bracket}(?<=[{HANZI}].)[{LETTERS}]") for bracket in (r"\(", "（"))
_HANZI = re.compile(f"[{HANZI}]")
_LOOKALIKES = str.maketrans({"ɑ": "a", "ɡ": "g", "v": "u"})  # ü is typed v; both fold to u
_LAST_COMMON = 0xD7  # lead byte of the last row of GB 2312 level 1, the 3,755 common characters


def polluted(text: str, host_known: bool = False) -> bool:
    """Whether a page's text carries pinyin pollution; ``host_known``: its host is a mirror known to pollute."""
    annotated = "".join(text[start - 1] for start, _ in _annotations(text))
    if host_known:
        return bool(annotated)
    return (
        len(annotated) >= MIN_ANNOTATIONS
        and len(annotated) >= MIN_DENSITY * len(_HANZI.findall(text))
        and 2 * sum(map(_common, simplify(annotated))) >= len(annotated)
    )


def strip(text: str) -> str:
    """The text without its pinyin pollution; whether there is any is for ``polluted`` to say of the whole page."""
    return _RUN.sub(lambda run: run[0][_annotation_length(text[run.start() - 1], run[0]) :], text)


def strip_with_offsets(text: str) -> tuple[str, tuple[int, ...]]:
    """The text without its pinyin pollution, and for each of its characters, and for its end, the place in ``text``."""
    kept = list(_kept(text))
    offsets = [place for start, end in kept for place in range(start, end)]
    return "".join(text[start:end] for start, end in kept), (*offsets, len(text))


def _kept(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for cut_from, cut_to in _annotations(text):
        yield start, cut_from
        start = cut_to
    yield start, len(text)


def _annotations(text: str) -> Iterator[tuple[int, int]]:
    """The span of every annotation: the groups behind one character that are readings of it."""
    for run in _RUN.finditer(text) if any(begun.search(text) for begun in _BEGUN) else ():
        length = _annotation_length(text[run.start() - 1], run[0])
        if length:
            yield run.start(), run.start() + length


@lru_cache(maxsize=8192)
def _annotation_length(character: str, groups: str) -> int:
    end = 0
    for group in _GROUP.finditer(groups):
        if not _reads(character, _toneless(group[1])):
            break
        end = group.end()
    return end


def _reads(character: str, syllable: str) -> bool:
    """Whether the syllable is a reading of the character; of a rare one, whether it is a syllable at all."""
    syllables, readings = _table()
    known = readings.get(character)
    return syllable in known if known else len(syllable) > 1 and syllable in syllables


def _toneless(group: str) -> str:
    letters = unicodedata.normalize("NFD", group.lower())
    return "".join(letter for letter in letters if not unicodedata.combining(letter)).translate(_LOOKALIKES)


@cache
def _table() -> tuple[frozenset[str], dict[str, frozenset[str]]]:
    """All syllables, and the readings of each character of U+4E00..9FFF."""
    readings: dict[str, set[str]] = {}
    lines = files("govcrawl.chinese").joinpath("readings.tsv").read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if not line.startswith("#")]
    for syllable, characters in rows:
        for character in characters:
            readings.setdefault(character, set()).add(syllable)
    return frozenset(row[0] for row in rows), {char: frozenset(read) for char, read in readings.items()}


@cache
def _common(simplified: str) -> bool:
    return 0xB0 <= simplified.encode("gb2312", "replace")[0] <= _LAST_COMMON

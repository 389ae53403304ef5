"""How mirrors spoil what they copy: simplified to traditional, and pinyin behind the characters, in two manners."""

import unicodedata
from functools import cache
from importlib.resources import files
from random import Random

import opencc

DRAWS = 0.55  # annotated characters drawn for each hanzi of a paragraph, with replacement
FIXED = "區現設內當復統續發鎮學習領導務關經創優數細網應結態戰質業準執養構礎協風據鄉議"


def traditional(text: str) -> str:
    """The text as a mirror converts it: OpenCC ``s2t``, one way."""
    return str(_converter().convert(text))


def spoil_by_draws(paragraph: str, random: Random) -> str:
    """Toneless pinyin behind random characters: one drawn k times carries k copies at each of its places."""
    hanzi = [char for char in paragraph if char in _readings()]
    for char in random.choices(hanzi, k=int(DRAWS * len(set(hanzi)))):
        paragraph = paragraph.replace(char, f"{char}({_toneless(_readings()[char])})")
    return paragraph


def spoil_by_dictionary(text: str) -> str:
    """Pinyin with tone marks, once behind every occurrence of the characters of a fixed list."""
    return "".join(f"{char}({_readings()[char]})" if char in FIXED and char in _readings() else char for char in text)


def _toneless(reading: str) -> str:
    letters = unicodedata.normalize("NFD", reading)
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


@cache
def _readings() -> dict[str, str]:
    """One reading, with tone mark, of each character that is read only one way and common in the stock."""
    text = files("govcrawl.demo").joinpath("stock", "_readings.txt").read_text(encoding="utf-8")
    return dict(line.split() for line in text.splitlines())


@cache
def _converter() -> opencc.OpenCC:
    return opencc.OpenCC("s2t")

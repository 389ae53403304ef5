"""Which topics of community governance an article speaks of: the dictionary ``topics.tsv``."""

import re
from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any

from govcrawl.normalize.tables import rows


def topics(simplified: str) -> tuple[str, ...]:
    """The topics of a text in simplified characters, in the order of the dictionary."""
    pattern, topics_of, order = _dictionary()
    found = {topic for wording in set(pattern.findall(simplified)) for topic in topics_of[wording]}
    return tuple(sorted(found, key=order.__getitem__))


@cache
def _dictionary() -> tuple[re.Pattern[str], dict[str, frozenset[str]], dict[str, int]]:
    """A pattern of all wordings, the topics that each speaks of, and the place of each topic in the dictionary.

    A wording speaks of the topics of all wordings inside it, as the pattern finds only the longest.
    """
    table = rows("topics.tsv")
    stated = [(wording, topic) for topic, *others in table for wording in (topic, *others)]
    topics_of = {wording: frozenset(topic for inner, topic in stated if inner in wording) for wording in dict(stated)}
    return re.compile(_begun(topics_of) + _pattern(_trie(topics_of))), topics_of, _places(table)


def _places(table: Sequence[Sequence[str]]) -> dict[str, int]:
    return {row[0]: place for place, row in enumerate(table)}


def _begun(wordings: Iterable[str]) -> str:
    """A look ahead at two characters that can begin a wording: most places of a text are ruled out by it."""
    first, second = ("".join(sorted({re.escape(wording[place]) for wording in wordings})) for place in (0, 1))
    return f"(?=[{first}][{second}])"


def _trie(wordings: Iterable[str]) -> dict[str, Any]:
    root: dict[str, Any] = {}
    for wording in wordings:
        node = root
        for character in wording:
            node = node.setdefault(character, {})
        node[""] = {}
    return root


def _pattern(node: dict[str, Any]) -> str:
    """A regular expression for the trie that prefers the longest: each character of a text is looked at about once."""
    fullest_first = sorted(node.items(), key=lambda branch: -len(str(branch)))
    branches = [re.escape(character) + _pattern(below) for character, below in fullest_first if character]
    if not branches:
        return ""
    union = branches[0] if len(branches) == 1 and "" not in node else f"(?:{'|'.join(branches)})"
    return f"{union}?" if "" in node else union

"""The word lists of this room, ``kind: word word …`` a line, in text files for contributors to grow."""

from functools import cache
from importlib.resources import files


@cache
def read_words(name: str) -> dict[str, tuple[str, ...]]:
    """The words of ``<name>.txt`` by their kind, in the order of the file."""
    text = (files("govcrawl.extract") / f"{name}.txt").read_text(encoding="utf-8")
    words: dict[str, list[str]] = {}
    for line in text.splitlines():
        if line and not line.startswith("#"):
            kind, _, listed = line.partition(": ")
            words.setdefault(kind, []).extend(listed.split())
    return {kind: tuple(listed) for kind, listed in words.items()}

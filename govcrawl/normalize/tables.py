"""The data files of this room, which grow without code: tab-separated, ``#`` begins a comment line."""

import hashlib
from functools import cache
from importlib.resources import files

TABLES = ("boilerplate.txt", "sources.tsv", "topics.tsv")


@cache
def rows(name: str) -> tuple[tuple[str, ...], ...]:
    """The rows of a table; empty cells at the end of a row are left out."""
    lines = _text(name).splitlines()
    return tuple(tuple(line.rstrip().split("\t")) for line in lines if line.strip() and not line.startswith("#"))


@cache
def tables_digest() -> str:
    """Eight hex digits that change whenever a table does."""
    return hashlib.sha256("".join(map(_text, TABLES)).encode()).hexdigest()[:8]


def _text(name: str) -> str:
    return files("govcrawl.normalize").joinpath(name).read_text(encoding="utf-8")

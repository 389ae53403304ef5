"""Articles as MongoDB keeps them: sanitised so that MongoDB takes them, whatever a page printed."""

import re
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import datetime
from typing import Any

import bson

from govcrawl.errors import Unstorable
from govcrawl.items import Article
from govcrawl.store.grams import signature

Document = dict[str, Any]

LARGEST_INT = 2**63 - 1
LARGEST = 15 * 2**20  # bytes; MongoDB's limit of 16 MB counts what an update says around it too
NOT_KEPT = {"id", "marks", "removed"}
AS_IT_IS = {type(None), bool, float, bytes}

_NAMES: dict[type, tuple[str, ...]] = {}
UNENCODABLE = re.compile("[\ud800-\udfff]")


def document(article: Article) -> Document:
    """The fields of an article that its page decides, by the names of ``docs/design.md``, and ``grams``, by which it is
    found; raises Unstorable.
    """
    made = {name: plain(getattr(article, name)) for name in names_of(Article) if name not in NOT_KEPT}
    made |= {"urls": list(dict.fromkeys([made["url"], *made["urls"]])), "grams": grams(article, made)}
    made = {"_id": article.id, **made}
    if (size := len(bson.encode(made))) > LARGEST:
        raise Unstorable(article.id, "too_large", f"{size:,} bytes")
    return made


def grams(article: Article, made: Document) -> bytes:
    """The signature of title and body as they are stored."""
    if article.marks is not None and article.marks.are_of(made["title"], made["body"]):
        return article.marks.grams
    return signature(made["title"], made["body"])


def plain(value: Any) -> Any:
    """A value as MongoDB takes it: no lone surrogates, no NUL, no integer of more than 64 bits, milliseconds."""
    kind = type(value)
    if kind is str:
        return text(value)
    if kind in AS_IT_IS:
        return value
    if kind is tuple or kind is list:
        return [plain(held) for held in value]
    if names := names_of(kind):
        return {name: plain(getattr(value, name)) for name in names}
    return _rare(value)


def _rare(value: Any) -> Any:
    if isinstance(value, str):
        return text(value)
    if isinstance(value, datetime):
        if value.tzinfo is None:
            raise ValueError(f"naive datetime {value}")
        return value.replace(microsecond=value.microsecond // 1000 * 1000)
    if isinstance(value, int):
        return value if -LARGEST_INT <= value <= LARGEST_INT else None
    if isinstance(value, Mapping):
        return {text(str(key)): plain(held) for key, held in value.items()}
    return [plain(held) for held in value] if isinstance(value, tuple | list) else value


def names_of(kind: type) -> tuple[str, ...]:
    """The names of the fields of a dataclass; none of another type."""
    names = _NAMES.get(kind)
    if names is None:
        names = _NAMES[kind] = tuple(each.name for each in fields(kind)) if is_dataclass(kind) else ()
    return names


def text(value: str) -> str:
    """A string without NUL, each lone surrogate replaced by U+FFFD."""
    if "\0" in value:
        value = value.replace("\0", "")
    try:
        value.encode()
    except UnicodeEncodeError:
        return UNENCODABLE.sub("\N{REPLACEMENT CHARACTER}", value)
    return value

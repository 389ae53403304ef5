"""Articles as MongoDB keeps them: sanitised so that MongoDB takes them, whatever a page printed."""

import re
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import datetime
from typing import Any

from govcrawl.errors import Unstorable
from govcrawl.items import Article
from govcrawl.store.grams import signature

Document = dict[str, Any]

LARGEST_INT = 2**63 - 1
LARGEST = 15 * 2**20  # bytes of text; MongoDB's limit of 16 MB counts names, numbers and lengths too
NOT_KEPT = {"id", "marks", "removed"}
UNENCODABLE = re.compile("[\ud800-\udfff]")


def document(article: Article) -> Document:
    """The fields of an article that its page decides, by the names of ``docs/design.md``, and ``grams``, by which it is
    found; raises Unstorable.
    """
    made = {each.name: plain(getattr(article, each.name)) for each in fields(article) if each.name not in NOT_KEPT}
    made |= {"urls": list(dict.fromkeys([made["url"], *made["urls"]])), "grams": grams(article, made)}
    made = {"_id": article.id, **made}
    if (size := weight(made)) > LARGEST:
        raise Unstorable(article.id, "too_large", f"{size:,} bytes of text")
    return made


def grams(article: Article, made: Document) -> bytes:
    """The signature of title and body as they are stored."""
    if article.marks is not None and article.marks.are_of(made["title"], made["body"]):
        return article.marks.grams
    return signature(made["title"], made["body"])


def plain(value: Any) -> Any:
    """A value as MongoDB takes it: no lone surrogates, no NUL, no integer of more than 64 bits, milliseconds."""
    if isinstance(value, str):
        return text(value)
    if isinstance(value, datetime):
        if value.tzinfo is None:
            raise ValueError(f"naive datetime {value}")
        return value.replace(microsecond=value.microsecond // 1000 * 1000)
    if isinstance(value, int) and not -LARGEST_INT <= value <= LARGEST_INT:
        return None
    if is_dataclass(value):
        return {each.name: plain(getattr(value, each.name)) for each in fields(value)}
    if isinstance(value, Mapping):
        return {text(str(key)): plain(held) for key, held in value.items()}
    return [plain(held) for held in value] if isinstance(value, tuple | list) else value


def text(value: str) -> str:
    """A string without NUL, each lone surrogate replaced by U+FFFD."""
    return UNENCODABLE.sub("\N{REPLACEMENT CHARACTER}", value.replace("\0", ""))


def weight(value: Any) -> int:
    """The bytes of all text in a value."""
    if isinstance(value, str):
        return len(value.encode())
    if isinstance(value, Mapping):
        return sum(weight(key) + weight(held) for key, held in value.items())
    return sum(weight(held) for held in value) if isinstance(value, list) else 8

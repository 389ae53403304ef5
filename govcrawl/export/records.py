"""Records: stored documents and articles as an analyst reads them, and the line that each becomes."""

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import orjson

from govcrawl.export.fields import FIELDS
from govcrawl.items import Article

CHINA = timezone(timedelta(hours=8))
NAMES = tuple(field.name for field in FIELDS)
# Legal inside JSON strings, but line ends to str.splitlines and some readers.
LINE_ENDS = ((b"\xc2\x85", rb"\u0085"), (b"\xe2\x80\xa8", rb"\u2028"), (b"\xe2\x80\xa9", rb"\u2029"))


def record(document: Mapping[str, Any], *, names: tuple[str, ...] = NAMES) -> dict[str, Any]:
    """The named fields of a stored document in their order: times in China time, null where it has none."""
    return {name: _value(document.get(name)) for name in names}


def article_record(article: Article) -> dict[str, Any]:
    """The record of an article that may not be stored yet: what only the store knows is null."""
    return record({"_id": article.id, **_plain(article)})


def line(values: Mapping[str, Any]) -> bytes:
    """One line of JSON Lines: UTF-8, ended by a line feed, and no other line end of Unicode in it."""
    text = orjson.dumps(values, option=orjson.OPT_APPEND_NEWLINE)
    for sign, escaped in LINE_ENDS:
        text = text.replace(sign, escaped)
    return text


def china_time(moment: datetime) -> str:
    """A moment as ISO 8601 with +08:00, to the second."""
    return moment.astimezone(CHINA).isoformat(timespec="seconds")


def _value(value: Any) -> Any:
    if isinstance(value, datetime):
        return china_time(value if value.tzinfo else value.replace(tzinfo=UTC))
    return value


def _plain(value: Any) -> Any:
    if is_dataclass(value):
        return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, Mapping):
        return {key: _plain(held) for key, held in value.items()}
    if isinstance(value, tuple | list):
        return [_plain(held) for held in value]
    return value

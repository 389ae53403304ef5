"""JSON answers of list APIs: the data in them, and their rows as links."""

import json
import re
from collections.abc import Iterable, Mapping
from typing import Any

from govcrawl.errors import Rejected
from govcrawl.items import Link
from govcrawl.platforms.queries import join
from govcrawl.site import ListView

_CALLBACK = re.compile(r"^[\w.$]+\s*\(\s*(?=[{\[])")


def is_data(text: str) -> bool:
    """Whether a response is JSON, or JSON handed to a callback, and no page."""
    return text.lstrip("\ufeff \t\r\n").startswith(("{", "[")) or _CALLBACK.match(text.lstrip()) is not None


def read_data(view: ListView) -> Any:
    """The data of a JSON or JSONP answer; an answer that is neither raises Rejected."""
    text = view.text.lstrip("\ufeff \t\r\n")
    callback = _CALLBACK.match(text)
    try:
        data, _ = json.JSONDecoder(strict=False).raw_decode(text, callback.end() if callback else 0)
    except (ValueError, RecursionError) as error:
        raise Rejected("page", view.page.url, "list_error", f"no JSON: {error}") from error
    return data


def at(data: Any, *path: str) -> Any:
    """What lies at a path of keys, ``None`` where there is no such path."""
    for key in path:
        data = data.get(key) if isinstance(data, Mapping) else None
    return data


def rows_at(data: Any, *path: str) -> list[Mapping[str, Any]]:
    """The records in the array at a path of keys, none where there is no such array."""
    found = at(data, *path)
    return [row for row in found if isinstance(row, Mapping)] if isinstance(found, list) else []


def links(
    rows: Iterable[Mapping[str, Any]],
    *,
    base: str,
    url: tuple[str, ...],
    title: tuple[str, ...],
    published: tuple[str, ...],
    body: tuple[str, ...] = (),
) -> tuple[Link, ...]:
    """One link a record that has an address; each field is the first of its keys that holds anything."""
    return tuple(
        Link(url=absolute, title=first(row, title), published=first(row, published), body=first(row, body))
        for row in rows
        if (address := first(row, url)) and (absolute := join(base, address))
    )


def first(row: Mapping[str, Any], keys: tuple[str, ...]) -> str | None:
    """The first value under ``keys`` that holds anything, as printed."""
    values = (row.get(key) for key in keys)
    return next((text for value in values if (text := printed(value))), None)


def printed(value: object) -> str | None:
    """A JSON value as a string, ``None`` for what is empty, null, zero or no scalar."""
    return str(value).strip() or None if isinstance(value, str | float | int) and value and value is not True else None


def whole(value: object) -> int | None:
    """A JSON value as a whole number, written as number or string."""
    text = str(value).strip()
    return int(text) if re.fullmatch(r"[0-9]{1,15}", text) else None

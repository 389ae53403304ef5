"""Labelled pages: the raw bytes of a page, how they were got, and what a person reads in them.

A folder holds ``{id}.html``, ``{id}.json`` (the label) and, where it is known, ``{id}.meta.json`` (``url``, ``status``,
``headers``). ``pages`` in a label names the files of an article's parts in order. The form of a fixture directory,
``page.html``, ``expected.json``, ``meta.json``, is read as well, at any depth: there the date is ``published_at``, and
a label with ``links`` is that of a list, which is no article, and a draft (``unsigned``) is no label.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from govcrawl.errors import UsageError
from govcrawl.items import Link, Page

FIXTURE, FIXTURE_META = "expected.json", "meta.json"
VALUES = ("title", "published", "source", "author", "views")
META = ".meta.json"
CUT = {"year": 4, "month": 7, "day": 10, "minute": 16, "second": 19}  # characters of an ISO time that a precision takes


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """What a person reads in a page; a field that the label does not speak of is not judged.

    ``values`` are strings, ``None`` where the page states none; ``published`` is cut to its precision. ``reason`` is
    why a page that is no article must be refused, where the label says so.
    """

    article: bool = True
    values: Mapping[str, str | None]
    body: tuple[str, ...] | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Labelled:
    """An article's pages, in order, and their label."""

    id: str
    pages: tuple[Page, ...]
    label: Label


def read_folder(folder: Path) -> Iterator[Labelled]:
    """The labelled pages of a folder in the order of their ids; raises UsageError for a label that cannot be read."""
    for file in sorted(folder.rglob("*.json")):
        if file.name == FIXTURE and (file.parent / "page.html").exists() and "unsigned" not in _read_json(file):
            yield _labelled(file, str(file.parent.relative_to(folder)), ["page.html"], FIXTURE_META)
        elif not file.name.endswith(META) and file.with_suffix(".html").exists():
            yield _labelled(file, str(file.relative_to(folder).with_suffix("")), [f"{file.stem}.html"], META)


def read_label(said: Mapping[str, Any]) -> Label:
    """The label that a JSON object states."""
    said = {"published": said["published_at"], **said} if "published_at" in said else said
    values = {name: _text(said[name]) for name in VALUES if name in said}
    if values.get("published"):
        values["published"] = _moment(str(values["published"]), said.get("published_precision"))
    return Label(
        article=said.get("article", "links" not in said),
        values=values,
        body=tuple(said["body"]) if "body" in said else None,
        reason=said.get("reason"),
    )


def _labelled(file: Path, name: str, files: list[str], meta: str) -> Labelled:
    said = _read_json(file)
    pages = tuple(_page(file.parent / page, meta) for page in said.get("pages") or files)
    return Labelled(id=name, pages=pages, label=read_label(said))


def _page(file: Path, meta: str) -> Page:
    """The page of a file; without a word on how it was got, the answer 200 of an address of its own."""
    beside = file.with_name(meta if meta == FIXTURE_META else f"{file.stem}{meta}")
    got = _read_json(beside) if beside.exists() else {}
    link = got.get("link")
    return Page(
        url=got.get("url") or file.absolute().as_uri(),
        body=_read(file),
        status=got.get("status", 200),
        headers={name.lower(): value for name, value in got.get("headers", {}).items()},
        link=Link(url=got.get("url", ""), title=link.get("title"), published=link.get("published")) if link else None,
    )


def _read_json(file: Path) -> dict[str, Any]:
    try:
        said = json.loads(_read(file))
    except ValueError as error:
        raise UsageError(f"{file}: no JSON: {error}") from error
    if not isinstance(said, dict):
        raise UsageError(f"{file}: a JSON object is wanted")
    return said


def _read(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise UsageError(f"{file}: {error.strerror}") from error


def _text(value: object) -> str | None:
    return None if value is None or value == "" else str(value)


def _moment(printed: str, precision: str | None) -> str:
    """A labelled time, cut to what the page states of it: ``2022-03``, ``2022-03-10``, ``2022-03-10T09:12``."""
    return printed[: CUT[precision or "second"]]

"""Labelled pages: the raw bytes of a page, how they were got, and what a person reads in them.

A folder holds ``{id}.html``, ``{id}.json`` (the label) and, where it is known, ``{id}.meta.json`` (``url``, ``status``,
``headers``). ``pages`` in a label names the files of an article's parts in order. The form of a fixture directory,
``page.html``, ``expected.json``, ``meta.json``, is read as well, at any depth: there the date is ``published_at``, and
a label with ``links`` is that of a list, which is no article, and a draft (``unsigned``) is no label. The further parts
of an article are in directories beside it, ``<slug>_2`` and so on.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import count, takewhile
from pathlib import Path
from typing import Any

from govcrawl.errors import UsageError
from govcrawl.items import Link, Page

PAGE, FIXTURE, FIXTURE_META = "page.html", "expected.json", "meta.json"
VALUES = ("title", "published", "source", "author", "views")
META = ".meta.json"
NO_LABEL = frozenset({"unsigned", "part"})  # keys of a draft, and of what belongs to the fixture before it
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
        if file.name == FIXTURE and (file.parent / PAGE).exists():
            said = _read_json(file)
            if not said.keys() & NO_LABEL:
                yield _labelled(str(file.parent.relative_to(folder)), said, _fixture_pages(file.parent))
        elif not file.name.endswith(META) and file.with_suffix(".html").exists():
            said = _read_json(file)
            pages = [file.parent / name for name in said.get("pages") or [f"{file.stem}.html"]]
            pairs = [(page, page.with_name(f"{page.stem}{META}")) for page in pages]
            yield _labelled(str(file.relative_to(folder).with_suffix("")), said, pairs)


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


def _fixture_pages(place: Path) -> list[tuple[Path, Path]]:
    """The page of a fixture directory with its meta.json, and those of its further parts in ``<slug>_2`` …"""
    further = (place.with_name(f"{place.name}_{number}") for number in count(2))
    parts = takewhile(_is_part, further)
    return [(part / PAGE, part / FIXTURE_META) for part in (place, *parts)]


def _is_part(place: Path) -> bool:
    return (place / PAGE).exists() and (not (place / FIXTURE).exists() or "part" in _read_json(place / FIXTURE))


def _labelled(name: str, said: Mapping[str, Any], pages: Iterable[tuple[Path, Path]]) -> Labelled:
    return Labelled(id=name, pages=tuple(_page(page, meta) for page, meta in pages), label=read_label(said))


def _page(file: Path, meta: Path) -> Page:
    """The page of a file; without a word on how it was got, the answer 200 of an address of its own."""
    got = _read_json(meta) if meta.exists() else {}
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

"""What an export says of itself, in ``FILE.manifest.json`` beside it."""

import hashlib
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from io import RawIOBase
from pathlib import Path
from typing import Any, BinaryIO

import orjson

from govcrawl import __version__
from govcrawl.errors import GovcrawlError, UsageError
from govcrawl.export.fields import SCHEMA_VERSION
from govcrawl.export.records import CHINA, china_time
from govcrawl.export.selection import Selection
from govcrawl.export.shape import Shape

SUFFIX = ".manifest.json"
CHUNK = 2**20  # bytes read at once
UNDATED = "undated"


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """How many URLs of a site that its lists date into a month are not stored: in which state, for which reason."""

    site: str
    month: str
    state: str
    reason: str | None
    urls: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Shortfall:
    """A column whose site states more articles than are stored of it."""

    site: str
    column: str | None
    stated: int
    stored: int


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """The state of the corpus that an export is taken at; ``cursor`` is where the next delta begins."""

    taken_at: datetime
    cursor: str
    gaps: tuple[Gap, ...] = ()
    shortfalls: tuple[Shortfall, ...] = ()


@dataclass(slots=True)
class Tally:
    """Counts over the articles of an export, grown while it is written."""

    articles: int = 0
    tombstones: int = 0
    sites: Counter[str] = field(default_factory=Counter)
    months: Counter[str] = field(default_factory=Counter)
    genres: Counter[str] = field(default_factory=Counter)
    roles: Counter[str] = field(default_factory=Counter)

    def add(self, document: Mapping[str, Any]) -> None:
        published = document.get("published_at")
        self.articles += 1
        self.sites[document["site"]] += 1
        self.months[published.astimezone(CHINA).strftime("%Y-%m") if published else UNDATED] += 1
        self.genres[document["genre"]] += 1
        self.roles[(document.get("story") or {}).get("role", "none")] += 1

    def __str__(self) -> str:
        return f"{self.articles:,} articles" + (f", {self.tombstones:,} tombstones" if self.tombstones else "")

    def counts(self) -> dict[str, dict[str, int]]:
        groups = {"site": self.sites, "month": self.months, "genre": self.genres, "story": self.roles}
        return {name: dict(sorted(counter.items())) for name, counter in groups.items()}


class Measured(RawIOBase):
    """A file that counts and hashes what is written to it."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._hash = hashlib.sha256()
        self.size = 0

    def writable(self) -> bool:
        return True

    def write(self, data: Any, /) -> int:
        self._hash.update(data)
        self.size += len(data)
        self._file.write(data)
        return len(data)

    @property
    def sha256(self) -> str:
        return self._hash.hexdigest()


def manifest(
    name: str, file: Measured, tally: Tally, *, shape: Shape, selection: Selection, state: State, since: datetime | None
) -> bytes:
    """The manifest of a written file, as indented JSON; ``since`` is where a delta began."""
    values = {
        "file": name,
        "sha256": file.sha256,
        "bytes": file.size,
        "articles": tally.articles,
        "tombstones": tally.tombstones,
        "format": shape.format,
        "compression": shape.compression,
        "fields": shape.names,
        "masked": shape.masked,
        "schema_version": SCHEMA_VERSION,
        "govcrawl": __version__,
        "filters": selection.describe(),
        "changed_since": since and china_time(since),
        "taken_at": china_time(state.taken_at),
        "cursor": state.cursor if selection.is_present_whole else None,
        "counts": tally.counts(),
        "known_gaps": {"urls": state.gaps, "columns": state.shortfalls},
    }
    return orjson.dumps(values, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)


def verify(path: Path) -> Mapping[str, Any]:
    """The manifest of an export whose file is what its manifest says; raises GovcrawlError where it is not."""
    beside = path.with_name(path.name + SUFFIX)
    try:
        said = orjson.loads(beside.read_bytes())
    except FileNotFoundError as error:
        raise UsageError(f"{path}: no manifest {beside.name} beside it") from error
    except orjson.JSONDecodeError as error:
        raise GovcrawlError(f"{beside}: is not JSON ({error})") from error
    with path.open("rb") as file:
        held = hashlib.file_digest(file, "sha256").hexdigest()
    size = path.stat().st_size
    if not isinstance(said, dict) or not {"sha256", "bytes"} <= said.keys():
        raise GovcrawlError(f"{beside}: is not the manifest of an export")
    if size != said["bytes"]:
        raise GovcrawlError(f"{path}: holds {size} bytes, its manifest says {said['bytes']}")
    if held != said["sha256"]:
        raise GovcrawlError(f"{path}: is not the file that its manifest describes (SHA-256 {held})")
    return said

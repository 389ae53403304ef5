"""How an export is written: format, compression, fields; and the writer for it."""

import gzip
import sys
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any, BinaryIO, Literal, Protocol, get_args

from govcrawl.errors import UsageError
from govcrawl.export.records import NAMES, line
from govcrawl.export.sheet import SheetWriter

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

Format = Literal["jsonl", "csv", "parquet"]
Compression = Literal["gz", "zst"]
FORMATS: tuple[Format, ...] = get_args(Format)
# Left out unless asked for: the candidates are long, and the last meeting changes with every crawl.
SELDOM = frozenset({"claims", "last_seen_at"})
USUAL = tuple(name for name in NAMES if name not in SELDOM)


class Writer(Protocol):
    """Writes records to a file that it leaves open."""

    def write(self, values: Mapping[str, Any], /) -> None: ...
    def close(self) -> None: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """Format, compression, fields in their order, and whether personal data is masked."""

    format: Format = "jsonl"
    compression: Compression | None = None
    names: tuple[str, ...] = USUAL
    masked: bool = False

    @contextmanager
    def writer(self, file: BinaryIO) -> Iterator[Writer]:
        """A writer of this shape into a binary file; complete when the block ends."""
        with _compressed(file, self.compression) as inner, closing(self._writer(inner)) as writer:
            yield writer

    def _writer(self, file: BinaryIO) -> Writer:
        match self.format:
            case "jsonl":
                return LinesWriter(file)
            case "csv":
                return SheetWriter(file, self.names)
            case "parquet":
                from govcrawl.export.columnar import ParquetWriter

                return ParquetWriter(file, self.names)


class LinesWriter:
    """Writes records as JSON Lines."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file

    def write(self, values: Mapping[str, Any]) -> None:
        self._file.write(line(values))

    def close(self) -> None:
        """Nothing is held back."""


def shape_of(name: str, *, given: Format | None, names: tuple[str, ...] = USUAL, masked: bool = False) -> Shape:
    """The shape that a file name asks for by its suffixes (``.csv.gz``); a ``given`` format outweighs the name."""
    suffixes = [suffix[1:].lower() for suffix in PurePath(name).suffixes]
    compression = next((kind for kind in get_args(Compression) if suffixes[-1:] == [kind]), None)
    kind = suffixes[-2:-1] if compression else suffixes[-1:]
    named = next((known for known in FORMATS if kind == [known]), FORMATS[0])
    chosen = named if given is None else given
    if chosen == "parquet" and compression:
        raise UsageError(f"Parquet is compressed inside: leave .{compression} out of the file's name")
    return Shape(format=chosen, compression=compression, names=names, masked=masked)


@contextmanager
def _compressed(file: BinaryIO, compression: Compression | None) -> Iterator[BinaryIO]:
    match compression:
        case None:
            yield file
        case "gz":
            with gzip.GzipFile(filename="", mode="wb", fileobj=file, mtime=0, compresslevel=6) as packed:
                yield packed  # type: ignore[misc]
        case "zst":
            with zstd.ZstdFile(file, "wb") as packed:
                yield packed  # type: ignore[misc]

"""The records of any WARC file, one after the other: compressed or plain, whole or damaged, ours or anybody's."""

import re
import zlib
from collections.abc import Callable, Generator, Mapping
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from warcio.statusandheaders import StatusAndHeadersParser

from govcrawl.errors import Unreadable

GZIP = b"\x1f\x8b\x08"
CHUNK = 2**16  # bytes read at a time
MOST = 12 * 2**20  # bytes of a record that are kept: a page as large as is fetched, and its headers
MEMBER = 31  # window bits: gzip only
BLANK = re.compile(rb"\r?\n\r?\n")
BEGINNING = {True: re.compile(re.escape(GZIP)), False: re.compile(rb"(?<=\n)WARC/1\.")}


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """One record: where it begins, its header fields by lower-case name, and its block; ``cut`` where that is large."""

    offset: int
    headers: Mapping[str, str]
    block: bytes
    cut: bool

    @property
    def kind(self) -> str:
        return self.headers.get("warc-type", "")


class Damaged(Exception):
    """Bytes that are no whole record; ``at`` is where they begin, ``torn`` says that the file ends within them."""

    def __init__(self, at: int, *, torn: bool) -> None:
        super().__init__(at, torn)
        self.at = at
        self.torn = torn

    def __str__(self) -> str:
        return f"the record at byte {self.at} is {'torn' if self.torn else 'damaged'}"


class NotWarc(Exception):
    """A file that holds something else than records."""


Read = Callable[[BinaryIO, int], Record | None]


def records(path: Path, *, start: int = 0) -> Generator[Record | Damaged, None, None]:
    """The records of a file from a byte on at which one begins; damaged ones are told of and passed over.

    Raises Unreadable where the file cannot be read or is no WARC file.
    """
    try:
        with path.open("rb") as file:
            file.seek(start)
            compressed = file.read(len(GZIP)) == GZIP
            file.seek(start)
            yield from _records(file, compressed=compressed)
    except OSError as error:
        raise Unreadable(f"{path}: {error.strerror or error}") from error
    except NotWarc as error:
        raise Unreadable(f"{path}: {error}") from error


def _records(file: BinaryIO, *, compressed: bool) -> Generator[Record | Damaged, None, None]:
    read = _member if compressed else _plain
    while True:
        offset = file.tell()
        try:
            record = read(file, offset)
        except Damaged as damage:
            yield damage
            if not _seek_next(file, offset + 1, read, BEGINNING[compressed]):
                return
        else:
            if record is None:
                return
            yield record


def _member(file: BinaryIO, offset: int) -> Record | None:
    """The record that a gzip member holds; the file stands at the next one then."""
    stream = zlib.decompressobj(MEMBER)
    kept = bytearray()
    size = 0
    while not stream.eof:
        chunk = file.read(CHUNK)
        if not chunk:
            if size == 0 and file.tell() == offset:
                return None
            raise Damaged(offset, torn=True)
        try:
            data = stream.decompress(chunk)
        except zlib.error as error:
            raise Damaged(offset, torn=False) from error
        size += len(data)
        kept += data[: MOST - len(kept)]
    file.seek(file.tell() - len(stream.unused_data))
    headers, begin = _head(bytes(kept), offset)
    end = begin + _length(headers, offset)
    if size < end:
        raise Damaged(offset, torn=False)
    if kept[end:].lstrip().startswith(b"WARC/"):
        raise NotWarc("a gzip member holds several records: mend it with `warcio recompress`")
    return Record(offset=offset, headers=headers, block=bytes(kept[begin:end]), cut=end > len(kept))


def _plain(file: BinaryIO, offset: int) -> Record | None:
    """The record that begins here, uncompressed; the file stands at the next one then."""
    first = file.read(CHUNK)
    blank = len(first) - len(first.lstrip(b"\r\n"))
    if blank == len(first):
        return None
    headers, begin = _head(first[blank:], offset)
    begin += offset + blank
    length = _length(headers, offset)
    file.seek(begin)
    block = file.read(min(length, MOST))
    if file.seek(0, 2) < begin + length:
        file.seek(begin)
        raise Damaged(offset, torn=True)
    file.seek(begin + length)
    return Record(offset=offset + blank, headers=headers, block=block, cut=length > MOST)


def _head(data: bytes, offset: int) -> tuple[dict[str, str], int]:
    """The header fields of a record by lower-case name, and where its block begins."""
    if not data.startswith(b"WARC/"):
        if offset == 0:
            raise NotWarc("is no WARC file")
        raise Damaged(offset, torn=False)
    blank = BLANK.search(data)
    if blank is None:
        raise Damaged(offset, torn=len(data) < CHUNK)
    said = StatusAndHeadersParser([], verify=False).parse(BytesIO(data[: blank.end()]))
    return {name.lower(): value for name, value in said.headers}, blank.end()


def _length(headers: Mapping[str, str], offset: int) -> int:
    stated = headers.get("content-length", "")
    if not stated.isdecimal():
        raise Damaged(offset, torn=False)
    return int(stated)


def _seek_next(file: BinaryIO, start: int, read: Read, beginning: re.Pattern[bytes]) -> bool:
    """Whether a whole record begins after some damage; the file stands at it then."""
    file.seek(start)
    before = b""
    while chunk := file.read(CHUNK):
        place = file.tell()
        window = before + chunk
        for found in beginning.finditer(window):
            at = place - len(window) + found.start()
            file.seek(at)
            try:
                if read(file, at) is not None:
                    file.seek(at)
                    return True
            except (Damaged, NotWarc):
                continue
        file.seek(place)
        before = chunk[-len(b"\nWARC/1.") :]
    return False

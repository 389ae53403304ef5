"""Pages out of the archive: the one a reference names, or all of a file."""

import zlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

from warcio.bufferedreaders import ChunkedDataException, ChunkedDataReader

from govcrawl.archive.capture import known_besides
from govcrawl.archive.records import BLANK, Damaged, Record, records
from govcrawl.errors import Unreadable
from govcrawl.items import Page, PageRef

GZIP_OR_ZLIB = 32 + zlib.MAX_WBITS
RAW_DEFLATE = -zlib.MAX_WBITS
LARGEST = 10 * 2**20  # bytes of a body, after decompression: as much as a crawl would have taken


@dataclass(frozen=True, slots=True)
class Passed:
    """A record that gives no page, and why, as a stable slug (``revisit``, ``not_http``, ``damaged`` …)."""

    offset: int
    reason: str


class Archive:
    """The pages under a directory; a reference to a file elsewhere, which was ingested, holds its whole path."""

    def __init__(self, directory: Path) -> None:
        self.directory = directory

    def path(self, ref: PageRef) -> Path:
        """The file of a reference; raises Unreadable for one that leads out of the directory by stealth."""
        if ".." in Path(ref.file).parts:
            raise Unreadable(f"{ref.file} is no name of a file of the archive")
        return self.directory / ref.file

    def read(self, ref: PageRef) -> Page:
        """The page of a reference, as it was when it was fetched; raises Unreadable."""
        path = self.path(ref)
        found = records(path, start=ref.offset)
        first = next(found, None)
        if first is None or isinstance(first, Damaged):
            raise Unreadable(f"{path}: {first or f'it ends before byte {ref.offset}'}")
        page = page_of(first)
        if isinstance(page, Passed):
            raise Unreadable(f"{path}: the record at byte {ref.offset} holds no page ({page.reason})")
        other = next(found, None)
        found.close()
        if isinstance(other, Record) and other.kind == "metadata" and is_about(other, first):
            return replace(page, link=known_besides(other.block))
        return page


def pages(path: Path, *, start: int = 0) -> Iterator[tuple[int, Page | Passed]]:
    """What the records of a file give, each with the byte at which it begins; raises Unreadable."""
    for record in records(path, start=start):
        if isinstance(record, Damaged):
            yield record.at, Passed(record.at, "torn" if record.torn else "damaged")
        elif record.kind in ("response", "revisit", "resource", "conversion", "continuation"):
            yield record.offset, page_of(record)


def page_of(record: Record) -> Page | Passed:
    """The page of a ``response`` record: its body decompressed and dechunked, without a list row."""
    url = record.headers.get("warc-target-uri", "").strip("<>")
    if record.kind != "response" or not record.block.startswith(b"HTTP/"):
        return Passed(record.offset, record.kind if record.kind != "response" else "not_http")
    if not url.lower().startswith(("http://", "https://")):
        return Passed(record.offset, "not_http")
    if record.cut:
        return Passed(record.offset, "too_large")
    if record.headers.get("warc-truncated"):
        return Passed(record.offset, "truncated")
    try:
        status, headers, body = _http(record.block)
        body = _decoded(_dechunked(body, headers), headers)
    except _Unfit as error:
        return Passed(record.offset, str(error))
    said = {name: value for name, value in headers.items() if name not in ("content-encoding", "transfer-encoding")}
    return Page(url=url, body=body, status=status, headers=said, fetched_at=_moment(record.headers.get("warc-date")))


class _Unfit(Exception):
    """A response that cannot be read; its one argument is the slug of why."""


def _http(block: bytes) -> tuple[int, dict[str, str], bytes]:
    """Status, header fields and body of a response; several fields of one name are joined by commas."""
    blank = BLANK.search(block)
    head, body = (block[: blank.start()], block[blank.end() :]) if blank else (block, b"")
    first, *lines = head.decode("latin-1").splitlines()
    words = first.split(maxsplit=2)
    if len(words) < 2 or not words[1].isdecimal():
        raise _Unfit("not_http")
    headers: dict[str, str] = {}
    for line in lines:
        name, colon, value = line.partition(":")
        key = name.strip().lower()
        if colon and key:
            headers[key] = f"{headers[key]}, {value.strip()}" if key in headers else value.strip()
    return int(words[1]), headers, body


def _dechunked(body: bytes, headers: dict[str, str]) -> bytes:
    """A body without its transfer coding, where it still has it: many writers undo it and leave the header."""
    if "chunked" not in headers.get("transfer-encoding", "").lower():
        return body
    try:
        return bytes(ChunkedDataReader(BytesIO(body), raise_exceptions=True).read())
    except ChunkedDataException as error:
        if _looks_chunked(body):
            raise _Unfit("truncated") from error
        return body


def _looks_chunked(body: bytes) -> bool:
    size = body.partition(b"\r\n")[0].partition(b";")[0].strip()
    return 0 < len(size) <= 8 and all(sign in b"0123456789abcdefABCDEF" for sign in size)


def _decoded(body: bytes, headers: dict[str, str]) -> bytes:
    """A body without its content codings; one that is not what its header says was decoded by whoever wrote it."""
    for coding in reversed(headers.get("content-encoding", "").lower().split(",")):
        name = coding.strip()
        if name in ("gzip", "x-gzip", "deflate") and body:
            body = _inflated(body, name)
        elif name not in ("", "identity", *("gzip", "x-gzip", "deflate")) and not body.lstrip().startswith(b"<"):
            raise _Unfit("unknown_encoding")
    if len(body) > LARGEST:
        raise _Unfit("too_large")
    return body


def _inflated(body: bytes, coding: str) -> bytes:
    for bits in (GZIP_OR_ZLIB, *((RAW_DEFLATE,) if coding == "deflate" else ())):
        stream = zlib.decompressobj(bits)
        try:
            data = stream.decompress(body, LARGEST + 1)
        except zlib.error:
            continue
        if len(data) > LARGEST:
            raise _Unfit("too_large")
        if not stream.eof:
            raise _Unfit("truncated")
        return data
    if body.startswith(b"\x1f\x8b"):
        raise _Unfit("bad_encoding")
    return body


def is_about(record: Record, response: Record) -> bool:
    """Whether a record says more of a response."""
    return record.headers.get("warc-concurrent-to", "") == response.headers.get("warc-record-id")


def _moment(said: str | None) -> datetime | None:
    """When a record was captured; ``None`` where it does not say so in a way that can be read."""
    try:
        moment = datetime.fromisoformat(said or "")
    except ValueError:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)

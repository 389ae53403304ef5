"""A response and the request for it, as WARC records and back."""

import hashlib
import json
from base64 import b32encode
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from http import HTTPStatus
from io import BytesIO
from urllib.parse import urlsplit
from uuid import uuid4

from warcio.recordloader import ArcWarcRecord
from warcio.statusandheaders import StatusAndHeaders

from govcrawl.items import Link

Headers = tuple[tuple[bytes, bytes], ...]

VERSION = "WARC/1.1"
JSON = "application/json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Capture:
    """A response as it came over the wire, and what asked for it.

    ``body`` is as sent, compressed where ``headers`` say so; only the transfer coding is undone. ``via`` are the
    addresses that redirected here. ``ip`` is ``None`` where a proxy stood between.
    """

    url: str
    status: int
    headers: Headers
    body: bytes
    fetched_at: datetime
    protocol: str = "HTTP/1.1"
    method: str = "GET"
    asked: Headers = ()
    form: bytes = b""
    ip: str | None = None
    link: Link | None = None
    via: tuple[str, ...] = ()


def records(capture: Capture) -> Iterator[ArcWarcRecord]:
    """The response, then what is known of it besides, then the request."""
    response = _identity()
    yield _record(capture, "response", response, _response(capture), payload=capture.body)
    if capture.link is not None or capture.via:
        known = {"link": capture.link and asdict(capture.link), "via": capture.via}
        yield _record(capture, "metadata", _identity(), json.dumps(known).encode(), concurrent_to=response)
    yield _record(capture, "request", _identity(), _request(capture), payload=capture.form, concurrent_to=response)


def warcinfo(filename: str, said: dict[str, str], at: datetime) -> ArcWarcRecord:
    """The record that begins a file: who made it, and how."""
    block = "".join(f"{name}: {value}\r\n" for name, value in said.items()).encode()
    headers = [("WARC-Filename", filename), ("WARC-Date", _date(at))]
    return _made("warcinfo", _identity(), block, headers, "application/warc-fields")


def known_besides(block: bytes) -> Link | None:
    """The list row that a ``metadata`` record of ours states."""
    try:
        link = json.loads(block).get("link")
        return Link(**link) if link else None
    except (ValueError, AttributeError, TypeError):
        return None  # somebody else's metadata


def _record(
    capture: Capture,
    kind: str,
    identity: str,
    block: bytes,
    *,
    payload: bytes | None = None,
    concurrent_to: str | None = None,
) -> ArcWarcRecord:
    headers = [("WARC-Target-URI", capture.url), ("WARC-Date", _date(capture.fetched_at))]
    if concurrent_to is not None:
        headers.append(("WARC-Concurrent-To", concurrent_to))
    if capture.ip is not None and kind != "metadata":
        headers.append(("WARC-IP-Address", capture.ip))
    if payload is not None:
        headers.append(("WARC-Payload-Digest", _digest(payload)))
    content_type = JSON if kind == "metadata" else f"application/http; msgtype={kind}"
    return _made(kind, identity, block, headers, content_type)


def _made(kind: str, identity: str, block: bytes, headers: list[tuple[str, str]], content_type: str) -> ArcWarcRecord:
    """A record whose block is written byte for byte; warcio would percent-encode headers that are not ASCII."""
    named = [("WARC-Type", kind), ("WARC-Record-ID", identity), *headers, ("WARC-Block-Digest", _digest(block))]
    said = StatusAndHeaders("", named, protocol=VERSION)
    return ArcWarcRecord("warc", kind, said, BytesIO(block), None, content_type, len(block))


def _response(capture: Capture) -> bytes:
    try:
        reason = HTTPStatus(capture.status).phrase
    except ValueError:
        reason = ""
    return _http(f"{capture.protocol} {capture.status} {reason}", capture.headers, capture.body)


def _request(capture: Capture) -> bytes:
    address = urlsplit(capture.url)
    target = (address.path or "/") + (f"?{address.query}" if address.query else "")
    named = {name.lower() for name, _ in capture.asked}
    host: Headers = () if b"host" in named else ((b"Host", address.netloc.rpartition("@")[2].encode()),)
    return _http(f"{capture.method} {target} HTTP/1.1", (*host, *capture.asked), capture.form)


def _http(first: str, headers: Headers, body: bytes) -> bytes:
    lines = [first.rstrip().encode("latin-1", "replace"), *(name + b": " + value for name, value in headers)]
    return b"\r\n".join([*lines, b"", body])


def _identity() -> str:
    return f"<urn:uuid:{uuid4()}>"


def _date(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def _digest(data: bytes) -> str:
    return f"sha1:{b32encode(hashlib.sha1(data, usedforsecurity=False).digest()).decode()}"

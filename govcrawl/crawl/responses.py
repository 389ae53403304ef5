"""What Scrapy asks and receives, as the core and the ledger read it."""

from dataclasses import dataclass
from datetime import UTC, datetime
from ipaddress import ip_address
from urllib.parse import urlsplit

from scrapy.http import Headers, Response
from twisted.python.failure import Failure

from govcrawl.archive import Capture
from govcrawl.crawl.outcome import content_hash
from govcrawl.items import Link, Page
from govcrawl.store.ledger import Lease

WIRE = "wire"  # where a request's meta holds what was sent in answer
NOT_ARCHIVED = {b"proxy-authorization", b"authorization", b"cookie"}  # an operator's secrets

Fields = tuple[tuple[bytes, bytes], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """Headers and body of a response as they came over the wire."""

    headers: Fields
    body: bytes


def page_of(response: Response, *, link: Link | None = None) -> Page:
    """What Scrapy received, as the core reads it."""
    raw = {name.decode("latin-1").lower(): b", ".join(values) for name, values in response.headers.items()}
    headers = {name: value.decode("latin-1") for name, value in raw.items()}
    return Page(
        url=response.url,
        body=response.body,
        status=response.status,
        headers=headers,
        fetched_at=datetime.now(UTC),
        link=link,
    )


def capture_of(response: Response, page: Page) -> Capture:
    """What the archive keeps of a response that was read as a page."""
    request = response.request
    assert request is not None
    asked = header_fields(request.headers)
    sent: Sent = request.meta[WIRE]
    through_proxy = request.meta.get("proxy") is not None
    return Capture(
        url=page.url,
        status=response.status,
        headers=sent.headers,
        body=sent.body,
        fetched_at=page.fetched_at or datetime.now(UTC),
        protocol=response.protocol or "HTTP/1.1",
        method=request.method,
        asked=tuple(field for field in asked if field[0].lower() not in NOT_ARCHIVED),
        form=request.body,
        ip=str(response.ip_address) if response.ip_address and not through_proxy else None,
        link=page.link,
        via=tuple(request.meta.get("redirect_urls", ())),
    )


def header_fields(headers: Headers) -> Fields:
    """The fields of a message one by one."""
    return tuple((name, value) for name, values in headers.items() for value in values)


def conditions(lease: Lease) -> dict[str, str]:
    """The headers that ask for a stored page only if it is another by now."""
    asked = {"If-None-Match": lease.etag, "If-Modified-Since": lease.last_modified}
    return {name: value for name, value in asked.items() if value is not None and lease.stored_at is not None}


def is_unchanged(response: Response, lease: Lease) -> bool:
    """Whether a stored page is what it was when it was stored."""
    if lease.stored_at is None:
        return False
    return response.status == 304 or content_hash(response.body) == lease.content_hash


def error_of(failure: Failure) -> BaseException:
    """What a failure that Scrapy hands over is about."""
    assert failure.value is not None
    return failure.value


def host_of(url: str) -> str:
    """The host of a URL in lower case, without port or credentials; empty where it has none."""
    return urlsplit(url).hostname or ""


def is_loopback(url: str) -> bool:
    """Whether a URL names an address of this machine's own, by its number."""
    try:
        return ip_address(host_of(url)).is_loopback
    except ValueError:
        return False

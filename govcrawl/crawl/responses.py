"""What Scrapy asks and receives, as the core and the ledger read it."""

from datetime import UTC, datetime
from ipaddress import ip_address
from urllib.parse import urlsplit

from scrapy.http import Response
from twisted.python.failure import Failure

from govcrawl.crawl.outcome import content_hash
from govcrawl.items import Link, Page
from govcrawl.store.ledger import Lease


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

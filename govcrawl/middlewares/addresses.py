"""The address guard: no request leaves for a host off the site's list, nor for a private address by any spelling.

Two walls. ``AddressGuard`` reads the URL of every request, redirects and robots.txt among them, whatever
``dont_filter`` says. ``GuardResolver`` reads what a name resolved to, at the moment of connecting, so that no DNS
answer leads inside.
"""

import ipaddress
import re
import socket
import struct
from collections.abc import Collection, Sequence
from functools import lru_cache
from typing import Self
from urllib.parse import urlsplit

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.resolver import CachingThreadedResolver
from twisted.internet.base import ReactorBase
from twisted.internet.defer import Deferred
from twisted.internet.error import DNSLookupError

from govcrawl.crawl.failures import RefusedRequest

Address = ipaddress.IPv4Address | ipaddress.IPv6Address

ROBOTS = "robots"  # request.meta: asks for robots.txt, which may be redirected to any public host (RFC 9309, 2.3.1.2)
LONGEST = 2083  # characters of a URL
PORTS = {None, 80, 443}
HOST = re.compile(r"[a-z0-9_](?:[a-z0-9_.-]*[a-z0-9_])?")
# Networks whose last 32 bits are an IPv4 address.
WRAPPERS = (ipaddress.IPv6Network("64:ff9b::/96"), ipaddress.IPv6Network("::/96"))

resolved_inside: dict[str, str] = {}  # names of this process that DNS led to a private address, and which


class AddressGuard:
    """Refuses requests by their URL."""

    def __init__(self, crawler: Crawler, *, private: bool) -> None:
        self.crawler = crawler
        self.private = private

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(crawler, private=crawler.settings.getbool("ALLOW_PRIVATE_ADDRESSES"))

    def process_request(self, request: Request) -> None:
        hosts = None if request.meta.get(ROBOTS) else getattr(self.crawler.spider, "allowed_hosts", ())
        try:
            check(request.url, hosts=hosts, private=self.private)
            check_answer(urlsplit(request.url).hostname or "")
        except RefusedRequest:
            self.crawler.stats.inc_value("address_guard/refused")
            raise


class GuardResolver(CachingThreadedResolver):
    """Answers no name with a private address, unless a setting allows them or the name is that of the proxy.

    Twisted lets no error of ours through, so a refusal reads as a failed lookup; when the request is tried again,
    ``AddressGuard`` says what it was.
    """

    def __init__(self, reactor: ReactorBase, cache_size: int, timeout: float) -> None:
        super().__init__(reactor, cache_size, timeout)
        self.trusted: str | None = None
        self.private = False

    @classmethod
    def from_crawler(cls, crawler: Crawler, reactor: ReactorBase) -> Self:
        resolver = super().from_crawler(crawler, reactor)
        resolver.trusted = urlsplit(crawler.settings["GOVCRAWL_PROXY"] or "").hostname
        resolver.private = crawler.settings.getbool("ALLOW_PRIVATE_ADDRESSES")
        return resolver

    def getHostByName(self, name: str, timeout: Sequence[int] = ()) -> Deferred[str]:  # noqa: N802
        answer = super().getHostByName(name, timeout)
        if not self.private and name != self.trusted:
            answer.addCallback(refuse_private, name)
        return answer


def refuse_private(address: str, name: str) -> str:
    """The address a name resolved to, where it is public; raises ``DNSLookupError`` where it is not."""
    if not is_public(ipaddress.ip_address(address)):
        resolved_inside[name] = address
        raise DNSLookupError(f"{name} resolves to {address}, which is no public address")
    return address


def check_answer(host: str) -> None:
    """Raises ``RefusedRequest`` where the resolver refused the address of this host."""
    if host in resolved_inside:
        raise RefusedRequest(f"{host} resolves to {resolved_inside[host]}, which is no public address")


def check(url: str, *, hosts: Collection[str] | None, private: bool) -> None:
    """Raises ``RefusedRequest`` for a URL that no request may go to; ``hosts=None`` is any host."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise RefusedRequest(f"{url}: {error}") from error
    if len(url) > LONGEST:
        raise RefusedRequest(f"{url[:80]}…: longer than {LONGEST} characters")
    if parts.scheme not in ("http", "https"):
        raise RefusedRequest(f"{url}: only http and https are fetched")
    if parts.username is not None or parts.password is not None:
        raise RefusedRequest(f"{parts.scheme}://…@{parts.hostname}: an address with credentials")
    host = (parts.hostname or "").removesuffix(".")
    address = literal(host)
    if address is None and not HOST.fullmatch(host):
        raise RefusedRequest(f"{url}: no host name")
    if address is not None and not private and not is_public(address):
        raise RefusedRequest(f"{url}: no public address")
    if port not in PORTS and not (private and address is not None and not is_public(address)):
        raise RefusedRequest(f"{url}: only ports 80 and 443 are fetched")
    if hosts is not None and not is_listed(host, hosts):
        raise RefusedRequest(f"{url}: {host} is not among the hosts of this site")


def is_listed(host: str, hosts: Collection[str]) -> bool:
    """Whether a host is on a site's list; ``.example.cn`` takes its subdomains along, and ``www.`` is no matter."""
    bare = host.removeprefix("www.")
    return any(
        bare == entry.removeprefix("www.") or (entry.startswith(".") and f".{host}".endswith(entry)) for entry in hosts
    )


@lru_cache(maxsize=1024)
def literal(host: str) -> Address | None:
    """The address that a host spells out, in any spelling ``inet_aton`` takes (``2130706433``, ``0x7f.1``)."""
    try:
        return ipaddress.ip_address(host)
    except ValueError:
        pass
    try:
        return ipaddress.IPv4Address(struct.unpack("!I", socket.inet_aton(host))[0])
    except OSError:
        return None


def is_public(address: Address) -> bool:
    """Whether an address, and any IPv4 address wrapped in it, is one of the open Internet."""
    if isinstance(address, ipaddress.IPv4Address):
        return address.is_global and not address.is_multicast
    wrapped = [each for each in (address.ipv4_mapped, address.sixtofour, *(address.teredo or ())) if each is not None]
    if any(address in network for network in WRAPPERS):
        wrapped.append(ipaddress.IPv4Address(int(address) & 0xFFFFFFFF))
    if wrapped:
        return all(is_public(each) for each in wrapped)
    return address.is_global and not address.is_multicast

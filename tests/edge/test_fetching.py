"""What the web may do to a crawler, and what it makes of it: one crawl over many hosts, each with one fault."""

import contextlib
import gzip
import json
import os
import re
import socket
import ssl
import subprocess
import sys
import tempfile
import time
import zlib
from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import brotli
import pytest
from web import Answer, Web, page, reply, served

from govcrawl.demo.certificate import write_certificate

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
MOST = 2**20  # bytes of a response, as little as shows what becomes of more
SOUND = page("<html><p>社区</p></html>")
ALLOW = reply(b"User-agent: *\nDisallow: /private/\n", "Content-Type: text/plain")
ZSTD_BOMB = b"\x28\xb5\x2f\xfd\x00\x38" + b"\x02\x00\x10\x00" * 240  # 240 times 128 KB of one byte
ZIPPED = gzip.compress(os.urandom(40_000).hex().encode())


def redirect(to: str) -> bytes:
    return reply(b"", f"Location: {to}", status="302 Found")


def hang(connection: socket.socket, _: int) -> None:
    connection.recv(1)  # until the crawler hangs up


def reset(connection: socket.socket, _: int) -> None:
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\x01\x00\x00\x00\x00\x00\x00\x00")
    connection.close()


def once_truncated(connection: socket.socket, before: int) -> None:
    connection.sendall(reply(ZIPPED if before else ZIPPED[:9000], "Content-Encoding: gzip"))


def busy_once(connection: socket.socket, before: int) -> None:
    connection.sendall(SOUND if before else reply(b"", "Retry-After: 1", status="503 Service Unavailable"))


def huge_chunks(connection: socket.socket, _: int) -> None:
    connection.sendall(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")
    for _ in range(3):
        connection.sendall(b"100000\r\n" + bytes(2**20) + b"\r\n")


def self_signed(connection: socket.socket, _: int) -> None:
    """A host behind a proxy's CONNECT whose certificate nobody vouches for."""
    connection.sendall(b"HTTP/1.1 200 Connection established\r\n\r\n")
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    with tempfile.TemporaryDirectory() as directory:
        context.load_cert_chain(write_certificate(directory, ["selfsigned.example"]))
    with contextlib.suppress(ssl.SSLError), context.wrap_socket(connection, server_side=True) as talk:
        talk.recv(65536)
        talk.sendall(SOUND)


def drip(connection: socket.socket, _: int) -> None:
    connection.sendall(b"HTTP/1.1 200 OK\r\n")
    dribble(connection, b"X-Header: a\r\n")


def dribble(connection: socket.socket, drop: bytes) -> None:
    for _ in range(100):
        connection.sendall(drop)
        time.sleep(0.1)


def drip_body(connection: socket.socket, _: int) -> None:
    connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\n")
    dribble(connection, b"a")


def drip_chunks(connection: socket.socket, _: int) -> None:
    connection.sendall(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")
    dribble(connection, b"1\r\na\r\n")


def bombs() -> dict[str, Answer]:
    """Three times as much as may come, compressed."""
    nothing = bytes(3 * MOST)
    zipped = gzip.compress(nothing)
    return {
        "bomb": reply(zipped, "Content-Encoding: gzip"),
        "deflated": reply(zlib.compress(nothing), "Content-Encoding: deflate"),
        "brotli": reply(brotli.compress(nothing), "Content-Encoding: br"),
        "nested": reply(gzip.compress(zipped), "Content-Encoding: gzip, gzip"),
    }


# path of http://<name>.example/: what is answered, if it is none of the bombs; what becomes of it
FAULTS: dict[str, tuple[Answer | None, str]] = {
    "sound": (SOUND, "200"),
    "missing": (reply(b"", status="404 Not Found"), "404"),
    "hangs": (hang, "timeout"),
    "drips": (drip, "timeout"),
    "dripsbody": (drip_body, "timeout"),
    "dripschunks": (drip_chunks, "timeout"),
    "resets": (reset, "download_failed"),
    "empty": (b"", "download_failed"),
    "garbage": (b"\x00\xff\x00 no http\r\n\r\n", "download_failed"),
    "short": (reply(b"<html>", length=5000), "truncated"),
    "chunks": (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nabc", "truncated"),
    "cut": (reply(ZIPPED[:9000], "Content-Encoding: gzip"), "truncated"),
    "mends": (once_truncated, "200"),
    "plain": (reply(b"<html>", "Content-Encoding: gzip"), "bad_encoding"),
    "bomb": (None, "too_large"),
    "deflated": (None, "too_large"),
    "brotli": (None, "too_large"),
    "zstd": (reply(ZSTD_BOMB, "Content-Encoding: zstd"), "too_large"),
    "nested": (None, "too_large"),
    "huge": (reply(b"", length=200 * 2**20), "too_large"),
    "hugechunks": (huge_chunks, "too_large"),
    "header": (reply(b"<html>", f"X-Long: {'a' * 10**6}"), "download_failed"),
    "cookies": (reply(b"<html>", *(f"Set-Cookie: c{n}={'a' * 2000}" for n in range(400))), "200"),
    "untyped": (reply(b"<html>"), "200"),
    "octets": (reply(b"<html>", "Content-Type: application/octet-stream"), "200"),
    "http10": (b"HTTP/1.0 200 OK\r\n\r\n<html>", "200"),
    "shorter": (reply(b"<html><p>", length=6), "200"),
    "badchunk": (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nabc\r\n", "truncated"),
    "refresh": (page('<meta http-equiv="refresh" content="0; url=http://127.0.0.1/inside">'), "200"),
    "chain": (redirect("http://chain.example/1"), "redirect_loop"),
    "bracket": (redirect("http://[::1"), "download_failed"),
    "nowhere": (redirect(""), "redirect_loop"),
    "loops": (redirect("http://loops.example/"), "redirect_loop"),
    "offsite": (redirect("http://elsewhere.test/"), "refused_address"),
    "inside": (redirect("http://127.0.0.1/"), "refused_address"),
    "decimal": (redirect("http://2130706433/"), "refused_address"),
    "mapped": (redirect("http://[::ffff:127.0.0.1]/"), "refused_address"),
    "local": (redirect("file:///etc/passwd"), "302"),
    "busy": (busy_once, "200"),
    "later": (reply(b"", "Retry-After: 3600", status="429 Too Many Requests"), "throttled"),
    "norobots": (SOUND, "200"),
    "htmlrobots": (SOUND, "200"),
    "movedrobots": (SOUND, "robots"),
    "hugerobots": (SOUND, "robots_unreachable"),
    "insiderobots": (SOUND, "robots_unreachable"),
    "brokenrobots": (SOUND, "robots_unreachable"),
    "hungrobots": (SOUND, "robots_unreachable"),
    "allforbidden": (SOUND, "robots"),
}
ROBOTS: dict[str, Answer] = {
    "norobots": reply(b"", status="404 Not Found"),
    "htmlrobots": page("<html><body>首页</body></html>"),
    "movedrobots": redirect("http://other.example/robots.txt"),
    "hugerobots": reply(b"", length=200 * 2**20),
    "insiderobots": redirect("http://127.0.0.1/robots.txt"),
    "brokenrobots": reply(b"", status="500 Internal Server Error"),
    "hungrobots": hang,
    "allforbidden": reply(b"User-agent: *\nDisallow: /\n"),
}
PATIENT = {"slow": [f"http://slow.example/{number}" for number in range(3)]}


class Crawled(NamedTuple):
    """What became of each address, when a host's requests left the crawler's queue, and the web that was crawled."""

    became: dict[str, str]
    turns: dict[str, set[float]]
    web: Web


@pytest.fixture(scope="module")
def crawled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Crawled]:
    notes = tmp_path_factory.mktemp("probe") / "notes.jsonl"
    with served() as web:
        answers = bombs() | {name: answer for name, (answer, _) in FAULTS.items() if answer is not None}
        for name, answer in answers.items():
            web.answers[f"http://{name}.example/"] = answer
            web.answers[f"http://{name}.example/robots.txt"] = ROBOTS.get(name, ALLOW)
        web.answers["http://other.example/robots.txt"] = reply(b"User-agent: govcrawl\nDisallow: /\n")
        web.answers["http://sound.example/private/"] = SOUND
        web.answers["http://slow.example/robots.txt"] = reply(b"User-agent: *\nCrawl-delay: 1\n")
        web.answers["selfsigned.example:443"] = self_signed
        web.answers["plain.example:443"] = SOUND
        web.otherwise = chained
        web.answers |= dict.fromkeys(PATIENT["slow"], SOUND)
        urls = [f"http://{name}.example/" for name in FAULTS] + ["http://sound.example/private/", *PATIENT["slow"]]
        urls += ["https://selfsigned.example/", "https://plain.example/"]
        probe(web, notes, [*urls, "http://unlisted.test/", "http://sound.example:8080/", "ftp://sound.example/"])
        became, turns = {}, defaultdict(set)
        for kind, what, fact in map(json.loads, notes.read_text().splitlines()):
            if kind == "became":
                became[what] = fact
            else:
                turns[what].add(fact)
        yield Crawled(became, turns, web)


def chained(url: str) -> bytes | None:
    """A chain of redirects without end."""
    if not (found := re.fullmatch(r"http://chain\.example/(\d+)", url)):
        return None
    return redirect(f"http://chain.example/{int(found[1]) + 1}")


def probe(web: Web, notes: Path, urls: list[str]) -> None:
    settings = {
        "SPIDER_MODULES": "probe",
        "GOVCRAWL_PROXY": web.proxy,
        "DOWNLOAD_MAXSIZE": str(MOST),
        "DOWNLOAD_TIMEOUT": "5",
        "DOWNLOAD_DELAY": "0.05",
        "AUTOTHROTTLE_START_DELAY": "0.05",
        "CONCURRENT_REQUESTS": "64",
        "RETRY_TIMES": "1",
    }
    arguments = {"urls": " ".join(urls), "hosts": ".example", "notes": str(notes)}
    options = [f"-s{name}={value}" for name, value in settings.items()]
    options += [f"-a{name}={value}" for name, value in arguments.items()]
    environment = os.environ | {"PYTHONPATH": f"{ROOT}:{HERE}", "http_proxy": "http://127.0.0.1:1"}
    command = [sys.executable, "-m", "scrapy", "crawl", "probe", *options]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=60, check=False)
    assert "Traceback" not in done.stderr, done.stderr


@pytest.mark.parametrize("name", FAULTS)
def test_fault(name: str, crawled: Crawled) -> None:
    assert crawled.became[f"http://{name}.example/"] == FAULTS[name][1]


@pytest.mark.parametrize("url", ["http://unlisted.test/", "http://sound.example:8080/", "ftp://sound.example/"])
def test_an_address_outside_is_refused_before_it_is_asked(url: str, crawled: Crawled) -> None:
    became, _, web = crawled
    assert became[url] == "refused_address"
    assert url not in web.urls()


def test_what_robots_txt_forbids_is_not_asked_for(crawled: Crawled) -> None:
    became, _, web = crawled
    assert became["http://sound.example/private/"] == "robots"
    assert "http://sound.example/private/" not in web.urls()


def test_each_robots_txt_is_asked_for_once(crawled: Crawled) -> None:
    assert len(crawled.web.times("http://slow.example/robots.txt")) == 1


@pytest.mark.parametrize("host", ["selfsigned", "plain"])
def test_a_certificate_that_nobody_vouches_for_or_none_at_all_is_not_taken(host: str, crawled: Crawled) -> None:
    assert crawled.became[f"https://{host}.example/"] == "robots_unreachable"


def test_no_address_inside_was_asked_for_by_whatever_way(crawled: Crawled) -> None:
    assert not [url for url in crawled.web.urls() if "127.0.0.1" in url or "2130706433" in url or "elsewhere" in url]


def test_an_endless_chain_of_redirects_is_followed_five_times(crawled: Crawled) -> None:
    assert len([url for url in crawled.web.urls() if url.startswith("http://chain.example/")]) == 1 + 1 + 5


def test_a_crawl_delay_is_kept(crawled: Crawled) -> None:
    turns = sorted(crawled.turns["slow.example"])
    assert min(later - earlier for earlier, later in pairwise(turns)) > 0.99


def test_a_busy_host_is_left_alone_for_the_time_it_asked_for(crawled: Crawled) -> None:
    first, second = crawled.web.times("http://busy.example/")
    assert second - first > 0.95


def test_the_crawler_says_who_it_is(crawled: Crawled) -> None:
    head = next(head for _, url, head in crawled.web.asked if url == "http://sound.example/")
    assert b"User-Agent: govcrawl/" in head

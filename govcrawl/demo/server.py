"""The toy web over real HTTP: a proxy on loopback that answers for its hosts, over TLS where they are https.

What is not asked through the proxy is answered too, for people with a browser: ``http://localhost:PORT/`` lists all
pages, and ``http://www.meipian.cn.localhost:PORT/…`` is the page of that host.
"""

import asyncio
import os
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http import HTTPStatus
from tempfile import TemporaryDirectory
from threading import Thread
from urllib.parse import parse_qsl, urlsplit

from govcrawl.demo.certificate import write_certificate
from govcrawl.demo.contents import contents
from govcrawl.demo.page import Seen, ToyPage, Web
from govcrawl.errors import UsageError

LOOPBACK = "127.0.0.1"
LOCAL = ".localhost"
NOT_THERE = ToyPage(url="", status=404, body=b"no such page in the toy web\n", expected=Seen())


@dataclass(frozen=True, slots=True)
class Request:
    """One request as received; ``url`` is absolute, or a path where the client took the server for no proxy."""

    method: str
    url: str
    host: str
    body: bytes
    last: bool


@dataclass(slots=True)
class ToyServer:
    """A running server: its port, and every URL it was asked for through the proxy, in order."""

    web: Web
    port: int
    asked: list[str] = field(default_factory=list)

    @property
    def proxy(self) -> str:
        """The URL that a client takes as its proxy."""
        return f"http://{LOOPBACK}:{self.port}"

    def answer(self, request: Request) -> ToyPage:
        """The page that answers a request."""
        form = (
            tuple(parse_qsl(request.body.decode("latin-1"), keep_blank_values=True))
            if request.method == "POST"
            else None
        )
        if "://" in request.url:
            self.asked.append(request.url)
            return self.web.find(request.url, form) or NOT_THERE
        host = request.host.partition(":")[0]
        if not host.endswith(LOCAL):
            return ToyPage(url="", body=contents(self.web, self.port), expected=Seen())
        bare = f"{host.removesuffix(LOCAL)}{request.url}"
        return self.web.find(f"http://{bare}", form) or self.web.find(f"https://{bare}", form) or NOT_THERE


@contextmanager
def serving(web: Web, *, port: int = 0) -> Iterator[ToyServer]:
    """A server of the web on loopback in a thread of its own, gone when the block ends; port 0 takes a free one."""
    loop = asyncio.new_event_loop()
    thread = Thread(target=loop.run_forever, name="toy web", daemon=True)
    thread.start()
    with TemporaryDirectory(prefix="govcrawl-demo-") as place:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(write_certificate(place, _tls_hosts(web)))
        running = _Running(web, context)
        try:
            yield asyncio.run_coroutine_threadsafe(running.start(port), loop).result()
        finally:
            asyncio.run_coroutine_threadsafe(running.stop(), loop).result()
            loop.call_soon_threadsafe(loop.stop)
            thread.join()
            loop.close()


def _tls_hosts(web: Web) -> list[str]:
    return sorted({parts.hostname or "" for page in web.pages if (parts := urlsplit(page.url)).scheme == "https"})


class _Running:
    """The sockets of a server, inside its event loop."""

    def __init__(self, web: Web, context: ssl.SSLContext) -> None:
        self.web = web
        self.context = context
        self.listener: asyncio.Server | None = None
        self.talks: dict[asyncio.StreamWriter, asyncio.Task[None] | None] = {}

    async def start(self, port: int) -> ToyServer:
        try:
            self.listener = await asyncio.start_server(self.talk, LOOPBACK, port)
        except OSError as error:
            raise UsageError(f"port {port} cannot be had ({os.strerror(error.errno or 0)}): choose another") from error
        self.server = ToyServer(self.web, self.listener.sockets[0].getsockname()[1])
        return self.server

    async def stop(self) -> None:
        if self.listener is not None:
            self.listener.close()
        for writer in self.talks:
            writer.close()
        await asyncio.gather(*filter(None, self.talks.values()))

    async def talk(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.talks[writer] = asyncio.current_task()
        with suppress(ConnectionError, asyncio.IncompleteReadError, ssl.SSLError):  # the client has gone
            await self.converse(reader, writer)
        writer.close()
        del self.talks[writer]

    async def converse(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Answers request after request; behind a CONNECT, over TLS and for that host."""
        origin = ""
        while True:
            request = await read_request(reader, origin)
            if request.method == "CONNECT":
                writer.write(b"HTTP/1.1 200 Connection Established\r\n\r\n")
                await writer.start_tls(self.context)
                origin = f"https://{request.url.removesuffix(':443')}"
                continue
            writer.write(written(self.server.answer(request), head_only=request.method == "HEAD"))
            await writer.drain()
            if request.last:
                return


async def read_request(reader: asyncio.StreamReader, origin: str) -> Request:
    """The next request; raises IncompleteReadError where the client has hung up."""
    head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
    line, *fields = head.rstrip("\r\n").split("\r\n")
    method, target, version = line.split(" ", 2)
    headers = {name.lower(): value.strip() for name, _, value in (each.partition(":") for each in fields)}
    body = await reader.readexactly(int(headers.get("content-length", "0")))
    url = target if "://" in target else origin + target
    last = headers.get("connection", "").lower() == "close" or version == "HTTP/1.0"
    return Request(method, url, headers.get("host", ""), body, last)


def written(page: ToyPage, *, head_only: bool = False) -> bytes:
    """A page as the bytes of an HTTP response."""
    lines = [f"HTTP/1.1 {page.status} {reason(page.status)}", f"Content-Length: {len(page.body)}"]
    head = "\r\n".join([*lines, *(f"{name}: {value}" for name, value in page.headers), "", ""])
    return head.encode("latin-1") + (b"" if head_only else page.body)


def reason(status: int) -> str:
    """The phrase that goes with a status, empty where the standard knows none (521)."""
    return HTTPStatus(status).phrase if status in set(HTTPStatus) else ""

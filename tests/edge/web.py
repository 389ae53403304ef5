"""A web of a test's own on loopback: an HTTP proxy that answers for every host from a table of bytes."""

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from time import monotonic

Answer = bytes | Callable[[socket.socket, int], None]


@dataclass
class Web:
    """Answers by URL, as raw bytes or as a function of the connection and of how often this URL was asked before."""

    answers: dict[str, Answer] = field(default_factory=dict)
    otherwise: Callable[[str], bytes | None] = lambda _: None  # what is answered for other URLs
    asked: list[tuple[float, str, bytes]] = field(default_factory=list)  # when (monotonic), URL, the request's head
    port: int = 0
    open: threading.Event = field(default_factory=threading.Event)  # of ``behind_a_gate``
    turn: threading.Condition = field(default_factory=threading.Condition)

    @property
    def proxy(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def times(self, url: str) -> list[float]:
        return [at for at, asked, _ in self.asked if asked == url]

    def urls(self) -> list[str]:
        return [asked for _, asked, _ in self.asked]

    def wait_for(self, requests: int) -> None:
        """Returns once so many requests have come."""
        self.wait_until(lambda: len(self.asked) >= requests)

    def wait_until(self, happened: Callable[[], bool]) -> None:
        """Returns once something has happened that every request may bring about."""
        with self.turn:
            assert self.turn.wait_for(happened, timeout=120), self.urls()

    def behind_a_gate(self, answer: bytes) -> Answer:
        """An answer that is not given before ``open`` is set."""

        def wait(connection: socket.socket, _: int) -> None:
            self.open.wait(60)
            connection.sendall(answer)

        return wait

    def serve(self, connection: socket.socket) -> None:
        with connection:
            head = read_head(connection)
            if not head:
                return
            url = head.split(b" ", 2)[1].decode()
            with self.turn:
                before = len(self.times(url))
                self.asked.append((monotonic(), url, head))
                self.turn.notify_all()
            answer = self.answers[url] if url in self.answers else self.otherwise(url) or NOT_FOUND
            try:
                if callable(answer):
                    answer(connection, before)
                else:
                    connection.sendall(answer)
            except OSError:
                return  # the crawler had enough of it


def read_head(connection: socket.socket) -> bytes:
    """A request's line and headers, and its body where it has a length."""
    data = b""
    while b"\r\n\r\n" not in data:
        received = connection.recv(65536)
        if not received:
            return b""
        data += received
    head, _, body = data.partition(b"\r\n\r\n")
    length = next(
        (int(line.split(b":")[1]) for line in head.split(b"\r\n") if line.lower().startswith(b"content-length:")), 0
    )
    while len(body) < length:
        body += connection.recv(65536)
    return head + b"\r\n\r\n" + body


def reply(body: bytes, *headers: str, status: str = "200 OK", length: int | None = None) -> bytes:
    """A response that closes its connection; ``length`` says another length than the body has."""
    lines = [f"HTTP/1.1 {status}", f"Content-Length: {len(body) if length is None else length}", "Connection: close"]
    return "\r\n".join([*lines, *headers, "", ""]).encode() + body


def page(text: str, *headers: str, charset: str = "utf-8") -> bytes:
    """A page of HTML."""
    return reply(text.encode(charset), f"Content-Type: text/html; charset={charset}", *headers)


NOT_FOUND = reply(b"", status="404 Not Found")


@contextmanager
def served() -> Iterator[Web]:
    """A web that listens on a free port of loopback."""
    listener = socket.create_server(("127.0.0.1", 0), backlog=64)
    web = Web(port=listener.getsockname()[1])

    def accept() -> None:
        while True:
            try:
                connection, _ = listener.accept()
            except OSError:
                return
            threading.Thread(target=web.serve, args=(connection,), daemon=True).start()

    threading.Thread(target=accept, daemon=True).start()
    try:
        yield web
    finally:
        listener.shutdown(socket.SHUT_RDWR)
        listener.close()

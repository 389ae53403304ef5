"""Runs as a store keeps them, and a receiver on loopback that checks what it is told."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from govcrawl.store.runs import RunRecord

NOW = datetime(2026, 11, 20, 4, 0, tzinfo=UTC)  # a Friday, noon in China
READ = {"lists": 2, "links": 40, "ended": "finished"}


def a_run(verdict: str = "no_news", *, ago: float = 0.0, **counts: Any) -> RunRecord:
    """A scheduled run that ended so many hours ago."""
    at = NOW - timedelta(hours=ago)
    return RunRecord(
        id=f"{round(ago * 100):032x}",
        site="shequ",
        kind="crawl",
        exclusive=True,
        state="lost" if verdict == "lost" else "finished",
        verdict=verdict,
        counts=READ | counts,
        owner="host:1",
        about={},
        started_at=at,
        lease_until=at,
        finished_at=at,
    )


@dataclass
class Receiver:
    """What came in at a webhook, and what it answers: status and body."""

    url: str = ""
    answers: list[tuple[int, bytes]] = field(default_factory=list)
    paths: list[str] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)
    bodies: list[bytes] = field(default_factory=list)
    otherwise: tuple[int, bytes] = (200, b'{"errcode":0,"code":0}')
    turn: threading.Condition = field(default_factory=threading.Condition)

    def wait_for(self, number: int) -> None:
        """Returns once so many messages have come."""
        with self.turn:
            assert self.turn.wait_for(lambda: len(self.bodies) >= number, timeout=120), self.bodies

    @property
    def told(self) -> list[Any]:
        return [json.loads(body) for body in self.bodies]


@contextmanager
def receiving() -> Iterator[Receiver]:
    receiver = Receiver()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            receiver.paths.append(self.path)
            receiver.headers.append({name.lower(): value for name, value in self.headers.items()})
            with receiver.turn:
                receiver.bodies.append(self.rfile.read(int(self.headers["Content-Length"])))
                receiver.turn.notify_all()
            status, body = receiver.answers.pop(0) if receiver.answers else receiver.otherwise
            self.send_response(status)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Nothing on standard error."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    receiver.url = f"http://127.0.0.1:{server.server_port}/robot"
    thread = threading.Thread(target=server.serve_forever, args=(0.05,))
    thread.start()
    try:
        yield receiver
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    with receiving() as each:
        yield each

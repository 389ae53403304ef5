"""A report over HTTP, to this machine alone."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any
from urllib.parse import urlsplit

from govcrawl.errors import UsageError

LOOPBACK = "127.0.0.1"
PAGE = re.compile(r"/(?:[a-z0-9][\w-]*\.html)?")
HOSTS = ("127.0.0.1", "localhost")


class Pages(SimpleHTTPRequestHandler):
    """The pages of a directory and nothing else of it, to whoever asks this machine by its own name.

    The name is looked at so that no page elsewhere can have its reader's browser read these (DNS rebinding).
    """

    server_version = "govcrawl"
    sys_version = ""

    def send_head(self) -> Any:
        asked = urlsplit(f"//{self.headers.get('Host', '')}")
        if asked.hostname not in HOSTS:
            self.send_error(HTTPStatus.MISDIRECTED_REQUEST, "This server is 127.0.0.1 or localhost")
            return None
        if not PAGE.fullmatch(urlsplit(self.path).path):
            self.send_error(HTTPStatus.NOT_FOUND)
            return None
        return super().send_head()

    def list_directory(self, path: Any) -> None:
        self.send_error(HTTPStatus.NOT_FOUND)

    def end_headers(self) -> None:
        self.send_header("X-Content-Type-Options", "nosniff")
        self.send_header("X-Frame-Options", "DENY")
        self.send_header("Cache-Control", "no-cache")
        super().end_headers()

    def guess_type(self, path: Any) -> str:
        return "text/html; charset=utf-8"

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - named so by the base class
        """Nothing: an operator has no use for who looked at what."""


@contextmanager
def serving(directory: Path, *, port: int) -> Iterator[int]:
    """A block in which the pages of a directory are served, given the port; raises UsageError where it is taken."""
    handler = partial(Pages, directory=str(directory))
    try:
        server = ThreadingHTTPServer((LOOPBACK, port), handler)
    except OSError as error:
        raise UsageError(f"port {port} cannot be had ({error.strerror}): choose another") from error
    with server:
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.1}, daemon=True)
        thread.start()
        try:
            yield server.server_port
        finally:
            server.shutdown()
            thread.join()

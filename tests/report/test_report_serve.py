"""The report over HTTP: the pages, and to this machine alone."""

import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path

import pytest

from govcrawl.errors import UsageError
from govcrawl.report.serve import serving
from govcrawl.store.connection import connect


@pytest.fixture(scope="module")
def port(written: Path) -> Iterator[int]:
    (written / "secret.txt").write_text("secret")
    with serving(written, port=0) as port:
        yield port
    (written / "secret.txt").unlink()


def ask(port: int, path: str, *, host: str = "127.0.0.1", method: str = "GET") -> HTTPResponse:
    connection = HTTPConnection("127.0.0.1", port, timeout=30)
    connection.request(method, path, headers={"Host": host, "Connection": "close"})
    return connection.getresponse()


@pytest.mark.parametrize("path", ["/", "/index.html", "/site-odd.html?x=1", "/stories.html"])
def test_pages_are_served_as_utf_8(port: int, path: str) -> None:
    answer = ask(port, path)
    assert answer.status == 200
    assert answer.headers["Content-Type"] == "text/html; charset=utf-8"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "govcrawl" in answer.read().decode()


@pytest.mark.parametrize(
    "path",
    ["/secret.txt", "/.govcrawl-report.json", "/..%2fsecret.txt", "/../etc/passwd", "//etc/passwd", "/x/../secret.txt"],
)
def test_nothing_else_of_the_directory_is(port: int, path: str) -> None:
    answer = ask(port, path)
    assert answer.status == 404
    assert b"secret" not in answer.read()


@pytest.mark.parametrize(("host", "status"), [("localhost:80", 200), ("evil.example", 421), ("127.0.0.1.evil", 421)])
def test_only_a_reader_who_calls_this_machine_by_its_name_is_answered(port: int, host: str, status: int) -> None:
    assert ask(port, "/", host=host).status == status


def test_only_reading_is_possible(port: int) -> None:
    assert ask(port, "/index.html", method="POST").status == 501
    assert ask(port, "/index.html", method="HEAD").status == 200


def test_a_port_that_is_taken_is_said(written: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        number = taken.getsockname()[1]
        with pytest.raises(UsageError, match=f"port {number} cannot be had"), serving(written, port=number):
            pass


def test_a_served_report_is_made_anew_until_it_is_told_to_end(mongodb_uri: str, database: str, tmp_path: Path) -> None:
    command = (sys.executable, "-m", "govcrawl", "report", "-o", tmp_path / "r", "--serve", "--every", "0.005")
    given = os.environ | {"MONGODB_URI": mongodb_uri, "MONGODB_DATABASE": database, "PYTHONUNBUFFERED": "1"}
    given["GOVCRAWL_DATA_DIR"] = str(tmp_path)
    with subprocess.Popen(command, env=given, stdout=subprocess.PIPE, text=True) as served:
        assert served.stdout is not None
        assert "index.html: 2 pages" in served.stdout.readline()
        address = re.search(r":(\d+)/", served.stdout.readline())
        assert address is not None
        with connect(mongodb_uri, database=database) as store:
            store.runs.start("xsnet", owner="a test")
        while "xsnet" not in ask(int(address[1]), "/").read().decode():
            assert served.poll() is None
        served.send_signal(signal.SIGTERM)
        assert served.wait(timeout=30) == 0

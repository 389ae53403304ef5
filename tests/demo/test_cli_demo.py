"""``govcrawl demo``, as people type it."""

import json
import os
import re
import signal
import subprocess
import sys
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from urllib.request import urlopen

import pytest

from govcrawl.cli.demo import cells, say
from govcrawl.demo.compare import Difference
from govcrawl.demo.run import DATABASE, Row
from govcrawl.demo.web import SITES, toy_web
from govcrawl.store.connection import connect

COMMAND = (sys.executable, "-m", "govcrawl", "demo")
LIMIT = 180  # seconds


def environment(uri: str, directory: Path) -> Mapping[str, str]:
    return os.environ | {"MONGODB_URI": uri, "GOVCRAWL_DATA_DIR": str(directory), "PYTHONUNBUFFERED": "1"}


def test_the_demonstration_starts_afresh_exports_and_says_that_all_is_as_expected(
    mongodb_uri: str, tmp_path: Path
) -> None:
    with connect(mongodb_uri, database=DATABASE) as store:
        store.runs.start("investchn", owner="a demonstration that was killed")
    target = tmp_path / "demo.jsonl"
    done = subprocess.run(
        [*COMMAND, "-o", target],
        env=environment(mongodb_uri, tmp_path),
        capture_output=True,
        text=True,
        timeout=LIMIT,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    lines = [json.loads(line) for line in target.read_text(encoding="utf-8").splitlines()]
    assert {line["site"] for line in lines} == set(SITES)
    assert len(lines) == len(toy_web().kept())
    assert [line.split()[0] for line in done.stdout.splitlines()[1:6]] == list(SITES)
    assert f"As expected: each of the {len(toy_web().pages)} pages" in done.stdout


def test_the_toy_web_is_served_until_it_is_interrupted(tmp_path: Path) -> None:
    with subprocess.Popen(
        [*COMMAND, "--serve"], env=environment("", tmp_path), stdout=subprocess.PIPE, text=True
    ) as served:
        assert served.stdout is not None
        address = re.search(r"http://\S+", served.stdout.readline())
        assert address is not None
        with urlopen(address[0], timeout=30) as answer:
            assert "www.investchn.com" in answer.read().decode()
        served.send_signal(signal.SIGINT)
        assert served.wait(timeout=30) == 0


def test_a_difference_is_printed_and_ends_with_1(capsys: pytest.CaptureFixture[str]) -> None:
    assert say([Difference("http://www.toy.example/1.html", "title", "甲", "乙")], pages=9) == 1
    assert "http://www.toy.example/1.html: title: expected '甲', got '乙'" in capsys.readouterr().out


def test_a_row_names_each_reason_with_its_number() -> None:
    refused = Counter({"gone: http_404": 2, "blocked: jsl": 1})
    assert cells(Row("xsnet", 37, 2, refused, 1.25)) == ("xsnet", "37", "2", "1 blocked: jsl, 2 gone: http_404", "1.2")


def test_a_port_that_is_taken_is_said_on_one_line(tmp_path: Path) -> None:
    with subprocess.Popen(
        [*COMMAND, "--serve"], env=environment("", tmp_path), stdout=subprocess.PIPE, text=True
    ) as first:
        assert first.stdout is not None
        port = re.search(r":(\d+)/", first.stdout.readline())
        assert port is not None
        second = subprocess.run(
            [*COMMAND, "--serve", "--port", port[1]],
            env=environment("", tmp_path),
            capture_output=True,
            text=True,
            timeout=LIMIT,
            check=False,
        )
        first.send_signal(signal.SIGINT)
    said = f"govcrawl: port {port[1]} cannot be had (Address already in use): choose another\n"
    assert (second.returncode, second.stdout, second.stderr) == (2, "", said)

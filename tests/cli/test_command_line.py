"""The command line as a process: what it loads, what it prints, how it ends."""

import os
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import click
import pytest

from govcrawl.cli import VERBS, outcome
from govcrawl.cli.crash import describe
from govcrawl.errors import GovcrawlError, Rejected, StoreError, UsageError

HEAVY = {"scrapy", "twisted", "pymongo", "bson", "lxml", "trafilatura", "opencc", "rich", "dateparser", "pyarrow"}


def govcrawl(*arguments: str, **options: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-m", "govcrawl", *arguments], capture_output=True, text=True, **options)  # type: ignore[call-overload]


def test_help_loads_nothing_heavy() -> None:
    listing = (
        "import sys, govcrawl.cli as cli; cli.govcrawl(['--help'], standalone_mode=False); print('!', *sys.modules)"
    )
    said = subprocess.run([sys.executable, "-c", listing], capture_output=True, text=True, check=True).stdout
    loaded = {name.partition(".")[0] for name in said.partition("!")[2].split()}
    assert loaded & HEAVY == set()


def test_help_lists_every_verb() -> None:
    said = govcrawl("--help")
    assert said.returncode == 0
    assert [verb for verb in VERBS if f"\n  {verb} " not in said.stdout] == []


@pytest.mark.parametrize("verb", VERBS)
def test_a_verb_says_of_itself_what_the_table_says(verb: str) -> None:
    command = import_module(f"govcrawl.cli.{verb}").command
    assert isinstance(command, click.Command)
    assert command.get_short_help_str(limit=200) == VERBS[verb]


def test_version_is_printed() -> None:
    assert govcrawl("--version").stdout.startswith("govcrawl 0.")


def test_no_verb_shows_the_help_as_wrong_usage() -> None:
    said = govcrawl()
    assert said.returncode == 2
    assert "Usage: govcrawl" in said.stderr


@pytest.mark.parametrize("arguments", [["conquer"], ["--conquer"], ["--help=1"]])
def test_wrong_usage_is_one_line_and_status_2(arguments: list[str]) -> None:
    said = govcrawl(*arguments)
    assert said.returncode == 2
    assert said.stdout == ""
    assert len(said.stderr.splitlines()) == 1
    assert said.stderr.startswith("govcrawl: ")


@pytest.mark.parametrize(
    ("error", "status"),
    [
        (UsageError("no such site"), 2),
        (StoreError("gone"), 1),
        (outcome.NotStarted("no mongod"), 75),
        (Rejected("title", "http://a.example/", "no_title"), 1),
        (GovcrawlError("so it is"), 1),
        (click.Abort(), 130),
        (KeyboardInterrupt(), 130),
        (click.UsageError("wrong"), 2),
    ],
)
def test_each_error_has_its_exit_status(error: BaseException, status: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "argv", ["govcrawl"])
    assert outcome.settle(raising(error)) == status


def test_an_error_of_several_lines_is_said_on_one(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["govcrawl"])
    outcome.settle(raising(GovcrawlError("first\nsecond\x1b[31m\u2028third")))
    assert capsys.readouterr().err == "govcrawl: first second [31m third\n"


def test_an_unforeseen_error_leaves_one_line_and_a_report(tmp_path: Path) -> None:
    said = crashing(GOVCRAWL_DATA_DIR=str(tmp_path))
    assert said.returncode == 1
    assert len(said.stderr.splitlines()) == 1
    assert "ZeroDivisionError" in said.stderr
    (report,) = (tmp_path / "crashes").iterdir()
    assert str(report) in said.stderr
    assert "Traceback" in report.read_text()


@pytest.mark.parametrize(
    ("variable", "value"), [("GOVCRAWL_PATIENCE", "soon"), ("GOVCRAWL_SPIDER_MODULES", "no.such.spiders")]
)
def test_a_wrong_environment_is_one_line_and_status_2(variable: str, value: str) -> None:
    said = govcrawl("sites", env={**os.environ, variable: value})
    assert (said.returncode, said.stdout, len(said.stderr.splitlines())) == (2, "", 1)
    assert variable in said.stderr
    assert govcrawl("--help", env={**os.environ, variable: value}).returncode == 0


def test_a_report_finds_a_place_where_the_data_directory_cannot_be_made(tmp_path: Path) -> None:
    said = crashing(GOVCRAWL_DATA_DIR="/proc/none", TMPDIR=str(tmp_path))
    (report,) = tmp_path.iterdir()
    assert str(report) in said.stderr


def test_a_crash_report_masks_passwords(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "argv", ["govcrawl", "export", "--mongodb-uri", "mongodb://ann:s3cret@db.example/"])
    report = describe(ValueError("mongodb://ann:s3cret@db.example/"), None)
    assert "s3cret" not in report
    assert "db.example" in report


def test_a_terminal_that_knows_no_chinese_gets_escapes() -> None:
    said = govcrawl("sites", env={**os.environ, "PYTHONIOENCODING": "ascii"})
    assert (said.returncode, said.stderr) == (0, "")
    assert r"\u6295" in said.stdout


def test_a_closed_standard_output_breaks_nothing() -> None:
    arguments = [sys.executable, "-m", "govcrawl", "sites"]
    said = subprocess.run(arguments, stderr=subprocess.PIPE, check=False, preexec_fn=lambda: os.close(1))
    assert (said.returncode, said.stderr) == (0, b"")


def test_a_reader_who_goes_away_is_not_complained_about() -> None:
    read, write = os.pipe()
    os.close(read)
    with os.fdopen(write, "wb") as gone:
        said = subprocess.run(
            [sys.executable, "-m", "govcrawl", "--help"], stdout=gone, stderr=subprocess.PIPE, text=True, check=False
        )
    assert said.returncode == 1
    assert said.stderr == ""


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_a_full_disk_under_standard_output_is_one_line() -> None:
    with Path("/dev/full").open("wb") as full:
        said = subprocess.run(
            [sys.executable, "-m", "govcrawl", "--help"], stdout=full, stderr=subprocess.PIPE, text=True, check=False
        )
    assert said.returncode == 1
    assert len(said.stderr.splitlines()) == 1
    assert "No space left" in said.stderr


def raising(error: BaseException) -> click.Command:
    def callback() -> None:
        raise error

    return click.Command("failing", callback=callback)


def crashing(**environment: str) -> subprocess.CompletedProcess[str]:
    crash = "import sys; from govcrawl.cli.crash import report_crash; sys.excepthook = report_crash; 1 / 0"
    return subprocess.run(
        [sys.executable, "-c", crash], capture_output=True, text=True, env={**os.environ, **environment}
    )

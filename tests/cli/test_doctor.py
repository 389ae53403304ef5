"""``govcrawl doctor``."""

import json
from pathlib import Path

import pytest

from govcrawl import settings
from govcrawl.cli.database import Chosen
from govcrawl.cli.doctor import findings
from govcrawl.store.connection import Store
from tests.cli.conftest import Run


@pytest.fixture(autouse=True)
def _machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine whose names a proxy resolves, and that says who asks."""
    given = {"GOVCRAWL_DATA_DIR": tmp_path, "GOVCRAWL_ARCHIVE_DIR": tmp_path / "archive"}
    for name, value in given.items():
        monkeypatch.setattr(settings, name, str(value))
    monkeypatch.setattr(settings, "GOVCRAWL_PROXY", "http://127.0.0.1:3128")


def test_what_is_well_ends_well(run: Run, store: Store) -> None:
    said = run("doctor", "--json")
    found = {each["check"]: each for each in map(json.loads, said.stdout.splitlines())}
    assert said.return_value == 0, found
    assert {"data directory", "archive", "spool", "DNS", "MongoDB", "version", "write", "clock"} <= found.keys()
    assert found["contact"]["severity"] == "warning"
    assert found["MongoDB"] == {"check": "MongoDB", "severity": "ok", "said": "answers", "remedy": None}


def test_a_problem_is_said_with_its_remedy_and_is_status_1(
    run: Run, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settings, "GOVCRAWL_DATA_DIR", "/proc/1/none")
    said = run("doctor")
    assert said.return_value == 1
    assert "cannot be written" in said.stdout
    assert "data directory: let " in said.stdout


def test_a_mongodb_that_cannot_be_had_is_a_problem_among_others() -> None:
    found = list(findings(Chosen("mongodb://ann:s3cret:x@/", "news")))
    assert (found[-1].check, found[-1].severity) == ("MongoDB", "problem")
    assert len(found) > 4
    assert "s3cret" not in str(found)

"""``govcrawl db``."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from govcrawl import settings
from govcrawl.cli.db import command
from govcrawl.errors import StoreError


@pytest.fixture(autouse=True)
def own_data_directory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "GOVCRAWL_DATA_DIR", str(tmp_path))
    monkeypatch.setattr(settings, "MONGODB_URI", None)


def db(verb: str) -> str:
    said = CliRunner().invoke(command, [verb], catch_exceptions=False)
    assert said.exit_code == 0
    return said.stdout


def test_a_started_server_runs_until_it_is_stopped() -> None:
    assert db("status").startswith("stopped")
    try:
        assert db("start").startswith("running until govcrawl db stop")
        assert f"uri    {db('uri')}" in db("status")
    finally:
        assert db("stop").startswith("stopped")


def test_there_is_no_uri_where_nothing_runs() -> None:
    with pytest.raises(StoreError, match="govcrawl db start"):
        db("uri")


def test_a_given_uri_is_the_one_that_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "MONGODB_URI", "mongodb://db.example/")
    assert db("uri") == "mongodb://db.example/\n"
    said = CliRunner().invoke(command, ["status"])
    assert "MONGODB_URI is set" in said.stderr

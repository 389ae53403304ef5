"""Which MongoDB a verb works with."""

from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from govcrawl import settings
from govcrawl.cli.database import Chosen, database_options
from govcrawl.cli.outcome import NotStarted, status_of
from govcrawl.errors import StoreError, Unavailable
from govcrawl.store import embedded


@click.command()
@database_options
def show(chosen: Chosen) -> None:
    click.echo(f"{chosen.uri} {chosen.database}")


@pytest.fixture(autouse=True)
def no_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(settings, "MONGODB_URI", None)
    monkeypatch.setattr(settings, "MONGODB_DATABASE", "govcrawl")
    monkeypatch.setattr(settings, "GOVCRAWL_DATA_DIR", str(tmp_path / "data"))


def test_options_outweigh_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "MONGODB_URI", "mongodb://environment/")
    monkeypatch.setattr(settings, "MONGODB_DATABASE", "news")
    assert CliRunner().invoke(show).stdout == "mongodb://environment/ news\n"
    given = ["--mongodb-uri", "mongodb://option/", "--database", "other"]
    assert CliRunner().invoke(show, given).stdout == "mongodb://option/ other\n"


def test_without_a_uri_the_embedded_server_serves(tmp_path: Path) -> None:
    with Chosen(None, "govcrawl").opened() as store:
        store.ping()
        assert embedded.status(tmp_path / "data").users
    assert embedded.status(tmp_path / "data").uri is None


@pytest.mark.parametrize("uri", ["http://db.example/", "mongodb://", "mongodb://a:b:c@/"])
def test_a_wrong_uri_is_said_before_anything_starts(uri: str) -> None:
    with pytest.raises(NotStarted, match="MONGODB_URI"), Chosen(uri, "govcrawl").opened():
        pytest.fail("there is no such store")


def test_a_failure_at_the_start_ends_with_75_and_a_later_one_with_1(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("a file where the data directory should be")
    with pytest.raises(StoreError) as at_the_start, Chosen(None, "govcrawl").opened():
        pytest.fail("there is no such store")
    assert status_of(at_the_start.value) == 75
    assert status_of(Unavailable("MongoDB has gone")) == 1

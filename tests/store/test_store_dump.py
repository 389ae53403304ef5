"""Copies of all that is kept, and the way back."""

import gzip
import io
import shutil
from pathlib import Path
from typing import Any

import pytest
from bson import encode
from click.testing import CliRunner

from govcrawl.cli import govcrawl
from govcrawl.errors import StoreError
from govcrawl.store.connection import Store, connect
from govcrawl.store.dump import PASSING, dump, restore
from govcrawl.store.embedded import embedded
from govcrawl.store.schema import SHAPES
from tests.report.corpus import fill, save

Held = dict[str, list[dict[str, Any]]]


def held(store: Store) -> Held:
    """Every document, by collection."""
    return {name: sorted(store.database[name].find(), key=lambda it: str(it["_id"])) for name in SHAPES}


@pytest.fixture
def dumped(store: Store) -> bytes:
    fill(store)
    file = io.BytesIO()
    dump(store.database, file)
    return file.getvalue()


def test_what_was_dumped_is_restored_to_the_last_field(
    store: Store, dumped: bytes, mongodb_uri: str, database: str
) -> None:
    before = held(store)
    with connect(mongodb_uri, database=database) as other:
        counts = restore(other.database, io.BytesIO(dumped))
        assert held(other) == {**before, **{name: [] for name in PASSING}}
        assert counts == {name: len(of) for name, of in before.items() if of and name not in PASSING}
        article = save(other, "shequ", 999)
        assert other.articles.get(article.id) is not None


@pytest.mark.parametrize("share", [0.0, 0.3, 0.9, 0.999])
def test_a_file_that_breaks_off_restores_nothing(dumped: bytes, share: float, mongodb_uri: str, database: str) -> None:
    with connect(mongodb_uri, database=database) as other:
        with pytest.raises(StoreError, match=r"whole dump|breaks off|no dump"):
            restore(other.database, io.BytesIO(dumped[: int(len(dumped) * share)]))
        assert other.articles.count() == 0


def test_a_file_with_a_wrong_byte_restores_nothing(dumped: bytes, mongodb_uri: str, database: str) -> None:
    middle = len(dumped) // 2
    damaged = dumped[:middle] + bytes([dumped[middle] ^ 0x55]) + dumped[middle + 1 :]
    with connect(mongodb_uri, database=database) as other:
        with pytest.raises(StoreError):
            restore(other.database, io.BytesIO(damaged))
        assert other.articles.count() == 0


@pytest.mark.parametrize(
    ("records", "said"),
    [
        ([{"format": 99}], "no dump that this govcrawl can read"),
        ([{"format": 1}, {"collection": "else", "document": {}}], "which this govcrawl does not know"),
        ([{"format": 1}, {"end": {"articles": 3}}], "as many documents as it says"),
        ([{"format": 1}], "breaks off"),
    ],
)
def test_what_is_no_dump_is_said(store: Store, records: list[dict[str, Any]], said: str) -> None:
    packed = gzip.compress(b"".join(map(encode, records)))
    with pytest.raises(StoreError, match=said):
        restore(store.database, io.BytesIO(packed))


def test_a_database_that_holds_something_is_left_alone(store: Store, dumped: bytes) -> None:
    before = held(store)
    with pytest.raises(StoreError, match="holds articles already"):
        restore(store.database, io.BytesIO(dumped))
    assert held(store) == before


def test_a_copy_of_the_data_directory_is_a_backup_and_a_dump_the_way_to_another_server(
    mongodb_uri: str, database: str, tmp_path: Path
) -> None:
    ours, copy, file = tmp_path / "ours", tmp_path / "copy", tmp_path / "all.dump"
    with embedded(ours) as uri, connect(uri, database="govcrawl") as store:
        article = save(store, "shequ", 1)
    shutil.copytree(ours, copy)  # stopped: its last user has gone
    with embedded(copy) as uri, connect(uri, database="govcrawl") as store:
        kept = store.articles.get(article.id)
        assert kept is not None
        given = ["--mongodb-uri", uri, "--database", "govcrawl"]
        said = CliRunner().invoke(govcrawl, ["db", "dump", str(file), *given], catch_exceptions=False)
        assert said.stdout == f"{file}: 1 articles, 1 stories\n"
    given = ["--mongodb-uri", mongodb_uri, "--database", database]
    assert CliRunner().invoke(govcrawl, ["db", "restore", str(file), *given], catch_exceptions=False).exit_code == 0
    with connect(mongodb_uri, database=database) as store:
        assert store.articles.get(article.id) == kept

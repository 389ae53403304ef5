"""Writing a corpus and its manifest."""

import json
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from govcrawl.errors import GovcrawlError, UsageError
from govcrawl.export.corpus import Tombstone, write_file
from govcrawl.export.manifest import Gap, Shortfall, State, verify
from govcrawl.export.selection import Selection
from govcrawl.export.shape import Shape, shape_of
from govcrawl.items import Window

STATE = State(
    taken_at=datetime(2024, 3, 6, 2, tzinfo=UTC),
    cursor="2024-03-06T01:58:00Z",
    gaps=(Gap(site="xsnet", month="2024-02", state="rejected", reason="soft_404", urls=3),),
    shortfalls=(Shortfall(site="xsnet", column="义桥新闻", stated=900, stored=850),),
)
DATED = {
    "_id": "a" * 32,
    "site": "xsnet",
    "title": "三新社区：楼道长上岗记",
    "published_at": datetime(2024, 2, 29, 16, 30, tzinfo=UTC),
    "genre": "news",
    "story": {"id": "a", "role": "original", "similarity": 1.0},
    "body": "致电13812345678。",
}
UNDATED = {"_id": "b" * 32, "site": "fanwen", "title": "简报", "published_at": None, "genre": "template", "body": "乙"}


def exported(target: Path, *entries: Any, shape: Shape | None = None, selection: Selection | None = None) -> Any:
    write_file(
        iter(entries),
        target,
        shape=shape or shape_of(target.name, given=None),
        selection=selection or Selection(),
        state=STATE,
    )
    return json.loads(target.with_name(target.name + ".manifest.json").read_bytes())


def test_the_manifest_counts_by_site_month_genre_and_role(tmp_path: Path) -> None:
    said = exported(tmp_path / "corpus.jsonl", DATED, UNDATED)
    assert said["articles"] == 2
    assert said["counts"] == {
        "site": {"fanwen": 1, "xsnet": 1},
        "month": {"2024-03": 1, "undated": 1},
        "genre": {"news": 1, "template": 1},
        "story": {"none": 1, "original": 1},
    }


def test_the_manifest_says_what_is_missing(tmp_path: Path) -> None:
    said = exported(tmp_path / "corpus.jsonl", DATED)
    assert said["known_gaps"] == {
        "urls": [{"site": "xsnet", "month": "2024-02", "state": "rejected", "reason": "soft_404", "urls": 3}],
        "columns": [{"site": "xsnet", "column": "义桥新闻", "stated": 900, "stored": 850}],
    }


def test_the_manifest_says_what_was_asked_for(tmp_path: Path) -> None:
    wanted = Selection(sites=("xsnet",), window=Window(since=date(2024, 1, 1)), originals=True)
    said = exported(tmp_path / "corpus.jsonl", DATED, selection=wanted)
    assert said["filters"] == {"sites": ["xsnet"], "since": "2024-01-01", "story": "original"}
    assert said["cursor"] == STATE.cursor
    assert said["taken_at"] == "2024-03-06T10:00:00+08:00"


@pytest.mark.parametrize("part", [Selection(limit=0), Selection(as_of=datetime(2024, 3, 1, tzinfo=UTC))])
def test_no_delta_leads_on_from_a_part_or_from_another_day(part: Selection, tmp_path: Path) -> None:
    said = exported(tmp_path / "corpus.jsonl", selection=part)
    assert said["cursor"] is None
    assert said["filters"] == part.describe() != {}


@pytest.mark.parametrize("name", ["c.jsonl", "c.jsonl.gz", "c.csv.zst", "c.parquet"])
def test_a_file_is_verified_by_its_manifest(name: str, tmp_path: Path) -> None:
    exported(tmp_path / name, DATED, UNDATED)
    assert verify(tmp_path / name)["articles"] == 2


def test_a_changed_file_fails_verification(tmp_path: Path) -> None:
    target = tmp_path / "corpus.jsonl"
    exported(target, DATED)
    target.write_bytes(target.read_bytes().replace(b"xsnet", b"xsneT"))
    with pytest.raises(GovcrawlError, match="is not the file"):
        verify(target)


def test_a_truncated_file_fails_verification(tmp_path: Path) -> None:
    target = tmp_path / "corpus.jsonl"
    exported(target, DATED)
    target.write_bytes(target.read_bytes()[:-1])
    with pytest.raises(GovcrawlError, match="holds"):
        verify(target)


def test_a_file_without_manifest_cannot_be_verified(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no manifest"):
        verify(tmp_path / "corpus.jsonl")


@pytest.mark.parametrize("text", ["{", "[]", "{}"])
def test_a_file_beside_a_strange_manifest_fails_verification(text: str, tmp_path: Path) -> None:
    target = tmp_path / "corpus.jsonl"
    target.write_bytes(b"")
    (tmp_path / "corpus.jsonl.manifest.json").write_text(text)
    with pytest.raises(GovcrawlError, match="manifest"):
        verify(target)


def test_an_export_that_breaks_leaves_file_and_manifest_as_they_were(tmp_path: Path) -> None:
    target = tmp_path / "corpus.jsonl"
    exported(target, DATED)
    before = {path: path.read_bytes() for path in tmp_path.iterdir()}

    def breaking() -> Iterator[dict[str, Any]]:
        yield UNDATED
        raise GovcrawlError("MongoDB has gone")

    with pytest.raises(GovcrawlError, match="has gone"):
        write_file(breaking(), target, shape=Shape(), selection=Selection(), state=STATE)
    assert {path: path.read_bytes() for path in tmp_path.iterdir()} == before


def test_a_tombstone_is_a_line_of_its_own(tmp_path: Path) -> None:
    target = tmp_path / "delta.jsonl"
    said = exported(target, Tombstone("c" * 32, "withdrawn"))
    assert json.loads(target.read_bytes()) == {"_id": "c" * 32, "deleted": "withdrawn"}
    assert (said["articles"], said["tombstones"]) == (0, 1)


def test_a_masked_export_holds_no_mobile_number(tmp_path: Path) -> None:
    target = tmp_path / "corpus.jsonl"
    exported(target, DATED, shape=Shape(masked=True))
    assert json.loads(target.read_bytes())["body"] == "致电[手机号]。"


def test_chosen_fields_are_written_alone_and_in_their_order(tmp_path: Path) -> None:
    target = tmp_path / "corpus.jsonl"
    exported(target, DATED, shape=Shape(names=("title", "_id")))
    assert target.read_bytes() == f'{{"title":"三新社区：楼道长上岗记","_id":"{"a" * 32}"}}\n'.encode()

"""The formats of an export."""

import csv
import gzip
import io
import json
import sys
from datetime import UTC, datetime
from typing import Any

import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from govcrawl.errors import UsageError
from govcrawl.export.fields import FIELDS
from govcrawl.export.records import NAMES, record
from govcrawl.export.shape import Shape, shape_of
from govcrawl.export.sheet import FORMULA, cell

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

EXAMPLE = {field.name: field.example for field in FIELDS}
EMPTY = dict.fromkeys(NAMES)


def written(shape: Shape, *rows: dict[str, Any]) -> bytes:
    file = io.BytesIO()
    with shape.writer(file) as writer:
        for row in rows:
            writer.write(row)
    return file.getvalue()


@pytest.mark.parametrize(
    ("name", "shape"),
    [
        ("corpus.jsonl", ("jsonl", None)),
        ("corpus", ("jsonl", None)),
        ("corpus.csv", ("csv", None)),
        ("corpus.CSV.GZ", ("csv", "gz")),
        ("corpus.2024.parquet", ("parquet", None)),
        ("corpus.jsonl.zst", ("jsonl", "zst")),
        (".gz", ("jsonl", None)),
        ("-", ("jsonl", None)),
    ],
)
def test_the_suffixes_of_a_file_choose_its_shape(name: str, shape: tuple[str, str | None]) -> None:
    chosen = shape_of(name, given=None)
    assert (chosen.format, chosen.compression) == shape


def test_a_given_format_outweighs_the_suffix() -> None:
    assert shape_of("corpus.csv", given="jsonl").format == "jsonl"


def test_parquet_is_not_compressed_twice() -> None:
    with pytest.raises(UsageError, match="compressed inside"):
        shape_of("corpus.parquet.gz", given=None)


@pytest.mark.parametrize("compression", [None, "gz", "zst"])
@pytest.mark.parametrize("kind", ["jsonl", "csv", "parquet"])
def test_equal_records_give_equal_bytes(kind: Any, compression: Any) -> None:
    shape = Shape(format=kind, compression=compression, names=NAMES)
    assert written(shape, EXAMPLE, EMPTY) == written(shape, EXAMPLE, EMPTY)


def test_gzip_holds_the_same_lines() -> None:
    plain = written(Shape(), EXAMPLE)
    assert gzip.decompress(written(Shape(compression="gz"), EXAMPLE)) == plain


def test_zstandard_holds_the_same_lines() -> None:
    plain = written(Shape(), EXAMPLE)
    assert zstd.decompress(written(Shape(compression="zst"), EXAMPLE)) == plain


def test_csv_begins_with_a_byte_order_mark_and_names_its_columns() -> None:
    text = written(Shape(format="csv", names=NAMES))
    assert text.startswith(b"\xef\xbb\xbf_id,site,column,")
    assert text.endswith(b"\r\n")


def test_csv_gives_a_body_of_several_paragraphs_back() -> None:
    row = record(
        {"body": '第一段，"引"。\n第二段。', "views": 3, "topics": ["社区治理"]}, names=("body", "views", "topics")
    )
    text = written(Shape(format="csv", names=tuple(row)), row).decode("utf-8-sig")
    assert list(csv.reader(io.StringIO(text, newline=""))) == [
        ["body", "views", "topics"],
        ['第一段，"引"。\n第二段。', "3", '["社区治理"]'],
    ]


@pytest.mark.parametrize("text", ["=HYPERLINK(1)", "+1", "-1", "@SUM(A1)", "\t=1", " =1", "＝1+1", "\u3000=1"])
def test_no_cell_is_a_formula(text: str) -> None:
    assert cell(text) == "'" + text


@given(st.text())
def test_no_text_begins_like_a_formula(text: str) -> None:
    written_cell = cell(text)
    assert isinstance(written_cell, str)
    assert not written_cell.lstrip(" \u3000").startswith(FORMULA)


@pytest.mark.parametrize("value", [None, 0, -3, 0.5])
def test_numbers_and_nothing_stay_what_they_are(value: float | None) -> None:
    assert cell(value) is value


def test_parquet_has_real_types() -> None:
    table = pq.read_table(io.BytesIO(written(Shape(format="parquet", names=NAMES), EXAMPLE, EMPTY)))
    kinds = {name: str(table.schema.field(name).type) for name in ("published_at", "views", "topics", "story")}
    assert kinds == {
        "published_at": "timestamp[ms, tz=Asia/Shanghai]",
        "views": "int64",
        "topics": "list<element: string>",
        "story": "struct<id: string, role: string, similarity: double>",
    }


def test_parquet_gives_every_value_back() -> None:
    table = pq.read_table(io.BytesIO(written(Shape(format="parquet", names=NAMES), EXAMPLE, EMPTY)))
    row, empty = table.to_pylist(maps_as_pydicts="strict")
    assert row["published_at"] == datetime(2024, 3, 5, 1, 12, tzinfo=UTC)
    assert {name: value for name, value in row.items() if not name.endswith("_at")} == {
        name: value for name, value in EXAMPLE.items() if not name.endswith("_at")
    }
    assert empty == EMPTY


def test_parquet_of_many_rows_comes_in_groups() -> None:
    file = pq.ParquetFile(io.BytesIO(written(Shape(format="parquet", names=NAMES), *[EXAMPLE] * 2500)))
    assert (file.num_row_groups, file.metadata.num_rows) == (3, 2500)


def test_json_lines_are_one_object_a_line() -> None:
    lines = written(Shape(names=NAMES), EXAMPLE, EMPTY).splitlines()
    assert [json.loads(text) for text in lines] == [EXAMPLE, EMPTY]

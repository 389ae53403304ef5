"""Parquet with real types: timestamps, integers, lists and structures, as ``fields`` annotates them."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, BinaryIO

import pyarrow as pa
import pyarrow.parquet as pq

from govcrawl.export.fields import FIELDS
from govcrawl.export.kinds import ByName, Choice, Kind, Many, Maybe, Scalar, ScalarName, Structure

GROUP = 1000  # rows a row group: some 10 MB of articles in memory

SCALARS: dict[ScalarName, pa.DataType] = {
    "text": pa.string(),
    "integer": pa.int64(),
    "truth": pa.bool_(),
    "number": pa.float64(),
    "time": pa.timestamp("ms", tz="Asia/Shanghai"),
}


class ParquetWriter:
    """Writes records as rows of Parquet, a row group at a time."""

    def __init__(self, file: BinaryIO, names: Sequence[str]) -> None:
        kinds = {field.name: field.kind for field in FIELDS}
        self._schema = pa.schema([(name, arrow_type(kinds[name])) for name in names])
        self._times = [name for name in names if pa.types.is_timestamp(self._schema.field(name).type)]
        self._writer = pq.ParquetWriter(file, self._schema, compression="zstd")
        self._rows: list[dict[str, Any]] = []

    def write(self, values: Mapping[str, Any]) -> None:
        row = dict(values)
        for name in self._times:
            row[name] = row[name] and datetime.fromisoformat(row[name])
        self._rows.append(row)
        if len(self._rows) == GROUP:
            self._flush()

    def close(self) -> None:
        """Writes what is left and the footer; the file stays open."""
        self._flush()
        self._writer.close()

    def _flush(self) -> None:
        if self._rows:
            self._writer.write_table(pa.Table.from_pylist(self._rows, schema=self._schema))
            self._rows.clear()


def arrow_type(kind: Kind) -> pa.DataType:
    """The Arrow type of a kind; every column may be null."""
    match kind:
        case Scalar(name):
            return SCALARS[name]
        case Choice():
            return pa.string()
        case Maybe(held):
            return arrow_type(held)
        case Many(held):
            return pa.list_(arrow_type(held))
        case ByName(held):
            return pa.map_(pa.string(), arrow_type(held))
        case Structure(parts):
            return pa.struct([(name, arrow_type(held)) for name, held in parts])

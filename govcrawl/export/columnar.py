"""Parquet with real types: timestamps, integers, lists and structures, as ``fields`` annotates them."""

import types
from collections.abc import Mapping, Sequence
from dataclasses import fields, is_dataclass
from datetime import datetime
from typing import Any, BinaryIO, Literal, Union, get_args, get_origin, get_type_hints

import pyarrow as pa
import pyarrow.parquet as pq

from govcrawl.export.fields import FIELDS

GROUP = 1000  # rows a row group: some 10 MB of articles in memory

SCALARS: dict[Any, pa.DataType] = {
    str: pa.string(),
    int: pa.int64(),
    float: pa.float64(),
    datetime: pa.timestamp("ms", tz="Asia/Shanghai"),
}


class ParquetWriter:
    """Writes records as rows of Parquet, a row group at a time."""

    def __init__(self, file: BinaryIO, names: Sequence[str]) -> None:
        kinds = {field.name: field.type for field in FIELDS}
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


def arrow_type(kind: Any) -> pa.DataType:
    """The Arrow type of an annotation; every column may be null."""
    if kind in SCALARS:
        return SCALARS[kind]
    if is_dataclass(kind) and isinstance(kind, type):
        hints = get_type_hints(kind)
        return pa.struct([(field.name, arrow_type(hints[field.name])) for field in fields(kind)])
    match get_origin(kind), get_args(kind):
        case origin, _ if origin is Literal:
            return pa.string()
        case origin, members if origin in (Union, types.UnionType):
            (held,) = [member for member in members if member is not type(None)]
            return arrow_type(held)
        case origin, (member, *_) if origin is tuple:
            return pa.list_(arrow_type(member))
        case origin, (key, value) if origin is Mapping:
            return pa.map_(arrow_type(key), arrow_type(value))
    raise TypeError(f"no Arrow type for {kind!r}")

"""The JSON Schema of a record, made from ``fields``."""

import types
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import datetime
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from govcrawl.export.fields import FIELDS, SCHEMA_VERSION

SCALARS: dict[Any, dict[str, Any]] = {
    str: {"type": "string"},
    int: {"type": "integer"},
    float: {"type": "number"},
    type(None): {"type": "null"},
    datetime: {"type": "string", "format": "date-time", "pattern": r"\+08:00$"},
}


def record_schema() -> dict[str, Any]:
    """JSON Schema (draft 2020-12) of one line of an export; a file of chosen ``--fields`` holds a part of it."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "govcrawl article",
        "description": f"One line of a govcrawl export; schema version {SCHEMA_VERSION}.",
        "type": "object",
        "properties": {
            field.name: {"description": field.meaning, **schema_of(field.type), "examples": [field.example]}
            for field in FIELDS
        },
        "additionalProperties": False,
    }


def schema_of(kind: Any) -> dict[str, Any]:
    """The schema of an annotation: scalars, literals, unions, tuples, mappings and our own nouns."""
    if kind in SCALARS:
        return SCALARS[kind]
    if is_dataclass(kind) and isinstance(kind, type):
        return _noun(kind)
    match get_origin(kind), get_args(kind):
        case origin, values if origin is Literal:
            return {"enum": list(values)}
        case origin, members if origin in (Union, types.UnionType):
            return {"anyOf": [schema_of(member) for member in members]}
        case origin, (member, *_) if origin is tuple:
            return {"type": "array", "items": schema_of(member)}
        case origin, (_, value) if origin is Mapping:
            return {"type": "object", "additionalProperties": schema_of(value)}
    raise TypeError(f"no schema for {kind!r}")


def _noun(kind: type[Any]) -> dict[str, Any]:
    hints = get_type_hints(kind)
    names = [field.name for field in fields(kind)]
    return {
        "type": "object",
        "properties": {name: schema_of(hints[name]) for name in names},
        "required": names,
        "additionalProperties": False,
    }

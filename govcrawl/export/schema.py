"""The JSON Schema of a record, made from ``fields``."""

from typing import Any

from govcrawl.export.fields import FIELDS, SCHEMA_VERSION
from govcrawl.export.kinds import ByName, Choice, Kind, Many, Maybe, Scalar, ScalarName, Structure

SCALARS: dict[ScalarName, dict[str, Any]] = {
    "text": {"type": "string"},
    "integer": {"type": "integer"},
    "truth": {"type": "boolean"},
    "number": {"type": "number"},
    "time": {"type": "string", "format": "date-time", "pattern": r"\+08:00$"},
}


def record_schema() -> dict[str, Any]:
    """JSON Schema (draft 2020-12) of one line of an export; a file of chosen ``--fields`` holds a part of it."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "govcrawl article",
        "description": f"One line of a govcrawl export; schema version {SCHEMA_VERSION}.",
        "type": "object",
        "properties": {
            field.name: {"description": field.meaning, **schema_of(field.kind), "examples": [field.example]}
            for field in FIELDS
        },
        "additionalProperties": False,
    }


def schema_of(kind: Kind) -> dict[str, Any]:
    """The schema of a kind."""
    match kind:
        case Scalar(name):
            return SCALARS[name]
        case Choice(values):
            return {"enum": list(values)}
        case Maybe(held):
            return {"anyOf": [schema_of(held), {"type": "null"}]}
        case Many(held):
            return {"type": "array", "items": schema_of(held)}
        case ByName(held):
            return {"type": "object", "additionalProperties": schema_of(held)}
        case Structure(parts):
            return {
                "type": "object",
                "properties": {name: schema_of(held) for name, held in parts},
                "required": [name for name, _ in parts],
                "additionalProperties": False,
            }

"""The data dictionary of ``docs/data.md``, made from ``fields``."""

from typing import Any

import orjson

from govcrawl.export.fields import FIELDS
from govcrawl.export.kinds import ByName, Choice, Kind, Many, Maybe, Scalar, Structure


def dictionary() -> str:
    """A Markdown table of the fields of a record: type, meaning, example."""
    rows = [
        f"| `{field.name}` | {words(field.kind)} | {field.meaning} | `{_json(field.example)}` |" for field in FIELDS
    ]
    return "\n".join(["| field | type | meaning | example |", "|---|---|---|---|", *rows])


def words(kind: Kind) -> str:
    """A kind in words."""
    match kind:
        case Scalar("truth"):
            return "true or false"
        case Scalar(name):
            return name
        case Choice(values):
            return " ".join(f"`{value}`" for value in values)
        case Maybe(held):
            return f"{words(held)} or null"
        case Many(held):
            return f"[{words(held)}]"
        case ByName(held):
            return f"{{name: {words(held)}}}"
        case Structure(parts):
            return "{" + ", ".join(name for name, _ in parts) + "}"


def _json(value: Any) -> str:
    return orjson.dumps(value).decode().replace("|", "\\|")

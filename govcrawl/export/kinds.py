"""What the annotations of our nouns mean for data: kinds, of which the schema, Parquet and the docs are made."""

import types
from collections.abc import Mapping
from dataclasses import dataclass, fields, is_dataclass
from datetime import datetime
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

ScalarName = Literal["text", "integer", "number", "truth", "time"]
SCALARS: dict[Any, ScalarName] = {str: "text", int: "integer", float: "number", bool: "truth", datetime: "time"}


@dataclass(frozen=True, slots=True)
class Scalar:
    """Text, integer, number, true or false, or time."""

    name: ScalarName


@dataclass(frozen=True, slots=True)
class Choice:
    """One of a few texts."""

    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Maybe:
    """A value or null."""

    kind: "Kind"


@dataclass(frozen=True, slots=True)
class Many:
    """A list."""

    kind: "Kind"


@dataclass(frozen=True, slots=True)
class ByName:
    """An object whose keys are any names."""

    kind: "Kind"


@dataclass(frozen=True, slots=True)
class Structure:
    """An object with exactly these keys."""

    parts: tuple[tuple[str, "Kind"], ...]


Kind = Scalar | Choice | Maybe | Many | ByName | Structure


def kind_of(annotation: Any) -> Kind:
    """The kind of an annotation; raises TypeError for one that no noun of ours uses."""
    if annotation in SCALARS:
        return Scalar(SCALARS[annotation])
    if is_dataclass(annotation) and isinstance(annotation, type):
        hints = get_type_hints(annotation)
        return Structure(tuple((field.name, kind_of(hints[field.name])) for field in fields(annotation)))
    match get_origin(annotation), get_args(annotation):
        case origin, values if origin is Literal:
            return Choice(values)
        case origin, (held, none) if origin in (Union, types.UnionType) and none is type(None):
            return Maybe(kind_of(held))
        case origin, (held, *_) if origin is tuple:
            return Many(kind_of(held))
        case origin, (_, held) if origin is Mapping:
            return ByName(kind_of(held))
    raise TypeError(f"no kind of data: {annotation!r}")

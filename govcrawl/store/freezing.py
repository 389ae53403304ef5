"""Frozen values as JSON and back, by the types of their fields."""

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import datetime
from types import NoneType, UnionType
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

T = TypeVar("T")


def freeze(value: Any) -> Any:
    """A value as JSON holds it: dataclasses as objects, datetimes as ISO 8601, tuples as arrays."""
    if is_dataclass(value):
        return {each.name: freeze(getattr(value, each.name)) for each in fields(value)}
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {key: freeze(held) for key, held in value.items()}
    return [freeze(held) for held in value] if isinstance(value, tuple | list) else value


def thaw(kind: type[T], frozen: Mapping[str, Any]) -> T:
    """The dataclass of a kind that was frozen; fields that it did not have yet are their defaults."""
    hints = get_type_hints(kind)
    return kind(**{name: _thawed(hints[name], value) for name, value in frozen.items() if name in hints})


def _thawed(hint: Any, value: Any) -> Any:
    origin, arguments = get_origin(hint), get_args(hint)
    if value is None:
        return None
    if origin in (Union, UnionType):
        [some] = [each for each in arguments if each is not NoneType]
        return _thawed(some, value)
    if origin is tuple:
        return tuple(_thawed(arguments[0], each) for each in value)
    if isinstance(origin, type) and issubclass(origin, Mapping):
        return {key: _thawed(arguments[1], each) for key, each in value.items()}
    if hint is datetime:
        return datetime.fromisoformat(value)
    return thaw(hint, value) if isinstance(hint, type) and is_dataclass(hint) else value

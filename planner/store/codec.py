"""Frozen values as JSON and back, by their types: how a plan is kept whole."""

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date, time
from functools import cache
from types import UnionType
from typing import Any, get_args, get_origin, get_type_hints

from planner.phrases import Phrase

Json = Any
"""What the json module reads and writes."""


def encode(value: object) -> Json:
    """Return a value as JSON: dataclasses as objects, tuples as lists, days and times as text."""
    if is_dataclass(value) and not isinstance(value, type):
        return {one.name: encode(getattr(value, one.name)) for one in fields(value)}
    if isinstance(value, Phrase):
        return {"pattern": value.pattern, "parts": encode(value.parts)}
    if isinstance(value, (date, time)):
        return value.isoformat()
    if isinstance(value, tuple):
        return [encode(one) for one in value]
    if isinstance(value, Mapping):
        return {str(name): encode(one) for name, one in value.items()}
    return value


@cache
def _hints(kind: type) -> dict[str, Any]:
    return get_type_hints(kind)


def decode(kind: Any, value: Json) -> Any:
    """Return the value of type `kind` that `encode` made JSON of.

    A field that the JSON lacks takes its default, so that an older row stays readable.
    """
    if get_origin(kind) is UnionType:
        inner = next(one for one in get_args(kind) if one is not type(None))
        return None if value is None else decode(inner, value)
    if get_origin(kind) is tuple:
        return tuple(decode(get_args(kind)[0], one) for one in value)
    if isinstance(kind, type) and is_dataclass(kind):
        hints = _hints(kind)
        return kind(
            **{name: decode(hints[name], one) for name, one in value.items() if name in hints}
        )
    if kind is str and isinstance(value, dict):
        pattern, parts = value["pattern"], value["parts"]
        return Phrase(pattern, **{name: decode(str, part) for name, part in parts.items()})
    if kind in {date, time}:
        return kind.fromisoformat(value)
    return value

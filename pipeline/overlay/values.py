"""Kinds, copies and locations of JSON values."""

from typing import Any, Literal

Location = tuple[int | str, ...]


def kind(value: Any) -> Literal["object", "array", "primitive"]:
    """Return which of the three kinds of the merge rules the value has."""
    if isinstance(value, dict):
        return "object"
    return "array" if isinstance(value, list) else "primitive"


def same_primitive(one: Any, other: Any) -> bool:
    """Return whether two primitives are equal; unlike in Python, `true` is not 1."""
    return type(one) is type(other) and bool(one == other)


def copied(value: Any) -> Any:
    """Return a deep copy of a JSON value."""
    match value:
        case dict():
            return {name: copied(child) for name, child in value.items()}
        case list():
            return [copied(child) for child in value]
    return value

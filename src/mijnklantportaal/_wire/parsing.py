"""What parsers share: where a value stands, how deep it may nest, how deviations from the spec are reported."""

from collections.abc import Callable
from typing import Any, TypeAlias

Report: TypeAlias = Callable[[str, str, object], None]
"""Called for each deviation from the spec, with the path, what the spec promises there, and what was received (`UNSET`
for nothing)."""

Place: TypeAlias = "tuple[Place, str] | None"
"""Where a value stands: the place of its parent and its key, as a linked list, so that descending costs one tuple."""

MAX_DEPTH = 100
"""How deep a value that the spec does not describe may nest. Python's copy, comparison and repr fail on deeper ones."""


class MalformedBodyError(ValueError):
    """A response body is not the JSON object that the spec promises, so that nothing can be parsed from it."""


class DeviationError(ValueError):
    """A value deviates from the spec. Callers never see it: lenient parsing takes over, and keeps the value."""


def ignore_deviation(path: str, expected: str, received: object) -> None:
    """A `Report` that reports nothing."""


def refuse_deviation(path: str, expected: str, received: object) -> None:
    """A `Report` that refuses every deviation.

    Raises:
        DeviationError: Always.
    """
    raise DeviationError


def path_of(place: Place) -> str:
    """Return the place as readers write it, such as `data[].links.customer`: one path for all elements of a list."""
    keys: list[str] = []
    while place is not None:
        place, key = place
        keys.append(key)
    return ".".join(reversed(keys)).replace(".[]", "[]")


def checked_depth(value: Any) -> Any:
    """Return a JSON value that the spec does not describe, if it does not nest too deep to be kept.

    Raises:
        MalformedBodyError: It nests more than `MAX_DEPTH` deep.
    """
    level = [value]
    for _ in range(MAX_DEPTH):
        level = [
            inner
            for outer in level
            if type(outer) is dict or type(outer) is list
            for inner in (outer.values() if type(outer) is dict else outer)
        ]
        if not level:
            return value
    raise MalformedBodyError(f"the body holds a value that nests more than {MAX_DEPTH} deep")

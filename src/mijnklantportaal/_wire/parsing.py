"""What parsers share: where a value stands, how deep it may nest, how deviations from the spec are reported."""

import json
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any, TypeAlias

from mijnklantportaal._wire.serializing import to_json

Report: TypeAlias = Callable[[str, str, object], None]
"""Called for each deviation from the spec, with the path, what the spec promises there, and what was received (`UNSET`
for nothing)."""

Place: TypeAlias = "tuple[Place, str] | None"
"""Where a value stands: the place of its parent and its key, as a linked list, so that descending costs one tuple."""

MAX_DEPTH = 100
"""How deep a value that the spec does not describe may nest. Python's copy, comparison and repr fail on deeper ones."""


class MalformedBodyError(ValueError):
    """A response body is not the JSON that the spec promises, so that nothing can be parsed from it."""


class DeviationError(ValueError):
    """A value deviates from the spec. Callers never see it: lenient parsing takes over, and keeps the value."""


DEVIATIONS = (ValueError, TypeError, LookupError, ArithmeticError)
"""What strict parsers raise for a value that deviates: `DeviationError`, and what the conversions in them raise."""


def ignore_deviation(path: str, expected: str, received: object) -> None:
    """A `Report` that reports nothing."""


def refuse_deviation(path: str, expected: str, received: object) -> None:
    """A `Report` that refuses every deviation.

    Raises:
        DeviationError: Always.
    """
    raise DeviationError


def path_of(place: Place) -> str:
    """Return the place as readers write it, such as `data[].prices{}.amount`.

    It is one path for all elements of a list, and for all values of a map.
    """
    keys: list[str] = []
    while place is not None:
        place, key = place
        keys.append(key)
    return ".".join(reversed(keys)).replace(".[]", "[]").replace(".{}", "{}")


def undescribed(value: Any) -> Any:
    """Return a value that the spec does not describe as it is kept: as a JSON value, without `Decimal`.

    Raises:
        MalformedBodyError: It nests more than `MAX_DEPTH` deep.
    """
    # As most unknown fields are.
    if value is None or type(value) is str:
        return value
    level = [value]
    for _ in range(MAX_DEPTH):
        level = [
            inner
            for outer in level
            if isinstance(outer, Mapping | list | tuple)
            for inner in (outer.values() if isinstance(outer, Mapping) else outer)
        ]
        if not level:
            return to_json(value)
    raise MalformedBodyError(f"the body holds a value that nests more than {MAX_DEPTH} deep")


def parse_json_leniently(content: bytes) -> Any:
    """Parse JSON that Python refuses because of its numbers, which stay text.

    Raises:
        MalformedBodyError: It is not JSON, or nests too deep.
    """

    def number_or_text(kind: type) -> Callable[[str], Any]:
        def parse(text: str) -> Any:
            try:
                return kind(text)
            except (ValueError, ArithmeticError):
                return text

        return parse

    parse_float, parse_int = number_or_text(Decimal), number_or_text(int)
    try:
        return json.loads(content, parse_float=parse_float, parse_int=parse_int, parse_constant=str)
    except (ValueError, RecursionError) as error:
        raise MalformedBodyError(f"the body is not valid JSON: {error}") from None

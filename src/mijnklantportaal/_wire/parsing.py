"""Shared code of the parsers: the place of a value, the limit of its depth, and reports of deviations from the spec."""

import json
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any, TypeAlias

from mijnklantportaal._wire.serializing import to_json

Report: TypeAlias = Callable[[str, str, object], None]
"""Called for each deviation from the spec with its path, the expected value and the received value (`UNSET` if there
was none)."""

Place: TypeAlias = "tuple[Place, str] | None"
"""The place of a value: the place of its parent, and its key. In a linked list, each level costs only one tuple."""

MAX_DEPTH = 100
"""How many levels a value that the spec does not describe may have. Python's copy, comparison and repr fail with
more."""


class MalformedBodyError(ValueError):
    """A response body is not the JSON that the spec describes, and cannot be parsed at all."""


class DeviationError(ValueError):
    """A value deviates from the spec. Users never see this error, since lenient parsing then keeps the value."""


DEVIATIONS = (ValueError, TypeError, LookupError, ArithmeticError)
"""The errors of strict parsers for a value that deviates: `DeviationError`, and the errors of conversions in them."""


def ignore_deviation(path: str, expected: str, received: object) -> None:
    """A `Report` that reports nothing."""


def refuse_deviation(path: str, expected: str, received: object) -> None:
    """A `Report` that refuses every deviation.

    Raises:
        DeviationError: Always.
    """
    raise DeviationError


def path_of(place: Place) -> str:
    """Return the place as a path, such as `data[].prices{}.amount`.

    All elements of a list, and all values of a map, have the same path.
    """
    keys: list[str] = []
    while place is not None:
        place, key = place
        keys.append(key)
    return ".".join(reversed(keys)).replace(".[]", "[]").replace(".{}", "{}")


def undescribed(value: Any) -> Any:
    """Return a value that the spec does not describe as a JSON value without `Decimal`.

    Raises:
        MalformedBodyError: It has more than `MAX_DEPTH` levels.
    """
    # Most unknown fields are of these types.
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
    raise MalformedBodyError(f"the body contains a value that is nested more than {MAX_DEPTH} levels deep")


def parse_json_leniently(content: bytes) -> Any:
    """Parse JSON that Python refuses because of its numbers. The numbers stay text.

    Raises:
        MalformedBodyError: It is not JSON, or is nested too deeply.
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

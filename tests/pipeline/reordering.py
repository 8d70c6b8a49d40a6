"""The same spec in another order."""

from collections.abc import Callable, Iterable
from typing import Any

# The keys of these objects are in an order that callers see.
ORDERED_OBJECTS = ("paths", "properties")
SETS = ("required", "type")


def reversed_keys(value: Any) -> Any:
    """Return the value with the keys of its objects reversed, except where callers see their order."""
    return _with_keys(value, reversed)


def sorted_keys(value: Any) -> Any:
    """Return the value with the keys of its objects sorted, except where callers see their order."""
    return _with_keys(value, sorted)


def _with_keys(value: Any, order: Callable[[dict[str, Any]], Iterable[str]], name: str = "") -> Any:
    match value:
        case dict():
            keys = value if name in ORDERED_OBJECTS else order(value)
            return {key: _with_keys(value[key], order, key) for key in keys}
        case list():
            return [_with_keys(item, order) for item in value]
    return value


def reversed_sets(value: Any) -> Any:
    """Return the value with the lists reversed that the OpenAPI specification treats as sets."""
    match value:
        case dict():
            found = {key: reversed_sets(item) for key, item in value.items()}
            return {key: item[::-1] if key in SETS and isinstance(item, list) else item for key, item in found.items()}
        case list():
            return [reversed_sets(item) for item in value]
    return value

"""One order for specs that differ in their layout only."""

from collections.abc import Callable, Iterator
from typing import Any

from pipeline.effective.objects import iter_nodes

Key = Callable[[Any], Any]


def in_canonical_order(spec: dict[str, Any]) -> dict[str, Any]:
    """Return the spec with its keys in alphabetical order, where their order has no meaning.

    A publisher's tool that writes keys in another order must not change what is generated. Callers see the order of
    properties, parameters, paths, tags and enum values, so these stay as they are.

    Args:
        spec: A valid spec; it is not modified.
    """
    ordered: dict[str, Any] = _sorted(spec, {id(value) for value in _ordered_objects(spec)})
    for node in iter_nodes(ordered):
        for name, key in _sets(node.kind).items():
            if isinstance(node.value.get(name), list):
                node.value[name].sort(key=key)
    return ordered


def _ordered_objects(spec: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield the JSON objects whose keys have a meaningful order: the paths, and the properties of each schema."""
    for node in iter_nodes(spec):
        if node.kind == "Paths":
            yield node.value
        elif node.kind == "Schema" and isinstance(node.value.get("properties"), dict):
            yield node.value["properties"]


def _sorted(value: Any, unsorted: set[int]) -> Any:
    match value:
        case dict():
            keys = value if id(value) in unsorted else sorted(value)
            return {key: _sorted(value[key], unsorted) for key in keys}
        case list():
            return [_sorted(item, unsorted) for item in value]
    return value


def _sets(kind: str) -> dict[str, Key]:
    """Return the keys of an object that hold sets, each with the sort key of its members."""
    match kind:
        case "Operation":
            return {"tags": str}
        case "Schema":
            # A type that allows null reads better with it at the end.
            return {"required": str, "type": lambda name: (name == "null", name)}
    return {}

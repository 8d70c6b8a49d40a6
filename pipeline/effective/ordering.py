"""One order for specs that differ in their layout only."""

from collections.abc import Callable, Iterator
from typing import Any

from pipeline.effective.objects import iter_nodes
from pipeline.openapi import DEFAULT_STYLES

Key = Callable[[Any], Any]


def in_canonical_order(spec: dict[str, Any]) -> dict[str, Any]:
    """Return the spec with its keys in alphabetical order, where the order has no meaning, and without default styles.

    A publisher's tool that writes keys in another order, or writes out the style that parameters have anyway, must not
    change what is generated. Callers see the order of properties, parameters, paths, tags and enum values, so these
    stay as they are.

    Args:
        spec: A valid spec; it is not modified.
    """
    ordered: dict[str, Any] = _sorted(spec, {id(value) for value in _ordered_objects(spec)})
    for node in iter_nodes(ordered):
        for name, key in _sets(node.kind).items():
            if isinstance(node.value.get(name), list):
                node.value[name].sort(key=key)
        if node.kind == "Parameter":
            _remove_default_style(node.value)
    return ordered


def _remove_default_style(parameter: dict[str, Any]) -> None:
    """Remove the style and `explode` that OpenAPI gives to a parameter without them (3.1, "Parameter Object")."""
    default = DEFAULT_STYLES.get(parameter.get("in", ""))
    style = parameter.get("style", default)
    # In the query and in cookies, that is `form`, the only style that is exploded by default.
    if parameter.get("explode") is (style == "form"):
        del parameter["explode"]
    if "style" in parameter and style == default:
        del parameter["style"]


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

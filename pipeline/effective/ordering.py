"""A canonical order for specs that differ only in their layout."""

from collections.abc import Callable, Iterator
from typing import Any

from pipeline.effective.objects import iter_nodes
from pipeline.openapi import DEFAULT_STYLES

Key = Callable[[Any], Any]


def in_canonical_order(spec: dict[str, Any]) -> dict[str, Any]:
    """Return the spec without default styles, and with keys in alphabetical order if their order has no meaning.

    A publisher's tool that writes keys in another order, or states default styles, must not change the generated code.
    Callers see the order of properties, parameters, paths, tags and enum values, so these do not change.

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
    """Remove `style` and `explode` if they have the defaults of OpenAPI (3.1, "Parameter Object")."""
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
    """Return the keys of an object whose values are sets, each with the sort key of its members."""
    match kind:
        case "Operation":
            return {"tags": str}
        case "Schema":
            # A type that allows null is more readable with null at the end.
            return {"required": str, "type": lambda name: (name == "null", name)}
    return {}

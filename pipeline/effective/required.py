"""Lists of required properties, and the extensions of OpenAPI that the overlay uses for them.

`x-all-required` requires all properties of a schema, and `x-optional` excepts one of them.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from pipeline.effective.finding import Finding, Location, removal
from pipeline.effective.objects import Node
from pipeline.openapi import target_of

MARKER = "x-all-required"
OPTIONAL = "x-optional"

# A schema below one of these describes a value that is not part of the marked object.
_CONDITIONS = frozenset({"not", "if", "then", "else", "contains", "propertyNames"})
_MAPS = frozenset({"properties", "patternProperties", "dependentSchemas", "$defs"})


def expand_all_required(nodes: Iterable[Node]) -> Iterator[Finding]:
    """Make all properties required in every schema marked `x-all-required: true` and in the schemas inside it.

    A property with `x-optional: true` is never required. All markers are removed, in place.

    With the marker, one overlay action can mark many schemas. No JSONPath update can list the properties of each, and
    no filter can distinguish schemas from the maps that contain them. With `x-optional`, actions can except properties
    in any order, unlike changes of a list.

    Args:
        nodes: The objects of the spec, each before its contents.

    Yields:
        A finding for each marker that is not `true`, and for each `x-optional` outside of a property.
    """
    marked: Location | None = None
    for node in nodes:
        if node.kind != "Schema":
            continue
        if OPTIONAL in node.value:
            # The markers of properties are removed before the properties are reached.
            yield Finding((*node.location, OPTIONAL), "must be `true`, and in a property")
        optional = _optional_properties(node.value)
        if MARKER in node.value:
            marker = node.value.pop(MARKER)
            if marker is not True:
                yield Finding((*node.location, MARKER), f"is {marker!r}; it must be `true`")
                continue
            if marked is None or node.location[: len(marked)] != marked:
                marked = node.location
        properties = node.value.get("properties")
        if (
            marked is not None
            and node.location[: len(marked)] == marked
            and not _is_condition(node.location[len(marked) :])
            and isinstance(properties, dict)
            and properties
        ):
            node.value["required"] = list(properties)
        if optional and isinstance(node.value.get("required"), list):
            node.value["required"] = [name for name in node.value["required"] if name not in optional]


def _optional_properties(schema: dict[str, Any]) -> set[str]:
    """Return the properties that are marked as optional, and remove the marker."""
    properties = schema.get("properties")
    if not isinstance(properties, dict):
        return set()
    marked = {name for name, value in properties.items() if isinstance(value, dict) and value.get(OPTIONAL) is True}
    for name in marked:
        del properties[name][OPTIONAL]
    return marked


def _is_condition(path: Location) -> bool:
    return any(key in _CONDITIONS and (index == 0 or path[index - 1] not in _MAPS) for index, key in enumerate(path))


def undeclared_required(spec: dict[str, Any], nodes: Iterable[Node]) -> Iterator[Finding]:
    """Yield a finding for each name that an `allOf` requires although none of its schemas has the property."""
    for node in nodes:
        if node.kind != "Schema" or not isinstance(node.value.get("allOf"), list):
            continue
        required = node.value.get("required")
        missing = set(required if isinstance(required, list) else ()) - _properties(spec, node.value)
        for name in sorted(missing):
            location = (*node.location, "required")
            action = removal(location, "It names a property that the schema does not have.")
            yield Finding(location, f"`{name}` is required, and no part of the schema has such a property", action)


def _properties(spec: dict[str, Any], schema: dict[str, Any]) -> set[str]:
    names: set[str] = set()
    seen: set[int] = set()
    pending_schemas: list[Any] = [schema]
    while pending_schemas:
        current = pending_schemas.pop()
        if not isinstance(current, dict) or id(current) in seen:
            continue
        seen.add(id(current))
        properties = current.get("properties")
        names |= properties.keys() if isinstance(properties, dict) else set()
        for key in ("allOf", "anyOf", "oneOf"):
            pending_schemas += current[key] if isinstance(current.get(key), list) else []
        if "$ref" in current:
            pending_schemas.append(target_of(spec, current["$ref"]))
    return names

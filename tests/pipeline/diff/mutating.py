"""Mutations of a spec: functions that find a place, and functions that change it.

All names are those of upstream, since the overlay is applied after the change.
"""

import copy
from collections.abc import Callable
from typing import Any, TypeAlias

from pipeline.openapi import METHODS
from tests.pipeline.reordering import reversed_keys

Spec: TypeAlias = dict[str, Any]
Node: TypeAlias = dict[str, Any]
Place: TypeAlias = Callable[[Spec], Node]
"""Finds an object of the spec."""
Change: TypeAlias = Callable[[Spec], None]
"""Changes the spec in place."""

JSON = "application/json"
FORM = "multipart/form-data"


def unchanged(spec: Spec) -> None:
    """Do not change the spec."""


def several(*changes: Change) -> Change:

    def change(spec: Spec) -> None:
        for one in changes:
            one(spec)

    return change


# Places


def root(spec: Spec) -> Node:
    return spec


def path_item(path: str) -> Place:
    return lambda spec: spec["paths"][path]


def operation(operation_id: str) -> Place:
    def find(spec: Spec) -> Node:
        return next(
            item[method]
            for item in spec["paths"].values()
            for method in METHODS
            if item.get(method, {}).get("operationId") == operation_id
        )

    return find


def responses(operation_id: str) -> Place:
    return lambda spec: operation(operation_id)(spec)["responses"]


def successful_response(operation_id: str) -> Place:
    """Return the place of the successful response."""

    def find(spec: Spec) -> Node:
        found = responses(operation_id)(spec)
        return next(found[status] for status in found if status.startswith("2"))

    return find


def response_schema(operation_id: str) -> Place:
    return inside(successful_response(operation_id), "content", JSON, "schema")


def bodies(operation_id: str) -> Place:
    return lambda spec: operation(operation_id)(spec)["requestBody"]["content"]


def body(operation_id: str) -> Place:
    return lambda spec: next(iter(bodies(operation_id)(spec).values()))["schema"]


def parameter(operation_id: str, name: str) -> Place:
    return lambda spec: next(one for one in operation(operation_id)(spec)["parameters"] if one["name"] == name)


def schemas(spec: Spec) -> Node:
    found: Node = spec.setdefault("components", {}).setdefault("schemas", {})
    return found


def schema(name: str) -> Place:
    return lambda spec: schemas(spec)[name]


def inside(place: Place, *keys: str) -> Place:
    """Return the place that the keys lead to."""

    def find(spec: Spec) -> Node:
        found = place(spec)
        for key in keys:
            found = found[key]
        return found

    return find


def items(place: Place, name: str) -> Place:
    return inside(place, "properties", name, "items")


# Changes


def updated(place: Place, **values: Any) -> Change:
    """Set keys."""
    return with_keys(place, values)


def with_keys(place: Place, values: Node) -> Change:
    """Set keys that are not valid Python names."""

    def change(spec: Spec) -> None:
        place(spec).update(copy.deepcopy(values))

    return change


def without(place: Place, *keys: str) -> Change:

    def change(spec: Spec) -> None:
        node = place(spec)
        for key in keys:
            del node[key]

    return change


def replaced(place: Place, value: Node) -> Change:

    def change(spec: Spec) -> None:
        node = place(spec)
        node.clear()
        node.update(copy.deepcopy(value))

    return change


def key_renamed(place: Place, old: str, new: str) -> Change:
    """Rename a key without moving it."""

    def change(spec: Spec) -> None:
        node = place(spec)
        entries = [(new if key == old else key, value) for key, value in node.items()]
        node.clear()
        node.update(entries)

    return change


def with_property(place: Place, name: str, value: Node, *, required: bool = False) -> Change:

    def change(spec: Spec) -> None:
        node = place(spec)
        node["properties"][name] = copy.deepcopy(value)
        if required:
            node.setdefault("required", []).append(name)

    return change


def without_property(place: Place, *names: str) -> Change:

    def change(spec: Spec) -> None:
        for name in names:
            optional(place, name)(spec)
            del place(spec)["properties"][name]

    return change


def property_renamed(place: Place, old: str, new: str) -> Change:
    """Rename a property without moving it."""

    def change(spec: Spec) -> None:
        node = place(spec)
        key_renamed(inside(place, "properties"), old, new)(spec)
        if old in node.get("required", []):
            node["required"] = [new if name == old else name for name in node["required"]]

    return change


def with_keywords(place: Place, name: str, **keywords: Any) -> Change:
    return updated(inside(place, "properties", name), **keywords)


def without_keywords(place: Place, name: str, *keywords: str) -> Change:
    return without(inside(place, "properties", name), *keywords)


def required(place: Place, *names: str) -> Change:

    def change(spec: Spec) -> None:
        place(spec).setdefault("required", []).extend(names)

    return change


def optional(place: Place, name: str) -> Change:

    def change(spec: Spec) -> None:
        node = place(spec)
        if name in node.get("required", []):
            node["required"].remove(name)
            if not node["required"]:
                del node["required"]

    return change


def with_parameter(operation_id: str, name: str, location: str, value: Node, *, required: bool = False) -> Change:
    """Add a parameter before the others."""

    def change(spec: Spec) -> None:
        parameters = operation(operation_id)(spec).setdefault("parameters", [])
        one = {"name": name, "in": location, "description": "A parameter", "required": required, "schema": value}
        parameters.insert(0, copy.deepcopy(one))

    return change


def without_parameter(operation_id: str, name: str) -> Change:

    def change(spec: Spec) -> None:
        node = operation(operation_id)(spec)
        node["parameters"] = [one for one in node["parameters"] if one["name"] != name]
        if not node["parameters"]:
            del node["parameters"]

    return change


def path_renamed(old: str, new: str) -> Change:
    """Rename a path without moving it."""
    return key_renamed(lambda spec: spec["paths"], old, new)


def without_path(*paths: str) -> Change:
    return without(lambda spec: spec["paths"], *paths)


def with_path(path: str, item: Node) -> Change:
    return with_keys(lambda spec: spec["paths"], {path: item})


def with_tag(name: str) -> Change:

    def change(spec: Spec) -> None:
        spec["tags"].append({"name": name})

    return change


def without_tag(name: str) -> Change:

    def change(spec: Spec) -> None:
        spec["tags"] = [tag for tag in spec["tags"] if tag["name"] != name]

    return change


def text_replaced(old: str, new: str) -> Change:
    """Replace every value that is equal to a text."""

    def value_of(value: Any) -> Any:
        match value:
            case dict():
                return {key: value_of(inner) for key, inner in value.items()}
            case list():
                return [value_of(inner) for inner in value]
        return new if value == old else value

    def change(spec: Spec) -> None:
        replaced(root, value_of(spec))(spec)

    return change


def component_renamed(old: str, new: str) -> Change:
    """Rename a schema and all references to it."""
    return several(
        key_renamed(schemas, old, new),
        text_replaced(f"#/components/schemas/{old}", f"#/components/schemas/{new}"),
    )


def extracted(place: Place, name: str) -> Change:
    """Move an inline schema to the components, and put a reference in its place."""

    def change(spec: Spec) -> None:
        node = place(spec)
        schemas(spec)[name] = dict(node)
        replaced(place, {"$ref": f"#/components/schemas/{name}"})(spec)

    return change


def keys_reversed(spec: Spec) -> None:
    """Reverse the keys of all objects, except where callers see their order."""
    replaced(root, reversed_keys(spec))(spec)


def moved_to_end(place: Place, *keys: str) -> Change:
    """Move keys of an object behind its others."""

    def change(spec: Spec) -> None:
        node = place(spec)
        for key in keys:
            node[key] = node.pop(key)

    return change


def parameters_reversed(operation_id: str) -> Change:

    def change(spec: Spec) -> None:
        operation(operation_id)(spec)["parameters"].reverse()

    return change

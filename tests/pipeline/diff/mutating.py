"""How a document is changed: places in it, and what can be done there.

All names are upstream's, since the overlay is applied after the change.
"""

import copy
from collections.abc import Callable
from typing import Any, TypeAlias

from pipeline.openapi import METHODS
from tests.pipeline.reordering import reversed_keys

Document: TypeAlias = dict[str, Any]
Node: TypeAlias = dict[str, Any]
Place: TypeAlias = Callable[[Document], Node]
"""Finds an object of the document."""
Change: TypeAlias = Callable[[Document], None]
"""Changes the document in place."""

JSON = "application/json"
FORM = "multipart/form-data"


def unchanged(document: Document) -> None:
    """Leave the document as it is."""


def several(*changes: Change) -> Change:
    """One change after the other."""

    def change(document: Document) -> None:
        for one in changes:
            one(document)

    return change


# Places


def root(document: Document) -> Node:
    return document


def path_item(path: str) -> Place:
    return lambda document: document["paths"][path]


def operation(operation_id: str) -> Place:
    def find(document: Document) -> Node:
        return next(
            item[method]
            for item in document["paths"].values()
            for method in METHODS
            if item.get(method, {}).get("operationId") == operation_id
        )

    return find


def responses(operation_id: str) -> Place:
    return lambda document: operation(operation_id)(document)["responses"]


def answer(operation_id: str) -> Place:
    """What the operation answers when it succeeds."""

    def find(document: Document) -> Node:
        found = responses(operation_id)(document)
        return next(found[status] for status in found if status.startswith("2"))

    return find


def answer_schema(operation_id: str) -> Place:
    return inside(answer(operation_id), "content", JSON, "schema")


def bodies(operation_id: str) -> Place:
    """The bodies of the operation, by media type."""
    return lambda document: operation(operation_id)(document)["requestBody"]["content"]


def body(operation_id: str) -> Place:
    """The schema of the first body of the operation."""
    return lambda document: next(iter(bodies(operation_id)(document).values()))["schema"]


def parameter(operation_id: str, name: str) -> Place:
    return lambda document: next(one for one in operation(operation_id)(document)["parameters"] if one["name"] == name)


def schemas(document: Document) -> Node:
    return document.setdefault("components", {}).setdefault("schemas", {})


def schema(name: str) -> Place:
    return lambda document: schemas(document)[name]


def inside(place: Place, *keys: str) -> Place:
    """What stands there under these keys, one in the other."""

    def find(document: Document) -> Node:
        found = place(document)
        for key in keys:
            found = found[key]
        return found

    return find


def items(place: Place, name: str) -> Place:
    """The schema of the elements of a property."""
    return inside(place, "properties", name, "items")


# Changes


def updated(place: Place, **values: Any) -> Change:
    """Keys are given other values there, or added."""
    return with_keys(place, values)


def with_keys(place: Place, values: Node) -> Change:
    """The same for keys that are no names in Python."""

    def change(document: Document) -> None:
        place(document).update(copy.deepcopy(values))

    return change


def without(place: Place, *keys: str) -> Change:
    """Keys are removed there."""

    def change(document: Document) -> None:
        node = place(document)
        for key in keys:
            del node[key]

    return change


def replaced(place: Place, value: Node) -> Change:
    """The object there becomes another one."""

    def change(document: Document) -> None:
        node = place(document)
        node.clear()
        node.update(copy.deepcopy(value))

    return change


def key_renamed(place: Place, old: str, new: str) -> Change:
    """A key is called otherwise there, and stays where it is."""

    def change(document: Document) -> None:
        node = place(document)
        entries = [(new if key == old else key, value) for key, value in node.items()]
        node.clear()
        node.update(entries)

    return change


def with_property(place: Place, name: str, value: Node, *, required: bool = False) -> Change:
    """An object gets a property."""

    def change(document: Document) -> None:
        node = place(document)
        node["properties"][name] = copy.deepcopy(value)
        if required:
            node.setdefault("required", []).append(name)

    return change


def without_property(place: Place, *names: str) -> Change:
    """An object loses properties."""

    def change(document: Document) -> None:
        for name in names:
            optional(place, name)(document)
            del place(document)["properties"][name]

    return change


def property_renamed(place: Place, old: str, new: str) -> Change:
    """A property is called otherwise, and stays where it is."""

    def change(document: Document) -> None:
        node = place(document)
        key_renamed(inside(place, "properties"), old, new)(document)
        if old in node.get("required", []):
            node["required"] = [new if name == old else name for name in node["required"]]

    return change


def with_keywords(place: Place, name: str, **keywords: Any) -> Change:
    """A property gets keywords, or other values of them."""
    return updated(inside(place, "properties", name), **keywords)


def without_keywords(place: Place, name: str, *keywords: str) -> Change:
    """A property loses keywords."""
    return without(inside(place, "properties", name), *keywords)


def required(place: Place, *names: str) -> Change:
    """Properties must be given."""

    def change(document: Document) -> None:
        place(document).setdefault("required", []).extend(names)

    return change


def optional(place: Place, name: str) -> Change:
    """A property may be left out."""

    def change(document: Document) -> None:
        node = place(document)
        if name in node.get("required", []):
            node["required"].remove(name)
            if not node["required"]:
                del node["required"]

    return change


def with_parameter(operation_id: str, name: str, location: str, value: Node, *, required: bool = False) -> Change:
    """An operation gets a parameter, its first if it has others."""

    def change(document: Document) -> None:
        parameters = operation(operation_id)(document).setdefault("parameters", [])
        one = {"name": name, "in": location, "description": "A parameter", "required": required, "schema": value}
        parameters.insert(0, copy.deepcopy(one))

    return change


def without_parameter(operation_id: str, name: str) -> Change:
    """An operation loses a parameter."""

    def change(document: Document) -> None:
        node = operation(operation_id)(document)
        node["parameters"] = [one for one in node["parameters"] if one["name"] != name]
        if not node["parameters"]:
            del node["parameters"]

    return change


def path_renamed(old: str, new: str) -> Change:
    """A path becomes another one, and stays where it is."""
    return key_renamed(lambda document: document["paths"], old, new)


def without_path(*paths: str) -> Change:
    """Paths are removed, with all their operations."""
    return without(lambda document: document["paths"], *paths)


def with_path(path: str, item: Node) -> Change:
    """A path is added."""
    return with_keys(lambda document: document["paths"], {path: item})


def with_tag(name: str) -> Change:
    """A tag is declared."""

    def change(document: Document) -> None:
        document["tags"].append({"name": name})

    return change


def without_tag(name: str) -> Change:
    """A tag is declared no more."""

    def change(document: Document) -> None:
        document["tags"] = [tag for tag in document["tags"] if tag["name"] != name]

    return change


def text_replaced(old: str, new: str) -> Change:
    """Every value that is just this text becomes another one; keys stay."""

    def value_of(value: Any) -> Any:
        match value:
            case dict():
                return {key: value_of(inner) for key, inner in value.items()}
            case list():
                return [value_of(inner) for inner in value]
        return new if value == old else value

    def change(document: Document) -> None:
        replaced(root, value_of(document))(document)

    return change


def component_renamed(old: str, new: str) -> Change:
    """A schema is called otherwise, also where it is referred to."""
    return several(
        key_renamed(schemas, old, new),
        text_replaced(f"#/components/schemas/{old}", f"#/components/schemas/{new}"),
    )


def extracted(place: Place, name: str) -> Change:
    """A schema that is written in place becomes a component, and a reference stands where it was."""

    def change(document: Document) -> None:
        node = place(document)
        schemas(document)[name] = dict(node)
        replaced(place, {"$ref": f"#/components/schemas/{name}"})(document)

    return change


def keys_reversed(document: Document) -> None:
    """Reverse the keys of all objects, except where callers see their order."""
    replaced(root, reversed_keys(document))(document)


def moved_to_end(place: Place, *keys: str) -> Change:
    """Move keys of an object behind its others."""

    def change(document: Document) -> None:
        node = place(document)
        for key in keys:
            node[key] = node.pop(key)

    return change


def parameters_reversed(operation_id: str) -> Change:
    """Reverse the list of an operation's parameters."""

    def change(document: Document) -> None:
        operation(operation_id)(document)["parameters"].reverse()

    return change

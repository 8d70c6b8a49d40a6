"""One order for documents that say the same."""

from collections.abc import Callable
from typing import Any

from pipeline.effective.objects import walk
from pipeline.openapi import target_of

Key = Callable[[Any], Any]


def in_canonical_order(document: dict[str, Any]) -> dict[str, Any]:
    """The document with keys in alphabetical order, and so with the lists that the specification takes as sets.

    The order of keys says nothing in YAML and JSON. Were it kept, a publisher's tool that writes them otherwise would
    change what is generated. Of an object's properties `id` goes first, where readers look for it.

    Args:
        document: A valid document; it stays untouched.
    """
    ordered: dict[str, Any] = _sorted(document)
    for node in walk(ordered):
        if node.kind == "Schema" and "id" in node.value.get("properties", {}):
            properties = node.value["properties"]
            node.value["properties"] = {"id": properties["id"], **properties}
        for name, key in _sets(node.kind, ordered).items():
            if isinstance(node.value.get(name), list):
                node.value[name].sort(key=key)
    return ordered


def _sorted(value: Any) -> Any:
    match value:
        case dict():
            return {key: _sorted(value[key]) for key in sorted(value)}
        case list():
            return [_sorted(item) for item in value]
    return value


def _sets(kind: str, document: dict[str, Any]) -> dict[str, Key]:
    """The keys of an object that hold sets, and what their members are ordered by."""

    def parameter(node: dict[str, Any]) -> tuple[str, str]:
        resolved = target_of(document, node["$ref"]) if "$ref" in node else node
        return resolved["in"], resolved["name"]

    match kind:
        case "OpenAPI":
            return {"tags": lambda tag: tag["name"]}
        case "PathItem":
            return {"parameters": parameter}
        case "Operation":
            return {"parameters": parameter, "tags": str}
        case "Schema":
            # A type that allows null reads better with it at the end.
            return {"required": str, "type": lambda name: (name == "null", name)}
    return {}

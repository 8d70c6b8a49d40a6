"""What a document has to look like before it can be merged, and what it adds up to."""

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import unquote

from pipeline.errors import PipelineError

METHODS = ("get", "put", "post", "delete", "options", "head", "patch", "trace")
_SHOWN_PLACES = 3


def check_shape(document: dict[str, Any], name: str) -> None:
    """Make sure that this is an OpenAPI 3 document as far as merging depends on it.

    Raises:
        PipelineError: it is not.
    """
    if not re.fullmatch(r"3\.\d+(\.\d+)?", str(document.get("openapi"))):
        raise PipelineError(f"{name} is no OpenAPI document: it has no `openapi: 3.x`.")
    if not document.get("paths"):
        raise PipelineError(f"{name} is no complete OpenAPI document: it has no paths.")
    places: list[tuple[str, Any]] = [("paths", document["paths"]), ("components", document.get("components", {}))]
    for place, value in places:
        _require_mapping(value, f"/{place}", name)
        for key, child in value.items():
            if not key.startswith("x-"):
                _require_mapping(child, f"/{place}/{escape(key)}", name)
    for path in document["paths"]:
        if not path.startswith(("/", "x-")):
            raise PipelineError(f"{name} has a path that does not start with a slash: {path}.")
    for operation_name, operation in operations(document):
        _require_mapping(operation, f"the operation {operation_name}", name)
        tags = operation.get("tags", [])
        if not isinstance(tags, list) or not all(isinstance(tag, str) for tag in tags):
            raise PipelineError(f"{name} is no OpenAPI document: the tags of {operation_name} are not a list of names.")
    _check_tags(document.get("tags", []), name)


def operations(document: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every operation in the order of the document, as `GET /customers` and what stands there."""
    for path, item in document["paths"].items():
        if path.startswith("/"):
            yield from ((f"{method.upper()} {path}", item[method]) for method in item if method in METHODS)


def schemas(document: dict[str, Any]) -> dict[str, Any]:
    """The named schemas."""
    found: dict[str, Any] = document.get("components", {}).get("schemas", {})
    return found


def totals(document: dict[str, Any]) -> dict[str, int]:
    """How much there is of what."""
    return {
        "operations": sum(1 for _ in operations(document)),
        "paths": sum(path.startswith("/") for path in document["paths"]),
        "tags": len(document.get("tags", [])),
        "schemas": len(schemas(document)),
    }


def unresolved_references(document: dict[str, Any]) -> Iterator[str]:
    """One sentence for every `$ref` whose target is not in the document."""
    places: dict[str, list[str]] = {}
    for place, reference in _references(document, ""):
        places.setdefault(reference, []).append(place or "/")
    for reference, users in places.items():
        if not _resolves(reference, document):
            more = f" and {len(users) - _SHOWN_PLACES} more" if len(users) > _SHOWN_PLACES else ""
            used = ", ".join(users[:_SHOWN_PLACES])
            yield f"{reference} is in no source, but used at {used}{more}; add the page or document that has it."


def escape(key: str) -> str:
    """The key as a part of a JSON pointer."""
    return key.replace("~", "~0").replace("/", "~1")


def _references(node: Any, place: str) -> Iterator[tuple[str, str]]:
    if isinstance(node, dict):
        if isinstance(node.get("$ref"), str):
            yield place, node["$ref"]
        for key, child in node.items():
            yield from _references(child, f"{place}/{escape(key)}")
    elif isinstance(node, list):
        for index, child in enumerate(node):
            yield from _references(child, f"{place}/{index}")


def _resolves(reference: str, document: Any) -> bool:
    if not reference.startswith("#/"):
        return reference == "#"
    node = document
    for part in unquote(reference[2:]).split("/"):
        key = part.replace("~1", "/").replace("~0", "~")
        if isinstance(node, dict) and key in node:
            node = node[key]
        elif isinstance(node, list) and key.isdecimal() and int(key) < len(node):
            node = node[int(key)]
        else:
            return False
    return True


def _require_mapping(value: Any, place: str, name: str) -> None:
    if not isinstance(value, dict):
        raise PipelineError(f"{name} is no OpenAPI document: {place} is not a mapping.")


def _check_tags(tags: Any, name: str) -> None:
    if not isinstance(tags, list) or not all(
        isinstance(tag, dict) and isinstance(tag.get("name"), str) for tag in tags
    ):
        raise PipelineError(f"{name} is no OpenAPI document: /tags is not a list of tags with a name.")

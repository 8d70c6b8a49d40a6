"""The structure that a spec must have before it can be merged, and its parts."""

import re
from collections.abc import Iterator
from typing import Any

from pipeline.errors import PipelineError
from pipeline.openapi import METHODS, escape, target_of


def check_shape(document: dict[str, Any], name: str) -> None:
    """Check that a document is an OpenAPI 3 spec, as far as merging requires it.

    Raises:
        PipelineError: The document is not such a spec.
    """
    if not re.fullmatch(r"3\.\d+(\.\d+)?", str(document.get("openapi"))):
        raise PipelineError(f"{name} is not a valid OpenAPI spec: it has no `openapi: 3.x`.")
    if not document.get("paths"):
        raise PipelineError(f"{name} is not a complete OpenAPI spec: it has no paths.")
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
            raise PipelineError(
                f"{name} is not a valid OpenAPI spec: the tags of {operation_name} are not a list of names."
            )
    _check_tags(document.get("tags", []), name)


def operations(document: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield every operation in the order of the spec, with its name such as `GET /customers`."""
    for path, item in document["paths"].items():
        if path.startswith("/"):
            yield from ((f"{method.upper()} {path}", item[method]) for method in item if method in METHODS)


def schemas(document: dict[str, Any]) -> dict[str, Any]:
    """Return the component schemas by name."""
    found: dict[str, Any] = document.get("components", {}).get("schemas", {})
    return found


def totals(document: dict[str, Any]) -> dict[str, int]:
    """Return the numbers of operations, paths, tags and schemas."""
    return {
        "operations": sum(1 for _ in operations(document)),
        "paths": sum(path.startswith("/") for path in document["paths"]),
        "tags": len(document.get("tags", [])),
        "schemas": len(schemas(document)),
    }


def unresolved_references(document: dict[str, Any]) -> list[str]:
    """Return each `$ref` whose target does not exist, once."""
    return [reference for reference in dict.fromkeys(_references(document)) if not _resolves(reference, document)]


def _references(node: Any) -> Iterator[str]:
    if isinstance(node, dict):
        if isinstance(node.get("$ref"), str):
            yield node["$ref"]
        for child in node.values():
            yield from _references(child)
    elif isinstance(node, list):
        for child in node:
            yield from _references(child)


def _resolves(reference: str, document: Any) -> bool:
    try:
        target_of(document, reference)
    except LookupError:
        return False
    return True


def _require_mapping(value: Any, place: str, name: str) -> None:
    if not isinstance(value, dict):
        raise PipelineError(f"{name} is not a valid OpenAPI spec: {place} is not a mapping.")


def _check_tags(tags: Any, name: str) -> None:
    if not isinstance(tags, list) or not all(
        isinstance(tag, dict) and isinstance(tag.get("name"), str) for tag in tags
    ):
        raise PipelineError(f"{name} is not a valid OpenAPI spec: /tags is not a list of tags with a name.")

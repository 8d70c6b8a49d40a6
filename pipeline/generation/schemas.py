"""Looks up in the effective spec what the generator's objects leave out."""

import textwrap
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pipeline.errors import PipelineError
from pipeline.openapi import METHODS, target_of

Document = dict[str, Any]
Schema = dict[str, Any]


def resolve(document: Document, node: Schema) -> Schema:
    """Return the object that a chain of `$ref` ends at; the description beside the first `$ref` wins (OpenAPI 3.1).

    Raises:
        PipelineError: The chain is a cycle, or ends at a schema that is only `true` or `false`.
    """
    description = node.get("description") if isinstance(node, dict) else None
    followed: set[str] = set()
    while isinstance(node, dict) and "$ref" in node:
        if node["$ref"] in followed:
            raise PipelineError(
                f"the reference {textwrap.shorten(node['$ref'], 200)!r} leads back to itself: repair it in "
                "overrides/overlay.yaml."
            )
        followed.add(node["$ref"])
        node = target_of(document, node["$ref"])
    if not isinstance(node, dict):
        raise PipelineError(
            f"a schema is only `{str(node).lower()}`, which has no type: describe the value in overrides/overlay.yaml."
        )
    return {**node, "description": description} if description is not None else node


def properties(document: Document, schema: Schema) -> dict[str, Schema]:
    """Return the properties of an object schema, with those of its `allOf`."""
    schema = resolve(document, schema)
    found: dict[str, Schema] = {}
    for part in schema.get("allOf", []):
        found |= properties(document, part)
    found |= schema.get("properties", {})
    return found


def without_null(schema: Schema) -> Schema:
    """Return the schema of a nullable value that is not null."""
    for keyword in ("anyOf", "oneOf"):
        others = [part for part in schema.get(keyword, []) if part.get("type") != "null"]
        if len(others) == 1:
            return dict(others[0])
    return schema


def enumeration_values(values: set[str | int], document: Any) -> list[str | int]:
    """Return the values of an enumeration in the order of the spec, which the generator does not keep."""
    return next(_enumerations(values, document), sorted(values, key=str))


def _enumerations(values: set[str | int], node: Any) -> Iterator[list[str | int]]:
    if isinstance(node, dict) and isinstance(node.get("enum"), list):
        members = [member for member in node["enum"] if member is not None]
        # By type, since `True` equals 1; an example may have an `enum` too, with values of any type.
        if all(type(member) in (str, int) for member in members) and set(members) == values:
            yield members
    for part in node.values() if isinstance(node, dict) else node if isinstance(node, list) else ():
        yield from _enumerations(values, part)


def inline_responses(operation: "OperationNode", document: Document) -> Iterator[tuple[str, Schema]]:
    """Yield status and JSON schema of each successful response whose schema is inline."""
    for status, response in operation.responses.items():
        schema = resolve(document, response).get("content", {}).get("application/json", {}).get("schema", {})
        # `true` is a schema too, without a type.
        if status.startswith("2") and isinstance(schema, dict) and "$ref" not in schema:
            yield status, schema


@dataclass(frozen=True)
class OperationNode:
    """One operation of the spec, and where it is."""

    path: str
    method: str
    node: dict[str, Any]
    # Including those of the path.
    parameters: list[Schema]

    @property
    def id(self) -> str:
        """The operationId."""
        return str(self.node["operationId"])

    @property
    def tag(self) -> str:
        """The only tag."""
        return str(self.node["tags"][0])

    @property
    def responses(self) -> dict[str, dict[str, Any]]:
        """The responses by status."""
        return {status: node for status, node in self.node["responses"].items() if not status.startswith("x-")}

    def __str__(self) -> str:
        """Return the operation as error messages name it."""
        return f"operation {self.id!r} ({self.method.upper()} {self.path})"


def operations(document: Document) -> Iterator[OperationNode]:
    """Yield all operations, in the order of the spec.

    Raises:
        PipelineError: A path is only a reference, so that its operations would be missing; or an operation has servers
            of its own, or no responses.
    """
    paths = {path: item for path, item in document["paths"].items() if not path.startswith("x-")}
    for path, item in paths.items():
        if "$ref" in item:
            raise PipelineError(
                f"the path {path!r} is a reference, which the generator leaves out: inline it in "
                "overrides/overlay.yaml."
            )
        for method in METHODS:
            if method in item:
                if "servers" in item or "servers" in item[method]:
                    raise PipelineError(
                        f"{method.upper()} {path} has servers of its own, and this client supports one only: remove "
                        "them in overrides/overlay.yaml."
                    )
                if not item[method].get("responses"):
                    raise PipelineError(
                        f"{method.upper()} {path} has no `responses`, so that its result is unknown: add them "
                        "in overrides/overlay.yaml."
                    )
                declared = [*item[method].get("parameters", []), *item.get("parameters", [])]
                parameters = [resolve(document, parameter) for parameter in declared]
                yield OperationNode(path, method, item[method], parameters)

"""Prepares the effective spec for openapi-python-client, which names the classes.

It gets the parts of schemas that names depend on, in forms that it supports: titles, properties, enumerations. All
descriptions are JSON pointers, which identify the places of its objects and messages.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from pipeline.media_types import is_json
from pipeline.openapi import escape
from pipeline.parse.flat import LocatedSchema
from pipeline.parse.flattening import EndlessReferenceError, Flattener
from pipeline.parse.nodes import Located, OperationNode, WebhookNode, is_ignored_header, schema_of_parameter
from pipeline.parse.shapes import Shape, alias_values, shape_of

_COMPONENTS = "#/components/schemas/"


def prepared(
    spec: Mapping[str, Any],
    flattener: Flattener,
    operations: Iterable[OperationNode],
    webhooks: Iterable[WebhookNode],
    tags: Mapping[str, str],
) -> dict[str, Any]:
    """Return the spec in the form for the generator.

    Args:
        spec: The effective spec.
        flattener: Flattens its schemas.
        operations: Its operations.
        webhooks: Its webhooks, which become operations, since the generator ignores webhooks.
        tags: The names of the resources, by tag.
    """
    preparer = _Preparer(flattener)
    paths: dict[str, dict[str, Any]] = {}
    for index, operation in enumerate(operations):
        method = preparer.operation(operation)
        paths.setdefault(operation.path, {})[operation.http_method] = method | {"tags": [tags[operation.tag]]}
        paths[f"/parameters/{index}"] = {"get": preparer.other_parameters(operation)}
    for index, webhook in enumerate(webhooks):
        if webhook.payload:
            paths[f"/webhook/{index}"] = {"post": preparer.webhook(webhook)}
    components = {
        name: preparer.component(LocatedSchema(f"{_COMPONENTS}{escape(name)}", schema))
        for name, schema in spec.get("components", {}).get("schemas", {}).items()
    }
    return {
        "openapi": spec["openapi"],
        "info": {"title": "API", "version": "1"},
        "paths": paths,
        "components": {"schemas": components},
    }


class _Preparer:
    def __init__(self, flattener: Flattener) -> None:
        self._flattener = flattener

    def operation(self, operation: OperationNode) -> dict[str, Any]:
        node: dict[str, Any] = {"operationId": operation.id, "description": operation.pointer, "responses": {}}
        node["parameters"] = [
            self._parameter(parameter)
            if parameter.node["in"] == "query"
            else self._parameter(parameter) | {"in": parameter.node["in"], "schema": {"type": "string"}}
            for parameter in _named(operation)
        ]
        if operation.body:
            content = {
                media_type: {
                    "schema": self._schema(LocatedSchema(operation.body.child("content", media_type, "schema"), schema))
                }
                for media_type, body in operation.body.node.get("content", {}).items()
                if (schema := body.get("schema")) is not None
            }
            if content:
                node["requestBody"] = {"content": content, "required": True}
        for status, response in operation.responses.items():
            media_type = next(filter(is_json, response.node.get("content", {})), None)
            node["responses"][status] = {"description": response.pointer}
            if media_type and "schema" in response.node["content"][media_type]:
                body = response.node["content"][media_type]["schema"]
                schema = self._schema(LocatedSchema(response.child("content", media_type, "schema"), body))
                node["responses"][status]["content"] = {"application/json": {"schema": schema}}
        return node

    def other_parameters(self, operation: OperationNode) -> dict[str, Any]:
        """Return an operation with the parameters of the path and the headers in its query.

        The generator supports lists and objects only there. The names of their classes are the same.
        """
        parameters = [self._parameter(parameter) for parameter in _named(operation) if parameter.node["in"] != "query"]
        return {"operationId": operation.id, "tags": ["parameters"], "parameters": parameters, "responses": {}}

    def webhook(self, webhook: WebhookNode) -> dict[str, Any]:
        assert webhook.payload
        return {
            "operationId": webhook.name,
            "description": webhook.pointer,
            "tags": ["webhook"],
            "requestBody": {"content": {"application/json": {"schema": self._schema(webhook.payload)}}},
            "responses": {},
        }

    def _parameter(self, parameter: Located) -> dict[str, Any]:
        return {
            "name": parameter.node["name"],
            "in": "query",
            "description": parameter.pointer,
            "required": parameter.node.get("required", False),
            "schema": self._schema(schema_of_parameter(parameter)),
        }

    def component(self, located: LocatedSchema) -> dict[str, Any]:
        return self._schema(located, of_component=located.pointer)

    def _schema(
        self, located: LocatedSchema, of_component: str = "", within: frozenset[str] = frozenset()
    ) -> dict[str, Any]:
        return self._joined((located,), of_component, within)

    def _joined(self, schemas: Iterable[LocatedSchema], of_component: str, within: frozenset[str]) -> dict[str, Any]:
        try:
            flat = self._flattener.flatten(schemas)
        except EndlessReferenceError:
            return {}
        shape, values = shape_of(flat), alias_values(flat)
        has_name = shape is Shape.MODEL or bool(values)
        if has_name and flat.definition.startswith(_COMPONENTS) and flat.definition != of_component:
            name = flat.definition.removeprefix(_COMPONENTS)
            if "/" not in name:
                return {"$ref": flat.definition}
        if flat.definition in within:
            # A list or map that contains itself, which `Types` reports.
            return {}
        inside = within | {flat.definition}
        schema: dict[str, Any] = {"description": flat.definition} | ({"title": flat.title} if flat.title else {})
        match shape:
            case Shape.MODEL:
                schema["type"] = "object"
                schema["properties"] = {key: self._joined(inner, "", inside) for key, inner in flat.properties.items()}
                schema["required"] = sorted(flat.required & flat.properties.keys())
                if flat.additional:
                    schema["additionalProperties"] = self._joined(flat.additional, "", inside)
            case Shape.LIST:
                schema |= {"type": "array", "items": self._joined(flat.items, "", inside) if flat.items else {}}
            case Shape.MAP:
                # A map has no class, but the generator would create one.
                items = self._joined(flat.additional, "", inside) if flat.additional else {}
                schema |= {"type": "array", "items": items}
            case Shape.UNION:
                schema["anyOf"] = [self._joined((member,), "", inside) for member in flat.members]
            case _ if values:
                schema |= {"type": "string" if isinstance(values[0], str) else "integer", "enum": list(values)}
            case _:
                schema["type"] = "string"
        return schema


def _named(operation: OperationNode) -> list[Located]:
    """Return the parameters that become arguments."""
    return [
        parameter
        for parameter in operation.parameters
        if parameter.node["in"] != "cookie" and not is_ignored_header(parameter)
    ]

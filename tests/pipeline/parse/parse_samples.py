"""A spec with one operation, and changes to it."""

from collections.abc import Callable
from typing import Any


TEXT = {"type": "string"}
UNSET = " | Unset = UNSET"
Spec = dict[str, Any]
Change = Callable[[Spec], object]


def reference_to(schema: str) -> Spec:
    return {"$ref": "#/components/schemas/" + schema.replace("~", "~0").replace("/", "~1")}


def thing_spec() -> Spec:
    """Return a spec with one operation, `update-thing`, which returns a Thing."""
    return {
        "openapi": "3.1.1",
        "info": {"title": "Test", "version": "1"},
        "servers": [{"url": "https://example.com"}],
        "tags": [{"name": "Things API"}],
        "paths": {
            "/things/{thingId}": {
                "put": {
                    "tags": ["Things API"],
                    "operationId": "update-thing",
                    "parameters": [{"name": "thingId", "in": "path", "required": True, "schema": TEXT}],
                    "requestBody": {
                        "required": True,
                        "content": {"application/json": {"schema": {"type": "object", "properties": {"a": TEXT}}}},
                    },
                    "responses": {"200": response(reference_to("Thing"))},
                }
            }
        },
        "components": {"schemas": {"Thing": {"type": "object", "properties": {"a": TEXT}}}},
    }


def response(schema: Spec, media_type: str = "application/json") -> Spec:
    return {"description": "Fine.", "content": {media_type: {"schema": schema}}}


def operation(spec: Spec) -> Spec:
    node: Spec = spec["paths"]["/things/{thingId}"]["put"]
    return node


def body(spec: Spec) -> Spec:
    schema: Spec = operation(spec)["requestBody"]["content"]["application/json"]["schema"]
    return schema


def add_parameter(name: str, location: str, schema: Spec, **more: Any) -> Change:
    return lambda spec: operation(spec)["parameters"].append({"name": name, "in": location, "schema": schema, **more})


def add_fields(*required: str, **fields: Spec) -> Change:
    return lambda spec: body(spec).update(properties=fields, **({"required": [*required]} if required else {}))


def respond_with(schema: Spec) -> Change:
    return lambda spec: operation(spec)["responses"].update({"200": response(schema)})


def add_operation(operation_id: str, tag: str) -> Change:
    def change(spec: Spec) -> None:
        if {"name": tag} not in spec["tags"]:
            spec["tags"].append({"name": tag})
        deletion = {"tags": [tag], "operationId": operation_id, "responses": {"204": {"description": "Deleted."}}}
        spec["paths"]["/others"] = {"delete": deletion}

    return change


LIST: dict[str, Any] = {"type": "object", "properties": {"data": {"type": "array", "items": reference_to("Thing")}}}

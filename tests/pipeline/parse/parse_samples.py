"""A spec with one operation, and changes to it."""

import copy
from collections.abc import Callable
from pathlib import Path
from typing import Any

from pipeline.api import Api, Type
from pipeline.effective import check_spec
from pipeline.parse import parse_api

ROOT = Path(__file__).parents[3]
CONFIG = ROOT / "generator-config.yaml"
Spec = dict[str, Any]
TEXT: Spec = {"type": "string"}
Change = Callable[[Spec], object]


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


def changed_spec(*changes: Change) -> Spec:
    """Return the spec after changes."""
    spec = copy.deepcopy(thing_spec())
    for change in changes:
        change(spec)
    return spec


def parsed(spec: Spec) -> Api:
    """Check a spec and return its API, after a check that the spec is not modified."""
    before = copy.deepcopy(spec)
    check_spec(spec)
    api = parse_api(spec, CONFIG)
    assert spec == before
    return api


def api_of(*changes: Change) -> Api:
    """Return the API of the changed spec."""
    return parsed(changed_spec(*changes))


def received(schema: Spec | bool, **schemas: Spec) -> Type:
    """Return the type of the property `x` of a response.

    Args:
        schema: Its schema.
        schemas: Further components.
    """
    thing = {"type": "object", "properties": {"x": schema}}
    return api_of(add_components(Thing=thing, **schemas)).models["Thing"].fields[0].type


def reference_to(schema: str) -> Spec:
    return {"$ref": "#/components/schemas/" + schema.replace("~", "~0").replace("/", "~1")}


def list_of(schema: Spec) -> Spec:
    return {"type": "array", "items": schema}


def map_of(schema: Spec) -> Spec:
    return {"type": "object", "additionalProperties": schema}


def object_of(**properties: Spec) -> Spec:
    return {"type": "object", "properties": properties}


def response(schema: Spec, media_type: str = "application/json") -> Spec:
    return {"description": "Fine.", "content": {media_type: {"schema": schema}}}


def operation(spec: Spec) -> Spec:
    node: Spec = spec["paths"]["/things/{thingId}"]["put"]
    return node


def body(spec: Spec) -> Spec:
    schema: Spec = operation(spec)["requestBody"]["content"]["application/json"]["schema"]
    return schema


def add_components(**schemas: Spec) -> Change:
    return lambda spec: spec["components"]["schemas"].update(schemas)


def add_parameter(name: str, location: str, schema: Spec, **more: Any) -> Change:
    return lambda spec: operation(spec)["parameters"].append({"name": name, "in": location, "schema": schema, **more})


def add_fields(*required: str, **fields: Spec) -> Change:
    return lambda spec: body(spec).update(properties=fields, **({"required": [*required]} if required else {}))


def set_body(schema: Spec, media_type: str = "application/json") -> Change:
    return lambda spec: operation(spec)["requestBody"].update(content={media_type: {"schema": schema}})


def respond_with(schema: Spec, media_type: str = "application/json", status: str = "200") -> Change:
    return lambda spec: operation(spec)["responses"].update({status: response(schema, media_type)})


def add_operation(operation_id: str, tag: str, path: str = "/others") -> Change:
    def change(spec: Spec) -> None:
        if {"name": tag} not in spec["tags"]:
            spec["tags"].append({"name": tag})
        deletion = {"tags": [tag], "operationId": operation_id, "responses": {"204": {"description": "Deleted."}}}
        spec["paths"][path] = {"delete": deletion}

    return change


THINGS: Spec = object_of(data=list_of(reference_to("Thing")))
PAGE: Spec = object_of(data=list_of(reference_to("Thing")), next_page_url=TEXT)

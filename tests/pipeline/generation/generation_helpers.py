"""A document with one operation, and changes of it."""

from collections.abc import Callable
from typing import Any

from generation_samples import Document, reference_to

TEXT = {"type": "string"}
UNSET = " | _types.Unset = _types.UNSET"
Change = Callable[[Document], object]


def thing_document() -> Document:
    """A document with one operation, `update-thing`, that takes and returns a Thing."""
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
                    "responses": {"200": answer(reference_to("Thing"))},
                }
            }
        },
        "components": {"schemas": {"Thing": {"type": "object", "properties": {"a": TEXT}}}},
    }


def answer(schema: Document, media_type: str = "application/json") -> Document:
    return {"description": "Fine.", "content": {media_type: {"schema": schema}}}


def operation(document: Document) -> Document:
    found: Document = document["paths"]["/things/{thingId}"]["put"]
    return found


def body(document: Document) -> Document:
    found: Document = operation(document)["requestBody"]["content"]["application/json"]["schema"]
    return found


def add_parameter(name: str, location: str, schema: Document, **more: Any) -> Change:
    return lambda document: operation(document)["parameters"].append(
        {"name": name, "in": location, "schema": schema, **more}
    )


def add_fields(*required: str, **fields: Document) -> Change:
    return lambda document: body(document).update(properties=fields, **({"required": [*required]} if required else {}))


def answer_with(schema: Document) -> Change:
    return lambda document: operation(document)["responses"].update({"200": answer(schema)})


def add_operation(operation_id: str, tag: str) -> Change:
    def change(document: Document) -> None:
        if {"name": tag} not in document["tags"]:
            document["tags"].append({"name": tag})
        gone = {"tags": [tag], "operationId": operation_id, "responses": {"204": {"description": "Gone."}}}
        document["paths"]["/others"] = {"delete": gone}

    return change


LIST = {"type": "object", "properties": {"data": {"type": "array", "items": reference_to("Thing")}}}

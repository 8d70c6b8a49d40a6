"""A spec that has a schema in every place where a schema can be: below requests, responses and webhooks."""

from tests.pipeline.parse.parse_samples import TEXT, Spec, reference_to, response

NUMBER: Spec = {"type": "integer"}
PLACES: Spec = {
    "plain": TEXT,
    "object": {"title": "Inner", "type": "object", "properties": {"leaf": TEXT}},
    "list": {"type": "array", "items": {"type": "array", "items": TEXT}},
    "map": {"type": "object", "additionalProperties": TEXT},
    "mapOfModels": {"type": "object", "additionalProperties": reference_to("Target")},
    "open": {
        "title": "Open",
        "type": "object",
        "properties": {"leaf": TEXT},
        "additionalProperties": {"type": "array", "items": NUMBER},
    },
    "reference": reference_to("Target"),
    "referenceToText": reference_to("Text"),
    "referenceInList": {"type": "array", "items": reference_to("Scalars")},
    "conjunction": {"allOf": [reference_to("Target"), {"type": "object", "properties": {"more": TEXT}}]},
    "conjunctionOfOne": {"allOf": [reference_to("Text")]},
    "conjunctionOfScalars": {"allOf": [TEXT, reference_to("Text")]},
    "union": {"oneOf": [reference_to("Target"), TEXT, {"type": "array", "items": NUMBER}]},
    "nullableReference": {"anyOf": [reference_to("Target"), {"type": "null"}]},
    "nullableText": {"type": ["string", "null"]},
    "severalTypes": {"type": ["string", "integer"]},
    "enumeration": {"type": "string", "enum": ["a", "b"]},
    "constant": {"type": "string", "const": "c"},
    "anything": {},
    "tuple": {"type": "array", "prefixItems": [TEXT, NUMBER]},
    "patterns": {"type": "object", "patternProperties": {"^x": TEXT}},
    "negation": {"type": "string", "not": {"type": "string"}},
    "condition": {"type": "string", "if": TEXT, "then": TEXT, "else": TEXT},
    "names": {"type": "object", "propertyNames": TEXT, "additionalProperties": NUMBER},
}


def rich_spec() -> Spec:
    """Return the spec; its operation sends and receives an object with a property for each of `PLACES`."""
    # Two schemas without a name of their own must not have the same title.
    sent = {
        **PLACES,
        "object": {**PLACES["object"], "title": "SentInner"},
        "open": {**PLACES["open"], "title": "SentOpen"},
    }
    content = {"application/json": {"schema": {"type": "object", "title": "Sent", "properties": sent}}}
    parameters = [
        {"name": "thingId", "in": "path", "required": True, "schema": TEXT},
        {"name": "text", "in": "query", "schema": TEXT},
        {"name": "list", "in": "query", "schema": {"type": "array", "items": TEXT}},
        {
            "name": "filter",
            "in": "query",
            "style": "deepObject",
            "schema": {"type": "object", "properties": {"q": TEXT}},
        },
        {"name": "json", "in": "query", "content": {"application/json": {"schema": TEXT}}},
        {"name": "X-Header", "in": "header", "schema": TEXT},
        {"$ref": "#/components/parameters/Shared"},
    ]
    page: Spec = {
        "type": "object",
        "properties": {
            "data": {"type": "array", "items": reference_to("Received")},
            "next_page_url": {"type": ["string", "null"]},
            "total": NUMBER,
        },
    }
    items: Spec = {"type": "object", "properties": {"data": {"type": "array", "items": reference_to("Target")}}}
    common: Spec = {"tags": ["Things API"]}
    return {
        "openapi": "3.1.1",
        "info": {"title": "Rich", "version": "1"},
        "servers": [{"url": "https://example.com"}],
        "tags": [{"name": "Things API"}],
        "paths": {
            "/things/{thingId}": {
                "put": {
                    **common,
                    "operationId": "update-thing",
                    "parameters": parameters,
                    "requestBody": {"required": True, "content": content},
                    "responses": {"200": response(reference_to("Received")), "404": response(reference_to("Problem"))},
                }
            },
            "/things": {
                "get": {**common, "operationId": "list-things", "responses": {"200": response(page)}},
                "post": {
                    **common,
                    "operationId": "create-thing",
                    "requestBody": {"$ref": "#/components/requestBodies/Upload"},
                    "responses": {"201": {"$ref": "#/components/responses/Created"}},
                },
                "patch": {
                    **common,
                    "operationId": "replace-things",
                    "requestBody": {"content": {"application/json": {"schema": {"type": "array", "items": TEXT}}}},
                    "responses": {"200": response(items), "204": {"description": "Nothing changed."}},
                },
            },
        },
        "webhooks": {
            "changed": {"post": {"requestBody": {"content": {"application/json": {"schema": reference_to("Event")}}}}}
        },
        "components": {
            "schemas": {
                "Received": {"type": "object", "properties": {**PLACES}},
                "Event": {"type": "object", "properties": {"name": TEXT, "thing": reference_to("Target")}},
                "Target": {
                    "type": "object",
                    "properties": {"leaf": TEXT, "self": reference_to("Target"), "other": reference_to("Scalars")},
                },
                "Text": TEXT,
                "Scalars": {"$ref": "#/components/schemas/Text"},
                "Problem": {"type": "object", "properties": {"message": TEXT}},
            },
            "parameters": {"Shared": {"name": "shared", "in": "query", "schema": reference_to("Text")}},
            "requestBodies": {
                "Upload": {
                    "content": {
                        "multipart/form-data": {
                            "schema": {
                                "type": "object",
                                "properties": {
                                    "text": TEXT,
                                    "file": {"type": "string", "format": "binary"},
                                    "texts": {"type": "array", "items": TEXT},
                                },
                            }
                        }
                    }
                }
            },
            "responses": {"Created": response({"oneOf": [reference_to("Target"), reference_to("Event")]})},
        },
    }

"""The objects of an OpenAPI 3.1 spec: their keys and their locations."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pipeline.effective.finding import Location


@dataclass(frozen=True)
class Node:
    """One object of a spec.

    Attributes:
        kind: Its name in the OpenAPI specification, such as "Operation"; "Reference" for a reference.
        expected: The kind that is expected at its location; for a reference, the kind of its target. location: Its
        location. value: The object itself.
    """

    kind: str
    expected: str
    location: Location
    value: dict[str, Any]


def _each(names: str, shape: str) -> dict[str, str]:
    return dict.fromkeys(names.split(), shape)


def _leaves(names: str) -> dict[str, str]:
    return _each(names, "")


# The contents of each key of each object: "Schema" is a schema, "[Schema]" a list of schemas, "{Schema}" a map of
# schemas, and "" a value without objects.
FIELDS: dict[str, dict[str, str]] = {
    "OpenAPI": {
        **_leaves("openapi jsonSchemaDialect security"),
        "info": "Info",
        "servers": "[Server]",
        "paths": "Paths",
        "webhooks": "{PathItem}",
        "components": "Components",
        "tags": "[Tag]",
        "externalDocs": "ExternalDocumentation",
    },
    "Info": {**_leaves("title summary description termsOfService version"), "contact": "Contact", "license": "License"},
    "Contact": _leaves("name url email"),
    "License": _leaves("name identifier url"),
    "Server": {**_leaves("url description"), "variables": "{ServerVariable}"},
    "ServerVariable": _leaves("enum default description"),
    "Components": {
        "schemas": "{Schema}",
        "responses": "{Response}",
        "parameters": "{Parameter}",
        "examples": "{Example}",
        "requestBodies": "{RequestBody}",
        "headers": "{Header}",
        "securitySchemes": "{SecurityScheme}",
        "links": "{Link}",
        "callbacks": "{Callback}",
        "pathItems": "{PathItem}",
    },
    "PathItem": {
        **_leaves("$ref summary description"),
        **_each("get put post delete options head patch trace", "Operation"),
        "servers": "[Server]",
        "parameters": "[Parameter]",
    },
    "Operation": {
        **_leaves("tags summary description operationId deprecated security"),
        "externalDocs": "ExternalDocumentation",
        "parameters": "[Parameter]",
        "requestBody": "RequestBody",
        "responses": "Responses",
        "callbacks": "{Callback}",
        "servers": "[Server]",
    },
    "ExternalDocumentation": _leaves("description url"),
    "Parameter": {
        **_leaves("name in description required deprecated allowEmptyValue style explode allowReserved example"),
        "schema": "Schema",
        "examples": "{Example}",
        "content": "{MediaType}",
    },
    "RequestBody": {**_leaves("description required"), "content": "{MediaType}"},
    "MediaType": {"schema": "Schema", "example": "", "examples": "{Example}", "encoding": "{Encoding}"},
    "Encoding": {**_leaves("contentType style explode allowReserved"), "headers": "{Header}"},
    "Response": {"description": "", "headers": "{Header}", "content": "{MediaType}", "links": "{Link}"},
    "Example": _leaves("summary description value externalValue"),
    "Link": {**_leaves("operationRef operationId parameters requestBody description"), "server": "Server"},
    "Header": {
        **_leaves("description required deprecated style explode example"),
        "schema": "Schema",
        "examples": "{Example}",
        "content": "{MediaType}",
    },
    "Tag": {**_leaves("name description"), "externalDocs": "ExternalDocumentation"},
    "Reference": _leaves("$ref summary description"),
    "SecurityScheme": {
        **_leaves("type description name in scheme bearerFormat openIdConnectUrl"),
        "flows": "OAuthFlows",
    },
    "OAuthFlows": _each("implicit password clientCredentials authorizationCode", "OAuthFlow"),
    "OAuthFlow": _leaves("authorizationUrl tokenUrl refreshUrl scopes"),
    "Schema": {
        **_leaves("$id $schema $ref $anchor $dynamicRef $dynamicAnchor $vocabulary $comment"),
        **_leaves("type enum const multipleOf maximum exclusiveMaximum minimum exclusiveMinimum maxLength minLength"),
        **_leaves("pattern maxItems minItems uniqueItems maxContains minContains maxProperties minProperties required"),
        **_leaves("dependentRequired format contentEncoding contentMediaType"),
        **_leaves("title description default deprecated readOnly writeOnly examples example"),
        **_each("allOf anyOf oneOf prefixItems", "[Schema]"),
        **_each("properties patternProperties dependentSchemas $defs", "{Schema}"),
        **_each("not if then else items contains additionalProperties propertyNames", "Schema"),
        **_each("unevaluatedItems unevaluatedProperties contentSchema", "Schema"),
        "discriminator": "Discriminator",
        "xml": "XML",
        "externalDocs": "ExternalDocumentation",
    },
    "Discriminator": _leaves("propertyName mapping"),
    "XML": _leaves("name namespace prefix attribute wrapped"),
}

# Objects whose keys are data, with the contents of all keys except extensions.
_MAPS = {"Paths": "PathItem", "Responses": "Response", "Callback": "PathItem"}

_REPLACEABLE_BY_REFERENCE = frozenset(
    {"Response", "Parameter", "Example", "RequestBody", "Header", "SecurityScheme", "Link", "Callback"}
)


def iter_nodes(spec: dict[str, Any]) -> Iterator[Node]:
    """Yield every object of a spec, a container before its contents.

    Values of a wrong type are left out, since the official schema reports them.
    """
    yield from _iter_nodes(spec, "OpenAPI", ())


def _iter_nodes(value: Any, shape: str, location: Location) -> Iterator[Node]:
    if shape.startswith("["):
        if isinstance(value, list):
            for index, item in enumerate(value):
                yield from _iter_nodes(item, shape[1:-1], (*location, index))
        return
    if not isinstance(value, dict):
        return
    if shape.startswith("{"):
        for name, item in value.items():
            yield from _iter_nodes(item, shape[1:-1], (*location, name))
        return
    kind = "Reference" if shape in _REPLACEABLE_BY_REFERENCE and "$ref" in value else shape
    yield Node(kind, shape, location, value)
    for name, item in value.items():
        held = FIELDS[kind].get(name, "") if kind in FIELDS else _MAPS[kind]
        if held and not (kind in _MAPS and name.startswith("x-")):
            yield from _iter_nodes(item, held, (*location, name))

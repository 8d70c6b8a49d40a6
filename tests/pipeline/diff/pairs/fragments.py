"""Builders of schemas, operations and complete specs. In all specs, the changed value is called `value`."""

from collections.abc import Iterable, Mapping
from typing import Any, TypeAlias

Spec: TypeAlias = dict[str, Any]
Schema: TypeAlias = dict[str, Any]
Schemas: TypeAlias = Mapping[str, Schema]

TEXT: Schema = {"type": "string"}
INTEGER: Schema = {"type": "integer"}
NUMBER: Schema = {"type": "number"}
BOOLEAN: Schema = {"type": "boolean"}
NULL: Schema = {"type": "null"}
FILE: Schema = {"type": "string", "format": "binary"}


def text(**keywords: Any) -> Schema:
    return {"type": "string", **keywords}


def integer(**keywords: Any) -> Schema:
    return {"type": "integer", **keywords}


def number(**keywords: Any) -> Schema:
    return {"type": "number", **keywords}


def enum(*values: Any, **keywords: Any) -> Schema:
    """Return an enumeration of values of one type."""
    kind = {str: "string", int: "integer", float: "number", bool: "boolean"}[type(values[0])]
    return {"type": kind, "enum": list(values), **keywords}


def array(items: Schema, **keywords: Any) -> Schema:
    return {"type": "array", "items": items, **keywords}


def record(properties: Schemas, required: Iterable[str] = (), **keywords: Any) -> Schema:
    """Return an object with properties; in place it needs a `title`, which names its class."""
    listed = {"required": list(required)} if required else {}
    return {"type": "object", "properties": dict(properties), **listed, **keywords}


def map_of(values: Schema, **keywords: Any) -> Schema:
    return {"type": "object", "additionalProperties": values, **keywords}


def ref(name: str, kind: str = "schemas") -> Schema:
    return {"$ref": f"#/components/{kind}/{name}"}


PART = ref("Part")


def all_of(*parts: Schema) -> Schema:
    return {"allOf": list(parts)}


def one_of(*members: Schema, **keywords: Any) -> Schema:
    return {"oneOf": list(members), **keywords}


def any_of(*members: Schema) -> Schema:
    return {"anyOf": list(members)}


def nullable(schema: Schema) -> Schema:
    return any_of(schema, NULL)


def content(schema: Schema, media_type: str = "application/json") -> Spec:
    return {media_type: {"schema": schema}}


def parameter(name: str, place: str, schema: Schema = TEXT, **keywords: Any) -> Spec:
    required = {"required": True} if place == "path" else {}
    return {"name": name, "in": place, "schema": schema, **required, **keywords}


def responding(schema: Schema | None, media_type: str = "application/json") -> Spec:
    """Return a Response Object, without a body for None."""
    body = {} if schema is None else {"content": content(schema, media_type)}
    return {"description": "A response", **body}


def operation(
    operation_id: str = "create-thing",
    path: str = "/things",
    method: str = "post",
    *,
    body: Schema | None = None,
    returns: Schema | None = None,
    **keywords: Any,
) -> Spec:
    """Return Paths with one operation.

    Args:
        operation_id: The method is `things.create()` for the default.
        path: The path.
        method: The HTTP method.
        body: The schema of the required JSON body, if there is one.
        returns: The schema of the successful JSON response. None stands for a response without a body.
        keywords: Further keys of the Operation Object, which replace these.
    """
    success = {"204": responding(None)} if returns is None else {"200": responding(returns)}
    request = {} if body is None else {"requestBody": {"required": True, "content": content(body)}}
    node = {"tags": ["Things"], "operationId": operation_id, **request, "responses": success, **keywords}
    return {path: {method: node}}


def getting(returns: Schema | None, **keywords: Any) -> Spec:
    """Return Paths with `things.get()`, whose successful response has this schema."""
    return operation("get-thing", "/things/current", "get", returns=returns, **keywords)


def api(*paths: Spec, schemas: Schemas | None = None, components: Spec | None = None, **top: Any) -> Spec:
    """Return a complete spec of these Paths, merged by path."""
    merged: Spec = {}
    for part in paths:
        for path, item in part.items():
            merged[path] = {**merged.get(path, {}), **item}
    return {
        "openapi": "3.1.1",
        "info": {"title": "Things", "version": "1"},
        "servers": [{"url": "https://api.example.com"}],
        "tags": [{"name": "Things"}],
        "paths": merged,
        "components": {"schemas": dict(schemas or {}), **(components or {})},
        **top,
    }


def request(schema: Schema, schemas: Schemas | None = None) -> Spec:
    """Return a spec whose only argument, `things.create(value=)`, has this schema and is required."""
    return api(operation(body=record({"value": schema}, ["value"])), schemas=schemas)


def optional_request(schema: Schema, schemas: Schemas | None = None) -> Spec:
    return api(operation(body=record({"value": schema})), schemas=schemas)


def thing(schema: Schema, *, required: bool = True) -> Schema:
    """Return an object with the fields `id` and `value`."""
    return record({"id": TEXT, "value": schema}, ["id", "value"] if required else ["id"])


def response(schema: Schema, schemas: Schemas | None = None, *, required: bool = True) -> Spec:
    """Return a spec in which `Thing.value`, received by `things.get()`, has this schema."""
    return api(getting(ref("Thing")), schemas={"Thing": thing(schema, required=required), **(schemas or {})})


def exchange(schema: Schema, schemas: Schemas | None = None, *, required: bool = True) -> Spec:
    """Return a spec in which `Thing.value` has this schema and is both sent, in a field, and received."""
    return api(
        operation(body=record({"thing": ref("Thing")}, ["thing"]), returns=ref("Thing")),
        schemas={"Thing": thing(schema, required=required), **(schemas or {})},
    )


def with_parameters(*parameters: Spec, path: str = "/things", **top: Any) -> Spec:
    """Return a spec with the method `things.list()` with these parameters; `top` are arguments of `api`."""
    return api(operation("list-things", path, "get", parameters=list(parameters)), **top)

"""Builders of two specs that differ at one place."""

from collections.abc import Mapping
from typing import Any

from tests.pipeline.diff.pairs.fragments import (
    PART,
    Schema,
    Schemas,
    Spec,
    api,
    exchange,
    operation,
    optional_request,
    parameter,
    request,
    response,
    with_parameters,
)
from tests.pipeline.diff.pairs.pair import Versions


def whole(old: Spec, new: Spec) -> Versions:
    return Versions(old, new)


def sent(old: Schema, new: Schema, schemas: Schemas | None = None) -> Versions:
    """Change the schema of the required argument `things.create(value=)`; `schemas` are in both versions."""
    return Versions(request(old, schemas), request(new, schemas))


def sent_optionally(old: Schema, new: Schema, schemas: Schemas | None = None) -> Versions:
    return Versions(optional_request(old, schemas), optional_request(new, schemas))


def received(old: Schema, new: Schema, schemas: Schemas | None = None) -> Versions:
    """Change the schema of the required field `Thing.value`."""
    return Versions(response(old, schemas), response(new, schemas))


def received_optionally(old: Schema, new: Schema, schemas: Schemas | None = None) -> Versions:
    return Versions(response(old, schemas, required=False), response(new, schemas, required=False))


def sent_and_received(old: Schema, new: Schema, schemas: Schemas | None = None) -> Versions:
    """Change the schema of the required field `Thing.value`, which requests and responses contain."""
    return Versions(exchange(old, schemas), exchange(new, schemas))


def sent_part(old: Schema, new: Schema, use: Schema = PART) -> Versions:
    """Change the component `Part`, to which the schema of `things.create(value=)` refers."""
    return Versions(request(use, {"Part": old}), request(use, {"Part": new}))


def received_part(old: Schema, new: Schema, use: Schema = PART) -> Versions:
    """Change the component `Part`, to which the schema of `Thing.value` refers."""
    return Versions(response(use, {"Part": old}), response(use, {"Part": new}))


def query(old: Schema, new: Schema, schemas: Schemas | None = None) -> Versions:
    """Change the schema of the query parameter `value`."""
    return _parameter("value", "query", old, new, schemas)


def header(old: Schema, new: Schema) -> Versions:
    """Change the schema of the header parameter `X-Value`."""
    return _parameter("X-Value", "header", old, new, None)


def path(old: Schema, new: Schema) -> Versions:
    """Change the schema of the path parameter `value`."""
    return _parameter("value", "path", old, new, None)


def _parameter(name: str, place: str, old: Schema, new: Schema, schemas: Schemas | None) -> Versions:
    url = "/things/{value}" if place == "path" else "/things"
    before, after = (
        api(operation("list-things", url, "get", parameters=[parameter(name, place, schema)]), schemas=schemas)
        for schema in (old, new)
    )
    return Versions(before, after)


def parameters(old: list[Spec], new: list[Spec], url: str = "/things") -> Versions:
    """Change the parameters of `things.list()`."""
    return Versions(with_parameters(*old, path=url), with_parameters(*new, path=url))


def operations(old: Mapping[str, Any], new: Mapping[str, Any], schemas: Schemas | None = None, **both: Any) -> Versions:
    """Change the arguments of `fragments.operation`; `both` are the same in both versions."""
    return Versions(
        api(operation(**{**both, **old}), schemas=schemas), api(operation(**{**both, **new}), schemas=schemas)
    )

"""Validation by the official schemas of OpenAPI 3.1 and JSON Schema 2020-12."""

import json
from collections.abc import Iterable, Iterator, Mapping
from functools import cache, lru_cache
from importlib.metadata import distribution
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator, SchemaError, ValidationError
from jsonschema.exceptions import best_match
from jsonschema_specifications import REGISTRY
from referencing.jsonschema import DRAFT202012

from pipeline.effective.finding import Finding, Location, removal, update
from pipeline.effective.objects import Node

# Keywords that OpenAPI adds to JSON Schema.
_OPENAPI_KEYWORDS = frozenset({"discriminator", "externalDocs", "xml"})

# The schema is read as a file, since importing the package takes longer than all checks of a spec.
_OPENAPI_SCHEMA = "openapi_spec_validator/resources/schemas/v3.1/schema.json"
_TYPES = ("array", "boolean", "integer", "null", "number", "object", "string")
_MISTAKEN_TYPES = {
    **dict.fromkeys(("int", "long", "int32", "int64"), "integer"),
    **dict.fromkeys(("float", "double", "decimal"), "number"),
    **dict.fromkeys(("str", "text", "date", "datetime", "uuid"), "string"),
    **dict.fromkeys(("bool",), "boolean"),
    **dict.fromkeys(("list",), "array"),
    **dict.fromkeys(("dict", "map"), "object"),
    **dict.fromkeys(("none",), "null"),
}
_DIALECTS = ("https://spec.openapis.org/oas/3.1/dialect/base", "https://json-schema.org/draft/2020-12/schema")


def _validator(schema: Mapping[str, Any], **arguments: Any) -> Draft202012Validator:
    """Return a validator for one of the official schemas.

    The registry knows all anchors of the schema. Without it, jsonschema would search the whole schema for them at each
    `$dynamicRef`.
    """
    resource = DRAFT202012.create_resource(schema)
    registry = REGISTRY.with_resource(schema["$id"], resource).crawl()
    return Draft202012Validator({"$ref": schema["$id"]}, registry=registry, **arguments)


_SCHEMA_VALIDATOR = _validator(Draft202012Validator.META_SCHEMA, format_checker=Draft202012Validator.FORMAT_CHECKER)


@cache
def _openapi_validator() -> Draft202012Validator:
    path = Path(str(distribution("openapi-spec-validator").locate_file(_OPENAPI_SCHEMA)))
    return _validator(json.loads(path.read_text(encoding="utf-8")))


def invalid_objects(spec: dict[str, Any], unknown_keys: Iterable[Finding]) -> Iterator[Finding]:
    """Yield a finding for each violation of the official schema of OpenAPI, which does not validate Schema Objects.

    Args:
        spec: The spec.
        unknown_keys: The findings about unknown keys, which already report these errors with better messages.
    """
    errors = [_deepest(error) for error in _openapi_validator().iter_errors(spec)]
    causes = {tuple(error.absolute_path) for error in errors if not _is_about_keys(error)}
    causes |= {unknown.location for unknown in unknown_keys}
    for error in errors:
        location = tuple(error.absolute_path)
        # An object that contains an error is also invalid because of the key that leads to the error.
        if not (_is_about_keys(error) and any(cause[: len(location)] == location for cause in causes)):
            yield Finding(location, error.message)


def invalid_schemas(nodes: Iterable[Node]) -> Iterator[Finding]:
    """Yield a finding for each violation of the meta-schema of JSON Schema 2020-12 in a Schema Object."""
    nodes = list(nodes)
    around_openapi = {
        node.location[:length]
        for node in nodes
        if node.kind == "Schema" and _OPENAPI_KEYWORDS & node.value.keys()
        for length in range(len(node.location) + 1)
    }
    outermost: Location | None = None
    for node in nodes:
        if node.kind != "Schema" or (outermost is not None and node.location[: len(outermost)] == outermost):
            continue
        outermost = node.location
        errors = [] if _is_valid(json.dumps(node.value)) else list(_SCHEMA_VALIDATOR.iter_errors(node.value))
        # The library creates a validator for each schema, which takes longer than all other checks.
        if not errors and outermost in around_openapi:
            errors = _errors_of_openapi_keywords(node.value)
        for error in errors:
            deepest = _deepest(error)
            yield _schema_finding(node, deepest)


# Many schemas of a spec are equal, and nearly all of those of two versions.
@lru_cache(maxsize=10_000)
def _is_valid(schema: str) -> bool:
    return _SCHEMA_VALIDATOR.is_valid(json.loads(schema))


def foreign_dialects(spec: dict[str, Any], nodes: Iterable[Node]) -> Iterator[Finding]:
    """Yield a finding for each declaration of another dialect, in which schemas have another meaning."""
    declared: list[tuple[Location, Any]] = []
    if "jsonSchemaDialect" in spec:
        declared.append((("jsonSchemaDialect",), spec["jsonSchemaDialect"]))
    declared += [
        ((*node.location, "$schema"), node.value["$schema"])
        for node in nodes
        if node.kind == "Schema" and "$schema" in node.value
    ]
    for location, dialect in declared:
        if str(dialect).removesuffix("#") not in _DIALECTS:
            action = removal(location, "The client is generated by JSON Schema 2020-12, which is that of OpenAPI 3.1.")
            yield Finding(location, f"the dialect {dialect!r} of JSON Schema is not supported", action)


def _schema_finding(schema: Node, error: ValidationError) -> Finding:
    location = (*schema.location, *error.absolute_path)
    if error.validator == "format" and error.validator_value == "regex":
        removed = removal(location, "No value can be checked by it.")
        return Finding(location, f"{error.instance!r} is not a valid regular expression", removed)
    is_type = error.absolute_path and "type" in list(error.absolute_path)[-2:] and error.validator in ("anyOf", "enum")
    name = error.instance
    if not is_type or not isinstance(name, str) or name in _TYPES:
        return Finding(location, error.message)
    sentence = f"{name!r} is not a valid type; the types are {', '.join(_TYPES)}"
    nearest = _MISTAKEN_TYPES.get(name.lower(), name.lower())
    action = None
    if nearest in _TYPES:
        action = update(location, nearest, f"JSON Schema calls the type `{nearest}`.")
    return Finding(location, sentence, action)


def _errors_of_openapi_keywords(schema: dict[str, Any]) -> list[ValidationError]:
    """Return the first error in the keywords that OpenAPI adds to JSON Schema."""
    # Imported here, since the import takes a tenth of a second, and few specs have these keywords.
    from openapi_schema_validator import OAS31Validator

    try:
        OAS31Validator.check_schema(schema)
    except SchemaError as error:
        # `unknown_keys` reports unknown keys of these objects.
        if error.validator != "unevaluatedProperties":
            return [ValidationError(error.message, path=error.absolute_path)]
    return []


def _deepest(error: ValidationError) -> ValidationError:
    deepest: ValidationError = best_match([error])
    return deepest


def _is_about_keys(error: ValidationError) -> bool:
    return bool(error.validator == "unevaluatedProperties")

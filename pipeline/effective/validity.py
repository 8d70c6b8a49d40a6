"""Validation by the official schemas of OpenAPI 3.1 and JSON Schema 2020-12."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from jsonschema import Draft202012Validator, SchemaError, ValidationError
from jsonschema.exceptions import best_match
from jsonschema_specifications import REGISTRY
from openapi_schema_validator import OAS31Validator
from openapi_spec_validator import OpenAPIV31SpecValidator
from openapi_spec_validator.schemas import schema_v31
from referencing.jsonschema import DRAFT202012

from pipeline.effective.finding import Finding, Location
from pipeline.effective.objects import Node


def _validator(schema: Mapping[str, Any], **arguments: Any) -> Draft202012Validator:
    """Return a validator for one of the official schemas.

    The registry knows all anchors of the schema. Without it jsonschema would search the whole schema for them at each
    `$dynamicRef`.
    """
    resource = DRAFT202012.create_resource(schema)
    registry = REGISTRY.with_resource(schema["$id"], resource).crawl()
    return Draft202012Validator({"$ref": schema["$id"]}, registry=registry, **arguments)


_SCHEMA_VALIDATOR = _validator(Draft202012Validator.META_SCHEMA, format_checker=Draft202012Validator.FORMAT_CHECKER)


# Keywords that OpenAPI adds to JSON Schema.
_OPENAPI_KEYWORDS = frozenset({"discriminator", "externalDocs", "xml"})


class _SpecValidator(OpenAPIV31SpecValidator):
    """openapi-spec-validator with jsonschema, whose errors this module needs, even where jsonschema-rs is installed."""

    schema_validator = _validator(dict(schema_v31))


def invalid_objects(spec: dict[str, Any], unknown_keys: Iterable[Finding]) -> Iterator[Finding]:
    """Yield a finding for each violation of the official schema of OpenAPI, which does not validate Schema Objects.

    Args:
        spec: The spec.
        unknown_keys: The findings about unknown keys, which already report those errors in better sentences.
    """
    errors = [_deepest(error) for error in _SpecValidator.schema_validator.iter_errors(spec)]
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
    of_openapi = [node.location for node in nodes if node.kind == "Schema" and _OPENAPI_KEYWORDS & node.value.keys()]
    outermost: Location | None = None
    for node in nodes:
        if node.kind != "Schema" or (outermost is not None and node.location[: len(outermost)] == outermost):
            continue
        outermost = node.location
        errors = list(_SCHEMA_VALIDATOR.iter_errors(node.value))
        # The library builds a validator for each schema, which takes longer than all other checks.
        if not errors and any(location[: len(outermost)] == outermost for location in of_openapi):
            errors = _errors_of_openapi_keywords(node.value)
        for error in errors:
            deepest = _deepest(error)
            yield Finding((*node.location, *deepest.absolute_path), deepest.message)


def remaining_errors(spec: dict[str, Any]) -> Iterator[Finding]:
    """Yield a finding for each violation of the other rules of openapi-spec-validator.

    The validator gives no location for some of them, and fails with a traceback on errors that the other checks report.
    """
    # The validator treats extensions among the paths as paths.
    paths = {path: item for path, item in spec["paths"].items() if not path.startswith("x-")}
    try:
        for error in _SpecValidator({**spec, "paths": paths}).iter_errors():
            yield Finding(tuple(error.absolute_path), error.message)
    except RecursionError:
        yield Finding(("components", "schemas"), "a schema refers to itself endlessly")


def _errors_of_openapi_keywords(schema: dict[str, Any]) -> list[ValidationError]:
    """Return the first error in the keywords that OpenAPI adds to JSON Schema."""
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

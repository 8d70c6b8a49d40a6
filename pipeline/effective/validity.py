"""Whether a document is valid OpenAPI 3.1, by the official schemas."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from jsonschema import Draft202012Validator, SchemaError, ValidationError
from jsonschema.exceptions import best_match
from jsonschema_specifications import REGISTRY
from openapi_schema_validator import OAS31Validator
from openapi_spec_validator import OpenAPIV31SpecValidator
from openapi_spec_validator.schemas import schema_v31
from referencing.jsonschema import DRAFT202012

from pipeline.effective.objects import Node
from pipeline.effective.places import Finding, Location


def _validator(schema: Mapping[str, Any], **arguments: Any) -> Draft202012Validator:
    """A validator for one of the official schemas.

    It refers to the schema in a registry that knows all anchors; of the schema itself jsonschema would look for them
    anew, in the whole of it, at each `$dynamicRef`.
    """
    resource = DRAFT202012.create_resource(schema)
    registry = REGISTRY.with_resource(schema["$id"], resource).crawl()
    return Draft202012Validator({"$ref": schema["$id"]}, registry=registry, **arguments)


_SCHEMA_VALIDATOR = _validator(Draft202012Validator.META_SCHEMA, format_checker=Draft202012Validator.FORMAT_CHECKER)


# What OpenAPI adds to JSON Schema.
_OPENAPI_KEYWORDS = frozenset({"discriminator", "externalDocs", "xml"})


class _SpecValidator(OpenAPIV31SpecValidator):
    """openapi-spec-validator with jsonschema, whose errors this module reads.

    By itself it takes jsonschema-rs, where another package has brought that.
    """

    schema_validator = _validator(dict(schema_v31))


def invalid_objects(document: dict[str, Any], unknown_keys: Iterable[Finding]) -> Iterator[Finding]:
    """A finding for each place that the official schema of OpenAPI refuses; Schema Objects it does not look into.

    Args:
        document: The document.
        unknown_keys: The unknown keys, which are told already with a better sentence than the schema has.
    """
    errors = [_deepest(error) for error in _SpecValidator.schema_validator.iter_errors(document)]
    causes = {tuple(error.absolute_path) for error in errors if not _is_about_keys(error)}
    causes |= {unknown.location for unknown in unknown_keys}
    for error in errors:
        location = tuple(error.absolute_path)
        # An object with a fault in it is also refused for the key that holds the fault.
        if not (_is_about_keys(error) and any(cause[: len(location)] == location for cause in causes)):
            yield Finding(location, error.message)


def invalid_schemas(nodes: Iterable[Node]) -> Iterator[Finding]:
    """A finding for each place in a Schema Object that the meta-schema of JSON Schema 2020-12 refuses."""
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


def remaining_errors(document: dict[str, Any]) -> Iterator[Finding]:
    """A finding for each of the further rules that openapi-spec-validator knows.

    It gives no place for some of them, and ends in a traceback on faults that the other checks tell.
    """
    # It takes extensions among the paths for paths.
    paths = {path: item for path, item in document["paths"].items() if not path.startswith("x-")}
    try:
        for error in _SpecValidator({**document, "paths": paths}).iter_errors():
            yield Finding(tuple(error.absolute_path), error.message)
    except RecursionError:
        yield Finding(("components", "schemas"), "a schema refers to itself without end")


def _errors_of_openapi_keywords(schema: dict[str, Any]) -> list[ValidationError]:
    """The first error in what OpenAPI adds to JSON Schema."""
    try:
        OAS31Validator.check_schema(schema)
    except SchemaError as error:
        # Unknown keys of these objects are told already.
        if error.validator != "unevaluatedProperties":
            return [ValidationError(error.message, path=error.absolute_path)]
    return []


def _deepest(error: ValidationError) -> ValidationError:
    deepest: ValidationError = best_match([error])
    return deepest


def _is_about_keys(error: ValidationError) -> bool:
    return bool(error.validator == "unevaluatedProperties")

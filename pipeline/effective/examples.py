"""Examples and defaults that do not match their own schema."""

from collections.abc import Iterable, Iterator
from typing import Any
from urllib.parse import quote

from jsonschema import Draft202012Validator
from jsonschema.exceptions import best_match
from referencing import Registry
from referencing.exceptions import Unresolvable
from referencing.jsonschema import DRAFT202012

from pipeline.effective.finding import Action, Finding, Location, items_removal, removal
from pipeline.effective.formats import format_checker
from pipeline.effective.objects import Node
from pipeline.openapi import pointer, target_of

_SPEC_URI = "urn:spec"
_REASON = "The example is not valid by its own schema."


def invalid_examples(spec: dict[str, Any], nodes: Iterable[Node]) -> Iterator[Finding]:
    """Yield a finding for each example or default that is not valid. Formats are validated too.

    Args:
        spec: A spec with valid schemas, in which all references resolve.
        nodes: The objects of the spec.
    """
    registry: Registry[Any] = Registry().with_resource(_SPEC_URI, DRAFT202012.create_resource(spec))
    checker = format_checker()
    for node in nodes:
        examples = list(_examples(spec, node))
        if not examples:
            continue
        schema = {"$ref": _SPEC_URI + quote(pointer(_schema_location(node)), safe="#/~")}
        validator = Draft202012Validator(schema, registry=registry, format_checker=checker)
        try:
            errors = [(location, error) for location, value in examples for error in validator.iter_errors(value)]
        except RecursionError:
            yield Finding(node.location, "its example or its schema is nested too deeply to be validated")
            continue
        except Unresolvable as unresolvable:
            yield Finding(node.location, f"this schema has a reference that cannot be resolved: {unresolvable}")
            continue
        invalid = [location for location, _ in errors]
        for location, error in errors:
            deepest = best_match([error])
            yield Finding(
                (*location, *deepest.absolute_path),
                f"not valid by its own schema: {deepest.message}",
                _removal(node, location, invalid),
            )


def _removal(node: Node, location: Location, invalid: list[Location]) -> Action:
    holder = location[: len(node.location) + 1]
    if isinstance(node.value[str(holder[-1])], list) and holder != location:
        indexes = sorted({int(other[-1]) for other in invalid if other[:-1] == holder})
        return items_removal(holder, indexes, _REASON)
    # The value of a named example is required, so the example is removed with its name.
    return removal(location[: len(holder) + 1], _REASON)


def _schema_location(node: Node) -> Location:
    return node.location if node.kind == "Schema" else (*node.location, "schema")


def _examples(spec: dict[str, Any], node: Node) -> Iterator[tuple[Location, Any]]:
    """Yield the values of a node that must match its schema, with their locations."""
    if node.kind not in ("Schema", "Parameter", "Header", "MediaType"):
        return
    if node.kind != "Schema" and "schema" not in node.value:
        return
    for key in ("example", "default") if node.kind == "Schema" else ("example",):
        if key in node.value:
            yield (*node.location, key), node.value[key]
    match node.value.get("examples"):
        case list() as values:
            for index, value in enumerate(values):
                yield (*node.location, "examples", index), value
        case dict() as named:
            for name, example in named.items():
                target = target_of(spec, example["$ref"]) if "$ref" in example else example
                if "value" in target:
                    yield (*node.location, "examples", name, "value"), target["value"]

"""Keywords next to a `$ref` that contradict its target: in OpenAPI 3.1 both apply, so no value is valid."""

from collections.abc import Iterable, Iterator
from typing import Any

from jsonschema import Draft202012Validator

from pipeline.effective.finding import Finding, removal
from pipeline.effective.objects import Node
from pipeline.openapi import target_of

_LOWER_AND_UPPER = (
    ("minimum", "maximum"),
    ("minLength", "maxLength"),
    ("minItems", "maxItems"),
    ("minProperties", "maxProperties"),
)
# These state how a value is stored or shown. Any two of them can apply together.
_COMPATIBLE_FORMATS = frozenset({"int32", "int64", "float", "double", "binary", "password", "decimal"})
# The keywords of a value as a whole, for testing values.
_OF_VALUES = frozenset(
    {"type", "enum", "const", "pattern", "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf"}
    | {key for pair in _LOWER_AND_UPPER[1:] for key in pair}
)


def contradictory_siblings(spec: dict[str, Any], nodes: Iterable[Node]) -> Iterator[Finding]:
    """Yield a finding for each keyword next to a `$ref` that no value can match together with the target.

    Args:
        spec: A spec with valid schemas, in which all references resolve and none is circular.
        nodes: The objects of the spec.
    """
    for node in nodes:
        if node.kind != "Schema" or "$ref" not in node.value or len(node.value) == 1:
            continue
        for reference, target in _targets(spec, node.value["$ref"]):
            for key in _contradictions(node.value, target):
                location = (*node.location, key)
                sentence = (
                    f"no value can meet {key} {_short(node.value[key])} and {reference}, to which the `$ref` next "
                    f"to it refers: {_described(target)}"
                )
                yield Finding(location, sentence, removal(location, f"It contradicts {reference}."))


def _targets(spec: dict[str, Any], reference: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield the schemas that apply to every value of the target, each with the reference to it."""
    seen: set[str] = set()
    pending_references = [reference]
    while pending_references:
        current = pending_references.pop()
        if current in seen:
            continue
        seen.add(current)
        pending_schemas = [target_of(spec, current)]
        while pending_schemas:
            schema = pending_schemas.pop()
            if isinstance(schema, dict):
                yield current, schema
                pending_schemas += schema.get("allOf", [])
                pending_references += [schema["$ref"]] if "$ref" in schema else []


def _contradictions(schema: dict[str, Any], target: dict[str, Any]) -> Iterator[str]:
    """Yield the keys of a schema that no value can match together with the target."""
    types, target_types = _types(schema), _types(target)
    if types is not None and target_types is not None and not types & target_types:
        yield "type"
        return
    for key in ("enum", "const"):
        if key in schema and not _any_valid(_values(schema, key), target):
            yield key
            return
    for key in ("enum", "const"):
        if key in target:
            yield from (
                keyword
                for keyword in schema
                if keyword in _OF_VALUES and not _any_valid(_values(target, key), {keyword: schema[keyword]})
            )
            return
    formats = {schema.get("format"), target.get("format")}
    if len(formats) == 2 and None not in formats and not formats & _COMPATIBLE_FORMATS:
        yield "format"
    for lower, upper in _LOWER_AND_UPPER:
        yield from _crossing(schema, target, lower, upper)


def _crossing(schema: dict[str, Any], target: dict[str, Any], lower: str, upper: str) -> Iterator[str]:
    for key, least, most in ((lower, schema, target), (upper, target, schema)):
        if lower in least and upper in most and least[lower] > most[upper]:
            yield key
    if lower != "minimum":
        return
    limits = (
        ("exclusiveMinimum", "maximum"),
        ("minimum", "exclusiveMaximum"),
        ("exclusiveMinimum", "exclusiveMaximum"),
    )
    for low, high in limits:
        if low in schema and high in target and schema[low] >= target[high]:
            yield low
        if high in schema and low in target and target[low] >= schema[high]:
            yield high


def _types(schema: dict[str, Any]) -> set[str] | None:
    """Return the types that a schema states, with `integer` if it allows numbers; None if it states none."""
    names = schema.get("type")
    if names is None:
        return None
    types = {names} if isinstance(names, str) else set(names)
    return types | {"integer"} if "number" in types else types


def _values(schema: dict[str, Any], key: str) -> list[Any]:
    return [schema[key]] if key == "const" else list(schema[key])


def _any_valid(values: list[Any], schema: dict[str, Any]) -> bool:
    validator = Draft202012Validator({key: value for key, value in schema.items() if key in _OF_VALUES})
    return any(validator.is_valid(value) for value in values)


def _described(target: dict[str, Any]) -> str:
    shown = {key: value for key, value in target.items() if key in _OF_VALUES or key == "format"}
    return ", ".join(f"{key} {_short(value)}" for key, value in shown.items())


def _short(value: Any) -> str:
    text = repr(value)
    return text if len(text) <= 60 else f"{text[:60]}…"

"""What the document says of a value beside the type that Python shows."""

import json
from typing import Any

from pipeline.generation.schemas import Document, Schema, without_null
from pipeline.openapi import target_of

Facts = dict[str, Any]

# What the type of a field already says, or the class that a field holds.
_TYPES = frozenset({"properties", "required", "type"})


def is_same(one: Any, other: Any) -> bool:
    """Whether two values of a document say the same; Python takes 1 for true."""
    return json.dumps(one, sort_keys=True) == json.dumps(other, sort_keys=True)


def facts_of(schema: Schema, spec: Document) -> Facts:
    """The facts of a value by their keywords; those of a list's items as `items.maxLength`."""
    return _facts(schema, spec, frozenset())


def _facts(schema: Schema, spec: Document, within: frozenset[str]) -> Facts:
    inner, beside, references = _target(schema, spec)
    # Its facts belong to the class, or it holds itself.
    if "properties" in inner or "allOf" in inner or references & within:
        return beside
    facts = {key: value for key, value in (inner | beside).items() if key not in ("items", *_TYPES)}
    facts["type"] = [name for name in _list(inner.get("type")) if name != "null"]
    if isinstance(inner.get("items"), dict):
        found = _facts(inner["items"], spec, within | references)
        facts |= {f"items.{key}": value for key, value in found.items()}
    return facts


def _target(schema: Schema, spec: Document) -> tuple[Schema, Schema, frozenset[str]]:
    """What a value is when it is not null; what stands beside the references on the way there; and those."""
    beside: Schema = {}
    references: set[str] = set()
    while True:
        inner = without_null(schema)
        if inner is not schema:
            beside = {key: value for key, value in schema.items() if key not in ("anyOf", "oneOf")} | beside
            schema = inner
        elif "$ref" in schema and schema["$ref"] not in references:
            references.add(schema["$ref"])
            beside = {key: value for key, value in schema.items() if key != "$ref"} | beside
            schema = target_of(spec, schema["$ref"])
        else:
            return schema, beside, frozenset(references)


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]

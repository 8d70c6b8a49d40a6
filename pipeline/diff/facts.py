"""Facts: the schema keywords of a value that its Python type does not show."""

import json
from typing import Any

from pipeline.generation.schemas import Document, Schema, without_null
from pipeline.openapi import target_of

Facts = dict[str, Any]

# Keywords that the type of a field already expresses.
_TYPES = frozenset({"properties", "required", "type"})


def is_same(one: Any, other: Any) -> bool:
    """Return whether two JSON values are equal, whatever the order of their keys; in Python, 1 equals True."""
    return json.dumps(one, sort_keys=True) == json.dumps(other, sort_keys=True)


def facts_of(schema: Schema, spec: Document) -> Facts:
    """Return the facts of a value by keyword; those of the items of a list as `items.maxLength`."""
    return _facts(schema, spec, frozenset())


def _facts(schema: Schema, spec: Document, within: frozenset[str]) -> Facts:
    inner, beside, references = _target(schema, spec)
    # The facts of an object belong to its class. Recursive schemas end here, too.
    if "properties" in inner or "allOf" in inner or references & within:
        return beside
    facts = {key: value for key, value in (inner | beside).items() if key not in ("items", *_TYPES)}
    facts["type"] = [name for name in _list(inner.get("type")) if name != "null"]
    if isinstance(inner.get("items"), dict):
        item_facts = _facts(inner["items"], spec, within | references)
        facts |= {f"items.{key}": value for key, value in item_facts.items()}
    return facts


def _target(schema: Schema, spec: Document) -> tuple[Schema, Schema, frozenset[str]]:
    """Return the non-null schema of the value, the keywords beside references to it, and these references."""
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

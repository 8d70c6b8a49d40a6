"""What the document says of a value beside the type that Python shows."""

from collections.abc import Mapping
from typing import Any

from pipeline.generation.schemas import Document, Schema, resolve, without_null

Facts = dict[str, Any]

# What the type of a field already says, or the class that a field holds.
_TYPES = frozenset({"properties", "required", "type"})

ENUMERATION = "the alias of its values"
"""The fact that a value's enumeration has a name of its own, where its values are compared."""


def facts_of(schema: Schema, document: Document, components: Mapping[str, str]) -> Facts:
    """The facts of a value by their keywords; those of a list's items as `items.maxLength`.

    Args:
        schema: The value's schema.
        document: The effective document.
        components: The names of classes and aliases, by reference.
    """
    return _facts(schema, document, components, frozenset())


def _facts(schema: Schema, document: Document, components: Mapping[str, str], within: frozenset[str]) -> Facts:
    reference, inner = _target(schema, document)
    # Its facts belong to the class, or it holds itself.
    if "properties" in inner or "allOf" in inner or reference in within:
        return {key: schema[key] for key in ("description",) if key in schema}
    facts = {key: value for key, value in inner.items() if key not in ("items", *_TYPES)}
    facts |= {key: schema[key] for key in ("description", "example", "default", "deprecated") if key in schema}
    facts["type"] = [name for name in _list(inner.get("type")) if name != "null"]
    if "enum" in inner and reference is not None and reference in components:
        facts[ENUMERATION] = components[reference]
    if isinstance(inner.get("items"), dict):
        found = _facts(inner["items"], document, components, within | {reference} if reference else within)
        facts |= {f"items.{key}": value for key, value in found.items()}
    return facts


def _target(schema: Schema, document: Document) -> tuple[str | None, Schema]:
    """The schema that says what the value is when it is not null, and the last reference on the way to it."""
    reference = None
    for _ in range(len(document.get("components", {}).get("schemas", {})) + 1):
        schema = without_null(schema)
        if "$ref" not in schema:
            break
        reference = schema["$ref"]
        schema = resolve(document, {"$ref": reference})
    return reference, schema


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]

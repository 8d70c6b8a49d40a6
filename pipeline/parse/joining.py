"""Joins flattened schemas that all apply to one value."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from pydantic import JsonValue

from pipeline.api import Keywords
from pipeline.parse.flat import Flat

_LOWER = frozenset({"exclusiveMinimum", "minContains", "minimum", "minItems", "minLength", "minProperties"})
_UPPER = frozenset({"exclusiveMaximum", "maxContains", "maximum", "maxItems", "maxLength", "maxProperties"})
_FLAGS = frozenset({"deprecated", "uniqueItems"})


def joined(outer: Flat, inner: Sequence[Flat], expanded: Callable[[Any], JsonValue]) -> Flat:
    """Return a schema that matches if all of these schemas match.

    Args:
        outer: The keywords of the schema itself.
        inner: The schemas that it refers to by `$ref`, `allOf` and others.
        expanded: Resolves the references in a value.
    """
    result = outer
    for flat in inner:
        result = _both(result, flat, expanded)
    # In the order of the spec: a member of an `allOf` comes before the keywords next to it.
    keys = dict.fromkeys(key for flat in (*inner, outer) for key in flat.properties)
    defining = _definition(outer, inner)
    return replace(
        result,
        definition=defining.definition,
        title=defining.title,
        properties={key: result.properties[key] for key in keys},
    )


def _definition(outer: Flat, inner: Sequence[Flat]) -> Flat:
    """Return the schema that defines the name of the object or the enumeration."""
    if outer.properties or outer.values is not None or outer.members or outer.items or outer.additional or not inner:
        return outer
    if len(inner) == 1:
        return outer if outer.required - inner[0].required else inner[0]
    if any(flat.properties for flat in inner):
        return outer
    defining = [flat for flat in inner if flat.values is not None or flat.members]
    return defining[0] if len(defining) == 1 else outer


def _both(outer: Flat, inner: Flat, expanded: Callable[[Any], JsonValue]) -> Flat:
    properties = dict(outer.properties)
    for key, schemas in inner.properties.items():
        properties[key] = (*schemas, *properties.get(key, ()))
    keywords = _both_keywords(outer.keywords, inner.keywords)
    if outer.members and inner.members:
        members = [member.schema for member in inner.members] + [{"type": "null"}] * inner.members_allow_null
        also: Keywords = {"oneOf" if inner.is_exclusive else "anyOf": expanded(members)}
        if outer.discriminator and inner.discriminator:
            also["discriminator"] = dict(inner.discriminator)
        keywords = with_also(keywords, also)
    return replace(
        outer,
        types=_both_types(outer.types, inner.types),
        values=both_values(outer.values, inner.values),
        is_constant=outer.is_constant or inner.is_constant,
        properties=properties,
        required=outer.required | inner.required,
        items=(*outer.items, *inner.items),
        additional=(*outer.additional, *inner.additional),
        members=outer.members or inner.members,
        members_allow_null=_members_allow_null(outer, inner),
        is_exclusive=outer.is_exclusive if outer.members else inner.is_exclusive,
        discriminator=outer.discriminator or inner.discriminator,
        read_only=outer.read_only or inner.read_only,
        write_only=outer.write_only or inner.write_only,
        wording={**inner.wording, **outer.wording},
        keywords=keywords,
    )


def _members_allow_null(outer: Flat, inner: Flat) -> bool:
    """Return whether both schemas allow `null`: by the union of one, and by that of the other if it has one."""
    refused = any(flat.members and not flat.members_allow_null for flat in (outer, inner))
    return not refused and (outer.members_allow_null or inner.members_allow_null)


def _both_types(outer: frozenset[str] | None, inner: frozenset[str] | None) -> frozenset[str] | None:
    if outer is None or inner is None:
        return inner if outer is None else outer
    # An integer is also a number.
    has_integer = ("integer" in outer and "number" in inner) or ("number" in outer and "integer" in inner)
    return (outer & inner) | ({"integer"} if has_integer else set())


def both_values(
    outer: tuple[JsonValue, ...] | None, inner: tuple[JsonValue, ...] | None
) -> tuple[JsonValue, ...] | None:
    """Return the values that both lists allow; `None` stands for no limit."""
    if outer is None or inner is None:
        return inner if outer is None else outer
    return tuple(value for value in outer if any(is_same(value, allowed) for allowed in inner))


def is_same(one: JsonValue, other: JsonValue) -> bool:
    """Return whether two JSON values are equal; in Python, 1 equals True."""
    return type(one) is type(other) and one == other


def _both_keywords(outer: Keywords, inner: Keywords) -> Keywords:
    both = dict(outer)
    for key, value in inner.items():
        current = both.get(key)
        if key not in both or is_same(current, value):
            both[key] = value
        elif key in _FLAGS:
            both[key] = bool(current) or bool(value)
        elif isinstance(current, int | float) and isinstance(value, int | float) and key in _LOWER | _UPPER:
            both[key] = max(current, value) if key in _LOWER else min(current, value)
        elif key != "default":
            # The outermost default takes precedence. Any other keyword applies twice.
            both = with_also(both, {key: value})
    return both


def with_also(keywords: Keywords, more: Keywords) -> Keywords:
    """Return keywords with further keywords that apply too."""
    also = keywords.get("allOf", [])
    assert isinstance(also, list)
    return {**keywords, "allOf": [*also, more]}

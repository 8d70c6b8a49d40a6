"""Change a schema so that it also describes the received values."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from typing import Any

from pipeline.effective.required import OPTIONAL
from pipeline.evidence.places import Place, PlaceError, Places, Schema

MISSING = "missing"
_JSON_TYPES = ("string", "integer", "number", "boolean", "object", "array", "null")

# The keywords that limit the values of a type.
_LIMITS = ("format", "pattern", "enum", "const")
_COMPOSED = ("$ref", "allOf", "anyOf", "oneOf")
# Keywords that do not limit the values of a schema.
_ANNOTATIONS = ("description", "example", "examples", "deprecated", "readOnly", "writeOnly")
_TYPED = ("type", "properties", "additionalProperties", "items", *_LIMITS)
# An amount is a string or a number, and in both cases a `Decimal`.
_AMOUNT_TYPES = ("string", "integer", "number", "null")
_TYPES_OF_VALUES = {
    str: "string",
    int: "integer",
    float: "number",
    bool: "boolean",
    list: "array",
    dict: "object",
    type(None): "null",
}


@dataclass
class Widening:
    """A change of a schema by at most two overlay actions, which remove keys and merge an object, in this order.

    Attributes:
        removed: The keys to remove.
        update: The object to merge.
        remarks: Sentences about what the report does not show. is_moved: Whether the keywords of the schema are now in
        its first alternative.
    """

    removed: list[str] = field(default_factory=list)
    update: Schema = field(default_factory=dict)
    remarks: list[str] = field(default_factory=list)
    is_moved: bool = False


def widening(places: Places, place: Place, received: Collection[str]) -> Widening:
    """Return the smallest change so that a schema also describes the received values.

    A report has no values. So if a value did not match a format or a list of allowed values, the format or the list is
    dropped, and the client keeps any value of that type.

    Args:
        places: The schemas of the spec.
        place: The schema.
        received: Types of JSON values, `missing`, or forms of dates.

    Raises:
        PlaceError: There is no such change.
    """
    types = _types_received(received)
    change = _composed(places, place, types) if place.schema.keys() & {*_COMPOSED} else _plain(place.schema, types)
    if MISSING in received:
        if not place.is_property:
            raise PlaceError("is not a property, so that the spec cannot mark it as optional")
        change.update[OPTIONAL] = True
    return change


def described(schema: Schema) -> str:
    """Return a short description of a schema."""
    if "$ref" in schema:
        return f"`{schema['$ref'].rpartition('/')[2]}`"
    if schema.keys() & {"anyOf", "oneOf"}:
        return "alternatives"
    if "allOf" in schema:
        return "several schemas at once"
    text = " or ".join(f"`{name}`" for name in _declared_types(schema)) or "any value"
    if "format" in schema:
        text += f" with the format `{schema['format']}`"
    return f"{text} with a list of allowed values" if "enum" in schema else text


def _declared_types(schema: Schema) -> list[str]:
    """Return the JSON types that a schema allows by its own keywords; empty if they do not limit the type."""
    match schema:
        case {"type": str(name)}:
            return [name]
        case {"type": list(names)}:
            return list(names)
        case {"enum": list(values)}:
            return list(dict.fromkeys(_TYPES_OF_VALUES[type(value)] for value in values))
        case {"properties": _} | {"additionalProperties": _}:
            return ["object"]
        case {"items": _}:
            return ["array"]
    return []


def _types_received(received: Collection[str]) -> list[str]:
    if "not JSON" in received:
        raise PlaceError("was not JSON, which no schema can describe")
    # A date has the type string.
    types = {name if name in _JSON_TYPES else "string" for name in received if name != MISSING}
    return [name for name in _JSON_TYPES if name in types]


def _plain(schema: Schema, types: list[str]) -> Widening:
    declared = _declared_types(schema)
    if types and not declared:
        raise PlaceError("may have any value by the spec already")
    new = [name for name in types if not _allows(declared, name)]
    if {*new} - {"null"} and schema.keys() & {"properties", "additionalProperties", "items"}:
        # The class of an object needs a separate schema.
        moved = {key: value for key, value in schema.items() if key not in _ANNOTATIONS and not key.startswith("x-")}
        return Widening([*moved], {"anyOf": [moved, *({"type": name} for name in new)]}, is_moved=True)
    present = [name for name in types if _allows(declared, name) and name != "null"]
    dropped = _dropped(schema, new, present)
    if "format" not in dropped and schema.get("format") == "decimal":
        new = list(dict.fromkeys("number" if name == "integer" else name for name in new))
    change = Widening(removed=dropped, remarks=list(_remarks(dropped)))
    if "null" in types and "enum" in schema and "enum" not in dropped and None not in schema["enum"]:
        # Merging appends to lists.
        change.update["enum"] = [None]
    if isinstance(schema.get("type"), list) and new:
        change.update["type"] = new
    elif new or (dropped and "type" not in schema):
        change.removed += ["type"] if "type" in schema else []
        change.update["type"] = [*declared, *new]
    if types and not change.removed and not change.update:
        raise PlaceError(f"may be {' or '.join(types)} by the spec already")
    return change


def _dropped(schema: Schema, new: list[str], present: list[str]) -> list[str]:
    """Return the limits of a schema that exclude values of new types, or of types that it allows."""
    if present:
        # Values do not match one of these limits, but the report does not show which.
        dropped = [key for key in _LIMITS if key in schema]
        if not dropped:
            raise PlaceError(f"may be {' or '.join(present)} by the spec already")
        return dropped
    dropped = []
    if schema.get("format") == "decimal" and not {*new} <= {*_AMOUNT_TYPES}:
        dropped.append("format")
    if new and "const" in schema:
        dropped.append("const")
    if {*new} - {"null"} and "enum" in schema:
        dropped.append("enum")
    return dropped


def _remarks(dropped: list[str]) -> Iterator[str]:
    if {"enum", "const"} & {*dropped}:
        yield "A report has no values, so any value of that type is allowed, not only those that the spec lists."
    if "format" in dropped:
        yield "Values stay as they are received, until a format is known that all of them have."


def _allows(declared: Collection[str], name: str) -> bool:
    return name in declared or (name == "integer" and "number" in declared)


def _composed(places: Places, place: Place, types: list[str]) -> Widening:
    """Add alternatives. The target of a reference does not change, since requests and other responses may use it."""
    if not types:
        return Widening()
    schema: Schema = place.schema
    beside = [key for key in (*_COMPOSED, *_TYPED) if key in schema]
    if len(beside) > 1:
        raise PlaceError(
            f"has {' beside '.join(f'`{key}`' for key in beside)} in the spec, which no alternative can join"
        )
    (key,) = beside
    added: list[Any] = [{"type": name} for name in types]
    enumerated = [part for part in places.parts(place) if "enum" in part.schema]
    remarks = list(_remarks(["enum"])) if any(_describes(part, name) for part in enumerated for name in types) else []
    if key in ("anyOf", "oneOf"):
        # With `oneOf`, exactly one alternative may match.
        members = [part for part in places.parts(place) if part.location != place.location]
        for name in types:
            if {"type": name} in schema[key] or (key == "oneOf" and any(_describes(part, name) for part in members)):
                raise PlaceError(f"may be {name} by the spec already, in one of the alternatives of `{key}`")
        return Widening(update={key: added}, remarks=remarks)
    if key == "allOf" and not all("$ref" in part for part in schema[key]):
        raise PlaceError("is described by several schemas at once, to which no alternative can be added in place")
    limited = [part for part in places.parts(place) if part.schema.keys() & {*_LIMITS, "anyOf", "oneOf"}]
    for name in types:
        if not limited and any(_describes(part, name) for part in places.parts(place)):
            raise PlaceError(f"may be {name} by the spec already")
    return Widening([key], {"anyOf": [{key: schema[key]}, *added]}, remarks)


def _describes(part: Place, name: str) -> bool:
    return _allows(_declared_types(part.schema), name)

"""Flattens schemas: a schema and all that it refers to by `$ref` and `allOf` hold together, and are one here."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any
from urllib.parse import unquote

from pydantic import JsonValue

from pipeline.api import Keywords
from pipeline.openapi import escape, target_of

Schema = Mapping[str, Any]

WORDING = frozenset({"$comment", "description", "example", "examples", "externalDocs", "summary", "title", "xml"})
"""Keywords that only concern readers of the documentation, like extensions (`x-`)."""

_LOWER = frozenset({"exclusiveMinimum", "minContains", "minimum", "minItems", "minLength", "minProperties"})
_UPPER = frozenset({"exclusiveMaximum", "maxContains", "maximum", "maxItems", "maxLength", "maxProperties"})
_FLAGS = frozenset({"deprecated", "uniqueItems"})

_DATA = frozenset({"const", "default", "enum", "example", "mapping", "value"})

# The keys of these objects are names, not keywords.
_MAPS = frozenset(
    {"$defs", "content", "dependentSchemas", "examples", "headers", "links", "patternProperties", "properties"}
)

# Keywords that have an attribute in `Flat`.
_EXPRESSED = frozenset(
    {
        *("$ref", "$defs", "$id", "$anchor", "$schema", "allOf", "anyOf", "const", "discriminator", "enum", "items"),
        *("oneOf", "properties", "readOnly", "required", "type", "writeOnly"),
    }
)


@dataclass(frozen=True)
class Part:
    """A schema of the spec, and its JSON pointer."""

    pointer: str
    schema: Schema | bool


@dataclass(frozen=True)
class Flat:
    """A flattened schema.

    Attributes:
        pointer: The JSON pointer of the schema.
        definition: The pointer of the schema that defines the object or the enumeration, and so has its name.
        title: The title there.
        types: The JSON types that it allows, also `null`; `None` where it does not limit them.
        values: The only values that it allows, also `None` for `null`.
        is_constant: Whether these are that of a `const`.
        properties: The schemas of each property, which must all hold.
        required: The names of the required properties.
        items: The schemas of the elements of a list.
        additional: The schemas of further properties.
        members: The schemas of which one must hold.
        members_allow_null: Whether one of them was `null`, which `members` does not contain.
        is_exclusive: Whether only one of them may hold.
        discriminator: The discriminator of the members.
        read_only: Whether requests must not contain it.
        write_only: Whether responses do not contain it.
        wording: The keywords for readers of the documentation; those of the outermost schema first.
        keywords: All other keywords, with references resolved.
    """

    pointer: str
    definition: str
    title: str = ""
    types: frozenset[str] | None = None
    values: tuple[JsonValue, ...] | None = None
    is_constant: bool = False
    properties: dict[str, tuple[Part, ...]] = field(default_factory=dict)
    required: frozenset[str] = frozenset()
    items: tuple[Part, ...] = ()
    additional: tuple[Part, ...] = ()
    members: tuple[Part, ...] = ()
    members_allow_null: bool = False
    is_exclusive: bool = False
    discriminator: Schema | None = None
    read_only: bool = False
    write_only: bool = False
    wording: Keywords = field(default_factory=dict)
    keywords: Keywords = field(default_factory=dict)

    @property
    def is_object(self) -> bool:
        """Whether it is an object with properties."""
        return bool(self.properties) and (self.types is None or "object" in self.types)


class EndlessReferenceError(Exception):
    """A chain of references leads back to its beginning. The message is the JSON pointer."""


class Flattener:
    """Flattens the schemas of one spec.

    Args:
        spec: The effective spec, in which all references resolve.
    """

    def __init__(self, spec: Schema) -> None:
        self._spec = spec

    def flatten(self, parts: Iterable[Part], within: frozenset[str] = frozenset()) -> Flat:
        """Return the schemas of one value as one.

        Args:
            parts: The schemas, which must all hold; the first one is the one that the spec has at the place.
            within: The references that lead here.

        Raises:
            EndlessReferenceError: A schema refers to itself.
        """
        flats = [self._flatten(part, within) for part in parts]
        if not flats:
            return Flat("", "")
        return self._joined(flats[0], flats[1:])

    def part(self, reference: str) -> Part:
        """Return the target of a reference."""
        return Part(unquote(reference), target_of(self._spec, reference))

    def expanded(self, value: Any, within: frozenset[str] = frozenset(), holder: str = "") -> Any:
        """Return a value with the references in it resolved, but for those that lead to themselves.

        Args:
            value: A part of the spec.
            within: The references that lead here.
            holder: The key of the value.
        """
        match value:
            case {"$ref": str() as reference} if reference not in within:
                siblings = {key: item for key, item in value.items() if key != "$ref"}
                target = self.expanded(target_of(self._spec, reference), within | {reference})
                if isinstance(target, dict) and target.keys().isdisjoint(siblings):
                    return target | siblings
                # Both hold.
                return {"allOf": [target], **siblings} if siblings else target
            case dict():
                return {
                    key: item if self._is_data(key, item, holder) else self.expanded(item, within, key)
                    for key, item in value.items()
                }
            case list():
                return [self.expanded(item, within) for item in value]
        return value

    @staticmethod
    def _is_data(key: str, value: Any, holder: str) -> bool:
        """Return whether the value of a key is data, in which `$ref` is not a reference."""
        if holder in _MAPS:
            return False
        return key in _DATA or key.startswith("x-") or (key == "examples" and isinstance(value, list))

    def _flatten(self, part: Part, within: frozenset[str]) -> Flat:
        pointer, schema = part.pointer, part.schema
        if isinstance(schema, bool):
            return Flat(pointer, pointer, keywords={} if schema else {"not": {}})
        inner: list[Flat] = []
        if "$ref" in schema:
            target = self.part(schema["$ref"])
            if target.pointer in within:
                raise EndlessReferenceError(target.pointer)
            inner.append(self._flatten(target, within | {target.pointer}))
        for index, one in enumerate(schema.get("allOf", ())):
            inner.append(self._flatten(Part(f"{pointer}/allOf/{index}", one), within))
        own = self._own(part)
        for keyword in ("anyOf", "oneOf"):
            members = [Part(f"{pointer}/{keyword}/{index}", one) for index, one in enumerate(schema.get(keyword, ()))]
            others = [member for member in members if not self._is_null(member)]
            allows_null = len(others) < len(members)
            own = _with_null(own, [member for member in members if member not in others])
            if len(others) == 1:
                only = self._flatten(others[0], within)
                inner.append(_or_null(only) if allows_null else only)
            elif others and own.members:
                own = replace(own, keywords=_with_also(own.keywords, {keyword: self.expanded(list(schema[keyword]))}))
            elif others:
                own = replace(
                    own, members=tuple(others), members_allow_null=allows_null, is_exclusive=keyword == "oneOf"
                )
            elif members:
                own = replace(own, types=frozenset({"null"}))
        return self._joined(own, inner)

    def _joined(self, own: Flat, inner: Sequence[Flat]) -> Flat:
        """Return a schema that holds where all of these hold."""
        joined = own
        for other in inner:
            joined = self._both(joined, other)
        # In the order of the spec: a part of an `allOf` comes before what is beside it.
        keys = dict.fromkeys(key for one in (*inner, own) for key in one.properties)
        defining = _definition(own, inner)
        return replace(
            joined,
            definition=defining.definition,
            title=defining.title,
            properties={key: joined.properties[key] for key in keys},
        )

    def _both(self, one: Flat, other: Flat) -> Flat:
        properties = dict(one.properties)
        for key, parts in other.properties.items():
            properties[key] = (*parts, *properties.get(key, ()))
        keywords = _both_keywords(one.keywords, other.keywords)
        if one.members and other.members:
            members = [part.schema for part in other.members] + [{"type": "null"}] * other.members_allow_null
            also: Keywords = {"oneOf" if other.is_exclusive else "anyOf": self.expanded(members)}
            if one.discriminator and other.discriminator:
                also["discriminator"] = dict(other.discriminator)
            keywords = _with_also(keywords, also)
        return replace(
            one,
            types=_both_types(one.types, other.types),
            values=_both_values(one.values, other.values),
            is_constant=one.is_constant or other.is_constant,
            properties=properties,
            required=one.required | other.required,
            items=(*one.items, *other.items),
            additional=(*one.additional, *other.additional),
            members=one.members or other.members,
            members_allow_null=_members_allow_null(one, other),
            is_exclusive=one.is_exclusive if one.members else other.is_exclusive,
            discriminator=one.discriminator or other.discriminator,
            read_only=one.read_only or other.read_only,
            write_only=one.write_only or other.write_only,
            wording={**other.wording, **one.wording},
            keywords=keywords,
        )

    def _is_null(self, part: Part) -> bool:
        return isinstance(part.schema, dict) and (
            part.schema.get("type") == "null" or ("const" in part.schema and part.schema["const"] is None)
        )

    def _own(self, part: Part) -> Flat:
        """Return the keywords of the schema itself."""
        pointer, schema = part.pointer, part.schema
        assert not isinstance(schema, bool)
        types = schema.get("type")
        constant = (schema["const"],) if "const" in schema else None
        values = _both_values(constant, tuple(schema["enum"]) if "enum" in schema else None)
        keywords = {key: value for key, value in schema.items() if key not in _EXPRESSED and not _is_wording(key)}
        additional: tuple[Part, ...] = ()
        if isinstance(keywords.get("additionalProperties"), dict):
            additional = (Part(f"{pointer}/additionalProperties", keywords.pop("additionalProperties")),)
        return Flat(
            pointer,
            pointer,
            title=str(schema.get("title") or ""),
            types=None if types is None else frozenset([types] if isinstance(types, str) else types),
            values=values,
            is_constant="const" in schema,
            properties={
                key: (Part(f"{pointer}/properties/{escape(key)}", value),)
                for key, value in schema.get("properties", {}).items()
            },
            required=frozenset(schema.get("required", ())),
            items=(Part(f"{pointer}/items", schema["items"]),) if "items" in schema else (),
            additional=additional,
            discriminator=schema.get("discriminator"),
            read_only=bool(schema.get("readOnly")),
            write_only=bool(schema.get("writeOnly")),
            wording={key: value for key, value in schema.items() if _is_wording(key)},
            keywords={key: self.expanded(value) for key, value in keywords.items()},
        )


def _with_null(own: Flat, members: Iterable[Part]) -> Flat:
    """Return a schema with the wording and the keywords of the members of its union that are `null`."""
    wording, keywords = dict(own.wording), dict(own.keywords)
    for member in members:
        assert isinstance(member.schema, dict)
        beside = {key: value for key, value in member.schema.items() if key not in ("type", "const")}
        for holder, is_wording in ((wording, True), (keywords, False)):
            if part := {key: value for key, value in beside.items() if _is_wording(key) is is_wording}:
                holder["null"] = part
    return replace(own, wording=wording, keywords=keywords)


def _is_wording(key: str) -> bool:
    return key in WORDING or key.startswith("x-")


def _definition(own: Flat, inner: Sequence[Flat]) -> Flat:
    """Return the schema that has the name of the object or the enumeration."""
    if own.properties or own.values is not None or own.members or own.items or own.additional or not inner:
        return own
    if len(inner) == 1:
        return own if own.required - inner[0].required else inner[0]
    if any(one.properties for one in inner):
        return own
    defining = [one for one in inner if one.values is not None or one.members]
    return defining[0] if len(defining) == 1 else own


def _or_null(only: Flat) -> Flat:
    """Return the only member of a union beside `null`, which allows `null` too."""
    types = None if only.types is None else only.types | {"null"}
    values = None if only.values is None else (*only.values, None)
    return replace(only, types=types, values=values, members_allow_null=True)


def _members_allow_null(one: Flat, other: Flat) -> bool:
    """Return whether `null` is allowed where both hold: by a union in one, and by that of the other if it has one."""
    refused = any(flat.members and not flat.members_allow_null for flat in (one, other))
    return not refused and (one.members_allow_null or other.members_allow_null)


def _both_types(one: frozenset[str] | None, other: frozenset[str] | None) -> frozenset[str] | None:
    if one is None or other is None:
        return other if one is None else one
    # An integer is a number too.
    narrow = {
        name for name in ("integer",) if (name in one and "number" in other) or ("number" in one and name in other)
    }
    return (one & other) | narrow


def _both_values(
    one: tuple[JsonValue, ...] | None, other: tuple[JsonValue, ...] | None
) -> tuple[JsonValue, ...] | None:
    if one is None or other is None:
        return other if one is None else one
    return tuple(value for value in one if any(is_same(value, allowed) for allowed in other))


def is_same(one: JsonValue, other: JsonValue) -> bool:
    """Return whether two JSON values are equal; in Python, 1 equals True."""
    return type(one) is type(other) and one == other


def _both_keywords(one: Keywords, other: Keywords) -> Keywords:
    both = dict(one)
    for key, value in other.items():
        current = both.get(key)
        if key not in both or is_same(current, value):
            both[key] = value
        elif key in _FLAGS:
            both[key] = bool(current) or bool(value)
        elif isinstance(current, int | float) and isinstance(value, int | float) and key in _LOWER | _UPPER:
            both[key] = max(current, value) if key in _LOWER else min(current, value)
        elif key != "default":
            # The outermost default counts. Any other keyword holds twice.
            both = _with_also(both, {key: value})
    return both


def _with_also(keywords: Keywords, more: Keywords) -> Keywords:
    """Return keywords with further ones that hold too."""
    also = keywords.get("allOf", [])
    assert isinstance(also, list)
    return {**keywords, "allOf": [*also, more]}

"""Flattens schemas: combines a schema with all schemas that it refers to by `$ref` and `allOf`."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any
from urllib.parse import unquote

from pipeline.openapi import escape, target_of
from pipeline.parse.flat import Flat, LocatedSchema, Schema, is_wording
from pipeline.parse.joining import both_values, joined, with_also

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


class EndlessReferenceError(Exception):
    """A chain of references is circular. The message is the JSON pointer."""


class Flattener:
    """Flattens the schemas of one spec.

    Args:
        spec: The effective spec, in which all references resolve.
    """

    def __init__(self, spec: Schema) -> None:
        self._spec = spec

    def flatten(self, schemas: Iterable[LocatedSchema], within: frozenset[str] = frozenset()) -> Flat:
        """Return the schemas of a value as one schema.

        Args:
            schemas: The schemas, which all apply. The first one is the schema at the place itself.
            within: The references that were followed.

        Raises:
            EndlessReferenceError: A schema refers to itself.
        """
        flats = [self._flatten(schema, within) for schema in schemas]
        if not flats:
            return Flat("", "")
        return joined(flats[0], flats[1:], self.expanded)

    def schema_at(self, reference: str) -> LocatedSchema:
        """Return the target of a reference."""
        return LocatedSchema(unquote(reference), target_of(self._spec, reference))

    def expanded(self, value: Any, within: frozenset[str] = frozenset(), holder: str = "") -> Any:
        """Return a value with all references in it resolved, except circular ones.

        Args:
            value: A part of the spec.
            within: The references that were followed.
            holder: The key of the value.
        """
        match value:
            case {"$ref": str() as reference} if reference not in within:
                siblings = {key: item for key, item in value.items() if key != "$ref"}
                target = self.expanded(target_of(self._spec, reference), within | {reference})
                if isinstance(target, dict) and target.keys().isdisjoint(siblings):
                    return target | siblings
                # Both apply.
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

    def _flatten(self, located: LocatedSchema, within: frozenset[str]) -> Flat:
        pointer, schema = located.pointer, located.schema
        if isinstance(schema, bool):
            return Flat(pointer, pointer, keywords={} if schema else {"not": {}})
        inner: list[Flat] = []
        if "$ref" in schema:
            target = self.schema_at(schema["$ref"])
            if target.pointer in within:
                raise EndlessReferenceError(target.pointer)
            inner.append(self._flatten(target, within | {target.pointer}))
        for index, member in enumerate(schema.get("allOf", ())):
            inner.append(self._flatten(LocatedSchema(f"{pointer}/allOf/{index}", member), within))
        outer = self._without_references(located)
        for keyword in ("anyOf", "oneOf"):
            members = [
                LocatedSchema(f"{pointer}/{keyword}/{index}", member)
                for index, member in enumerate(schema.get(keyword, ()))
            ]
            others = [member for member in members if not self._is_null(member)]
            allows_null = len(others) < len(members)
            outer = _with_null(outer, [member for member in members if member not in others])
            if len(others) == 1:
                only = self._flatten(others[0], within)
                inner.append(_or_null(only) if allows_null else only)
            elif others and outer.members:
                outer = replace(
                    outer, keywords=with_also(outer.keywords, {keyword: self.expanded(list(schema[keyword]))})
                )
            elif others:
                outer = replace(
                    outer, members=tuple(others), members_allow_null=allows_null, is_exclusive=keyword == "oneOf"
                )
            elif members:
                outer = replace(outer, types=frozenset({"null"}))
        return joined(outer, inner, self.expanded)

    def _is_null(self, located: LocatedSchema) -> bool:
        return isinstance(located.schema, dict) and (
            located.schema.get("type") == "null" or ("const" in located.schema and located.schema["const"] is None)
        )

    def _without_references(self, located: LocatedSchema) -> Flat:
        """Return the keywords of a schema itself, without those of its references."""
        pointer, schema = located.pointer, located.schema
        assert not isinstance(schema, bool)
        types = schema.get("type")
        constant = (schema["const"],) if "const" in schema else None
        values = both_values(constant, tuple(schema["enum"]) if "enum" in schema else None)
        keywords = {key: value for key, value in schema.items() if key not in _EXPRESSED and not is_wording(key)}
        additional: tuple[LocatedSchema, ...] = ()
        if isinstance(keywords.get("additionalProperties"), dict):
            additional = (LocatedSchema(f"{pointer}/additionalProperties", keywords.pop("additionalProperties")),)
        return Flat(
            pointer,
            pointer,
            title=str(schema.get("title") or ""),
            types=None if types is None else frozenset([types] if isinstance(types, str) else types),
            values=values,
            is_constant="const" in schema,
            properties={
                key: (LocatedSchema(f"{pointer}/properties/{escape(key)}", value),)
                for key, value in schema.get("properties", {}).items()
            },
            required=frozenset(schema.get("required", ())),
            items=(LocatedSchema(f"{pointer}/items", schema["items"]),) if "items" in schema else (),
            additional=additional,
            discriminator=schema.get("discriminator"),
            read_only=bool(schema.get("readOnly")),
            write_only=bool(schema.get("writeOnly")),
            wording={key: value for key, value in schema.items() if is_wording(key)},
            keywords={key: self.expanded(value) for key, value in keywords.items()},
        )


def _or_null(only: Flat) -> Flat:
    """Return the only member of a union except `null`, and let it allow `null`."""
    types = None if only.types is None else only.types | {"null"}
    values = None if only.values is None else (*only.values, None)
    return replace(only, types=types, values=values, members_allow_null=True)


def _with_null(outer: Flat, members: Iterable[LocatedSchema]) -> Flat:
    """Return a schema with the wording and the keywords of the members of its union that are `null`."""
    wording, keywords = dict(outer.wording), dict(outer.keywords)
    for member in members:
        assert isinstance(member.schema, dict)
        siblings = {
            key: value
            for key, value in member.schema.items()
            if key != "type" and not (key == "const" and value is None)
        }
        for holder, holds_wording in ((wording, True), (keywords, False)):
            if keys := {key: value for key, value in siblings.items() if is_wording(key) is holds_wording}:
                holder["null"] = keys
    return replace(outer, wording=wording, keywords=keywords)

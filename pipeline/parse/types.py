"""Creates types, models and enumerations from schemas."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from pipeline.api import Enum, Field, Keywords, Kind, Model, Type
from pipeline.parse.completeness import all_wording, other_keywords
from pipeline.parse.discriminators import discriminator_of
from pipeline.parse.flat import Flat, LocatedSchema
from pipeline.parse.flattening import EndlessReferenceError, Flattener
from pipeline.parse.generator import Names
from pipeline.parse.joining import is_same
from pipeline.parse.naming import check_name
from pipeline.parse.problems import Problems
from pipeline.parse.scalars import scalar_kind, values_without_null
from pipeline.parse.shapes import Shape, alias_values, allows_null, shape_of

# Names that every model defines.
_MODEL_NAMES = {"additional_properties", "from_dict", "to_dict"}

# The keywords that only limit values of one JSON type.
_KEYWORDS_OF = {
    "string": {"contentEncoding", "contentMediaType", "format", "maxLength", "minLength", "pattern"},
    "number": {"exclusiveMaximum", "exclusiveMinimum", "format", "maximum", "minimum", "multipleOf"},
    "array": {
        *("contains", "maxContains", "maxItems", "minContains", "minItems", "prefixItems", "unevaluatedItems"),
        "uniqueItems",
    },
    "object": {
        *("additionalProperties", "dependentRequired", "dependentSchemas", "maxProperties", "minProperties"),
        *("patternProperties", "propertyNames", "unevaluatedProperties"),
    },
}
_KEYWORDS_OF["integer"] = _KEYWORDS_OF["number"]


class Types:
    """Creates the types of one spec, and collects their models and enumerations.

    Args:
        flattener: Flattens the schemas.
        names: The names of classes and fields.
        problems: Where problems are collected.
    """

    def __init__(self, flattener: Flattener, names: Names, problems: Problems) -> None:
        self._flattener = flattener
        self._names = names
        self._problems = problems
        # The lists, maps and unions whose parts are being parsed, from the innermost object on.
        self._within: set[str] = set()
        self._unnamed: dict[str, str] = {}
        self.models: dict[str, Model] = {}
        self.enums: dict[str, Enum] = {}
        self.remarks: list[str] = []

    def flatten(self, schemas: Iterable[LocatedSchema]) -> Flat:
        """Return the schemas of a value as one. A circular reference is a problem."""
        schemas = list(schemas)
        try:
            return self._flattener.flatten(schemas)
        except EndlessReferenceError as endless:
            self._problems.add(str(endless), "this schema refers to itself without an object between")
            return Flat(schemas[0].pointer, schemas[0].pointer)

    def type_of(self, schemas: Iterable[LocatedSchema], *, in_form: bool = False) -> Type:
        """Return the type of a value.

        Args:
            schemas: Its schemas.
            in_form: Whether it is a field of a multipart form, in which a string with a media type is a file.
        """
        flat = self.flatten(schemas)
        if flat.pointer in self._within:
            reason = (
                "this schema contains itself without an object with properties between, and so has no type in Python"
            )
            self._problems.leave_out(flat.pointer, reason, flat.pointer)
            return Type(pointer=flat.pointer, kind=Kind.ANY)
        self._within.add(flat.pointer)
        value = self.type_of_flat(flat, in_form=in_form)
        self._within.remove(flat.pointer)
        return value

    def type_of_flat(self, flat: Flat, *, in_form: bool = False) -> Type:
        """Return the type of a value whose schemas are flattened."""
        shape = shape_of(flat)
        keywords, values = self.keywords_of(flat), values_without_null(flat)
        common: dict[str, Any] = {
            "pointer": flat.pointer,
            "is_nullable": allows_null(flat),
            "wording": all_wording(flat),
        }
        match shape:
            case Shape.MODEL:
                name = self._model(flat)
                of_class = self.models[name].keywords
                added = {
                    key: value
                    for key, value in keywords.items()
                    if key not in of_class or not is_same(of_class[key], value)
                }
                return Type(kind=Kind.MODEL, name=name, keywords=added, **common)
            case Shape.LIST:
                items = self.type_of(flat.items, in_form=in_form) if flat.items else None
                return Type(kind=Kind.LIST, items=items, keywords=keywords, **common)
            case Shape.MAP:
                items = self.type_of(flat.additional) if flat.additional else None
                return Type(kind=Kind.MAP, items=items, keywords=keywords, **common)
            case Shape.UNION:
                return self._union(flat, keywords, common)
            case Shape.TYPES:
                names = sorted((flat.types or frozenset()) - {"null"})
                members = tuple(self._of_type(flat, name) for name in names)
                # The keywords that no member has.
                shared = {
                    key: value
                    for key, value in keywords.items()
                    if not any(key in _KEYWORDS_OF.get(name, ()) for name in names)
                }
                return Type(kind=Kind.UNION, members=members, values=values, keywords=shared, **common)
        kind = scalar_kind(flat, in_form=in_form)
        if kind is Kind.ANY and shape is Shape.ANY and not flat.is_object:
            self._remark_any(flat)
        return Type(kind=kind, name=self._alias(flat), values=values, keywords=keywords, **common)

    def keywords_of(self, flat: Flat, *, has_class: bool = True) -> Keywords:
        """Return the keywords of a schema that its type does not express.

        Args:
            flat: The schema.
            has_class: Whether an object becomes a class.
        """
        return other_keywords(flat, shape_of(flat), self._flattener, has_class=has_class)

    def _of_type(self, flat: Flat, name: str) -> Type:
        """Return the type of the values that have one of several JSON types."""
        applicable = _KEYWORDS_OF.get(name, set())
        keywords = {key: value for key, value in flat.keywords.items() if key in applicable}
        narrowed = replace(flat, types=frozenset({name}), keywords=keywords, values=None, wording={})
        return self.type_of_flat(narrowed)

    def _union(self, flat: Flat, keywords: Keywords, common: dict[str, Any]) -> Type:
        members = [self.type_of([member]) for member in flat.members]
        # A list of constants, each with a title, is an enumeration with documentation.
        if all(member.values is not None and not member.name for member in members):
            kinds = {member.kind for member in members}
            if len(kinds) == 1:
                common["is_nullable"] |= any(member.is_nullable for member in members)
                common["wording"] |= _of_members([member.wording for member in members])
                values = tuple(value for member in members for value in member.values or ())
                keywords |= _of_members([member.keywords for member in members])
                return Type(kind=kinds.pop(), values=values, keywords=keywords, **common)
        if flat.properties:
            self.remark(flat.pointer, "is a union next to `properties`; the client takes and returns it as JSON")
            members_too = {"anyOf": [self._flattener.expanded(member.schema) for member in flat.members]}
            return Type(kind=Kind.ANY, keywords={**keywords, **members_too}, **common)
        return Type(
            kind=Kind.UNION,
            members=tuple(members),
            discriminator=discriminator_of(flat, self._problems),
            keywords=keywords | ({"oneOf": True} if flat.is_exclusive else {}),
            **common,
        )

    def _alias(self, flat: Flat) -> str:
        """Return the alias of an enumeration, and collect it. Return an empty string for any other schema."""
        values = alias_values(flat)
        if not values:
            return ""
        class_name = self._names.class_of(flat.definition)
        if class_name is None:
            return ""
        name = class_name.name
        present = self.enums.get(name)
        if present is None:
            self.enums[name] = Enum(
                pointer=flat.definition,
                name=name,
                module=class_name.module,
                values=values,
                wording=self._wording_of_definition(flat),
                keywords={key: value for key, value in flat.keywords.items() if key == "deprecated"},
            )
        elif set(present.values) != set(values):
            # A place may allow fewer values than the component.
            return "" if flat.pointer != flat.definition else name
        return name

    def _wording_of_definition(self, flat: Flat) -> Keywords:
        """Return the wording of the schema that defines an object or enumeration, not of a single use."""
        if flat.pointer == flat.definition:
            return flat.wording
        return self.flatten([self._flattener.schema_at(flat.definition)]).wording

    def _model(self, flat: Flat) -> str:
        """Return the name of the class of an object, and collect it."""
        class_name = self._names.class_of(flat.definition)
        # The generator has refused this object. The name only serves to find all problems.
        unnamed = self._unnamed.setdefault(flat.definition, f"Unnamed{len(self._unnamed)}") if not class_name else ""
        name = class_name.name if class_name else unnamed
        if name in self.models:
            return name
        definition = (
            flat if flat.pointer == flat.definition else self.flatten([self._flattener.schema_at(flat.definition)])
        )
        model = Model(
            pointer=definition.definition,
            name=name,
            module=class_name.module if class_name else name.lower(),
            fields=(),
            is_sent=False,
            is_received=False,
            wording=definition.wording,
            keywords=self.keywords_of(definition),
        )
        # The class is stored before its fields are parsed, since they may contain it.
        self.models[name] = model
        outer, self._within = self._within, set()
        additional = self.type_of(definition.additional) if definition.additional else None
        if additional:
            self.remark(model.pointer, "has `additionalProperties` next to `properties`; their values stay JSON")
        self.models[name] = model.model_copy(
            update={"fields": tuple(self._fields_of(definition)), "additional": additional}
        )
        self._within = outer
        return name

    def _fields_of(self, flat: Flat) -> Iterator[Field]:
        taken = dict.fromkeys(_MODEL_NAMES, "")
        for key, schemas in flat.properties.items():
            name = self._names.field_of(flat.definition, key)
            name = f"{name}_" if name in _MODEL_NAMES else name
            pointer = schemas[-1].pointer
            if name in taken:
                self._problems.leave_out(
                    pointer,
                    f"the property {key!r} would be called `{name}` in Python, as {taken[name]!r} is",
                    pointer,
                )
                continue
            taken[name] = key
            check_name(name, f"the property {key!r}", pointer, self._problems, target=pointer)
            inner = self.flatten(schemas)
            # The flags are attributes of the field.
            value = replace(inner, read_only=False, write_only=False)
            yield Field(
                pointer=pointer,
                name=name,
                key=key,
                type=self.type_of_flat(value),
                is_required=key in flat.required,
                is_read_only=inner.read_only,
                is_write_only=inner.write_only,
            )

    def _remark_any(self, flat: Flat) -> None:
        claimed = sorted(flat.keywords.keys() - {"default", "deprecated"})
        if claimed:
            self.remark(flat.pointer, f"has no type that the client knows ({', '.join(claimed)}); it stays JSON")

    def remark(self, pointer: str, sentence: str) -> None:
        """Record that the client leaves out a part of the spec, or has no precise type for it."""
        remark = f"{pointer} {sentence}."
        if remark not in self.remarks:
            self.remarks.append(remark)


def _of_members(keywords: Sequence[Keywords]) -> Keywords:
    """Return the keywords of the single values of an enumeration, if there are any."""
    return {"oneOf": list(keywords)} if any(keywords) else {}

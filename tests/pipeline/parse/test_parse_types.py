"""Types of schemas."""

import pytest

from pipeline.api import Kind, Type
from tests.pipeline.parse.parse_samples import (
    TEXT,
    Spec,
    add_components,
    add_fields,
    api_of,
    list_of,
    map_of,
    object_of,
    received,
    reference_to,
    set_body,
)

SCALARS: dict[str, tuple[Spec | bool, Kind]] = {
    "text": (TEXT, Kind.STRING),
    "integer": ({"type": "integer"}, Kind.INTEGER),
    "number": ({"type": "number"}, Kind.NUMBER),
    "boolean": ({"type": "boolean"}, Kind.BOOLEAN),
    "null": ({"type": "null"}, Kind.NULL),
    "money": ({**TEXT, "format": "decimal"}, Kind.DECIMAL),
    "money as a number": ({"type": "number", "format": "decimal"}, Kind.DECIMAL),
    "money as two types": ({"type": ["string", "number"], "format": "decimal"}, Kind.DECIMAL),
    "date": ({**TEXT, "format": "date"}, Kind.DATE),
    "date and time": ({**TEXT, "format": "date-time"}, Kind.DATE_TIME),
    "local time": ({**TEXT, "format": "local-date-time"}, Kind.LOCAL_DATE_TIME),
    "local minute": ({**TEXT, "format": "local-minute"}, Kind.LOCAL_MINUTE),
    "format without a type": ({"format": "date"}, Kind.DATE),
    "password": ({**TEXT, "format": "password"}, Kind.STRING),
    "uuid": ({**TEXT, "format": "uuid"}, Kind.STRING),
    "int32": ({"type": "integer", "format": "int32"}, Kind.INTEGER),
    "text of a media type": ({**TEXT, "contentMediaType": "image/png"}, Kind.STRING),
    "anything": ({}, Kind.ANY),
    "true": (True, Kind.ANY),
    "constant without a type": ({"const": "a"}, Kind.STRING),
    "truth values": ({"enum": [True]}, Kind.BOOLEAN),
    "numbers": ({"enum": [1.5, 2]}, Kind.NUMBER),
    "mixed values": ({"enum": ["a", 1]}, Kind.ANY),
    "object without properties": ({"type": "object"}, Kind.MAP),
    "list without items": ({"type": "array"}, Kind.LIST),
    "map": (map_of(TEXT), Kind.MAP),
    "map without a type": ({"additionalProperties": TEXT}, Kind.MAP),
    "list without a type": ({"items": TEXT}, Kind.LIST),
    "object": (object_of(b=TEXT), Kind.MODEL),
    "object without a type": ({"properties": {"b": TEXT}}, Kind.MODEL),
    "several types": ({"type": ["string", "integer"]}, Kind.UNION),
    "union": ({"anyOf": [TEXT, {"type": "integer"}]}, Kind.UNION),
}


@pytest.mark.parametrize(("schema", "kind"), SCALARS.values(), ids=SCALARS)
def test_schema_has_its_kind(schema: Spec | bool, kind: Kind) -> None:
    assert received(schema).kind is kind


@pytest.mark.parametrize(
    ("schema", "kind"),
    [
        ({**TEXT, "format": "binary"}, Kind.FILE),
        ({**TEXT, "contentMediaType": "image/png"}, Kind.FILE),
        ({"contentMediaType": "application/octet-stream"}, Kind.FILE),
        ({**TEXT, "contentMediaType": "image/png", "contentEncoding": "base64"}, Kind.STRING),
        (TEXT, Kind.STRING),
    ],
)
def test_text_of_a_form_is_a_file_where_openapi_says_so(schema: Spec, kind: Kind) -> None:
    api = api_of(set_body(object_of(f=schema, files=list_of(schema)), "multipart/form-data"))
    _, single, several = api.methods["things.update"].arguments
    assert single.type.kind is kind
    assert several.type.items is not None
    assert several.type.items.kind is kind


NULLABLE: dict[str, tuple[Spec, Kind]] = {
    "list of types": ({"type": ["string", "null"]}, Kind.STRING),
    "anyOf": ({"anyOf": [TEXT, {"type": "null"}]}, Kind.STRING),
    "oneOf, null first": ({"oneOf": [{"type": "null"}, TEXT]}, Kind.STRING),
    "constant null": ({"oneOf": [TEXT, {"const": None}]}, Kind.STRING),
    "reference": ({"oneOf": [reference_to("Other"), {"type": "null"}]}, Kind.MODEL),
    "reference to what may be null": (reference_to("Nullable"), Kind.STRING),
    "allOf of what may be null": ({"allOf": [reference_to("Nullable")]}, Kind.STRING),
    "enumeration with null": ({"type": ["string", "null"], "enum": ["a", None]}, Kind.STRING),
    "enumeration with null and without a type": ({"enum": ["a", None]}, Kind.STRING),
    "enumeration or null": ({"anyOf": [{**TEXT, "enum": ["a"]}, {"type": "null"}]}, Kind.STRING),
    "constant or null": ({"anyOf": [{"const": "a"}, {"type": "null"}]}, Kind.STRING),
    "union": ({"oneOf": [TEXT, {"type": "integer"}, {"type": "null"}]}, Kind.UNION),
    "several types": ({"type": ["string", "integer", "null"]}, Kind.UNION),
    "object": ({"type": ["object", "null"], "properties": {"b": TEXT}}, Kind.MODEL),
    "list": ({"type": ["array", "null"], "items": TEXT}, Kind.LIST),
    "map": ({"type": ["object", "null"], "additionalProperties": TEXT}, Kind.MAP),
    "money": ({"type": ["string", "number", "null"], "format": "decimal"}, Kind.DECIMAL),
}
OTHERS: dict[str, Spec] = {"Other": object_of(b=TEXT), "Nullable": {"type": ["string", "null"]}}


@pytest.mark.parametrize(("schema", "kind"), NULLABLE.values(), ids=NULLABLE)
def test_every_spelling_of_null_is_nullable(schema: Spec, kind: Kind) -> None:
    value = received(schema, **OTHERS)
    assert (value.kind, value.is_nullable) == (kind, True)


@pytest.mark.parametrize(
    "schema",
    [
        TEXT,
        {},
        {**TEXT, "enum": ["a"]},
        # Both must hold, and only one allows null.
        {"allOf": [TEXT, reference_to("Nullable")]},
        {"allOf": [reference_to("Nullable")], "type": "string"},
        {"type": "string", "enum": ["a", None]},
        {"type": ["string", "null"], "enum": ["a"]},
        {"allOf": [{"oneOf": [TEXT, {"maxLength": 1}, {"type": "null"}]}, {"oneOf": [TEXT, {"maxLength": 2}]}]},
        {"oneOf": [TEXT, {"type": "integer"}]},
    ],
)
def test_what_does_not_allow_null_is_not_nullable(schema: Spec) -> None:
    assert not received(schema, **OTHERS).is_nullable


def shape(value: Type) -> object:
    """Return the structure of a type."""
    inner = [shape(one) for one in ([value.items] if value.items else value.members)]
    return (value.name or value.kind.value, inner) if inner else value.name or value.kind.value


def test_list_and_map_have_the_types_of_their_values() -> None:
    schema = map_of(list_of(map_of({"type": ["object", "null"], "additionalProperties": reference_to("Other")})))
    assert shape(received(schema, **OTHERS)) == ("map", [("list", [("map", [("map", ["Other"])])])])


def test_tuple_has_elements_of_any_type_and_is_kept_in_the_keywords() -> None:
    value = received({"type": "array", "prefixItems": [TEXT]})
    assert (value.items, value.keywords) == (None, {"prefixItems": [TEXT]})


def test_union_has_the_types_of_its_members() -> None:
    schema = {"oneOf": [reference_to("Other"), list_of(TEXT), {"type": ["integer", "null"]}]}
    value = received(schema, **OTHERS)
    assert shape(value) == ("union", ["Other", ("list", ["string"]), "integer"])
    assert [member.is_nullable for member in value.members] == [False, False, True]


def test_keywords_of_several_types_belong_to_the_type_that_they_limit() -> None:
    value = received({"type": ["string", "integer"], "maxLength": 5, "minimum": 0})
    assert [(one.kind, one.keywords) for one in value.members] == [
        (Kind.INTEGER, {"minimum": 0}),
        (Kind.STRING, {"maxLength": 5}),
    ]


KINDS: dict[str, Spec] = {"Card": object_of(type=TEXT), "Bank": object_of(type=TEXT)}


@pytest.mark.parametrize(
    ("mapping", "expected"),
    [
        (None, {"Card": 0, "Bank": 1}),
        ({"card": "#/components/schemas/Card"}, {"Card": 0, "Bank": 1, "card": 0}),
        ({"card": "Card", "bank": "Bank", "iban": "Bank"}, {"Card": 0, "Bank": 1, "card": 0, "bank": 1, "iban": 1}),
        ({"Card": "Bank"}, {"Card": 1, "Bank": 1}),
    ],
)
def test_discriminator_maps_values_to_members(mapping: dict[str, str] | None, expected: dict[str, int]) -> None:
    discriminator = {"propertyName": "type", **({"mapping": mapping} if mapping else {})}
    schema = {"oneOf": [reference_to("Card"), reference_to("Bank")], "discriminator": discriminator}
    value = received(schema, **KINDS)
    assert value.discriminator is not None
    assert (value.discriminator.key, value.discriminator.mapping) == ("type", expected)


ENUMERATIONS: dict[str, tuple[Spec, str, tuple[object, ...]]] = {
    "texts": ({**TEXT, "enum": ["b", "a"]}, "ThingX", ("b", "a")),
    "integers": ({"type": "integer", "enum": [9, 0]}, "ThingX", (9, 0)),
    "without a type": ({"enum": ["b", "a"]}, "ThingX", ("b", "a")),
    "with null": ({"enum": ["a", None]}, "ThingX", ("a",)),
    "with a title": ({**TEXT, "title": "Color", "enum": ["red"]}, "ThingColor", ("red",)),
    "component": (reference_to("Color"), "Color", ("red", "green")),
    "component or null": ({"anyOf": [reference_to("Color"), {"type": "null"}]}, "Color", ("red", "green")),
    "all of a component": ({"allOf": [reference_to("Color")], "description": "It."}, "Color", ("red", "green")),
    "fewer values than the component": ({**reference_to("Color"), "enum": ["red"]}, "ThingX", ("red",)),
    "constant": ({"const": "a"}, "", ("a",)),
    "mixed": ({"enum": ["a", 1]}, "", ("a", 1)),
    "numbers": ({"type": "number", "enum": [1.5, 2.5]}, "", (1.5, 2.5)),
    "truth values": ({"type": "boolean", "enum": [True]}, "", (True,)),
    "constants with titles": (
        {"oneOf": [{"const": "a", "title": "The first"}, {"const": "b", "title": "The second"}]},
        "",
        ("a", "b"),
    ),
}


@pytest.mark.parametrize(("schema", "name", "values"), ENUMERATIONS.values(), ids=ENUMERATIONS)
def test_enumeration_has_its_values_and_an_alias_if_it_can(schema: Spec, name: str, values: tuple[object, ...]) -> None:
    thing = object_of(x=schema)
    api = api_of(add_components(Thing=thing, Color={**TEXT, "enum": ["red", "green"]}))
    value = api.models["Thing"].fields[0].type
    assert (value.name, value.values) == (name, values)
    assert not name or api.enums[name].values == values


def test_model_is_sent_or_received_where_it_travels() -> None:
    api = api_of(
        add_components(Sent=object_of(deep=map_of(reference_to("Deep"))), Deep=object_of(b=TEXT), Unused=object_of()),
        add_fields(x=list_of(reference_to("Sent")), thing=reference_to("Thing")),
    )
    travels = {name: (model.is_sent, model.is_received) for name, model in api.models.items()}
    assert travels == {"Thing": (True, True), "Sent": (True, False), "Deep": (True, False)}


def test_field_has_what_the_spec_says_about_its_direction() -> None:
    fields: dict[str, Spec] = {"id": {**TEXT, "readOnly": True}, "secret": {**TEXT, "writeOnly": True}, "plain": TEXT}
    api = api_of(add_components(Thing={**object_of(**fields), "required": ["id", "plain"]}))
    assert [(one.key, one.is_required, one.is_read_only, one.is_write_only) for one in api.models["Thing"].fields] == [
        ("id", True, True, False),
        ("secret", False, False, True),
        ("plain", True, False, False),
    ]


def test_model_has_the_type_of_further_properties() -> None:
    api = api_of(add_components(Thing={**object_of(x=TEXT), "additionalProperties": {"type": "integer"}}))
    additional = api.models["Thing"].additional
    assert additional is not None
    assert additional.kind is Kind.INTEGER


def test_models_may_contain_each_other() -> None:
    api = api_of(
        add_components(
            Thing=object_of(x=reference_to("Leaf"), y=list_of(reference_to("Thing"))),
            Leaf=object_of(z=reference_to("Thing")),
        )
    )
    assert {name: [shape(one.type) for one in model.fields] for name, model in api.models.items()} == {
        "Thing": ["Leaf", ("list", ["Thing"])],
        "Leaf": ["Thing"],
    }


def test_fields_are_in_the_order_of_the_spec() -> None:
    names = ["zeta", "beta", "alpha", "mid"]
    api = api_of(add_components(Thing=object_of(**dict.fromkeys(names, TEXT))))
    assert [one.key for one in api.models["Thing"].fields] == names


@pytest.mark.parametrize(
    ("schema", "remark"),
    [
        ({**object_of(b=TEXT), "anyOf": [object_of(c=TEXT), object_of(d=TEXT)]}, "is a union next to `properties`"),
        ({"not": {"type": "null"}}, "has no type that the client knows (not)"),
    ],
)
def test_schema_without_a_better_type_is_json_and_has_a_remark(schema: Spec, remark: str) -> None:
    api = api_of(add_components(Thing=object_of(x=schema)))
    assert api.models["Thing"].fields[0].type.kind is Kind.ANY
    assert len(api.remarks) == 1
    assert api.remarks[0].startswith(f"#/components/schemas/Thing/properties/x {remark}")

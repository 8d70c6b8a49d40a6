"""Flattening: a schema and all that it refers to are one."""

import pytest

from pipeline.parse.flat import Flat, LocatedSchema
from pipeline.parse.flattening import EndlessReferenceError, Flattener
from tests.pipeline.parse.parse_samples import TEXT, Spec, list_of, map_of, object_of, reference_to


def flattened(schema: Spec | bool, **schemas: Spec) -> Flat:
    return Flattener({"components": {"schemas": schemas}}).flatten([LocatedSchema("#/x", schema)])


def places(schemas: tuple[LocatedSchema, ...]) -> list[str]:
    return [located.pointer for located in schemas]


COMPONENT = "#/components/schemas/"


def test_reference_is_followed_over_several_levels_with_the_keywords_of_all() -> None:
    first = {**reference_to("Second"), "maxLength": 9, "description": "First."}
    second = {"allOf": [reference_to("Third")], "pattern": "a", "description": "Second."}
    flat = flattened(
        {**reference_to("First"), "deprecated": True}, First=first, Second=second, Third={**TEXT, "minLength": 0}
    )
    assert flat.types == frozenset({"string"})
    assert flat.keywords == {"deprecated": True, "maxLength": 9, "pattern": "a", "minLength": 0}
    assert flat.wording == {"description": "First."}
    assert (flat.pointer, flat.definition) == ("#/x", f"{COMPONENT}Third")


LIMITS: dict[str, tuple[Spec, Spec, Spec]] = {
    "the higher lower limit": ({"minimum": 0}, {"minimum": 5}, {"minimum": 5}),
    "the lower upper limit": ({"maxLength": 5}, {"maxLength": 9}, {"maxLength": 5}),
    "a limit of zero": ({"maximum": 0}, {"maximum": 9}, {"maximum": 0}),
    "equal keywords once": ({"pattern": "a"}, {"pattern": "a"}, {"pattern": "a"}),
    "both patterns": ({"pattern": "a"}, {"pattern": "b"}, {"pattern": "a", "allOf": [{"pattern": "b"}]}),
    "both multiples": ({"multipleOf": 2}, {"multipleOf": 3}, {"multipleOf": 2, "allOf": [{"multipleOf": 3}]}),
    "the outer default": ({"default": "a"}, {"default": "b"}, {"default": "a"}),
    "a flag of either": ({"uniqueItems": False}, {"uniqueItems": True}, {"uniqueItems": True}),
    "one and true are different": ({"default": 1}, {"default": True}, {"default": 1}),
    "no further properties": (
        {"additionalProperties": False},
        {"maxProperties": 1},
        {"additionalProperties": False, "maxProperties": 1},
    ),
    "two unions": (
        {"anyOf": [TEXT, {"type": "integer"}]},
        {"oneOf": [TEXT, {"type": "boolean"}]},
        {"allOf": [{"oneOf": [TEXT, {"type": "boolean"}]}]},
    ),
}


@pytest.mark.parametrize(("own", "other", "expected"), LIMITS.values(), ids=LIMITS)
def test_keyword_that_holds_twice_is_one_that_says_the_same(own: Spec, other: Spec, expected: Spec) -> None:
    for schema in ({**reference_to("Other"), **own}, {"allOf": [reference_to("Other")], **own}):
        assert flattened(schema, Other=other).keywords == expected


@pytest.mark.parametrize(
    ("own", "other", "expected"),
    [
        ({"type": "string"}, {}, {"string"}),
        ({"type": ["string", "null"]}, {"type": "string"}, {"string"}),
        ({"type": ["string", "null"]}, {"type": ["integer", "null"]}, {"null"}),
        ({"type": "number"}, {"type": "integer"}, {"integer"}),
        ({"type": "integer"}, {"type": ["number", "null"]}, {"integer"}),
        ({"type": "string"}, {"type": "integer"}, set()),
    ],
)
def test_types_are_those_that_every_part_allows(own: Spec, other: Spec, expected: set[str]) -> None:
    assert flattened({"allOf": [own, other]}).types == frozenset(expected)


@pytest.mark.parametrize(
    ("own", "other", "expected"),
    [
        ({"enum": ["a", "b"]}, {"enum": ["b", "c"]}, ("b",)),
        ({"enum": [1, 2]}, {"const": 1}, (1,)),
        ({"enum": [1]}, {"enum": [True]}, ()),
        ({"enum": ["a", None]}, {}, ("a", None)),
    ],
)
def test_values_are_those_that_every_part_allows(own: Spec, other: Spec, expected: tuple[object, ...]) -> None:
    assert flattened({"allOf": [own, other]}).values == expected


def test_property_of_several_parts_has_the_schemas_of_all_and_the_order_of_the_spec() -> None:
    other = {**object_of(a=TEXT, b=TEXT), "required": ["a"]}
    flat = flattened(
        {"allOf": [reference_to("Other"), object_of(c=TEXT)], **object_of(d=TEXT, b={"maxLength": 3})}, Other=other
    )
    assert {key: places(schemas) for key, schemas in flat.properties.items()} == {
        "a": [f"{COMPONENT}Other/properties/a"],
        "b": [f"{COMPONENT}Other/properties/b", "#/x/properties/b"],
        "c": ["#/x/allOf/1/properties/c"],
        "d": ["#/x/properties/d"],
    }
    assert flat.required == {"a"}
    assert flat.definition == "#/x"


def test_items_and_values_of_several_parts_have_the_schemas_of_all() -> None:
    flat = flattened({"allOf": [list_of(TEXT), list_of({"maxLength": 1}), map_of(TEXT), map_of({"minLength": 1})]})
    assert places(flat.items) == ["#/x/allOf/0/items", "#/x/allOf/1/items"]
    assert places(flat.additional) == ["#/x/allOf/2/additionalProperties", "#/x/allOf/3/additionalProperties"]


@pytest.mark.parametrize(
    ("schema", "definition"),
    [
        (reference_to("Thing"), f"{COMPONENT}Thing"),
        ({**reference_to("Thing"), "description": "Another."}, f"{COMPONENT}Thing"),
        ({"allOf": [reference_to("Thing")]}, f"{COMPONENT}Thing"),
        ({"oneOf": [reference_to("Thing"), {"type": "null"}]}, f"{COMPONENT}Thing"),
        ({"allOf": [reference_to("Thing"), {"description": "Another."}]}, "#/x"),
        ({**reference_to("Thing"), "required": ["b"]}, "#/x"),
        ({**reference_to("Thing"), "required": ["a"]}, f"{COMPONENT}Thing"),
        ({**reference_to("Thing"), "properties": {"b": TEXT}}, "#/x"),
        ({**reference_to("Color"), "enum": ["red"]}, "#/x"),
        ({"allOf": [reference_to("Color"), {"description": "Another."}]}, f"{COMPONENT}Color"),
    ],
)
def test_definition_is_the_schema_that_has_the_name(schema: Spec, definition: str) -> None:
    thing = {**object_of(a=TEXT, b=TEXT), "required": ["a"]}
    assert flattened(schema, Thing=thing, Color={"enum": ["red", "green"]}).definition == definition


@pytest.mark.parametrize("keyword", ["anyOf", "oneOf"])
def test_union_of_one_member_and_null_is_that_member(keyword: str) -> None:
    flat = flattened({keyword: [{"type": "null"}, {**TEXT, "maxLength": 1}]})
    assert (flat.types, flat.members, flat.keywords) == (frozenset({"string", "null"}), (), {"maxLength": 1})


def test_union_of_null_only_is_null() -> None:
    assert flattened({"anyOf": [{"type": "null"}, {"const": None}]}).types == frozenset({"null"})


def test_second_union_is_kept_in_the_keywords() -> None:
    second = [{"maxLength": 1}, {"pattern": "a"}]
    flat = flattened({"anyOf": [TEXT, {"type": "integer"}], "oneOf": second})
    assert places(flat.members) == ["#/x/anyOf/0", "#/x/anyOf/1"]
    assert flat.keywords == {"allOf": [{"oneOf": second}]}


@pytest.mark.parametrize(("schema", "keywords"), [(True, {}), (False, {"not": {}})])
def test_truth_value_is_a_schema(schema: bool, keywords: Spec) -> None:
    assert flattened(schema).keywords == keywords


@pytest.mark.parametrize(
    "schema",
    [
        reference_to("X"),
        {"allOf": [reference_to("X")]},
        {"anyOf": [reference_to("X"), {"type": "null"}]},
        reference_to("Y"),
    ],
)
def test_endless_reference_is_an_error(schema: Spec) -> None:
    with pytest.raises(EndlessReferenceError, match=f"^{COMPONENT}X$"):
        flattened(reference_to("X"), X=schema, Y=reference_to("X"))


def test_schema_that_contains_itself_is_not_endless() -> None:
    flat = flattened(reference_to("X"), X=object_of(x=reference_to("X"), xs=list_of(reference_to("X"))))
    assert list(flat.properties) == ["x", "xs"]


def test_references_in_keywords_are_resolved_unless_they_contain_themselves() -> None:
    tree = {"type": "object", "patternProperties": {"a": reference_to("Tree")}}
    flat = flattened({"not": reference_to("Tree"), "propertyNames": reference_to("Text")}, Tree=tree, Text=TEXT)
    assert flat.keywords == {"not": tree, "propertyNames": TEXT}


def test_name_with_special_characters_is_found() -> None:
    assert flattened(reference_to("a/b~c"), **{"a/b~c": TEXT}).types == frozenset({"string"})

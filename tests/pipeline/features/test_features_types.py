"""Types of unusual schemas, each in a spec of its own."""

import pytest

from pipeline.api import Kind, Type
from pipeline.openapi import target_of
from pipeline.python_types import argument_annotation
from pipeline.render.codecs import codec
from tests.pipeline.features.feature_specs import Spec, only_argument, parsed, small_spec

TEXT: Spec = {"type": "string"}


def type_of(schema: Spec, **schemas: Spec) -> Type:
    """Return the type of a field of a body."""
    body = {"type": "object", "required": ["value"], "properties": {"value": schema}}
    return only_argument(body=body, schemas=schemas).type


def test_a_file_of_a_form_without_a_type_is_not_remarked() -> None:
    spec = small_spec(body={"type": "object", "properties": {"image": {"contentMediaType": "image/png"}}})
    content = spec["paths"]["/things"]["post"]["requestBody"]["content"]
    content["multipart/form-data"] = content.pop("application/json")
    api = parsed(spec)
    (argument,) = api.methods["things.change"].arguments
    assert (argument.type.kind, api.remarks) == (Kind.FILE, ())


def test_keywords_of_a_value_of_several_types_stand_at_the_union_or_at_the_member_that_they_limit() -> None:
    union = type_of({"type": ["string", "integer"], "minimum": 1, "maxLength": 4, "default": 3, "deprecated": True})
    assert union.keywords == {"default": 3, "deprecated": True}
    assert [(member.kind, member.keywords) for member in union.members] == [
        (Kind.INTEGER, {"minimum": 1}),
        (Kind.STRING, {"maxLength": 4}),
    ]


def test_keywords_of_an_object_do_not_limit_its_other_types() -> None:
    union = type_of({"type": ["object", "string"], "minProperties": 2, "maxLength": 4})
    assert [(member.kind, member.keywords) for member in union.members] == [
        (Kind.MAP, {"minProperties": 2}),
        (Kind.STRING, {"maxLength": 4}),
    ]


def test_a_limit_beside_a_reference_to_an_object_is_kept_where_the_object_has_another() -> None:
    thing = {"type": "object", "properties": {"name": TEXT}, "minProperties": 1, "maxProperties": 9}
    used = type_of({"$ref": "#/components/schemas/Thing", "minProperties": 3}, Thing=thing)
    assert (used.name, used.keywords) == ("Thing", {"minProperties": 3})


def test_a_list_of_titled_constants_is_an_enumeration_that_keeps_what_is_said_about_each_value() -> None:
    constants = [{"const": "kg", "title": "Kilogram"}, {"const": "lb", "title": "Pound", "deprecated": True}]
    value = type_of({"oneOf": constants, "description": "The unit."})
    assert (value.kind, value.values) == (Kind.STRING, ("kg", "lb"))
    assert value.wording == {"description": "The unit.", "oneOf": [{"title": "Kilogram"}, {"title": "Pound"}]}
    assert value.keywords == {"oneOf": [{}, {"deprecated": True}]}


@pytest.mark.parametrize("null", [{"type": "null"}, {"const": None}, {"enum": [1.5, None]}])
def test_a_list_of_constants_with_null_is_a_nullable_enumeration(null: Spec) -> None:
    value = type_of({"oneOf": [{"const": 0.5}, null]})
    assert (value.kind, value.is_nullable) == (Kind.NUMBER, True)


@pytest.mark.parametrize("types", [{}, {"type": ["string", "integer"]}])
def test_an_enumeration_of_texts_and_integers_is_sent_as_one_of_its_values(types: Spec) -> None:
    assert argument_annotation(type_of({**types, "enum": ["auto", 1]})) == "_typing.Literal['auto', 1]"


@pytest.mark.parametrize("name", ["date", "date-time", "decimal", "local-minute"])
@pytest.mark.parametrize("values", [{"enum": ["2026", "2027"]}, {"const": "2026"}])
def test_an_enumeration_with_a_format_is_text(values: Spec, name: str) -> None:
    # Its annotation is a Literal of texts, which the codec of the format would refuse.
    assert type_of({"type": "string", "format": name, **values}).kind is Kind.STRING


@pytest.mark.parametrize(
    ("media_type", "expected"),
    [
        ("application/pdf", "_codecs.File('application/pdf')"),
        ("image/svg+xml", "_codecs.File('image/svg+xml')"),
        ("application/octet-stream", "_codecs.FILE"),
        ("image/*", "_codecs.FILE"),
        ("text/plain; charset=utf-8", "_codecs.FILE"),
        ("pdf", "_codecs.FILE"),
        ("text/x\r\nX-Evil: 1", "_codecs.FILE"),
    ],
)
def test_a_file_that_names_no_media_type_gets_that_of_the_spec(media_type: str, expected: str) -> None:
    file = Type(pointer="#", kind=Kind.FILE, keywords={"contentMediaType": media_type})
    assert codec(file) == expected


def test_the_pointers_of_json_without_a_schema_resolve() -> None:
    parameter = {"name": "where", "in": "query", "content": {"application/json": {}}}
    content = {"200": {"description": "Any.", "content": {"application/json": {}}}}
    spec = small_spec(parameter, responses=content)
    method = parsed(spec).methods["things.change"]
    (response,) = method.successes
    assert response.type is not None
    for value in (response.type, method.arguments[0].type):
        assert target_of(spec, value.pointer) == {}

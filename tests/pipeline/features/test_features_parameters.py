"""Parameters of every location and style, each in a spec of its own."""

import pytest

from pipeline.api import Kind, Style
from pipeline.errors import PipelineError
from tests.pipeline.features.feature_specs import Spec, only_argument, parsed, small_method, small_spec

WORDS: Spec = {"type": "array", "items": {"type": "string"}}
POINT: Spec = {"title": "Point", "type": "object", "properties": {"x": {"type": "integer"}}}


def parameter(location: str, schema: Spec, **keys: object) -> Spec:
    return {"name": "where", "in": location, "required": True, "schema": schema, **keys}


@pytest.mark.parametrize("location", ["path", "header", "query"])
@pytest.mark.parametrize("schema", [WORDS, POINT, {"type": "object", "additionalProperties": {"type": "string"}}])
def test_a_list_or_object_is_supported_in_every_location(location: str, schema: Spec) -> None:
    argument = only_argument(parameter(location, schema), path="/things/{where}" if location == "path" else "/things")
    assert argument.style is (Style.FORM_EXPLODED if location == "query" else Style.SIMPLE)


@pytest.mark.parametrize("location", ["path", "header", "query"])
def test_an_inline_object_gets_the_same_class_in_every_location(location: str) -> None:
    schema = {"type": "object", "properties": {"x": {"type": "integer"}}}
    argument = only_argument(parameter(location, schema), path="/things/{where}" if location == "path" else "/things")
    assert argument.type.name == "ChangeThingsWhere"


def test_an_inline_object_of_a_json_parameter_has_a_class() -> None:
    schema = {"type": "object", "properties": {"x": {"type": "integer"}}}
    argument = only_argument({"name": "where", "in": "query", "content": {"application/json": {"schema": schema}}})
    assert (argument.style, argument.type.name) == (Style.JSON, "ChangeThingsWhere")


def test_an_ignored_header_does_not_rename_an_argument() -> None:
    method = small_method(
        {"name": "Accept", "in": "header", "schema": {"type": "string"}},
        {"name": "accept", "in": "query", "schema": {"type": "boolean"}},
    )
    assert [(argument.name, argument.type.kind) for argument in method.arguments] == [("accept", Kind.BOOLEAN)]


def test_an_ignored_header_is_remarked() -> None:
    api = parsed(small_spec({"name": "Content-Type", "in": "header", "schema": {"type": "string"}}))
    assert api.remarks == (
        "#/paths/~1things/post/parameters/0 is the header 'Content-Type', which OpenAPI ignores as a parameter.",
    )


def object_with(schema: Spec) -> Spec:
    return {"type": "object", "properties": {"inner": schema}}


@pytest.mark.parametrize(
    ("schema", "style"),
    [
        (object_with(WORDS), "form"),
        (object_with(POINT), "form"),
        (object_with(POINT), "deepObject"),
        (object_with({"type": "array", "items": WORDS}), "deepObject"),
        ({"type": "object", "additionalProperties": POINT}, "deepObject"),
        ({"anyOf": [{"type": "string"}, object_with(POINT)]}, "deepObject"),
        ({"type": "array", "items": POINT}, "form"),
        ({"type": "array", "items": WORDS}, "form"),
    ],
)
def test_a_part_whose_style_openapi_does_not_define_is_refused(schema: Spec, style: str) -> None:
    with pytest.raises(PipelineError, match="inside the parameter 'where', and OpenAPI does not say how"):
        parsed(small_spec(parameter("query", schema, style=style)))


@pytest.mark.parametrize("schema", [WORDS, {"anyOf": [{"type": "string"}, WORDS]}])
def test_a_list_as_deep_object_is_refused(schema: Spec) -> None:
    with pytest.raises(PipelineError, match="OpenAPI does not say how `deepObject` writes that"):
        parsed(small_spec(parameter("query", schema, style="deepObject")))


@pytest.mark.parametrize("schema", [object_with(WORDS), {"type": "object", "additionalProperties": WORDS}])
def test_a_list_of_single_values_in_a_deep_object_is_supported(schema: Spec) -> None:
    assert only_argument(parameter("query", schema, style="deepObject")).style is Style.DEEP_OBJECT

"""Arguments: the parameters of an operation, and the fields of its body."""

from typing import Any

import pytest

from pipeline.api import Argument, Kind, Location, Method, Style
from tests.pipeline.parse.parse_samples import (
    TEXT,
    Change,
    Spec,
    add_components,
    add_fields,
    add_parameter,
    api_of,
    body,
    list_of,
    map_of,
    object_of,
    operation,
    reference_to,
    set_body,
)


def update_method(*changes: Change) -> Method:
    return api_of(*changes).methods["things.update"]


def parameter(name: str, *changes: Change) -> Argument:
    return next(one for one in update_method(*changes).arguments if one.key == name)


LIST, OBJECT = list_of(TEXT), object_of(a=TEXT)
STYLES: dict[str, tuple[str, Spec, Spec, Style | None]] = {
    "a value": ("query", TEXT, {}, None),
    "a value in a style of its own": ("query", TEXT, {"style": "form", "explode": False}, None),
    "a value in a header": ("header", TEXT, {}, None),
    "a list": ("query", LIST, {}, Style.FORM_EXPLODED),
    "a list in the default style": ("query", LIST, {"style": "form", "explode": True}, Style.FORM_EXPLODED),
    "a list with commas": ("query", LIST, {"explode": False}, Style.FORM),
    "a list with spaces": ("query", LIST, {"style": "spaceDelimited", "explode": False}, Style.SPACE_DELIMITED),
    "a list with spaces by default": ("query", LIST, {"style": "spaceDelimited"}, Style.SPACE_DELIMITED),
    "a list with pipes": ("query", LIST, {"style": "pipeDelimited", "explode": False}, Style.PIPE_DELIMITED),
    "an object": ("query", OBJECT, {}, Style.FORM_EXPLODED),
    "a map": ("query", map_of(TEXT), {}, Style.FORM_EXPLODED),
    "an object in brackets": ("query", OBJECT, {"style": "deepObject"}, Style.DEEP_OBJECT),
    "an object in brackets, exploded": ("query", OBJECT, {"style": "deepObject", "explode": True}, Style.DEEP_OBJECT),
    "a list in a header": ("header", LIST, {}, Style.SIMPLE),
    "an object in a header": ("header", OBJECT, {"style": "simple", "explode": True}, Style.SIMPLE_EXPLODED),
    "a list or a text": ("query", {"anyOf": [TEXT, LIST]}, {}, Style.FORM_EXPLODED),
}


@pytest.mark.parametrize(("location", "schema", "more", "style"), STYLES.values(), ids=STYLES)
def test_parameter_is_written_in_its_style(location: str, schema: Spec, more: Spec, style: Style | None) -> None:
    assert parameter("p", add_parameter("p", location, schema, **more)).style is style


@pytest.mark.parametrize(("more", "style"), [({}, Style.SIMPLE), ({"explode": True}, Style.SIMPLE_EXPLODED)])
def test_list_in_the_path_is_written_in_its_style(more: Spec, style: Style) -> None:
    def change(spec: Spec) -> None:
        operation(spec)["parameters"][0].update({"schema": LIST, **more})

    assert parameter("thingId", change).style is style


def test_parameter_with_content_is_json() -> None:
    def change(spec: Spec) -> None:
        content = {"application/json": {"schema": OBJECT}}
        operation(spec)["parameters"].append({"name": "p", "in": "query", "content": content})

    argument = parameter("p", change)
    assert (argument.style, argument.type.kind) == (Style.JSON, Kind.MODEL)


@pytest.mark.parametrize("name", ["Accept", "authorization", "Content-Type"])
def test_header_that_openapi_describes_elsewhere_is_ignored_with_a_remark(name: str) -> None:
    api = api_of(add_parameter(name, "header", TEXT, required=True), add_parameter(name, "query", TEXT))
    assert [one.location for one in api.methods["things.update"].arguments if one.key == name] == [Location.QUERY]
    assert api.remarks == (
        f"#/paths/~1things~1{{thingId}}/put/parameters/1 is the header '{name}', which OpenAPI ignores as a parameter.",
    )


def test_parameter_of_the_operation_overrides_that_of_the_path() -> None:
    def change(spec: Spec) -> None:
        shared = [
            {"name": "p", "in": "query", "required": True, "schema": {"type": "integer"}},
            {"name": "p", "in": "header", "schema": TEXT},
            {"$ref": "#/components/parameters/Page"},
        ]
        spec["components"]["parameters"] = {"Page": {"name": "page", "in": "query", "schema": {"type": "integer"}}}
        spec["paths"]["/things/{thingId}"]["parameters"] = shared
        add_parameter("p", "query", TEXT)(spec)

    arguments = [one for one in update_method(change).arguments if one.location is not Location.BODY]
    # Those of the operation come first.
    assert [(one.key, one.location.value, one.type.kind.value, one.is_required) for one in arguments] == [
        ("thingId", "path", "string", True),
        ("p", "query", "string", False),
        ("p", "header", "string", False),
        ("page", "query", "integer", False),
    ]


NAMES: dict[str, tuple[Change, list[str]]] = {
    "a builtin": (add_fields(list=TEXT), ["list_"]),
    "a keyword": (add_fields(**{"from": TEXT}), ["from_"]),
    "in camel case": (add_parameter("pageSize", "query", TEXT), ["page_size", "a"]),
    "a header": (add_parameter("X-Trace", "header", TEXT), ["x_trace", "a"]),
    "in path and body": (add_fields(thingId=TEXT), ["thing_id_body"]),
    "in query and body": (add_parameter("a", "query", TEXT), ["a", "a_body"]),
    "what every call has": (add_fields(timeout=TEXT, max_retries=TEXT), ["timeout_body", "max_retries_body"]),
    "almost equal": (add_fields(**{"a-b": TEXT, "a_b": TEXT}), ["ab", "a_b"]),
}


@pytest.mark.parametrize(("change", "names"), NAMES.values(), ids=NAMES)
def test_argument_has_a_name_of_its_own(change: Change, names: list[str]) -> None:
    assert [one.name for one in update_method(change).arguments] == ["thing_id", *names]


def test_parameters_in_path_and_query_of_one_name_have_different_names() -> None:
    arguments = update_method(add_parameter("thingId", "query", TEXT)).arguments
    assert [one.name for one in arguments] == ["thing_id_path", "thing_id_query", "a"]


def test_fields_of_the_body_are_arguments_without_those_that_are_read_only() -> None:
    fields: dict[str, Spec] = {"id": {**TEXT, "readOnly": True}, "secret": {**TEXT, "writeOnly": True}, "name": TEXT}
    method = update_method(add_fields("id", "name", **fields))
    assert [(one.key, one.is_required) for one in method.arguments[1:]] == [("secret", False), ("name", True)]


def test_fields_of_a_component_and_of_all_its_parts_are_arguments() -> None:
    method = update_method(
        add_components(Base=object_of(a=TEXT), Sent={"allOf": [reference_to("Base"), object_of(b=TEXT)]}),
        set_body(reference_to("Sent")),
    )
    assert [one.key for one in method.arguments[1:]] == ["a", "b"]
    assert method.body is not None
    assert method.body.is_flattened


@pytest.mark.parametrize(
    ("schema", "kind"),
    [
        (LIST, Kind.LIST),
        (map_of(TEXT), Kind.MAP),
        (TEXT, Kind.STRING),
        ({"oneOf": [reference_to("Thing"), TEXT]}, Kind.UNION),
        ({}, Kind.ANY),
    ],
)
@pytest.mark.parametrize("media_type", ["application/json", "application/json; charset=utf-8"])
def test_body_without_fields_is_one_argument(schema: Spec, kind: Kind, media_type: str) -> None:
    method = update_method(set_body(schema, media_type))
    assert [(one.name, one.key, one.type.kind, one.is_required) for one in method.arguments[1:]] == [
        ("body", "", kind, True)
    ]
    assert method.body is not None
    assert (method.body.is_flattened, method.body.media_type) == (False, media_type)


def test_operation_with_two_bodies_has_two_methods_named_after_their_titles() -> None:
    def change(spec: Spec) -> None:
        body(spec)["title"] = "ReplaceThing"
        upload: Any = {**object_of(f={**TEXT, "format": "binary"}), "title": "UploadThing"}
        operation(spec)["requestBody"]["content"]["multipart/form-data"] = {"schema": upload}

    api = api_of(change)
    assert {name: [one.key for one in method.arguments] for name, method in api.methods.items()} == {
        "things.replace": ["thingId", "a"],
        "things.upload": ["thingId", "f"],
    }


def test_arguments_are_the_required_ones_first_in_the_order_of_the_spec() -> None:
    names = ["zeta", "beta", "alpha", "mid"]
    method = update_method(
        add_fields("alpha", "beta", **dict.fromkeys(names, TEXT)),
        add_parameter("query", "query", TEXT),
        add_parameter("needed", "query", TEXT, required=True),
    )
    assert [one.key for one in method.positional] == ["thingId"]
    assert [one.key for one in method.keyword_only] == ["needed", "beta", "alpha", "query", "zeta", "mid"]

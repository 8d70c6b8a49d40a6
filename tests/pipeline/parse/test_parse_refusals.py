"""Specs from which no client can be generated: the place, the sentence, and the overlay action that solves it."""

from pathlib import Path
from typing import Any

import pytest

from pipeline.effective import effective_spec
from pipeline.errors import PipelineError
from pipeline.overlay import read_overlay
from pipeline.parse import parse_api
from tests.pipeline.parse.parse_samples import (
    CONFIG,
    PAGE,
    TEXT,
    Change,
    Spec,
    add_components,
    add_fields,
    add_operation,
    add_parameter,
    api_of,
    changed_spec,
    list_of,
    map_of,
    object_of,
    operation,
    parsed,
    reference_to,
    respond_with,
    response,
    set_body,
    thing_spec,
)

PUT = "#/paths/~1things~1{thingId}/put"
BODY = f"{PUT}/requestBody/content"
NAME = "the operation 'update-thing'"
SERVERS = [{"url": "https://other.example.com"}]


def declared(spec: Spec, **parameter: Any) -> None:
    operation(spec)["parameters"].append(parameter)


def several_bodies(spec: Spec) -> None:
    operation(spec)["requestBody"]["content"]["multipart/form-data"] = {"schema": {**object_of(f=TEXT), "title": "Up"}}


def path_as_a_reference(spec: Spec) -> None:
    item = spec["paths"].pop("/things/{thingId}")
    spec["components"]["pathItems"] = {"P": item}
    spec["paths"]["/things/{thingId}"] = {"$ref": "#/components/pathItems/P"}
    add_operation("drop-other", "Things API")(spec)


def wrong_mapping(spec: Spec) -> None:
    union: Spec = {"oneOf": [reference_to("Thing"), reference_to("Other")]}
    union["discriminator"] = {"propertyName": "a", "mapping": {"x": "#/components/schemas/Third"}}
    add_components(Other=object_of(a=TEXT), Third=object_of(a=TEXT))(spec)
    respond_with(union)(spec)


# For each: the change, the place, the sentence, and whether there is an action.
REFUSALS: dict[str, tuple[Change, str, str, bool]] = {
    "cookie": (
        add_parameter("c", "cookie", TEXT),
        f"{PUT}/parameters/1",
        f"{NAME} has the cookie 'c', and the client sends no cookies",
        True,
    ),
    "parameter of another media type": (
        lambda spec: declared(spec, name="c", **{"in": "query"}, content={"text/csv": {"schema": TEXT}}),
        f"{PUT}/parameters/1",
        f"{NAME} has a parameter of media type 'text/csv', and the client supports JSON only",
        True,
    ),
    "exploded pipes": (
        add_parameter("c", "query", list_of(TEXT), style="pipeDelimited", explode=True),
        f"{PUT}/parameters/1/style",
        f"{NAME} has the parameter 'c' with `style: \"pipeDelimited\"`, which the client does not support",
        True,
    ),
    "style of a path": (
        lambda spec: operation(spec)["parameters"][0].update(style="matrix"),
        f"{PUT}/parameters/0/style",
        f"{NAME} has the parameter 'thingId' with `style: \"matrix\"`, which the client does not support",
        True,
    ),
    "reserved characters": (
        add_parameter("c", "query", TEXT, allowReserved=True),
        f"{PUT}/parameters/1/allowReserved",
        f"{NAME} has the parameter 'c' with `allowReserved: true`, which the client does not support",
        True,
    ),
    "list in a list in the query": (
        add_parameter("c", "query", list_of(list_of(TEXT))),
        f"{PUT}/parameters/1",
        f"{NAME} has a list or object inside the parameter 'c', and OpenAPI does not say how that is written",
        True,
    ),
    "form in a URL": (
        set_body(object_of(a=TEXT), "application/x-www-form-urlencoded"),
        f"{BODY}/application~1x-www-form-urlencoded",
        f"{NAME} has a body of media type 'application/x-www-form-urlencoded', and the client sends JSON and "
        "multipart forms only",
        True,
    ),
    "body without a schema": (
        lambda spec: operation(spec)["requestBody"].update(content={"application/json": {}}),
        f"{BODY}/application~1json",
        f"the body of {NAME} has no schema",
        True,
    ),
    "encoding of a form": (
        lambda spec: operation(spec)["requestBody"].update(
            content={"multipart/form-data": {"schema": object_of(a=TEXT), "encoding": {"a": {"style": "form"}}}}
        ),
        f"{BODY}/multipart~1form-data/encoding/a/style",
        "the part 'a' of the form has `style`, which the client does not support",
        True,
    ),
    "form without fields": (
        set_body(list_of(TEXT), "multipart/form-data"),
        f"{BODY}/multipart~1form-data",
        f"the form of {NAME} is not an object with properties, so that it has no fields",
        True,
    ),
    "bodies without a title": (
        several_bodies,
        f"{BODY}/application~1json/schema",
        f"{NAME} has several bodies, and the one for application/json has no title to name its method",
        True,
    ),
    "two arguments of one name": (
        lambda spec: (
            add_parameter("timeout_query", "query", TEXT)(spec),
            add_parameter("timeout", "query", TEXT)(spec),
        ),
        f"{PUT}/parameters/2",
        f"{NAME} has two arguments `timeout_query`, one of them for 'timeout'",
        True,
    ),
    "only a default response": (
        lambda spec: operation(spec).update(responses={"default": response(TEXT)}),
        PUT,
        f"{NAME} has its successful response as `default` only: state its status, or leave it out",
        True,
    ),
    "page or something else": (
        lambda spec: (respond_with(PAGE)(spec), respond_with(reference_to("Thing"), status="202")(spec)),
        PUT,
        f"{NAME} returns a page with one status and something else with another",
        True,
    ),
    "successes of two media types": (
        respond_with(TEXT, "application/pdf", status="202"),
        PUT,
        f"{NAME} has successful responses of different media types: application/json, application/pdf",
        True,
    ),
    "no responses": (
        lambda spec: operation(spec).pop("responses"),
        PUT,
        "the operation has no `responses`, so that its result is unknown",
        True,
    ),
    "path as a reference": (
        path_as_a_reference,
        "#/paths/~1things~1{thingId}",
        "the path is only a reference, and the client supports operations below their path only",
        True,
    ),
    "servers of an operation": (
        lambda spec: operation(spec).update(servers=SERVERS),
        PUT,
        "the operation has `servers` of its own, and the client sends all calls to one server",
        True,
    ),
    "servers of a path": (
        lambda spec: spec["paths"]["/things/{thingId}"].update(servers=SERVERS),
        "#/paths/~1things~1{thingId}",
        "the path has `servers` of its own, and the client sends all calls to one server",
        True,
    ),
    "no server": (
        lambda spec: spec.pop("servers"),
        "#/servers",
        "the first server of the spec is '', which is not a complete URL",
        True,
    ),
    "relative server": (
        lambda spec: spec.update(servers=[{"url": "/v1"}]),
        "#/servers",
        "the first server of the spec is '/v1', which is not a complete URL",
        True,
    ),
    "server with variables": (
        lambda spec: spec.update(servers=[{"url": "https://{portal}.nl", "variables": {"portal": {"default": "x"}}}]),
        "#/servers",
        "the first server of the spec is 'https://{portal}.nl', which is not a complete URL",
        True,
    ),
    "two resources of one name": (
        add_operation("drop-other", "Things"),
        "#/tags/1",
        "the tags 'Things API' and 'Things' both become `things`: "
        "rename it in the overlay, here and in the `tags` of its operations",
        False,
    ),
    "two resources with a class in common": (
        add_operation("drop-other", "Async Things"),
        "#/tags/1",
        "the tags 'Things API' and 'Async Things' both become `AsyncThings`: "
        "rename it in the overlay, here and in the `tags` of its operations",
        False,
    ),
    "resource with the name of an attribute": (
        add_operation("drop-other", "Close API"),
        "#/tags/1",
        "the tag 'Close API' would become `close`, which the client defines itself: "
        "rename it in the overlay, here and in the `tags` of its operations",
        False,
    ),
    "two methods of one name": (
        add_operation("update", "Things API"),
        "#/paths/~1others/delete",
        "the operations 'update-thing' and 'update' both become `things.update`",
        True,
    ),
    "two operations of one name": (
        add_operation("update_thing", "Other"),
        "#/paths/~1others/delete/operationId",
        "the operation 'update_thing' has the same name in Python as the operation 'update-thing'",
        True,
    ),
    "method without a name": (
        add_operation("things", "Things API"),
        "#/paths/~1others/delete/operationId",
        "'things' has no words other than those of its resource `things`, so its method has no name",
        True,
    ),
    "two classes of one name": (
        add_components(thing=object_of(b=TEXT)),
        "#/components/schemas/thing",
        "two schemas become the class `Thing`, one of them here",
        True,
    ),
    "two modules of one name": (
        lambda spec: (add_components(THING=object_of(b=TEXT))(spec), add_fields(x=reference_to("THING"))(spec)),
        "#/components/schemas/THING",
        "the schemas 'Thing' and 'THING' both become the module `thing`",
        True,
    ),
    "class without an upper-case letter": (
        add_components(Thing=object_of(b={**object_of(c=TEXT), "title": "数据"})),
        "#/components/schemas/Thing/properties/b",
        "the schema '数据' has no upper-case letter, so that its module has the same name",
        True,
    ),
    "two fields of one name": (
        add_components(Thing=object_of(to_dict=TEXT, to_dict_=TEXT)),
        "#/components/schemas/Thing/properties/to_dict_",
        "the property 'to_dict_' would be called `to_dict_` in Python, as 'to_dict' is",
        True,
    ),
    "name that is not valid": (
        add_components(Thing=object_of(**{"ﬁ": TEXT})),
        "#/components/schemas/Thing/properties/ﬁ",
        "the property 'ﬁ' would be called 'ﬁ' in Python, which is not a valid name there, or too long",
        True,
    ),
    "wrong discriminator": (
        wrong_mapping,
        f"{PUT}/responses/200/content/application~1json/schema/discriminator/mapping/x",
        "'x' is mapped to '#/components/schemas/Third', which is not in the union",
        True,
    ),
}


HEAD = "overlay: 1.1.0\ninfo: {title: Pasted, version: '1'}\nactions:\n"


def refusal(spec: Spec) -> str:
    with pytest.raises(PipelineError) as caught:
        parsed(spec)
    return str(caught.value)


def pasted(message: str, folder: Path) -> dict[str, Any]:
    """Return an overlay with the actions of an error message."""
    path = folder / "overlay.yaml"
    lines = [line for line in message.splitlines() if line.startswith(" ")]
    path.write_text(HEAD + "\n".join(lines) + "\n", encoding="utf-8")
    return read_overlay(path)


@pytest.mark.parametrize("name", REFUSALS)
def test_refusal_names_the_place_the_reason_and_the_way_out(name: str, tmp_path: Path) -> None:
    change, place, sentence, has_action = REFUSALS[name]
    spec = changed_spec(change)
    # A spec needs an operation, and an action may remove the only one.
    add_operation("keep", "Kept", "/kept")(spec)
    message = refusal(spec)
    first, *actions = message.splitlines()
    assert first == f"{place}: {sentence}."
    assert all(line.startswith(" ") for line in actions)
    assert bool(actions) is has_action
    if has_action:
        api = parse_api(effective_spec(spec, pasted(message, tmp_path)).spec, CONFIG)
        removes_the_operation = any(
            f"target: \"$['paths']['/things/{{thingId}}']{end}\"" in message for end in ("", "['put']")
        )
        assert "kept.keep" in api.methods
        assert any(method.http_method == "PUT" for method in api.methods.values()) is not removes_the_operation


def test_all_problems_are_reported_at_once_and_all_actions_solve_them(tmp_path: Path) -> None:
    names = ["cookie", "encoding of a form", "servers of a path", "relative server", "two fields of one name"]
    names += ["wrong discriminator", "successes of two media types", "reserved characters", "two methods of one name"]
    spec = changed_spec(*(REFUSALS[name][0] for name in names))
    message = refusal(spec)
    for name in names:
        assert REFUSALS[name][2] in message
    add_operation("keep", "Kept", "/kept")(spec)
    assert "kept.keep" in parse_api(effective_spec(spec, pasted(message, tmp_path)).spec, CONFIG).methods


def test_action_leaves_out_one_operation_only(tmp_path: Path) -> None:
    spec = changed_spec(add_operation("drop-other", "Things API"), set_body(TEXT, "image/png"))
    api = parse_api(effective_spec(spec, pasted(refusal(spec), tmp_path)).spec, CONFIG)
    assert list(api.methods) == ["things.drop_other"]


def test_hostile_names_are_quoted_in_actions(tmp_path: Path) -> None:
    path = "/a'b\"c\\d\n- x: é"
    spec = changed_spec(add_operation("drop-other", "Things API"))
    spec["paths"][path] = spec["paths"].pop("/others")
    spec["paths"][path]["delete"]["parameters"] = [{"name": "c'\"\\", "in": "cookie", "schema": TEXT}]
    overlay = pasted(refusal(spec), tmp_path)
    assert "things.drop_other" in parse_api(effective_spec(spec, overlay).spec, CONFIG).methods


@pytest.mark.parametrize(
    "schema",
    [
        list_of(reference_to("C")),
        map_of(reference_to("C")),
        {"anyOf": [TEXT, list_of(reference_to("C"))]},
        {"allOf": [list_of(reference_to("D"))]},
    ],
)
@pytest.mark.parametrize("is_sent", [True, False])
def test_schema_that_contains_itself_without_an_object_is_a_problem(
    schema: Spec, is_sent: bool, tmp_path: Path
) -> None:
    change = add_fields(x=reference_to("C")) if is_sent else respond_with(object_of(x=reference_to("C"), y=TEXT))
    spec = changed_spec(add_components(C=schema, D={"anyOf": [reference_to("C"), {"type": "integer"}]}), change)
    message = refusal(spec)
    assert "this schema contains itself without an object with properties between" in message
    assert parse_api(effective_spec(spec, pasted(message, tmp_path)).spec, CONFIG).methods


def test_schema_that_contains_itself_through_an_object_has_a_type() -> None:
    api = api_of(
        add_components(C=list_of(reference_to("B")), B=object_of(y=reference_to("C"), z=map_of(reference_to("C")))),
        respond_with(reference_to("C")),
    )
    assert [field.type.kind.value for field in api.models["B"].fields] == ["list", "map"]


@pytest.mark.parametrize(
    ("setting", "message"),
    [
        (
            "literal_enum: true",
            r"^generator-config\.yaml has settings that the generator does not know.*: literal_enum\.",
        ),
        ("docstrings_on_attributes: [maybe]", r"^generator-config\.yaml has a value .*: docstrings_on_attributes: "),
    ],
)
def test_invalid_settings_are_an_error(setting: str, message: str, tmp_path: Path) -> None:
    changed = tmp_path / CONFIG.name
    changed.write_text(CONFIG.read_text(encoding="utf-8") + setting + "\n", encoding="utf-8")
    with pytest.raises(PipelineError, match=message):
        parse_api(thing_spec(), changed)


def test_missing_settings_are_an_error(tmp_path: Path) -> None:
    with pytest.raises(PipelineError, match=r"generator-config\.yaml cannot be read"):
        parse_api(thing_spec(), tmp_path / "generator-config.yaml")


@pytest.mark.parametrize(
    ("parameter", "removed"),
    [
        ({"in": "cookie"}, "['parameters'][?@['name'] == 'c' && @['in'] == 'cookie']"),
        ({"in": "cookie", "required": True}, ""),
        ({"in": "query", "allowReserved": True}, "['parameters'][?@['name'] == 'c' && @['in'] == 'query']"),
        ({"in": "query", "allowReserved": True, "required": True}, ""),
    ],
)
def test_unsupported_parameter_is_left_out_with_the_operation_if_each_request_needs_it(
    parameter: Spec, removed: str
) -> None:
    with pytest.raises(PipelineError) as raised:
        api_of(lambda spec: declared(spec, name="c", schema=TEXT, **parameter))
    target = f"$['paths']['/things/{{thingId}}']['put']{removed}"
    assert f'  - target: "{target}"\n' in str(raised.value)

"""Responses, webhooks and callbacks."""

import pytest

from pipeline.api import Content, Kind
from tests.pipeline.parse.parse_samples import (
    PAGE,
    TEXT,
    THINGS,
    Change,
    Spec,
    add_components,
    api_of,
    list_of,
    object_of,
    operation,
    reference_to,
    respond_with,
    response,
)

TOTAL = object_of(data=list_of(reference_to("Thing")), total={"type": "integer"})
CONTENTS: dict[str, tuple[Change, Content, str]] = {
    "object": (respond_with(reference_to("Thing")), Content.VALUE, "Thing"),
    "list": (respond_with(list_of(reference_to("Thing"))), Content.VALUE, "list"),
    "text in JSON": (respond_with(TEXT), Content.VALUE, "string"),
    "anything": (respond_with({}), Content.VALUE, "any"),
    "page": (respond_with(PAGE), Content.PAGE, "Thing"),
    "page whose list is a component": (
        lambda spec: (
            add_components(Things=PAGE["properties"]["data"])(spec),
            respond_with(object_of(**{**PAGE["properties"], "data": reference_to("Things")}))(spec),
        ),
        Content.PAGE,
        "Thing",
    ),
    "page of several parts": (
        respond_with({"allOf": [object_of(next_page_url=TEXT), THINGS]}),
        Content.PAGE,
        "Thing",
    ),
    "items": (respond_with(THINGS), Content.ITEMS, "Thing"),
    "list with something beside": (respond_with({**TOTAL, "title": "Total"}), Content.VALUE, "Total"),
    "one object under data": (respond_with({**object_of(data=TEXT), "title": "Held"}), Content.VALUE, "Held"),
    "list without items": (respond_with({**object_of(data={"type": "array"}), "title": "L"}), Content.VALUE, "L"),
    "range of statuses": (
        lambda spec: operation(spec).update(responses={"2XX": response(reference_to("Thing"))}),
        Content.VALUE,
        "Thing",
    ),
    "JSON of a standard": (
        lambda spec: operation(spec)["responses"].update({"200": response(TEXT, "application/hal+json")}),
        Content.VALUE,
        "string",
    ),
    "JSON without a schema": (
        lambda spec: operation(spec).update(
            responses={"200": {"description": "", "content": {"application/json": {}}}}
        ),
        Content.VALUE,
        "any",
    ),
    "text": (respond_with(TEXT, "text/csv; charset=utf-8"), Content.TEXT, ""),
    "file": (respond_with(TEXT, "application/pdf"), Content.BINARY, ""),
    "nothing": (
        lambda spec: operation(spec).update(responses={"204": {"description": "Done."}}),
        Content.NOTHING,
        "",
    ),
}


@pytest.mark.parametrize(("change", "content", "name"), CONTENTS.values(), ids=CONTENTS)
def test_response_has_its_content_and_type(change: Change, content: Content, name: str) -> None:
    (only,) = api_of(change).methods["things.update"].responses
    assert only.content is content
    assert (only.type.name or only.type.kind.value if only.type else "") == name


def test_json_is_preferred_to_other_media_types_which_are_kept() -> None:
    def change(spec: Spec) -> None:
        operation(spec)["responses"]["200"]["content"] = {
            "application/pdf": {},
            "application/json": {"schema": reference_to("Thing")},
        }

    (only,) = api_of(change).methods["things.update"].responses
    assert (only.media_type, only.keywords) == ("application/json", {"content": {"application/pdf": {}}})


def test_successes_are_those_with_content_first() -> None:
    def change(spec: Spec) -> None:
        success = operation(spec)["responses"]["200"]
        nothing = {"description": "Nothing."}
        operation(spec)["responses"] = {
            "204": nothing,
            "200": success,
            "202": success,
            "404": success,
            "default": nothing,
        }

    method = api_of(change).methods["things.update"]
    assert [one.status for one in method.responses] == ["204", "200", "202", "404", "default"]
    assert [one.status for one in method.successes] == ["200", "202", "204"]
    assert [one.content for one in method.responses if not one.is_successful] == [Content.NOTHING] * 2


def test_error_has_no_model_and_keeps_its_content() -> None:
    problem = {**object_of(message=TEXT), "title": "Problem"}
    api = api_of(add_components(Problem=problem), respond_with(reference_to("Problem"), status="404"))
    assert list(api.models) == ["Thing"]
    error = api.methods["things.update"].responses[1]
    assert error.keywords == {"content": {"application/json": {"schema": problem}}}


@pytest.mark.parametrize("schema", [PAGE, THINGS])
def test_page_and_items_have_no_model_and_keep_the_rest(schema: Spec) -> None:
    other = {**schema, "minProperties": 1, "properties": {**schema["properties"]}}
    other["properties"]["data"] = {**list_of(reference_to("Thing")), "maxItems": 15}
    api = api_of(respond_with(other))
    assert list(api.models) == ["Thing"]
    keywords = api.methods["things.update"].responses[0].keywords
    assert keywords["object"] == {"minProperties": 1}
    assert keywords["data"] == {"maxItems": 15}
    assert ("page" in keywords) is (schema is PAGE)


def test_two_methods_may_return_pages_of_the_same_items() -> None:
    def change(spec: Spec) -> None:
        respond_with(PAGE)(spec)
        other = {**operation(spec), "operationId": "list-things", "parameters": []}
        spec["paths"]["/others"] = {"get": {key: other[key] for key in ("tags", "operationId", "responses")}}

    contents = [method.responses[0].content for method in api_of(change).methods.values()]
    assert contents == [Content.PAGE] * 2


def webhook(spec: Spec) -> None:
    payload = {"content": {"application/json": {"schema": {**object_of(thing=reference_to("Paid")), "title": "Event"}}}}
    spec["webhooks"] = {
        "paid": {"post": {"summary": "Paid", "requestBody": payload, "responses": {"200": {"description": "Fine."}}}},
        "ping": {"get": {"deprecated": True}, "head": {}},
    }
    add_components(Paid=object_of(amount={**TEXT, "format": "decimal"}))(spec)


def test_webhooks_have_models_of_their_payloads_and_no_methods() -> None:
    api = api_of(webhook)
    assert [(hook.name, hook.type.name if hook.type else "") for hook in api.webhooks] == [
        ("paid", "Event"),
        ("ping get", ""),
        ("ping head", ""),
    ]
    assert [hook.is_deprecated for hook in api.webhooks] == [False, True, False]
    assert {name: model.is_received for name, model in api.models.items() if name != "Thing"} == {
        "Event": True,
        "Paid": True,
    }
    assert api.models["Paid"].fields[0].type.kind is Kind.DECIMAL
    assert list(api.methods) == ["things.update"]


def test_callbacks_are_ignored_with_a_remark_and_kept() -> None:
    callbacks = {"paid": {"{$request.body#/url}": {"post": {"responses": {"200": {"description": "Fine."}}}}}}
    api = api_of(lambda spec: operation(spec).update(callbacks=callbacks))
    assert api.methods["things.update"].keywords["callbacks"] == callbacks
    assert api.remarks == (
        "#/paths/~1things~1{thingId}/put/callbacks describes requests of the portal, which the client ignores.",
    )

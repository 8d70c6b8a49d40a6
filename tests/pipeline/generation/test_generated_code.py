"""Generated code: from a spec to requests and objects."""

import json
from collections.abc import Callable
from typing import Any

from tests.pipeline.parse.parse_samples import (
    TEXT,
    Spec,
    add_components,
    add_fields,
    add_parameter,
    body,
    list_of,
    map_of,
    object_of,
    operation,
    reference_to,
    respond_with,
    set_body,
)


def test_operation_serializes_a_request(imported: Callable[..., Any]) -> None:
    things = imported(
        "resources.things", add_fields(**{"a b": TEXT, "timeout": TEXT}), add_parameter("q'", "query", TEXT)
    )
    request = things.UPDATE.prepare({"thing_id": "1 2", "a_b": "x", "timeout_body": "y", "q": "z"})
    assert (things.UPDATE.method, request.path, request.query) == ("PUT", "/things/1%202", (("q'", "z"),))
    assert json.loads(request.content) == {"a b": "x", "timeout": "y"}


def test_body_that_is_a_list_is_sent(imported: Callable[..., Any]) -> None:
    things = imported("resources.things", set_body(list_of(map_of({"type": "integer"}))))
    request = things.UPDATE.prepare({"thing_id": "1", "body": [{"a": 1}, {}]})
    assert json.loads(request.content) == [{"a": 1}, {}]


def test_two_bodies_are_two_methods(imported: Callable[..., Any]) -> None:
    def change(spec: Spec) -> None:
        body(spec)["title"] = "ReplaceThing"
        upload = {**object_of(f={**TEXT, "format": "binary"}), "title": "UploadThing"}
        operation(spec)["requestBody"]["content"]["multipart/form-data"] = {"schema": upload}

    things = imported("resources.things", change)
    assert (things.REPLACE.id, things.UPLOAD.id) == ("update-thing", "update-thing")


def test_models_in_circles_are_parsed_and_serialized(imported: Callable[..., Any]) -> None:
    thing = object_of(self=reference_to("Thing"), leaves=list_of(reference_to("Leaf")))
    models = imported("models", add_components(Thing=thing, Leaf=object_of(thing=reference_to("Thing"))))
    value = {"self": {"leaves": [{"thing": {"self": {}, "new": [1]}}, {}]}}
    parsed = models.Thing.from_dict(value)
    assert isinstance(parsed.self_.leaves[0], models.Leaf)
    assert parsed.self_.leaves[0].thing.additional_properties == {"new": [1]}
    assert models.Thing.from_dict(parsed.to_dict()) == parsed


def test_unions_and_maps_of_models_are_parsed_and_serialized(imported: Callable[..., Any]) -> None:
    card, bank = object_of(type=TEXT, number=TEXT), object_of(type=TEXT, iban=TEXT)
    union = {"oneOf": [reference_to("Card"), reference_to("Bank")], "discriminator": {"propertyName": "type"}}
    thing = object_of(by=union, named=map_of({"anyOf": [reference_to("Card"), {"type": "null"}]}))
    models = imported("models", add_components(Thing=thing, Card=card, Bank=bank))
    value = {"by": {"type": "Bank", "iban": "x"}, "named": {"a": {"type": "Card", "number": "1"}, "b": None}}
    parsed = models.Thing.from_dict(value)
    assert isinstance(parsed.by, models.Bank)
    assert isinstance(parsed.named["a"], models.Card)
    assert parsed.named["b"] is None
    assert parsed.to_dict() == value


def test_response_that_contains_one_object_is_a_model(imported: Callable[..., Any]) -> None:
    things = imported("resources.things", respond_with(object_of(data=reference_to("Thing"))))
    parsed = things.UPDATE.response.parse_body(b'{"data": {"a": "x"}}', {}, lambda *_: None)
    assert parsed.data.a == "x"

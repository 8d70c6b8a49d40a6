"""What a document becomes: the signatures and the types."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from generation_helpers import (
    LIST,
    TEXT,
    UNSET,
    Change,
    add_fields,
    add_parameter,
    answer_with,
    body,
    operation,
)
from generation_samples import Document, reference_to


def signature(package: Path, method: str = "update") -> tuple[list[str], str]:
    """The arguments of a method without those that all have, and what it returns."""
    source = (package / "api" / "things" / "__init__.py").read_text(encoding="utf-8")
    text = source.partition(f"    def {method}(\n")[2]
    arguments, _, rest = text.partition("    ) -> ")
    lines = [line.strip().rstrip(",") for line in arguments.strip().splitlines()]
    assert lines[0] == "self"
    assert [line.partition(":")[0] for line in lines[-3:]] == ["timeout", "max_retries", "extra_headers"]
    return lines[1:-3], rest.partition(":\n")[0]


LINE = {"title": "Line", "type": "object", "required": ["b"], "properties": {"b": TEXT}}
COLOUR = {"type": "string", "enum": ["red", "green"]}
SIGNATURES: dict[str, tuple[Change, list[str]]] = {
    "optional": (add_fields(x=TEXT), [f"x: str{UNSET}"]),
    "required": (add_fields("x", x=TEXT), ["x: str"]),
    "nullable": (add_fields("x", x={"type": ["string", "null"]}), ["x: str | None"]),
    "optional and nullable": (add_fields(x={"type": ["string", "null"]}), [f"x: str | None{UNSET}"]),
    "the required ones first": (add_fields("y", x=TEXT, y=TEXT), ["y: str", f"x: str{UNSET}"]),
    "integer": (add_fields("x", x={"type": "integer"}), ["x: int"]),
    "number": (add_fields("x", x={"type": "number"}), ["x: float"]),
    "boolean": (add_fields("x", x={"type": "boolean"}), ["x: bool"]),
    "money": (add_fields("x", x={**TEXT, "format": "decimal"}), ["x: _decimal.Decimal"]),
    "money as two types": (
        add_fields("x", x={"type": ["string", "number"], "format": "decimal"}),
        ["x: _decimal.Decimal"],
    ),
    "date": (add_fields("x", x={**TEXT, "format": "date"}), ["x: _datetime.date"]),
    "date and time": (add_fields("x", x={**TEXT, "format": "date-time"}), ["x: _datetime.datetime"]),
    "local time": (add_fields("x", x={**TEXT, "format": "local-date-time"}), ["x: _datetime.datetime"]),
    "local minute": (
        add_fields("x", x={"type": ["string", "null"], "format": "local-minute"}),
        ["x: _datetime.datetime | None"],
    ),
    "file": (add_fields("x", x={**TEXT, "format": "binary"}), ["x: _types.FileInput"]),
    "password": (add_fields("x", x={**TEXT, "format": "password"}), ["x: str"]),
    "uuid": (add_fields("x", x={**TEXT, "format": "uuid"}), ["x: str"]),
    "list": (add_fields("x", x={"type": "array", "items": TEXT}), ["x: _abc.Sequence[str]"]),
    "object": (add_fields("x", x=LINE), ["x: _models.Line"]),
    "list of objects": (add_fields("x", x={"type": "array", "items": LINE}), ["x: _abc.Sequence[_models.Line]"]),
    "enum": (add_fields("x", x=COLOUR), ["x: _models.UpdateThingBodyX"]),
    "union": (add_fields("x", x={"anyOf": [TEXT, {"type": "integer"}]}), ["x: _typing.Any"]),
    "anything": (add_fields("x", x={}), ["x: _typing.Any"]),
    "the name of a builtin": (add_fields("list", list=TEXT), ["list_: str"]),
    "a keyword": (add_fields("from", **{"from": TEXT}), ["from_: str"]),
    "in the query": (
        add_parameter("pageSize", "query", {"type": "integer"}),
        [f"page_size: int{UNSET}", f"a: str{UNSET}"],
    ),
    "in a header": (
        add_parameter("X-Trace", "header", TEXT, required=True),
        ["x_trace: str", f"a: str{UNSET}"],
    ),
    "in path and body": (add_fields("thingId", thingId=TEXT), ["thing_id_body: str"]),
    "in query and body": (add_parameter("a", "query", TEXT), [f"a: str{UNSET}", f"a_body: str{UNSET}"]),
    "in path and query": (add_parameter("thingId", "query", TEXT), [f"thing_id_query: str{UNSET}", f"a: str{UNSET}"]),
    "what every call has": (add_fields("timeout", timeout=TEXT), ["timeout_body: str"]),
    "two of one name": (add_fields("a-b", "a_b", **{"a-b": TEXT, "a_b": TEXT}), ["ab: str", "a_b: str"]),
}


@pytest.mark.parametrize(("change", "expected"), SIGNATURES.values(), ids=SIGNATURES)
def test_arguments(change: Change, expected: list[str], made: Callable[..., Path]) -> None:
    arguments, returned = signature(made(change))
    path = "thing_id_path: str" if "thing_id_query" in expected[0] else "thing_id: str"
    assert arguments == [path, "*", *expected]
    assert returned == "_models.Thing"


PAGE = {
    "type": "object",
    "properties": {"data": {"type": "array", "items": reference_to("Thing")}, "next_page_url": TEXT},
}
TOTAL = {
    "title": "Total",
    "type": "object",
    "properties": {"data": LIST["properties"]["data"], "total": {"type": "integer"}},
}


@pytest.mark.parametrize(
    ("change", "returned"),
    [
        (answer_with(reference_to("Thing")), "_models.Thing"),
        (answer_with(LIST), "_builtins.list[_models.Thing]"),
        (answer_with(PAGE), "_ports.Page[_models.Thing]"),
        (answer_with(TOTAL), "_models.Total"),
        (lambda document: operation(document).update(responses={"204": {"description": "Done."}}), "None"),
        (
            lambda document: operation(document)["responses"].update({"202": operation(document)["responses"]["200"]}),
            "_models.Thing",
        ),
        (
            lambda document: operation(document).update(responses={"2XX": operation(document)["responses"]["200"]}),
            "_models.Thing",
        ),
    ],
)
def test_what_is_returned(change: Change, returned: str, made: Callable[..., Path]) -> None:
    assert signature(made(change))[1] == returned


@pytest.mark.parametrize(
    ("schema", "declaration"),
    [
        (TEXT, "x: str | None = None"),
        (COLOUR, "x: str | None = None"),
        ({"type": "integer", "enum": [0, 9, 21]}, "x: int | None = None"),
        ({**TEXT, "format": "decimal"}, "x: _decimal.Decimal | None = None"),
        ({**TEXT, "format": "date"}, "x: _datetime.date | None = None"),
        ({**TEXT, "format": "date-time"}, "x: _datetime.datetime | None = None"),
        ({**TEXT, "format": "local-date-time"}, "x: str | None = None"),
        ({**TEXT, "format": "password"}, "x: str | None = _attrs.field(default=None, repr=False)"),
        ({"anyOf": [TEXT, {"type": "integer"}]}, "x: _typing.Any = None"),
        ({"oneOf": [reference_to("Thing"), {"type": "null"}]}, "x: _models.Thing | None = None"),
        ({"type": "array", "items": {"type": "integer"}}, "x: _builtins.list[int] | None = None"),
    ],
)
def test_fields_of_answers(schema: Document, declaration: str, made: Callable[..., Path]) -> None:
    package = made(lambda document: document["components"]["schemas"]["Thing"]["properties"].update(x=schema))
    lines = (package / "models" / "thing.py").read_text(encoding="utf-8").splitlines()
    assert [line.strip() for line in lines if line.startswith("    x: ")] == [declaration]


def test_a_required_field_has_no_default(made: Callable[..., Path]) -> None:
    package = made(lambda document: document["components"]["schemas"]["Thing"].update(required=["a"]))
    assert "    a: str\n" in (package / "models" / "thing.py").read_text(encoding="utf-8")


def test_allowed_values_are_a_literal_in_an_order_of_their_own(made: Callable[..., Path]) -> None:
    package = made(add_fields(x={"type": "string", "enum": ["b", "A", "a", "B"]}))
    source = (package / "models" / "update_thing_body_x.py").read_text(encoding="utf-8")
    assert "UpdateThingBodyX: _typing.TypeAlias = _typing.Literal[\n    'A',\n    'B',\n    'a',\n    'b',\n]" in source


def test_docstrings_speak_python(made: Callable[..., Path]) -> None:
    fields = {
        "issuedAt": {**TEXT, "format": "date", "example": "2026-04-14", "description": "Unused without `paidAt`"},
        "paidAt": {**TEXT, "format": "local-minute", "example": "2026-04-14 09:30"},
        "amount": {**TEXT, "format": "decimal", "example": "12.95", "description": "What is owed"},
    }
    text = " ".join((made(add_fields(**fields)) / "api/things/__init__.py").read_text(encoding="utf-8").split())
    assert "issued_at (date): Unused without `paid_at`. Example: `date(2026, 4, 14)`." in text
    assert "paid_at (datetime): `paid_at` of the request. In the portal's zone, to which one with a zone" in text
    assert 'amount (Decimal): What is owed, in EUR. Example: `Decimal("12.95")`.' in text


def test_pages_are_named_after_their_items(made: Callable[..., Path]) -> None:
    items = {"type": "array", "items": reference_to("Thing")}
    page = {"type": "object", "properties": {"data": items, "next_page_url": TEXT}}
    models = made(answer_with(page)) / "models"
    assert "class ThingPage(" in (models / "thing_page.py").read_text(encoding="utf-8")


def test_an_answer_that_is_only_a_list_has_no_class(made: Callable[..., Path]) -> None:
    listed = {"type": "object", "properties": {"data": {"type": "array", "items": reference_to("Thing")}}}
    models = made(answer_with(listed)) / "models"
    assert sorted(path.name for path in models.iterdir()) == ["__init__.py", "thing.py"]


def test_an_answer_that_holds_one_object_keeps_its_class(imported: Callable[..., Any]) -> None:
    held = {"type": "object", "title": "Held", "properties": {"data": reference_to("Thing")}}
    operation_module = imported("api.things.update_thing", answer_with(held))
    assert operation_module.UPDATE.read(b'{"data": {"a": "x"}}').data.a == "x"


def test_two_bodies_are_two_methods(made: Callable[..., Path]) -> None:
    def change(document: Document) -> None:
        body(document)["title"] = "ReplaceThing"
        upload = {
            "title": "UploadThing",
            "type": "object",
            "required": ["f"],
            "properties": {"f": {**TEXT, "format": "binary"}},
        }
        operation(document)["requestBody"]["content"]["multipart/form-data"] = {"schema": upload}

    package = made(change)
    assert signature(package, "replace")[0] == ["thing_id: str", "*", f"a: str{UNSET}"]
    assert signature(package, "upload")[0] == ["thing_id: str", "*", "f: _types.FileInput"]


def test_schemas_in_circles(imported: Callable[..., Any]) -> None:
    def change(document: Document) -> None:
        many = {"type": "array", "items": reference_to("Leaf")}
        document["components"]["schemas"] |= {
            "Thing": {"type": "object", "properties": {"self": reference_to("Thing"), "leaves": many}},
            "Leaf": {"type": "object", "properties": {"thing": reference_to("Thing")}},
        }

    models = imported("models", change)
    value = {"self": {"leaves": [{"thing": {"self": {}, "new": [1]}}, {}]}}
    thing = models.Thing.from_dict(value)
    assert isinstance(thing.self_.leaves[0], models.Leaf)
    assert thing.self_.leaves[0].thing.additional_properties == {"new": [1]}
    assert thing.to_dict()["self"]["leaves"][0]["thing"]["new"] == [1]
    assert models.Thing.from_dict(thing.to_dict()) == thing


def test_a_request_is_what_the_document_says(imported: Callable[..., Any]) -> None:
    things = imported(
        "api.things.update_thing",
        add_fields("a b", **{"a b": TEXT, "timeout": TEXT}),
        add_parameter("q'", "query", TEXT),
    )
    request = things.UPDATE.request({"thing_id": "1 2", "a_b": "x", "timeout_body": "y", "q": "z"})
    assert (request.method, request.path, request.query) == ("PUT", "/things/1%202", (("q'", "z"),))
    assert json.loads(request.content) == {"a b": "x", "timeout": "y"}


@pytest.mark.parametrize(
    "operation_id", ["types", "models", "ports", "builtins", "abc", "datetime", "decimal", "typing"]
)
def test_operations_that_are_called_like_a_module(operation_id: str, imported: Callable[..., Any]) -> None:
    things = imported("api.things", lambda document: operation(document).update(operationId=operation_id))
    sent = []

    class Caller:
        def call(self, operation: Any, arguments: dict[str, Any], options: Any) -> None:
            sent.append(operation.request(arguments))

    method = next(name for name in vars(things.Things) if not name.startswith("_"))
    getattr(things.Things(Caller()), method)("1")
    assert [request.path for request in sent] == ["/things/1"]

"""Signatures, types, docstrings and operations in generated code."""

import ast
import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.pipeline.parse.parse_samples import (
    LIST,
    TEXT,
    UNSET,
    Change,
    add_fields,
    add_operation,
    add_parameter,
    body,
    operation,
    respond_with,
    response,
)
from tests.pipeline.generation.generation_samples import ROOT, Spec, reference_to

REAL_RESOURCES = ROOT / "generated" / "mijnklantportaal_api" / "resources"


def resource_source(package: Path) -> str:
    return (package / "resources" / "things.py").read_text(encoding="utf-8")


def signature(package: Path, method: str = "update") -> tuple[list[str], str]:
    """Return the arguments of a method without those that all methods have, and the annotation of its result."""
    text = resource_source(package).partition(f"    def {method}(\n")[2]
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
    "money": (add_fields("x", x={**TEXT, "format": "decimal"}), ["x: Decimal"]),
    "money as two types": (
        add_fields("x", x={"type": ["string", "number"], "format": "decimal"}),
        ["x: Decimal"],
    ),
    "date": (add_fields("x", x={**TEXT, "format": "date"}), ["x: datetime.date"]),
    "date and time": (add_fields("x", x={**TEXT, "format": "date-time"}), ["x: datetime.datetime"]),
    "local time": (add_fields("x", x={**TEXT, "format": "local-date-time"}), ["x: datetime.datetime"]),
    "local minute": (
        add_fields("x", x={"type": ["string", "null"], "format": "local-minute"}),
        ["x: datetime.datetime | None"],
    ),
    "file": (add_fields("x", x={**TEXT, "format": "binary"}), ["x: FileInput"]),
    "password": (add_fields("x", x={**TEXT, "format": "password"}), ["x: str"]),
    "uuid": (add_fields("x", x={**TEXT, "format": "uuid"}), ["x: str"]),
    "list": (add_fields("x", x={"type": "array", "items": TEXT}), ["x: Sequence[str]"]),
    "object": (add_fields("x", x=LINE), ["x: models.Line"]),
    "list of objects": (add_fields("x", x={"type": "array", "items": LINE}), ["x: Sequence[models.Line]"]),
    "enum": (add_fields("x", x=COLOUR), ["x: models.UpdateThingBodyX"]),
    "union": (add_fields("x", x={"anyOf": [TEXT, {"type": "integer"}]}), ["x: Any"]),
    "anything": (add_fields("x", x={}), ["x: Any"]),
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
def test_arguments_of_a_method(change: Change, expected: list[str], generated_package: Callable[..., Path]) -> None:
    arguments, returned = signature(generated_package(change))
    path = "thing_id_path: str" if "thing_id_query" in expected[0] else "thing_id: str"
    assert arguments == [path, "*", *expected]
    assert returned == "models.Thing"


PAGE: dict[str, Any] = {
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
        (respond_with(reference_to("Thing")), "models.Thing"),
        (respond_with(LIST), "list[models.Thing]"),
        (respond_with(PAGE), "Page[models.Thing]"),
        (respond_with(TOTAL), "models.Total"),
        (lambda spec: operation(spec).update(responses={"204": {"description": "Done."}}), "None"),
        (
            lambda spec: operation(spec)["responses"].update({"202": operation(spec)["responses"]["200"]}),
            "models.Thing",
        ),
        (
            lambda spec: operation(spec).update(responses={"2XX": operation(spec)["responses"]["200"]}),
            "models.Thing",
        ),
    ],
)
def test_return_type(change: Change, returned: str, generated_package: Callable[..., Path]) -> None:
    assert signature(generated_package(change))[1] == returned


@pytest.mark.parametrize(
    ("schema", "declaration"),
    [
        (TEXT, "x: str | None = None"),
        (COLOUR, "x: models.ThingX | str | None = None"),
        ({"type": "integer", "enum": [0, 9, 21]}, "x: models.ThingX | int | None = None"),
        ({**TEXT, "format": "decimal"}, "x: Decimal | None = None"),
        ({**TEXT, "format": "date"}, "x: datetime.date | None = None"),
        ({**TEXT, "format": "date-time"}, "x: datetime.datetime | None = None"),
        ({**TEXT, "format": "local-date-time"}, "x: str | None = None"),
        ({**TEXT, "format": "password"}, "x: str | None = field(default=None, repr=False)"),
        ({"anyOf": [TEXT, {"type": "integer"}]}, "x: Any = None"),
        ({"oneOf": [reference_to("Thing"), {"type": "null"}]}, "x: models.Thing | None = None"),
        ({"type": "array", "items": {"type": "integer"}}, "x: list[int] | None = None"),
    ],
)
def test_fields_of_a_received_model(schema: Spec, declaration: str, generated_package: Callable[..., Path]) -> None:
    package = generated_package(lambda spec: spec["components"]["schemas"]["Thing"]["properties"].update(x=schema))
    lines = (package / "models" / "thing.py").read_text(encoding="utf-8").splitlines()
    assert [line.strip() for line in lines if line.startswith("    x: ")] == [declaration]


def test_required_field_has_no_default(generated_package: Callable[..., Path]) -> None:
    package = generated_package(lambda spec: spec["components"]["schemas"]["Thing"].update(required=["a"]))
    assert "    a: str\n" in (package / "models" / "thing.py").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        (["b", "A", "a", "B"], ["'b'", "'A'", "'a'", "'B'"]),
        (["a'", '"b', "\\"], ['"a\'"', "'\"b'", "'\\\\'"]),
        ([9, 0, 21], ["9", "0", "21"]),
        ([1, 0], ["1", "0"]),
    ],
)
def test_literal_has_the_values_in_the_order_of_the_spec(
    values: list[object], expected: list[str], generated_package: Callable[..., Path]
) -> None:
    # An enumeration of truth values and an example with values of any type come first, and are not mistaken for it.
    others = {"enum": [False, True], "example": {"enum": [{}, []]}}
    package = generated_package(
        lambda spec: spec["info"].update({"x-others": others}),
        add_fields(x={"type": "integer" if 0 in values else "string", "enum": values}),
    )
    source = (package / "models" / "update_thing_body_x.py").read_text(encoding="utf-8")
    lines = source.partition("UpdateThingBodyX: TypeAlias = Literal[\n")[2].partition("]")[0].splitlines()
    assert [line.strip(" ,") for line in lines] == expected


def test_fields_and_arguments_are_in_the_order_of_the_spec(generated_package: Callable[..., Path]) -> None:
    names = ["zeta", "beta", "alpha", "mid"]

    def change(spec: Spec) -> None:
        spec["components"]["schemas"]["Thing"] = {"type": "object", "properties": dict.fromkeys(names, TEXT)}
        add_fields("alpha", "beta", **dict.fromkeys(names, TEXT))(spec)
        add_parameter("query", "query", TEXT)(spec)
        add_parameter("needed", "query", TEXT, required=True)(spec)

    package = generated_package(change)
    arguments = [argument.partition(":")[0] for argument in signature(package)[0]]
    assert arguments == ["thing_id", "*", "needed", "beta", "alpha", "query", "zeta", "mid"]
    model = ast.parse((package / "models" / "thing.py").read_text(encoding="utf-8")).body[-1]
    assert isinstance(model, ast.ClassDef)
    fields = [
        node.target.id for node in model.body if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name)
    ]
    assert fields == [*names, "additional_properties"]
    documented = re.findall(r"^            (\w+) \(", resource_source(package), re.MULTILINE)
    assert documented[:10] == [name for name in arguments if name != "*"] + ["timeout", "max_retries", "extra_headers"]


def test_fields_come_before_the_table_of_fields(generated_package: Callable[..., Path]) -> None:
    source = (generated_package() / "models" / "thing.py").read_text(encoding="utf-8")
    assert source.index("    a: str") < source.index("    additional_properties: ") < source.index("    _fields = (")


DOCUMENTED: dict[str, tuple[Spec, str]] = {
    "text": ({**TEXT, "description": "A name"}, "x (str, optional): A name."),
    "no description": (TEXT, "x (str, optional): `x` of the request."),
    "money": (
        {**TEXT, "format": "decimal", "description": "The price.", "example": "12.95"},
        'x (Decimal, optional): The price, in EUR. Example: `Decimal("12.95")`.',
    ),
    "date": (
        {**TEXT, "format": "date", "example": "2026-04-14"},
        "x (datetime.date, optional): `x` of the request. Example: `date(2026, 4, 14)`.",
    ),
    "portal time": (
        {**TEXT, "format": "local-minute", "example": "2026-04-14 09:30"},
        "x (datetime.datetime, optional): `x` of the request. In the portal's time zone, to which an aware time is "
        "converted. Example: `datetime(2026, 4, 14, 9, 30)`.",
    ),
    "values": (COLOUR, "x (models.UpdateThingBodyX, optional): `x` of the request. One of `red`, `green`."),
    "limits of a number": (
        {"type": "integer", "minimum": 1, "maximum": 9, "multipleOf": 2},
        "x (int, optional): `x` of the request. At least 1. At most 9. A multiple of 2.",
    ),
    "exclusive limits": (
        {"type": "number", "exclusiveMinimum": 0, "exclusiveMaximum": 1.5},
        "x (float, optional): `x` of the request. More than 0. Less than 1.5.",
    ),
    "limits of a text": (
        {**TEXT, "minLength": 2, "maxLength": 5, "pattern": "^a+$"},
        "x (str, optional): `x` of the request. At least 2 characters. At most 5 characters. Must match `^a+$`.",
    ),
    "limits of a list": (
        {"type": "array", "items": TEXT, "minItems": 1, "maxItems": 3},
        "x (Sequence[str], optional): `x` of the request. At least 1 item. At most 3 items.",
    ),
    "pattern of a date": (
        {**TEXT, "format": "date", "pattern": "^2"},
        "x (datetime.date, optional): `x` of the request.",
    ),
    "default": ({"type": "boolean", "default": True}, "x (bool, optional): `x` of the request. Default: `True`."),
    "default of zero": ({"type": "integer", "default": 0}, "x (int, optional): `x` of the request. Default: `0`."),
    "deprecated": ({**TEXT, "deprecated": True}, "x (str, optional): `x` of the request. Deprecated by the portal."),
    "file": ({**TEXT, "format": "binary"}, "x (FileInput, optional): `x` of the request."),
}


@pytest.mark.parametrize(("schema", "expected"), DOCUMENTED.values(), ids=DOCUMENTED)
def test_documentation_of_an_argument(schema: Spec, expected: str, generated_package: Callable[..., Path]) -> None:
    text = " ".join(resource_source(generated_package(add_fields(x=schema))).split())
    assert f" {expected} timeout (float | None): " in text


def test_documentation_of_a_required_argument_has_no_mark(generated_package: Callable[..., Path]) -> None:
    text = resource_source(generated_package(add_fields("x", x={"type": ["string", "null"]})))
    assert "            x (str | None): `x` of the request.\n" in text


def test_documentation_refers_to_python_names(generated_package: Callable[..., Path]) -> None:
    fields = {"issuedAt": {**TEXT, "description": "Unused without `paidAt`"}, "paidAt": TEXT}
    assert "issued_at (str, optional): Unused without `paid_at`." in resource_source(
        generated_package(add_fields(**fields))
    )


def annotations_and_documentation(source: str) -> Iterator[tuple[dict[str, str], dict[str, str]]]:
    """Yield for each method the types of its arguments in the signature and in the docstring."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.name != "__init__":
            text = " ".join(
                (ast.get_docstring(node) or "").partition("\nArgs:\n")[2].partition("\nReturns:\n")[0].split()
            )
            documented = dict(
                re.findall(
                    r"(?:^| )(\w+) \(((?:models\.|datetime\.)?[A-Z\w]+(?:\[.*?\])?(?: \| None)?(?:, optional)?)\): ",
                    text,
                )
            )
            arguments = [*node.args.args[1:], *node.args.kwonlyargs]
            yield {one.arg: ast.unparse(one.annotation) for one in arguments if one.annotation}, documented


@pytest.mark.parametrize("resource", sorted(path.name for path in REAL_RESOURCES.glob("[!_]*.py")))
def test_types_in_docstrings_equal_the_signature(resource: str) -> None:
    count = 0
    for annotations, documented in annotations_and_documentation(
        (REAL_RESOURCES / resource).read_text(encoding="utf-8")
    ):
        assert documented == {
            name: re.sub(r" \| Unset$", ", optional", annotation) for name, annotation in annotations.items()
        }
        count += 1
    assert count >= 4


def test_page_may_refer_to_the_schema_of_its_list(generated_package: Callable[..., Path]) -> None:
    def change(spec: Spec) -> None:
        spec["components"]["schemas"]["Things"] = PAGE["properties"]["data"]
        respond_with({"type": "object", "properties": {**PAGE["properties"], "data": reference_to("Things")}})(spec)

    assert signature(generated_package(change))[1] == "Page[models.Thing]"


def test_two_methods_may_return_pages_of_the_same_items(generated_package: Callable[..., Path]) -> None:
    def change(spec: Spec) -> None:
        respond_with(PAGE)(spec)
        add_operation("drop-all", "Things API")(spec)
        spec["paths"]["/others"]["delete"]["responses"] = {"200": response({**PAGE, "description": "Others"})}

    package = generated_package(change)
    assert [signature(package, method)[1] for method in ("update", "drop_all")] == ["Page[models.Thing]"] * 2


def test_page_has_no_model(generated_package: Callable[..., Path]) -> None:
    package = generated_package(respond_with(PAGE))
    assert sorted(path.name for path in (package / "models").iterdir()) == ["__init__.py", "thing.py"]


def test_error_response_has_no_model(generated_package: Callable[..., Path]) -> None:
    problem = {"title": "Problem", "type": "object", "properties": {"message": TEXT}}
    package = generated_package(lambda spec: operation(spec)["responses"].update({"404": response(problem)}))
    assert sorted(path.name for path in (package / "models").iterdir()) == ["__init__.py", "thing.py"]


def test_response_that_is_only_a_list_has_no_model(generated_package: Callable[..., Path]) -> None:
    package = generated_package(respond_with(LIST))
    assert sorted(path.name for path in (package / "models").iterdir()) == ["__init__.py", "thing.py"]


def test_response_that_contains_one_object_has_a_model(imported: Callable[..., Any]) -> None:
    held = {"type": "object", "title": "Held", "properties": {"data": reference_to("Thing")}}
    things = imported("resources.things", respond_with(held))
    assert things.UPDATE.parse(b'{"data": {"a": "x"}}').data.a == "x"


def test_two_bodies_are_two_methods(generated_package: Callable[..., Path]) -> None:
    def change(spec: Spec) -> None:
        body(spec)["title"] = "ReplaceThing"
        upload = {
            "title": "UploadThing",
            "type": "object",
            "required": ["f"],
            "properties": {"f": {**TEXT, "format": "binary"}},
        }
        operation(spec)["requestBody"]["content"]["multipart/form-data"] = {"schema": upload}

    package = generated_package(change)
    assert signature(package, "replace")[0] == ["thing_id: str", "*", f"a: str{UNSET}"]
    assert signature(package, "upload")[0] == ["thing_id: str", "*", "f: FileInput"]


def test_schemas_in_circles(imported: Callable[..., Any]) -> None:
    def change(spec: Spec) -> None:
        many = {"type": "array", "items": reference_to("Leaf")}
        spec["components"]["schemas"] |= {
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


def test_operation_serializes_a_request(imported: Callable[..., Any]) -> None:
    things = imported(
        "resources.things",
        add_fields("a b", **{"a b": TEXT, "timeout": TEXT}),
        add_parameter("q'", "query", TEXT),
    )
    request = things.UPDATE.prepare({"thing_id": "1 2", "a_b": "x", "timeout_body": "y", "q": "z"})
    assert (things.UPDATE.method, request.path, request.query) == ("PUT", "/things/1%202", (("q'", "z"),))
    assert json.loads(request.content) == {"a b": "x", "timeout": "y"}


# Names that the module of a resource imports, and names of its own.
IMPORTED_NAMES = [
    "any", "as-sender", "builtins", "codecs", "datetime", "decimal", "field", "id", "list", "mapping", "media-type",
    "models", "operation", "page", "parameter", "returns-raw-response", "sender", "types", "typing", "unset",
]  # fmt: skip


@pytest.mark.parametrize("operation_id", IMPORTED_NAMES)
def test_operation_may_have_the_name_of_an_import(operation_id: str, imported: Callable[..., Any]) -> None:
    fields: dict[str, Any] = {
        "x": {"type": "array", "items": TEXT},
        "y": {**TEXT, "format": "date"},
        "z": {**TEXT, "format": "decimal"},
    }
    things = imported(
        "resources.things",
        lambda spec: operation(spec).update(operationId=operation_id),
        add_fields(**fields),
        respond_with(LIST),
    )
    requests = []

    class Sender:
        def call(self, operation: Any, arguments: dict[str, Any], options: Any) -> None:
            requests.append(operation.prepare(arguments))

    method = next(name for name in vars(things.Things) if not name.startswith("_"))
    getattr(things.Things(Sender()), method)("1", x=["a"])
    assert [(request.path, json.loads(request.content)) for request in requests] == [("/things/1", {"x": ["a"]})]


def test_constant_does_not_collide_with_a_class(imported: Callable[..., Any]) -> None:
    def change(spec: Spec) -> None:
        spec["tags"].append({"name": "A B"})
        operation(spec).update(tags=["A B"], operationId="ab")

    module = imported("resources.a_b", change)
    assert isinstance(module.AB, type)
    assert module.AB_.id == "ab"


def test_constants_of_two_methods_do_not_collide(imported: Callable[..., Any]) -> None:
    module = imported(
        "resources.things",
        lambda spec: operation(spec).update(operationId="straße"),
        add_operation("strasse", "Things API"),
    )
    assert {module.STRASSE.id, module.STRASSE_.id} == {"straße", "strasse"}


def test_constant_does_not_collide_with_an_argument(imported: Callable[..., Any]) -> None:
    # A script without upper-case letters.
    module = imported(
        "resources.things",
        lambda spec: operation(spec).update(operationId="数据"),
        add_fields(**{"数据": TEXT}),
    )
    requests = []

    class Sender:
        def call(self, operation: Any, arguments: dict[str, Any], options: Any) -> None:
            requests.append(operation.prepare(arguments))

    module.Things(Sender()).数据("1", **{"数据": "x"})
    assert json.loads(requests[0].content) == {"数据": "x"}

"""Docstrings."""

import ast
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from pipeline.api import Api, Content, Discriminator, Kind, Response, Type
from tests.pipeline.render.render_samples import (
    NUMBER,
    ROOT,
    TEXT,
    THING,
    api,
    argument,
    field,
    list_of,
    map_of,
    method,
    model,
    nullable,
    of,
    response,
    union_of,
)

COLORS = of(Kind.STRING, name="Color", values=("red", "green"))
CARD, BANK = of(Kind.MODEL, name="Card"), of(Kind.MODEL, name="Bank")
PAYMENT = union_of(CARD, BANK, discriminator=Discriminator(key="type", mapping={"card": 0, "bank": 1}))
NAMES_THE_CLASS = "he property `type` names the class: `card` means `Card`, `bank` means `Bank`."

ARGUMENTS: dict[str, tuple[Type, str]] = {
    "description": (of(Kind.STRING, description="A name"), "x (str, optional): A name."),
    "no description": (TEXT, "x (str, optional): `x` of the request."),
    "money": (
        of(Kind.DECIMAL, description="The price.", example="12.95"),
        'x (Decimal, optional): The price, in EUR. Example: `Decimal("12.95")`.',
    ),
    "date": (
        of(Kind.DATE, example="2026-04-14"),
        "x (datetime.date, optional): `x` of the request. Example: `date(2026, 4, 14)`.",
    ),
    "example of another form": (
        of(Kind.DATE, example="soon"),
        "x (datetime.date, optional): `x` of the request. Example: `soon`.",
    ),
    "portal time": (
        of(Kind.LOCAL_MINUTE, example="2026-04-14 09:30"),
        "x (datetime.datetime, optional): `x` of the request. In the portal's time zone; the client converts an aware "
        "time. Example: `datetime(2026, 4, 14, 9, 30)`.",
    ),
    "values": (COLORS, "x (models.Color, optional): `x` of the request. One of `red`, `green`."),
    "inline values": (
        of(Kind.STRING, values=("a", "b")),
        "x (Literal['a', 'b'], optional): `x` of the request. One of `a`, `b`.",
    ),
    "numbers": (of(Kind.NUMBER, values=(1, 2.5)), "x (float, optional): `x` of the request. One of `1`, `2.5`."),
    "constant": (of(Kind.STRING, values=("a",)), "x (Literal['a'], optional): `x` of the request. Always `a`."),
    "limits of a number": (
        of(Kind.INTEGER, minimum=0, maximum=9, multipleOf=2),
        "x (int, optional): `x` of the request. At least 0. At most 9. A multiple of 2.",
    ),
    "exclusive limits": (
        of(Kind.NUMBER, exclusiveMinimum=0, exclusiveMaximum=1.5),
        "x (float, optional): `x` of the request. More than 0. Less than 1.5.",
    ),
    "limits of a text": (
        of(Kind.STRING, minLength=2, maxLength=1, pattern="^a+$"),
        "x (str, optional): `x` of the request. At least 2 characters. At most 1 character. Must match `^a+$`.",
    ),
    "pattern of a time": (
        of(Kind.DATE_TIME, pattern="^2"),
        "x (datetime.datetime, optional): `x` of the request.",
    ),
    "limits of a list": (
        list_of(TEXT, minItems=1, maxItems=3),
        "x (Sequence[str], optional): `x` of the request. At least 1 item. At most 3 items.",
    ),
    "limits of items": (
        list_of(of(Kind.STRING, minLength=3, maxLength=5)),
        "x (Sequence[str], optional): `x` of the request. Each item: at least 3 characters, at most 5 characters.",
    ),
    "values of items": (
        list_of(COLORS),
        "x (Sequence[models.Color], optional): `x` of the request. Each item: one of `red`, `green`.",
    ),
    "limits in a map of lists": (
        map_of(list_of(of(Kind.INTEGER, minimum=0), maxItems=2)),
        "x (Mapping[str, Sequence[int]], optional): `x` of the request. Each value: at most 2 items, each item: at "
        "least 0.",
    ),
    "discriminator": (PAYMENT, f"x (models.Card | models.Bank, optional): `x` of the request. T{NAMES_THE_CLASS}"),
    "discriminator of items": (
        list_of(PAYMENT),
        f"x (Sequence[models.Card | models.Bank], optional): `x` of the request. Each item: t{NAMES_THE_CLASS}",
    ),
    "default": (of(Kind.BOOLEAN, default=False), "x (bool, optional): `x` of the request. Default: `False`."),
    "default of zero": (of(Kind.INTEGER, default=0), "x (int, optional): `x` of the request. Default: `0`."),
    "default date": (
        of(Kind.DATE, default="2026-04-14"),
        "x (datetime.date, optional): `x` of the request. Default: `date(2026, 4, 14)`.",
    ),
    "deprecated": (of(Kind.ANY, deprecated=True), "x (Any, optional): `x` of the request. Deprecated by the portal."),
    "file": (of(Kind.FILE), "x (FileInput, optional): `x` of the request."),
    "map": (map_of(THING), "x (Mapping[str, models.Thing], optional): `x` of the request."),
}


def documentation(package: Path) -> list[str]:
    """Return the docstrings of the sync and the async method, each on one line."""
    tree = ast.parse((package / "resources" / "things.py").read_text(encoding="utf-8"))
    functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]
    methods = [function for function in functions if function.name == "update"]
    return [" ".join((ast.get_docstring(node) or "").split()) for node in methods]


@pytest.mark.parametrize(("value", "expected"), ARGUMENTS.values(), ids=ARGUMENTS)
def test_argument_has_what_the_spec_says_about_its_type(
    value: Type, expected: str, rendered: Callable[[Api], Path]
) -> None:
    for text in documentation(rendered(api(method(argument("x", value))))):
        assert f" {expected} timeout (float | None): " in text


def test_required_argument_has_no_mark(rendered: Callable[[Api], Path]) -> None:
    text = documentation(rendered(api(method(argument("x", nullable(TEXT), required=True)))))[0]
    assert " x (str | None): `x` of the request. " in text


def test_parameter_is_described_by_itself_before_its_schema(rendered: Callable[[Api], Path]) -> None:
    schema = of(Kind.STRING, description="Of the schema.", example="a")
    written = argument("x", schema, wording={"description": "Of the parameter"}, keywords={"deprecated": True})
    text = documentation(rendered(api(method(written))))[0]
    assert "x (str, optional): Of the parameter. Deprecated by the portal. Example: `a`. timeout" in text


def test_description_refers_to_arguments_by_their_names_in_python(rendered: Callable[[Api], Path]) -> None:
    issued = argument("issued_at", of(Kind.STRING, description="Unused without `paidAt`"), key="issuedAt")
    text = documentation(rendered(api(method(issued, argument("paid_at", key="paidAt")))))[0]
    assert "issued_at (str, optional): Unused without `paid_at`." in text


def test_allowed_value_is_not_taken_for_the_name_of_an_argument(rendered: Callable[[Api], Path]) -> None:
    kinds = argument("kind", of(Kind.STRING, name="Kind", values=("paidAt", "b")))
    text = documentation(rendered(api(method(kinds, argument("paid_at", key="paidAt")))))[0]
    assert "One of `paidAt`, `b`." in text


@pytest.mark.parametrize(
    ("wording", "expected"),
    [
        ({"summary": "Change it", "description": "Changes it for good"}, "Changes it for good."),
        ({"summary": "Change it"}, "Change it."),
        ({}, "update-thing."),
    ],
)
def test_method_has_the_best_description_of_the_spec(
    wording: dict[str, Any], expected: str, rendered: Callable[[Api], Path]
) -> None:
    text = documentation(rendered(api(method(wording=wording))))[0]
    assert text.startswith(f"{expected} `PUT /things/{{thingId}}` Args: thing_id (str): ")


def test_deprecated_method_says_so(rendered: Callable[[Api], Path]) -> None:
    for text in documentation(rendered(api(method(keywords={"deprecated": True})))):
        assert text.startswith("Update a thing. Deprecated by the portal. `PUT ")


NOTHING = response(Content.NOTHING, status="204", description="No change")
THING_OR_EMPTY = response(Content.VALUE, THING, description="")
RETURNS: dict[str, tuple[tuple[Response, ...], str]] = {
    "value": ((response(Content.VALUE, THING),), "The thing."),
    "nothing": ((NOTHING,), "No change."),
    "nothing, without words": ((response(Content.NOTHING, description=""),), "Nothing."),
    "value, without words": ((THING_OR_EMPTY,), "The content of the response."),
    "no success": ((response(Content.NOTHING, status="404"),), "Nothing."),
    "two values": (
        (response(Content.VALUE, THING), response(Content.VALUE, CARD, "202", description="Later")),
        "The thing. `Card` for the status 202: Later.",
    ),
    "two equal ones": (
        (response(Content.VALUE, THING), response(Content.VALUE, THING, "201", description="New")),
        "The thing. `Thing` for the status 201: New.",
    ),
    "value or nothing": ((NOTHING, response(Content.VALUE, THING)), "The thing. `None` for the status 204: No change."),
}


@pytest.mark.parametrize(("responses", "expected"), RETURNS.values(), ids=RETURNS)
def test_result_has_the_description_of_the_response(
    responses: tuple[Response, ...], expected: str, rendered: Callable[[Api], Path]
) -> None:
    for text in documentation(rendered(api(method(responses=responses)))):
        assert f" Returns: {expected} Raises: " in text


def test_page_is_described_for_sync_and_async_callers(rendered: Callable[[Api], Path]) -> None:
    sync, asynchronous = documentation(rendered(api(method(responses=(response(Content.PAGE, THING),)))))
    assert "Returns: The requested page; by default, the first page." in sync
    assert "Returns: A list: `await` it to get the requested page" in asynchronous


def test_documented_errors_are_listed(rendered: Callable[[Api], Path]) -> None:
    errors = (("404", "Unknown ID"), ("422", ""), ("418", "Teapot"))
    failed = [response(Content.NOTHING, status=status, description=text) for status, text in errors]
    text = documentation(rendered(api(method(responses=(*failed, NOTHING)))))[0]
    assert "Raises: NotFoundError: Status 404. Unknown ID. UnprocessableEntityError: Status 422. APIError: " in text


def test_field_is_described_in_the_direction_of_its_model(rendered: Callable[[Api], Path]) -> None:
    date = field("x", of(Kind.DATE, example="2026-04-14", minimum=1), keywords={"deprecated": True})
    package = rendered(api(models=(model("Got", date), model("Sent", date, sent=True))))
    expected = "`x` of the {}. At least 1. Deprecated by the portal. Example: `{}`."
    for module, direction, example in (("got", "response", "2026-04-14"), ("sent", "request", "date(2026, 4, 14)")):
        text = (package / "models" / f"{module}.py").read_text(encoding="utf-8")
        assert f'"""{expected.format(direction, example)}"""' in text


@pytest.mark.parametrize(
    "resource", sorted((ROOT / "generated").rglob("resources/[!_]*.py")), ids=lambda path: path.stem
)
def test_types_in_docstrings_equal_the_signature(resource: Path) -> None:
    count = 0
    for node in ast.walk(ast.parse(resource.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.name != "__init__":
            text = (ast.get_docstring(node) or "").partition("\nArgs:\n")[2].partition("\nReturns:\n")[0]
            arguments = [*node.args.args[1:], *node.args.kwonlyargs]
            for argument in arguments:
                assert argument.annotation
                annotation = re.sub(r" \| Unset$", ", optional", ast.unparse(argument.annotation))
                assert re.search(rf"^ *{argument.arg} \({re.escape(annotation)}\): ", text, re.MULTILINE)
            count += 1
    assert count >= 4


def test_number_of_arguments_in_a_docstring_is_that_of_the_signature(rendered: Callable[[Api], Path]) -> None:
    text = documentation(rendered(api(method(argument("a", NUMBER), argument("b", list_of(NUMBER))))))[0]
    names = re.findall(r"(?: |^)(\w+) \((?:str|int|Sequence|float|Mapping)", text)
    assert names == ["thing_id", "a", "b", "timeout", "max_retries", "extra_headers", "max_wait"]

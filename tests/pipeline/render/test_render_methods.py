"""Signatures and operations in rendered modules."""

import importlib
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from pipeline.api import Api, Content, Discriminator, Kind, Location, Method, Response, Style, Type
from tests.pipeline.render.render_samples import (
    NUMBER,
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
    query,
    resource,
    response,
    union_of,
)

UNSET = " | Unset = UNSET"
COLORS = of(Kind.STRING, name="Color", values=("red", "green"))
SIZES = of(Kind.NUMBER, values=(1, 2.5))
CARD, BANK = of(Kind.MODEL, name="Card"), of(Kind.MODEL, name="Bank")
PAYMENT = union_of(CARD, BANK, discriminator=Discriminator(key="type", mapping={"card": 0, "bank": 1}))
PAYMENT_CODEC = (
    "codecs.Union((codecs.Object(lambda: models.Card), codecs.Object(lambda: models.Bank)), "
    "discriminator='type', mapping={'card': 0, 'bank': 1})"
)


def source(package: Path) -> str:
    return (package / "resources" / "things.py").read_text(encoding="utf-8")


def signature(text: str, name: str = "update") -> tuple[list[str], str]:
    """Return the arguments of a method without those that all methods have, and the annotation of its result."""
    arguments, _, rest = text.partition(f"    def {name}(\n")[2].partition("    ) -> ")
    lines = [line.strip().rstrip(",") for line in arguments.strip().splitlines()]
    assert lines[0] == "self"
    assert [line.partition(":")[0] for line in lines[-4:]] == ["timeout", "max_retries", "extra_headers", "max_wait"]
    return lines[1:-4], rest.partition(":\n")[0]


def operation(text: str, constant: str = "UPDATE") -> str:
    """Return the expression of an operation, on one line."""
    code = re.search(rf"^{constant}: .* = Operation\(\n(.*?)^\)", text, re.MULTILINE | re.DOTALL)
    assert code
    return " ".join(code[1].split())


# For each type: the annotation of an argument, and the codec.
ARGUMENTS: dict[str, tuple[Type, str, str]] = {
    "text": (TEXT, "str", "codecs.STRING"),
    "text or null": (nullable(TEXT), "str | None", "codecs.Nullable(codecs.STRING)"),
    "integer": (NUMBER, "int", "codecs.INTEGER"),
    "integer with limits": (of(Kind.INTEGER, minimum=1, maximum=9), "int", "codecs.Integer(minimum=1, maximum=9)"),
    "integer with excluded limits": (
        of(Kind.INTEGER, exclusiveMinimum=1, exclusiveMaximum=9),
        "int",
        "codecs.Integer(minimum=2, maximum=8)",
    ),
    "integer with limits between integers": (
        of(Kind.INTEGER, minimum=-0.5, exclusiveMinimum=-2.5, maximum=2.5, exclusiveMaximum=2.5),
        "int",
        "codecs.Integer(minimum=0, maximum=2)",
    ),
    "integer with a limit that is not a number": (of(Kind.INTEGER, minimum=True, maximum="9"), "int", "codecs.INTEGER"),
    "integer with limits, or null": (
        nullable(of(Kind.INTEGER, minimum=0)),
        "int | None",
        "codecs.Nullable(codecs.Integer(minimum=0))",
    ),
    "number": (of(Kind.NUMBER), "float", "codecs.NUMBER"),
    "boolean": (of(Kind.BOOLEAN), "bool", "codecs.BOOLEAN"),
    "money": (of(Kind.DECIMAL), "Decimal", "codecs.MONEY"),
    "date": (of(Kind.DATE), "datetime.date", "codecs.DATE"),
    "time": (of(Kind.DATE_TIME), "datetime.datetime", "codecs.DATE_TIME"),
    "local time": (of(Kind.LOCAL_DATE_TIME), "datetime.datetime", "codecs.LOCAL_DATE_TIME"),
    "local minute": (of(Kind.LOCAL_MINUTE), "datetime.datetime", "codecs.LOCAL_MINUTE"),
    "file": (of(Kind.FILE), "FileInput", "codecs.FILE"),
    "any": (of(Kind.ANY), "Any", "codecs.ANY"),
    "any or null": (nullable(of(Kind.ANY)), "Any", "codecs.ANY"),
    "list": (list_of(TEXT), "Sequence[str]", "codecs.Array(codecs.STRING)"),
    "map": (map_of(THING), "Mapping[str, models.Thing]", "codecs.Map(codecs.Object(lambda: models.Thing))"),
    "map of lists": (
        map_of(list_of(NUMBER)),
        "Mapping[str, Sequence[int]]",
        "codecs.Map(codecs.Array(codecs.INTEGER))",
    ),
    "object": (THING, "models.Thing", "codecs.Object(lambda: models.Thing)"),
    "enumeration": (COLORS, "models.Color", "codecs.STRING"),
    "enumeration or null": (nullable(COLORS), "models.Color | None", "codecs.Nullable(codecs.STRING)"),
    "inline enumeration": (of(Kind.INTEGER, values=(0, 9)), "Literal[0, 9]", "codecs.INTEGER"),
    "enumeration of numbers": (SIZES, "float", "codecs.NUMBER"),
    "constant": (of(Kind.BOOLEAN, values=(True,)), "Literal[True]", "codecs.BOOLEAN"),
    "union": (union_of(TEXT, NUMBER), "str | int", "codecs.Union((codecs.STRING, codecs.INTEGER))"),
    "union by discriminator": (PAYMENT, "models.Card | models.Bank", PAYMENT_CODEC),
    "union or null": (nullable(PAYMENT), "models.Card | models.Bank | None", f"codecs.Nullable({PAYMENT_CODEC})"),
}


@pytest.mark.parametrize(("value", "annotation", "codec"), ARGUMENTS.values(), ids=ARGUMENTS)
def test_argument_of_a_type_has_its_annotation_and_codec(
    value: Type, annotation: str, codec: str, rendered: Callable[[Api], Path]
) -> None:
    text = source(rendered(api(method(argument("x", value)))))
    assert signature(text) == (["thing_id: str", "*", f"x: {annotation}{UNSET}"], "models.Thing")
    assert f"Field('x', 'x', {codec}, False)" in operation(text)


def test_arguments_of_a_method_are_the_required_ones_first(rendered: Callable[[Api], Path]) -> None:
    updated = method(query("a"), query("b", required=True), argument("c"), argument("d", required=True))
    arguments, _ = signature(source(rendered(api(updated))))
    assert arguments == ["thing_id: str", "*", "b: str", "d: str", f"a: str{UNSET}", f"c: str{UNSET}"]


STYLES = [
    (Location.QUERY, None, ""),
    (Location.QUERY, Style.FORM_EXPLODED, ""),
    (Location.QUERY, Style.FORM, ", Style.FORM"),
    (Location.QUERY, Style.DEEP_OBJECT, ", Style.DEEP_OBJECT"),
    (Location.QUERY, Style.JSON, ", Style.JSON"),
    (Location.PATH, Style.SIMPLE, ""),
    (Location.PATH, Style.SIMPLE_EXPLODED, ", Style.SIMPLE_EXPLODED"),
    (Location.HEADER, Style.SIMPLE, ""),
    (Location.HEADER, Style.FORM_EXPLODED, ", Style.FORM_EXPLODED"),
]


@pytest.mark.parametrize(("location", "style", "code"), STYLES)
def test_parameter_names_its_style_only_if_it_is_not_the_default(
    location: Location, style: Style | None, code: str, rendered: Callable[[Api], Path]
) -> None:
    parameter = argument("x", list_of(TEXT), location, style=style)
    text = operation(source(rendered(api(method(parameter)))))
    assert f"Parameter('x', 'x', codecs.Array(codecs.STRING), Location.{location.name}{code})," in text


def test_every_style_of_the_api_exists_in_the_client() -> None:
    from mijnklantportaal._wire import operation

    assert {style.name for style in Style} == {style.name for style in operation.Style}


def test_body_that_is_one_value_is_one_argument(rendered: Callable[[Api], Path]) -> None:
    text = source(rendered(api(method(argument("body", list_of(THING), key="", required=True)))))
    assert signature(text)[0] == ["thing_id: str", "*", "body: Sequence[models.Thing]"]
    assert "body=ValueBody('body', codecs.Array(codecs.Object(lambda: models.Thing)))," in operation(text)


@pytest.mark.parametrize(
    ("media_type", "code"),
    [
        ("application/json", "JSON"),
        ("application/json; charset=utf-8", "JSON"),
        ("multipart/form-data", "MULTIPART"),
        ("Multipart/Form-Data; boundary=x", "MULTIPART"),
    ],
)
def test_body_with_fields_is_flattened(media_type: str, code: str, rendered: Callable[[Api], Path]) -> None:
    text = source(rendered(api(method(argument("f", of(Kind.FILE)), media_type=media_type))))
    assert f"body=Body( MediaType.{code}, ( Field('f', 'f', codecs.FILE, False), ), )," in operation(text)


NOTHING = response(Content.NOTHING, status="204")
OBJECT = "codecs.Object(lambda: models.Thing)"
RESULTS: dict[str, tuple[tuple[Response, ...], str, str]] = {
    "value": ((response(Content.VALUE, THING),), "models.Thing", f"response={OBJECT}"),
    "value or null": (
        (response(Content.VALUE, nullable(THING)),),
        "models.Thing | None",
        f"response=codecs.Nullable({OBJECT})",
    ),
    "page": ((response(Content.PAGE, THING),), "Page[models.Thing]", f"response=codecs.PageOf({OBJECT})"),
    "items": ((response(Content.ITEMS, THING),), "list[models.Thing]", f"response=codecs.Items({OBJECT})"),
    "list": (
        (response(Content.VALUE, list_of(COLORS)),),
        "list[models.Color | str]",
        "response=codecs.Array(codecs.STRING)",
    ),
    "map": ((response(Content.VALUE, map_of(THING)),), "dict[str, models.Thing]", f"response=codecs.Map({OBJECT})"),
    "nothing": ((NOTHING,), "None", "response=None"),
    "no success": ((response(Content.NOTHING, status="404"),), "None", "response=None"),
    "binary": ((response(Content.BINARY),), "bytes", "response=codecs.BYTES, accept='application/pdf'"),
    "text": ((response(Content.TEXT),), "str", "response=codecs.TEXT, accept='text/csv'"),
    "other JSON": (
        (response(Content.VALUE, THING, media_type="application/hal+json"),),
        "models.Thing",
        f"response={OBJECT}, accept='application/hal+json'",
    ),
    "hostile media type": (
        (response(Content.TEXT, media_type="a/b', canary(), '"),),
        "str",
        """response=codecs.TEXT, accept="a/b', canary(), '\"""",
    ),
    "value or nothing": (
        (NOTHING, response(Content.VALUE, THING)),
        "models.Thing | None",
        f"response={OBJECT}, other_responses={{204: None}}",
    ),
    "two equal ones": (
        (response(Content.VALUE, THING), response(Content.VALUE, THING, status="201")),
        "models.Thing",
        f"response={OBJECT}",
    ),
    "two values": (
        (response(Content.VALUE, THING), response(Content.VALUE, CARD, status="202"), NOTHING),
        "models.Thing | models.Card | None",
        f"response={OBJECT}, other_responses={{202: codecs.Object(lambda: models.Card), 204: None}}",
    ),
    "anything or a value": (
        (response(Content.VALUE, THING), response(Content.VALUE, of(Kind.ANY), status="202")),
        "Any",
        f"response={OBJECT}, other_responses={{202: codecs.ANY}}",
    ),
    "file or value": (
        (response(Content.BINARY), response(Content.VALUE, THING, status="202")),
        "bytes | models.Thing",
        f"response=codecs.BYTES, other_responses={{202: {OBJECT}}}, accept='application/pdf, application/json'",
    ),
    "range": ((response(Content.VALUE, THING, status="2XX"),), "models.Thing", f"response={OBJECT}"),
    "range beside another": (
        (response(Content.VALUE, CARD, status="201"), response(Content.VALUE, THING, status="2XX")),
        "models.Card | models.Thing",
        f"response={OBJECT}, other_responses={{201: codecs.Object(lambda: models.Card)}}",
    ),
    "range without content": (
        (response(Content.VALUE, THING), response(Content.NOTHING, status="2XX")),
        "models.Thing | None",
        f"response=None, other_responses={{200: {OBJECT}}}",
    ),
}


@pytest.mark.parametrize(("responses", "annotation", "code"), RESULTS.values(), ids=RESULTS)
def test_responses_of_a_method_determine_what_it_returns(
    responses: tuple[Response, ...], annotation: str, code: str, rendered: Callable[[Api], Path]
) -> None:
    text = source(rendered(api(method(responses=responses))))
    assert signature(text)[1] == annotation
    assert operation(text).endswith(f" Parameter('thing_id', 'thingId', codecs.STRING, Location.PATH), ), {code},")


def test_page_is_listed_and_not_awaited(rendered: Callable[[Api], Path]) -> None:
    text = source(rendered(api(method(responses=(response(Content.PAGE, THING),)))))
    assert "UPDATE: Operation[codecs.PageData[models.Thing]] = Operation(" in text
    assert "\n    async def" not in text
    assert ") -> AsyncPager[models.Thing]:" in text
    assert text.count("return self._sender.list(") == 2


def test_deprecated_method_has_the_decorator_unless_it_is_raw(rendered: Callable[[Api], Path]) -> None:
    used, deprecated = method(), method(name="replace", keywords={"deprecated": True})
    text = source(rendered(api(used, deprecated)))
    assert text.count('@deprecated("Deprecated by the portal.")') == 2
    assert re.findall(r"@deprecated\(.*\)\n +(?:async )?def (\w+)", text) == ["replace", "replace"]


def constants(text: str) -> list[str]:
    return re.findall(r"^(\w+): _?Operation\[", text, re.MULTILINE)


CONSTANTS: dict[str, tuple[str, list[Method], list[str]]] = {
    "class": ("a_b", [method(name="ab")], ["AB_"]),
    "another method": ("things", [method(name="straße"), method(name="strasse")], ["STRASSE", "STRASSE_"]),
    # A script without upper-case letters.
    "argument": ("things", [method(argument("数据"), name="数据")], ["数据_"]),
}


@pytest.mark.parametrize(("name", "methods", "expected"), CONSTANTS.values(), ids=CONSTANTS)
def test_constant_collides_with_no_other_name(
    name: str, methods: list[Method], expected: list[str], imported: Callable[[Api, str], Any], tmp_path: Path
) -> None:
    module = imported(api(resources=(resource(*methods, name=name),)), f"resources.{name}")
    assert constants((tmp_path / "package" / "resources" / f"{name}.py").read_text(encoding="utf-8")) == expected
    requests = []

    class Sender:
        def call(self, operation: Any, arguments: dict[str, Any], options: Any) -> None:
            requests.append((operation.id, operation.prepare(arguments).path))

    resource_object = next(vars(module)[name] for name in ("AB", "Things") if name in vars(module))(Sender())
    for sent in methods:
        getattr(resource_object, sent.name)("1")
    assert requests == [("update-thing", "/things/1")] * len(methods)


def test_operation_sends_and_parses_every_kind_of_value(imported: Callable[[Api, str], Any]) -> None:
    payment = response(Content.VALUE, nullable(PAYMENT))
    updated = method(
        query("filters", THING, Style.DEEP_OBJECT), argument("prices", map_of(of(Kind.DECIMAL))), responses=(payment,)
    )
    thing = model("Thing", field("a", required=False), sent=True, received=False)
    card, bank = model("Card", field("type")), model("Bank", field("type"))
    things = imported(api(updated, models=(thing, card, bank)), "resources.things")
    models = importlib.import_module("package.models")
    request = things.UPDATE.prepare({"thing_id": "1", "filters": models.Thing(a="x"), "prices": {"b": 2}})
    assert (request.path, request.query, request.content) == (
        "/things/1",
        (("filters[a]", "x"),),
        b'{"prices": {"b": "2"}}',
    )
    parsed = things.UPDATE.response.parse_body(b'{"type": "bank"}', {}, lambda *_: None)
    assert isinstance(parsed, models.Bank)


def test_method_with_the_name_of_its_class_has_raw_responses(imported: Callable[[Api, str], Any]) -> None:
    """In scripts without capitals, both can have one name."""
    things = resource(method(name="数据"), method(name="列表"), name="数据")
    module = imported(api(resources=(things,)), "resources.数据")
    assert module.数据WithRawResponse.列表 is module.数据.列表
    assert module.数据WithRawResponse.数据 is module.数据.数据
    client = importlib.import_module("package.client")
    for variant in (client.AsyncResources, client.Resources, client.ResourcesWithRawResponse):
        assert callable(variant(None).数据.数据)

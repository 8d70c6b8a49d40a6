"""Classes of models, aliases of enumerations, and their package."""

import ast
import importlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from pydantic import TypeAdapter

from mijnklantportaal._wire.documentation import field_documentation
from pipeline.api import Api, Content, Field, Kind, Type, Webhook
from tests.pipeline.hostile_texts import HOSTILE_TEXTS
from tests.pipeline.render.render_samples import (
    NUMBER,
    TEXT,
    THING,
    api,
    argument,
    enum,
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


def declaration(package: Path, name: str = "x", module: str = "thing") -> str:
    lines = (package / "models" / f"{module}.py").read_text(encoding="utf-8").splitlines()
    return next(line.strip() for line in lines if line.startswith(f"    {name}: "))


def table(package: Path, module: str = "thing") -> list[str]:
    text = (package / "models" / f"{module}.py").read_text(encoding="utf-8")
    return [line.strip(" ,") for line in text.splitlines() if line.startswith("        Field(")]


RECEIVED: dict[str, tuple[Type, str]] = {
    "text": (TEXT, "str"),
    "null": (nullable(TEXT), "str | None"),
    "enumeration": (COLORS, "models.Color | str"),
    "enumeration or null": (nullable(COLORS), "models.Color | str | None"),
    "inline enumeration": (of(Kind.STRING, values=("a", "b")), "str"),
    "enumeration of numbers": (of(Kind.NUMBER, values=(1, 2.5)), "float"),
    "list": (list_of(COLORS), "list[models.Color | str]"),
    "map": (map_of(THING), "dict[str, models.Thing]"),
    "union": (union_of(TEXT, NUMBER), "str | int"),
    "any": (of(Kind.ANY), "Any"),
}


@pytest.mark.parametrize(("value", "annotation"), RECEIVED.values(), ids=RECEIVED)
def test_field_of_a_received_model_has_a_type_for_unknown_values(
    value: Type, annotation: str, rendered: Callable[[Api], Path]
) -> None:
    fields = field("x", value), field("y", value, required=False)
    package = rendered(api(method(), models=(model("Thing", *fields),)))
    assert declaration(package) == f"x: {annotation}"
    optional = annotation if annotation == "Any" or annotation.endswith("None") else f"{annotation} | None"
    assert declaration(package, "y") == f"y: {optional} = None"


def test_field_of_a_sent_model_can_be_left_out(rendered: Callable[[Api], Path]) -> None:
    fields = field("x", COLORS), field("y", nullable(TEXT), required=False)
    package = rendered(api(models=(model("Thing", *fields, sent=True),)))
    assert declaration(package) == "x: models.Color"
    assert declaration(package, "y") == "y: str | None | Unset = UNSET"


def test_password_is_in_no_repr(rendered: Callable[[Api], Path]) -> None:
    password = of(Kind.STRING, format="password")
    package = rendered(api(models=(model("Thing", field("x", password), field("y", password, required=False)),)))
    assert declaration(package) == "x: str = field(repr=False)"
    assert declaration(package, "y") == "y: str | None = field(default=None, repr=False)"


READ, WRITE = field("x", is_read_only=True), field("x", is_write_only=True)
DIRECTIONS: dict[str, tuple[Field, bool, bool, str, str]] = {
    "read-only, received": (READ, False, True, "x: str", "True, read_only=True"),
    "read-only, sent": (READ, True, False, "x: str | Unset = UNSET", "True, read_only=True"),
    "read-only, both": (READ, True, True, "x: str | Unset = UNSET", "True, read_only=True"),
    "write-only, received": (WRITE, False, True, "x: str | None = None", "False, write_only=True"),
    "write-only, sent": (WRITE, True, False, "x: str", "True, write_only=True"),
    "write-only, both": (WRITE, True, True, "x: str | Unset = UNSET", "True, write_only=True"),
}


@pytest.mark.parametrize(("directed", "sent", "received", "declared", "flags"), DIRECTIONS.values(), ids=DIRECTIONS)
def test_field_of_one_direction_is_optional_in_the_other(
    directed: Field, sent: bool, received: bool, declared: str, flags: str, rendered: Callable[[Api], Path]
) -> None:
    package = rendered(api(models=(model("Thing", directed, sent=sent, received=received),)))
    assert declaration(package) == declared
    assert table(package) == [f"Field('x', 'x', codecs.STRING, {flags})"]


def test_write_only_field_is_missing_in_a_response_without_a_deviation(imported: Callable[[Api, str], Any]) -> None:
    models = imported(api(models=(model("Thing", WRITE, field("y")),)), "models")
    deviations: list[object] = []
    thing = models.Thing.from_dict({"y": "b"}, lambda *deviation: deviations.append(deviation))
    assert (thing.x, thing.y, deviations) == (None, "b", [])


def test_read_only_field_is_received_and_not_needed_to_send(imported: Callable[[Api, str], Any]) -> None:
    thing = model("Thing", READ, field("y"), sent=True)
    things = imported(api(method(argument("part", THING)), models=(thing,)), "resources.things")
    models = importlib.import_module("package.models")
    request = things.UPDATE.prepare({"thing_id": "1", "part": models.Thing(y="b")})
    assert request.content == b'{"part": {"y": "b"}}'
    assert models.Thing.from_dict({"x": "a", "y": "b"}).x == "a"


VALUES: dict[str, tuple[Type, Any]] = {
    "text": (TEXT, "a"),
    "integer": (NUMBER, 1),
    "number": (of(Kind.NUMBER), 1.5),
    "boolean": (of(Kind.BOOLEAN), True),
    "money": (of(Kind.DECIMAL), "1.50"),
    "date": (of(Kind.DATE), "2026-01-02"),
    "time": (of(Kind.DATE_TIME), "2026-01-02T03:04:05+00:00"),
    "any": (of(Kind.ANY), {"a": [1]}),
    "null": (of(Kind.NULL), None),
    "enumeration": (COLORS, "red"),
    "enumeration of numbers": (of(Kind.NUMBER, values=(1, 2.5)), 2.5),
    "constant": (of(Kind.STRING, values=("a",)), "a"),
    "list": (list_of(of(Kind.DECIMAL)), ["1.50"]),
    "list of lists": (list_of(list_of(of(Kind.DATE))), [["2026-01-02"], []]),
    "list with null": (list_of(nullable(of(Kind.DATE))), ["2026-01-02", None]),
    "list of anything": (of(Kind.LIST), [1, "a"]),
    "map": (map_of(of(Kind.DATE)), {"a": "2026-01-02"}),
    "object": (THING, {"a": "b"}),
    "objects": (list_of(THING), [{"a": "b"}, {"a": "c"}]),
    "map of objects": (map_of(THING), {"b": {"a": "c"}}),
    "union": (union_of(NUMBER, list_of(THING)), [{"a": "b"}]),
}


@pytest.mark.parametrize("is_nullable", [False, True])
def test_model_of_every_type_parses_and_serializes_its_values(
    is_nullable: bool, imported: Callable[[Api, str], Any]
) -> None:
    """All fields are required, so that parser and serializer are written out, and fail for no value."""
    fields = [
        field(f"value_{index}", nullable(value) if is_nullable else value, key=name)
        for index, (name, (value, _)) in enumerate(VALUES.items())
    ]
    models = imported(api(models=(model("Thing", field("a")), model("All", *fields))), "models")
    sample = {name: value for name, (_, value) in VALUES.items()}
    for data in [sample, *([dict.fromkeys(sample)] if is_nullable else [])]:
        assert models.All._parse_strict(data)._serialize_strict() == data
    assert models.All._parse_strict({**sample, "unknown": 1}).to_dict() == {**sample, "unknown": 1}


def test_model_with_an_optional_field_has_no_parser_that_is_written_out(rendered: Callable[[Api], Path]) -> None:
    models = (
        model("Full", field("a")),
        model("Part", field("a", required=False)),
        model("Sent", field("a"), sent=True),
    )
    package = rendered(api(models=(*models, model("Empty"))))
    modules = [path.stem for path in (package / "models").iterdir() if "_parse_strict" in path.read_text("utf-8")]
    assert modules == ["full"]


def test_models_may_contain_each_other(imported: Callable[[Api, str], Any]) -> None:
    leaf = of(Kind.MODEL, name="Leaf")
    thing = model("Thing", field("self_", THING, key="self", required=False), field("leaves", list_of(leaf)))
    models = imported(api(models=(thing, model("Leaf", field("thing", THING, required=False)))), "models")
    value = {"self": {"leaves": []}, "leaves": [{"thing": {"leaves": [], "new": [1]}}, {}]}
    parsed = models.Thing.from_dict(value)
    assert parsed.leaves[0].thing.additional_properties == {"new": [1]}
    assert parsed.leaves[1] == models.Leaf()
    assert parsed.self_ == models.Thing(leaves=[])


def test_models_with_straight_parsers_may_contain_each_other(imported: Callable[[Api, str], Any]) -> None:
    things = list_of(THING)
    thing = model("Thing", field("leaf", nullable(of(Kind.MODEL, name="Leaf"))), field("things", things))
    models = imported(api(models=(thing, model("Leaf", field("things", things)))), "models")
    value = {"leaf": {"things": [{"leaf": None, "things": []}]}, "things": [{"leaf": None, "things": []}]}
    parsed = models.Thing._parse_strict(value)
    assert parsed.leaf.things == parsed.things == [models.Thing(leaf=None, things=[])]
    assert parsed._serialize_strict() == value


STRINGS: dict[str, tuple[Type, bool]] = {
    "enumeration": (COLORS, True),
    "inline enumeration or null": (nullable(of(Kind.STRING, values=("a",))), True),
    "currency": (of(Kind.STRING, example="EUR"), True),
    "country": (of(Kind.STRING, example="NL"), True),
    "media type": (of(Kind.STRING, example="application/json"), True),
    "no example": (TEXT, False),
    "name": (of(Kind.STRING, example="John"), False),
    "path": (of(Kind.STRING, example="a/b"), False),
    "example that is not a text": (of(Kind.STRING, example=1), False),
}


@pytest.mark.parametrize(("value", "is_shared"), STRINGS.values(), ids=STRINGS)
def test_strings_are_shared_if_they_have_few_values(
    value: Type, is_shared: bool, imported: Callable[[Api, str], Any]
) -> None:
    models = imported(api(models=(model("Thing", field("x", value)),)), "models")
    one, other = (models.Thing._parse_strict({"x": "".join(["some ", "text"])}) for _ in range(2))
    assert one == other
    assert (one.x is other.x) == is_shared


def test_deprecated_class_has_the_decorator_and_its_docstring_says_so(imported: Callable[[Api, str], Any]) -> None:
    thing = model("Thing", wording={"description": "A thing"}, keywords={"deprecated": True})
    models = imported(api(models=(thing,)), "models")
    assert models.Thing.__doc__.startswith("A thing. Deprecated by the portal.\n\nAttributes:\n")
    source = Path(importlib.import_module("package.models.thing").__file__ or "").read_text(encoding="utf-8")
    assert '@deprecated("Deprecated by the portal.")\n@define(kw_only=True)\nclass Thing(Model):' in source


@pytest.mark.parametrize("text", HOSTILE_TEXTS.values(), ids=HOSTILE_TEXTS)
def test_hostile_text_of_a_field_is_read_back_as_text(text: str, imported: Callable[[Api, str], Any]) -> None:
    described = field("x", wording={"description": f"Begin {text} end"})
    thing = imported(api(models=(model("Thing", described, wording={"description": text}),)), "models").Thing
    read = field_documentation(thing)["x"].text
    assert (read.startswith("Begin "), read.endswith(" end."), read.isprintable()) == (True, True, True)
    assert " ".join(thing.__doc__.split()).count(read) == 1
    assert TypeAdapter(thing).json_schema()["properties"]["x"]["description"] == read


def test_only_models_and_enumerations_in_use_are_rendered(rendered: Callable[[Api], Path]) -> None:
    event = of(Kind.MODEL, name="Event")
    first, second, third = (of(Kind.STRING, name=f"Enum{number}", values=("a",)) for number in (1, 2, 3))
    updated = method(
        argument("a", map_of(first)),
        responses=(response(Content.VALUE, union_of(second, THING)), response(Content.NOTHING, of(Kind.ANY), "404")),
    )
    package = rendered(
        api(
            updated,
            models=(model("Event", field("a", third)), model("Problem", field("a"), received=False)),
            enums=tuple(enum(f"Enum{number}", "a") for number in (1, 2, 3, 4)),
            webhooks=(Webhook(pointer="#", name="event", type=event),),
        )
    )
    names = sorted(path.stem for path in (package / "models").iterdir())
    assert names == ["__init__", "enum1", "enum2", "enum3", "event", "thing"]


@pytest.mark.parametrize("values", [("b", "A", "a"), ("a'", '"b', "\\"), (9, 0, 21), (1, 0)])
def test_enumeration_has_its_values_in_order(values: tuple[str | int, ...], rendered: Callable[[Api], Path]) -> None:
    used = method(argument("a", of(Kind.STRING, name="Color", values=values)))
    package = rendered(api(used, enums=(enum("Color", *values, wording={"description": "Colors"}),)))
    alias, documentation = ast.parse((package / "models" / "color.py").read_text(encoding="utf-8")).body[-2:]
    assert isinstance(alias, ast.AnnAssign)
    assert isinstance(alias.value, ast.Subscript)
    assert isinstance(documentation, ast.Expr)
    assert [*ast.literal_eval(alias.value.slice)] == list(values)
    assert ast.literal_eval(documentation.value) == "Colors."


def test_package_of_models_lists_all_names(imported: Callable[[Api, str], Any]) -> None:
    used = method(argument("a", COLORS))
    models = imported(api(used, models=(model("Other"),), enums=(enum("Color", "red"),)), "models")
    assert models.__all__ == ("Color", "Other", "Thing")
    assert {"Color", "Other", "Thing"} <= set(dir(models))
    assert models.Other.__name__ == "Other"
    with pytest.raises(AttributeError, match="has no attribute 'Nothing'"):
        _ = models.Nothing

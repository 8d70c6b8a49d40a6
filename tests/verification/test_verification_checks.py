"""What deviates from a schema: small schemas, and every operation of the spec compared with the client's parser."""

import json
from collections.abc import Iterator
from typing import Any

import pytest

from mijnklantportaal import MijnKlantportaal
from mijnklantportaal._wire.parsing import MalformedBodyError
from mijnklantportaal.types import JSON
from mijnklantportaal.verification import Deviation, OperationResult, UnknownField, VerificationReport
from mijnklantportaal.verification._checking import Findings, _Check
from mijnklantportaal.verification._known_objects import KnownObjects, read_operations
from mijnklantportaal.verification._observations import _order
from mijnklantportaal.verification._schemas import Spec, shipped_spec
from mijnklantportaal.verification._shapes import key_hash, time_shape
from mijnklantportaal_api.resources import customers
from tests.verification.fake_portal import recorded_bodies

SPEC = Spec(
    json.dumps(
        {
            "components": {
                "schemas": {
                    "Amount": {"type": "string", "format": "decimal"},
                    "Named": {"type": "object", "properties": {"name": {"type": "string"}}, "required": ["name"]},
                    "Pet": {
                        "allOf": [{"$ref": "#/components/schemas/Named"}],
                        "properties": {"password": {"type": "string", "writeOnly": True}, "age": {"type": "integer"}},
                        "required": ["age", "password"],
                    },
                }
            }
        }
    ).encode()
)
AMOUNT = {"$ref": "#/components/schemas/Amount"}
PET = {"$ref": "#/components/schemas/Pet"}
PRICES = {"type": "object", "additionalProperties": AMOUNT}


def deviations(schema: dict[str, Any], value: object) -> list[tuple[str, str, str]]:
    findings = Findings()
    findings.check_body(SPEC, schema, json.dumps(value).encode())
    unknown = [(place.path, f"no {place.key}", place.received) for place in findings.unknown]
    return [*((place.path, place.expected, place.received) for place in findings.deviations), *unknown]


@pytest.mark.parametrize(
    ("schema", "value", "expected"),
    [
        pytest.param(PRICES, {"Jan": "1.50", "Piet": 2}, [("{}", "string", "integer")], id="value of a map"),
        pytest.param({"items": PRICES}, [{"Jan": "x"}], [("[]{}", "decimal string", "string")], id="map in a list"),
        pytest.param(PET, {"age": 3}, [("name", "string", "missing")], id="missing in a part"),
        pytest.param(PET, {"name": "a", "age": 3, "x": 1}, [("", "no x", "integer")], id="unknown beside parts"),
        pytest.param({"type": "object"}, {"x": {"y": 1}}, [], id="object without properties"),
        pytest.param({"additionalProperties": True, "properties": {"a": {}}}, {"b": 1}, [], id="open object"),
        pytest.param({}, [1, {"a": None}], [], id="any value"),
        pytest.param({"type": "number"}, 1, [], id="integer as number"),
        pytest.param({"type": "integer"}, 1.0, [("", "integer", "number")], id="number as integer"),
        pytest.param({"type": "integer"}, True, [("", "integer", "boolean")], id="boolean as integer"),
        pytest.param({"enum": [1]}, True, [("", "one of 1", "boolean")], id="boolean as value"),
        pytest.param({"enum": ["a", None]}, None, [], id="null as value"),
        pytest.param({"enum": ["a", None]}, "b", [("", "one of a, null", "string")], id="unknown value"),
        pytest.param({"anyOf": [PET, {"type": "null"}]}, None, [], id="null alternative"),
        pytest.param({"anyOf": [PET, {"type": "null"}]}, "a", [("", "object or null", "string")], id="no alternative"),
        pytest.param(
            {"oneOf": [PET, {"$ref": "#/components/schemas/Named"}]}, {"name": "a"}, [], id="the alternative that fits"
        ),
        pytest.param(
            {"anyOf": [PET, {"type": "null"}]}, {"age": 3}, [("name", "string", "missing")], id="inside an alternative"
        ),
        pytest.param(
            {"properties": {"pet": {"anyOf": [PET, {"type": "null"}]}}, "required": ["pet"]},
            {},
            [("pet", "object or null", "missing")],
            id="missing alternatives",
        ),
        pytest.param(
            {"properties": {"a": AMOUNT}, "anyOf": [{"required": ["a"]}, {"required": ["b"]}]},
            {"a": 1, "c": 1},
            [("a", "string", "integer"), ("", "no c", "integer")],
            id="keywords beside alternatives",
        ),
        pytest.param(AMOUNT, 12.5, [("", "string", "number")], id="amount as number"),
        pytest.param(AMOUNT, "1e3", [("", "decimal string", "string")], id="amount with an exponent"),
    ],
)
def test_value_is_compared_with_its_schema(
    schema: dict[str, Any], value: object, expected: list[tuple[str, str, str]]
) -> None:
    assert deviations(schema, value) == expected


@pytest.mark.parametrize(
    ("name", "text", "shape"),
    [
        ("date", "2024-04-29", None),
        ("date", "20240429", "00000000"),
        ("date", "2024-W18-1", "0000-a00-0"),
        ("date", "2024-02-30", "0000-00-00"),
        ("date", "29 april 2024", "00 aaaaa 0000"),
        ("date", "Jan Jansen", "string"),
        ("date", "", "string"),
        ("date", "jan@example.com 1", "string"),
        ("date", "٢٠٢٤-04-29", "string"),
        ("date-time", "2024-04-29T21:00:00+02:00", None),
        ("date-time", "2024-04-29T21:00:00.000000Z", None),
        ("date-time", "2024-04-29 21:00:00", "0000-00-00 00:00:00"),
        ("date-time", "2024-04-29T21:00:00", "0000-00-00T00:00:00"),
        ("date-time", "2024-04-29T25:00:00Z", "0000-00-00T00:00:00Z"),
        ("date-time", "Tom Zwart 1", "aaa aaaaa 0"),
        ("date-time", "1" * 40, "string"),
        ("local-date-time", "2024-04-29 21:00:00", None),
        ("local-date-time", "2024-04-29T21:00:00", "0000-00-00T00:00:00"),
        ("local-minute", "2024-04-29 21:00", None),
        ("local-minute", "2024-04-29 21:00:00", "0000-00-00 00:00:00"),
    ],
)
def test_time_in_another_format_is_described_by_its_form(name: str, text: str, shape: str | None) -> None:
    received = [received for _, _, received in deviations({"type": "string", "format": name}, text)]
    assert received == ([] if shape is None else [shape])


def test_form_of_a_text_keeps_no_letter_but_those_of_times() -> None:
    assert time_shape("T1Z2 Z") == "a0a0 a"


def test_bodies_that_are_not_json_deviate_as_a_whole() -> None:
    findings = Findings()
    for content in (b"", b"<html>", b"[" * 100_000):
        findings.check_body(SPEC, {"type": "object"}, content)
    assert findings.deviations == {("", "object", "missing"): 1, ("", "object", "not JSON"): 2}


def test_list_without_a_schema_that_nests_deep_is_not_compared() -> None:
    value: list[Any] = []
    for _ in range(5_000):
        value = [value]
    _Check(SPEC, findings := Findings()).check(value, {"type": "array"}, "")
    assert not findings.deviations


@pytest.mark.parametrize(("identifier", "expected"), [(17, [("17",)]), ("a-b", [("a-b",)]), (True, []), ("a/b", [])])
def test_id_that_a_path_cannot_hold_is_not_sent(identifier: JSON, expected: list[tuple[str]]) -> None:
    known = KnownObjects(shipped_spec(), 3)
    known.add(customers.LIST, (), {"data": [{"id": identifier}]})
    assert known.arguments(customers.GET) == expected


def changed(value: Any) -> Iterator[Any]:
    """Yield JSON that differs from a value at one place, for each place and each other type."""
    yield from (other for other in (None, True, 7, 1.5, "other", [], {}, [1], {"a": 1}) if other != value)
    if isinstance(value, dict):
        for key, inner in value.items():
            yield {name: other for name, other in value.items() if name != key}
            yield from ({**value, key: other} for other in changed(inner))
    if isinstance(value, list) and value:
        yield from ([other, *value[1:]] for other in changed(value[0]))


@pytest.mark.parametrize("operation", read_operations(MijnKlantportaal(api_key="key")), ids=lambda one: one.id)
def test_everything_that_the_parser_reports_is_found(operation: Any) -> None:
    spec, body = shipped_spec(), recorded_bodies()[operation.path]
    schema = spec.response_schema(operation.path, 200)
    assert schema is not None
    compared = 0
    for other in changed(body):
        content, findings = json.dumps(other).encode(), Findings()
        reported: set[str] = set()
        findings.check_body(spec, schema, content)
        try:
            operation.response.parse_body(content, {}, lambda path, expected, got, to=reported: to.add(path))
        except MalformedBodyError:
            reported = {""}
        places = {place.path for place in findings.deviations}
        assert reported <= places | {f"{place.path}.{place.key}".lstrip(".") for place in findings.unknown}, other
        compared += bool(reported)
    assert compared > 20


def test_markdown_of_keys_that_are_markup_stays_a_table() -> None:
    key = "a`|`b\n| c |"
    unknown = UnknownField("data[]", key, key_hash(key), "string", 1)
    deviation = Deviation("", "object", "array", 2)
    result = OperationResult("list-x", "GET", "/x", "deviates", None, 1, 2, (deviation,), (unknown,))
    lines = VerificationReport("1", "0" * 64, "2026-01-01", (result,), ()).to_markdown().splitlines()
    assert "| the body | object | array | 2 |" in lines
    assert r"| `` data[].a`\|`b \| c \| `` | no such field | string | 1 |" in lines


@pytest.mark.parametrize(
    ("days", "order"),
    [
        ([3, 2, 2], "descending by `createdAt`"),
        ([1, 2, 3], "ascending by `createdAt`"),
        ([1, 3, 2], "by no date or time"),
        ([1, 1], "not known: too few objects or times"),
        ([1], "not known: too few objects or times"),
        ([1, 2, None], "not known: too few objects or times"),
    ],
)
def test_order_of_a_list_is_that_of_its_times(days: list[int | None], order: str) -> None:
    properties = {"id": {"type": "string"}, "createdAt": {"type": "string", "format": "date"}}
    objects: list[JSON] = [{"createdAt": day and f"2024-01-0{day}"} for day in days]
    assert _order(objects, properties, SPEC) == order

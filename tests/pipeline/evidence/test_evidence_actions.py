"""The overlay actions for each kind of deviation, applied and parsed by the real pipeline."""

import pytest

from pipeline.api import Api
from pipeline.parse import parse_api
from pipeline.python_types import annotation, short
from tests.pipeline.evidence.evidence_samples import (
    CONFIG,
    Checkout,
    Json,
    deviation,
    effective,
    pasted,
    result,
    unknown,
)

# Deviations of one field: what is received, and what the field is in Python once the actions are applied.
WIDENED = [
    ("name", ["null"], "str | None"),
    ("nickname", ["integer"], "int | str | None"),
    ("count", ["string", "null"], "int | str | None"),
    ("size", ["boolean"], "bool | float"),
    ("price", ["integer", "null"], "Decimal | None"),
    ("cost", ["boolean"], "bool | str"),
    ("discount", ["string"], "str"),
    ("day", ["0000-00-00 00:00:00"], "str"),
    ("madeAt", ["null", "missing"], "datetime | None"),
    ("soldAt", ["integer"], "int | datetime"),
    ("color", ["null"], "Color | str | None"),
    ("paint", ["string"], "Color | str"),
    ("shade", ["integer"], "Color | str | int | None"),
    ("state", ["string"], "str"),
    ("grade", ["null"], "ThingGrade | str | None"),
    ("level", ["string"], "int | str"),
    ("owner", ["null"], "Owner | None"),
    ("maker", ["string"], "Owner | str"),
    ("seller", ["null"], "Owner | None"),
    ("tags", ["null"], "list[int | str] | None"),
    ("labels", ["array"], "dict[str, Label] | list[Any]"),
    ("settings", ["null"], "Settings | None"),
    ("options", ["string"], "Options | str"),
    ("parts", ["object"], "list[Part] | dict[str, Any]"),
]
INNER = [
    deviation("data[].tags[]", "integer"),
    deviation("data[].options.mode", "null"),
    deviation("data[].parts[].width", "missing"),
    deviation("data[].labels{}.text", "null"),
    deviation("data[].settings.dots.and[]", "null"),
    unknown("data[].parts[]", "depth", "number"),
    unknown("data[].options", "extra", "null"),
    unknown("data[].owner", "email", "string"),
    unknown("data[].owner", "email", "null"),
    unknown("data[]", "links", "object"),
    unknown("", "total", "integer"),
]


@pytest.fixture(scope="module")
def everything(tmp_path_factory: pytest.TempPathFactory) -> list[Json]:
    """Return the actions for all deviations at once."""
    differences = [deviation(f"data[].{name}", each) for name, received, _ in WIDENED for each in received]
    proposals = Checkout(tmp_path_factory.mktemp("everything")).proposals(result("list-things", *differences, *INNER))
    assert (proposals.unresolved, proposals.hidden) == ([], [])
    # Both types of the email are one correction.
    assert len(proposals.corrections) == len(WIDENED) + len(INNER) - 1
    return pasted(proposals)


@pytest.fixture(scope="module")
def api(everything: list[Json]) -> Api:
    return parse_api(effective(*everything), CONFIG)


def field_of(api: Api, model: str, key: str) -> tuple[str, bool]:
    """Return the type of a field in Python, and whether it is required."""
    (field,) = (field for field in api.models[model].fields if field.key == key)
    return short(annotation(field.type, is_sent=False)), field.is_required


@pytest.mark.parametrize(("key", "received", "expected"), WIDENED, ids=[key for key, _, _ in WIDENED])
def test_action_allows_what_was_received(key: str, received: list[str], expected: str, api: Api) -> None:
    assert field_of(api, "Thing", key) == (expected, "missing" not in received)


@pytest.mark.parametrize(
    ("model", "key", "expected"),
    [
        ("Options", "mode", ("str | None", True)),
        ("Options", "extra", ("Any", False)),
        ("Part", "width", ("int", False)),
        ("Part", "depth", ("float", False)),
        ("Label", "text", ("str | None", True)),
        ("Settings", "dots.and[]", ("str | None", True)),
        ("Owner", "email", ("str | None", False)),
        ("Thing", "links", ("dict[str, Any]", False)),
    ],
)
def test_action_changes_what_is_inside_of_moved_schemas(
    model: str, key: str, expected: tuple[str, bool], api: Api
) -> None:
    assert field_of(api, model, key) == expected


def test_actions_leave_what_others_refer_to_unchanged(everything: list[Json]) -> None:
    before, after = effective(), effective(*everything)
    assert after["components"]["schemas"]["Color"] == before["components"]["schemas"]["Color"]


def test_every_action_states_its_evidence(everything: list[Json]) -> None:
    for action in everything:
        assert "by list-things), by the verification of 2026-11-28." in action["description"]
        assert action["description"].count("\n") == 0


@pytest.mark.parametrize("name", ["state", "paint", "shade"])
def test_action_for_a_value_that_is_not_listed_says_that_any_is_allowed(name: str, checkout: Checkout) -> None:
    *_, action = pasted(checkout.proposals(result("list-things", deviation(f"data[].{name}", "string"))))
    assert (
        "A report has no values, so any value of that type is allowed, not only those that the spec lists."
        in (action["description"])
    )


def test_deviations_of_several_operations_at_one_schema_are_one_action(checkout: Checkout) -> None:
    proposals = checkout.proposals(
        result("list-things", deviation("data[].nickname", "missing", 3)),
        result("get-thing", deviation("nickname", "missing", 1)),
    )
    assert pasted(proposals) == [
        {
            "target": "$['components']['schemas']['Thing']['properties']['nickname']",
            "description": "Declared as `string` or `null`, and missing (3 times by list-things, once by get-thing), "
            "by the verification of 2026-11-28.",
            "update": {"x-optional": True},
        }
    ]


@pytest.mark.parametrize(
    ("difference", "reason"),
    [
        (deviation("data[].name", "string"), "`data[].name` may be string by the spec already"),
        (deviation("data[].anything", "null"), "may have any value by the spec already"),
        (
            deviation("data[].tags[]", "missing"),
            "is not a property, so that the spec cannot mark it as optional",
        ),
        (deviation("", "not JSON"), "list-things: the body was not JSON, which no schema can describe"),
        (deviation("data[].nothing", "null"), "is not in the spec, which does not have a property `nothing` there"),
        (deviation("data.name", "null"), "does not have a property `name` there"),
        (deviation("data[][]", "null"), "does not have something with elements there"),
        (deviation("data[]{}", "null"), "does not have something with values by key there"),
        (deviation("data[].", "null"), "does not have a property"),
        (deviation("x" * 2000, "null"), "does not have a property `xxx"),
        (unknown("data[]", "name", "null"), "has the field `name` by the spec"),
        (unknown("data[].name", "first", "string"), "does not have an object there"),
        (unknown("data[].shade", "first", "string"), "does not have an object there"),
    ],
)
def test_deviation_without_action_is_reported_with_its_reason(
    difference: Json, reason: str, checkout: Checkout
) -> None:
    proposals = checkout.proposals(result("list-things", difference))
    (sentence,) = proposals.unresolved
    assert sentence.startswith("list-things: ")
    assert reason in sentence
    assert proposals.corrections == []
    assert len(sentence) < 1000


def test_deviation_of_a_response_without_json_is_reported(checkout: Checkout) -> None:
    proposals = checkout.proposals(result("get-text", deviation("x", "null")))
    assert proposals.unresolved == ["get-text: `x` belongs to a response for which the spec has no JSON schema."]


def test_unknown_field_without_key_is_listed_with_its_hash(checkout: Checkout) -> None:
    proposals = checkout.proposals(result("list-things", unknown("data[]", None, "string")))
    assert (proposals.corrections, proposals.unresolved) == ([], [])
    (sentence,) = proposals.hidden
    assert "`data[]` has a field of the type string" in sentence
    assert unknown("", None, "string")["hash"] in sentence

"""Changes of upstream at places that the overlay overwrites."""

import json
from pathlib import Path
from typing import Any

import pytest

from pipeline.comparison import changes_between
from pipeline.diff.changes import Change, Level
from pipeline.loading import Source, Version, load

ROOT = Path(__file__).parents[2]
CONFIG = ROOT / "generator-config.yaml"
SCHEMA = "$.paths['/things'].get.parameters[0].schema"


def spec_with(schema: dict[str, Any], summary: str = "List") -> dict[str, Any]:
    """Return a spec with one method, whose argument `rate` has this schema."""
    parameter = {"name": "rate", "in": "query", "schema": schema}
    operation = {
        "tags": ["Things"],
        "operationId": "list-things",
        "summary": summary,
        "parameters": [parameter],
        "responses": {"204": {"description": "Nothing."}},
    }
    return {
        "openapi": "3.1.1",
        "info": {"title": "Test", "version": "1"},
        "servers": [{"url": "https://example.com"}],
        "tags": [{"name": "Things"}],
        "paths": {"/things": {"get": operation}},
        "components": {"schemas": {"Rate": {"type": "integer", "enum": [0, 9, 21]}}},
    }


def changes(old: dict[str, Any], new: dict[str, Any], update: dict[str, Any]) -> list[Change]:
    overlay = {
        "overlay": "1.1.0",
        "info": {"title": "Test", "version": "1"},
        "actions": [{"target": SCHEMA, "description": "Rates have a name.", "update": update}],
    }
    return changes_between(version(old, overlay), version(new, overlay), CONFIG)


def version(spec: dict[str, Any], overlay: dict[str, Any]) -> Version:
    sources = [Source(name, json.dumps(content).encode()) for name, content in (("spec", spec), ("overlay", overlay))]
    return load(sources[0], sources[1], CONFIG, strict=False)


RATE = {"$ref": "#/components/schemas/Rate"}


@pytest.mark.parametrize(
    ("old", "new", "update", "level"),
    [
        pytest.param({"enum": [0, 9, 21]}, {"enum": [0, 9, 21, 6]}, RATE, "feature", id="a value beside a reference"),
        pytest.param({"maximum": 30}, {"maximum": 25}, RATE | {"maximum": 21}, "breaking", id="a limit beside it"),
        pytest.param({"type": "integer"}, {"type": "number"}, {"type": "string"}, "feature", id="another type"),
        pytest.param({"maxLength": 9}, {"maxLength": 5}, {"maxLength": 7}, "breaking", id="a tightened limit"),
        pytest.param({}, {"maxLength": 5}, {"maxLength": 7}, "breaking", id="a limit that upstream sets as well"),
        pytest.param({"maxLength": 5}, {}, {"maxLength": 7}, "feature", id="a limit that upstream no longer sets"),
    ],
)
def test_hidden_change_names_the_action_and_the_level_without_it(
    old: dict[str, Any], new: dict[str, Any], update: dict[str, Any], level: str
) -> None:
    (change,) = changes(spec_with(old), spec_with(new), update)
    assert change.rule == "hidden-by-overlay"
    assert change.level is Level.PATCH
    assert "#/paths/~1things/get/parameters/0/schema/" in change.text
    assert "hidden by overlay action 1" in change.text
    assert change.text.endswith(f"without the action, the change would be {level}")


def test_visible_change_is_reported_beside_a_hidden_one() -> None:
    old, new = spec_with({"maxLength": 9}), spec_with({"maxLength": 5, "minLength": 2})
    assert [(change.rule, change.level) for change in changes(old, new, {"maxLength": 7})] == [
        ("limit-tightened", Level.BREAKING),
        ("hidden-by-overlay", Level.PATCH),
    ]


def test_change_beside_a_reference_that_has_an_effect_is_no_hidden_change() -> None:
    old, new = spec_with({"enum": [0, 9, 21]}), spec_with({"enum": [0, 9]})
    assert [change.rule for change in changes(old, new, RATE)] == ["value-removed"]


def test_change_of_wording_at_an_overwritten_place_is_no_hidden_change() -> None:
    old, new = spec_with({"description": "Old."}), spec_with({"description": "New."})
    assert changes(old, new, {"description": "Ours."}) == []


def test_hidden_change_that_is_not_valid_without_the_action_has_no_level() -> None:
    old, new = spec_with({"type": "integer"}), spec_with({"type": "strin"})
    (change,) = changes(old, new, {"type": "string"})
    assert change.text.endswith("without the action, the change was not classified and may be breaking")


def test_hidden_change_has_an_id_of_its_own() -> None:
    (first,) = changes(spec_with({"maxLength": 9}), spec_with({"maxLength": 5}), {"maxLength": 7})
    (other,) = changes(spec_with({"maxLength": 9}), spec_with({"maxLength": 6}), {"maxLength": 7})
    assert first.id != other.id


def test_hidden_change_at_a_deep_place_names_it_to_the_end() -> None:
    (change,) = changes(spec_with(_deep(9)), spec_with(_deep(5)), _deep(7))
    assert f"schema{'/not' * 30}/maxLength` changed upstream from `9` to `5`" in change.text


def _deep(length: int) -> dict[str, Any]:
    schema: dict[str, Any] = {"maxLength": length}
    for _ in range(30):
        schema = {"not": schema}
    return schema

"""What an overlay overwrites, and the changes of upstream that it hides."""

import copy
from pathlib import Path
from typing import Any

import pytest

from pipeline.documents import read_document
from pipeline.errors import PipelineError
from pipeline.overlay import Applied, HiddenChange, Overwritten, apply_overlay, hidden_changes, read_overlay

ROOT = Path(__file__).parents[3]


def overlay(*actions: dict[str, Any]) -> dict[str, Any]:
    return {"overlay": "1.1.0", "info": {"title": "Test", "version": "1"}, "actions": list(actions)}


def overwritten(spec: dict[str, Any], *actions: dict[str, Any]) -> list[Overwritten]:
    return apply_overlay(spec, overlay(*actions), strict=False).overwritten


def brief(records: list[Overwritten]) -> list[tuple[Any, ...]]:
    return [(record.action, record.location, "absent" if record.is_absent else record.value) for record in records]


@pytest.mark.parametrize(
    ("spec", "actions", "expected"),
    [
        ({"a": {"x": 1}}, [{"target": "$.a", "update": {"x": 2}}], [(1, ("a", "x"), 1)]),
        ({"a": 1}, [{"target": "$.a", "update": 2}], [(1, ("a",), 1)]),
        ({"a": [1, 2]}, [{"target": "$.a[1]", "update": 3}], [(1, ("a", 1), 2)]),
        ({"a": {}}, [{"target": "$.a", "update": {"x": {"y": 1}}}], [(1, ("a", "x"), "absent")]),
        ({"a": {"x": {"y": [1]}}}, [{"target": "$.a.x", "remove": True}], [(1, ("a", "x"), {"y": [1]})]),
        ({"a": {"x": 1}}, [{"target": "$.a", "update": {"x": 1, "y": 1}}], [(1, ("a", "y"), "absent")]),
        ({"a": [1]}, [{"target": "$.a", "update": 2}], []),
        ({"a": {"a": {"a": 1}}}, [{"target": "$..a", "remove": True}], [(1, ("a",), {"a": {"a": 1}})]),
        pytest.param(
            {"a": {"type": "string"}},
            [
                {"target": "$.a.type", "remove": True},
                {"target": "$.a", "update": {"type": ["string", "null"]}},
                {"target": "$.a", "update": {"format": "date"}},
                {"target": "$.a", "update": {"format": "time"}},
            ],
            [(1, ("a", "type"), "string"), (3, ("a", "format"), "absent")],
            id="the first action has the upstream value",
        ),
        pytest.param(
            {"a": {}},
            [{"target": "$.a", "update": {"x": {"y": 1}}}, {"target": "$.a.x", "update": {"y": 2, "z": 3}}],
            [(1, ("a", "x"), "absent")],
            id="content of the overlay is not of upstream",
        ),
        pytest.param(
            {"a": {"type": "integer", "enum": [1], "description": "D"}},
            [
                {"target": "$.a", "update": {"$ref": "#/b"}},
                {"target": "$.a['type','description']", "remove": True},
            ],
            [
                (1, ("a", "$ref"), "absent"),
                (1, ("a", "type"), "integer"),
                (1, ("a", "enum"), [1]),
                (1, ("a", "description"), "D"),
            ],
            id="siblings of a reference",
        ),
        pytest.param(
            {"a": [{"x": 1}, {"x": 2}]},
            [{"target": "$.a[0]", "remove": True}, {"target": "$.a[0]", "update": {"x": 3}}],
            [(1, ("a", 0), {"x": 1}), (2, ("a", 0, "x"), 2)],
            id="removed items change indexes",
        ),
        pytest.param(
            {"a": [1, 2]},
            [
                {"target": "$.a[0]", "update": 0},
                {"target": "$.a[0]", "remove": True},
                {"target": "$.a[0]", "update": 3},
            ],
            [(1, ("a", 0), 1), (3, ("a", 0), 2)],
            id="items at an index that was touched",
        ),
        ({"a": {"x": 1}, "b": {}}, [{"target": "$.b", "copy": "$.a"}], [(1, ("b", "x"), "absent")]),
    ],
)
def test_apply_overlay_records_what_actions_overwrite(
    spec: dict[str, Any], actions: list[dict[str, Any]], expected: list[tuple[Any, ...]]
) -> None:
    assert brief(overwritten(spec, *actions)) == expected


def test_apply_overlay_records_parameters_by_place_and_name() -> None:
    spec = {"parameters": [{"name": "page", "in": "query", "schema": {"type": "string"}}, 1]}
    (record,) = overwritten(spec, {"target": "$.parameters[0].schema", "update": {"type": "integer"}})
    assert record.location == ("parameters", 0, "schema", "type")
    assert record.place == ("parameters", "query page", "schema", "type")


def changes(old: dict[str, Any], new: dict[str, Any], *actions: dict[str, Any]) -> list[tuple[Any, ...]]:
    found = hidden_changes(overwritten(old, *actions), overwritten(new, *actions))
    return [
        (
            change.location,
            "absent" if change.was_absent else change.before,
            "absent" if change.is_absent else change.after,
        )
        for change in found
    ]


FORMAT = {"target": "$.a", "update": {"format": "decimal"}}
REFERENCE = {"target": "$.a", "update": {"$ref": "#/b"}}
SIBLINGS = {"target": "$.a['type','example']", "remove": True}
REMOVE = {"target": "$.a.x", "remove": True}
COMPONENTS = {"target": "$.schemas", "update": {"Rate": {"type": "integer", "enum": [0, 9]}}}


@pytest.mark.parametrize(
    ("old", "new", "actions", "expected"),
    [
        ({"a": {}}, {"a": {}}, [FORMAT], []),
        ({"a": {}}, {"a": {"format": "float"}}, [FORMAT], [(("a", "format"), "absent", "float")]),
        ({"a": {"format": "float"}}, {"a": {}}, [FORMAT], [(("a", "format"), "float", "absent")]),
        ({"a": {"format": "float"}}, {"a": {"format": "int32"}}, [FORMAT], [(("a", "format"), "float", "int32")]),
        # Upstream has caught up, so the action overwrites nothing.
        ({"a": {}}, {"a": {"format": "decimal"}}, [FORMAT], []),
        ({"a": {}}, {"c": {}}, [FORMAT], []),
        (
            {"a": {"type": "integer", "example": 1}},
            {"a": {"type": "string", "example": "1"}},
            [REFERENCE, SIBLINGS],
            [(("a", "type"), "integer", "string")],
        ),
        (
            {"a": {"type": "integer"}},
            {"a": {"type": "integer", "enum": [1]}},
            [REFERENCE, SIBLINGS],
            [(("a", "enum"), "absent", [1])],
        ),
        ({"a": {"type": "integer"}}, {"a": {}}, [REFERENCE], [(("a", "type"), "integer", "absent")]),
        ({"a": {"description": "A"}}, {"a": {"description": "B", "x-b": 1, "title": "T"}}, [REFERENCE], []),
        (
            {"a": {"x": {"type": "string", "description": "A"}}},
            {"a": {"x": {"description": "B", "type": "integer"}}},
            [REMOVE],
            [(("a", "x"), {"type": "string"}, {"type": "integer"})],
        ),
        (
            {"a": {"x": {"properties": {"description": {"description": "A"}}}}},
            {"a": {"x": {"properties": {"title": {"description": "A"}}}}},
            [REMOVE],
            [(("a", "x"), {"properties": {"description": {}}}, {"properties": {"title": {}}})],
        ),
        (
            {"a": {"x": {"enum": [{"title": "A"}]}}},
            {"a": {"x": {"enum": [{"title": "B"}]}}},
            [REMOVE],
            [(("a", "x"), {"enum": [{"title": "A"}]}, {"enum": [{"title": "B"}]})],
        ),
        ({"a": {"x": {"a": 1, "b": 2}}}, {"a": {"x": {"b": 2, "a": 1}}}, [REMOVE], []),
        ({"a": {"x": 1}}, {"a": {"x": True}}, [REMOVE], [(("a", "x"), 1, True)]),
        ({"a": {"x": None}}, {"a": {"x": 0}}, [REMOVE], [(("a", "x"), None, 0)]),
        ({"a": {}}, {"a": {"x": 1}}, [REMOVE], []),
        (
            {"schemas": {}},
            {"schemas": {"Rate": {"type": "number", "enum": [6]}}},
            [COMPONENTS],
            [(("schemas", "Rate", "type"), "absent", "number")],
        ),
        (
            {"a": {"properties": {"title": {"type": "string"}}}},
            {"a": {"properties": {"title": {"type": "number"}}}},
            [{"target": "$.a.properties.title", "update": {"type": "integer"}}],
            [(("a", "properties", "title", "type"), "string", "number")],
        ),
    ],
)
def test_hidden_changes_between_two_versions(
    old: dict[str, Any], new: dict[str, Any], actions: list[dict[str, Any]], expected: list[tuple[Any, ...]]
) -> None:
    assert changes(old, new, *actions) == expected


def test_hidden_changes_of_parameters_follow_their_names() -> None:
    page = {"name": "page", "in": "query", "schema": {"type": "string"}}
    size = {"name": "size", "in": "query", "schema": {"type": "string"}}
    number = page | {"schema": {"type": "number"}}
    action = {"target": "$.parameters[?@.name == 'page'].schema", "update": {"type": "integer"}}
    assert changes({"parameters": [page]}, {"parameters": [size, page]}, action) == []
    expected = [(("parameters", 1, "schema", "type"), "string", "number")]
    assert changes({"parameters": [page]}, {"parameters": [size, number]}, action) == expected


def test_hidden_changes_name_the_action_in_the_new_version() -> None:
    old = overwritten({"a": {"format": "float"}}, FORMAT)
    new = overwritten({"a": {"format": "int32"}}, {"target": "$", "update": {"c": 1}}, FORMAT)
    assert hidden_changes(old, new) == [HiddenChange(2, "$.a", ("a", "format"), "float", "int32")]


def other_than(value: Any) -> Any:
    """Return a value of the same kind that differs in more than wording."""
    match value:
        case bool():
            return not value
        case str():
            return f"{value} and more"
        case dict():
            return value | {"new-key": 1}
        case list():
            return [*value, "more"]
    return "another value"


def value_at(document: Any, location: tuple[Any, ...]) -> Any:
    for key in location:
        document = document[key]
    return document


def states() -> list[tuple[dict[str, Any], Applied, dict[str, Any]]]:
    """Return the real overlay's actions one by one: each with the spec before it, and its own result."""
    document, found = read_document(ROOT / "openapi.yaml"), []
    for action in read_overlay(ROOT / "overrides" / "overlay.yaml")["actions"]:
        applied = apply_overlay(document, overlay(action))
        found.append((document, applied, action))
        document = applied.document
    return found


def test_hidden_changes_of_the_real_overlay_are_found_for_each_action() -> None:
    hidden = 0
    for document, applied, action in states():
        assert applied.overwritten or isinstance(action.get("update"), dict), action
        assert hidden_changes(applied.overwritten, applied.overwritten) == []
        for record in applied.overwritten[:2]:
            changed = copy.deepcopy(document)
            holder = value_at(changed, record.location[:-1])
            holder[record.location[-1]] = "new" if record.is_absent else other_than(record.value)
            try:
                new = apply_overlay(changed, overlay(action), strict=False)
            except PipelineError:
                # The action cannot change a value of another kind.
                continue
            still = [one for one in new.overwritten if one.location == record.location]
            found = [change.location for change in hidden_changes(applied.overwritten, new.overwritten)]
            is_wording = bool(
                {"description", "example", "title", "x-all-required", "x-download-link"} & set(record.location[-3:])
            )
            assert found == ([record.location] if still and not is_wording else []), (action, record)
            hidden += bool(found)
    assert hidden > 70

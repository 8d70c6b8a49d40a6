"""Overlay actions."""

import copy
import re
from pathlib import Path
from typing import Any

import pytest

from pipeline.errors import PipelineError
from pipeline.overlay import apply_overlay, read_overlay

WAY_OUT = "upstream may have fixed this: delete the action"
NO_MATCH = f"matches nothing; {WAY_OUT}; or the target is misspelled: correct it"


def overlay(*actions: dict[str, Any], version: str = "1.1.0") -> dict[str, Any]:
    return {"overlay": version, "info": {"title": "Test", "version": "1"}, "actions": list(actions)}


@pytest.mark.parametrize(
    ("spec", "action", "expected"),
    [
        pytest.param({"a": {"x": 1}}, {"target": "$.a", "update": {"y": 2}}, {"a": {"x": 1, "y": 2}}, id="insert"),
        pytest.param({"a": {"x": 1}}, {"target": "$.a", "update": {"x": "s"}}, {"a": {"x": "s"}}, id="replace"),
        pytest.param({"a": {"x": 1}}, {"target": "$.a", "update": {"x": None}}, {"a": {"x": None}}, id="null"),
        pytest.param({"a": {"x": 1}}, {"target": "$.a", "update": {"x": True}}, {"a": {"x": True}}, id="1 is not true"),
        pytest.param(
            {"a": {"b": {"x": 1}}},
            {"target": "$", "update": {"a": {"b": {"y": 2}}}},
            {"a": {"b": {"x": 1, "y": 2}}},
            id="recursive from the root",
        ),
        pytest.param(
            {"a": {"l": [1]}}, {"target": "$.a", "update": {"l": [1, 2]}}, {"a": {"l": [1, 1, 2]}}, id="concatenate"
        ),
        pytest.param({"a": [1]}, {"target": "$.a", "update": [2, [3]]}, {"a": [1, 2, [3]]}, id="array to array"),
        pytest.param({"a": [1]}, {"target": "$.a", "update": {"x": 1}}, {"a": [1, {"x": 1}]}, id="object to array"),
        pytest.param({"a": [1]}, {"target": "$.a", "update": "s"}, {"a": [1, "s"]}, id="primitive to array"),
        pytest.param(
            {"a": "s", "b": 1}, {"target": "$['a','b']", "update": None}, {"a": None, "b": None}, id="primitives"
        ),
        pytest.param({"a": [1, 2]}, {"target": "$.a[1]", "update": 3}, {"a": [1, 3]}, id="item of an array"),
        pytest.param({"a": {"x": 1}, "b": 2}, {"target": "$.a", "remove": True}, {"b": 2}, id="remove"),
        pytest.param({"a": [0, 1, 2, 3]}, {"target": "$.a[0,2,3]", "remove": True}, {"a": [1]}, id="remove items"),
        pytest.param({"a": [1, 2]}, {"target": "$.a[?@ == 2]", "remove": True}, {"a": [1]}, id="remove primitive item"),
        pytest.param({"a": {"a": {"a": 1}}}, {"target": "$..a", "remove": True}, {}, id="remove nested matches"),
        pytest.param(
            {"a": {"a": {}}},
            {"target": "$..a", "update": {"m": 1}},
            {"a": {"a": {"m": 1}, "m": 1}},
            id="nested matches",
        ),
        pytest.param({"a": [1]}, {"target": "$['a','a']", "update": 2}, {"a": [1, 2]}, id="a node selected twice"),
        pytest.param(
            {"a": {"x": 1}}, {"target": "$.a", "remove": False, "update": {"x": 2}}, {"a": {"x": 2}}, id="remove: false"
        ),
        pytest.param(
            {"a": {"x": [1]}, "b": {"x": [0]}},
            {"target": "$.b", "copy": "$.a"},
            {"a": {"x": [1]}, "b": {"x": [0, 1]}},
            id="copy",
        ),
        pytest.param({"a": 1, "b": 2}, {"target": "$.b", "copy": "$.a"}, {"a": 1, "b": 1}, id="copy a primitive"),
        pytest.param(
            {"a": {"b": {}}},
            {"target": "$.a.b", "copy": "$"},
            {"a": {"b": {"a": {"b": {}}}}},
            id="copy the root into itself",
        ),
        pytest.param(
            {"it's": {'a "b"': {"~/\\": 1}}},
            {"target": r"""$["it's"]['a "b"']""", "update": {"~/\\": 2}},
            {"it's": {'a "b"': {"~/\\": 2}}},
            id="keys with quotes",
        ),
    ],
)
def test_action(spec: dict[str, Any], action: dict[str, Any], expected: dict[str, Any]) -> None:
    untouched = copy.deepcopy(spec)
    applied = apply_overlay(spec, overlay(action))
    assert applied.document == expected
    assert repr(applied.document) == repr(expected)  # repr distinguishes true from 1, and shows the order
    assert spec == untouched


def test_actions_apply_to_the_result_of_earlier_actions() -> None:
    actions = (
        {"target": "$.type", "remove": True},
        {"target": "$", "update": {"type": []}},
        {"target": "$.type", "update": ["string", "null"]},
    )
    assert apply_overlay({"type": "string"}, overlay(*actions)).document == {"type": ["string", "null"]}


def test_targets_get_copies_of_the_update() -> None:
    shared = {"list": [1]}
    spec = {"a": {}, "b": {}, "c": {"deep": [0]}}
    given = overlay(
        {"target": "$['a','b']", "update": {"x": shared}},
        {"target": "$.a.x.list", "update": 2},
        {"target": "$.b", "copy": "$.c"},
        {"target": "$.b.deep", "update": 3},
    )
    applied = apply_overlay(spec, given).document
    assert applied == {"a": {"x": {"list": [1, 2]}}, "b": {"x": {"list": [1]}, "deep": [0, 3]}, "c": {"deep": [0]}}
    assert shared == {"list": [1]}


def test_apply_overlay_counts_changed_nodes() -> None:
    spec = {"p": [{"t": 1}, {"t": 1, "done": True}, {"t": 2}]}
    applied = apply_overlay(
        spec,
        overlay(
            {
                "target": "$.p[?@.t == 1]",
                "update": {"done": True},
                "description": "All of the first kind are done, show it",
            },
            {"target": "$.p.*", "remove": True},
        ),
    )
    assert applied.actions == [
        ("$.p[?@.t == 1] (All of the first kind are done, show …)", 1),
        ("$.p.*", 3),
    ]
    assert applied.remarks == []


@pytest.mark.parametrize(
    ("action", "reason"),
    [
        pytest.param({"target": "$.nowhere", "update": {}}, NO_MATCH, id="update nothing"),
        pytest.param({"target": "$.nowhere", "remove": True}, NO_MATCH, id="remove nothing"),
        pytest.param({"target": "$.a", "copy": "$.x"}, f"copies `$.x`, which {NO_MATCH}", id="copy nothing"),
        pytest.param(
            {"target": "$.a", "update": {"x": 1}}, f"matches 1 and changes nothing; {WAY_OUT}", id="same value"
        ),
        pytest.param({"target": "$.a", "update": {}}, f"matches 1 and changes nothing; {WAY_OUT}", id="empty object"),
        pytest.param({"target": "$.l", "update": []}, f"matches 1 and changes nothing; {WAY_OUT}", id="empty array"),
        pytest.param(
            {"target": "$.s", "update": "s"}, f"matches 1 and changes nothing; {WAY_OUT}", id="same primitive"
        ),
        pytest.param(
            {"target": "$.a"},
            "has no change to apply; give it an `update`, a `copy` or `remove: true`",
            id="no instruction",
        ),
        pytest.param(
            {"target": "$.a", "update": {"n": 1}, "copy": "$.b"},
            "has both `update` and `copy`, which cancel each other; split the action",
            id="update and copy",
        ),
    ],
)
def test_action_without_effect(action: dict[str, Any], reason: str) -> None:
    spec = {"a": {"x": 1}, "b": {"y": 1}, "l": [1], "s": "s"}
    line = f"Overlay action 1, {action['target']}: {reason}."
    with pytest.raises(PipelineError) as caught:
        apply_overlay(spec, overlay(action))
    assert str(caught.value) == line
    lenient = apply_overlay(spec, overlay(action), strict=False)
    assert lenient.document == spec
    assert lenient.remarks == [line]
    assert lenient.actions == [(action["target"], 0)]


def test_update_beside_remove() -> None:
    action = {"target": "$.a", "update": {"x": 1}, "remove": True}
    with pytest.raises(PipelineError, match="`update` has no effect next to `remove: true`"):
        apply_overlay({"a": {}}, overlay(action))
    assert apply_overlay({"a": {}}, overlay(action), strict=False).document == {}


@pytest.mark.parametrize("strict", [True, False])
@pytest.mark.parametrize(
    ("action", "reason"),
    [
        pytest.param(
            {"target": "$.paths", "update": {"/it's": {"get": {"type": ["null"]}}}},
            r"$['paths']['/it\'s']['get']['type'] is the value 'string' and cannot be merged with an array",
            id="array over string",
        ),
        pytest.param(
            {"target": "$", "update": {"list": {"a": 1}}}, "$['list'] is an array and cannot be merged with an object"
        ),
        pytest.param(
            {"target": "$", "update": {"paths": "x"}}, "$['paths'] is an object and cannot be merged with the value 'x'"
        ),
        pytest.param({"target": "$", "update": {"none": {}}}, "$['none'] is null and cannot be merged with an object"),
        pytest.param({"target": "$.paths", "update": ["x"]}, "$['paths'] is object and cannot be merged with array"),
        pytest.param(
            {"target": "$.none", "update": {"x": 1}}, "$['none'] is primitive and cannot be merged with object"
        ),
        pytest.param({"target": "$.paths", "copy": "$.list"}, "$['paths'] is object and cannot be merged with array"),
        pytest.param(
            {"target": "$['paths','list']", "update": {}},
            "matches nodes of different kinds, object at $['paths'] and array at $['list']",
        ),
        pytest.param({"target": "$", "remove": True}, "the root of the spec cannot be removed"),
        pytest.param(
            {"target": "$.paths", "copy": "$.list.*"}, "copies `$.list.*`, which matches 2 nodes; it must match one"
        ),
        pytest.param({"target": "$.paths[", "remove": True}, "`$.paths[` is not a valid JSONPath"),
        pytest.param({"target": "$.paths", "copy": "$.["}, "`$.[` is not a valid JSONPath"),
        pytest.param({"target": "$[?unheard(@)]", "remove": True}, "`$[?unheard(@)]` is not a valid JSONPath"),
        pytest.param(
            {"target": "$[?" + "(" * 5000 + "@.a" + ")" * 5000 + "]", "remove": True}, "is not a valid JSONPath"
        ),
    ],
)
def test_invalid_action_is_an_error(action: dict[str, Any], reason: str, strict: bool) -> None:
    spec = {"paths": {"/it's": {"get": {"type": "string"}}}, "list": [1, 2], "none": None}
    with pytest.raises(PipelineError, match=re.escape(reason)):
        apply_overlay(spec, overlay(action), strict=strict)


@pytest.mark.parametrize(
    "query",
    [
        r"$..[?search(@.description, '\\d+')]",
        r"$..[?match(@.description, '\\bword\\b')]",
        "$..[?@.x == 1 && !search(@.description, '(?i)date')]",
        "$..[?@.x || (search(@.description, '(?=date)'))]",
        r"$..[?@[?search(@, '\\d')]]",
        r"$..[?count($..[?match(@, '\\w')]) > 1]",
    ],
)
def test_invalid_regular_expression_is_an_error(query: str) -> None:
    with pytest.raises(PipelineError, match="not a valid I-Regexp") as caught:
        apply_overlay({"a": {"description": "a date 1"}}, overlay({"target": query, "remove": True}))
    assert WAY_OUT not in str(caught.value)


def test_valid_regular_expression_is_applied() -> None:
    spec = {"a": {"description": "as YYYY-mm-dd"}, "b": {"description": "as text"}}
    action = {"target": "$[?search(@.description, '[YMD]{2}-(mm|MM)-dd')]", "update": {"format": "date"}}
    assert apply_overlay(spec, overlay(action)).document["a"] == {"description": "as YYYY-mm-dd", "format": "date"}


def test_all_failing_actions_are_reported_in_order() -> None:
    spec = {"a": {"x": "s"}}
    actions = (
        {"target": "$.gone", "remove": True, "description": "First words of a rather long description that goes on"},
        {"target": "$.a", "update": {"x": []}},
        {"target": "$.a", "update": {"added": 1}},
        {"target": "$.a.added", "update": 2},
        {"target": "$.a.added", "update": {}},
    )
    with pytest.raises(PipelineError) as caught:
        apply_overlay(spec, overlay(*actions))
    lines = str(caught.value).splitlines()
    assert [line.split(":")[0] for line in lines] == [
        "Overlay action 1, $.gone (First words of a rather long description that …)",
        "Overlay action 2, $.a",
        "Overlay action 5, $.a.added",
    ]


def test_keys_that_are_not_strings_are_matched_as_text() -> None:
    applied = apply_overlay({"responses": {200: {}}}, overlay({"target": "$.responses['200']", "update": {"a": 1}}))
    assert applied.document == {"responses": {"200": {"a": 1}}}


def nested(levels: int) -> dict[str, Any]:
    value: dict[str, Any] = {}
    for _ in range(levels - 1):
        value = {"a": value}
    return value


def test_deep_nesting() -> None:
    action = {"target": "$..[?@.x == 1]", "remove": True}
    assert apply_overlay(nested(100), overlay(action), strict=False).document == nested(100)
    with pytest.raises(PipelineError, match=r"The spec is nested more than 100 levels deep"):
        apply_overlay(nested(5000), overlay(action), strict=False)
    with pytest.raises(PipelineError, match=r"The overlay is nested more than 100 levels deep"):
        apply_overlay({}, overlay({"target": "$", "update": nested(5000)}))


def test_overlay_cannot_nest_the_spec_too_deeply() -> None:
    actions = ({"target": "$..b", "update": nested(60)}, {"target": "$..a", "update": {"x": 1}})
    spec = {"a": nested(50) | {"b": {}}}
    deepest: Any = spec["a"]
    while "a" in deepest:
        deepest = deepest["a"]
    deepest["b"] = {}
    with pytest.raises(PipelineError, match="recursion limit exceeded"):
        apply_overlay(spec, overlay(*actions))
    with pytest.raises(PipelineError, match=r"with the overlay applied is nested more than 100 levels deep"):
        apply_overlay(spec, overlay(actions[0]))


SPEC = {"components": {"schemas": {"Customer": {"properties": {"dueAt": {"nullable": True}}}}}, "list": [{"name": "a"}]}


@pytest.mark.parametrize(
    ("target", "remark"),
    [
        ("$.component.schemas", "no key there is `component`; the nearest is `components`"),
        ("$.components.schemas['Custommer']", "no key there is `Custommer`; the nearest is `Customer`"),
        ("$.components['x','schema'].*", "no key there is `schema`; the nearest is `schemas`"),
        ("$..properties.dueAtt", "no key there is `dueAtt`; the nearest is `dueAt`"),
        ("$..propertys", "no key there is `propertys`; the nearest is `properties`"),
        ("$..[?@.nullabe == true]", "no key there is `nullabe`; the nearest is `nullable`"),
        ("$.list[?!@.x && (@.nam == 'a' || search(@.y, 'z'))]", "no key there is `nam`; the nearest is `name`"),
        ("$..[?@.nullable == false]", ""),
        ("$.list[?@.name == 'b']", ""),
        ("$.list[7]", ""),
        ("$.zzz.different", ""),
    ],
)
def test_action_without_match_names_the_nearest_key(target: str, remark: str) -> None:
    with pytest.raises(PipelineError) as caught:
        apply_overlay(SPEC, overlay({"target": target, "remove": True}))
    assert str(caught.value) == f"Overlay action 1, {target}: {NO_MATCH}{f' ({remark})' if remark else ''}."


def test_failing_actions_of_a_file_are_named_with_their_lines(tmp_path: Path) -> None:
    path = tmp_path / "overlay.yaml"
    head = "overlay: 1.1.0\ninfo: {title: T, version: '1'}\nactions:\n\n"
    path.write_text(f"{head}  # first\n  - target: $.a\n    remove: true\n  - target: $.b\n    remove: true\n")
    with pytest.raises(PipelineError) as caught:
        apply_overlay({"list": 1}, read_overlay(path))
    lines = str(caught.value).splitlines()
    assert [line.partition(",")[0] for line in lines] == ["Overlay action 1 (line 6)", "Overlay action 2 (line 8)"]
    path.write_text(f"{head}  - target: $.a\n    remov: true\n")
    with pytest.raises(PipelineError, match=r"overlay\.yaml: action 1 \(line 5\) has the unknown key `remov`; perhaps"):
        read_overlay(path)

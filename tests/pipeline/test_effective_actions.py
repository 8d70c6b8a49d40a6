"""Overlay actions of findings: pasted into an overlay as they are, they repair the spec."""

import copy
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.documents import parse_values
from pipeline.effective import check_spec, effective_spec
from pipeline.effective.checking import all_findings
from pipeline.effective.finding import Finding, as_yaml, quoted, removal, report
from pipeline.errors import PipelineError
from pipeline.overlay import apply_overlay, read_overlay
from pipeline.overlay.selecting import normalized_path, select
from tests.pipeline.test_effective import OPERATION, SCHEMA, THING, minimal, put

HEAD = "overlay: 1.1.0\ninfo: {title: Pasted, version: '1'}\nactions:\n"
Change = Callable[[dict[str, Any]], None]
STRING_PARAMETER = {"name": "thingId", "in": "path", "required": True, "schema": {"type": "string"}}


def repaired(spec: dict[str, Any], folder: Path) -> dict[str, Any]:
    """Return the effective spec after the actions of all findings were pasted into an overlay."""
    before = copy.deepcopy(spec)
    with pytest.raises(PipelineError) as caught:
        check_spec(spec)
    pasted = [line for line in str(caught.value).splitlines() if line.startswith(" ")]
    assert all(line.isascii() and line.isprintable() for line in pasted)
    path = folder / "overlay.yaml"
    path.write_text(HEAD + "\n".join(pasted) + "\n", encoding="utf-8")
    overlay = read_overlay(path)
    assert all(action["description"].endswith(".") for action in overlay["actions"])
    effective = effective_spec(spec, overlay)
    assert spec == before
    return effective.spec


CHANGES: dict[str, list[Change]] = {
    "unknown key": [put(f"{THING} descripton", "D")],
    "unknown key of an operation": [put(f"{OPERATION} operationID", "x")],
    "unknown key of a reference": [
        put(f"{OPERATION} responses 404", {"$ref": "#/components/responses/Gone", "headers": {}}),
        put("components responses", {"Gone": {"description": "Gone"}}),
    ],
    "nullable of a boolean": [put(f"{THING} properties a", {"type": "boolean", "nullable": False})],
    "no operationId": [put(f"{OPERATION} operationId", ...)],
    "empty operationId": [put(f"{OPERATION} operationId", "")],
    "repeated operationId": [
        put(
            "paths /more",
            {"get": {"tags": ["Things"], "operationId": "get-thing", "responses": {"204": {"description": "D"}}}},
        )
    ],
    "no tags": [put(f"{OPERATION} tags", ...)],
    "empty tags": [put(f"{OPERATION} tags", [])],
    "no tags at all": [put(f"{OPERATION} tags", []), put("tags", ...)],
    "several tags": [put(f"{OPERATION} tags", ["Things", "More", "Others"])],
    "undeclared tag": [put(f"{OPERATION} tags", ["Other"])],
    "undeclared tag without tags": [put("tags", ...)],
    "repeated tags": [put("tags", [{"name": "Things"}, {"name": "Things"}, {"name": "A"}, {"name": "Things"}])],
    "undeclared path parameter": [put(f"{OPERATION} parameters", ...)],
    "surplus path parameters": [
        put(f"{OPERATION} parameters", [STRING_PARAMETER | {"name": name} for name in ("x", "thingId", "y")])
    ],
    "surplus path parameter by reference": [
        put("components parameters", {"X": STRING_PARAMETER | {"name": "x"}}),
        put("paths /things/{thingId} parameters", [{"$ref": "#/components/parameters/X"}]),
    ],
    "repeated parameters": [put(f"{OPERATION} parameters", [STRING_PARAMETER] * 3)],
    "regular expression that is not valid": [put(f"{THING} properties a pattern", "(")],
    "unknown format": [put(f"{THING} properties a format", "dat")],
    "broken reference of a property": [put(f"{THING} properties b", {"$ref": "#/components/schemas/None"})],
    "broken references of alternatives": [
        put(f"{THING} properties b", {"anyOf": [{"$ref": "#/x"}, {"type": "string"}, {"$ref": "#/y"}]})
    ],
    "broken reference of the only alternative": [put(f"{THING} properties b", {"oneOf": [{"$ref": "#/x"}]})],
    "broken references of parameters": [
        put(f"{OPERATION} parameters 1", {"$ref": "#/x"}),
        put(f"{OPERATION} parameters 2", {"$ref": "#/y"}),
    ],
    "broken reference of the schema of a parameter": [
        put(f"{OPERATION} parameters 1", {"name": "q", "in": "query", "schema": {"$ref": "#/x"}})
    ],
    "broken reference of the schema of a header": [
        put(f"{OPERATION} responses 200 headers", {"X": {"schema": {"$ref": "#/x"}}})
    ],
    "broken reference of a response": [put(f"{OPERATION} responses 404", {"$ref": "#/x"})],
    "broken reference of the only response": [
        put("paths /more", {"get": {"tags": ["Things"], "operationId": "m", "responses": {"204": {"$ref": "#/x"}}}})
    ],
    "broken reference of a body": [put(f"{OPERATION} requestBody", {"$ref": "#/x"})],
    "broken reference of content": [put(f"{OPERATION} responses 200 content application/json schema", {"$ref": "#/x"})],
    "broken reference of a path": [put("paths /more", {"$ref": "#/x"})],
    "endless reference": [put(f"{THING} properties b", {"$ref": f"{SCHEMA}/properties/b"})],
    "endless references of alternatives": [put(f"{THING} anyOf", [{"$ref": SCHEMA}, {"type": "object"}])],
    "wrong type": [put(f"{THING} properties a", {"type": "int"})],
    "wrong type in a list": [put(f"{THING} properties a", {"type": ["str", "null"]})],
    "invalid example": [put(f"{THING} properties a example", 1)],
    "invalid default": [put(f"{THING} properties a default", None)],
    "invalid examples": [put(f"{THING} properties a examples", [1, "x", 2, "y"])],
    "invalid example inside": [put(f"{THING} example", {"a": 1, "b": 1})],
    "invalid named example": [put(f"{OPERATION} parameters 0 examples", {"one": {"value": 1}, "two": {"value": "x"}})],
    "invalid named example by reference": [
        put("components examples", {"One": {"value": 1}}),
        put(f"{OPERATION} parameters 0 examples", {"one": {"$ref": "#/components/examples/One"}}),
    ],
    "undeclared required property": [put(f"{THING} allOf", [{}]), put(f"{THING} required", ["a", "b", "c"])],
    "foreign dialect": [put("jsonSchemaDialect", "https://json-schema.org/draft/2019-09/schema")],
    "type beside a reference": [
        put("components schemas Rate", {"type": "integer"}),
        put(f"{THING} properties b", {"$ref": "#/components/schemas/Rate", "type": "string"}),
    ],
}


@pytest.mark.parametrize("changes", CHANGES.values(), ids=CHANGES.keys())
def test_pasted_actions_of_findings_repair_the_spec(changes: list[Change], tmp_path: Path) -> None:
    spec = minimal()
    for change in changes:
        change(spec)
    repaired(spec, tmp_path)


@pytest.mark.parametrize("changes", CHANGES.values(), ids=CHANGES.keys())
def test_pasted_action_of_each_finding_removes_the_finding(changes: list[Change], tmp_path: Path) -> None:
    spec = minimal()
    for change in changes:
        change(spec)
    for finding in all_findings(spec):
        assert finding.action is not None
        (tmp_path / "overlay.yaml").write_text(HEAD + str(finding).partition("\n")[2] + "\n", encoding="utf-8")
        changed = apply_overlay(spec, read_overlay(tmp_path / "overlay.yaml")).document
        assert finding.line not in [other.line for other in all_findings(changed)]


def test_pasted_actions_of_many_findings_repair_the_spec(tmp_path: Path) -> None:
    spec = minimal()
    names = (
        "unknown key",
        "no operationId",
        "no tags",
        "undeclared path parameter",
        "unknown format",
        "foreign dialect",
    )
    for name in names:
        for change in CHANGES[name]:
            change(spec)
    put(f"{THING} properties c", {"typ": 1, "$ref": "#/x"})(spec)
    assert len(all_findings(spec)) == 8
    repaired(spec, tmp_path)


NULLABLE = [
    ({"type": "string", "nullable": True}, {"type": ["string", "null"]}),
    ({"type": "string", "nullabe": True}, {"type": ["string", "null"]}),
    ({"type": ["string", "integer"], "nullable": True}, {"type": ["integer", "string", "null"]}),
    ({"type": ["string", "null"], "nullable": True}, {"type": ["string", "null"]}),
    ({"type": "string", "enum": ["x"], "nullable": True}, {"type": ["string", "null"], "enum": ["x", None]}),
    ({"anyOf": [{"type": "string"}], "nullable": True}, {"anyOf": [{"type": "string"}, {"type": "null"}]}),
    ({"oneOf": [{"type": "string"}], "nullable": True}, {"oneOf": [{"type": "string"}, {"type": "null"}]}),
    ({"$ref": SCHEMA, "nullable": True}, {"anyOf": [{"$ref": SCHEMA}, {"type": "null"}]}),
    ({"nullable": True}, {}),
    ({"type": "string", "nullable": False}, {"type": "string"}),
]


@pytest.mark.parametrize(("schema", "expected"), NULLABLE)
def test_pasted_actions_of_nullable_let_the_schema_allow_null(
    schema: dict[str, Any], expected: dict[str, Any], tmp_path: Path
) -> None:
    spec = minimal()
    spec["components"]["schemas"]["Thing"]["properties"]["b"] = schema
    assert repaired(spec, tmp_path)["components"]["schemas"]["Thing"]["properties"]["b"] == expected


def test_actions_name_operations_and_tags_after_their_path(tmp_path: Path) -> None:
    spec = minimal()
    for method in ("put", "get"):
        spec["paths"].setdefault("/big-things/{thingId}/", {})[method] = {
            "parameters": [STRING_PARAMETER],
            "responses": {"204": {"description": "D"}},
        }
    operation = spec["paths"]["/things/{thingId}"]["get"]
    operation["operationId"] = "get-big-things-thingId"
    del operation["tags"]
    effective = repaired(spec, tmp_path)
    new = effective["paths"]["/big-things/{thingId}/"]
    assert (new["put"]["operationId"], new["get"]["operationId"]) == (
        "put-big-things-thingId",
        "get-big-things-thingId-2",
    )
    assert new["put"]["tags"] == ["Big Things"]
    assert effective["paths"]["/things/{thingId}"]["get"]["tags"] == ["Things"]
    assert effective["tags"] == [{"name": "Things"}, {"name": "Big Things"}]


texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=8) | st.sampled_from(
    [
        "'",
        '"',
        "\\",
        "]",
        "$",
        "\n",
        "\x7f",
        "\x00",
        "\U0001f600",
        "a'b\"c\\",
        "~1",
        "# no comment",
        ": ",
        "0o17",
        "\ue000",
    ]
)


@given(texts)
@settings(max_examples=80, deadline=None)
def test_pasted_removal_at_any_name_removes_exactly_that(name: str) -> None:
    spec = {"a": {name: {"x": 1}, f"{name}x": 2}, name: [0, {name: 1}]}
    for location, expected in (
        (("a", name), {"a": {f"{name}x": 2}, name: [0, {name: 1}]}),
        ((name, 1, name), {"a": {name: {"x": 1}, f"{name}x": 2}, name: [0, {}]}),
    ):
        if name == "a":
            continue
        action = removal(location, f"Reason {name}.")
        text = HEAD + str(Finding((), "s", action)).partition("\n")[2] + "\n"
        assert text.isascii()
        overlay = parse_values(text.encode(), "overlay.yaml")
        assert overlay["actions"] == [action]
        assert apply_overlay(spec, overlay).document == expected


@given(texts)
@settings(max_examples=60, deadline=None)
def test_quoted_text_is_a_string_literal_of_jsonpath(text: str) -> None:
    assert [node.value for node in select([text, f"{text}x"], f"$[?@ == {quoted(text)}]")] == [text]
    assert [node.value for node in select({text: 1, f"{text}x": 2}, normalized_path((text,)))] == [1]


def test_finding_without_action_is_one_line() -> None:
    assert str(Finding(("a", "b/c"), "wrong")) == "#/a/b~1c: wrong."


def test_finding_with_actions_shows_each_as_yaml() -> None:
    update = {"target": "$", "description": "Second.", "update": {"a": [1, None, True]}}
    finding = Finding(("a",), "wrong", removal(("a", 0, "it's"), "First."), (update,))
    assert str(finding).splitlines() == [
        "#/a: wrong.",
        r"""  - target: "$['a'][0]['it\\'s']" """.rstrip(),
        '    description: "First."',
        "    remove: true",
        '  - target: "$"',
        '    description: "Second."',
        '    update: {"a": [1, null, true]}',
    ]


def test_report_shows_an_action_once_and_none_inside_a_removed_value() -> None:
    outer, inner = removal(("a",), "Outer."), removal(("a", "b"), "Inner.")
    text = report([Finding((), "one", outer), Finding((), "two", outer), Finding((), "three", inner)])
    assert text == f"#: one.\n{as_yaml(outer)}\n#: two.\n#: three."


@pytest.mark.parametrize(
    ("update", "sentence"),
    [
        (
            {"type": "int"},
            "#/components/schemas/New/type: 'int' is not a valid type; the types are array, boolean, integer, null, "
            "number, object, string; overlay action 1 sets it: correct that action, $.components.schemas.",
        ),
        (
            {"type": "string", "nullable": True},
            "#/components/schemas/New/nullable: unknown key in the Schema Object; since OpenAPI 3.1 a type that allows "
            "null is written `type: [string, 'null']`; overlay action 1 sets it: correct that action, "
            "$.components.schemas.",
        ),
    ],
)
def test_finding_that_the_overlay_causes_names_the_action(update: dict[str, Any], sentence: str) -> None:
    action = {"target": "$.components.schemas", "update": {"New": update}}
    overlay = {"overlay": "1.1.0", "info": {"title": "T", "version": "1"}, "actions": [action]}
    with pytest.raises(PipelineError) as caught:
        effective_spec(minimal(), overlay)
    assert str(caught.value) == sentence


def test_contradiction_with_a_reference_of_the_overlay_names_the_action() -> None:
    actions = [
        {"target": "$.components.schemas", "update": {"Rate": {"type": "integer"}}},
        {"target": "$.components.schemas.Thing.properties.a", "update": {"$ref": "#/components/schemas/Rate"}},
    ]
    overlay = {"overlay": "1.1.0", "info": {"title": "T", "version": "1"}, "actions": actions}
    with pytest.raises(PipelineError) as caught:
        effective_spec(minimal(), overlay)
    assert str(caught.value) == (
        f"{SCHEMA}/properties/a/type: no value can meet type 'string' and #/components/schemas/Rate, to which the "
        "`$ref` next to it refers: type 'integer'; overlay action 2 sets the `$ref` next to it: correct that action, "
        "$.components.schemas.Thing.properties.a."
    )

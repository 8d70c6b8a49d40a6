"""Findings in effective specs, each with the smallest spec that has the error."""

import copy
import json
from collections.abc import Callable
from typing import Any

import pytest

from pipeline.effective import check_spec, effective_spec
from pipeline.effective.objects import FIELDS, iter_nodes
from pipeline.errors import PipelineError
from tests.pipeline.reordering import reversed_keys, reversed_sets

SCHEMA = "#/components/schemas/Thing"
GET = "#/paths/~1things~1{thingId}/get"


def minimal() -> dict[str, Any]:
    """Return a valid spec with one operation and one schema."""
    return {
        "openapi": "3.1.1",
        "info": {"title": "Test", "version": "1"},
        "tags": [{"name": "Things"}],
        "paths": {
            "/things/{thingId}": {
                "get": {
                    "tags": ["Things"],
                    "operationId": "get-thing",
                    "parameters": [{"name": "thingId", "in": "path", "required": True, "schema": {"type": "string"}}],
                    "responses": {
                        "200": {
                            "description": "The thing",
                            "content": {"application/json": {"schema": {"$ref": SCHEMA}}},
                        }
                    },
                }
            }
        },
        "components": {"schemas": {"Thing": {"type": "object", "properties": {"a": {"type": "string"}}}}},
    }


def put(path: str, value: Any) -> Callable[[dict[str, Any]], None]:
    """Return a function that sets the value at a path of keys, separated by blanks, or deletes it for `...`."""

    def change(spec: dict[str, Any]) -> None:
        *keys, last = [int(key) if key.isdecimal() and len(key) < 3 else key for key in path.split()]
        holder: Any = spec
        for key in keys:
            holder = holder[key]
        if value is ...:
            del holder[last]
        elif last == len(holder) and isinstance(holder, list):
            holder.append(value)
        else:
            holder[last] = value

    return change


OPERATION = "paths /things/{thingId} get"
THING = "components schemas Thing"


def changed(*changes: Callable[[dict[str, Any]], None]) -> dict[str, Any]:
    spec = minimal()
    for change in changes:
        change(spec)
    return spec


def lines_of(*changes: Callable[[dict[str, Any]], None]) -> list[str]:
    spec = changed(*changes)
    before = copy.deepcopy(spec)
    try:
        check_spec(spec)
    except PipelineError as error:
        # The actions that repair the findings are indented.
        return [line for line in str(error).splitlines() if not line.startswith(" ")]
    finally:
        assert spec == before
    return []


def test_minimal_spec_has_no_findings() -> None:
    assert lines_of() == []


@pytest.mark.parametrize(
    ("change", "line"),
    [
        # Valid OpenAPI
        (put("info version", ...), "#/info: 'version' is a required property."),
        (put("openapi", "3.0.3"), "#/openapi: '3.0.3' does not match '^3\\\\.1\\\\.\\\\d+(-.+)?$'."),
        (put(f"{OPERATION} parameters 0 required", ...), f"{GET}/parameters/0: 'required' is a required property."),
        (
            put(f"{OPERATION} parameters 1", {"name": "q", "in": "quer", "schema": {}}),
            f"{GET}/parameters/1/in: 'quer' is not one of",
        ),
        (put(f"{OPERATION} responses 200 description", ...), f"{GET}/responses/200: 'description' is a required"),
        (put(f"{OPERATION} responses 2000", {"description": "D"}), f"{GET}/responses: Unevaluated properties"),
        (put("paths things", {}), "#/paths: Unevaluated properties are not allowed ('things' was unexpected)."),
        (put(f"{THING} type", "objekt"), f"{SCHEMA}/type: 'objekt' is not a valid type; the types are"),
        (
            put(f"{THING} properties a type", "int"),
            f"{SCHEMA}/properties/a/type: 'int' is not a valid type; the types are array, boolean, integer, null, "
            "number, object, string.",
        ),
        (
            put(f"{THING} properties a type", ["string", "nil"]),
            f"{SCHEMA}/properties/a/type/1: 'nil' is not a valid type",
        ),
        (put(f"{THING} properties type", "int"), f"{SCHEMA}/properties/type: 'int' is not of type"),
        (put("jsonSchemaDialect", "https://x.invalid/"), "#/jsonSchemaDialect: the dialect 'https://x.invalid/' of"),
        (
            put(f"{THING} $schema", "http://json-schema.org/draft-07/schema#"),
            f"{SCHEMA}/$schema: the dialect 'http://json-schema.org/draft-07/schema#' of JSON Schema is not supported.",
        ),
        (
            put("components schemas Other", {"allOf": [{"$ref": SCHEMA}], "required": ["a", "b"]}),
            "#/components/schemas/Other/required: `b` is required, and no part of the schema has such a property.",
        ),
        (put(f"{THING} properties a required", True), f"{SCHEMA}/properties/a/required: True is not of type 'array'."),
        (put(f"{THING} properties a pattern", "["), f"{SCHEMA}/properties/a/pattern: '[' is not a valid regular exp"),
        (put(f"{THING} properties a minLength", -1), f"{SCHEMA}/properties/a/minLength: -1 is less than"),
        # Unknown keys
        (
            put(f"{THING} properties a nullable", True),
            f"{SCHEMA}/properties/a/nullable: unknown key in the Schema Object; since OpenAPI 3.1 a type that "
            "allows null is written `type: [string, 'null']`.",
        ),
        (
            put(f"{THING} properties a nullabe", True),
            f"{SCHEMA}/properties/a/nullabe: unknown key in the Schema Object; since",
        ),
        (
            put(f"{THING} properties a descripton", ""),
            f"{SCHEMA}/properties/a/descripton: unknown key in the Schema Object; perhaps you mean `description`",
        ),
        (put(f"{THING} qqqq", 1), f"{SCHEMA}/qqqq: unknown key in the Schema Object."),
        (
            put(f"{THING} properties b", {"items": {"anyOf": [{"not": {"typ": 1}}]}}),
            f"{SCHEMA}/properties/b/items/anyOf/0/not/typ: unknown key in the Schema Object; perhaps you mean `type`",
        ),
        (
            put(f"{THING} xml", {"nam": "x"}),
            f"{SCHEMA}/xml/nam: unknown key in the XML Object; perhaps you mean `name`",
        ),
        (
            put(f"{OPERATION} operationID", "x"),
            f"{GET}/operationID: unknown key in the Operation Object; perhaps you mean `operationId`",
        ),
        (put(f"{OPERATION} parameters 0 descr", ""), f"{GET}/parameters/0/descr: unknown key in the Parameter Object"),
        (
            put(f"{OPERATION} responses 200 contents", {}),
            f"{GET}/responses/200/contents: unknown key in the Response Object",
        ),
        (put("component", {}), "#/component: unknown key in the OpenAPI Object; perhaps you mean `components`"),
        (put("components schema", {}), "#/components/schema: unknown key in the Components Object"),
        (put("info licence", {}), "#/info/licence: unknown key in the Info Object; perhaps you mean `license`"),
        (
            put("paths /things/{thingId} gett", {}),
            "#/paths/~1things~1{thingId}/gett: unknown key in the PathItem Object",
        ),
        (
            put(f"{OPERATION} responses 404", {"$ref": f"{GET}/responses/200", "headers": {}}),
            f"{GET}/responses/404/headers: unknown key in the Reference Object",
        ),
        # References
        (
            put(f"{THING} properties a", {"$ref": "#/components/schemas/None"}),
            f"{SCHEMA}/properties/a/$ref: '#/components/schemas/None' is not a Schema Object of this spec.",
        ),
        (
            put(f"{OPERATION} responses 404", {"$ref": "https://example.invalid/x"}),
            f"{GET}/responses/404/$ref: 'https://example.invalid/x' is not a Response Object of this spec.",
        ),
        (
            put(f"{OPERATION} parameters 1", {"$ref": SCHEMA}),
            f"{GET}/parameters/1/$ref: '{SCHEMA}' is not a Parameter Object of this spec.",
        ),
        (put(f"{THING} properties a", {"$ref": "#/tags/7"}), f"{SCHEMA}/properties/a/$ref: '#/tags/7' is not a"),
        (
            put(f"{THING} properties a", {"$ref": f"{SCHEMA}/properties/a"}),
            f"{SCHEMA}/properties/a: this schema refers to itself endlessly, by way of {SCHEMA}/properties/a.",
        ),
        (
            put(f"{THING} allOf", [{"$ref": SCHEMA}]),
            f"{SCHEMA}/allOf/0: this schema refers to itself endlessly, by way of {SCHEMA}.",
        ),
        (
            put(f"{THING} oneOf", [{"anyOf": [{"$ref": SCHEMA}]}]),
            f"{SCHEMA}/oneOf/0/anyOf/0: this schema refers to itself endlessly, by way of {SCHEMA}.",
        ),
        (
            put("components responses", {"A": {"$ref": "#/components/responses/A"}}),
            "#/components/responses/A: this Response Object refers to itself endlessly, by way of "
            "#/components/responses/A.",
        ),
        (
            put("paths /more", {"$ref": "#/paths/~1more"}),
            "#/paths/~1more: this PathItem Object refers to itself endlessly, by way of #/paths/~1more.",
        ),
        (put(f"{THING} discriminator", {}), f"{SCHEMA}/discriminator: 'propertyName' is a required property."),
        # Formats
        (put(f"{THING} properties a format", "dat"), f"{SCHEMA}/properties/a/format: unknown format 'dat'."),
        # Examples and defaults
        (
            put(f"{THING} properties a example", 12.95),
            f"{SCHEMA}/properties/a/example: not valid by its own schema: 12.95 is not of type 'string'.",
        ),
        (
            put(f"{THING} properties a default", None),
            f"{SCHEMA}/properties/a/default: not valid by its own schema: None is",
        ),
        (
            put(f"{THING} properties a examples", ["x", 1]),
            f"{SCHEMA}/properties/a/examples/1: not valid by its own schema",
        ),
        (
            put(f"{THING} example", {"a": 1}),
            f"{SCHEMA}/example/a: not valid by its own schema: 1 is not of type 'string'.",
        ),
        (
            put(f"{THING} properties b", {"$ref": SCHEMA, "example": {"a": 1}}),
            f"{SCHEMA}/properties/b/example/a: not valid",
        ),
        (
            put(
                f"{THING} properties b",
                {"type": "array", "items": {"type": "string", "format": "date"}, "example": ["2024-04-31"]},
            ),
            f"{SCHEMA}/properties/b/example/0: not valid by its own schema: '2024-04-31' is not a 'date'.",
        ),
        (
            put(f"{OPERATION} parameters 0 example", 1),
            f"{GET}/parameters/0/example: not valid by its own schema: 1 is not",
        ),
        (
            put(f"{OPERATION} parameters 0 examples", {"one": {"value": 1}}),
            f"{GET}/parameters/0/examples/one/value: not valid by its own schema: 1 is not",
        ),
        (
            put(f"{OPERATION} responses 200 content application/json example", {"a": 1}),
            f"{GET}/responses/200/content/application~1json/example/a: not valid by its own schema: 1 is not",
        ),
        (
            put(f"{OPERATION} responses 200 headers", {"X": {"schema": {"type": "integer"}, "example": "1"}}),
            f"{GET}/responses/200/headers/X/example: not valid by its own schema: '1' is not",
        ),
        (
            put(f"{THING} properties a", {"$ref": f"{SCHEMA}/properties/a", "example": 1}),
            f"{SCHEMA}/properties/a: this schema refers to itself endlessly, by way of {SCHEMA}/properties/a.",
        ),
        # Operations
        (put(f"{OPERATION} operationId", ...), f"{GET}: the operation has no operationId."),
        (
            put("webhooks", {"ping": {"post": {"tags": ["Things"], "operationId": "get-thing"}}}),
            f"#/webhooks/ping/post/operationId: `get-thing` is also the id of {GET}.",
        ),
        (put(f"{OPERATION} tags", ...), f"{GET}: an operation must have exactly one tag, this one has none."),
        (put(f"{OPERATION} tags", []), f"{GET}: an operation must have exactly one tag, this one has none."),
        (
            put(f"{OPERATION} tags", ["Things", "More"]),
            f"{GET}/tags: an operation must have exactly one tag, this one has 2.",
        ),
        (put(f"{OPERATION} tags", ["Thing"]), f"{GET}/tags/0: the tag 'Thing' is not declared in `tags`."),
        (put("tags 1", {"name": "Things"}), "#/tags/1: the tag 'Things' is declared twice."),
        (put(f"{OPERATION} parameters", ...), f"{GET}: `{{thingId}}` of the path is not declared as a path parameter."),
        (
            put(f"{OPERATION} parameters 1", {"name": "x", "in": "path", "required": True, "schema": {}}),
            f"{GET}: the path parameter `x` is not in the path.",
        ),
        (
            put(f"{OPERATION} parameters 1", {"name": "thingId", "in": "path", "required": True, "schema": {}}),
            f"{GET}/parameters: the path parameter `thingId` is declared 2 times.",
        ),
    ],
)
def test_one_error_gives_one_finding(change: Callable[[dict[str, Any]], None], line: str) -> None:
    found = lines_of(change)
    assert len(found) == 1, found
    assert found[0].startswith(line)


@pytest.mark.parametrize(
    "change",
    [
        put(f"{THING} properties nullable", {"type": "boolean"}),
        put(f"{THING} properties x-all-required", {"type": "boolean"}),
        put(f"{THING} example", {"a": "s", "nullable": True, "unheard": {"$ref": 1}}),
        put(f"{THING} x-anything", {"nullable": True}),
        put("components schemas x-schema", {"type": "object"}),
        put(f"{THING} enum", [{"nullable": True}]),
        put(f"{THING} properties b", True),
        put(f"{THING} properties child", {"$ref": SCHEMA, "example": {"child": {"a": "s"}}}),
        put(f"{THING} properties b", {"$ref": f"{GET}/parameters/0/schema".replace("{", "%7B").replace("}", "%7D")}),
        put(f"{THING} properties b", {"type": ["string", "null"], "format": "date", "example": None}),
        put(f"{OPERATION} responses 4XX", {"description": "D"}),
        put(f"{OPERATION} responses x-more", {"schema": {"nullable": 1}}),
        put("paths x-more", {"nullable": 1}),
        put(
            f"{OPERATION} parameters 1", {"name": "thingId", "in": "query", "schema": {"type": "integer", "default": 1}}
        ),
        put("webhooks", {"paid": {"post": {"responses": {"200": {"description": "D"}}}}}),
        put("webhooks", {"paid/{x}": {"post": {"tags": ["A", "B"]}}}),
        put(f"{OPERATION} callbacks", {"paid": {"{$request.body#/url}": {"post": {"requestBody": {"content": {}}}}}}),
        put("components callbacks", {"Paid": {"https://a.invalid/{x}": {"post": {}, "put": {}}}}),
        put("components pathItems", {"Paid": {"post": {}}}),
        put(f"{OPERATION} parameters 0 examples", {"one": {"externalValue": "https://example.invalid/"}}),
    ],
)
def test_valid_specs_that_look_wrong_have_no_findings(change: Callable[[dict[str, Any]], None]) -> None:
    assert lines_of(change) == []


@pytest.mark.parametrize(
    "change",
    [
        lambda item: put("webhooks", {"paid": item}),
        lambda item: put(f"{OPERATION} callbacks", {"paid": {"{$url}": item}}),
        lambda item: put("components callbacks", {"Paid": {"{$url}": item}}),
        lambda item: put("components pathItems", {"Paid": item}),
    ],
)
def test_operations_that_clients_do_not_call_are_validated_otherwise(change: Callable[[Any], Any]) -> None:
    schema = {"type": "string", "format": "dat", "nullable": True}
    parameter = {"name": "q", "in": "query", "schema": {}}
    body = {"content": {"application/json": {"schema": schema}}}
    found = lines_of(change({"post": {"requestBody": body, "parameters": [parameter, parameter], "respones": {}}}))
    assert [line.partition(": ")[2].partition(" ")[0] for line in found] == ["unknown", "unknown", "unknown", "the"]


def test_operations_of_a_path_by_reference_are_called() -> None:
    found = lines_of(
        put("paths /more", {"$ref": "#/components/pathItems/More"}),
        put("components pathItems", {"More": {"get": {}}, "Other": {"get": {}}}),
    )
    place = "#/components/pathItems/More/get"
    assert found == [
        f"{place}: the operation has no operationId.",
        f"{place}: an operation must have exactly one tag, this one has none.",
    ]


def test_path_parameters_can_be_shared_and_referenced() -> None:
    parameter = minimal()["paths"]["/things/{thingId}"]["get"]["parameters"][0]
    on_the_path = put("paths /things/{thingId} parameters", [{"$ref": "#/components/parameters/ThingId"}])
    shared = put("components parameters", {"ThingId": parameter})
    assert lines_of(on_the_path, shared, put(f"{OPERATION} parameters", ...)) == []


def test_referenced_examples_are_validated() -> None:
    shared = put("components examples", {"One": {"value": 1}})
    by_reference = put(f"{OPERATION} parameters 0 examples", {"one": {"$ref": "#/components/examples/One"}})
    assert [line.split(" ")[0] for line in lines_of(shared, by_reference)] == [
        f"{GET}/parameters/0/examples/one/value:"
    ]


def test_all_findings_are_reported_together() -> None:
    found = lines_of(
        put(f"{THING} properties a nullable", True),
        put(f"{THING} properties a example", 1),
        put(f"{OPERATION} operationId", ...),
        put(f"{OPERATION} tags", []),
        put(f"{OPERATION} parameters", ...),
    )
    assert len(found) == 5


@pytest.mark.parametrize("key", ["paths", "components", "tags", "info"])
@pytest.mark.parametrize("value", [None, [], {}, "x", 1, [1], {"x": 1}, {"/x": 1}, {"/x": {"get": 1}}])
def test_malformed_specs_raise_no_other_error(key: str, value: Any) -> None:
    lines_of(put(key, value))
    lines_of(put(OPERATION, {key: value, "parameters": value, "responses": value, "requestBody": value}))
    lines_of(put(THING, {"properties": value, "required": value, "items": value, "allOf": value, "$ref": value}))


def test_deep_nesting() -> None:
    value: Any = {}
    for _ in range(5000):
        value = {"not": value}
    with pytest.raises(PipelineError, match="nested more than 100 levels deep"):
        check_spec(minimal() | {"x-deep": value})


def overlay(*actions: dict[str, Any]) -> dict[str, Any]:
    return {"overlay": "1.1.0", "info": {"title": "Test", "version": "1"}, "actions": list(actions)}


def test_effective_spec_expands_x_all_required() -> None:
    spec = minimal()
    spec["components"]["schemas"]["Thing"]["properties"] |= {"b": {"type": "object", "properties": {"z": {}, "y": {}}}}
    spec["components"]["schemas"]["Other"] = {"type": "object", "properties": {"c": {}}, "required": []}
    spec["info"]["x-all-required"] = "of no schema"
    untouched = copy.deepcopy(spec)
    action = {"target": "$..[?@.type == 'object' && @.properties]", "update": {"x-all-required": True}}
    effective = effective_spec(spec, overlay(action))
    schemas = effective.spec["components"]["schemas"]
    assert schemas["Thing"]["required"] == ["a", "b"]
    assert schemas["Thing"]["properties"]["b"]["required"] == ["y", "z"]
    assert schemas["Other"]["required"] == ["c"]
    assert [node.location for node in iter_nodes(effective.spec) if "x-all-required" in node.value] == [("info",)]
    assert effective.action_counts == [(action["target"], 3)]
    assert spec == untouched


def in_order() -> dict[str, Any]:
    """A spec with a schema, tags, paths and parameters that are not in alphabetical order."""
    spec = minimal()
    spec["components"]["schemas"]["Thing"] = {
        "type": ["string", "null", "object"],
        "properties": {"b": {}, "id": {}, "a": {}},
        "required": ["b", "a"],
        "enum": ["y", "x"],
    }
    spec["tags"].append({"name": "Another"})
    spec["paths"]["/another"] = {
        "get": {"tags": ["Another"], "operationId": "list-others", "responses": {"204": {"description": "Empty"}}}
    }
    spec["paths"]["/things/{thingId}"]["get"]["parameters"] += [
        {"name": name, "in": "query", "schema": {}} for name in ("b", "a")
    ]
    return spec


MARKED = {"target": "$.info", "update": {"description": "A test"}}


def test_effective_spec_is_the_same_when_keys_and_sets_are_in_another_order() -> None:
    first = in_order()
    second = reversed_sets(reversed_keys(first))
    assert json.dumps(first) != json.dumps(second)
    effective = [effective_spec(spec, overlay(MARKED)).spec for spec in (first, second)]
    assert json.dumps(effective[0]) == json.dumps(effective[1])
    thing = effective[0]["components"]["schemas"]["Thing"]
    assert list(thing) == sorted(thing)
    assert thing["required"] == ["a", "b"]
    assert thing["type"] == ["object", "string", "null"]


def test_effective_spec_keeps_the_order_that_callers_see() -> None:
    effective = effective_spec(in_order(), overlay(MARKED)).spec
    thing = effective["components"]["schemas"]["Thing"]
    assert list(thing["properties"]) == ["b", "id", "a"]
    assert thing["enum"] == ["y", "x"]
    assert list(effective["paths"]) == ["/things/{thingId}", "/another"]
    assert [tag["name"] for tag in effective["tags"]] == ["Things", "Another"]
    parameters = effective["paths"]["/things/{thingId}"]["get"]["parameters"]
    assert [parameter["name"] for parameter in parameters] == ["thingId", "b", "a"]


def test_effective_spec_puts_properties_of_the_overlay_last() -> None:
    action = {"target": "$.components.schemas.Thing", "update": {"properties": {"B": {}, "b": {"title": "B"}}}}
    effective = effective_spec(in_order(), overlay(action)).spec
    assert list(effective["components"]["schemas"]["Thing"]["properties"]) == ["b", "id", "a", "B"]


@pytest.mark.parametrize(
    ("schema", "path", "required"),
    [
        ({"type": ["object", "null"], "properties": {"b": {}, "a": {}}}, (), ["a", "b"]),
        ({"properties": {"a": {}}}, (), ["a"]),
        ({"type": "array", "items": {"type": ["null", "object"], "properties": {"a": {}}}}, ("items",), ["a"]),
        ({"anyOf": [{"properties": {"a": {}}}, {"type": "null"}]}, ("anyOf", 0), ["a"]),
        ({"properties": {"properties": {"properties": {"a": {}}}}}, ("properties", "properties"), ["a"]),
        ({"properties": {"properties": {"properties": {"a": {}}}}}, (), ["properties"]),
        ({"properties": {"not": {"properties": {"a": {}}}}}, ("properties", "not"), ["a"]),
        ({"not": {"properties": {"a": {}}}}, ("not",), None),
        ({"if": {"properties": {"a": {}}}, "then": {"properties": {"a": {}}}}, ("then",), None),
        ({"type": "object", "properties": {}}, (), None),
        ({"type": "string"}, (), None),
    ],
)
def test_x_all_required_on_a_schema_applies_to_the_objects_in_it(
    schema: dict[str, Any], path: tuple[Any, ...], required: list[str] | None
) -> None:
    action = {"target": "$.components.schemas", "update": {"New": schema | {"x-all-required": True}}}
    value: Any = effective_spec(minimal(), overlay(action)).spec["components"]["schemas"]["New"]
    assert "x-all-required" not in value
    for key in path:
        value = value[key]
    assert value.get("required") == required


def test_x_all_required_that_is_not_true_is_a_finding() -> None:
    update = {"New": {"properties": {"a": {}}, "x-all-required": False}}
    with pytest.raises(PipelineError, match="x-all-required: is False; it must be `true`"):
        effective_spec(minimal(), overlay({"target": "$.components.schemas", "update": update}))


def test_failing_overlay_is_reported_before_findings() -> None:
    with pytest.raises(PipelineError, match=r"^Overlay action 1, \$\.gone: matches nothing"):
        effective_spec(minimal() | {"unknown": 1}, overlay({"target": "$.gone", "remove": True}))


def test_spec_is_checked_after_the_overlay() -> None:
    with pytest.raises(PipelineError, match=r"^#/info/summery: unknown key"):
        effective_spec(minimal(), overlay({"target": "$.info", "update": {"summery": "x"}}))


def test_fields_contain_only_known_kinds() -> None:
    shapes = {shape.strip("[]{}") for fields in FIELDS.values() for shape in fields.values() if shape}
    assert shapes - FIELDS.keys() == {"Paths", "Responses", "Callback"}

"""Invalid and hostile specs."""

import functools
import json
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

from pipeline.diff.rendering import Comparison, as_json, as_markdown, as_text
from pipeline.diff.versions import Version, read_version
from pipeline.documents import MAX_BYTES
from pipeline.errors import PipelineError
from tests.pipeline.diff.diff_samples import (
    OVERLAY,
    OVERLAY_SOURCE,
    ROOT,
    TEXT,
    Command,
    Spec,
    changes_between,
    json_of,
    reference,
    shop,
    version_of,
)
from tests.pipeline.generation.generation_samples import KEYS, TEXTS, sample

NOT_A_CLIENT = "No client can be generated from {}:\n"
THING = "#/components/schemas/Thing"
GET = "#/paths/~1things~1{thingId}/get"


def tiny(**schemas: Spec | bool) -> Spec:
    """Return a spec with one operation, which returns a thing."""
    return {
        "openapi": "3.1.1",
        "info": {"title": "Tiny", "version": "1"},
        "servers": [{"url": "https://example.com"}],
        "tags": [{"name": "Things"}],
        "paths": {
            "/things/{thingId}": {
                "get": {
                    "tags": ["Things"],
                    "operationId": "get-thing",
                    "parameters": [{"name": "thingId", "in": "path", "required": True, "schema": TEXT}],
                    "responses": {"200": {"description": "The thing", "content": json_of(reference("Thing"))}},
                }
            }
        },
        "components": {"schemas": {"Thing": {"type": "object", "properties": {"a": TEXT}}, **schemas}},
    }


def put(path: str, value: Any) -> Spec:
    """Return the tiny spec with a value set at a path of keys, separated by blanks, or deleted for `...`."""
    spec: Spec = json.loads(json.dumps(tiny()))
    *keys, last = [int(key) if key.isdecimal() and len(key) < 3 else key for key in path.split()]
    holder: Any = spec
    for key in keys:
        holder = holder[key]
    if value is ...:
        del holder[last]
    else:
        holder[last] = value
    return spec


OPERATION = "paths /things/{thingId} get"
SCHEMA = "components schemas Thing"
PROPERTIES = f"{SCHEMA} properties"


def nested(depth: int, value: Spec) -> Spec:
    for _ in range(depth):
        value = {"type": "array", "items": value}
    return value


# Nine lists with nine times the one before: a few hundred bytes that expand to 400 million values.
BOMB = "a0: &a0 [x]\n" + "".join(
    f"a{number}: &a{number} [{', '.join([f'*a{number - 1}'] * 9)}]\n" for number in range(1, 10)
)


def short(value: object) -> str:
    return ascii(value)[:40] if isinstance(value, str | bytes) else "document"


# Invalid files


def test_too_large_file_is_an_error(command: Command) -> None:
    place = command.file("given.yaml", b"#" * (MAX_BYTES + 1))
    result = command.run(place, "nothing.yaml", "--overlay-from", command.overlay)
    assert (result.code, result.out) == (1, "")
    assert result.err == f"{place} has more than 20,000,000 bytes, which is the limit for an API spec.\n"


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ("a: [1\nb: }", " is not valid YAML, line 2: "),
        ("a:\n\t- b", " is not valid YAML, line 2: "),
        ("a: b: c", " is not valid YAML, line 1: "),
        ("a: 1\n---\nb: 2\n", " is not valid YAML, line 2: the file has another document, and must have one."),
        ("a: *b", " is not valid YAML, line 1: "),
        ("a: &a\n  <<: *a\n", " is not valid YAML: "),
        ("{'openapi': '3.1.1', ", " is not valid YAML, line "),
        (b"\0\0\0\0", " is not valid YAML: unacceptable character"),
        (bytes(range(256)), " is not UTF-8 text (byte 128)."),
        (json.dumps(tiny()).encode("utf-16"), " is not UTF-8 text (byte 0)."),
        (b'{"openapi": "\xed\xa0\x80"}', " is not UTF-8 text (byte 13)."),
        ("", " is empty."),
        (" \n\t\n ", " is empty."),
        (
            "# nothing but a comment\n",
            " contains nothing; an OpenAPI spec or an overlay must be a mapping.",
        ),
        ("just words", " contains a single value; an"),
        ("5", " contains a single value; an"),
        ("[1, 2]", " contains a list; an"),
        ("<!doctype html>\n<title>Log in</title>", " is an HTML page; give the YAML file or the .md form"),
        ("<html><body>openapi: 3.1.1</body></html>", " is an HTML page; give the YAML file or the .md form"),
        (
            "# Get thing\n\n````yaml /openapi.yaml get /things\nopenapi: 3.1.1\n````\n",
            " is a single page, not a whole spec: vendor it first.",
        ),
        (BOMB, " is too large: it has more than 1,000,000 values after its YAML aliases are expanded."),
        ('{"a": ' * 20_000, " is nested too deeply to be an API spec."),
        ("{a: " * 2_000, " is nested too deeply to be an API spec."),
        ("openapi: 3.1.1\nopenapi: 3.1.1\n", ' is not valid YAML, line 2: found duplicate key "openapi".'),
        ('{"openapi": 1, "openapi": 1}', ' is not valid JSON: an object has the key "openapi" twice.'),
        ('{"openapi": NaN}', " is not valid JSON: NaN is not a valid number."),
        ('{"openapi": -Infinity}', " is not valid JSON: -Infinity is not a valid number."),
        (f"openapi: {'9' * 5000}", " is not valid YAML: Exceeds the limit"),
        ("openapi: 3.1.1\npaths: {? [a] : {}}", ", line 2, has a list or a mapping as a key; keys must be strings."),
        ("openapi: 3.1.1\npaths: &a\n  /x: *a\n", " is not valid YAML: the alias *a is inside its own anchor;"),
        ("!!python/object/apply:os.system [reboot]", " has the YAML tag !!python/object/apply:os.system"),
    ],
    ids=short,
)
def test_invalid_file_is_an_error(command: Command, content: str | bytes, sentence: str) -> None:
    place = command.file("given.yaml", content)
    result = command.run(place, "nothing.yaml", "--overlay-from", command.overlay)
    assert (result.code, result.out) == (1, "")
    assert result.err.startswith(f"{place}{sentence}")
    assert len(result.err.splitlines()) == 1
    assert len(result.err) < 400


@pytest.mark.parametrize(
    ("spec", "sentence"),
    [
        ({"a": 1}, " is not a valid OpenAPI spec: it has no `openapi: 3.x`."),
        (
            {"swagger": "2.0", "info": {}, "paths": {"/x": {}}},
            " is not a valid OpenAPI spec: it has no `openapi: 3.x`.",
        ),
        ({"asyncapi": "3.0.0"}, " is not a valid OpenAPI spec: it has no `openapi: 3.x`."),
        (OVERLAY, " is not a valid OpenAPI spec: it has no `openapi: 3.x`."),
        (put("openapi", 3.1), ""),
        (put("openapi", [3, 1]), " is not a valid OpenAPI spec: it has no `openapi: 3.x`."),
        (put("openapi", "4.0.0"), " is not a valid OpenAPI spec: it has no `openapi: 3.x`."),
        (put("paths", ...), " is not a complete OpenAPI spec: it has no paths."),
        (put("paths", None), " is not a complete OpenAPI spec: it has no paths."),
        (put("paths", []), " is not a complete OpenAPI spec: it has no paths."),
        (put("paths", [1]), " is not a valid OpenAPI spec: /paths is not a mapping."),
        (put("paths", {"things": {}}), " has a path that does not start with a slash: things."),
        (
            put("paths /things/{thingId}", None),
            " is not a valid OpenAPI spec: /paths/~1things~1{thingId} is not a mapping.",
        ),
        (put(OPERATION, "x"), " is not a valid OpenAPI spec: the operation GET /things/{thingId} is not a mapping."),
        (put(OPERATION, None), " is not a valid OpenAPI spec: the operation GET /things/{thingId} is not a mapping."),
        (
            put(f"{OPERATION} tags", "x"),
            " is not a valid OpenAPI spec: the tags of GET /things/{thingId} are not a list",
        ),
        (put("tags", "x"), " is not a valid OpenAPI spec: /tags is not a list of tags with a name."),
        (put("tags", {}), " is not a valid OpenAPI spec: /tags is not a list of tags with a name."),
        (put("components", []), " is not a valid OpenAPI spec: /components is not a mapping."),
        (put("components", None), " is not a valid OpenAPI spec: /components is not a mapping."),
        (put("components schemas", 5), " is not a valid OpenAPI spec: /components/schemas is not a mapping."),
        (
            put(f"{PROPERTIES} a", nested(95, TEXT)),
            " is nested more than 100 levels deep, which is the limit for an API spec.",
        ),
    ],
    ids=short,
)
def test_invalid_structure_is_an_error(command: Command, spec: Spec, sentence: str) -> None:
    place = command.file("given.json", spec)
    result = command.run(place, "nothing.yaml", "--overlay-from", command.overlay)
    assert (result.code, result.out) == (1, "")
    # A version that is a number is reported with the other errors.
    start = f"{place}{sentence}" if sentence else f"{NOT_A_CLIENT.format(place)}#/openapi: 3.1 is not of type 'string'."
    assert result.err.startswith(start)
    assert len(result.err.splitlines()) == (1 if sentence else 2)


# Specs from which no client can be generated


@pytest.mark.parametrize(
    ("spec", "finding"),
    [
        (put("openapi", "3.0.3"), "#/openapi: '3.0.3' does not match "),
        (put("openapi", "3.2.0"), "#/openapi: '3.2.0' does not match "),
        (put("info", []), "#/info: [] is not of type 'object'."),
        (put("servers", ...), "#/servers: the first server of the spec is '', which is not a complete URL"),
        (put("servers", []), "#/servers: the first server of the spec is '', which is not a complete URL"),
        (put("servers", {}), "#/servers: {} is not of type 'array'."),
        (put("servers 0 url", "/v1"), "#/servers: the first server of the spec is '/v1', which is not a complete URL"),
        (
            put("servers 0 url", "javascript:alert(1)"),
            "#/servers: the first server of the spec is 'javascript:alert(1)', which",
        ),
        (put("security", "x"), "#/security: 'x' is not of type 'array'."),
        (put("security", [{"a": "x"}]), "#/security/0/a: 'x' is not of type 'array'."),
        (put(f"{OPERATION} operationId", ...), f"{GET}: the operation has no operationId."),
        (put(f"{OPERATION} operationId", 5), f"{GET}/operationId: 5 is not of type 'string'."),
        (put(f"{OPERATION} parameters", {}), f"{GET}/parameters: {{}} is not of type 'array'."),
        (put(f"{OPERATION} parameters 0", "x"), f"{GET}/parameters/0: 'x' is not of type 'object'."),
        (put(f"{OPERATION} tags", []), f"{GET}: an operation must have exactly one tag, this one has none."),
        (put(f"{OPERATION} tags 0", "Other"), f"{GET}/tags/0: the tag 'Other' is not declared in `tags`."),
        (put(f"{OPERATION} responses", []), f"{GET}/responses: [] is not of type 'object'."),
        (put(f"{OPERATION} responses", {200: None}), f"{GET}/responses/200: None is not of type 'object'."),
        (put(f"{OPERATION} responses 999", {"description": "x"}), f"{GET}/responses: Unevaluated properties"),
        (put(f"{SCHEMA} properties", []), f"{THING}/properties: [] is not of type 'object'."),
        (put(f"{SCHEMA} required", "a"), f"{THING}/required: 'a' is not of type 'array'."),
        (put(f"{PROPERTIES} a", None), f"{THING}/properties/a: None is not "),
        (put(f"{PROPERTIES} a enum", 5), f"{THING}/properties/a/enum: 5 is not of type 'array'."),
        (put(f"{PROPERTIES} a enum", None), f"{THING}/properties/a/enum: None is not of type 'array'."),
        (put(f"{PROPERTIES} a type", None), f"{THING}/properties/a/type: None is not "),
        (put(f"{PROPERTIES} a type", "objekt"), f"{THING}/properties/a/type: 'objekt' is not "),
        (put(f"{PROPERTIES} a maxLength", "5"), f"{THING}/properties/a/maxLength: '5' is not of type 'integer'."),
        (put(f"{PROPERTIES} a maxLength", -1), f"{THING}/properties/a/maxLength: -1 is less than the minimum"),
        (put(f"{PROPERTIES} a pattern", "("), f"{THING}/properties/a/pattern: '(' is not a valid regular expression."),
        (put(f"{PROPERTIES} a nullable", True), f"{THING}/properties/a/nullable: unknown key in the Schema Object"),
    ],
    ids=short,
)
def test_spec_without_client_is_an_error(command: Command, spec: Spec, finding: str) -> None:
    place = command.file("given.json", spec)
    result = command.run(place, "nothing.yaml", "--overlay-from", command.overlay)
    assert (result.code, result.out) == (1, "")
    assert result.err.startswith(NOT_A_CLIENT.format(place) + finding)
    # The overlay actions that repair the spec are indented.
    assert len({line for line in result.err.splitlines() if not line.startswith(" ")}) <= 5


@pytest.mark.parametrize(
    "target",
    [
        f"{THING}s",
        "#/components/schemas",
        "#/components/schemas/Thing/properties/b",
        "#/paths/~1things~1{thingId}/get",
        "#",
        "",
        "#Thing",
        "Thing",
        "other.yaml#/Thing",
        "./given.json#/components/schemas/Thing",
        "https://example.com/openapi.yaml#/components/schemas/Thing",
        "file:///etc/passwd",
        "#/components/schemas/%ZZ",
        5,
        None,
    ],
)
def test_broken_reference_is_an_error(command: Command, target: object) -> None:
    place = command.file("given.json", put(f"{PROPERTIES} a", {"$ref": target}))
    result = command.run(place, "nothing.yaml", "--overlay-from", command.overlay)
    assert (result.code, result.out) == (1, "")
    assert result.err.startswith(
        f"{NOT_A_CLIENT.format(place)}{THING}/properties/a/$ref: {target!r} is not a Schema Object of this spec."
    )


def components(**kinds: Spec) -> Spec:
    """Return the tiny spec with more components, and with references to a 404 response and a parameter among them."""
    spec = tiny()
    spec["components"].update(kinds)
    operation = spec["paths"]["/things/{thingId}"]["get"]
    if "responses" in kinds:
        operation["responses"]["404"] = reference("A", "responses")
    if "parameters" in kinds:
        operation["parameters"].append(reference("A", "parameters"))
    if "requestBodies" in kinds:
        operation["requestBody"] = reference("A", "requestBodies")
    return spec


def with_path(item: Spec) -> Spec:
    spec = tiny()
    spec["paths"]["/others"] = item
    return spec


SELF, TO_B, TO_A = ({"A": "A"}, {"A": "B", "B": "A"}, {"A": "B", "B": "C", "C": "A"})
CHAINS = [SELF, TO_B, TO_A]


@pytest.mark.parametrize("chain", CHAINS, ids=["A-A", "A-B-A", "A-B-C-A"])
@pytest.mark.parametrize("kind", ["schemas", "responses", "parameters", "requestBodies"])
def test_circular_reference_is_an_error(command: Command, kind: str, chain: dict[str, str]) -> None:
    references = {name: reference(target, kind) for name, target in chain.items()}
    spec = put(f"{PROPERTIES} a", reference("A")) if kind == "schemas" else components(**{kind: references})
    if kind == "schemas":
        spec["components"]["schemas"].update(references)
    place = command.file("given.json", spec)
    result = command.run(place, "nothing.yaml", "--overlay-from", command.overlay)
    assert (result.code, result.out) == (1, "")
    assert result.err.startswith(NOT_A_CLIENT.format(place))
    assert re.search(r"refers to itself endlessly|leads back to itself|Circular \$ref|not supported", result.err)


@pytest.mark.parametrize(
    "spec",
    [
        with_path({"$ref": "#/paths/~1others"}),
        put(f"{PROPERTIES} a", {"$ref": f"{THING}/properties/a"}),
        tiny(A={"allOf": [reference("A")]}),
        tiny(A={"allOf": [reference("B")]}, B={"allOf": [reference("A")]}),
        tiny(A={"type": "object", "properties": {"a": TEXT}, "allOf": [reference("A")]}),
        tiny(A={"anyOf": [reference("A"), {"type": "null"}]}),
        tiny(A={"oneOf": [reference("B"), TEXT]}, B={"oneOf": [reference("A"), TEXT]}),
    ],
)
def test_endless_schema_is_an_error(command: Command, spec: Spec) -> None:
    place = command.file("given.json", spec)
    result = command.run(place, "nothing.yaml", "--overlay-from", command.overlay)
    assert (result.code, result.out) == (1, "")
    assert result.err.startswith(NOT_A_CLIENT.format(place))
    assert re.search(
        r"refers to itself endlessly|leads back to itself|Recursive and circular references are not supported|"
        r"Invalid property in union",
        result.err,
    )


ANY_DEPTH = [
    tiny(A={"type": "object", "properties": {"a": reference("A"), "thing": reference("Thing")}}),
    tiny(A={"type": "object", "properties": {"b": reference("B")}}, B={"type": "array", "items": reference("A")}),
    tiny(A={"type": "object", "properties": {"all": {"type": "array", "items": reference("A")}}}),
    tiny(A={"type": "object", "properties": {"a": {"anyOf": [reference("A"), {"type": "null"}]}}}),
    tiny(A={"type": "object", "additionalProperties": reference("A")}),
    tiny(A={"not": reference("A")}),
    put(f"{PROPERTIES} a", nested(30, TEXT)),
]


@pytest.mark.parametrize("spec", ANY_DEPTH)
def test_recursive_schemas_are_compared(command: Command, spec: Spec) -> None:
    result = command.diff(tiny(), spec, "--format", "json")
    assert (result.code, result.err) == (0, "")
    assert result.report["changes"]


@pytest.mark.parametrize("value", [".nan", ".inf", "-.inf", "1e400"])
def test_invalid_number_is_an_error(command: Command, value: str) -> None:
    place = command.file("given.yaml", f"openapi: 3.1.1\npaths: {{/x: {{}}}}\nx-number: {value}\n")
    result = command.run(place, "nothing.yaml", "--overlay-from", command.overlay)
    assert (result.code, result.out) == (1, "")
    assert " contains .nan or .inf, which JSON does not have: replace it by a number or null.\n" in result.err


def test_yaml_numbers_are_accepted_as_keys(command: Command) -> None:
    text = json.dumps(tiny()).replace('"200"', "200").replace('"a"', "5")
    result = command.run(
        command.file("old.json", put(PROPERTIES, {"5": TEXT})),
        command.file("new.yaml", f"# This is not JSON.\n{text}"),
        "--overlay-from",
        command.overlay,
        "--format",
        "json",
    )
    assert (result.code, result.report["bump"]) == (0, "none")


def _with_chained_parameters() -> Spec:
    parameter = {"name": "a", "in": "query", "schema": TEXT}
    return components(parameters={"A": reference("B", "parameters"), "B": parameter})


def _with_response(schema: Spec) -> Spec:
    return put(f"{OPERATION} responses 200 content application/json schema", schema)


def _with_body(schema: Spec) -> Spec:
    return put(f"{OPERATION} requestBody", {"content": json_of(schema)})


@pytest.mark.parametrize(
    "content",
    [
        "openapi: 3.1.1\npaths: {/x: {}}\nx-number: .nan\n",
        json.dumps(put(f"{OPERATION} responses", ...)),
        json.dumps(put(f"{PROPERTIES} a format", ["email"])),
        json.dumps(put(f"{PROPERTIES} \ud800", TEXT)),
    ],
    ids=short,
)
def test_more_invalid_specs_are_errors(command: Command, content: str) -> None:
    place = command.file("given.yaml", content)
    result = command.run(place, "nothing.yaml", "--overlay-from", command.overlay)
    assert (result.code, result.out) == (1, "")
    assert result.err.startswith((f"{place} ", f"{place}, line 3, ", NOT_A_CLIENT.format(place)))


@pytest.mark.parametrize(
    "spec",
    [
        put(f"{OPERATION} responses x-note", "hi"),
        put("paths x-note", "hi"),
        put(f"{PROPERTIES} a enum", [{}]),
        put(f"{PROPERTIES} a enum", ["x", 5]),
        put(f"{OPERATION} responses 200 content application/json schema", True),
        tiny(A={"type": "array", "items": reference("A")}),
        tiny(A={"type": "array", "items": {"type": "array", "items": reference("A")}}),
        _with_chained_parameters(),
        _with_response({"type": "object", "properties": {"data": True}}),
        _with_response({"type": "object", "properties": {"data": {"type": "array", "items": True}}}),
        _with_body({"type": "object", "properties": {"b": TEXT}, "allOf": [reference("Thing")]}),
    ],
)
def test_unusual_specs_are_compared(command: Command, spec: Spec) -> None:
    result = command.diff(tiny(), spec, "--format", "json")
    assert (result.code, result.err) == (0, "")
    assert result.report["changes"]


@pytest.mark.parametrize("kind", ["headers", "links", "securitySchemes"])
def test_other_circular_references_are_errors(command: Command, kind: str) -> None:
    spec = components(**{kind: {"A": reference("B", kind), "B": reference("A", kind)}})
    if kind == "securitySchemes":
        spec["security"] = [{"A": []}]
    else:
        spec["paths"]["/things/{thingId}"]["get"]["responses"]["200"][kind] = {"A": reference("A", kind)}
    places = (
        command.file("old.json", spec),
        command.file("new.json", {**spec, "info": tiny()["info"] | {"version": "2"}}),
    )
    result = command.run(*places, "--overlay-from", command.overlay)
    assert (result.code, result.out) == (1, "")
    assert "refers to itself endlessly, by way of" in result.err


@pytest.mark.parametrize("place", ["x" * 300, "http://127.0.0.1:99999/openapi.yaml"], ids=short)
def test_invalid_places_are_errors(command: Command, place: str) -> None:
    result = command.run(place, "nothing.yaml", "--overlay-from", command.overlay)
    assert (result.code, result.out) == (1, "")


# Places


def test_error_names_the_new_version(command: Command) -> None:
    old, new = command.file("old.json", tiny()), command.file("new.json", put("paths", []))
    result = command.run(old, new, "--overlay-from", command.overlay, "--format", "json")
    assert (result.code, result.out) == (1, "")
    assert result.err == f"{new} is not a complete OpenAPI spec: it has no paths.\n"


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ("", " is empty."),
        ("a: [1\nb: }", " is not valid YAML, line 2: "),
        ("<!doctype html>", " is an HTML page; give the YAML file"),
        (b"\xff", " is not UTF-8 text (byte 0)."),
        ("[]", " contains a list; an"),
        (json.dumps(tiny()), ": the top has a missing key: 'overlay' is a required property."),
        (json.dumps({**OVERLAY, "actions": []}), ": `actions` is not valid: [] should be non-empty."),
        (json.dumps({**OVERLAY, "actions": 5}), ": `actions` is not valid: 5 is not of type 'array'."),
        (json.dumps(OVERLAY).replace('"update"', "? [a] : 1, update"), ", line 1, has a list or a mapping as a key"),
        (
            f"overlay: 1.1.0\n{BOMB}",
            " is too large: it has more than 1,000,000 values after its YAML aliases are expanded.",
        ),
        (
            json.dumps({**OVERLAY, "x-deep": nested(99, TEXT)}),
            " is nested more than 100 levels deep, which is the limit for an API spec",
        ),
    ],
    ids=short,
)
def test_invalid_overlay_is_an_error(command: Command, content: str | bytes, sentence: str) -> None:
    place = command.file("given.yaml", content)
    version = command.file("tiny.json", tiny())
    result = command.run(version, version, "--overlay-from", place)
    assert (result.code, result.out) == (1, "")
    assert result.err.startswith(f"{place}{sentence}")


@pytest.mark.parametrize(
    ("place", "sentence"),
    [
        ("missing.yaml", "missing.yaml does not exist, or is not a file; check the path."),
        ("a\x1b[31m\nb", "a\\x1b[31m\nb does not exist, or is not a file; check the path."),
        (".", ". is a folder; give the files in it."),
        ("/dev/null", "/dev/null does not exist, or is not a file; check the path."),
        # Even root cannot read it.
        pytest.param(
            "/proc/self/mem",
            "/proc/self/mem cannot be read: Input/output error.",
            marks=pytest.mark.skipif(not Path("/proc/self/mem").exists(), reason="only Linux has it"),
        ),
        ("ftp://example.com/openapi.yaml", "ftp://example.com/openapi.yaml cannot be read: a source must be a file"),
        (
            "file:///etc/passwd",
            "file:///etc/passwd cannot be read: a source must be a file, or an http:// or https:// URL.",
        ),
        ("http://[::1", "One of the sources is not a valid URL: its host cannot be parsed."),
        ("http://127.0.0.1:1/x?token=hush", "http://127.0.0.1:1/x cannot be read: "),
        ("git:no-such-revision", "git has no revision 'no-such-revision' here; fetch it, or find another with"),
        ("git:-1", "git has no revision '-1' here; fetch it, or find another with `git log`."),
        ("git:\x1b[31m", "git has no revision '\\x1b[31m' here; fetch it, or find another with `git log`."),
        ("git:", "git has no revision '' here; fetch it, or find another with `git log`."),
    ],
)
def test_unreadable_place_is_an_error(command: Command, place: str, sentence: str) -> None:
    version = command.file("tiny.json", tiny())
    for arguments in (
        [place, "nothing.yaml", "--overlay-from", command.overlay],
        [version, place, "--overlay-from", command.overlay],
        [version, version, "--overlay-from", place],
    ):
        result = command.run(*arguments)
        assert (result.code, result.out) == (1, "")
        assert result.err.startswith(sentence)
        assert "hush" not in result.err


# Odd values everywhere

ODD: list[Any] = [
    ...,
    None,
    5,
    -1,
    1.5,
    10**400,
    "",
    "x",
    "\0",
    "\u00ff\u202e",
    {},
    {"x": 1},
    {"$ref": "#/nowhere"},
    {"$ref": "#/components/schemas/Order"},
    {"$ref": 5},
    [{}],
    [[]],
]
"""Values that few places expect; `...` deletes the key."""


def _places(node: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    inner = node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ()
    return [path, *(place for key, value in inner for place in _places(value, (*path, key)))]


# There are thousands: one of sixty runs by default, all of them in the nox session `endurance`.
EVERYWHERE = [
    (place, value)
    for place in _places(shop())[1:]
    for value in ODD
    if place[-1] != "format" and (place[-1], value) != ("responses", ...)
]
SHARE = 1 if settings.get_current_profile_name() == "endurance" else 60


@functools.cache
def _shop() -> Version:
    return version_of(shop())


def test_odd_values_never_cause_a_traceback(command: Command) -> None:
    refused = compared = 0
    for place, value in EVERYWHERE[::SHARE]:
        spec: Spec = json.loads(json.dumps(shop()))
        *keys, last = place
        holder: Any = spec
        for key in keys:
            holder = holder[key]
        if value is ...:
            del holder[last]
        else:
            holder[last] = value
        given = command.file("given.json", spec)
        try:
            version = read_version(given, OVERLAY_SOURCE, ROOT)
        except PipelineError as error:
            refused += str(error).startswith((f"{given} ", NOT_A_CLIENT.format(given)))
            continue
        compared += 1
        for old, new in ((_shop(), version), (version, _shop())):
            changes = changes_between(old, new)
            assert bool(changes) == (old.effective.spec != new.effective.spec), (place, value)
            assert len({change.id for change in changes}) == len(changes), (place, value)
    assert refused + compared == len(EVERYWHERE[::SHARE])
    assert refused > 5 * compared > 5


# Data that looks like keywords


def _answering(**media: Any) -> Spec:
    spec = tiny()
    content = {"application/json": {"schema": reference("Thing"), **media}}
    spec["paths"]["/things/{thingId}"]["get"]["responses"]["404"] = {"description": "None", "content": content}
    return spec


@pytest.mark.parametrize(
    "value",
    [
        {"$ref": "#/nowhere"},
        {"$ref": "https://example.com/"},
        {"$ref": "#/components/examples/A"},
        {"deeper": [{"$ref": "#/components/examples/A"}, {"$ref": "#/components/examples/A"}]},
    ],
)
def test_examples_may_look_like_references(command: Command, value: Spec) -> None:
    given = _answering(examples={"a": reference("A", "examples")})
    given["components"]["examples"] = {"A": {"value": value}}
    for spec in (given, _answering(example=value), _answering(**{"x-more": value})):
        result = command.diff(_answering(), spec, "--format", "json")
        assert (result.code, result.err) == (0, "")
        assert [(change["level"], change["python"]) for change in result.report["changes"]] == [("patch", None)]


@pytest.mark.parametrize("keyword", ["maximum", "default", "deprecated", "enum", "type", "items", "description"])
def test_extensions_may_look_like_keywords(keyword: str) -> None:
    old, new = ({"type": "string", f"x-our.{keyword}": value} for value in ({}, {"a": 1}))
    changes = changes_between(version_of(put(f"{PROPERTIES} a", old)), version_of(put(f"{PROPERTIES} a", new)))
    assert [(change.level.word, change.text) for change in changes] == [
        ("patch", "documentation of `Thing.a`: descriptions, examples, or their order")
    ]


# Hostile text

MARK = "\u2060"
PAYLOADS = {
    "unseen": "a\x1b[2J\x1b[31mb\x9b31mc\x07\x08\x7f d\nBreaking\r\n  e\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029f"
    "\u202eg\u2066h\u200bi\ufeffj\u00adk\U000e0041l",
    "markup": "a`b``c```d\n\n# e\n\n- f | g\n\n> h\n\n[i](https://example.org)![j](k) **l** <img src=x> &amp; \\`\"'\\",
    "mentions": "@somebody Closes #1, fixes GH-2, resolves a/b#3 and https://github.com/somebody/project/issues/4",
    "long": "word " * 2000,
    "one long word": "w" * 90,
    "blank": " ",
    "half": "a\ud800b",
}
# Lone surrogates and names without letters are rejected at some places, which may have any text.
WHERE = [*TEXTS, *KEYS]


def _outside_of_code(line: str) -> str:
    return re.sub(r"`[^`]+`", "", line)


@pytest.mark.parametrize("payload", PAYLOADS)
def test_hostile_text_has_no_effect_in_reports(payload: str) -> None:
    old = version_of(sample())
    compared = 0
    for where in WHERE:
        try:
            new = version_of(sample(**{where: PAYLOADS[payload]}))
        except (PipelineError, UnicodeEncodeError, LookupError):
            continue
        compared += 1
        for changes in (changes_between(old, new), changes_between(new, old)):
            assert changes, where
            comparison = Comparison("old.yaml", "new.yaml", changes)
            text = as_text(comparison, colored=False)
            _check_text(text)
            _check_markdown(as_markdown(comparison))
            report = json.loads(as_json(comparison))
            assert len(report["changes"]) == len(changes)
            assert as_json(comparison).isascii()
            for change in report["changes"]:
                # In JSON the operationId is not changed.
                shown = [value for key, value in change.items() if isinstance(value, str) and key != "operation"]
                assert all(one.isprintable() and len(one) < 1500 for one in shown), where
    assert compared > 8


def _check_text(text: str) -> None:
    headings = [line for line in text.split("\n") if not line.startswith("  ")]
    assert re.fullmatch(r"old\.yaml -> new\.yaml: (major|minor|patch)", headings[0])
    assert set(headings[1:]) <= {"", "Breaking", "New", "Other"}
    assert len(set(headings[1:])) > 1
    assert all(line.isprintable() for line in text.split("\n"))


def _check_markdown(text: str) -> None:
    for line in text.split("\n")[1:]:
        assert line.isprintable() or MARK in line
        assert line in ("", "### Breaking", "### New", "### Other") or line.startswith("- ")
        outside = _outside_of_code(line)
        assert not re.search(r"[`@#<>\[\]*_\\|&]|http|\w/\w", outside.removeprefix("### ")), line
        # GitHub ignores code spans in commit messages.
        assert not re.search(r"[@#](?!\u2060)\w|GH-|://", line.removeprefix("### ")), line


def test_hostile_text_has_no_effect_in_remarks(command: Command) -> None:
    action = {"target": "$.nowhere", "description": PAYLOADS["unseen"], "remove": True}
    overlay = command.file("overlay.json", {**OVERLAY, "actions": [*OVERLAY["actions"], action]})
    place = command.file("tiny.json", tiny())
    text = command.run(place, place, "--overlay-from", overlay).out
    assert all(line.isprintable() for line in text.split("\n"))
    assert text.split("\n")[4:-1] == ["Remarks", *2 * [text.split("\n")[5]]]
    markdown = command.run(place, place, "--overlay-from", overlay, "--format", "markdown").out
    assert all(line.replace(MARK, "").isprintable() for line in markdown.split("\n"))
    assert len(markdown.splitlines()) == 6


def test_hostile_text_has_no_effect_in_errors(command: Command) -> None:
    place = command.file("given.json", put(f"{PROPERTIES} a type", PAYLOADS["unseen"]))
    result = command.run(place, place, "--overlay-from", command.overlay)
    assert (result.code, result.out) == (1, "")
    assert all(line.isprintable() for line in result.err.split("\n"))
    assert len(result.err.splitlines()) <= 3

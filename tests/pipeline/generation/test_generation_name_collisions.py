"""Generated code works where names of the spec equal those that the code imports.

The tests of `pipeline.render` run the type checkers.
"""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.pipeline.generation.generation_samples import generate
from tests.pipeline.parse.parse_samples import ROOT, TEXT, Spec, reference_to, response

# Names that generated modules import or define, as names of schemas, tags, operations, arguments and fields.
CLASSES = [
    "Any", "AsyncPager", "AsyncSender", "Body", "CallOptions", "Decimal", "DeviationError", "Field", "Literal",
    "Location", "Mapping", "MediaType", "Model", "Operation", "Page", "Parameter", "RawSender", "Self", "Sender",
    "Sequence", "TypeAlias", "Unset",
]  # fmt: skip
# `AsyncSender` is also a class of the resource `Sender`, which is an error.
TAGS = [name for name in CLASSES if not name.startswith("Async")]
VALUES = [
    "additionalProperties", "as_sender", "builtins", "cls", "codecs", "data", "datetime", "decimal", "define", "dict",
    "field", "functools", "id", "int", "intern", "len", "list", "models", "new_object", "operation", "page",
    "resource", "self", "sender", "str", "type", "typing",
]  # fmt: skip
METHODS = [
    *VALUES,
    "any",
    "as-async-sender",
    "media-type",
    "returns-raw-response",
    "returns-raw-response-async",
    "unset",
]
DATE, TIME = {**TEXT, "format": "date"}, {**TEXT, "format": "date-time"}
MONEY, WORDS = {**TEXT, "format": "decimal"}, {"type": "array", "items": TEXT}


def types_of_values() -> Spec:
    """Return one property for each type, so that a module imports all that it can import."""
    return {
        "aDate": DATE,
        "aTime": TIME,
        "aMinute": {**TEXT, "format": "local-minute"},
        "anAmount": {**MONEY, "type": ["string", "null"]},
        "words": WORDS,
        "amounts": {"type": "array", "items": MONEY},
        "number": {"type": "number"},
        "anything": {},
        "secret": {**TEXT, "format": "password"},
        "model": reference_to("Optional"),
        "colour": reference_to("Colour"),
        "colours": {"type": "array", "items": reference_to("Colour")},
    }


# An object with all fields.
COMPLETE = {
    **dict.fromkeys(VALUES, "x"),
    "aDate": "2026-01-02",
    "aTime": "2026-01-02T03:04:05+00:00",
    "aMinute": "2026-01-02 03:04",
    "anAmount": None,
    "words": ["x"],
    "amounts": ["1.50"],
    "number": 1.5,
    "anything": {"x": [1]},
    "secret": "x",
    "model": {"list": "x"},
    "colour": "red",
    "colours": ["green", "blue"],
}


def hostile_spec() -> Spec:
    """Return a spec whose names are those that generated code uses itself."""
    fields = dict.fromkeys(VALUES, TEXT) | types_of_values()
    schemas: Spec = {name: {"type": "object", "required": [*fields], "properties": fields} for name in CLASSES}
    # Some fields are optional, so that both ways to parse a model occur.
    others = {name: reference_to(name) for name in CLASSES if name not in TAGS}
    schemas["Optional"] = {"type": "object", "properties": fields | others}
    schemas["Colour"] = {"type": "string", "enum": ["red", "green"]}
    # One resource has a method of each name; the others have the names of the classes.
    names = [("Things", method) for method in METHODS] + [(tag, "create") for tag in TAGS]
    return {
        "openapi": "3.1.1",
        "info": {"title": "Hostile", "version": "1"},
        "servers": [{"url": "https://example.com"}],
        "tags": [{"name": tag} for tag in ("Things", *TAGS)],
        "paths": {
            f"/{tag}/{method}/{{models}}/{{list}}": {"post": hostile_operation(tag, method, fields)}
            for tag, method in names
        },
        "components": {"schemas": schemas},
    }


def hostile_operation(tag: str, method: str, fields: Spec) -> Spec:
    path_parameters = [{"name": name, "in": "path", "required": True, "schema": TEXT} for name in ("models", "list")]
    body = {"type": "object", "required": ["codecs"], "properties": fields}
    return {
        "tags": [tag],
        # The method is the rest, without the words of the tag.
        "operationId": f"{tag}-{method}",
        "parameters": [*path_parameters, {"name": "codecs", "in": "query", "schema": WORDS}],
        "requestBody": {"required": True, "content": {"application/json": {"schema": body}}},
        "responses": {"200": response(_response_schema(method, "Model" if tag == "Things" else tag))},
    }


def _response_schema(method: str, model: str) -> Spec:
    items = {"type": "array", "items": reference_to(model)}
    if method in ("list", "models", "page"):
        return {"type": "object", "properties": {"data": items, "next_page_url": TEXT}}
    if method in ("builtins", "any"):
        return {"type": "object", "properties": {"data": items}}
    return reference_to("Optional" if method == "id" else model)


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return generate(hostile_spec(), tmp_path_factory.mktemp("hostile") / "hostile_api")


def run(*command: str, **environment: str) -> tuple[int, str]:
    result = subprocess.run(
        command, capture_output=True, text=True, check=False, env={**os.environ, **environment}, cwd=ROOT
    )
    return result.returncode, result.stdout + result.stderr


def test_hostile_code_has_every_operation(package: Path) -> None:
    source = (package / "resources" / "things.py").read_text(encoding="utf-8")
    assert source.count("] = Operation(\n") + source.count("] = _Operation(\n") == len(METHODS)
    for parts in ("    def create(\n", "    async def create(\n"):
        assert sum(parts in path.read_text(encoding="utf-8") for path in (package / "resources").glob("*.py")) == len(
            TAGS
        )


IMPORT_ALL = """
import importlib, json, pkgutil, sys, typing
sys.path.insert(0, sys.argv[1])
import hostile_api
for module in pkgutil.walk_packages(hostile_api.__path__, "hostile_api."):
    importlib.import_module(module.name)
from hostile_api import arguments, client, models
count = 0
value = json.loads(sys.argv[2])

def report(path, expected, received):
    raise AssertionError((name, path, expected, received))

for name in models.__all__:
    model = getattr(models, name)
    if isinstance(model, type):
        assert model.__name__ == name
        assert model.from_dict(value, report).to_dict() == value
        typing.get_type_hints(model)
        count += 1
variants = (
    client.Resources, client.AsyncResources, client.ResourcesWithRawResponse, client.AsyncResourcesWithRawResponse
)
for variant in variants:
    for name, attribute in vars(variant).items():
        if not name.startswith("_"):
            resource = getattr(variant(None), name)
            assert typing.get_type_hints(attribute.func) == {"return": type(resource)}
            for method in vars(type(resource)):
                if not method.startswith("_"):
                    typing.get_type_hints(getattr(resource, method))
                    assert callable(getattr(getattr(variant, name), method))
                    count += 1
for name in arguments.__all__:
    assert getattr(arguments, name).__name__ == name
    typing.get_type_hints(getattr(arguments, name))
    count += 1
print(count)
"""


def test_hostile_code_can_be_imported(package: Path) -> None:
    code, output = run(sys.executable, "-B", "-c", IMPORT_ALL, str(package.parent), json.dumps(COMPLETE))
    assert code == 0, output[-2000:]
    # Each method is in four classes, and has a type of its arguments.
    assert int(output) == len(CLASSES) + 1 + 5 * (len(METHODS) + len(TAGS))

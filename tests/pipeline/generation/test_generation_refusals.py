"""Specs, settings and templates from which no package is generated, and the error messages."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.errors import PipelineError
from tests.pipeline.parse.parse_samples import (
    LIST,
    TEXT,
    Change,
    add_fields,
    add_operation,
    add_parameter,
    body,
    operation,
    respond_with,
    response,
    thing_spec,
)
from tests.pipeline.generation.generation_samples import TEMPLATES, generate, reference_to

UPDATE = r"operation 'update-thing' \(PUT /things/\{thingId\}\)"
UNSUPPORTED: dict[str, tuple[Change, str]] = {
    "cookie": (add_parameter("c", "cookie", TEXT), f"^{UPDATE} has a cookie parameter"),
    "parameter without schema": (
        lambda spec: operation(spec)["parameters"].append(
            {"name": "c", "in": "query", "content": {"application/json": {"schema": TEXT}}}
        ),
        f"^{UPDATE} has parameters that the generator leaves out, since they have no schema: 'c'",
    ),
    "array as a body": (
        lambda spec: operation(spec)["requestBody"].update(
            content={"application/json": {"schema": {"type": "array", "items": TEXT}}}
        ),
        f"^{UPDATE} has a body that is not an object",
    ),
    "form": (
        lambda spec: operation(spec)["requestBody"].update(
            content={"application/x-www-form-urlencoded": {"schema": body(spec)}}
        ),
        f"^{UPDATE} has a body of media type 'application/x-www-form-urlencoded', and the client supports",
    ),
    "one body of two": (
        lambda spec: (
            body(spec).update(title="Other"),
            operation(spec)["requestBody"]["content"].update({"image/png": {"schema": {**TEXT, "title": "Image"}}}),
        ),
        f"^{UPDATE} has a body that is neither application/json nor multipart/form-data",
    ),
    "no JSON": (
        lambda spec: operation(spec)["responses"].update({"200": response(TEXT, "text/html")}),
        f"^{UPDATE} has a successful response that is not a JSON object",
    ),
    "unknown media type": (
        lambda spec: operation(spec)["responses"].update({"200": response(TEXT, "application/pdf")}),
        r"^the generator reports: .*Unsupported content_type application/pdf",
    ),
    "array as the response": (
        respond_with({"type": "array", "items": TEXT}),
        f"^{UPDATE} has a successful response that is not a JSON object",
    ),
    "two successful responses": (
        lambda spec: operation(spec)["responses"].update({"202": response(LIST)}),
        f"^{UPDATE} has successful responses of different types",
    ),
    "only a default response": (
        lambda spec: operation(spec).update(responses={"default": response(LIST)}),
        f"^{UPDATE} has its successful response as `default` only",
    ),
    "two tags": (
        add_operation("drop-other", "Things"),
        r"^the tags 'Things API' and 'Things' both become `things`: rename one",
    ),
    "two tags with a class in common": (
        add_operation("drop-other", "Async Things"),
        r"^the tags 'Things API' and 'Async Things' both have the class `AsyncThings`: rename one",
    ),
    "class without upper case": (
        lambda spec: spec["components"]["schemas"]["Thing"]["properties"].update(
            b={"type": "object", "title": "数据", "properties": {"c": TEXT}}
        ),
        r"^the schema '数据' has no upper-case letter",
    ),
    "two methods": (
        add_operation("update", "Things API"),
        rf"^{UPDATE} and operation 'update' \(DELETE /others\) both become `things.update`: rename one",
    ),
    "two operations": (
        add_operation("update_thing", "Other"),
        rf"^{UPDATE} and operation 'update_thing' \(DELETE /others\) have the same name: rename one",
    ),
    "two classes": (
        lambda spec: spec["components"]["schemas"].update(thing={"type": "object", "properties": {"b": TEXT}}),
        r'^the generator reports: .*duplicate models with name "Thing"',
    ),
    "two modules": (
        lambda spec: spec["components"]["schemas"].update(THING={"type": "object", "properties": {"b": TEXT}}),
        r"^the schemas 'Thing' and 'THING' both become the module `thing`: rename one",
    ),
    "two fields": (
        lambda spec: spec["components"]["schemas"]["Thing"]["properties"].update({"to_dict": TEXT, "to_dict_": TEXT}),
        r"^schema 'Thing' has two properties that would both be called 'to_dict_'",
    ),
    "path as a reference": (
        lambda spec: spec.update(
            components={**spec["components"], "pathItems": {"P": spec["paths"].pop("/things/{thingId}")}},
            paths={"/things/{thingId}": {"$ref": "#/components/pathItems/P"}},
        ),
        r"^the path '/things/\{thingId\}' is a reference",
    ),
    "operation with a server": (
        lambda spec: operation(spec).update(servers=[{"url": "https://other.example.com"}]),
        r"^PUT /things/\{thingId\} has servers of its own",
    ),
    "path with a server": (
        lambda spec: spec["paths"]["/things/{thingId}"].update(servers=[{"url": "https://other.example.com"}]),
        r"^[A-Z]+ /things/\{thingId\} has servers of its own",
    ),
    "list in another style": (
        lambda spec: (
            operation(spec)
            .setdefault("parameters", [])
            .append({"name": "ids", "in": "query", "explode": False, "schema": {"type": "array", "items": TEXT}})
        ),
        f"^{UPDATE} has the list 'ids' with a style of its own",
    ),
    "no server": (lambda spec: spec.pop("servers"), "^the first server of the spec is '', which is not a complete URL"),
    "relative server": (
        lambda spec: spec.update(servers=[{"url": "/v1"}]),
        "^the first server of the spec is '/v1', which is not a complete URL",
    ),
    "server with variables": (
        lambda spec: spec.update(servers=[{"url": "https://{portal}.example.com"}]),
        "^the first server of the spec is 'https://{portal}",
    ),
    "values of two types": (add_fields(x={"enum": ["a", 1]}), r"^the generator reports: .*Got \{"),
    "list without items": (add_fields(x={"type": "array"}), "^the generator reports: .*type array must have items"),
    "endless schema": (
        lambda spec: spec["components"]["schemas"].update(C={"allOf": [reference_to("C")]}),
        "refers to itself endlessly",
    ),
}


@pytest.mark.parametrize(("change", "message"), UNSUPPORTED.values(), ids=UNSUPPORTED)
def test_unsupported_spec_is_an_error(change: Change, message: str, generated_package: Callable[..., Path]) -> None:
    with pytest.raises(PipelineError, match=message) as caught:
        generated_package(change)
    assert " object at 0x" not in str(caught.value)


@pytest.mark.parametrize(
    ("setting", "message"),
    [
        (
            "literal_enum: true",
            r"^generator-config\.yaml has settings that the generator does not know.*: literal_enum\.",
        ),
        ("docstrings_on_attributes: [maybe]", r"^generator-config\.yaml has a value .*: docstrings_on_attributes: "),
        ("post_hooks: [no-such-formatter .]", r"^the generator reports: .*no-such-formatter"),
        ("post_hooks: [ruff format . --no-such-option]", r"^the generator reports: .*ruff"),
    ],
)
def test_invalid_settings_are_an_error(setting: str, message: str, tmp_path: Path, config: Path) -> None:
    changed = tmp_path / config.name
    changed.write_text(config.read_text().replace("post_hooks: []\n", "") + setting + "\n")
    with pytest.raises(PipelineError, match=message):
        generate(thing_spec(), tmp_path / "package", changed)


def test_missing_settings_are_an_error(tmp_path: Path) -> None:
    with pytest.raises(PipelineError, match=r"generator-config\.yaml cannot be read"):
        generate(thing_spec(), tmp_path / "package", tmp_path / "generator-config.yaml")


def test_missing_templates_are_an_error(tmp_path: Path, config: Path) -> None:
    with pytest.raises(PipelineError, match=r"templates must be the folder of the templates"):
        generate(thing_spec(), tmp_path / "package", config, tmp_path / "templates")


@pytest.mark.parametrize(
    ("text", "message"),
    [("\n{% if %}", r"^the template model\.py\.jinja, line 2, is not valid"), ("{{ a.b }}", r"'a' is undefined")],
)
def test_invalid_template_is_an_error(text: str, message: str, tmp_path: Path, config: Path) -> None:
    templates = Path(shutil.copytree(TEMPLATES, tmp_path / "templates"))
    (templates / "model.py.jinja").write_text(text)
    with pytest.raises(PipelineError, match=message):
        generate(thing_spec(), tmp_path / "package", config, templates)

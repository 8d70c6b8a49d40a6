"""What can't be generated, and how that is said."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from generation_helpers import (
    LIST,
    TEXT,
    Change,
    add_fields,
    add_operation,
    add_parameter,
    answer,
    answer_with,
    body,
    operation,
    thing_document,
)
from generation_samples import TEMPLATES, generate, reference_to

from pipeline.errors import PipelineError

UPDATE = r"operation 'update-thing' \(PUT /things/\{thingId\}\)"
REFUSED: dict[str, tuple[Change, str]] = {
    "cookie": (add_parameter("c", "cookie", TEXT), f"^{UPDATE} has a cookie parameter"),
    "parameter without schema": (
        lambda document: operation(document)["parameters"].append(
            {"name": "c", "in": "query", "content": {"application/json": {"schema": TEXT}}}
        ),
        f"^{UPDATE} has parameters that the generator leaves out, since they have no schema: 'c'",
    ),
    "array as a body": (
        lambda document: operation(document)["requestBody"].update(
            content={"application/json": {"schema": {"type": "array", "items": TEXT}}}
        ),
        f"^{UPDATE} has a body that is no object",
    ),
    "form": (
        lambda document: operation(document)["requestBody"].update(
            content={"application/x-www-form-urlencoded": {"schema": body(document)}}
        ),
        f"^{UPDATE} takes 'application/x-www-form-urlencoded', and this client sends",
    ),
    "one body of two": (
        lambda document: (
            body(document).update(title="Other"),
            operation(document)["requestBody"]["content"].update({"image/png": {"schema": {**TEXT, "title": "Image"}}}),
        ),
        f"^{UPDATE} has a body that is neither application/json nor multipart/form-data",
    ),
    "no JSON": (
        lambda document: operation(document)["responses"].update({"200": answer(TEXT, "text/html")}),
        f"^{UPDATE} answers with something else than a JSON object",
    ),
    "unknown media type": (
        lambda document: operation(document)["responses"].update({"200": answer(TEXT, "application/pdf")}),
        r"^the generator says: .*Unsupported content_type application/pdf",
    ),
    "array as the answer": (
        answer_with({"type": "array", "items": TEXT}),
        f"^{UPDATE} answers with something else than a JSON object",
    ),
    "two answers": (
        lambda document: operation(document)["responses"].update({"202": answer(LIST)}),
        f"^{UPDATE} has two successful answers of different types",
    ),
    "only a default answer": (
        lambda document: operation(document).update(responses={"default": answer(LIST)}),
        f"^{UPDATE} tells its successful answer as `default` only",
    ),
    "two tags": (
        add_operation("drop-other", "Things"),
        r"^the tags 'Things API' and 'Things' both become `things`: rename one",
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
        lambda document: document["components"]["schemas"].update(thing={"type": "object", "properties": {"b": TEXT}}),
        r'^the generator says: .*duplicate models with name "Thing"',
    ),
    "two modules": (
        lambda document: document["components"]["schemas"].update(THING={"type": "object", "properties": {"b": TEXT}}),
        r"^the schemas 'Thing' and 'THING' both become the module `thing`: rename one",
    ),
    "two fields": (
        lambda document: document["components"]["schemas"]["Thing"]["properties"].update({"read": TEXT, "read_": TEXT}),
        r"^(schema 'Thing' has two properties called|the generator says)",
    ),
    "path elsewhere": (
        lambda document: document.update(
            components={**document["components"], "pathItems": {"P": document["paths"].pop("/things/{thingId}")}},
            paths={"/things/{thingId}": {"$ref": "#/components/pathItems/P"}},
        ),
        r"^the path '/things/\{thingId\}' is a reference",
    ),
    "operation with a server": (
        lambda document: operation(document).update(servers=[{"url": "https://other.example.com"}]),
        r"^PUT /things/\{thingId\} has servers of its own",
    ),
    "path with a server": (
        lambda document: document["paths"]["/things/{thingId}"].update(servers=[{"url": "https://other.example.com"}]),
        r"^[A-Z]+ /things/\{thingId\} has servers of its own",
    ),
    "list in another style": (
        lambda document: (
            operation(document)
            .setdefault("parameters", [])
            .append({"name": "ids", "in": "query", "explode": False, "schema": {"type": "array", "items": TEXT}})
        ),
        f"^{UPDATE} wants the list 'ids' written in a style of its own",
    ),
    "no server": (lambda document: document.pop("servers"), "^the document's first server is '', and calls need"),
    "half a server": (
        lambda document: document.update(servers=[{"url": "/v1"}]),
        "^the document's first server is '/v1', and calls need",
    ),
    "server with variables": (
        lambda document: document.update(servers=[{"url": "https://{portal}.example.com"}]),
        "^the document's first server is 'https://{portal}",
    ),
    "values of two types": (add_fields(x={"enum": ["a", 1]}), r"^the generator says: .*Got \{"),
    "list of nothing": (add_fields(x={"type": "array"}), "^the generator says: .*type array must have items"),
    "schema without end": (
        lambda document: document["components"]["schemas"].update(C={"allOf": [reference_to("C")]}),
        "refers to itself endlessly",
    ),
}


@pytest.mark.parametrize(("change", "sentence"), REFUSED.values(), ids=REFUSED)
def test_what_is_refused(change: Change, sentence: str, made: Callable[..., Path]) -> None:
    with pytest.raises(PipelineError, match=sentence) as caught:
        made(change)
    assert " object at 0x" not in str(caught.value)


@pytest.mark.parametrize(
    ("setting", "sentence"),
    [
        (
            "literal_enum: true",
            r"^generator-config\.yaml has settings that the generator does not know.*: literal_enum\.",
        ),
        ("docstrings_on_attributes: [maybe]", r"^generator-config\.yaml has a value .*: docstrings_on_attributes: "),
        ("post_hooks: [no-such-formatter .]", r"^the generator says: .*no-such-formatter"),
        ("post_hooks: [ruff format . --no-such-option]", r"^the generator says: .*ruff"),
    ],
)
def test_settings_that_are_refused(setting: str, sentence: str, tmp_path: Path, config: Path) -> None:
    changed = tmp_path / config.name
    changed.write_text(config.read_text().replace("post_hooks: []\n", "") + setting + "\n")
    with pytest.raises(PipelineError, match=sentence):
        generate(thing_document(), tmp_path / "package", changed)


def test_settings_that_are_missing(tmp_path: Path) -> None:
    with pytest.raises(PipelineError, match=r"generator-config\.yaml cannot be read"):
        generate(thing_document(), tmp_path / "package", tmp_path / "generator-config.yaml")


def test_templates_that_are_missing(tmp_path: Path, config: Path) -> None:
    with pytest.raises(PipelineError, match=r"templates is no folder"):
        generate(thing_document(), tmp_path / "package", config, tmp_path / "templates")


@pytest.mark.parametrize(
    ("text", "sentence"),
    [("\n{% if %}", r"^the template model\.py\.jinja, line 2, can't be read"), ("{{ a.b }}", r"'a' is undefined")],
)
def test_templates_that_are_wrong(text: str, sentence: str, tmp_path: Path, config: Path) -> None:
    templates = Path(shutil.copytree(TEMPLATES, tmp_path / "templates"))
    (templates / "model.py.jinja").write_text(text)
    with pytest.raises(PipelineError, match=sentence):
        generate(thing_document(), tmp_path / "package", config, templates)

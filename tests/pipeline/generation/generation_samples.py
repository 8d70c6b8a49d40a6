"""A spec with text in every place, and a function that generates packages."""

import copy
from collections.abc import Mapping
from pathlib import Path

from pipeline.documents import read_document
from pipeline.effective import check_spec
from pipeline.parse import parse_api
from pipeline.render import render_package
from tests.pipeline.parse.parse_samples import CONFIG, ROOT, Spec, reference_to

TEMPLATES = ROOT / "overrides" / "templates"

# Every place of a spec that can have any text, with harmless text: TEXTS are free text, KEYS become names in Python.
TEXTS = {
    "title": "Harmless API",
    "version": "1.0",
    "server": "https://example.com/v1",
    "tag description": "All about things.",
    "summary": "Change a thing",
    "description": "Changes a thing.",
    "parameter description": "Which thing.",
    "schema description": "A thing.",
    "property description": "Its name.",
    "enum description": "Its colours.",
    "response description": "The thing as it is now.",
    "error description": "Nothing is changed.",
    "enum value": "red",
    "example": "an example",
    "default": "a default",
    "const": "a constant",
    "pattern": "^a+$",
    "extension value": "extended",
}
KEYS = {
    "tag": "Things API",
    "operationId": "change-thing",
    "path": "things",
    "path parameter": "thingId",
    "query parameter": "colour",
    "header parameter": "X-Trace",
    "body property": "nickName",
    "property": "firstName",
    "schema": "Thing",
    "schema title": "Part",
    "enum title": "Colour",
    "extension": "more",
    "media type": "application/json",
}


def sample(**changed: str) -> Spec:
    """Return a spec with one operation that has a text in every place of `TEXTS` and `KEYS`."""
    at: Mapping[str, str] = {**TEXTS, **KEYS, **changed}
    text = {"type": "string"}
    return {
        "openapi": "3.1.1",
        "info": {"title": at["title"], "version": at["version"]},
        "servers": [{"url": at["server"]}],
        "tags": [{"name": at["tag"], "description": at["tag description"]}],
        "paths": {
            f"/{at['path']}/{{{at['path parameter']}}}": {
                "put": {
                    "tags": [at["tag"]],
                    "operationId": at["operationId"],
                    "summary": at["summary"],
                    "description": at["description"],
                    f"x-{at['extension']}": at["extension value"],
                    "parameters": [
                        {
                            "name": at["path parameter"],
                            "in": "path",
                            "required": True,
                            "description": at["parameter description"],
                            "schema": {**text, "example": at["example"]},
                        },
                        {
                            "name": at["query parameter"],
                            "in": "query",
                            "schema": {
                                "title": at["enum title"],
                                **text,
                                "enum": [at["enum value"], "green"],
                                "description": at["enum description"],
                            },
                        },
                        {"name": at["header parameter"], "in": "header", "schema": {**text, "pattern": at["pattern"]}},
                    ],
                    "requestBody": {
                        "required": True,
                        "content": {
                            at["media type"]: {
                                "schema": {
                                    "type": "object",
                                    "properties": {
                                        at["body property"]: {
                                            **text,
                                            "description": at["property description"],
                                            "default": at["default"],
                                        },
                                        "part": {
                                            "title": at["schema title"],
                                            "type": "object",
                                            "properties": {at["property"]: text, "kind": {"const": at["const"]}},
                                        },
                                    },
                                }
                            }
                        },
                    },
                    "responses": {
                        "200": {
                            "description": at["response description"],
                            "content": {"application/json": {"schema": reference_to(at["schema"])}},
                        },
                        "404": {"description": at["error description"]},
                    },
                }
            }
        },
        "components": {
            "schemas": {
                at["schema"]: {
                    "type": "object",
                    "description": at["schema description"],
                    f"x-{at['extension']}": at["extension value"],
                    "required": [at["property"]],
                    "properties": {
                        at["property"]: {
                            **text,
                            "description": at["property description"],
                            "example": at["example"],
                        },
                        "contact": {**text, "format": "email"},
                        "others": {"type": "array", "items": reference_to(at["schema"])},
                    },
                }
            }
        },
    }


def without_hooks(folder: Path) -> Path:
    """Write the settings of the generator without the formatter, which takes ten times as long as the rest."""
    settings = CONFIG.read_text(encoding="utf-8").partition("post_hooks:")[0]
    config = folder / "generator-config.yaml"
    config.write_text(f"{settings}post_hooks: []\n", encoding="utf-8")
    return config


def generate(spec: Spec, target: Path, config: Path = CONFIG, templates: Path = TEMPLATES) -> Path:
    """Check the spec and generate its package, as `regenerate` does."""
    before = copy.deepcopy(spec)
    check_spec(spec)
    hooks = read_document(config).get("post_hooks") or []
    render_package(parse_api(spec, config), templates, target, hooks)
    assert spec == before
    return target

"""The spec with every feature, small specs with one feature, and the package of a spec."""

import copy
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from pipeline.api import Api, Argument, Method
from pipeline.documents import read_document
from pipeline.effective import check_spec
from pipeline.parse import parse_api
from pipeline.render import render_package

ROOT = Path(__file__).parents[3]
CONFIG = ROOT / "generator-config.yaml"
TEMPLATES = ROOT / "overrides" / "templates"
PACKAGE = "mijnklantportaal_api"
Spec = dict[str, Any]


def features_spec() -> Spec:
    """Return the spec with every feature."""
    return read_document(Path(__file__).with_name("spec.yaml"))


@cache
def features_api() -> Api:
    return parsed(features_spec())


def parsed(spec: Spec) -> Api:
    """Return the API of a spec, which is checked as `regenerate` does, and not changed."""
    before = copy.deepcopy(spec)
    check_spec(spec)
    api = parse_api(spec, CONFIG)
    assert spec == before
    return api


def write_package(api: Api, folder: Path) -> Path:
    """Write the package of an API into a folder, formatted as the committed one is."""
    package = folder / PACKAGE
    render_package(api, TEMPLATES, package, read_document(CONFIG)["post_hooks"])
    (package / "py.typed").touch()
    return package


def small_spec(
    *parameters: Spec,
    body: Mapping[str, Any] | None = None,
    responses: Mapping[str, Any] | None = None,
    schemas: Mapping[str, Any] | None = None,
    path: str = "/things",
) -> Spec:
    """Return a spec with one operation, `things.change`.

    Args:
        parameters: Its parameters.
        body: The schema of its JSON body.
        responses: Its responses.
        schemas: The components.
        path: Its path.
    """
    operation: Spec = {
        "operationId": "change-things",
        "tags": ["Things"],
        "parameters": list(parameters),
        "responses": dict(responses or {"204": {"description": "Changed."}}),
    }
    if body is not None:
        operation["requestBody"] = {"required": True, "content": {"application/json": {"schema": dict(body)}}}
    return {
        "openapi": "3.1.1",
        "info": {"title": "Small", "version": "1"},
        "servers": [{"url": "https://example.com"}],
        "tags": [{"name": "Things"}],
        "paths": {path: {"post": operation}},
        "components": {"schemas": dict(schemas or {})},
    }


def small_method(*parameters: Spec, **parts: Any) -> Method:
    """Return the method of a small spec."""
    return parsed(small_spec(*parameters, **parts)).methods["things.change"]


def only_argument(*parameters: Spec, **parts: Any) -> Argument:
    """Return the only argument of the method of a small spec."""
    (argument,) = small_method(*parameters, **parts).arguments
    return argument


def json_response(schema: Mapping[str, Any], description: str = "Fine.") -> Spec:
    return {"description": description, "content": {"application/json": {"schema": dict(schema)}}}

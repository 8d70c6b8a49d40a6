"""A small spec with many features, an overlay for it, and a helper that runs the command."""

import contextlib
import functools
import io
import json
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias

import pytest

from pipeline import comparison
from pipeline.diff.__main__ import main
from pipeline.diff.changes import Change
from pipeline.diff.versions import Version
from pipeline.effective import Effective
from pipeline.effective.ordering import in_canonical_order
from pipeline.errors import run_command
from pipeline.loading import Source
from pipeline.parse import parse_api

ROOT = Path(__file__).parents[3]
CONFIG = ROOT / "generator-config.yaml"
Spec: TypeAlias = dict[str, Any]
Mutation: TypeAlias = Callable[[Spec], object]

# An overlay must have an action. This one has an effect on every spec, and causes no change.
OVERLAY: Spec = {
    "overlay": "1.1.0",
    "info": {"title": "Test", "version": "1"},
    "actions": [{"target": "$", "description": "Marks it.", "update": {"x-marked": True}}],
}

OVERLAY_SOURCE = Source("overlay.json", json.dumps(OVERLAY).encode())

TEXT = {"type": "string"}


@dataclass(frozen=True)
class Result:
    """The exit code and the output of the command."""

    code: object
    out: str
    err: str

    @property
    def report(self) -> Spec:
        """The output as JSON."""
        found: Spec = json.loads(self.out)
        return found

    @property
    def ids(self) -> list[str]:
        return [change["id"] for change in self.report["changes"]]


class Command:
    """`python -m pipeline.diff`, in this process or in a subprocess, with specs in a folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.overlay = self.file("overlay.json", OVERLAY)

    def file(self, name: str, content: Spec | str | bytes) -> str:
        """Write a file and return its path."""
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        text = json.dumps(content) if isinstance(content, dict) else content
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return str(path)

    def run(self, *arguments: str) -> Result:
        """Run the command with these arguments."""
        out, err = io.StringIO(), io.StringIO()
        with pytest.MonkeyPatch.context() as patch, contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            patch.setattr(sys, "argv", ["diff", *arguments])
            with pytest.raises(SystemExit) as ended:
                run_command(main)
        return Result(ended.value.code, out.getvalue(), err.getvalue())

    def diff(self, old: Spec, new: Spec, *options: str) -> Result:
        """Compare two specs with the overlay that causes no change."""
        places = self.file("old.json", old), self.file("new.json", new)
        return self.run(*places, "--overlay-from", self.overlay, *options)

    def run_in_subprocess(self, *arguments: str, root: Path = ROOT, **environment: str) -> Result:
        """Run the command of the pipeline in `root` in a subprocess."""
        done = subprocess.run(
            [sys.executable, "-m", "pipeline.diff", *arguments],
            cwd=root,
            env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1", **environment},
            capture_output=True,
            check=False,
        )
        return Result(done.returncode, done.stdout.decode(), done.stderr.decode())


def version_of(spec: Spec) -> Version:
    return _version(json.dumps(spec))


# Most comparisons start with the same spec. The checks are left out, since they take the most time.
@functools.lru_cache(maxsize=8)
def _version(spec: str) -> Version:
    effective = Effective(in_canonical_order(json.loads(spec)), [], [])
    return Version(effective, parse_api(effective.spec, CONFIG), "test")


def changes_between(old: Version, new: Version) -> list[Change]:
    return comparison.changes_between(old, new, CONFIG)


def changed(*mutations: Mutation) -> Spec:
    # Copied through JSON, so that no two places share an object.
    spec: Spec = json.loads(json.dumps(shop()))
    for mutation in mutations:
        mutation(spec)
    return spec


def changes_of(given: Mutation | None, *mutations: Mutation) -> list[Change]:
    """Return the changes that these mutations make, after `given` was applied to both specs."""
    first = (given,) if given else ()
    return changes_between(version_of(changed(*first)), version_of(changed(*first, *mutations)))


def schemas(spec: Spec) -> Spec:
    found: Spec = spec["components"]["schemas"]
    return found


def reference(name: str, kind: str = "schemas") -> Spec:
    return {"$ref": f"#/components/{kind}/{name}"}


def json_of(schema: Spec) -> Spec:
    """Return the content of a response or body in JSON."""
    return {"application/json": {"schema": schema}}


def shop() -> Spec:
    """Return a spec with three resources: lists and pages, bodies in JSON and forms, enumerations, limits, scopes."""
    return {
        "openapi": "3.1.1",
        "info": {"title": "Shop", "version": "1"},
        "servers": [{"url": "https://example.com/v1"}],
        "security": [{"token": []}],
        "tags": [{"name": "Orders API", "description": "All about orders."}, {"name": "Files"}, {"name": "Colours"}],
        "paths": {
            "/orders": {
                "parameters": [reference("Page", "parameters")],
                "get": {
                    "tags": ["Orders API"],
                    "operationId": "list-orders",
                    "summary": "List orders",
                    "parameters": [{"name": "colour", "in": "query", "schema": reference("Colour")}],
                    "responses": {
                        "200": {
                            "description": "Orders",
                            "headers": {"X-Count": {"schema": {"type": "integer"}}},
                            "content": json_of(
                                {
                                    "type": "object",
                                    "required": ["data", "next_page_url"],
                                    "properties": {
                                        "data": {"type": "array", "items": reference("Order")},
                                        "next_page_url": {"type": ["string", "null"]},
                                    },
                                }
                            ),
                        },
                        "404": reference("Missing", "responses"),
                    },
                },
                "post": {
                    "tags": ["Orders API"],
                    "operationId": "create-order",
                    "security": [{"token": [], "oauth": ["orders"]}],
                    "requestBody": reference("NewOrder", "requestBodies"),
                    "responses": {"201": {"description": "The order", "content": json_of(reference("Order"))}},
                },
            },
            "/orders/{orderId}": {
                "get": {
                    "tags": ["Orders API"],
                    "operationId": "get-order",
                    "parameters": [{"name": "orderId", "in": "path", "required": True, "schema": TEXT}],
                    "responses": {"200": {"description": "The order", "content": json_of(reference("Order"))}},
                }
            },
            "/files": {
                "post": {
                    "tags": ["Files"],
                    "operationId": "upload-file",
                    "deprecated": True,
                    "requestBody": {
                        "required": True,
                        "content": {
                            "multipart/form-data": {
                                "schema": {
                                    "type": "object",
                                    "required": ["file"],
                                    "properties": {"file": {"type": "string", "format": "binary"}, "name": TEXT},
                                }
                            }
                        },
                    },
                    "responses": {"204": {"description": "Uploaded"}},
                }
            },
            "/colours": {
                "get": {
                    "tags": ["Colours"],
                    "operationId": "list-colours",
                    "responses": {
                        "200": {
                            "description": "Colours",
                            "content": json_of(
                                {
                                    "type": "object",
                                    "properties": {
                                        "data": {
                                            "type": "array",
                                            "items": {"title": "Shade", "type": "object", "properties": {"hue": TEXT}},
                                        }
                                    },
                                }
                            ),
                        }
                    },
                }
            },
        },
        "components": {
            "parameters": {
                "Page": {
                    "name": "page",
                    "in": "query",
                    "description": "Which page.",
                    "schema": {"type": "integer", "minimum": 1, "default": 1},
                }
            },
            "requestBodies": {
                "NewOrder": {
                    "required": True,
                    "content": json_of(
                        {
                            "type": "object",
                            "required": ["lines"],
                            "properties": {
                                "note": {"type": ["string", "null"], "maxLength": 50, "default": "None"},
                                "lines": {"type": "array", "minItems": 1, "items": reference("Line")},
                            },
                        }
                    ),
                }
            },
            "responses": {
                "Missing": {"description": "There is none", "content": json_of(reference("Failure"))},
            },
            "schemas": {
                "Colour": {"type": "string", "enum": ["red", "green"], "description": "A colour."},
                "Failure": {"type": "object", "properties": {"message": TEXT}},
                "Line": {
                    "type": "object",
                    "description": "A line of an order.",
                    "required": ["amount"],
                    "properties": {
                        "amount": {"type": "number", "format": "decimal", "minimum": 0},
                        "colour": reference("Colour"),
                    },
                },
                "Order": {
                    "type": "object",
                    "required": ["id", "state"],
                    "properties": {
                        "id": {"type": "string", "example": "ord_1"},
                        "state": {"type": "string", "enum": ["new", "paid"]},
                        "orderedAt": {"type": "string", "format": "date"},
                        "lines": {"type": "array", "items": reference("Line")},
                        "replaces": {"anyOf": [reference("Order"), {"type": "null"}]},
                        "any": {},
                    },
                },
            },
            "securitySchemes": {
                "token": {"type": "http", "scheme": "bearer"},
                "oauth": {
                    "type": "oauth2",
                    "flows": {
                        "clientCredentials": {
                            "tokenUrl": "https://example.com/token",
                            "scopes": {"orders": "Orders", "files": "Files"},
                        }
                    },
                },
            },
        },
    }

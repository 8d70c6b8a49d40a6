"""A small API whose responses deviate from its spec in every way, reports on it, and checkouts of it."""

import copy
import hashlib
import json
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from pipeline.effective import effective_spec
from pipeline.effective.finding import as_yaml
from pipeline.evidence.proposals import Proposals, proposals_for
from pipeline.evidence.report import read_report
from pipeline.vendor.lock import lock_file

ROOT = Path(__file__).parents[3]
CONFIG = ROOT / "generator-config.yaml"
TODAY = date(2026, 11, 28)
Json = dict[str, Any]
TEXT: Json = {"type": "string"}


def _ref(name: str) -> Json:
    return {"$ref": f"#/components/schemas/{name}"}


def _response(schema: Json) -> Json:
    return {"200": {"description": "Fine", "content": {"application/json": {"schema": schema}}}}


def _operation(name: str, schema: Json, *parameters: str) -> Json:
    return {
        "tags": ["Things API"],
        "operationId": name,
        "parameters": [{"name": key, "in": "path", "required": True, "schema": TEXT} for key in parameters],
        "responses": _response(schema),
    }


SPEC: Json = {
    "openapi": "3.1.1",
    "info": {"title": "Things", "version": "1"},
    "servers": [{"url": "https://example.com"}],
    "tags": [{"name": "Things API"}],
    "paths": {
        "/things": {
            "get": _operation(
                "list-things", {"type": "object", "properties": {"data": {"type": "array", "items": _ref("Thing")}}}
            )
        },
        "/things/{thingId}": {"get": _operation("get-thing", _ref("Thing"), "thingId")},
        "/texts": {"get": {**_operation("get-text", TEXT), "responses": {"204": {"description": "Nothing"}}}},
    },
    "components": {
        "schemas": {
            "Color": {"type": "string", "enum": ["red", "green"]},
            "Owner": {"type": "object", "properties": {"name": TEXT}},
            "Thing": {
                "type": "object",
                "properties": {
                    "name": TEXT,
                    "nickname": {"type": ["string", "null"]},
                    "count": {"type": "integer"},
                    "size": {"type": "number"},
                    "price": {"type": "string", "format": "decimal"},
                    "cost": {"type": "string", "format": "decimal"},
                    "discount": {"type": "string", "format": "decimal"},
                    "day": {"type": "string", "format": "date"},
                    "madeAt": {"type": "string", "format": "date-time"},
                    "soldAt": {"type": "string", "format": "date-time"},
                    "color": _ref("Color"),
                    "paint": {**_ref("Color"), "description": "Its paint"},
                    "shade": {"anyOf": [_ref("Color"), {"type": "null"}]},
                    "state": {"type": "string", "enum": ["new", "old"]},
                    "grade": {"type": "string", "enum": ["a", "b"]},
                    "level": {"type": "integer", "enum": [1, 2]},
                    "owner": _ref("Owner"),
                    "maker": _ref("Owner"),
                    "seller": {"allOf": [_ref("Owner")]},
                    "tags": {"type": "array", "items": TEXT},
                    "labels": {
                        "type": "object",
                        "additionalProperties": {"type": "object", "title": "Label", "properties": {"text": TEXT}},
                    },
                    "settings": {
                        "type": "object",
                        "title": "Settings",
                        "properties": {"mode": TEXT, "dots.and[]": TEXT},
                    },
                    "options": {"type": "object", "title": "Options", "properties": {"mode": TEXT}},
                    "parts": {
                        "type": "array",
                        "items": {"type": "object", "title": "Part", "properties": {"width": {"type": "integer"}}},
                    },
                    "anything": {},
                },
            },
        }
    },
}
# As the overlay of this repository ends.
MARKS: Json = {
    "overlay": "1.1.0",
    "info": {"title": "Corrections", "version": "1"},
    "actions": [
        {"target": "$.components.schemas.*", "update": {"x-all-required": True}},
        {"target": "$.paths.*.*.responses.*.content.*.schema", "update": {"x-all-required": True}},
    ],
}


def deviation(path: str, received: str, count: int = 2) -> Json:
    return {"path": path, "expected": "something else", "received": received, "count": count}


def unknown(path: str, key: str | None, received: str, count: int = 2) -> Json:
    """Return an unknown field; without a key, of one that the report does not show."""
    digest = hashlib.sha256((key or "secret").encode()).hexdigest()[:16]
    return {"path": path, "key": key, "hash": digest, "received": received, "count": count}


def result(name: str = "list-things", *differences: Json, outcome: str | None = None) -> Json:
    """Return the result of an operation with deviations and unknown fields."""
    path, method = next(
        (path, method)
        for path, item in SPEC["paths"].items()
        for method, operation in item.items()
        if operation["operationId"] == name
    )
    return {
        "id": name,
        "method": method.upper(),
        "path": path,
        "outcome": outcome or ("deviates" if differences else "agrees"),
        "reason": None,
        "responses": 3,
        "objects": 40,
        "deviations": [each for each in differences if "expected" in each],
        "unknown": [each for each in differences if "key" in each],
    }


@dataclass
class Checkout:
    """A folder with the spec that a package ships, its lock, and a report."""

    folder: Path
    spec: bytes = field(default_factory=lambda: json.dumps(effective()).encode())

    def __post_init__(self) -> None:
        package = self.folder / "generated" / "mijnklantportaal_api"
        package.mkdir(parents=True)
        (package / "openapi.json").write_bytes(self.spec)
        lock = {
            "document": {"sha256": "0" * 64, "operations": 3},
            "sources": [{"name": "things.yaml", "sha256": "0" * 64}],
            "date": "2026-11-01",
            "evidence": {
                "operations": {
                    "GET /things": "published",
                    "GET /things/{thingId}": "inferred",
                    "GET /texts": "inferred",
                },
                "schemas": {"Thing": "published"},
            },
            "inferred": {"operations": {"GET /texts": ["everything"]}, "schemas": {}},
        }
        self.lock.write_bytes(lock_file(lock))

    @property
    def lock(self) -> Path:
        return self.folder / "openapi.lock.yaml"

    @property
    def report(self) -> Path:
        return self.folder / "report.json"

    def write(self, *results: Json, **changes: Any) -> Path:
        """Write a report, and return its path."""
        content = {
            "format": 1,
            "version": "0.1.0",
            "spec": hashlib.sha256(self.spec).hexdigest(),
            "date": TODAY.isoformat(),
            "operations": list(results),
            "observations": [{"subject": "page beyond the end", "result": "200, an empty list"}],
        }
        self.report.write_text(json.dumps(content | changes), encoding="utf-8")
        return self.report

    def proposals(self, *results: Json) -> Proposals:
        return proposals_for(read_report(self.write(*results), self.spec, TODAY), json.loads(self.spec))


def effective(*actions: Json) -> Json:
    """Return the effective spec with these actions at the end of the overlay, each of which must have an effect."""
    overlay = copy.deepcopy(MARKS)
    overlay["actions"] += actions
    return effective_spec(copy.deepcopy(SPEC), overlay).spec


def pasted(proposals: Proposals) -> list[Json]:
    """Return the actions as they are after somebody has pasted what is printed."""
    printed = "\n".join(as_yaml(action) for actions in proposals.corrections for action in actions)
    actions: list[Json] = yaml.safe_load(f"actions:\n{printed}\n")["actions"] or []
    return actions

"""Keywords next to a `$ref` that contradict its target."""

from typing import Any

import pytest

from pipeline.effective.checking import all_findings
from tests.pipeline.test_effective import SCHEMA, minimal

RATE = "#/components/schemas/Rate"


def keys(target: dict[str, Any], siblings: dict[str, Any]) -> list[str]:
    spec = minimal()
    spec["components"]["schemas"] |= {
        "Rate": target,
        "Alias": {"$ref": RATE},
        "Parts": {"allOf": [{"description": "D"}, {"$ref": "#/components/schemas/Alias"}]},
    }
    found: list[list[str]] = []
    for reference in (RATE, "#/components/schemas/Alias", "#/components/schemas/Parts"):
        spec["components"]["schemas"]["Thing"]["properties"]["a"] = {"$ref": reference, **siblings}
        findings = all_findings(spec)
        assert all(f"{SCHEMA}/properties/a/" in f.line and RATE in f.sentence and f.action for f in findings)
        found.append([str(finding.location[-1]) for finding in findings])
    assert found[0] == found[1] == found[2]
    return found[0]


@pytest.mark.parametrize(
    ("target", "siblings", "expected"),
    [
        ({"type": "integer"}, {"type": "string"}, ["type"]),
        ({"type": "integer"}, {"type": ["string", "null"]}, ["type"]),
        ({"type": ["object", "array"]}, {"type": ["string", "null"]}, ["type"]),
        ({"enum": [0, 9]}, {"type": "string"}, ["type"]),
        ({"const": 9}, {"type": "string"}, ["type"]),
        ({"type": "string"}, {"enum": [0, 9]}, ["enum"]),
        ({"type": "string"}, {"const": 9}, ["const"]),
        ({"enum": ["a", "b"]}, {"enum": ["c"]}, ["enum"]),
        ({"enum": ["a", "b"]}, {"const": "c"}, ["const"]),
        ({"const": "a"}, {"enum": ["b", "c"]}, ["enum"]),
        ({"enum": [0, 9]}, {"minimum": 10}, ["minimum"]),
        ({"enum": ["a", "b"]}, {"minLength": 2}, ["minLength"]),
        ({"enum": ["a", "b"]}, {"pattern": "^[0-9]+$"}, ["pattern"]),
        ({"type": "string", "format": "date"}, {"format": "date-time"}, ["format"]),
        ({"minimum": 5}, {"maximum": 4}, ["maximum"]),
        ({"maximum": 4}, {"minimum": 5}, ["minimum"]),
        ({"exclusiveMaximum": 4}, {"minimum": 4}, ["minimum"]),
        ({"minimum": 4}, {"exclusiveMaximum": 4}, ["exclusiveMaximum"]),
        ({"exclusiveMinimum": 4}, {"maximum": 4}, ["maximum"]),
        ({"maximum": 4}, {"exclusiveMinimum": 4}, ["exclusiveMinimum"]),
        ({"exclusiveMinimum": 4}, {"exclusiveMaximum": 4}, ["exclusiveMaximum"]),
        ({"maxLength": 4}, {"minLength": 5}, ["minLength"]),
        ({"minItems": 4}, {"maxItems": 3}, ["maxItems"]),
        ({"minProperties": 4}, {"maxProperties": 3}, ["maxProperties"]),
    ],
)
def test_sibling_of_a_reference_that_contradicts_its_target_is_a_finding(
    target: dict[str, Any], siblings: dict[str, Any], expected: list[str]
) -> None:
    assert keys(target, siblings) == expected


@pytest.mark.parametrize(
    ("target", "siblings"),
    [
        ({"type": "integer"}, {"type": "integer", "description": "D", "deprecated": True}),
        ({"type": "number"}, {"type": "integer"}),
        ({"type": "integer"}, {"type": "number"}),
        ({"type": ["string", "null"]}, {"type": "string"}),
        ({"type": ["string", "null"]}, {"type": ["integer", "null"]}),
        ({"enum": [0, 9]}, {"enum": [9, 21]}),
        ({"enum": [0, 9]}, {"minimum": 9}),
        ({"enum": [1.0]}, {"type": "integer"}),
        ({"type": "integer", "format": "int32"}, {"format": "int64"}),
        ({"type": "string", "format": "uri"}, {"format": "password"}),
        ({"type": "string"}, {"format": "date"}),
        ({"minimum": 4}, {"maximum": 4}),
        ({"minimum": 4}, {"exclusiveMinimum": 4}),
        ({"maxLength": 4}, {"minLength": 4}),
        ({"maxLength": 4}, {"minItems": 5}),
        ({"type": "object", "properties": {"a": {}}}, {"properties": {"b": {}}, "required": ["b"]}),
        ({}, {"type": "string"}),
    ],
)
def test_sibling_of_a_reference_that_agrees_with_its_target_is_no_finding(
    target: dict[str, Any], siblings: dict[str, Any]
) -> None:
    assert keys(target, siblings) == []

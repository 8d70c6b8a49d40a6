"""Fields that look like money, dates or times."""

from pathlib import Path
from typing import Any

import pytest

from pipeline.documents import read_document
from pipeline.effective import effective_spec
from pipeline.effective.suspects import suspicious_values
from pipeline.overlay import apply_overlay, read_overlay
from tests.pipeline.test_effective import OPERATION, minimal, put

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize(
    ("name", "schema", "expected"),
    [
        ("amount", {"type": "number"}, "decimal"),
        ("discountAmount", {"type": ["number", "null"]}, "decimal"),
        ("amountExclVAT", {"type": "string", "example": "12.95"}, "decimal"),
        ("vat_total", {"type": "string"}, "decimal"),
        ("unitPrice", {"type": "string"}, None),
        ("price", {"type": "string", "example": "twelve euros"}, None),
        ("amount", {"type": "number", "format": "decimal"}, None),
        ("amount", {"type": "integer"}, None),
        ("totalCount", {"type": "number"}, None),
        ("vatRate", {"type": "number"}, None),
        ("amount", {"$ref": "#/components/schemas/Thing"}, None),
        ("paidAt", {"type": "string"}, "?"),
        ("birth_date", {"type": ["string", "null"]}, "?"),
        ("date", {"type": "string"}, "?"),
        ("paidAt", {"type": "string", "example": "2024-04-30"}, "date"),
        ("moment", {"type": "string", "example": "2024-04-30T10:00:00+02:00"}, "date-time"),
        ("moment", {"type": "string", "example": "2024-04-30 10:00:00"}, "local-date-time"),
        ("moment", {"type": "string", "example": "2024-04-30 10:00"}, "local-minute"),
        ("moment", {"type": "string", "description": "As dd-mm-YYYY"}, "?"),
        ("moment", {"type": "string", "description": "Expiry date"}, "?"),
        ("moment", {"type": "string", "description": "To update it"}, None),
        ("format", {"type": "string"}, None),
        ("at", {"type": "string"}, None),
        ("paidAt", {"type": "string", "format": "date"}, None),
        ("paidAt", {"type": "boolean"}, None),
        ("dateOrder", {"type": "string", "enum": ["asc"]}, None),
    ],
)
def test_suspicious_values_of_a_field(name: str, schema: dict[str, Any], expected: str | None) -> None:
    spec = minimal()
    spec["components"]["schemas"]["Thing"]["properties"] = {name: schema}
    findings = suspicious_values(spec)
    if expected is None:
        assert findings == []
        return
    (finding,) = findings
    assert finding.location == ("components", "schemas", "Thing", "properties", name)
    if expected == "?":
        assert finding.action is None
        assert "set one of date, date-time" in finding.sentence
        return
    assert finding.action is not None
    overlay = {"overlay": "1.1.0", "info": {"title": "T", "version": "1"}, "actions": [finding.action]}
    changed = apply_overlay(spec, overlay).document
    assert changed["components"]["schemas"]["Thing"]["properties"][name]["format"] == expected
    assert suspicious_values(changed) == []


def test_suspicious_values_of_a_parameter() -> None:
    spec = minimal()
    put(f"{OPERATION} parameters 1", {"name": "start_at", "in": "query", "schema": {"type": "string"}})(spec)
    (finding,) = suspicious_values(spec)
    assert finding.location[-3:] == ("parameters", 1, "schema")


def test_suspicious_values_of_the_real_spec_are_all_in_the_overlay() -> None:
    published = read_document(ROOT / "openapi.yaml")
    effective = effective_spec(published, read_overlay(ROOT / "overrides" / "overlay.yaml"))
    assert suspicious_values(effective.spec) == []
    assert len(suspicious_values(published)) > 50

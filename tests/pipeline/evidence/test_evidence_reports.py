"""Reports, which anybody may have sent: they are validated, and none of their texts is more than a text."""

import copy
import json
import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from pipeline.errors import PipelineError
from pipeline.evidence.report import MAX_BYTES, read_report
from pipeline.overlay import apply_overlay
from tests.pipeline.evidence.evidence_samples import (
    SPEC,
    TODAY,
    Checkout,
    Json,
    deviation,
    pasted,
    result,
    unknown,
)
from tests.pipeline.hostile_texts import HOSTILE_TEXTS

Change = Callable[[Json], object]
TEXTS = {
    **HOSTILE_TEXTS,
    "end of a YAML value": '"}\n  - target: $.info\n    remove: true\n#',
    "YAML alias": "*anchor",
    "YAML tag": "!!python/object/apply:os.system [canary]",
    "Markdown": "| a |\n\n<script>canary()</script> [x](javascript:canary()) <!-- end of evidence -->",
    "terminal": "\x1b[2J\x1b]0;canary\x07",
    "JSONPath": "']['remove']",
}


def error_of(checkout: Checkout, path: Path) -> str:
    with pytest.raises(PipelineError) as caught:
        read_report(path, checkout.spec, TODAY)
    return str(caught.value).replace(str(path), "report.json")


def set_at(*keys: str | int, value: Any) -> Change:
    """Return a change that sets a value of the report."""

    def change(report: Json) -> None:
        target: Any = report
        for key in keys[:-1]:
            target = target[key]
        target[keys[-1]] = value

    return change


OPERATION = ("operations", 0)
DEVIATION = (*OPERATION, "deviations", 0)
UNKNOWN = (*OPERATION, "unknown", 0)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (set_at("format", value=2), "`format` must be 1: a later version"),
        (set_at("format", value=True), "`format` must be 1"),
        (set_at("version", value="1.0\n| x |"), "`version` must match"),
        (set_at("version", value=7), "`version` must be a text"),
        (set_at("spec", value="0" * 63), "`spec` must match"),
        (set_at("date", value="28-11-2026"), "`date` must match"),
        (set_at("date", value="2026-02-30"), "`date` must be a date that exists"),
        (set_at("date", value="2026-11-30"), "its date, 2026-11-30, must not be in the future"),
        (set_at("operations", value={}), "`operations` must be a list"),
        (set_at("operations", value=[1]), "`operations[0]` must be an object"),
        (set_at("extra", value=1), "the report has the unknown key `extra`; it must be the JSON report of"),
        (lambda report: report.pop("spec"), "the report has no `spec`; it must be the JSON report of"),
        (set_at(*OPERATION, "id", value="list-nothing"), "`operations[0]`, `list-nothing`, is not an operation"),
        (set_at(*OPERATION, "id", value="x" * 2001), "`operations[0].id` must have at most 2,000 characters"),
        (set_at(*OPERATION, "path", value="/things/"), "is not an operation of the spec that it names"),
        (set_at(*OPERATION, "method", value="DELETE"), "is not an operation of the spec that it names"),
        (set_at(*OPERATION, "outcome", value="fine"), "must be one of `agrees`, `deviates`, `not reached`"),
        (set_at(*OPERATION, "outcome", value="agrees"), "has deviations, and its `outcome` is `agrees`"),
        (set_at(*OPERATION, "outcome", value="not reached"), "has deviations, and its `outcome` is `not reached`"),
        (set_at(*OPERATION, "reason", value=[]), "`operations[0].reason` must be a text or null"),
        (set_at(*OPERATION, "responses", value=-1), "`operations[0].responses` must be at least 0"),
        (set_at(*OPERATION, "responses", value=True), "`operations[0].responses` must be a whole number"),
        (set_at(*OPERATION, "objects", value=10**10), "`operations[0].objects` must be at most 1,000,000,000"),
        (set_at(*OPERATION, "objects", value=1.5), "`operations[0].objects` must be a whole number"),
        (set_at(*DEVIATION, "count", value=0), "`operations[0].deviations[0].count` must be at least 1"),
        (set_at(*DEVIATION, "received", value="Jan"), "`operations[0].deviations[0].received` must match"),
        (set_at(*DEVIATION, "value", value="Jan"), "`operations[0].deviations[0]` has the unknown key `value`"),
        (set_at(*DEVIATION, "path", value="\ud800"), "contains the lone surrogate"),
        (set_at(*OPERATION, "deviations", value=[deviation("a", "null")] * 2001), "must have at most 2,000 items"),
        (set_at(*UNKNOWN, "key", value="other"), "has a key whose `hash` is another one (`unknown[0]`)"),
        (set_at(*UNKNOWN, "hash", value="xyz"), "`operations[0].unknown[0].hash` must match"),
        (set_at("observations", value=[{"subject": 1, "result": ""}]), "`observations[0].subject` must be a text"),
        (lambda report: report["operations"].append(report["operations"][0]), "is the second entry for `list-things`"),
    ],
)
def test_report_that_is_not_valid_is_refused_with_one_sentence(
    change: Change, message: str, checkout: Checkout
) -> None:
    path = checkout.write(result("list-things", deviation("data[].name", "null"), unknown("data[]", "extra", "null")))
    report = json.loads(path.read_text(encoding="utf-8"))
    change(report)
    path.write_text(json.dumps(report), encoding="utf-8")
    error = error_of(checkout, path)
    assert message in error
    assert error.startswith("report.json ")
    assert error.count("\n") == 0
    assert len(error) < 400


def test_operation_that_agrees_without_responses_is_refused(checkout: Checkout) -> None:
    path = checkout.write({**result("list-things"), "responses": 0})
    assert "`operations[0]` agrees with the spec, and has no response" in error_of(checkout, path)


def test_report_about_another_spec_is_refused_with_the_way_out(checkout: Checkout) -> None:
    error = error_of(checkout, checkout.write(version="0.0.9", spec="f" * 64))
    assert error.startswith(
        "report.json is about the spec of mijnklantportaal 0.0.9, which is not that of this checkout (ffffffffffff… "
    )
    assert "check out the tag v0.0.9 and merge the report there, or verify the portal again" in error


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "is not a JSON object: it must be the JSON report of `mijnklantportaal verify`"),
        (b"# Verification of the spec\n", "is not a JSON object"),
        (b"[]", "is not a JSON object"),
        (b'{"format": 1', "is not a JSON object"),
        (b"\xff{}", "is not UTF-8 text (byte 0)"),
        (b'{"format": 1, "format": 1}', 'an object has the key "format" twice'),
        (b'{"format": NaN}', "NaN is not a valid number"),
        (b'{"format": 1e999}', "is too large a number"),
        (b'{"a":' * 100_000, "is nested too deeply"),
        (b"{" + b" " * MAX_BYTES + b"}", "has more than 5,000,000 bytes, which is the limit for a report"),
    ],
    ids=["empty", "Markdown", "list", "truncated", "no text", "twice", "NaN", "infinite", "deep", "large"],
)
def test_file_that_is_not_a_report_is_refused(content: bytes, message: str, checkout: Checkout) -> None:
    checkout.report.write_bytes(content)
    assert message in error_of(checkout, checkout.report)


def test_report_that_does_not_exist_is_refused(checkout: Checkout) -> None:
    assert error_of(checkout, checkout.report) == "report.json cannot be read: No such file or directory."


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_texts_of_a_report_stay_texts(text: str, checkout: Checkout) -> None:
    key = text[:200]
    hostile = {**result("list-things", unknown("data[]", key, "string")), "reason": text[:2000]}
    hostile["deviations"] = [{**deviation(text[:2000], "null"), "expected": text[:2000]}]
    path = checkout.write(hostile, observations=[{"subject": text[:2000], "result": text[:2000]}])
    assert read_report(path, checkout.spec, TODAY).operations[0].unknown[0].key == key
    proposals = checkout.proposals(hostile)
    (action,) = pasted(proposals)
    assert action["target"] == "$['components']['schemas']['Thing']"
    (property_key,) = action["update"]["properties"]
    assert property_key == key
    changed = apply_overlay(
        copy.deepcopy(SPEC), {"overlay": "1.1.0", "info": {"title": "", "version": ""}, "actions": [action]}
    )
    assert changed.document["components"]["schemas"]["Thing"]["properties"][key]["type"] == "string"
    assert changed.document["info"] == SPEC["info"]
    (sentence,) = proposals.unresolved
    assert sentence.isprintable()
    assert re.fullmatch(
        r"list-things: `[^`]*` is not in the spec, which does not have a property `[^`]*` there\.", sentence
    )


def test_report_of_tomorrow_is_accepted(checkout: Checkout) -> None:
    path = checkout.write(result("list-things"))
    assert read_report(path, checkout.spec, date(2026, 11, 27)).date == "2026-11-28"

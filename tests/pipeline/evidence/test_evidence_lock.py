"""What the lock records of verifications, and who keeps it."""

import json
import subprocess
import sys
from collections.abc import Callable
from datetime import date

import pytest

from pipeline.documents import read_document
from pipeline.effective import effective_spec
from pipeline.errors import PipelineError
from pipeline.evidence.__main__ import evidence
from pipeline.readme import EVIDENCE_END, EVIDENCE_START, with_evidence_table
from pipeline.vendor.provenance import read_lock
from pipeline.vendor.vendoring import vendor
from tests.pipeline.evidence.evidence_samples import (
    ROOT,
    SPEC,
    TODAY,
    Checkout,
    Json,
    deviation,
    result,
    unknown,
)

OBSERVED = """\
    GET /texts: inferred
  schemas:
    Thing: published
observed:
  operations:
    GET /things:
      date: '2026-11-28'
      responses: 3
      objects: 40
      deviates: true
    GET /things/{thingId}:
      date: '2026-11-28'
      responses: 3
      objects: 40
      deviates: false
inferred:
"""


def observed(checkout: Checkout) -> Json:
    operations: Json = read_document(checkout.lock)["observed"]["operations"]
    return operations


def merge(checkout: Checkout, *results: Json, day: str = "2026-11-28") -> None:
    evidence(checkout.write(*results, date=day), checkout.folder, TODAY)


def test_observations_stand_beside_the_evidence(checkout: Checkout) -> None:
    before = checkout.lock.read_text(encoding="utf-8")
    merge(
        checkout,
        result("get-text", outcome="not reached"),
        result("get-thing"),
        result("list-things", deviation("data[].name", "null")),
    )
    after = checkout.lock.read_text(encoding="utf-8")
    assert OBSERVED in after
    # All lines of before, in their order.
    start = after.index("observed:")
    assert after[:start] + after[after.index("inferred:\n", start) :] == before


def test_second_merge_of_a_report_changes_nothing(checkout: Checkout, capsys: pytest.CaptureFixture[str]) -> None:
    merge(checkout, result("list-things"))
    before = (checkout.lock.read_bytes(), checkout.lock.stat().st_ino)
    merge(checkout, result("list-things"))
    assert (checkout.lock.read_bytes(), checkout.lock.stat().st_ino) == before
    assert (
        "has all observations of this report, or later ones, or ones of more objects: it stays as it is."
        in capsys.readouterr().err
    )


def test_report_of_an_empty_portal_does_not_replace_one_of_objects(checkout: Checkout) -> None:
    full, empty = result("list-things", deviation("data[].name", "null")), {**result("list-things"), "objects": 0}
    merge(checkout, empty, day="2026-11-27")
    merge(checkout, full, day="2026-11-26")
    merge(checkout, empty, day="2026-11-28")
    assert observed(checkout)["GET /things"] == {
        "date": "2026-11-26",
        "responses": 3,
        "objects": 40,
        "deviates": True,
    }
    merge(checkout, {**result("list-things", unknown("", "total", "integer")), "objects": 0}, day="2026-11-27")
    merge(checkout, empty, day="2026-11-28")
    assert not observed(checkout)["GET /things"]["deviates"]


def test_older_report_does_not_replace_a_newer_one(checkout: Checkout) -> None:
    merge(checkout, result("list-things"), day="2026-11-27")
    merge(checkout, result("list-things", deviation("data[].name", "null")), result("get-thing"), day="2026-11-26")
    assert observed(checkout)["GET /things"]["deviates"] is False
    assert observed(checkout)["GET /things/{thingId}"]["date"] == "2026-11-26"
    merge(checkout, result("list-things", deviation("data[].name", "null")), result("get-thing", outcome="not reached"))
    assert {name: entry["date"] for name, entry in observed(checkout).items()} == {
        "GET /things": "2026-11-28",
        # An operation that was not reached keeps what was observed before.
        "GET /things/{thingId}": "2026-11-26",
    }


def _damage(old: str, new: str) -> Callable[[Checkout], None]:
    def damage(checkout: Checkout) -> None:
        merge(checkout, result("list-things"))
        text = checkout.lock.read_text(encoding="utf-8")
        assert old in text
        checkout.lock.write_text(text.replace(old, new, 1), encoding="utf-8")

    return damage


@pytest.mark.parametrize(
    ("damage", "message"),
    [
        (_damage("responses: 3", "responses: many"), r"lock\.yaml is damaged, see observed: restore it from git"),
        (_damage("GET /things: published", "GET /things: seen"), r"is incomplete or damaged, see evidence: restore"),
        (_damage("evidence:\n", "<<<<<<<\nevidence:\n"), "is not valid YAML"),
        (_damage("GET /things: published", "GET /all: published"), "has no evidence for GET /things, which the gen"),
        (lambda checkout: checkout.lock.unlink(), "cannot be read"),
    ],
    ids=["observed", "evidence", "conflict", "other spec", "missing"],
)
def test_damaged_lock_is_reported_and_left_alone(
    damage: Callable[[Checkout], None], message: str, checkout: Checkout, capsys: pytest.CaptureFixture[str]
) -> None:
    damage(checkout)
    before = checkout.lock.read_bytes() if checkout.lock.exists() else None
    capsys.readouterr()
    with pytest.raises(PipelineError, match=message):
        merge(checkout, result("list-things", deviation("data[].name", "null")))
    assert (checkout.lock.read_bytes() if checkout.lock.exists() else None) == before
    assert capsys.readouterr().out == ""


def test_vendoring_keeps_what_was_observed_of_operations_that_still_exist(checkout: Checkout) -> None:
    target, source = checkout.folder / "openapi.yaml", checkout.folder / "new.json"
    source.write_text(json.dumps(SPEC), encoding="utf-8")
    vendor([str(source)], target, checkout.lock, date(2026, 11, 1))
    merge(checkout, result("list-things"), result("get-thing", deviation("name", "null")))
    before = observed(checkout)
    source.write_text(json.dumps(SPEC).replace('"/things"', '"/all"'), encoding="utf-8")
    summary = vendor([str(source)], target, checkout.lock, date(2026, 12, 1))
    assert "; evidence: 6 published; observed: 1 operation" in summary
    assert observed(checkout) == {"GET /things/{thingId}": before["GET /things/{thingId}"]}
    # The same again changes nothing, not even the date. Nor does the vendored spec, whose evidence the lock has.
    written = checkout.lock.read_bytes()
    for again in (source, target):
        vendor([str(again)], target, checkout.lock, date(2026, 12, 2))
        assert checkout.lock.read_bytes() == written


def test_readme_shows_what_is_observed_by_evidence(checkout: Checkout) -> None:
    merge(checkout, result("get-thing"), day="2026-11-20")
    merge(checkout, result("list-things", unknown("data[]", None, "string")))
    readme = with_evidence_table(f"a\n{EVIDENCE_START}\nold\n{EVIDENCE_END}\nb\n", read_lock(checkout.lock))
    assert readme.splitlines()[2:10] == [
        "| evidence | schemas | operations | observed at a portal | agree | deviate | when |",
        "| --- | --- | --- | --- | --- | --- | --- |",
        "| verbatim (`published`) | 1 | 1 | 1 | 0 | 1 | 2026-11-28 |",
        "| transcribed (`seen-in-yaml`) | 0 | 0 | 0 | 0 | 0 |  |",
        "| transcribed (`seen-in-rendered-page`) | 0 | 0 | 0 | 0 | 0 |  |",
        "| inferred (`inferred`) | 0 | 2 | 1 | 1 | 0 | 2026-11-20 |",
        "| together | 1 | 3 | 2 | 1 | 1 | 2026-11-20 to 2026-11-28 |",
        EVIDENCE_END,
    ]


def test_readme_without_marks_for_the_evidence_is_reported(checkout: Checkout) -> None:
    with pytest.raises(PipelineError, match=r"README\.md has no marks for the table of evidence: insert <!-- evi"):
        with_evidence_table("# Nothing\n", read_lock(checkout.lock))


@pytest.mark.parametrize("schema", [{"x-optional": False}, {"items": {"x-optional": True}}])
def test_mark_for_optional_properties_that_has_no_effect_is_an_error(schema: Json) -> None:
    overlay: Json = {
        "overlay": "1.1.0",
        "info": {"title": "Corrections", "version": "1"},
        "actions": [{"target": "$.components.schemas.Thing.properties.tags", "update": schema}],
    }
    with pytest.raises(PipelineError, match=r"properties/tags.*/x-optional: must be `true`, and in a property;"):
        effective_spec(SPEC, overlay)


SUMMARY = """\
openapi.lock.yaml has observations of 1 operation.
list-things: `data[]` has a field of the type string that the spec does not have, and whose key is not in the report \
(hash 2bb80d537b1da3e3).
To get actions for these fields, verify again with `--show-keys`.
Corrections: 1, in overlay actions: 2. Paste them at the end of `actions` in overrides/overlay.yaml.
Then run `nox -s regenerate`, which also updates the table in README.md.
"""
MIXED = (deviation("data[].day", "null"), unknown("data[]", None, "string"))


def test_standard_output_has_the_actions_only(checkout: Checkout, capsys: pytest.CaptureFixture[str]) -> None:
    merge(checkout, result("list-things", *MIXED))
    printed = capsys.readouterr()
    assert [line.partition(":")[0] for line in printed.out.splitlines()] == [
        *("  - target", "    description", "    remove"),
        *("  - target", "    description", "    update"),
    ]
    assert printed.err == SUMMARY


def test_command_prints_actions_and_fails_for_what_none_corrects(checkout: Checkout) -> None:
    program = (
        "import sys; from pathlib import Path; import pipeline.evidence.__main__ as command; "
        "from pipeline.errors import run_command; command.ROOT = Path(sys.argv.pop(1)); run_command(command.main)"
    )
    report = checkout.write(result("list-things", *MIXED, deviation("data[].none\x1b[2J", "null")), date="2026-01-01")
    command = [sys.executable, "-c", program, str(checkout.folder), str(report)]
    failed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert failed.returncode == 1
    assert failed.stdout.count("  - target: ") == 2
    assert failed.stderr == SUMMARY + (
        "No overlay action corrects these deviations; decide on each by hand:\nlist-things: `data[].none\ufffd[2J` is "
        "not in the spec, which does not have a property `none\ufffd[2J` there.\n"
    )
    assert observed(checkout)["GET /things"]["deviates"] is True

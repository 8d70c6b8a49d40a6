"""What the lock records of verifications, and who keeps it."""

import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

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
    assert "has all observations of this report, or later ones: it stays as it is." in capsys.readouterr().err


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


def test_vendoring_keeps_what_was_observed_of_operations_that_still_exist(tmp_path: Path) -> None:
    target, lock, source = tmp_path / "openapi.yaml", tmp_path / "openapi.lock.yaml", tmp_path / "new.yaml"
    text = (ROOT / "openapi.yaml").read_text(encoding="utf-8")
    target.write_text(text, encoding="utf-8")
    committed = (ROOT / "openapi.lock.yaml").read_text(encoding="utf-8")
    assert "observed" not in committed
    entries = "".join(
        f"    GET {path}:\n      date: '2026-11-28'\n      responses: 3\n      objects: 40\n      deviates: false\n"
        for path in ("/customers", "/invoices", "/old")
    )
    lock.write_text(
        committed.replace("inferred:\n", f"observed:\n  operations:\n{entries}inferred:\n", 1), encoding="utf-8"
    )
    source.write_text(text.replace("  /invoices:\n", "  /bills:\n"), encoding="utf-8")
    summary = vendor([str(source)], target, lock, date(2026, 12, 1))
    assert list(read_document(lock)["observed"]["operations"]) == ["GET /customers"]
    assert "; observed: 1 operation" in summary
    # The same again changes nothing, not even the date.
    before = lock.read_bytes()
    vendor([str(source)], target, lock, date(2026, 12, 2))
    assert lock.read_bytes() == before


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


def test_command_prints_actions_and_fails_for_what_none_corrects(checkout: Checkout) -> None:
    program = (
        "import sys; from pathlib import Path; import pipeline.evidence.__main__ as command; "
        "from pipeline.errors import run_command; command.ROOT = Path(sys.argv.pop(1)); run_command(command.main)"
    )

    def run(*results: Json) -> subprocess.CompletedProcess[str]:
        report = str(checkout.write(*results, date="2026-01-01"))
        return subprocess.run(
            [sys.executable, "-c", program, str(checkout.folder), report],
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=False,
        )

    nullable, hidden = deviation("data[].day", "null"), unknown("data[]", None, "string")
    done = run(result("list-things", nullable, hidden))
    assert done.returncode == 0
    assert [line.partition(":")[0] for line in done.stdout.splitlines()] == [
        *("  - target", "    description", "    remove"),
        *("  - target", "    description", "    update"),
    ]
    lines = done.stderr.splitlines()
    assert lines[0] == "openapi.lock.yaml has observations of 1 operation."
    assert "whose key is not in the report" in lines[1]
    assert lines[2:] == [
        "To get actions for these fields, verify again with `--show-keys`.",
        "Corrections: 1, in overlay actions: 2. Paste them at the end of `actions` in overrides/overlay.yaml.",
        "Then run `nox -s regenerate`, which also updates the table in README.md.",
    ]
    failed = run(result("list-things", nullable, deviation("data[].none\x1b[2J", "null")))
    assert (failed.returncode, failed.stdout) == (1, done.stdout)
    assert (
        "No overlay action corrects these deviations; decide on each by hand:\nlist-things: `data[].none"
        in failed.stderr
    )
    assert "\x1b" not in failed.stderr

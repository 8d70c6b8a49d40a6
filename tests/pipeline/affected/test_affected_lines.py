"""The lines that a new version affects: of the two programs, of the examples, and of small programs."""

from collections import Counter
from pathlib import Path

import pytest

from pipeline.affected import Report, affected_lines
from pipeline.diff.changes import Change, Level
from tests.pipeline.affected.conftest import ROOT, Versions
from tests.pipeline.affected.samples import SAMPLES, expected_in, places_in, written

# No rule of the comparison concerns a resource that both versions have.
RESOURCE = Change("other-rule", Level.FEATURE, "the resource has changed", "customer_groups")
PROGRAMS = Path(__file__).parent / "programs"


@pytest.fixture(scope="session")
def report(versions: Versions, tmp_path_factory: pytest.TempPathFactory) -> Report:
    """Return the report about all programs, which takes one run of pyright."""
    samples = written(tmp_path_factory.mktemp("my samples"), SAMPLES)
    paths = [PROGRAMS, ROOT / "examples", samples, samples / "package" / "app.py"]
    return affected_lines(versions.old, versions.new, paths, [*versions.changes, RESOURCE])


def test_breaking_changes_without_lines_are_those_that_no_program_uses(versions: Versions, report: Report) -> None:
    breaking = {change.python for change in versions.changes if change.level is Level.BREAKING}
    assert len(breaking) >= 10
    assert breaking - {entry.python for entry in report.entries} == {
        "PendingSignUp",
        "files.create_directory(directory=)",
    }


def test_affected_lines_of_two_programs_are_those_with_comments(report: Report) -> None:
    expected = expected_in(PROGRAMS)
    names = {path.name for path in PROGRAMS.glob("*.py")}
    assert len(expected) > 20
    assert {place for place in places_in(report) if place[0] in names} == expected


@pytest.mark.parametrize("name", sorted(Path(name).name for name in SAMPLES if name.endswith(".py")))
def test_affected_lines_of_a_small_program_are_those_with_comments(report: Report, name: str, tmp_path: Path) -> None:
    expected = expected_in(written(tmp_path, SAMPLES))
    assert {place for place in places_in(report) if place[0] == name} == {
        place for place in expected if place[0] == name
    }


def test_errors_before_the_change_are_counted(report: Report) -> None:
    assert "Pyright reports 3 errors with both versions, which are left out." in report.remarks


def test_lines_with_a_client_of_unknown_type_are_listed(report: Report) -> None:
    (remark,) = [remark for remark in report.remarks if "not known" in remark]
    assert [f"unknown types.py:{line}" in remark for line in (2, 3, 4, 5, 6)] == [True, False, True, True, True]
    assert "annotate the variable, as in `portal: MijnKlantportaal`" in remark


def test_file_that_is_given_twice_is_reported_once(report: Report) -> None:
    counts = Counter((entry.path.name, entry.line, entry.column, entry.text) for entry in report.entries)
    assert max(counts.values()) == 1
    examples = [*PROGRAMS.glob("*.py"), *(ROOT / "examples").rglob("*.py")]
    assert report.files == sum(name.endswith(".py") for name in SAMPLES) + len(examples)


def test_column_is_in_characters(report: Report) -> None:
    (entry,) = [entry for entry in report.entries if entry.path.name == "app.py"]
    assert entry.column == SAMPLES["package/app.py"].split("\n")[3].index("phone") + 1

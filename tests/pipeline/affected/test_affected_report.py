"""The forms of a report."""

from pathlib import Path

from pipeline.affected import Entry, Report
from pipeline.diff.changes import Level

ENTRIES = [
    Entry(Path("a b.py"), 3, 5, Level.BREAKING, "tickets.get()", "method removed", "replace it"),
    Entry(Path("a b.py"), 3, 9, Level.PATCH, None, "the value may be `None` now", "check it"),
    Entry(
        Path("b\n\x1b.py"), 7, 1, Level.FEATURE, "tickets.close()", "deprecated, see https://a.nl @you", "replace it"
    ),
]
REPORT = Report(ENTRIES, files=2, uses=12, remarks=["Pyright reports 1 error."])


def test_text_has_a_line_for_each_entry_and_the_summary() -> None:
    assert REPORT.as_text().split("\n") == [
        "a b.py:3:5: breaking: tickets.get(): method removed; replace it",
        "a b.py:3:9: patch: the value may be `None` now; check it",
        "b �.py:7:1: feature: tickets.close(): deprecated, see https://a.nl @you; replace it",
        "Pyright reports 1 error.",
        "12 uses of the API in 2 files; 2 lines are affected, 1 of them breaks.",
    ]


def test_json_is_a_list_of_entries() -> None:
    first, *_, last = REPORT.lines_as_objects()
    assert first == {
        "file": "a b.py",
        "line": 3,
        "column": 5,
        "level": "breaking",
        "python": "tickets.get()",
        "text": "method removed",
        "to_do": "replace it",
    }
    assert last["file"] == "b\n\x1b.py"


def test_markdown_is_a_list_without_mentions_and_links() -> None:
    lines = REPORT.as_markdown().split("\n")
    assert lines[2] == "- `a b.py:3`: **breaking**: `tickets.get()`: method removed; replace it"
    assert lines[4].startswith("- `b �.py:7`: **feature**")
    assert "@you" not in lines[4]
    assert "://" not in lines[4]


def test_report_without_entries_is_one_sentence() -> None:
    report = Report([], files=1, uses=1, remarks=[])
    assert report.as_text() == "1 use of the API in 1 file; no line is affected."
    assert report.as_markdown() == report.as_text()
    assert report.lines_as_objects() == []

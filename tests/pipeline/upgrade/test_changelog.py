"""The changelog section of an upgrade, and the proposed version."""

from datetime import date
from pathlib import Path

import pytest

from pipeline.diff.changes import Change, Level
from pipeline.errors import PipelineError
from pipeline.upgrade.changelog import calls_for, next_version, version_in, with_section

TODAY = date(2026, 3, 4)
BREAKING = Change("field-removed", Level.BREAKING, "field `currency` removed", "CustomerInvoice.currency")
FEATURE = Change("argument-added", Level.FEATURE, "new optional argument `note`", "tickets.create(note=)")
PATCH = Change("servers-described", Level.PATCH, "the servers are described otherwise")
SECTION = """\
### The portal's API, 2026-03-04

Calls for a **minor** version. Together with the other unreleased changes: 1.3.0.

#### New

- `tickets.create(note=)`: new optional argument `note`

#### Other

- the servers are described otherwise
"""


def written(changelog: str, *changes: Change, version: tuple[int, int, int] = (1, 2, 3)) -> str:
    return with_section(changelog, changes or (FEATURE, PATCH), version, TODAY)


@pytest.mark.parametrize(
    ("version", "bump", "expected"),
    [
        ((0, 1, 2), "major", "0.2.0"),
        ((0, 1, 2), "minor", "0.1.3"),
        ((0, 1, 2), "patch", "0.1.3"),
        ((0, 0, 0), "major", "0.1.0"),
        ((0, 9, 9), "major", "0.10.0"),
        ((1, 2, 3), "major", "2.0.0"),
        ((1, 2, 3), "minor", "1.3.0"),
        ((1, 2, 3), "patch", "1.2.4"),
        ((9, 9, 9), "patch", "9.9.10"),
    ],
)
def test_next_version(version: tuple[int, int, int], bump: str, expected: str) -> None:
    assert next_version(version, bump) == expected


@pytest.mark.parametrize(
    ("before", "expected"),
    [
        pytest.param("# Log\n\n## Unreleased\n", "# Log\n\n## Unreleased\n\n{section}", id="empty and last"),
        pytest.param("## Unreleased", "## Unreleased\n\n{section}", id="without a line end"),
        pytest.param("## Unreleased  \n\n- One.\n\n\n", "## Unreleased  \n\n- One.\n\n{section}", id="blank lines"),
        pytest.param(
            "## Unreleased\n## 1.2.3\n\n- One.\n",
            "## Unreleased\n\n{section}\n## 1.2.3\n\n- One.\n",
            id="empty, not last",
        ),
        pytest.param(
            "## Unreleased\n\n### Added\n\n- Two.\n\n\n\n## 1.2.3\n\n- One.\n\n## 1.2.2\n",
            "## Unreleased\n\n### Added\n\n- Two.\n\n{section}\n## 1.2.3\n\n- One.\n\n## 1.2.2\n",
            id="other sections",
        ),
        pytest.param("## 1.2.3\n\n## Unreleased\n", "## 1.2.3\n\n## Unreleased\n\n{section}", id="not first"),
        pytest.param(
            "```\n## Unreleased\n```\n\n## Unreleased\n\n```\n## A comment\n```\n\n## 1.2.3\n",
            "```\n## Unreleased\n```\n\n## Unreleased\n\n```\n## A comment\n```\n\n{section}\n## 1.2.3\n",
            id="code that looks like headings",
        ),
        pytest.param(
            "The heading `## Unreleased`.\n\n### Unreleased\n\n## Unreleased\n",
            "The heading `## Unreleased`.\n\n### Unreleased\n\n## Unreleased\n\n{section}",
            id="other lines like it",
        ),
    ],
)
def test_section_is_added_at_the_end_of_unreleased(before: str, expected: str) -> None:
    assert written(before) == expected.format(section=SECTION)
    # Line ends do not change.
    in_other_lines = written(before.replace("\n", "\r\n"))
    if "\n" in before:
        assert in_other_lines == expected.format(section=SECTION).replace("\n", "\r\n")


@pytest.mark.parametrize("changelog", ["", "# Log\n", "### Unreleased\n", "## Unreleased changes\n", "## unreleased\n"])
def test_missing_unreleased_heading_is_an_error(changelog: str) -> None:
    with pytest.raises(PipelineError, match=r"CHANGELOG\.md has no line `## Unreleased`"):
        written(changelog)


@pytest.mark.parametrize(
    ("first", "second", "proposed"),
    [
        (PATCH, PATCH, "1.2.4"),
        (PATCH, FEATURE, "1.3.0"),
        (FEATURE, PATCH, "1.3.0"),
        (BREAKING, PATCH, "2.0.0"),
        (FEATURE, BREAKING, "2.0.0"),
    ],
)
def test_highest_bump_since_the_last_release_counts(first: Change, second: Change, proposed: str) -> None:
    once = written("## Unreleased\n\n## 1.2.3\n", first)
    twice = written(once, second)
    assert twice.startswith(once.removesuffix("\n## 1.2.3\n"))
    assert twice.endswith("\n\n## 1.2.3\n")
    assert twice.count("### The portal's API, 2026-03-04\n") == 2
    assert f" changes: {proposed}.\n" in twice[len(once) - len("\n## 1.2.3\n") :]


def test_released_sections_do_not_count() -> None:
    released = written("## Unreleased\n", BREAKING).replace("## Unreleased", "## 1.2.3")
    assert calls_for("major") in released
    assert " changes: 1.2.4." in written(f"## Unreleased\n\n{released}", PATCH)


def test_breaking_change_below_1_0_0_raises_the_second_number() -> None:
    once = written("## Unreleased\n", FEATURE, version=(0, 1, 0))
    assert "Calls for a **minor** version. Together with the other unreleased changes: 0.1.1." in once
    assert " changes: 0.2.0." in written(once, BREAKING, version=(0, 1, 0))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('__version__ = "0.1.0"\n', (0, 1, 0)),
        ('"""Of 1.0.0."""\n\n__version__ = "10.20.30"\nOTHER = "1.1.1"\n', (10, 20, 30)),
        ('__version__ = "0.1.0"\r\n', (0, 1, 0)),
    ],
)
def test_version_in_module(tmp_path: Path, text: str, expected: tuple[int, int, int]) -> None:
    module = tmp_path / "_version.py"
    module.write_bytes(text.encode())
    assert version_in(module) == expected


@pytest.mark.parametrize(
    "text", ["", '__version__ = "1.0"\n', '__version__ = "1.0.0rc1"\n', '# __version__ = "1.0.0"\n']
)
def test_module_without_version_is_an_error(tmp_path: Path, text: str) -> None:
    module = tmp_path / "_version.py"
    module.write_text(text)
    with pytest.raises(PipelineError, match=r'^_version\.py has no line such as `__version__ = "1\.2\.3"`: add one\.$'):
        version_in(module)

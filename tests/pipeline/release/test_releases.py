"""The version and the changelog of a release, and its notes, in temporary repositories."""

import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from pipeline.errors import PipelineError
from pipeline.release import CHANGELOG, MODULE, prepare, section_of
from pipeline.upgrade.changelog import calls_for

ROOT = Path(__file__).parents[3]
TODAY = date(2026, 3, 4)
UNRELEASED = "# Changelog\n\n## Unreleased\n\n### Added\n\n- Exports.\n"
RELEASED = "\n## 1.2.3 - 2026-01-02\n\n- Downloads.\n"


def repository(root: Path, changelog: str, version: str = "1.2.3") -> Path:
    (root / MODULE).parent.mkdir(parents=True)
    (root / MODULE).write_text(f'"""The version."""\n\n__version__ = "{version}"\n')
    (root / CHANGELOG).write_text(changelog)
    return root


def contents(root: Path) -> tuple[str, str]:
    return (root / CHANGELOG).read_text(), (root / MODULE).read_text()


def test_release_dates_the_unreleased_section_and_sets_the_version(tmp_path: Path) -> None:
    root = repository(tmp_path, UNRELEASED + RELEASED)
    prepare(root, "1.3.0", TODAY)
    dated = "# Changelog\n\n## Unreleased\n\n## 1.3.0 - 2026-03-04\n\n### Added\n\n- Exports.\n"
    assert contents(root) == (dated + RELEASED, '"""The version."""\n\n__version__ = "1.3.0"\n')


def test_release_after_a_release_needs_an_entry(tmp_path: Path) -> None:
    root = repository(tmp_path, UNRELEASED + RELEASED)
    prepare(root, "1.3.0", TODAY)
    before = contents(root)
    with pytest.raises(PipelineError, match="has no entry"):
        prepare(root, "1.4.0", TODAY)
    assert contents(root) == before


@pytest.mark.parametrize(
    ("bumps", "lowest", "lower"),
    [
        pytest.param([], "1.2.4", ["1.2.3", "1.2.2", "0.9.9"], id="no change of the API"),
        pytest.param(["patch"], "1.2.4", ["1.2.3"], id="patch"),
        pytest.param(["patch", "minor", "patch"], "1.3.0", ["1.2.4", "1.2.99"], id="highest of several"),
        pytest.param(["major", "minor"], "2.0.0", ["1.3.0", "1.10.0"], id="breaking"),
    ],
)
def test_version_below_the_proposal_of_the_changelog_is_refused(
    tmp_path: Path, bumps: list[str], lowest: str, lower: list[str]
) -> None:
    sections = "".join(
        f"\n### The portal's API, 2026-02-0{day}\n\n{calls_for(bump)}\n" for day, bump in enumerate(bumps)
    )
    root = repository(tmp_path, UNRELEASED + sections + RELEASED)
    before = contents(root)
    for version in lower:
        with pytest.raises(PipelineError, match=f"must be {lowest} or higher"):
            prepare(root, version, TODAY)
    assert contents(root) == before
    prepare(root, lowest, TODAY)


def test_first_release_may_have_the_version_of_the_package(tmp_path: Path) -> None:
    root = repository(tmp_path, f"{UNRELEASED}\n{calls_for('major')}\n", version="0.1.0")
    with pytest.raises(PipelineError, match=r"must be 0\.1\.0 or higher"):
        prepare(root, "0.0.9", TODAY)
    prepare(root, "0.1.0", TODAY)
    with pytest.raises(PipelineError, match="has no entry"):
        prepare(root, "0.1.1", TODAY)


@pytest.mark.parametrize(
    "version", ["", "v1.3.0", "1.3", "1.3.0.0", "1.3.0rc1", "01.3.0", "1.3.0 ", "1.3.0\n", "१.3.0"]
)
def test_text_that_is_not_a_version_is_refused(tmp_path: Path, version: str) -> None:
    root = repository(tmp_path, UNRELEASED + RELEASED)
    with pytest.raises(PipelineError, match="is not a valid version"):
        prepare(root, version, TODAY)


@pytest.mark.parametrize("empty", ["", "\n", "\n### Added\n\n### Removed\n", "\n   \n"])
def test_unreleased_section_without_text_is_refused(tmp_path: Path, empty: str) -> None:
    root = repository(tmp_path, f"# Changelog\n\n## Unreleased\n{empty}{RELEASED}")
    with pytest.raises(PipelineError, match="has no entry"):
        prepare(root, "1.3.0", TODAY)


def test_changelog_without_an_unreleased_section_is_refused(tmp_path: Path) -> None:
    root = repository(tmp_path, f"# Changelog\n{RELEASED}")
    with pytest.raises(PipelineError, match="has no section `## Unreleased`"):
        prepare(root, "1.3.0", TODAY)


@pytest.mark.parametrize("heading", ["## Unreleased - soon\n", "## Unreleased\t\n"])
def test_heading_with_more_than_its_name_is_replaced(tmp_path: Path, heading: str) -> None:
    root = repository(tmp_path, UNRELEASED.replace("## Unreleased\n", heading) + RELEASED)
    prepare(root, "1.3.0", TODAY)
    assert "\n## Unreleased\n\n## 1.3.0 - 2026-03-04\n\n### Added\n" in contents(root)[0]


@pytest.mark.parametrize(
    ("more", "message"),
    [
        ("\n## Unreleased\n\n- Other.\n", "has 2 sections `## Unreleased`"),
        ("\n## 1.3.0 - 2026-02-02\n\n- Other.\n", r"has a section `## 1\.3\.0` already"),
    ],
)
def test_section_that_would_occur_twice_is_refused(tmp_path: Path, more: str, message: str) -> None:
    root = repository(tmp_path, UNRELEASED + more + RELEASED)
    before = contents(root)
    with pytest.raises(PipelineError, match=message):
        prepare(root, "1.3.0", TODAY)
    assert contents(root) == before


def test_code_that_looks_like_a_heading_does_not_end_the_notes(tmp_path: Path) -> None:
    code = "- Code:\n\n  ```sh\n## Unreleased\n## 9.9.9\n  ```\n\n- The last one.\n"
    root = repository(tmp_path, UNRELEASED + code + RELEASED)
    prepare(root, "1.3.0", TODAY)
    assert section_of(contents(root)[0], "1.3.0") == f"### Added\n\n- Exports.\n{code}"


def test_notes_are_the_section_of_the_version_only() -> None:
    changelog = UNRELEASED + RELEASED + "\n## 1.2.30 - 2026-01-01\n\n- Other.\n\n## 1.2 - 2025-01-01\n\n- Old.\n"
    assert section_of(changelog, "1.2.3") == "- Downloads.\n"
    assert section_of(changelog, "1.2") == "- Old.\n"
    with pytest.raises(PipelineError, match=r"has no section `## 1\.2\.4`"):
        section_of(changelog, "1.2.4")


def test_command_releases_a_copy_and_writes_its_notes(tmp_path: Path) -> None:
    for folder in ("pipeline", "src/mijnklantportaal"):
        shutil.copytree(ROOT / folder, tmp_path / folder, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / CHANGELOG, tmp_path)
    entries = section_of((ROOT / CHANGELOG).read_text(encoding="utf-8"), "Unreleased")

    def run(*arguments: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "pipeline.release", *arguments]
        return subprocess.run(command, cwd=tmp_path, capture_output=True, text=True)

    assert "git push origin v9.0.0\n" in run("9.0.0").stdout
    assert run("9.0.0", "--notes", "notes.md").returncode == 0
    assert (tmp_path / "notes.md").read_text(encoding="utf-8") == entries

"""`python -m pipeline.release VERSION`: the version in the package and in CHANGELOG.md, and the notes of a release."""

import argparse
import re
from datetime import UTC, date, datetime
from pathlib import Path

from pipeline.errors import PipelineError, run_command
from pipeline.files import replace_files
from pipeline.upgrade.changelog import headings, highest_bump, next_version, version_in

ROOT = Path(__file__).parents[1]
CHANGELOG = "CHANGELOG.md"
MODULE = "src/mijnklantportaal/_version.py"
_VERSION = re.compile(r"(0|[1-9][0-9]*)\.(0|[1-9][0-9]*)\.(0|[1-9][0-9]*)")
_NEXT_STEPS = """\
The version is {version}. Review the two files, then commit them:

    git switch --create release-{version}
    git commit --message "Version {version}" {files}
    git push --set-upstream origin HEAD

When the pull request is merged, a tag releases it:

    git switch main
    git pull
    git tag v{version}
    git push origin v{version}
"""


def prepare(root: Path, version: str, today: date) -> None:
    """Set the version of the package, and make the unreleased section of the changelog that of the version.

    Nothing is written when it raises.

    Args:
        root: The repository.
        version: Three numbers with points between them.
        today: The date of the release.

    Raises:
        PipelineError: The version is not a valid one, is released, or is lower than the changes call for; or nothing is
            unreleased.
    """
    changelog = (root / CHANGELOG).read_text(encoding="utf-8")
    module = (root / MODULE).read_text(encoding="utf-8")
    unreleased = section_of(changelog, "Unreleased")
    if not _has_text(unreleased):
        raise PipelineError(f"`## Unreleased` in {CHANGELOG} has no entry: there is nothing to release.")
    lowest = _lowest_version(changelog, unreleased, version_in(root / MODULE))
    if _numbers(version) < _numbers(lowest):
        raise PipelineError(f"The version must be {lowest} or higher, as the last version and {CHANGELOG} require.")
    found = headings(changelog)
    names = [heading["name"] for heading in found]
    if version in names:
        raise PipelineError(f"{CHANGELOG} has a section `## {version}` already: name another version, or delete it.")
    heading = found[names.index("Unreleased")]
    dated = f"## Unreleased\n\n## {version} - {today.isoformat()}\n"
    released = f"{changelog[: heading.start()]}{dated}{changelog[heading.end() :]}"
    versioned = re.sub(r'^__version__ = ".*"$', f'__version__ = "{version}"', module, flags=re.MULTILINE)
    replace_files({root / CHANGELOG: released.encode(), root / MODULE: versioned.encode()})


def section_of(changelog: str, name: str) -> str:
    """Return the section of a version, or of `Unreleased`, without its heading.

    Raises:
        PipelineError: The changelog has no such section, or more than one.
    """
    found = headings(changelog)
    sections = [
        changelog[heading.end() : following.start() if following else None].strip() + "\n"
        for heading, following in zip(found, [*found[1:], None], strict=True)
        if heading["name"] == name
    ]
    if not sections:
        raise PipelineError(f"{CHANGELOG} has no section `## {name}`.")
    if len(sections) > 1:
        raise PipelineError(f"{CHANGELOG} has {len(sections)} sections `## {name}`: make one of them.")
    return sections[0]


def _has_text(section: str) -> bool:
    return any(line.strip() and not line.startswith("#") for line in section.splitlines())


def _lowest_version(changelog: str, unreleased: str, current: tuple[int, int, int]) -> str:
    if not any(_VERSION.fullmatch(heading["name"]) for heading in headings(changelog)):
        # Before the first release, no change can break anybody.
        return ".".join(map(str, current))
    return next_version(current, highest_bump(unreleased, "patch"))


def _numbers(version: str) -> tuple[int, ...]:
    match = _VERSION.fullmatch(version)
    if not match:
        raise PipelineError(f"{version!r} is not a valid version: it must be three numbers, as in 1.2.3.")
    return tuple(map(int, match.groups()))


def main(arguments: list[str]) -> None:
    """Prepare a release, or write its notes.

    Raises:
        PipelineError: As for `prepare` and `section_of`.
    """
    parser = argparse.ArgumentParser(
        prog="nox -s release --",
        description=f"Set the version in {MODULE} and {CHANGELOG}, and print what to run next. It pushes nothing.",
    )
    parser.add_argument("version", metavar="VERSION", help="three numbers, such as 1.2.3")
    parser.add_argument(
        "--notes",
        type=Path,
        metavar="FILE",
        help="change nothing, and write the section of that version in the changelog to this file",
    )
    given = parser.parse_args(arguments)
    if given.notes:
        changelog = (ROOT / CHANGELOG).read_text(encoding="utf-8")
        given.notes.write_text(section_of(changelog, given.version), encoding="utf-8")
        return
    prepare(ROOT, given.version, datetime.now(UTC).date())
    print(_NEXT_STEPS.format(version=given.version, files=f"{CHANGELOG} {MODULE}"))


if __name__ == "__main__":
    run_command(main)

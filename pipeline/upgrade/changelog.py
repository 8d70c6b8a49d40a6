"""The changelog section that an upgrade writes, and the version that it proposes."""

import re
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from pipeline.diff.changes import Change, bump_of
from pipeline.diff.rendering import markdown_lists
from pipeline.errors import PipelineError

# A block of code, in which a line can look like a heading, or a heading.
_HEADING = re.compile(
    r"^ *(?P<fence>```+|~~~+)(?s:.*?)(?:^ *(?P=fence)|\Z)|^## +(?P<name>.*?)(?: - .*)?\s*?$\n?",
    re.MULTILINE,
)
_CALLS_FOR = re.compile(r"^Calls for a \*\*(major|minor|patch)\*\* version\.", re.MULTILINE)
_VERSION = re.compile(r'^__version__ = "(\d+)\.(\d+)\.(\d+)"$', re.MULTILINE)
_BUMPS = ("none", "patch", "minor", "major")


def with_section(changelog: str, changes: Sequence[Change], version: tuple[int, int, int], today: date) -> str:
    """Return the changelog with a section about these changes at the end of `## Unreleased`.

    Args:
        changelog: The current changelog.
        changes: The changes of the spec; at least one.
        version: The version that was released last.
        today: The date of the section.

    Raises:
        PipelineError: There is no heading `## Unreleased`.
    """
    if "\r\n" in changelog:
        return with_section(changelog.replace("\r\n", "\n"), changes, version, today).replace("\n", "\r\n")
    found = headings(changelog)
    index = next((index for index, heading in enumerate(found) if heading["name"] == "Unreleased"), None)
    if index is None:
        raise PipelineError("CHANGELOG.md has no line `## Unreleased` to write the changes under: add one.")
    heading, following = found[index], found[index + 1 : index + 2]
    end = following[0].start() if following else len(changelog)
    before, after = changelog[:end].rstrip("\n"), changelog[end:]
    bump = bump_of(changes)
    # The highest bump of all upgrades since the last release counts.
    highest = highest_bump(changelog[heading.end() : end], bump)
    lines = [
        f"### The portal's API, {today.isoformat()}",
        "",
        f"{calls_for(bump)} Together with the other unreleased changes: {next_version(version, highest)}.",
        "",
        *markdown_lists(changes, "####"),
    ]
    section = "\n".join(lines).rstrip()
    return f"{before}\n\n{section}\n" + (f"\n{after}" if after else "")


def headings(changelog: str) -> list[re.Match[str]]:
    """Return the matches of all headings of the second level, each with the group `name`: what precedes the date."""
    return [heading for heading in _HEADING.finditer(changelog) if heading["name"] is not None]


def highest_bump(section: str, bump: str) -> str:
    """Return the highest of `bump` and the bumps that a section records: together they decide the version."""
    recorded = [match[1] for match in _CALLS_FOR.finditer(section)]
    return max([bump, *recorded], key=_BUMPS.index)


def calls_for(bump: str) -> str:
    """Return the sentence that records the bump, which a later upgrade parses."""
    return f"Calls for a **{bump}** version."


def next_version(version: tuple[int, int, int], bump: str) -> str:
    """Return the version after this one.

    Below 1.0.0, a breaking change raises the second number and any other change the third, as `~=0.1.0` expects.

    Args:
        version: The version as three numbers.
        bump: `major`, `minor` or `patch`.
    """
    major, minor, patch = version
    match bump if major else {"major": "minor", "minor": "patch"}.get(bump, bump):
        case "major":
            return f"{major + 1}.0.0"
        case "minor":
            return f"{major}.{minor + 1}.0"
    return f"{major}.{minor}.{patch + 1}"


def version_in(module: Path) -> tuple[int, int, int]:
    """Return the `__version__` of a module.

    Raises:
        PipelineError: The module has no version of three numbers.
    """
    match = _VERSION.search(module.read_text(encoding="utf-8"))
    if not match:
        raise PipelineError(f'{module.name} has no line such as `__version__ = "1.2.3"`: add one.')
    major, minor, patch = map(int, match.groups())
    return major, minor, patch

"""`python -m pipeline.diff OLD NEW`: compare two versions of the spec."""

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.comparison import changes_between
from pipeline.diff.accepted import read_accepted
from pipeline.diff.changes import Change
from pipeline.diff.rendering import Comparison, as_json, as_markdown, as_text
from pipeline.diff.versions import Version, read_overlay_at, read_version
from pipeline.errors import PipelineError, run_command

if TYPE_CHECKING:
    from pipeline.affected.report import Report

ROOT = Path(__file__).parents[2]
OVERLAY = ROOT / "overrides" / "overlay.yaml"
CONFIG = ROOT / "generator-config.yaml"
TEMPLATES = ROOT / "overrides" / "templates"


def main(arguments: list[str]) -> None:
    """Compare two versions and print the changes.

    Raises:
        PipelineError: A version cannot be read, or a change is breaking and `--fail-on breaking` is given.
    """
    given = _parser().parse_args(arguments)
    overlays = [read_overlay_at(place, ROOT) for place in given.overlay_from or [str(OVERLAY)]]
    if len(overlays) > 2:
        raise PipelineError("--overlay-from must be given once, for both versions, or twice, for OLD and for NEW.")
    accepted = read_accepted(given.accept) if given.accept else frozenset()
    old = read_version(given.old, overlays[0], ROOT)
    new = read_version(given.new, overlays[-1], ROOT)
    remarks = [
        f"{version.name}: {remark}"
        for version in (old, new)
        for remark in (*version.effective.remarks, *version.api.remarks)
    ]
    changes = changes_between(old, new, CONFIG)
    affected = _affected(old, new, changes, given.code) if given.code else None
    comparison = Comparison(old.name, new.name, changes, remarks, accepted, affected)
    _write(_shown(comparison, given.format))
    breaking = comparison.unaccepted_breaking
    if given.fail_on and breaking:
        count = f"{len(breaking)} changes are" if len(breaking) > 1 else "1 change is"
        raise PipelineError(f"{count} breaking; to accept it, add its id to a file for --accept.")


def _affected(old: Version, new: Version, changes: Sequence[Change], programs: Sequence[Path]) -> "Report":
    # Imported here, since few comparisons check programs.
    from pipeline.affected.generating import affected_by
    from pipeline.regenerate import PACKAGE

    return affected_by(old.api, new.api, changes, programs, TEMPLATES, PACKAGE)


def _shown(comparison: Comparison, form: str) -> str:
    match form:
        case "json":
            return as_json(comparison)
        case "markdown":
            return as_markdown(comparison)
    return as_text(comparison, colored=sys.stdout.isatty() and not os.environ.get("NO_COLOR"))


def _write(text: str) -> None:
    # Characters that are not in the encoding of stdout are printed as escapes.
    encoding = sys.stdout.encoding or "utf-8"
    sys.stdout.write(f"{text.encode(encoding, 'backslashreplace').decode(encoding)}\n")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="nox -s diff --",
        description="Compare two versions of the spec: the changes for users of the client, and the version bump.",
        epilog="A version is a file, a URL, or git:REV for the openapi.yaml of a git revision.",
    )
    parser.add_argument("old", metavar="OLD")
    parser.add_argument("new", metavar="NEW")
    parser.add_argument("--format", choices=("text", "markdown", "json"), default="text")
    parser.add_argument("--fail-on", choices=("breaking",), help="exit with code 1 if a change is breaking")
    parser.add_argument(
        "--accept",
        metavar="FILE",
        type=Path,
        help="a file with the ids of changes that --fail-on ignores, one per line",
    )
    parser.add_argument(
        "--overlay-from",
        metavar="PLACE",
        action="append",
        help="the overlay: a file, a URL, or git:REV; default: overrides/overlay.yaml; twice: for OLD and for NEW",
    )
    parser.add_argument(
        "--code",
        metavar="PATH",
        type=Path,
        nargs="+",
        help="files and folders of Python programs: list the lines that the changes affect",
    )
    return parser


if __name__ == "__main__":
    run_command(main)

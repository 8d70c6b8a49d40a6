"""`python -m pipeline.diff OLD NEW`: what has changed between two versions of the document."""

import argparse
import os
import sys
from pathlib import Path

from pipeline.diff.accepted import read_accepted
from pipeline.diff.comparing import compare
from pipeline.diff.rendering import Comparison, as_json, as_markdown, as_text
from pipeline.diff.versions import read_overlay_at, read_version
from pipeline.errors import PipelineError, run_command

ROOT = Path(__file__).parents[2]
OVERLAY = ROOT / "overrides" / "overlay.yaml"


def main(arguments: list[str]) -> None:
    """Compare two versions and show what has changed.

    Raises:
        PipelineError: A version can't be read, or a change breaks callers and `--fail-on breaking` is given.
    """
    given = _parser().parse_args(arguments)
    overlays = [read_overlay_at(place, ROOT) for place in given.overlay_from or [str(OVERLAY)]]
    if len(overlays) > 2:
        raise PipelineError("--overlay-from is given more than twice: once for both versions, or for OLD and for NEW.")
    accepted = read_accepted(given.accept) if given.accept else frozenset()
    old = read_version(given.old, overlays[0], ROOT)
    new = read_version(given.new, overlays[-1], ROOT)
    remarks = [f"{version.name}: {remark}" for version in (old, new) for remark in version.remarks]
    comparison = Comparison(old.name, new.name, compare(old.interface, new.interface), remarks, accepted)
    _write(_shown(comparison, given.format))
    breaking = comparison.unaccepted_breaking
    if given.fail_on and breaking:
        count = f"{len(breaking)} changes break" if len(breaking) > 1 else "a change breaks"
        raise PipelineError(f"{count} callers; accept what is meant to by its id, in a file for --accept.")


def _shown(comparison: Comparison, form: str) -> str:
    match form:
        case "json":
            return as_json(comparison)
        case "markdown":
            return as_markdown(comparison)
    return as_text(comparison, colored=sys.stdout.isatty() and not os.environ.get("NO_COLOR"))


def _write(text: str) -> None:
    # What stdout has no characters for is shown as escapes.
    encoding = sys.stdout.encoding or "utf-8"
    sys.stdout.write(f"{text.encode(encoding, 'backslashreplace').decode(encoding)}\n")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="nox -s diff --",
        description="What has changed between two versions of the document, in the terms of the client.",
        epilog="A version is a file, a URL, or git:REV for the one of that revision.",
    )
    parser.add_argument("old", metavar="OLD")
    parser.add_argument("new", metavar="NEW")
    parser.add_argument("--format", choices=("text", "markdown", "json"), default="text")
    parser.add_argument("--fail-on", choices=("breaking",), help="exit with 1 when something breaks callers")
    parser.add_argument(
        "--accept", metavar="FILE", type=Path, help="ids of changes that do not count for --fail-on, one a line"
    )
    parser.add_argument(
        "--overlay-from",
        metavar="PLACE",
        action="append",
        help="an overlay's file or URL, or git:REV, instead of the one of this tree; given twice: for OLD and for NEW",
    )
    return parser


if __name__ == "__main__":
    run_command(main)

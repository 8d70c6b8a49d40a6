"""`python -m pipeline.upgrade SOURCE...`: upgrade to a new version of the spec, as one commit."""

import argparse
import io
import sys
from datetime import UTC, datetime
from pathlib import Path

from pipeline.errors import run_command
from pipeline.upgrade.upgrading import upgrade
from pipeline.vendor.__main__ import PUBLISHED_SPEC

ROOT = Path(__file__).parents[2]


def main(arguments: list[str]) -> None:
    """Upgrade to the given sources, or to the published spec if there are none.

    Raises:
        PipelineError: As for `upgrade`.
    """
    parser = argparse.ArgumentParser(
        prog="nox -s upgrade --",
        description="Vendor a new version of the spec, regenerate the client, and commit both with their changes.",
    )
    parser.add_argument(
        "sources",
        nargs="*",
        metavar="SOURCE",
        default=[PUBLISHED_SPEC],
        help=f"as for `vendor`: pages, specs, URLs; default: {PUBLISHED_SPEC}",
    )
    parser.add_argument(
        "--prune",
        action="store_true",
        help="delete the overlay actions that no longer have an effect, and list them in the commit message",
    )
    given = parser.parse_args(arguments)
    if isinstance(sys.stdout, io.TextIOWrapper):
        # Characters that are not in the encoding of the terminal are printed as escapes.
        sys.stdout.reconfigure(errors="backslashreplace")
    upgrade(given.sources, ROOT, datetime.now(UTC).date(), pruning=given.prune)


if __name__ == "__main__":
    run_command(main)

"""`python -m pipeline.upgrade SOURCE...`: take over a new version of the document, as one commit."""

import argparse
import io
import sys
from datetime import UTC, datetime
from pathlib import Path

from pipeline.errors import run_door
from pipeline.upgrade.upgrading import upgrade
from pipeline.vendor.__main__ import PUBLISHED_DOCUMENT

ROOT = Path(__file__).parents[2]


def main(arguments: list[str]) -> None:
    """Upgrade to the given sources, or to the published document when there are none.

    Raises:
        PipelineError: as for `upgrade`.
    """
    parser = argparse.ArgumentParser(
        prog="nox -s upgrade --",
        description="Vendor a new version of the document, regenerate, compare, and commit it with what has changed.",
    )
    parser.add_argument(
        "sources",
        nargs="*",
        metavar="SOURCE",
        default=[PUBLISHED_DOCUMENT],
        help=f"as for `vendor`: pages, documents, URLs; default: {PUBLISHED_DOCUMENT}",
    )
    parser.add_argument(
        "--prune", action="store_true", help="delete the overlay actions that lost their target, after showing them"
    )
    given = parser.parse_args(arguments)
    if isinstance(sys.stdout, io.TextIOWrapper):
        # What it has no characters for is shown as escapes.
        sys.stdout.reconfigure(errors="backslashreplace")
    upgrade(given.sources, ROOT, datetime.now(UTC).date(), pruning=given.prune)


if __name__ == "__main__":
    run_door(main)

"""`python -m pipeline.vendor SOURCE...`: build openapi.yaml and its lock in the repository root."""

import argparse
import sys
from datetime import UTC, datetime
from pathlib import Path

from pipeline.errors import run_command
from pipeline.vendor.provenance import LOCK_NAME, VENDORED_NAME
from pipeline.vendor.vendoring import vendor

PUBLISHED_SPEC = "https://docs.developers.mijnklantportaal.nl/openapi.yaml"
ROOT = Path(__file__).parents[2]


def main(arguments: list[str]) -> None:
    """Vendor the given sources, or the published spec if there are none.

    Raises:
        PipelineError: As for `vendor`.
    """
    parser = argparse.ArgumentParser(
        prog="nox -s vendor --",
        description=f"Build {VENDORED_NAME} and {LOCK_NAME} from the published spec or from the given sources.",
        epilog=f"To update one page: nox -s vendor -- {VENDORED_NAME} changed-page.md",
    )
    parser.add_argument(
        "sources",
        nargs="*",
        metavar="SOURCE",
        default=[PUBLISHED_SPEC],
        help="a reference page (its .md form), a whole spec (YAML or JSON), or the URL of either; "
        f"default: {PUBLISHED_SPEC}",
    )
    sources: list[str] = parser.parse_args(arguments).sources
    today = datetime.now(UTC).date()
    summary = vendor(sources, ROOT / VENDORED_NAME, ROOT / LOCK_NAME, today)
    sys.stdout.write(f"{summary}\n")


if __name__ == "__main__":
    run_command(main)

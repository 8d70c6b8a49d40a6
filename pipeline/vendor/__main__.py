"""`python -m pipeline.vendor SOURCE...`: build openapi.yaml and its lock in the repository root."""

import sys
from datetime import UTC, datetime
from pathlib import Path

from pipeline.errors import PipelineError, run_door
from pipeline.vendor.provenance import LOCK_NAME, VENDORED_NAME
from pipeline.vendor.vendoring import vendor

PUBLISHED_DOCUMENT = "https://docs.developers.mijnklantportaal.nl/openapi.yaml"
ROOT = Path(__file__).parents[2]


def main(arguments: list[str]) -> None:
    """Vendor the given sources, or the published document when there are none.

    Raises:
        PipelineError: an argument is an option, or as for `vendor`.
    """
    for argument in arguments:
        if argument.startswith("-"):
            raise PipelineError(f"{argument} is no source; give pages, documents or URLs: vendor SOURCE...")
    today = datetime.now(UTC).date()
    summary = vendor(arguments or [PUBLISHED_DOCUMENT], ROOT / VENDORED_NAME, ROOT / LOCK_NAME, today)
    sys.stdout.write(f"{summary}\n")


if __name__ == "__main__":
    run_door(main)

"""`python -m pipeline.evidence REPORT`: merge the report of a verification into the lock, and print overlay actions."""

import argparse
import json
import sys
from datetime import UTC, date, datetime
from pathlib import Path

from pipeline.effective.finding import as_yaml
from pipeline.errors import PipelineError, run_command
from pipeline.evidence.merging import merged
from pipeline.evidence.proposals import Proposals, proposals_for
from pipeline.evidence.report import Report, read_report
from pipeline.files import replace_files
from pipeline.vendor.lock import lock_file
from pipeline.vendor.provenance import LOCK_NAME, read_lock

ROOT = Path(__file__).parents[2]
SPEC = "generated/mijnklantportaal_api/openapi.json"


def main(arguments: list[str]) -> None:
    """Merge a report and print the actions.

    Raises:
        PipelineError: As for `evidence`.
    """
    parser = argparse.ArgumentParser(
        prog="nox -s evidence --",
        description=f"Merge the report of a verification into {LOCK_NAME}, and print an overlay action for each "
        "deviation, ready to paste into overrides/overlay.yaml.",
    )
    parser.add_argument("report", metavar="REPORT.json", type=Path, help="the JSON report of `mijnklantportaal verify`")
    evidence(parser.parse_args(arguments).report, ROOT, datetime.now(UTC).date())


def evidence(path: Path, root: Path, today: date) -> None:
    """Merge a report into the lock below `root`. Print actions to standard output, and all else to standard error.

    Args:
        path: The path of the report.
        root: The repository.
        today: The current date in UTC.

    Raises:
        PipelineError: The report or the lock is not valid, and nothing was changed. Or no action corrects some of the
            deviations, and the rest was done.
    """
    try:
        spec = (root / SPEC).read_bytes()
    except OSError as error:
        raise PipelineError(f"{root / SPEC} cannot be read: {error.strerror}; run `nox -s regenerate`.") from None
    report = read_report(path, spec, today)
    proposals = proposals_for(report, json.loads(spec))
    _log(_merge(report, root / LOCK_NAME))
    for action in (action for actions in proposals.corrections for action in actions):
        sys.stdout.write(f"{as_yaml(action)}\n")
    sys.stdout.flush()
    _log(*_summary(proposals))
    if proposals.unresolved:
        sentences = "\n".join(proposals.unresolved)
        raise PipelineError(f"No overlay action corrects these deviations; decide on each by hand:\n{sentences}")


def _merge(report: Report, path: Path) -> str:
    """Write the lock with the observations of a report, if that changes it, and return a summary."""
    lock = read_lock(path)
    changed = merged(report, lock, path)
    if changed == lock:
        return (
            f"{path.name} has all observations of this report, or later ones, or ones of more objects: it stays as it "
            "is."
        )
    try:
        replace_files({path: lock_file(changed)})
    except OSError as error:
        raise PipelineError(f"{path} cannot be written: {error.strerror}.") from None
    count = len(changed["observed"]["operations"])
    return f"{path.name} has observations of {count} operation{'' if count == 1 else 's'}."


def _summary(proposals: Proposals) -> list[str]:
    count = sum(map(len, proposals.corrections))
    lines = [*proposals.hidden]
    if proposals.hidden:
        lines.append("To get actions for these fields, verify again with `--show-keys`.")
    if count:
        lines.append(
            f"Corrections: {len(proposals.corrections)}, in overlay actions: {count}. Paste them at the end of "
            "`actions` in overrides/overlay.yaml."
        )
    return [*lines, "Then run `nox -s regenerate`, which also updates the table in README.md."]


def _log(*lines: str) -> None:
    for line in lines:
        sys.stderr.write(f"{line}\n")


if __name__ == "__main__":
    run_command(main)

"""Merge the observations of a report into the lock."""

from pathlib import Path
from typing import Any

from pipeline.errors import PipelineError
from pipeline.evidence.report import Report
from pipeline.vendor.observed import Observation, observations_in, with_observations


def merged(report: Report, lock: dict[str, Any], path: Path) -> dict[str, Any]:
    """Return a lock with what a report has observed; what a later verification has observed stays.

    Args:
        report: The report.
        lock: The content of the lock, which is not changed.
        path: Its path, for the error.

    Raises:
        PipelineError: The observations in the lock are damaged, or it is the lock of another spec.
    """
    observations = observations_in(lock, path)
    for operation in report.operations:
        if not operation.is_reached:
            continue
        if operation.name not in lock["evidence"]["operations"]:
            raise PipelineError(
                f"{path} has no evidence for {operation.name}, which the generated client has: "
                "restore both from git, or run `nox -s regenerate`."
            )
        present = observations.get(operation.name)
        # Dates in this form are in the order of their texts.
        if present is None or present.date <= report.date:
            observations[operation.name] = Observation(
                report.date, operation.responses, operation.objects, operation.deviates
            )
    return with_observations(lock, observations)

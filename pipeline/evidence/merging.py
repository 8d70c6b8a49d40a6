"""Merge the observations of a report into the lock."""

from pathlib import Path
from typing import Any

from pipeline.errors import PipelineError
from pipeline.evidence.report import Report
from pipeline.vendor.observed import Observation, observations_in, with_observations


def merged(report: Report, lock: dict[str, Any], path: Path) -> dict[str, Any]:
    """Return a lock with the observations of a report. Observations of later verifications stay.

    A verification that received no objects does not replace one that did, since an empty list shows little.

    Args:
        report: The report.
        lock: The content of the lock, which is not changed.
        path: The path of the lock, for errors.

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
        received = Observation(report.date, operation.responses, operation.objects, operation.deviates)
        present = observations.get(operation.name)
        if present is None or _replaces(received, present):
            observations[operation.name] = received
    return with_observations(lock, observations)


def _replaces(received: Observation, present: Observation) -> bool:
    if _shows_little(received) and present.objects:
        return False
    if _shows_little(present) and received.objects:
        return True
    # Dates in this form can be compared as strings.
    return present.date <= received.date


def _shows_little(observation: Observation) -> bool:
    return not observation.objects and not observation.deviates

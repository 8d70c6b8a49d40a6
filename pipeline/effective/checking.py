"""All checks of a spec."""

from collections.abc import Sequence
from typing import Any

from pipeline.effective.examples import invalid_examples
from pipeline.effective.finding import Finding
from pipeline.effective.formats import unknown_formats
from pipeline.effective.keys import broken_references, unknown_keys
from pipeline.effective.objects import iter_nodes
from pipeline.effective.operations import invalid_path_parameters, invalid_tags, missing_operation_ids
from pipeline.effective.validity import invalid_objects, invalid_schemas, remaining_errors
from pipeline.errors import PipelineError
from pipeline.overlay.depth import check_depth


def check_spec(spec: dict[str, Any]) -> None:
    """Check that a client can be generated from a spec.

    Args:
        spec: The spec in plain values.

    Raises:
        PipelineError: There are findings. The message has one line for each, with its location as a JSON pointer.
    """
    check_depth(spec, "The spec")
    raise_findings(all_findings(spec))


def raise_findings(findings: Sequence[Finding]) -> None:
    """Raise one error with all findings, if there are any.

    Raises:
        PipelineError: There are findings.
    """
    if findings:
        raise PipelineError("\n".join(str(finding) for finding in findings))


def all_findings(spec: dict[str, Any]) -> list[Finding]:
    """Return the findings of all checks."""
    nodes = list(iter_nodes(spec))
    unknown = list(unknown_keys(nodes))
    invalid = [
        *broken_references(nodes),
        *invalid_objects(spec, unknown),
        *invalid_schemas(nodes),
    ]
    findings = [
        *unknown,
        *invalid,
        *unknown_formats(nodes),
        *missing_operation_ids(nodes),
        *invalid_tags(spec, nodes),
        *invalid_path_parameters(spec),
    ]
    # Values cannot be validated by an invalid schema.
    if not invalid:
        findings += invalid_examples(spec, nodes)
    return findings or list(remaining_errors(spec))

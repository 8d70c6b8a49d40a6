"""All checks of a spec."""

from collections.abc import Sequence
from typing import Any

from pipeline.effective.examples import invalid_examples
from pipeline.effective.finding import Finding, report
from pipeline.effective.formats import unknown_formats
from pipeline.effective.keys import unknown_keys
from pipeline.effective.objects import iter_nodes
from pipeline.effective.operations import (
    called_operations,
    invalid_operation_ids,
    invalid_parameters,
    invalid_tags,
)
from pipeline.effective.references import broken_references, endless_references
from pipeline.effective.required import undeclared_required
from pipeline.effective.siblings import contradictory_siblings
from pipeline.effective.validity import foreign_dialects, invalid_objects, invalid_schemas
from pipeline.errors import PipelineError
from pipeline.overlay.depth import check_depth


def check_spec(spec: dict[str, Any]) -> None:
    """Check that a client can be generated from a spec.

    Args:
        spec: The spec in plain values.

    Raises:
        PipelineError: There are findings. The message has one line for each, with its location as a JSON pointer,
            followed by overlay actions that repair it.
    """
    check_depth(spec, "The spec")
    raise_findings(all_findings(spec))


def raise_findings(findings: Sequence[Finding]) -> None:
    """Raise one error with all findings, if there are any.

    Raises:
        PipelineError: There are findings.
    """
    if findings:
        raise PipelineError(report(findings))


def all_findings(spec: dict[str, Any]) -> list[Finding]:
    """Return the findings of all checks."""
    nodes = list(iter_nodes(spec))
    called = called_operations(nodes)
    unknown = list(unknown_keys(nodes))
    invalid = [
        *broken_references(nodes),
        *endless_references(nodes),
        *invalid_objects(spec, unknown),
        *invalid_schemas(nodes),
    ]
    findings = [
        *unknown,
        *invalid,
        *foreign_dialects(spec, nodes),
        *unknown_formats(nodes),
        *invalid_operation_ids(nodes, called),
        *invalid_tags(spec, called),
        *invalid_parameters(nodes, called),
    ]
    # Values cannot be validated against an invalid schema.
    if not invalid:
        findings += undeclared_required(spec, nodes)
        findings += contradictory_siblings(spec, nodes)
        findings += invalid_examples(spec, nodes)
    # Several parts of the meta-schema can report the same error.
    return list(dict.fromkeys(findings))

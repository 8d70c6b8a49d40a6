"""Build the effective spec from the published spec and the overlay."""

from dataclasses import dataclass, field
from typing import Any

from pipeline.effective.checking import all_findings, raise_findings
from pipeline.effective.finding import Finding
from pipeline.effective.objects import iter_nodes
from pipeline.effective.ordering import in_canonical_order
from pipeline.effective.required import expand_all_required
from pipeline.overlay import apply_overlay
from pipeline.overlay.overwriting import Overwritten


@dataclass(frozen=True)
class Effective:
    """The spec that the client is generated from.

    Attributes:
        spec: The effective spec in plain values, in canonical order.
        action_counts: The label of each overlay action, and the number of nodes that it changed.
        remarks: A sentence for each action without effect, if such actions are allowed. overwritten: The upstream
        values that the overlay replaces, removes or hides.
    """

    spec: dict[str, Any]
    action_counts: list[tuple[str, int]]
    remarks: list[str]
    overwritten: list[Overwritten] = field(default_factory=list)


def effective_spec(spec: dict[str, Any], overlay: dict[str, Any], *, strict: bool = True) -> Effective:
    """Apply the overlay, expand `x-all-required`, check the result, and put its keys in canonical order.

    Args:
        spec: The published spec; it is not modified.
        overlay: The overlay.
        strict: Whether an action without effect is an error. An older spec may not need every action.

    Raises:
        PipelineError: An action of the overlay fails, or no client can be generated from the result.
    """
    applied = apply_overlay(spec, overlay, strict=strict)
    unexpanded = list(expand_all_required(list(iter_nodes(applied.document))))
    findings = [*unexpanded, *all_findings(applied.document)]
    raise_findings([_attributed(finding, applied.overwritten) for finding in findings])
    return Effective(in_canonical_order(applied.document), applied.actions, applied.remarks, applied.overwritten)


def _attributed(finding: Finding, overwritten: list[Overwritten]) -> Finding:
    """Return the finding. If an overlay action causes it, its way out is to correct that action, not to add another."""
    causes = {record.location: record for record in overwritten}
    reference = causes.get((*finding.location[:-1], "$ref"))
    for length in range(len(finding.location), 0, -1):
        record = causes.get(finding.location[:length])
        if record is None or not (record.is_absent or length == len(finding.location)):
            continue
        sets = "sets the `$ref` next to it" if reference and reference.action == record.action else "sets it"
        way_out = f"; overlay action {record.action} {sets}: correct that action, {record.label}"
        return Finding(finding.location, finding.sentence + way_out)
    return finding

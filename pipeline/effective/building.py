"""From the published document and the overlay to the effective document."""

from dataclasses import dataclass
from typing import Any

from pipeline.effective.checking import findings, refuse
from pipeline.effective.objects import walk
from pipeline.effective.ordering import in_canonical_order
from pipeline.effective.required import expand_all_required
from pipeline.overlay import apply_overlay


@dataclass(frozen=True)
class Effective:
    """The document that the client is generated from.

    Attributes:
        document: The document in plain values, in canonical order.
        action_counts: For each action of the overlay its label and how many nodes it changed.
        remarks: A sentence for each action without effect, where those are allowed.
    """

    document: dict[str, Any]
    action_counts: list[tuple[str, int]]
    remarks: list[str]


def effective_document(document: dict[str, Any], overlay: dict[str, Any], *, strict: bool = True) -> Effective:
    """Apply the overlay, expand `x-all-required`, check the result, and put it in order.

    Args:
        document: The published document; it stays untouched.
        overlay: The overlay.
        strict: Whether an action without effect is an error. An older document may have had no need of it.

    Raises:
        PipelineError: an action of the overlay fails, or the result is no document to generate a client from.
    """
    applied = apply_overlay(document, overlay, strict=strict)
    unexpanded = list(expand_all_required(list(walk(applied.document))))
    refuse([*unexpanded, *findings(applied.document)])
    return Effective(in_canonical_order(applied.document), applied.actions, applied.remarks)

"""OpenAPI Overlay 1.1.0, applied strictly: an action without effect is an error."""

from pipeline.overlay.applying import Applied, apply_overlay
from pipeline.overlay.hidden import HiddenChange, hidden_changes
from pipeline.overlay.overwriting import Overwritten
from pipeline.overlay.reading import check_overlay, checked_overlay, read_overlay

__all__ = [
    "Applied",
    "HiddenChange",
    "Overwritten",
    "apply_overlay",
    "check_overlay",
    "checked_overlay",
    "hidden_changes",
    "read_overlay",
]

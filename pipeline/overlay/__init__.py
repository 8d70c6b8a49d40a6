"""OpenAPI Overlay 1.1.0, applied strictly: an action without effect is an error."""

from pipeline.overlay.applying import Applied, apply_overlay
from pipeline.overlay.reading import check_overlay, checked_overlay, read_overlay

__all__ = ["Applied", "apply_overlay", "check_overlay", "checked_overlay", "read_overlay"]

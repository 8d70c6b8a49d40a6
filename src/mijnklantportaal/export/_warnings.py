"""Warnings that name the line of the caller."""

import sys
import warnings


def warn(message: str) -> None:
    """Issue a `UserWarning` for the first line outside of this package."""
    level = 1
    frame = sys._getframe(1)
    while frame.f_globals.get("__name__", "").startswith("mijnklantportaal.") and frame.f_back is not None:
        frame = frame.f_back
        level += 1
    warnings.warn(message, stacklevel=level + 1)

"""Findings: problems of a spec with their locations."""

import textwrap
from dataclasses import dataclass

from pipeline.openapi import pointer
from pipeline.overlay.selecting import normalized_path

Location = tuple[str | int, ...]


@dataclass(frozen=True)
class Finding:
    """A problem at one location of a spec.

    Attributes:
        location: The keys and indexes that lead to it.
        sentence: The problem and, where it helps, the way out; without the full stop.
    """

    location: Location
    sentence: str

    def __str__(self) -> str:
        """Return the finding as one line."""
        return f"{pointer(self.location)}: {textwrap.shorten(self.sentence, 300, placeholder=' …')}."


def removal(location: Location, description: str) -> dict[str, object]:
    """Return an overlay action that removes a part of the spec."""
    return {"target": normalized_path(location), "description": description, "remove": True}

"""What is wrong, and where."""

import textwrap
from dataclasses import dataclass

from pipeline.openapi import pointer

Location = tuple[str | int, ...]


@dataclass(frozen=True)
class Finding:
    """Something that is wrong at a place of a document.

    Attributes:
        location: The place.
        sentence: What is wrong there, and where it helps, the way out; without the full stop.
    """

    location: Location
    sentence: str

    def __str__(self) -> str:
        """The finding as one line."""
        return f"{pointer(self.location)}: {textwrap.shorten(self.sentence, 300, placeholder=' …')}."

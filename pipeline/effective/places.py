"""Naming places of a document, and following references to them."""

import textwrap
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote

Location = tuple[str | int, ...]


def pointer(location: Iterable[str | int]) -> str:
    """The location as a JSON pointer in fragment form, as `$ref` writes it: `#/paths/~1files/post`."""
    return "#" + "".join("/" + str(part).replace("~", "~0").replace("/", "~1") for part in location)


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


def resolve(document: Any, reference: Any) -> Any:
    """The value that a local reference (`#/...`) names.

    Raises:
        LookupError: the reference is not local, or names nothing.
    """
    if not isinstance(reference, str) or not reference.startswith("#/"):
        raise LookupError(reference)
    value = document
    for part in unquote(reference[2:]).split("/"):
        name = part.replace("~1", "/").replace("~0", "~")
        match value:
            case dict():
                value = value[name]
            case list() if name.isdecimal():
                value = value[int(name)]
            case _:
                raise LookupError(reference)
    return value

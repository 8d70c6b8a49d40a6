"""The values that stand in signatures and have no place in the document: what was left out, and what is uploaded."""

import os
from collections.abc import Callable
from enum import Enum
from typing import IO, Final, Literal, TypeAlias

from attrs import field, frozen


class Unset(Enum):
    """The type of `UNSET`. An enumeration, since its member stays the same object through copies and pickles."""

    UNSET = "UNSET"

    def __bool__(self) -> Literal[False]:
        """An argument that was left out counts as false."""
        return False

    def __repr__(self) -> str:
        """`UNSET`."""
        return "UNSET"


UNSET: Final = Unset.UNSET
"""Stands for an argument that was left out: it is not sent, while `None` is sent as `null`."""


@frozen
class Upload:
    """A file to send, with the name and the media type that the portal shall see.

    Args:
        content: A path, the bytes themselves, or a file object open for reading in binary mode, which must be able to
            seek: it is sent from its beginning, and again when the request is.
        name: File name to send; by default the name of the path or of the file object, else `file`.
        media_type: Media type to send, such as `application/pdf`; by default guessed from the name.
    """

    content: str | os.PathLike[str] | bytes | IO[bytes] = field(repr=lambda content: f"<{type(content).__name__}>")
    name: str | None = None
    media_type: str | None = None


FileInput: TypeAlias = str | os.PathLike[str] | bytes | IO[bytes] | Upload
"""What a file argument takes: a path, bytes, a binary file object, or an `Upload` around one of these."""

Report: TypeAlias = Callable[[str, str, object], None]
"""Called with the place, what was expected there, and what was received (`UNSET` for nothing), for each difference
from the document."""

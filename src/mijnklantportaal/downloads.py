"""What the methods that download a file take and return."""

import os
from pathlib import Path
from typing import NamedTuple, Protocol, TypeAlias


class BinaryTarget(Protocol):
    """A file object that a download is written to, such as `open(path, "wb")` or `io.BytesIO`."""

    def write(self, data: bytes, /) -> object:
        """Write so many bytes."""
        ...


DownloadTarget: TypeAlias = str | os.PathLike[str] | BinaryTarget
"""Where a download goes: the path of a file, an existing folder, or a binary file object."""


class DownloadedFile(NamedTuple):
    """A file that was downloaded."""

    path: Path | None
    """Where it is; `None` if it was written to a file object."""
    size: int
    """Its size in bytes."""
    name: str | None
    """The name that the server gave it, without folders and characters that are not allowed in names."""
    media_type: str | None
    """The media type that the server gave it, such as `application/pdf`."""


class DownloadOptions(NamedTuple):
    """Where the file behind a link goes."""

    url_field: str
    """The field of the model that holds the link."""
    to: DownloadTarget
    overwrite: bool
    """Whether an existing file is replaced."""
    max_size: int | None
    """In bytes; `None` for the default."""

"""The types of the methods that download files."""

import os
from pathlib import Path
from typing import NamedTuple, Protocol, TypeAlias


class BinaryTarget(Protocol):
    """A file object that a download is written to, such as `open(path, "wb")` or `io.BytesIO`."""

    def write(self, data: bytes, /) -> object:
        """Write bytes."""
        ...


DownloadTarget: TypeAlias = str | os.PathLike[str] | BinaryTarget
"""The target of a download: the path of a file, an existing folder, or a binary file object."""


class DownloadedFile(NamedTuple):
    """A file that was downloaded."""

    path: Path | None
    """The path of the file; `None` if it was written to a file object."""
    size: int
    """The size in bytes."""
    name: str | None
    """The file name that the server sent, without folders and characters that are not allowed; `None` if it sent
    none."""
    media_type: str | None
    """The media type that the server sent, such as `application/pdf`; `None` if it sent none."""


class DownloadOptions(NamedTuple):
    """The options of a download."""

    url_field: str
    """The field of the model with the link."""
    to: DownloadTarget
    overwrite: bool
    """Whether an existing file is replaced."""
    max_size: int | None
    """The largest size of the file in bytes; `None` for the default."""

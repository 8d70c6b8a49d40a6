"""The parts of a multipart body, as httpx takes them."""

import os
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import IO, Any, cast

from mijnklantportaal.types import BinaryFile, Upload


def form_part(part: str | Upload, files: ExitStack) -> tuple[str | None, str | bytes | IO[bytes]] | tuple[Any, ...]:
    """Return the file name and content of a part, and its media type if one is given.

    Args:
        part: A text, or a file.
        files: Closes the files that are opened here.

    Raises:
        OSError: A path cannot be opened.
        ValueError: A path can be read only once.
    """
    if isinstance(part, str):
        return (None, part)
    content: Any = part.content
    name = part.name
    if isinstance(content, str | os.PathLike):
        path = Path(os.fsdecode(content))
        if path.is_fifo():
            raise ValueError(f"{path} must be seekable, since a request may be sent again: pass its bytes instead")
        # The name of a file may be any bytes, and a header holds text.
        name = name or path.name.encode(errors="replace").decode()
        content = files.enter_context(path.open("rb"))
    elif not isinstance(content, bytes):
        if getattr(content, "closed", False) and hasattr(content, "open"):
            # A file of a Django model, which knows where it is stored.
            content.open("rb")
            files.callback(content.close)
        else:
            files.callback(_restore_position, content, content.tell())
        content = cast("IO[bytes]", _WithoutDescriptor(content))
    name = name or "file"
    return (name, content, part.media_type) if part.media_type else (name, content)


def _restore_position(file: BinaryFile, position: int) -> None:
    # The program may have closed it meanwhile.
    with suppress(OSError, ValueError):
        file.seek(position)


class _WithoutDescriptor:
    """A file object without its descriptor.

    httpx asks the system for the size of a file that has one. That is the wrong size for a file that is decompressed
    while it is read, or has unflushed writes; without a descriptor, httpx seeks to the end.
    """

    def __init__(self, file: BinaryFile) -> None:
        self.read = file.read
        self.seek = file.seek
        self.tell = file.tell

"""What is sent of a file, and under which name."""

import os
from contextlib import ExitStack
from pathlib import Path
from typing import IO, Any, cast

from mijnklantportaal.types import Upload


def form_part(part: str | Upload, opened: ExitStack) -> tuple[str | None, str | bytes | IO[bytes]] | tuple[Any, ...]:
    """A part of a form: its file name, its content, and its media type if somebody said it.

    Args:
        part: A text, or a file.
        opened: Closes the file once it was sent.

    Raises:
        OSError, ValueError: It can't be opened, or be read more than once.
    """
    if isinstance(part, str):
        return (None, part)
    content = part.content
    name = part.name
    if isinstance(content, str | os.PathLike):
        path = Path(content)
        if path.is_fifo():
            raise ValueError(f"{path} can be read only once, and a request may have to be sent again: pass its bytes")
        # The name of a file may be any bytes, and a header holds text.
        name = name or path.name.encode(errors="replace").decode()
        content = opened.enter_context(path.open("rb"))
    elif not isinstance(content, bytes):
        # A file object may have a name that is none, such as a descriptor's number.
        own_name = getattr(content, "name", None)
        name = name or (Path(own_name).name if isinstance(own_name, str) else None)
        content = cast("IO[bytes]", _Contents(content))
    name = name or "file"
    return (name, content, part.media_type) if part.media_type else (name, content)


class _Contents:
    """A file object without its descriptor.

    httpx asks the system for the size of a file that has one. That is the wrong size for what is decompressed while it
    is read, or is not flushed yet; without one, it looks for the end.
    """

    def __init__(self, file: IO[bytes]) -> None:
        self.read = file.read
        self.seek = file.seek
        self.tell = file.tell

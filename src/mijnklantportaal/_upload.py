"""The parts of a multipart body, as httpx takes them."""

import io
import mimetypes
import os
from collections.abc import Iterable
from contextlib import ExitStack, suppress
from functools import cache
from pathlib import Path
from typing import Any, TypeAlias

from mijnklantportaal.types import BinaryFile, Upload

# Of files whose names say how they are compressed, such as `invoices.csv.gz`: httpx would take them for the content.
_COMPRESSED = {"bzip2": "application/x-bzip2", "gzip": "application/gzip", "xz": "application/x-xz"}
_ANY_TYPE = "application/octet-stream"


class SentFile:
    """A file as httpx reads it, from its beginning to its end.

    It has no descriptor. httpx asks the system for the size of a file that has one. That is the wrong size for a file
    that is decompressed while it is read, or has unflushed writes; without a descriptor, httpx seeks to the end.

    Args:
        file: The file.
        name: What errors call it.
        may_change_thread: Whether any thread may read it.
    """

    def __init__(self, file: BinaryFile, name: str, may_change_thread: bool) -> None:
        self._file = file
        self._name = name
        self.may_change_thread = may_change_thread
        file.seek(0, os.SEEK_END)
        self.size = file.tell()
        """In bytes."""
        self.read_size = 0
        """How many bytes were read."""
        self.tell = file.tell

    def seek(self, offset: int, whence: int = os.SEEK_SET) -> int:
        """Change the position, and return it. httpx seeks to the end for the size, and to the beginning to send."""
        if whence == os.SEEK_END:
            # Some files are decompressed for that.
            return self.size
        self._file.seek(offset)
        self.read_size = offset
        return offset

    def read(self, size: int) -> bytes:
        """Read so many bytes.

        Raises:
            OSError: The file cannot be read, or is not as long as it was before.
        """
        chunk = self._file.read(size)
        self.read_size += len(chunk)
        # The length that was announced to the server cannot be changed any more.
        if self.read_size > self.size or (self.read_size < self.size and not chunk):
            grown = "more" if self.read_size > self.size else f"only {self.read_size}"
            raise OSError(f"{self._name} has changed while it was sent: it had {self.size} bytes, and has {grown} now")
        return chunk


FormPart: TypeAlias = tuple[None, str] | tuple[str, SentFile, str]


def form_part(part: str | Upload, files: ExitStack) -> FormPart:
    """Return the file name, the content and the media type of a part; a text has only the content.

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
    name = _file_name(part)
    is_path = isinstance(content, str | os.PathLike)
    if is_path:
        path = Path(os.fsdecode(content))
        if path.is_fifo():
            raise ValueError(f"{path} must be seekable, since a request may be sent again: pass its bytes instead")
        content = files.enter_context(path.open("rb"))
    elif isinstance(content, bytes):
        # Shares the memory of the bytes.
        content = io.BytesIO(content)
    elif getattr(content, "closed", False) and hasattr(content, "open"):
        # A file of a Django model, which knows where it is stored.
        content.open("rb")
        files.callback(content.close)
    else:
        files.callback(_restore_position, content, content.tell())
    return (name, SentFile(content, name, is_path), part.media_type or _media_type(name))


def file_names(parts: Iterable[tuple[str, str | Upload]]) -> list[str]:
    """Return the names of the files among the parts of a body."""
    return [_file_name(part) for _, part in parts if isinstance(part, Upload)]


def _file_name(upload: Upload) -> str:
    if upload.name:
        return upload.name
    if isinstance(upload.content, str | os.PathLike):
        # The name of a file may be any bytes, and a header holds text.
        return Path(os.fsdecode(upload.content)).name.encode(errors="replace").decode() or "file"
    return "file"


def _media_type(name: str) -> str:
    """Return the media type that the last suffix of a file name stands for."""
    # The name itself would be taken for a URL if it has a colon.
    plain_name = "file" + Path(name).suffix
    # The tables of Python come first: on Windows with Excel, those of the system say that `.csv` is a workbook.
    media_type, compression = _python_types().guess_type(plain_name)
    if media_type is None:
        media_type, compression = mimetypes.guess_type(plain_name)
    return _COMPRESSED.get(compression, _ANY_TYPE) if compression else media_type or _ANY_TYPE


@cache
def _python_types() -> mimetypes.MimeTypes:
    return mimetypes.MimeTypes()


def _restore_position(file: BinaryFile, position: int) -> None:
    # The program may have closed it meanwhile.
    with suppress(OSError, ValueError):
        file.seek(position)

"""The parts of a multipart body in the form that httpx takes."""

import io
import mimetypes
import os
from collections.abc import Iterable
from contextlib import ExitStack, suppress
from functools import cache
from pathlib import Path
from typing import Any, TypeAlias

from mijnklantportaal.types import BinaryFile, Upload

# The media types of compressed files, such as `invoices.csv.gz`: httpx would use that of the uncompressed content.
_COMPRESSED = {"bzip2": "application/x-bzip2", "gzip": "application/gzip", "xz": "application/x-xz"}
_ANY_TYPE = "application/octet-stream"


class SentFile:
    """A file in the form that httpx reads, from its beginning to its end.

    It has no descriptor. If a file has one, httpx asks the system for its size, which is wrong for a file that is
    decompressed while it is read, or has unflushed writes. Without a descriptor, httpx seeks to the end.

    Args:
        file: The file.
        name: The name of the file in errors.
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
        """The number of bytes that were read."""
        self.tell = file.tell

    def seek(self, offset: int, whence: int = os.SEEK_SET) -> int:
        """Change the position, and return it. httpx seeks to the end to get the size, and then to the beginning."""
        if whence == os.SEEK_END:
            # Some files are decompressed to find their end.
            return self.size
        self._file.seek(offset)
        self.read_size = offset
        return offset

    def read(self, size: int) -> bytes:
        """Read at most `size` bytes.

        Raises:
            OSError: The file cannot be read, or its size has changed.
        """
        chunk = self._file.read(size)
        self.read_size += len(chunk)
        # The length that was announced to the server cannot be changed anymore.
        if self.read_size > self.size or (self.read_size < self.size and not chunk):
            grown = "more" if self.read_size > self.size else f"only {self.read_size}"
            raise OSError(f"{self._name} changed while it was sent: it had {self.size} bytes, and now has {grown}")
        return chunk


FormPart: TypeAlias = tuple[None, str] | tuple[str, SentFile, str]


def form_part(part: str | Upload, files: ExitStack) -> FormPart:
    """Return the file name, the content and the media type of a part. A text has only the content.

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
        # This does not copy the bytes.
        content = io.BytesIO(content)
    elif getattr(content, "closed", False) and hasattr(content, "open"):
        # A file of a Django model, which opens itself in its storage.
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
        # A file name may contain any bytes, but a header is text.
        return Path(os.fsdecode(upload.content)).name.encode(errors="replace").decode() or "file"
    return "file"


def _media_type(name: str) -> str:
    """Return the media type for the last suffix of a file name."""
    # A name with a colon would be parsed as a URL.
    plain_name = "file" + Path(name).suffix
    # Python's own tables come first: on Windows with Excel, the tables of the system say that `.csv` is a workbook.
    media_type, compression = _python_types().guess_type(plain_name)
    if media_type is None:
        media_type, compression = mimetypes.guess_type(plain_name)
    return _COMPRESSED.get(compression, _ANY_TYPE) if compression else media_type or _ANY_TYPE


@cache
def _python_types() -> mimetypes.MimeTypes:
    return mimetypes.MimeTypes()


def _restore_position(file: BinaryFile, position: int) -> None:
    # The program may have closed the file in the meantime.
    with suppress(OSError, ValueError):
        file.seek(position)

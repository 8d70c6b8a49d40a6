"""File arguments other than paths and bytes: file objects, and the uploads of web frameworks.

Each framework has its own class for files that a browser sent. This module recognizes them by their attributes, and
imports none of them: `filename` and `content_type`, or `name` and `type`; the content is the object itself, or its
attribute `file`, `stream` or `body`.

`_wire/media.py` imports this module only for such a file.
"""

import os
import re
import sys
from collections.abc import Mapping, Sequence
from inspect import getattr_static, iscoroutinefunction
from itertools import chain
from typing import Any, cast

from mijnklantportaal._wire.media import CONTROL_CHARACTERS
from mijnklantportaal.types import BinaryFile, Upload

_MEDIA_TYPE = re.compile(r"[\w!#$&^.+*-]+/[\w!#$&^.+*-]+(?: *;[ -~]*)?", re.ASCII)
# These files are decompressed when they are read, but have the names of the compressed files.
_DECOMPRESSING = frozenset({"bz2", "gzip", "lzma"})


def described(upload: Upload, name: str) -> Upload:
    """Return an upload of bytes or a binary file object, with the file name and the media type of its content.

    Args:
        upload: An upload whose content is neither a path nor bytes. Its own name and media type take precedence.
        name: The name of the argument in errors.

    Raises:
        TypeError: The content is not a file. The message states what to pass instead.
        ValueError: The file is closed, not readable or not seekable.
    """
    source: Any = upload.content
    content = _content(source, name)
    return Upload(content, upload.name or _file_name(source), upload.media_type or _media_type(source))


def _safe_name(name: str) -> str:
    """Return the last part of a file name, which may be a path of any system, and may contain any characters."""
    base = name.replace("\\", "/").rstrip("/").rpartition("/")[2]
    # A file name may contain any bytes, but a header is text.
    text = CONTROL_CHARACTERS.sub("", base.encode(errors="replace").decode()).strip()
    # Names such as <stdin> and <fdopen>.
    is_description = text.startswith("<") and text.endswith(">")
    return "" if is_description or text in (".", "..") else text


def _content(source: Any, name: str) -> bytes | BinaryFile:
    if isinstance(source, bytearray | memoryview):
        return bytes(source)
    if getattr(source, "closed", None) is True and callable(getattr(source, "open", None)):
        # A file of a Django model is closed at first. It is opened for each attempt, and closed afterwards.
        if not getattr(source, "name", None):
            raise ValueError(f"{name} must be a file, but this {type(source).__name__} has none")
        return cast("BinaryFile", source)
    for candidate in chain([source], (getattr(source, attribute, None) for attribute in ("file", "stream", "body"))):
        if isinstance(candidate, bytes):
            return candidate
        read = getattr(candidate, "read", None)
        if callable(read) and not iscoroutinefunction(read):
            return _checked_file(candidate, name)
    if callable(read_bytes := getattr(source, "read_bytes", None)) and not iscoroutinefunction(read_bytes):
        # A resource of a package, or a member of an archive.
        return cast("bytes", read_bytes())
    raise _wrong_type(source, name)


def _checked_file(file: Any, name: str) -> BinaryFile:
    if getattr(file, "closed", False):
        raise ValueError(f"{name} must be an open file, not a closed one")
    if hasattr(file, "encoding"):
        raise _wrong_type(file, name)
    if hasattr(file, "readable") and not file.readable():
        raise ValueError(f"{name} must be open for reading: open it with mode 'rb'")
    # A file without `seekable`, such as mmap before Python 3.13, can be sought if it has `seek`.
    is_seekable = file.seekable() if hasattr(file, "seekable") else hasattr(file, "seek") and hasattr(file, "tell")
    if not is_seekable:
        raise ValueError(f"{name} must be seekable, since a request may be sent again: pass its bytes instead")
    return cast("BinaryFile", file)


def _wrong_type(source: Any, name: str) -> TypeError:
    hint = _hint(source)
    message = f"{name} must be a path, bytes or a binary file object, not {type(source).__name__}"
    return TypeError(f"{message}: {hint}" if hint else message)


def _hint(source: Any) -> str:
    read = getattr(source, "read", None)
    if iscoroutinefunction(read):
        return "pass its bytes, `await file.read()`"
    # Checked without reading the attribute, which would read the rest of the body of a response.
    if getattr_static(source, "content", None) is not None:
        return "pass its bytes, `response.content`"
    if read is not None:
        return "open it with mode 'rb', or encode its text"
    if isinstance(source, int) and not isinstance(source, bool):
        return "open a file descriptor with `open(descriptor, 'rb')`"
    if isinstance(source, tuple):
        return "pass `Upload(content, name, media_type)`"
    if isinstance(source, Sequence | Mapping | set | frozenset):
        return "pass a single file"
    return "join its chunks to bytes" if hasattr(source, "__next__") or hasattr(source, "__anext__") else ""


def _file_name(source: Any) -> str | None:
    if type(source).__module__ in _DECOMPRESSING:
        compressed = getattr(source, "name", None)
        # GzipFile also has a deprecated attribute `filename`.
        name = os.path.splitext(compressed)[0] if isinstance(compressed, str) else None
    elif type(source).__module__ == "tarfile" and sys.version_info < (3, 12):
        # This `name` is that of the archive.
        name = None
    else:
        # With a `filename`, `name` is that of the form field. The name of a file may also be the number of a
        # descriptor.
        name = source.filename if hasattr(source, "filename") else getattr(source, "name", None)
    if isinstance(name, bytes | os.PathLike):
        name = os.fsdecode(name)
    return _safe_name(name) or None if isinstance(name, str) else None


def _media_type(source: Any) -> str | None:
    media_type = getattr(source, "content_type", None) or getattr(source, "type", None)
    return media_type if isinstance(media_type, str) and _MEDIA_TYPE.fullmatch(media_type) else None

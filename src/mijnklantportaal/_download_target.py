"""The targets of downloads: a file that appears when it is complete, or the caller's file object."""

import errno
import io
import os
from collections.abc import Callable
from inspect import iscoroutinefunction
from pathlib import Path
from typing import Any

from mijnklantportaal._atomic_file import PartialFile
from mijnklantportaal._download_names import cleaned_name
from mijnklantportaal.downloads import DownloadTarget

_LAST_FALLBACK = "download"


def checked_target(to: DownloadTarget, overwrite: bool, fallback: str) -> "PathTarget | ObjectTarget":
    """Return the target of a download.

    Args:
        to: The path of a file, an existing folder, or a binary file object.
        overwrite: Whether an existing file is replaced.
        fallback: The name of the file in a folder, if the server sends none.

    Raises:
        TypeError: An argument has a wrong type.
        ValueError: The path is empty, or neither a regular file nor a folder; or the file object is not writable.
        OSError: The file exists, or its folder does not.
    """
    if not isinstance(overwrite, bool):
        raise TypeError(f"overwrite must be bool, not {type(overwrite).__name__}")
    if isinstance(to, str | os.PathLike):
        return PathTarget(os.fspath(to), overwrite, fallback)
    return ObjectTarget(to)


class PathTarget:
    """A file with a given name, or a file in a folder with the name that the server sends. It appears when it is
    complete.

    Args:
        to: The path of the file or the folder. A path that ends in a separator is a folder.
        overwrite: Whether an existing file is replaced.
        fallback: The name of the file in a folder, if the server sends none.

    Raises:
        TypeError, ValueError, OSError: As for `checked_target`.
    """

    _replaced: Path
    """The final path of the file, once the temporary file exists."""

    def __init__(self, to: str, overwrite: bool, fallback: str) -> None:
        if not isinstance(to, str):
            raise TypeError(f"to must be a path of str, not of {type(to).__name__}")
        if not to:
            raise ValueError("to must not be empty: pass '.' for the current folder")
        self._overwrite = overwrite
        self._fallback = fallback
        self._partial: PartialFile | None = None
        self._path: Path | None = None
        path = Path(to)
        separators = tuple(filter(None, (os.sep, os.altsep)))
        is_folder = path.is_dir() or to.endswith(separators)
        self._folder = path if is_folder else path.parent
        if not self._folder.is_dir():
            problem = errno.ENOTDIR if self._folder.exists() else errno.ENOENT
            raise OSError(problem, "the folder of the download does not exist", str(self._folder))
        if not is_folder:
            self._path = path
            self._check(path)

    @property
    def name(self) -> str | None:
        """The name of the file; `None` until it is known."""
        return self._path.name if self._path else None

    def start(self, name: str | None) -> None:
        """Create the temporary file, or empty it.

        Args:
            name: The name that the server sent, made safe.

        Raises:
            ValueError: The file to replace is not a regular file.
            OSError: The file exists, or cannot be created.
        """
        if self._partial:
            self._partial.file.seek(0)
            self._partial.file.truncate()
            return
        if self._path:
            # So that the caller's symbolic link is kept.
            self._replaced = Path(os.path.realpath(self._path))
        else:
            # A symbolic link is not followed here, since the server has chosen the name.
            self._path = self._replaced = self._folder / (name or cleaned_name(self._fallback) or _LAST_FALLBACK)
            self._check(self._path)
        self._partial = PartialFile(self._replaced)

    def write(self, content: bytes) -> None:
        """Write a part of the file.

        Raises:
            OSError: The file cannot be written: for example, the disk is full.
        """
        assert self._partial
        try:
            self._partial.file.write(content)
        except OSError as error:
            raise self._named(error) from None

    def flush(self) -> None:
        """Wait until the content is on the disk.

        Raises:
            OSError: It cannot be written.
        """
        assert self._partial
        try:
            self._partial.flush()
        except OSError as error:
            raise self._named(error) from None

    def publish(self) -> Path:
        """Move the file to its path, and return the path.

        Raises:
            OSError: The file now exists, or its folder no longer does.
        """
        assert self._partial
        assert self._path
        self._partial.publish(self._replaced, self._overwrite)
        return self._path

    def discard(self) -> None:
        """Delete the temporary file, unless it was published."""
        if self._partial:
            self._partial.discard()

    def _check(self, path: Path) -> None:
        """Check that a file may be created at a path.

        Raises:
            ValueError: The path exists and is not a regular file.
            FileExistsError: The file exists, and must not be replaced.
        """
        if not os.path.lexists(path):
            return
        if path.exists() and not path.is_file():
            raise ValueError(
                f"{path} must be a regular file: to write to anything else, open it, and pass the file object"
            )
        if not self._overwrite:
            raise FileExistsError(errno.EEXIST, "the file exists, and overwrite is False", str(path))

    def _named(self, error: OSError) -> OSError:
        """Return a copy of an error that names this file. The errors of writes name none."""
        return OSError(error.errno, error.strerror or str(error), str(self._path))


class ObjectTarget:
    """The caller's file object, which is written from its current position.

    Args:
        file: The file object.

    Raises:
        TypeError: It is not a binary file object.
        ValueError: It is closed, or only open for reading.
    """

    name = None

    def __init__(self, file: Any) -> None:
        write: Callable[[bytes], object] | None = getattr(file, "write", None)
        if not callable(write):
            raise TypeError(f"to must be a path or a binary file object, not {type(file).__name__}")
        if isinstance(file, io.TextIOBase) or isinstance(getattr(file, "encoding", None), str):
            raise TypeError("to must be a binary file object: open the file with mode 'wb'")
        if iscoroutinefunction(write):
            raise TypeError("to must be a file object whose write() is a plain function, not a coroutine function")
        if getattr(file, "closed", False) or not getattr(file, "writable", lambda: True)():
            raise ValueError("to must be a file object that is open for writing")
        self._file = file
        self._write = write
        self._start: int | None = file.tell() if getattr(file, "seekable", lambda: False)() else None
        self._has_content = False

    def start(self, name: str | None) -> None:
        """Return to the first position, if anything was written.

        Raises:
            io.UnsupportedOperation: The file object is not seekable.
            OSError: It cannot be written.
        """
        if not self._has_content:
            return
        if self._start is None:
            raise io.UnsupportedOperation("the file object must be seekable, since the download starts again")
        self._file.seek(self._start)
        self._file.truncate()

    def write(self, content: bytes) -> None:
        """Write a part of the file.

        Raises:
            OSError: It cannot be written.
        """
        self._has_content = True
        rest = memoryview(content)
        while rest:
            # An unbuffered file may write less than it is given, and not every file object returns how much it has
            # written.
            written = self._write(bytes(rest))
            if not isinstance(written, int) or written >= len(rest):
                return
            if written <= 0:
                raise BlockingIOError(errno.EAGAIN, "the file object wrote nothing")
            rest = rest[written:]

    def flush(self) -> None:
        """Flush the file object.

        Raises:
            OSError: It cannot be written.
        """
        if callable(flush := getattr(self._file, "flush", None)):
            flush()

    def publish(self) -> None:
        """Do nothing: the caller has the file object."""

    def discard(self) -> None:
        """Do nothing: the caller has the file object."""

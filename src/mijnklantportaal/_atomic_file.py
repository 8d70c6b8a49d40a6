"""Files that are replaced atomically: a process that is killed leaves either the old file or the new one."""

import errno
import os
import secrets
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO, TypeVar

T = TypeVar("T")

# With the suffix of the temporary file, such a name stays within the 255 bytes that file systems allow.
_PREFIX_LENGTH = 200


class PartialFile:
    """A temporary file, which replaces the target when it is complete.

    Args:
        target: The file to replace; its folder must exist.
        mode: The permissions of the file; by default those of a new file.

    Raises:
        OSError: The file cannot be created.
    """

    def __init__(self, target: Path, mode: int | None = None) -> None:
        self._path, descriptor = _create_beside(target, 0o666 if mode is None else mode)
        self.file: BinaryIO = os.fdopen(descriptor, "w+b")
        if mode is not None:
            # The umask may have removed some permissions.
            os.chmod(self._path, mode)

    def flush(self) -> None:
        """Wait until the content is on the disk.

        Raises:
            OSError: It cannot be written.
        """
        self.file.flush()
        os.fsync(self.file.fileno())

    def publish(self, target: Path, overwrite: bool = True) -> None:
        """Close the file, and rename it to a target in the same folder.

        Args:
            target: The new path of the file.
            overwrite: Whether an existing file is replaced.

        Raises:
            FileExistsError: The target exists, and `overwrite` is `False`.
            OSError: The file cannot be renamed.
        """
        self.file.close()
        if overwrite:
            replace_file(self._path, target)
        elif sys.platform == "win32":
            # Windows refuses to rename a file to an existing one.
            os.rename(self._path, target)
        else:
            _rename_exclusively(self._path, target)

    def discard(self) -> None:
        """Close and delete the file, unless it was published."""
        # Closing the file writes its buffer, which fails on a full disk.
        with suppress(OSError):
            self.file.close()
        # The file is missing after `publish`, or if somebody has deleted the folder.
        with suppress(FileNotFoundError):
            os.unlink(self._path)


@contextmanager
def replaced_file(target: Path, mode: int | None = None) -> Iterator[BinaryIO]:
    """Open a temporary file next to the target, which replaces the target if the block ends without an error.

    Args:
        target: The file to replace; its folder must exist.
        mode: The permissions of the file; by default those of a new file.

    Raises:
        OSError: The file cannot be written. The target is unchanged.
    """
    partial = PartialFile(target, mode)
    try:
        yield partial.file
        partial.flush()
        partial.publish(target)
    finally:
        partial.discard()


def _create_beside(target: Path, mode: int) -> tuple[str, int]:
    """Create a new file. Unlike `tempfile`, this lets the system apply the umask, which all threads share.

    Raises:
        OSError: It cannot be created.
    """
    prefix = os.fsencode(target.name)[:_PREFIX_LENGTH].decode(errors="ignore")
    flags = os.O_RDWR | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
    while True:
        path = os.path.join(target.parent, f".{prefix}.{secrets.token_hex(4)}")
        with suppress(FileExistsError):
            return path, os.open(path, flags, mode)


def replace_file(temporary: str | Path, target: Path) -> None:
    """Replace the target with a file in the same folder.

    Raises:
        OSError: The file cannot be renamed.
    """
    _repeated(lambda: os.replace(temporary, target))


def read_file(path: Path) -> bytes:
    """Return the content of a file that another thread or process may replace at this moment.

    Raises:
        OSError: The file cannot be read.
    """
    return _repeated(path.read_bytes)


def _repeated(function: Callable[[], T]) -> T:
    """Return the result of a function that reads or replaces a file.

    Raises:
        OSError: The function fails.
    """
    if sys.platform == "win32":
        # Windows refuses to replace a file that is open, and to read a file while it is being replaced. Both are brief.
        for _ in range(100):
            with suppress(PermissionError):
                return function()
            time.sleep(0.01)
    return function()


def _rename_exclusively(temporary: str, target: Path) -> None:
    """Rename a file, unless the target exists. If two processes do so at the same time, only one succeeds.

    Raises:
        FileExistsError: The target exists.
        OSError: The file cannot be renamed.
    """
    try:
        os.link(temporary, target)
        return
    except FileExistsError:
        raise FileExistsError(*_exists(target)) from None
    except FileNotFoundError:
        raise
    except OSError:
        # Some file systems, such as FAT, have no hard links.
        pass
    try:
        os.close(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL))
    except FileExistsError:
        raise FileExistsError(*_exists(target)) from None
    try:
        os.replace(temporary, target)
    except BaseException:
        os.unlink(target)
        raise


def _exists(target: Path) -> tuple[int, str, str]:
    return errno.EEXIST, os.strerror(errno.EEXIST), str(target)

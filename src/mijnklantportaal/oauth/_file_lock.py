"""A lock that processes and threads share by a file."""

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from io import FileIO
from pathlib import Path

# Seconds. Attempts instead of a system call that waits: that would also stop all greenlets of gevent, and so the one
# that holds the lock.
_BETWEEN_ATTEMPTS = 0.02

if sys.platform == "win32":
    import msvcrt

    def _try_lock(descriptor: int) -> bool:
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except PermissionError:
            return False
        return True

    def _unlock(descriptor: int) -> None:
        msvcrt.locking(descriptor, msvcrt.LK_UNLCK, 1)

else:
    import fcntl

    def _try_lock(descriptor: int) -> bool:
        try:
            # A lock of `flock` belongs to the open file, so that it also separates threads, unlike one of `lockf`.
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def _unlock(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_UN)


_open_files: set[FileIO] = set()
"""The files that this process has locked or is about to lock. A forked process inherits them."""


@contextmanager
def locked_file(path: Path) -> Iterator[None]:
    """Hold the lock of a file, which only one thread of one process does at a time. The file is created, and stays.

    The system releases the lock when the process ends.

    Raises:
        OSError: The file cannot be opened or locked.
    """
    with open(path, "ab", buffering=0, opener=partial(os.open, mode=0o600)) as file:
        _open_files.add(file)
        try:
            while not _try_lock(file.fileno()):
                time.sleep(_BETWEEN_ATTEMPTS)
            yield
        finally:
            _open_files.discard(file)
            # A process that was forked meanwhile has closed it, and must not release the lock of its parent.
            if not file.closed:
                _unlock(file.fileno())


def _close_inherited_files() -> None:
    # Otherwise the lock would be held until the forked process ends too.
    while _open_files:
        _open_files.pop().close()


if sys.platform != "win32":
    os.register_at_fork(after_in_child=_close_inherited_files)

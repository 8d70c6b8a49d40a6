"""A lock on a file, shared by processes and threads."""

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from io import FileIO
from pathlib import Path

# Seconds. The lock is polled, because a blocking system call would stop all greenlets of gevent, including the one
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
            # A lock taken by `flock` belongs to the open file, so it also excludes other threads, unlike `lockf`.
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def _unlock(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_UN)


_open_files: set[FileIO] = set()
"""The files that this process has locked or is waiting to lock. A forked process inherits them."""


@contextmanager
def locked_file(path: Path) -> Iterator[None]:
    """Hold the lock on a file. Only one thread of one process holds it at a time.

    The file is created if it does not exist, and is never deleted. The operating system releases the lock when the
    process ends.

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
            # In a process that was forked in the meantime, the file is closed: the lock still belongs to the parent.
            if not file.closed:
                _unlock(file.fileno())


def _close_inherited_files() -> None:
    # Otherwise, the lock would be held until the forked process ends as well.
    while _open_files:
        _open_files.pop().close()


if sys.platform != "win32":
    os.register_at_fork(after_in_child=_close_inherited_files)

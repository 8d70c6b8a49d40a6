"""Files that are replaced as a whole: a process that ends meanwhile leaves the old file or the new one."""

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import mkstemp
from typing import BinaryIO


@contextmanager
def replaced_file(target: Path, mode: int | None = None) -> Iterator[BinaryIO]:
    """Open a temporary file beside the target, which takes its place when the block ends without an error.

    Args:
        target: The file to replace; its folder must exist.
        mode: Its permissions; by default those of a new file.

    Raises:
        OSError: The file cannot be written. The target is as it was before.
    """
    descriptor, temporary = mkstemp(dir=target.parent, prefix=f".{target.name}.")
    try:
        with open(descriptor, "w+b") as file:
            # The umask applies to new files.
            os.chmod(temporary, _default_mode() if mode is None else mode)
            yield file
            file.flush()
            os.fsync(descriptor)
        _rename(temporary, target)
    except BaseException:
        # It is missing where Ctrl-C comes right after the rename.
        with suppress(FileNotFoundError):
            os.unlink(temporary)
        raise


def _default_mode() -> int:
    # There is no other way to read it.
    umask = os.umask(0o077)
    os.umask(umask)
    return 0o666 & ~umask


def _rename(temporary: str, target: Path) -> None:
    if sys.platform == "win32":
        # Windows refuses it while another thread or process reads the file, which takes a moment.
        for _ in range(100):
            with suppress(PermissionError):
                os.replace(temporary, target)
                return
            time.sleep(0.01)
    os.replace(temporary, target)

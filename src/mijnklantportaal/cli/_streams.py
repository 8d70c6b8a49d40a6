"""The standard streams, which may be closed, full or unreadable."""

import io
import os
import sys
from contextlib import suppress
from typing import TextIO


def prepare_streams() -> None:
    """Make the standard streams usable.

    Streams that are closed, for example by `2>&-`, are opened, since the next file or socket would otherwise get their
    file descriptors. Reading from such a standard input and writing to such a standard output is an error; messages to
    such a standard error are discarded. Characters that standard output cannot encode are printed as escapes.
    """
    # In this order, since `os.open` returns the lowest free file descriptor.
    if sys.stdin is None:
        sys.stdin = os.fdopen(os.open(os.devnull, os.O_WRONLY), encoding="utf-8")
    if sys.stdout is None:
        sys.stdout = os.fdopen(os.open(os.devnull, os.O_RDONLY), "w", encoding="utf-8")
    if sys.stderr is None:
        sys.stderr = os.fdopen(os.open(os.devnull, os.O_WRONLY), "w", encoding="utf-8")
    # With another error handler, such as surrogateescape, the bytes of file names are printed unchanged.
    if isinstance(sys.stdout, io.TextIOWrapper) and sys.stdout.errors == "strict":
        sys.stdout.reconfigure(errors="backslashreplace")


def standard_input() -> bytes:
    """Return the content of standard input.

    Raises:
        OSError: Standard input cannot be read, for example because it is closed.
    """
    try:
        return sys.stdin.buffer.read()
    except OSError as error:
        error.filename = "standard input"
        raise


def discard_unwritten(stream: TextIO) -> OSError | None:
    """Flush a standard stream; discard its content and return the error if that fails.

    Otherwise, the interpreter would flush the stream again at exit, and write another error.
    """
    try:
        stream.flush()
    except OSError as error:
        with suppress(OSError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
        return error
    return None

"""The standard streams, which may be closed, full or something that cannot be read."""

import io
import os
import sys
from contextlib import suppress
from typing import TextIO


def prepare_streams() -> None:
    """Make the standard streams such that the program can use them.

    Those that are closed, as by `2>&-`, are opened: the next file or socket would get their numbers. Reading from
    standard input, and writing to standard output, is an error then; messages are discarded. Texts with characters that
    the encoding of standard output does not have are printed with escapes.
    """
    # In the order of the numbers: `os.open` returns the least that is free.
    if sys.stdin is None:
        sys.stdin = os.fdopen(os.open(os.devnull, os.O_WRONLY), encoding="utf-8")
    if sys.stdout is None:
        sys.stdout = os.fdopen(os.open(os.devnull, os.O_RDONLY), "w", encoding="utf-8")
    if sys.stderr is None:
        sys.stderr = os.fdopen(os.open(os.devnull, os.O_WRONLY), "w", encoding="utf-8")
    # Where it is not strict, bytes of file names are printed as they are.
    if isinstance(sys.stdout, io.TextIOWrapper) and sys.stdout.errors == "strict":
        sys.stdout.reconfigure(errors="backslashreplace")


def standard_input() -> bytes:
    """Return the content of standard input.

    Raises:
        OSError: It cannot be read: it is closed, or a folder, say.
    """
    try:
        return sys.stdin.buffer.read()
    except OSError as error:
        error.filename = "standard input"
        raise


def discard_unwritten(stream: TextIO) -> OSError | None:
    """Discard what cannot be written to standard output or standard error, and return the error, if there is one.

    The interpreter would write an error of its own when it flushes them once more at its end.
    """
    try:
        stream.flush()
    except OSError as error:
        with suppress(OSError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
        return error
    return None

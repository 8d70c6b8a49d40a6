"""Writes warnings and errors as lines on standard error."""

import sys
import warnings
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import TextIO

from mijnklantportaal.cli._texts import cut_text, one_line, printable_text

PROGRAM = "mijnklantportaal"
# Characters. The error message of a server may have millions.
_MAX_TEXT = 5000


def write_line(text: str) -> None:
    """Write a line with the name of the program to standard error, if possible."""
    with suppress(OSError):
        print(f"{PROGRAM}: {cut_text(one_line(text), _MAX_TEXT)}", file=sys.stderr)


def write_traceback(error: BaseException) -> None:
    """Write the traceback of an error to standard error, without control characters from the text of a server."""
    # Imported here, since it is needed with `--debug` only.
    import traceback

    lines = "".join(traceback.format_exception(error)).split("\n")
    with suppress(OSError):
        print("\n".join(map(printable_text, lines)).rstrip(), file=sys.stderr)


@contextmanager
def warnings_as_lines() -> Iterator[None]:
    """Write each Python warning as one line."""

    def show(
        message: Warning | str,
        category: type[Warning],
        filename: str,
        lineno: int,
        file: TextIO | None = None,
        line: str | None = None,
    ) -> None:
        write_line(f"warning: {message}")

    with warnings.catch_warnings():
        warnings.showwarning = show
        yield


@contextmanager
def logged_warnings_as_lines() -> Iterator[None]:
    """Write each warning that the library logs, such as a response that deviates from the spec, as one line."""
    # Imported here, since help and completion do not need it.
    import logging

    class Lines(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            write_line(f"warning: {record.getMessage()}")

    logger = logging.getLogger("mijnklantportaal")
    handler = Lines(logging.WARNING)
    logger.addHandler(handler)
    try:
        yield
    finally:
        logger.removeHandler(handler)

"""Warnings of the library, as lines on standard error."""

import sys
import warnings
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import TextIO

from mijnklantportaal.cli._texts import cut_text, one_line, printable_text

PROGRAM = "mijnklantportaal"
# Characters: an error of a server may have millions.
_MAX_TEXT = 5000


def write_line(text: str) -> None:
    """Write a line to standard error, with the name of the program. Where that is not possible, nobody reads it."""
    with suppress(OSError):
        print(f"{PROGRAM}: {cut_text(one_line(text), _MAX_TEXT)}", file=sys.stderr)


def write_traceback(error: BaseException) -> None:
    """Write the traceback of an error to standard error. The text of a server in it cannot control the terminal."""
    # Imported here: few errors are shown with one.
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
    # Imported here, since help and completion do without.
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

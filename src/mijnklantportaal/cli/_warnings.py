"""Warnings of the library, as lines on standard error."""

import sys
import warnings
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import TextIO

from mijnklantportaal.cli._texts import one_line

PROGRAM = "mijnklantportaal"


def write_line(text: str) -> None:
    """Write a line to standard error, with the name of the program. Where that is not possible, nobody reads it."""
    with suppress(OSError):
        print(f"{PROGRAM}: {one_line(text)}", file=sys.stderr)


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

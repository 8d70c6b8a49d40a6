"""Tracebacks as error reporting services record them: with the local variables of each function."""

import traceback
from pathlib import Path

import mijnklantportaal
import mijnklantportaal_api

_PACKAGES = tuple(str(Path(package.__file__ or "").parent) for package in (mijnklantportaal, mijnklantportaal_api))


def traceback_with_locals(error: BaseException) -> str:
    """Return the traceback of an error and its causes, with the local variables in frames of the package."""
    texts = traceback.format_exception(error)
    frames = 0
    current: traceback.TracebackException | None = traceback.TracebackException.from_exception(
        error, capture_locals=True
    )
    while current is not None:
        for frame in current.stack:
            if frame.filename.startswith(_PACKAGES):
                frames += 1
                texts.append(f"{frame.filename} {frame.name} {frame.locals}\n")
        current = current.__cause__ or current.__context__
    assert frames
    return "".join(texts)

"""Progress bars: when they are drawn, and the display that all bars of a process share."""

import atexit
import os
import sys
import threading
from contextlib import suppress
from importlib.util import find_spec
from typing import TYPE_CHECKING

from mijnklantportaal.errors import ConfigurationError
from mijnklantportaal.progress import Progress

if TYPE_CHECKING:
    from mijnklantportaal._progress_display import Display, Row

# The garbage collector may close a bar while this thread draws another one.
_lock = threading.RLock()
_display: "Display | None" = None


class Bar:
    """The progress bar of some work. It appears with the first progress or wait."""

    def __init__(self) -> None:
        # After a fork, the child process has no thread that draws the display.
        self._process = os.getpid()
        self._row: Row | None = None

    def show(self, progress: Progress) -> None:
        """Show the progress of the work."""
        if self._process != os.getpid():
            return
        with _lock:
            if self._row is not None:
                self._row.update(progress)
            elif progress.done or progress.waiting:
                self._row = _open_display().add(progress)

    def close(self) -> None:
        """Close the bar, and leave its last state on the screen if there was any progress."""
        if self._process != os.getpid():
            return
        # The terminal may have been closed.
        with _lock, suppress(OSError, ValueError):
            row, self._row = self._row, None
            if row is not None:
                row.remove()


def open_bar() -> Bar | None:
    """Return a bar, or `None` if standard error is not a terminal that can draw one.

    Raises:
        ConfigurationError: rich is not installed.
    """
    # Raised even if nothing would be drawn: otherwise, the program would fail once it runs in a terminal.
    if find_spec("rich") is None:
        raise ConfigurationError('progress=True needs rich: pip install "mijnklantportaal[progress]"')
    # Standard error is `None` in programs without a console on Windows.
    # While a bar is drawn, rich replaces standard error by a file object, which its older versions do not recognize as
    # a terminal.
    stream = getattr(sys.stderr, "rich_proxied_file", sys.stderr)
    is_terminal = stream is not None and stream.isatty()
    return Bar() if is_terminal and os.environ.get("TERM") not in ("dumb", "unknown") else None


def _open_display() -> "Display":
    global _display
    if _display is None:
        # Imported here, since rich takes a while to import.
        from mijnklantportaal._progress_display import Display

        _display = Display()
        # A bar that nobody closes, such as that of an unfinished iteration, would leave the terminal without a cursor.
        atexit.register(_display.stop)
        if hasattr(os, "register_at_fork"):
            os.register_at_fork(after_in_child=_forget_display)
    return _display


def _forget_display() -> None:
    """Use a new display in a forked process: a thread that does not exist there may hold the lock of the old one."""
    global _display, _lock
    _display, _lock = None, threading.RLock()
    # Otherwise, everything that prints would wait for the old display too.
    sys.stdout = getattr(sys.stdout, "rich_proxied_file", sys.stdout)
    sys.stderr = getattr(sys.stderr, "rich_proxied_file", sys.stderr)

"""The progress of downloads, uploads, exports and iterations over lists."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from inspect import iscoroutinefunction
from typing import Literal, NamedTuple, TypeAlias

Unit: TypeAlias = Literal["bytes", "objects"]
WaitReason: TypeAlias = Literal["rate limit", "retry"]

# Seconds between two reports while the work continues.
_INTERVAL = 0.1


# The class is created when the first call is sent, and an attrs class would take several times as long.
class Progress(NamedTuple):
    """The progress of some work."""

    description: str
    """A description of the work, such as `contract.pdf`."""
    done: int
    """The amount that is done. It decreases only if a file is sent or downloaded again from its beginning."""
    total: int | None
    """The total amount; `None` if it is not known."""
    unit: Unit
    """The unit of `done` and `total`."""
    waiting: float = 0.0
    """Seconds that the work will wait from now on; 0 while it is not waiting."""
    waiting_for: WaitReason | None = None
    """The reason of the wait: for the rate limit, or before a request is sent again; `None` while it is not waiting."""


class ProgressReporter:
    """Reports the progress of some work to a function, at most ten times a second while the work continues.

    It reports waits, restarts and the end at once. An exception that the function raises is logged and has no other
    effect, as for a hook.

    Args:
        report: Called with each `Progress`.
        description: A description of the work.
        unit: The unit that is counted.
    """

    def __init__(self, report: Callable[[Progress], object], description: str, unit: Unit) -> None:
        # Imported here, since the modules that describe requests import this module.
        from mijnklantportaal._clock import real_monotonic
        from mijnklantportaal._logging import run_hook

        self._clock = real_monotonic
        self._run_hook = run_hook
        self._report = report
        self._description = description
        self._unit: Unit = unit
        self._total: int | None = None
        self._done = 0
        self._reported: Progress | None = None
        self._reported_at = 0.0

    def advance(self, amount: int) -> None:
        """Report that `amount` more is done."""
        self.advance_to(self._done + amount)

    def advance_to(self, done: int) -> None:
        """Report the amount that is done, which must not be less than before."""
        self._done = done
        reported = self._reported
        is_due = reported is None or reported.waiting_for or self._clock() - self._reported_at >= _INTERVAL
        if is_due or self._done == self._total:
            self._send()

    def restart(self, done: int = 0) -> None:
        """Report the amount that is done, which may be less than before."""
        self._done = done
        self._send()

    def set_total(self, total: int | None) -> None:
        """Report the total amount; `None` if it is not known."""
        self._total = total
        self._send()

    def wait(self, seconds: float, reason: WaitReason = "rate limit") -> None:
        """Report that the work will wait for `seconds` from now on."""
        self._send(seconds, reason)

    def go_on(self) -> None:
        """Report that a wait has ended."""
        if self._reported is not None:
            self._send()

    def _send(self, seconds: float = 0.0, reason: WaitReason | None = None) -> None:
        progress = Progress(self._description, self._done, self._total, self._unit, seconds, reason)
        if progress != self._reported:
            self._reported, self._reported_at = progress, self._clock()
            self._run_hook(self._report, progress)


ProgressOption: TypeAlias = bool | Callable[[Progress], object] | ProgressReporter
"""`True` draws a bar if standard error is a terminal. A function is called with each `Progress`."""


@contextmanager
def _open_progress(option: ProgressOption, description: str, unit: Unit) -> Iterator[ProgressReporter | None]:
    """Yield the reporter of some work, or `None` if nothing reports its progress.

    A bar appears with the first progress or wait. Its last state stays on the screen if there was any progress. In a
    pipe, in a notebook and on a terminal without a cursor, nothing is drawn.

    Args:
        option: The option of the caller, or the reporter of the enclosing work.
        description: A description of the work.
        unit: The unit that is counted.

    Raises:
        ConfigurationError: The option is `True`, and rich is not installed, even if no bar would be drawn.
        TypeError: The option has a wrong type.
    """
    if option is False or isinstance(option, ProgressReporter):
        yield option or None
        return
    if option is True:
        # Imported here, since most programs draw no bars.
        from mijnklantportaal._progress_bar import open_bar

        bar = open_bar()
        if bar is None:
            yield None
            return
        reporter = ProgressReporter(bar.show, description, unit)
    else:
        bar = None
        reporter = ProgressReporter(_checked(option), description, unit)
    try:
        yield reporter
    finally:
        # The last progress may not have been reported yet.
        reporter.go_on()
        if bar is not None:
            bar.close()


def _checked(option: Callable[[Progress], object]) -> Callable[[Progress], object]:
    if not callable(option):
        raise TypeError(f"progress must be True, False or a function, not {type(option).__name__}")
    if iscoroutinefunction(option):
        raise TypeError("progress must be a plain function, not a coroutine function: its result is not awaited")
    return option

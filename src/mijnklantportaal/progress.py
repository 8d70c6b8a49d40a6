"""How far a download, an upload, an export or an iteration over a list is."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from inspect import iscoroutinefunction
from typing import Literal, NamedTuple, TypeAlias

Unit: TypeAlias = Literal["bytes", "objects"]
WaitReason: TypeAlias = Literal["rate limit", "retry"]

# Seconds between two reports of work that goes on.
_INTERVAL = 0.1


# Made when the first call is sent: a class of attrs would take several times as long.
class Progress(NamedTuple):
    """How far some work is."""

    description: str
    """What the work is, such as `contract.pdf`."""
    done: int
    """How much of it is done. It gets less only where a request is sent again from its beginning."""
    total: int | None
    """How much there is; `None` where that is not known."""
    unit: Unit
    """What `done` and `total` count."""
    waiting: float = 0.0
    """Seconds that the work waits from now on; 0 while it goes on."""
    waiting_for: WaitReason | None = None
    """Why it waits: for the rate limit, or before a request is sent again; `None` while it goes on."""


class ProgressReporter:
    """Reports the progress of some work to a function, at most ten times a second while the work goes on.

    Waits, restarts and the end are reported at once. An exception that the function raises is logged and has no other
    effect, as for a hook.

    Args:
        report: Called with each `Progress`.
        description: What the work is.
        unit: What is counted.
    """

    def __init__(self, report: Callable[[Progress], object], description: str, unit: Unit) -> None:
        # Imported here, as this module is imported by those that describe requests.
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
        """Report that so much more is done."""
        self.advance_to(self._done + amount)

    def advance_to(self, done: int) -> None:
        """Report that so much is done, which is not less than before."""
        self._done = done
        reported = self._reported
        is_due = reported is None or reported.waiting_for or self._clock() - self._reported_at >= _INTERVAL
        if is_due or self._done == self._total:
            self._send()

    def restart(self, done: int = 0) -> None:
        """Report that so much is done, which may be less than before."""
        self._done = done
        self._send()

    def set_total(self, total: int | None) -> None:
        """Report how much there is; `None` where that is not known."""
        self._total = total
        self._send()

    def wait(self, seconds: float, reason: WaitReason = "rate limit") -> None:
        """Report that the work waits for so many seconds from now on."""
        self._send(seconds, reason)

    def go_on(self) -> None:
        """Report that the work does not wait any more."""
        if self._reported is not None:
            self._send()

    def _send(self, seconds: float = 0.0, reason: WaitReason | None = None) -> None:
        progress = Progress(self._description, self._done, self._total, self._unit, seconds, reason)
        if progress != self._reported:
            self._reported, self._reported_at = progress, self._clock()
            self._run_hook(self._report, progress)


ProgressOption: TypeAlias = bool | Callable[[Progress], object] | ProgressReporter
"""`True` draws a bar where a terminal is; a function is called with each `Progress`."""


@contextmanager
def open_progress(option: ProgressOption, description: str, unit: Unit) -> Iterator[ProgressReporter | None]:
    """Return what reports the progress of some work, or `None` where nothing does.

    A bar appears when something is done or waited for, and stays on the screen, with what was done, unless that is
    nothing. In a pipe, in a notebook and on a terminal without a cursor nothing is drawn.

    Args:
        option: What the caller of the work has passed. A reporter is that of the work around this one.
        description: What the work is.
        unit: What is counted.

    Raises:
        ConfigurationError: The option is `True`, and rich is not installed, whether a bar would be drawn or not.
        TypeError: The option is none of these.
    """
    if option is False or isinstance(option, ProgressReporter):
        yield option or None
        return
    if option is True:
        # Imported here, since most programs draw no bar.
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
        # What is done at the end may not be reported yet.
        reporter.go_on()
        if bar is not None:
            bar.close()


def _checked(option: Callable[[Progress], object]) -> Callable[[Progress], object]:
    if not callable(option):
        raise TypeError(f"progress must be True, False or a function, not {type(option).__name__}")
    if iscoroutinefunction(option):
        raise TypeError("progress must be a plain function, not a coroutine function: its result is not awaited")
    return option

"""How far a download, an upload, an export or an iteration over a list is."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Literal, TypeAlias

from attrs import frozen

Unit: TypeAlias = Literal["bytes", "objects"]


@frozen
class Progress:
    """How far some work is."""

    description: str
    """What the work is, such as `contract.pdf`."""
    done: int
    """How much of it is done."""
    total: int | None
    """How much there is; `None` where that is not known."""
    unit: Unit
    """What `done` and `total` count."""
    waiting: float = 0.0
    """Seconds that the work waits now, for the rate limit or before a retry; 0 while it goes on."""


class ProgressReporter:
    """Reports the progress of some work to a function.

    Args:
        report: Called with each `Progress`.
        description: What the work is.
        unit: What is counted.
        total: How much there is; `None` where that is not known.
    """

    def __init__(
        self, report: Callable[[Progress], object], description: str, unit: Unit, total: int | None = None
    ) -> None:
        self._report = report
        self._description = description
        self._unit: Unit = unit
        self._total = total
        self._done = 0

    def advance(self, amount: int) -> None:
        """Report that so much more is done."""
        self.restart(self._done + amount)

    def restart(self, done: int = 0) -> None:
        """Report that so much is done, which may be less than before."""
        self._done = done
        self.go_on()

    def set_total(self, total: int | None) -> None:
        """Report how much there is."""
        self._total = total
        self.go_on()

    def wait(self, seconds: float) -> None:
        """Report that the work waits for so many seconds."""
        self._report(Progress(self._description, self._done, self._total, self._unit, seconds))

    def go_on(self) -> None:
        """Report that the work does not wait any more."""
        self.wait(0.0)


ProgressOption: TypeAlias = bool | Callable[[Progress], object] | ProgressReporter
"""`True` draws a bar where a terminal is; a function is called with each `Progress`."""


@contextmanager
def open_progress(
    option: ProgressOption, description: str, unit: Unit, total: int | None = None
) -> Iterator[ProgressReporter | None]:
    """Return what reports the progress of some work, or `None` where nothing does.

    Args:
        option: What the caller of the work has passed. A reporter is that of the work around this one.
        description: What the work is.
        unit: What is counted.
        total: How much there is; `None` where that is not known.
    """
    if isinstance(option, ProgressReporter):
        yield option
    elif callable(option):
        yield ProgressReporter(option, description, unit, total)
    else:
        yield None

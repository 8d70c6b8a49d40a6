"""The progress bars of a process on its terminal, drawn by rich."""

import sys
from math import ceil

from rich.console import Console
from rich.filesize import decimal
from rich.progress import BarColumn, ProgressColumn, Task, TaskID, TextColumn
from rich.progress import Progress as RichProgress
from rich.table import Column
from rich.text import Text

from mijnklantportaal.progress import Progress, Unit

# Columns of the terminal.
_BAR_WIDTH = 24
_DESCRIPTION_WIDTH = 32


class Display:
    """The open bars, one below the other. rich allows only one such display at a time."""

    def __init__(self) -> None:
        self._rich: RichProgress | None = None
        self._open_rows = 0

    @property
    def is_open(self) -> bool:
        """Whether any bars are shown."""
        return self._rich is not None

    def add(self, progress: Progress) -> "Row":
        """Add a bar."""
        if self._rich is None:
            self._rich = _make_progress()
            self._rich.start()
        self._open_rows += 1
        return Row(self, self._rich, progress)

    def remove(self) -> None:
        """Record that a bar was closed, and remove the display after the last one."""
        self._open_rows -= 1
        if not self._open_rows:
            self.stop()

    def stop(self) -> None:
        """Remove the display, and show the cursor again."""
        display, self._rich = self._rich, None
        self._open_rows = 0
        if display is not None:
            display.stop()


class Row:
    """The bar of some work."""

    def __init__(self, display: Display, rich: RichProgress, progress: Progress) -> None:
        self._display = display
        self._rich = rich
        # The name of a file may contain characters that move the cursor.
        description = "".join(char if char.isprintable() else "?" for char in progress.description)
        # The time before the first progress is not known here, but is short.
        self._task: TaskID = rich.add_task(
            description, total=progress.total, completed=progress.done, unit=progress.unit
        )
        self._done = progress.done
        self.update(progress)

    def update(self, progress: Progress) -> None:
        """Show the progress of the work."""
        if progress.done < self._done:
            # The rate is measured from here on too.
            self._rich.reset(self._task, unit=progress.unit)
        self._done = progress.done
        ends = self._rich.get_time() + progress.waiting if progress.waiting_for else None
        self._rich.update(
            self._task,
            completed=progress.done,
            total=progress.total,
            wait_ends=ends,
            waiting_for=progress.waiting_for,
            # Show a wait at once, even if it is shorter than the refresh interval.
            refresh=ends is not None,
        )

    def remove(self) -> None:
        """Remove the bar from the display, and leave its last state above if there was any progress."""
        if not self._display.is_open:
            # The program is ending, and nothing can be drawn anymore.
            return
        task = next(task for task in self._rich.tasks if task.id == self._task)
        self._rich.stop_task(self._task)
        self._rich.remove_task(self._task)
        # Otherwise, rich would draw the bar again below the printed state.
        self._rich.refresh()
        if self._done:
            self._rich.console.print(self._rich.make_tasks_table([task]))
        self._display.remove()


class _Amount(ProgressColumn):
    """The amount that is done, and its percentage of the total."""

    def render(self, task: Task) -> Text:
        unit: Unit = task.fields["unit"]
        done = decimal(int(task.completed)) if unit == "bytes" else f"{task.completed:,.0f}"
        return Text(done if task.total is None else f"{task.percentage:3.0f} %  {done}", style="progress.download")


class _Pace(ProgressColumn):
    """The wait of the work; otherwise its rate and the time that is left, or that it took."""

    def render(self, task: Task) -> Text:
        ends = task.fields.get("wait_ends")
        if ends is not None:
            seconds = max(ceil(ends - task.get_time()), 0)
            if task.fields["waiting_for"] == "retry":
                return Text(f"waiting {seconds} s before a retry", style="yellow")
            return Text(f"waiting for the rate limit, {seconds} s", style="yellow")
        is_stopped = task.stop_time is not None
        elapsed = task.elapsed or 0.0
        speed = (task.completed / elapsed if elapsed else None) if is_stopped else task.speed
        parts = [_rate(speed, task.fields["unit"])] if speed else []
        if is_stopped:
            parts.append(f"in {elapsed:.1f} s" if elapsed < 60 else f"in {_clock(elapsed)}")
        elif task.time_remaining:
            parts.append(f"{_clock(task.time_remaining)} left")
        return Text(", ".join(parts), style="progress.data.speed")


def _make_progress() -> RichProgress:
    return RichProgress(
        TextColumn(
            "{task.description}",
            markup=False,
            table_column=Column(no_wrap=True, overflow="ellipsis", max_width=_DESCRIPTION_WIDTH),
        ),
        BarColumn(bar_width=_BAR_WIDTH),
        _Amount(table_column=Column(no_wrap=True)),
        _Pace(table_column=Column(no_wrap=True, overflow="ellipsis")),
        console=Console(stderr=True),
        # When a bar is closed, its last state is printed above the other bars.
        transient=True,
        # Other output appears above the bars. If it is redirected to a file, it must go to that file.
        redirect_stdout=sys.stdout is not None and sys.stdout.isatty(),
    )


def _rate(speed: float, unit: Unit) -> str:
    if unit == "bytes":
        return f"{decimal(int(speed))}/s"
    return f"{speed:,.0f}/s" if speed >= 10 else f"{speed:.1f}/s"


def _clock(seconds: float) -> str:
    minutes, seconds = divmod(ceil(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes}:{seconds:02}"

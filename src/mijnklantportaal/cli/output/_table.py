"""Tables for people, drawn by rich within the width of the terminal.

A list has a line for each object. Its first objects determine the columns and their widths, so that it can be printed
while the others are fetched:

- By default, there are as many columns as fit with texts cut to 20 characters. The first column, which is the ID, is
  chosen first, then amounts, then the others in the order of the spec. The columns are printed in the order of the
  spec. Empty columns are omitted. A last line names the omitted columns.
- If the user chose columns, all of them are printed, and texts are cut as far as necessary.

Texts are cut with an ellipsis. Amounts, numbers, dates and times are never cut: a value that is too wide for its column
shifts the rest of its line to the right.
"""

import io
import sys
from collections.abc import Iterable, Sequence
from datetime import tzinfo
from itertools import islice

from rich.cells import cell_len, set_cell_size
from rich.console import Console
from rich.table import Table
from rich.text import Text

from mijnklantportaal._wire.model import Model
from mijnklantportaal._wire.serializing import portal_zone
from mijnklantportaal.cli._texts import cut_text, printable_text
from mijnklantportaal.cli.output._columns import PrintedColumns, columns_of_model
from mijnklantportaal.cli.output._shown_texts import shown_text
from mijnklantportaal.export._columns import ADDITIONAL_PROPERTIES, Column, Kind, Layout, Value

# The number of objects that determine the columns, and that are printed at once.
_BATCH = 50
# The smallest width of a column with texts, in cells of the terminal. An ID is shorter.
_LEAST = 20
_LEAST_IF_CHOSEN = 4
_GAP = 2
_DEFAULT_WIDTH = 80
# The largest number of characters of a text of a single object: a signature would fill the screen.
_MAX_TEXT = 1000

_NUMBERS = (Kind.INTEGER, Kind.NUMBER, Kind.DECIMAL)
_TEXTS = (Kind.TEXT, Kind.JSON)


def write_table(printed: PrintedColumns, objects: Iterable[object]) -> None:
    """Print a table of a list, fifty objects at a time.

    Raises:
        OSError: The output cannot be written.
    """
    _write_rows(_console(), printed, objects, "--columns")


def write_single(printed: PrintedColumns, result: object) -> None:
    """Print an object as a table with two columns and a line for each value, and each of its lists as a table.

    Raises:
        OSError: The output cannot be written.
    """
    console = _console()
    if not isinstance(result, Model) or printed.are_chosen:
        _write_values(console, printed.columns, printed.row(result))
        return
    layout = Layout(type(result), with_tables=True)
    row, lists = layout.split(result)
    _write_values(console, layout.columns, row)
    for listed, objects in zip(layout.lists, lists, strict=True):
        console.print(Text(f"\n{listed.name}", style="bold"))
        _write_rows(console, columns_of_model(listed.model, ()), objects, "--json")


def _write_values(console: Console, columns: Sequence[Column], row: Sequence[Value]) -> None:
    table = Table.grid(padding=(0, _GAP, 0, 0))
    table.add_column(no_wrap=True, style="bold")
    table.add_column(overflow="fold")
    zone = portal_zone()
    for column, value in zip(columns, row, strict=True):
        if value is None and column.name == ADDITIONAL_PROPERTIES:
            continue
        lines = cut_text(shown_text(value, zone), _MAX_TEXT).splitlines()
        table.add_row(Text(column.name), Text("\n".join(map(printable_text, lines))))
    console.print(table)


def _write_rows(console: Console, printed: PrintedColumns, objects: Iterable[object], option: str) -> None:
    """Print a table of a list. The last line names the option that shows the omitted columns."""
    zone = portal_zone()
    lines = (
        [
            _cell(value, column, zone, console.width)
            for value, column in zip(printed.row(item), printed.columns, strict=True)
        ]
        for item in objects
    )
    batch = [*islice(lines, _BATCH)]
    if not batch:
        console.print(Text("no objects", style="italic"))
        return
    widths = _widths(printed, batch, console.width)
    header = _line([column.name for column in printed.columns], printed.columns, widths)
    rule = "-" if console.options.ascii_only else "─"
    console.print(Text(header, style="bold"), soft_wrap=True)
    console.print(Text(rule * (sum(widths) + _gaps(widths)), style="dim"), soft_wrap=True)
    while batch:
        console.print(Text("\n".join(_line(row, printed.columns, widths) for row in batch)), soft_wrap=True)
        batch = [*islice(lines, _BATCH)]
    left_out = [column.name for column, width in zip(printed.columns, widths, strict=True) if not width]
    # This column is nearly always empty.
    left_out = [name for name in left_out if name != ADDITIONAL_PROPERTIES]
    if left_out:
        console.print(Text(f"\nMore with {option}: {', '.join(left_out)}", style="dim"))


def _line(cells: Sequence[str], columns: Sequence[Column], widths: Sequence[int]) -> str:
    shown = [
        _fitted(cell, width, is_text=column.kind in _TEXTS, is_number=column.kind in _NUMBERS)
        for cell, column, width in zip(cells, columns, widths, strict=True)
        if width
    ]
    return (" " * _GAP).join(shown).rstrip()


def _fitted(text: str, width: int, *, is_text: bool, is_number: bool) -> str:
    surplus = cell_len(text) - width
    if surplus > 0:
        return f"{set_cell_size(text, width - 1)}…" if is_text else text
    return " " * -surplus + text if is_number else text + " " * -surplus


def _widths(printed: PrintedColumns, batch: Sequence[Sequence[str]], available: int) -> list[int]:
    """Return the width of each column; 0 for omitted columns."""
    columns = printed.columns
    contents = [max(map(cell_len, cells)) for cells in zip(*batch, strict=True)]
    wanted = [max(content, cell_len(column.name)) for column, content in zip(columns, contents, strict=True)]
    if printed.are_chosen:
        return _shrunk(wanted, columns, available, _LEAST_IF_CHOSEN)
    shown: list[int] = []
    used = -_GAP
    for index in sorted(range(len(columns)), key=lambda index: index > 0 and columns[index].kind is not Kind.DECIMAL):
        least = min(wanted[index], _LEAST) if columns[index].kind in _TEXTS else wanted[index]
        if shown and not contents[index]:
            continue
        if shown and used + _GAP + least > available:
            break
        shown.append(index)
        used += _GAP + least
    return _shrunk([width if index in shown else 0 for index, width in enumerate(wanted)], columns, available, _LEAST)


def _shrunk(widths: Sequence[int], columns: Sequence[Column], available: int, least: int) -> list[int]:
    """Return the widths after reducing the widest text columns until all columns fit, but not below `least`."""
    widths = list(widths)
    texts = [index for index, column in enumerate(columns) if column.kind in _TEXTS]
    while sum(widths) + _gaps(widths) > available:
        widest = max(texts, key=widths.__getitem__, default=None)
        if widest is None or widths[widest] <= least:
            break
        widths[widest] -= 1
    return widths


def _gaps(widths: Sequence[int]) -> int:
    return _GAP * (sum(map(bool, widths)) - 1)


def _cell(value: Value, column: Column, zone: tzinfo, available: int) -> str:
    """Return a value on one line. A text in a column of another kind is cut, so that it does not widen the column."""
    text = shown_text(value, zone)
    if not isinstance(value, str):
        return text
    length = available if column.kind in _TEXTS else _LEAST
    return cut_text(printable_text(text[: length + 1]), length)


def _console() -> Console:
    if isinstance(sys.stdout, io.TextIOWrapper):
        # A character that the terminal cannot encode must not end the table.
        sys.stdout.reconfigure(errors="replace")
    console = Console(highlight=False, markup=False, emoji=False)
    # The variable COLUMNS may be 0. On an old Windows console, the width is then -1.
    if console.width <= 0:
        console.width = _DEFAULT_WIDTH
    return console

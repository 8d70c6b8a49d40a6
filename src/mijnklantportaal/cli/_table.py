"""Tables for people, drawn by rich within the width of the terminal.

A list has a line for each object. Which columns it has, and how wide they are, follows from its first objects, so that
it can be printed while the others are fetched:

- Without a choice of the user, there are as many columns as fit with texts cut to 20 characters: the first one, which
  is the ID, amounts, then the others in the order of the spec. They stand in that order. Empty ones are left out. A
  last line names what is left out.
- With a choice, all chosen columns are there. Texts are cut as far as that needs.

Texts are cut with an ellipsis. Amounts, numbers, dates and times are never cut: where a later one is too wide for its
column, it goes on in the next line.
"""

import io
import sys
from collections.abc import Iterable, Sequence
from datetime import datetime, tzinfo
from decimal import Decimal
from itertools import islice
from typing import cast

from rich.box import SIMPLE_HEAD
from rich.cells import cell_len
from rich.console import Console
from rich.table import Table
from rich.text import Text

from mijnklantportaal._wire.model import Model
from mijnklantportaal._wire.serializing import portal_zone
from mijnklantportaal.cli._columns import PrintedColumns, columns_of_model
from mijnklantportaal.export._columns import ADDITIONAL_PROPERTIES, Column, Kind, Layout, Value, plain_text

# How many objects decide about the columns, and are printed at once.
_BATCH = 50
# Cells of the terminal. A text has at least so many: an ID is shorter.
_LEAST = 20
_LEAST_IF_CHOSEN = 4
_GAP = 2
# Characters of a text of a single object: a signature would fill the screen.
_MAX_TEXT = 1000

_NUMBERS = (Kind.INTEGER, Kind.NUMBER, Kind.DECIMAL)
_TEXTS = (Kind.TEXT, Kind.JSON)


def write_table(printed: PrintedColumns, objects: Iterable[object]) -> None:
    """Print a table of a list, fifty objects at a time.

    Raises:
        OSError: The terminal cannot be written to.
    """
    _write_rows(_console(), printed, objects, "--columns")


def write_single(printed: PrintedColumns, result: object) -> None:
    """Print an object as a table of two columns, with a line for each value, and a table for each list of objects.

    Raises:
        OSError: The terminal cannot be written to.
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
        lines = _cut(_shown(value, zone), _MAX_TEXT).splitlines()
        table.add_row(Text(column.name), Text("\n".join(map(_printable, lines))))
    console.print(table)


def _write_rows(console: Console, printed: PrintedColumns, objects: Iterable[object], option: str) -> None:
    """Print a table of a list. Its last line names the option that shows the other columns."""
    zone = portal_zone()
    rows = ([_shown(value, zone) for value in printed.row(item)] for item in objects)
    # No more of a text can be in one line.
    lines = ([_printable(_cut(text, console.width)) for text in row] for row in rows)
    batch = [*islice(lines, _BATCH)]
    if not batch:
        console.print(Text("no objects", style="italic"))
        return
    widths = _widths(printed, batch, console.width)
    is_first = True
    while batch:
        console.print(_table(printed.columns, widths, batch, with_header=is_first))
        is_first = False
        batch = [*islice(lines, _BATCH)]
    left_out = [column.name for column, width in zip(printed.columns, widths, strict=True) if not width]
    # Nearly always, it is empty.
    left_out = [name for name in left_out if name != ADDITIONAL_PROPERTIES]
    if left_out:
        console.print(Text(f"\nMore with {option}: {', '.join(left_out)}", style="dim"))


def _table(
    columns: Sequence[Column], widths: Sequence[int], batch: Sequence[Sequence[str]], *, with_header: bool
) -> Table:
    # Beside the padding, the box has a space between columns.
    padding = (0, _GAP - 1, 0, 0)
    table = Table(box=SIMPLE_HEAD, show_edge=False, pad_edge=False, padding=padding, show_header=with_header)
    shown = [index for index, width in enumerate(widths) if width]
    for index in shown:
        is_text = columns[index].kind in _TEXTS
        table.add_column(
            Text(columns[index].name, no_wrap=True, overflow="ellipsis"),
            width=widths[index],
            justify="right" if columns[index].kind in _NUMBERS else "left",
            no_wrap=is_text,
            overflow="ellipsis" if is_text else "fold",
        )
    for row in batch:
        table.add_row(*(Text(row[index]) for index in shown))
    return table


def _widths(printed: PrintedColumns, batch: Sequence[Sequence[str]], available: int) -> list[int]:
    """Return the width of each column; 0 for those that are left out."""
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
    """Return the widths, of which the widest texts are cut until all fit, as far as they are wider than the least."""
    widths = list(widths)
    texts = [index for index, column in enumerate(columns) if column.kind in _TEXTS]
    while sum(widths) + _GAP * (sum(map(bool, widths)) - 1) > available:
        widest = max(texts, key=widths.__getitem__, default=None)
        if widest is None or widths[widest] <= least:
            break
        widths[widest] -= 1
    return widths


def _shown(value: Value, zone: tzinfo) -> str:
    """Return a value as people read it: times in the portal's zone, amounts with two decimals or all that there are."""
    if isinstance(value, datetime):
        if value.tzinfo is not None:
            try:
                value = value.astimezone(zone).replace(tzinfo=None)
            except OverflowError:
                # It is at the end of the calendar.
                return value.isoformat(" ", "minutes")
        return value.isoformat(" ", "minutes")
    if isinstance(value, Decimal) and cast("int", value.as_tuple().exponent) >= -2:
        return f"{value:.2f}"
    return plain_text(value)


def _cut(text: str, length: int) -> str:
    return text if len(text) <= length else f"{text[:length]}…"


def _printable(text: str) -> str:
    """Return a text on one line, with escapes of characters that would control the terminal."""
    if text.isprintable():
        return text
    return "".join(
        char if char.isprintable() else " " if char.isspace() else char.encode("unicode_escape").decode()
        for char in text
    )


def _console() -> Console:
    if isinstance(sys.stdout, io.TextIOWrapper):
        # A terminal may lack characters of the data, and a table must not end there.
        sys.stdout.reconfigure(errors="replace")
    return Console(highlight=False, markup=False, emoji=False)

"""The output formats of commands: tables for people; JSON, JSON Lines and CSV for programs."""

import sys
from collections.abc import Callable, Iterable, Iterator
from enum import Enum
from io import BytesIO
from typing import TYPE_CHECKING, Any, BinaryIO, NamedTuple, TypeVar

import click

if TYPE_CHECKING:
    from mijnklantportaal._wire.model import Model
    from mijnklantportaal.export._columns import Column, Row

FC = TypeVar("FC", bound="Callable[..., Any] | click.Command")
T = TypeVar("T")


class OutputFormat(Enum):
    """The format of a printed result."""

    TABLE = "table"
    JSON = "json"
    """An object, or one array of objects."""
    JSON_LINES = "jsonl"
    CSV = "csv"


class OutputOptions(NamedTuple):
    """The output options of a command."""

    format: OutputFormat | None
    """The format; `None` for a table if standard output is a terminal, and otherwise for JSON Lines."""
    columns: tuple[str, ...]
    """The names of columns, as the user wrote them; none for the default columns."""


_HELP = {
    OutputFormat.JSON: "Print JSON with the names and values of the API; a list is one array.",
    OutputFormat.JSON_LINES: "Print one JSON object per line. This is the default if the output is not a terminal.",
    OutputFormat.CSV: "Print CSV with the columns of exports. Texts that a spreadsheet would treat as formulas begin "
    "with an apostrophe.",
}
_COLUMNS_HELP = (
    "Print only these columns, in this order, in any format. The names are those of exports, such as customer_id or "
    "links_customer_href, also with dashes. JSON then has these names, too, and no nested objects. By default, a table "
    "has as many columns as fit: the ID, amounts, then the others in the order of the API. Times in tables are in the "
    "portal's time zone, Europe/Amsterdam."
)
_CHOSEN_FORMAT = f"{__name__}.format"


def output_options(command: FC) -> FC:
    """Add `--json`, `--jsonl`, `--csv` and `--columns` to a command, whose function receives them as `output`.

    Args:
        command: A command, or the function of a command.
    """
    add_columns = click.option(
        "--columns", "output", metavar="NAME,NAME,...", callback=_make_options, help=_COLUMNS_HELP
    )
    command = add_columns(command)
    for format, text in reversed(_HELP.items()):
        # Eager, so that the format is known when the callback of `--columns` runs.
        add_format = click.option(
            f"--{format.value}", is_flag=True, is_eager=True, expose_value=False, callback=_choose_format, help=text
        )
        command = add_format(command)
    return command


def check_columns(model: "type[Model] | None", options: OutputOptions) -> None:
    """Check the names of the columns before a request changes data, since its result could not be printed.

    Args:
        model: The model of the printed objects; `None` if they have none.
        options: The output options.

    Raises:
        click.UsageError: There is no column with one of the names.
    """
    if options.columns:
        from mijnklantportaal.cli.output._columns import columns_of_model

        columns_of_model(model, options.columns)


def write_objects(objects: Iterable[object], model: "type[Model] | None", options: OutputOptions) -> None:
    """Print the objects of a list, each as soon as it is received. A table begins after the first fifty.

    If the iteration raises, a JSON array is not closed, so that no program mistakes it for the whole list.

    Args:
        objects: The objects.
        model: The model of the objects, which determines the columns; `None` for values that are not objects.
        options: The output options.

    Raises:
        click.UsageError: There is no column with one of the names. The iteration was not started.
        OSError: The output cannot be written, for example because a pipe is closed.
    """
    from mijnklantportaal.cli.output._columns import columns_of_model

    format = _format(options)
    if format in (OutputFormat.JSON, OutputFormat.JSON_LINES) and not options.columns:
        _write_json(objects, format)
        return
    columns = columns_of_model(model, options.columns)
    if format is OutputFormat.TABLE:
        from mijnklantportaal.cli.output._table import write_table

        write_table(columns, objects)
    elif format is OutputFormat.CSV:
        _write_csv(columns.columns, map(columns.row, objects))
    else:
        _write_json(map(columns.json_object, objects), format)


def write_object(result: object, options: OutputOptions) -> None:
    """Print the result of a call that is not a list.

    Args:
        result: A model, the result of a download, or another value; `None` prints nothing.
        options: The output options.

    Raises:
        click.UsageError: There is no column with one of the names.
        OSError: The output cannot be written.
    """
    from mijnklantportaal.cli.output._columns import columns_of_result, plain_result

    if result is None:
        return
    format = _format(options)
    columns = columns_of_result(result, options.columns)
    if format is OutputFormat.TABLE:
        from mijnklantportaal.cli.output._table import write_single

        write_single(columns, result)
    elif format is OutputFormat.CSV:
        _write_csv(columns.columns, [columns.row(result)])
    else:
        from mijnklantportaal.export._columns import json_text

        printed = columns.json_object(result) if options.columns else plain_result(result)
        text = json_text(printed, indent=2 if format is OutputFormat.JSON else None)
        _write(sys.stdout.buffer, f"{text}\n")


def _choose_format(context: click.Context, parameter: click.Parameter, value: bool) -> None:
    if not value:
        return
    format = OutputFormat(parameter.name)
    other = context.meta.setdefault(_CHOSEN_FORMAT, format)
    if other is not format:
        raise click.UsageError(f"--{other.value} and --{format.value} must not be used together.", context)


def _make_options(context: click.Context, parameter: click.Parameter, value: str | None) -> OutputOptions:
    columns = tuple(name.strip() for name in value.split(",")) if value is not None else ()
    if not all(columns):
        raise click.BadParameter("the value must be names separated by commas, such as id,amount.", context, parameter)
    return OutputOptions(context.meta.get(_CHOSEN_FORMAT), columns)


def _format(options: OutputOptions) -> OutputFormat:
    if options.format is not None:
        return options.format
    return OutputFormat.TABLE if sys.stdout.isatty() else OutputFormat.JSON_LINES


def _write_json(objects: Iterable[object], format: OutputFormat) -> None:
    from mijnklantportaal.export._columns import json_text

    file = sys.stdout.buffer
    if format is OutputFormat.JSON_LINES:
        for item in objects:
            _write(file, f"{json_text(item)}\n")
        return
    between = "[\n  "
    for item in objects:
        # JSON escapes the line breaks in texts.
        text = json_text(item, indent=2).replace("\n", "\n  ")
        _write(file, f"{between}{text}")
        between = ",\n  "
    _write(file, "[]\n" if between.startswith("[") else "\n]\n")


def _write_csv(columns: "tuple[Column, ...]", rows: "Iterable[Row]") -> None:
    from mijnklantportaal.export._csv import CsvOptions, write_csv
    from mijnklantportaal.export._warnings import warn

    # Not directly to standard output: if a pipe is closed, `write_csv` would fail and leave standard output closed.
    buffer = BytesIO()
    for warning in write_csv(buffer, columns, _passed_on(rows, buffer), CsvOptions()):
        warn(warning)


def _passed_on(rows: Iterable[T], buffer: BytesIO) -> Iterator[T]:
    """Yield the rows, and write the content of the buffer to standard output before each row and at the end."""
    # The buffer contains the header.
    _pass_on(buffer)
    for row in rows:
        yield row
        _pass_on(buffer)


def _pass_on(buffer: BytesIO) -> None:
    sys.stdout.buffer.write(buffer.getvalue())
    sys.stdout.buffer.flush()
    buffer.seek(0)
    buffer.truncate()


def _write(file: BinaryIO, text: str) -> None:
    file.write(text.encode())
    # The next object may take a while, and the reader of a pipe may want only the first objects.
    file.flush()

"""The output of commands. This one writes JSON lines only."""

import json
from collections.abc import Callable, Iterable
from enum import Enum
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

import click

if TYPE_CHECKING:
    from mijnklantportaal._wire.model import Model

F = TypeVar("F", bound=Callable[..., Any])


class OutputFormat(Enum):
    """The formats of the output."""

    TABLE = "table"
    JSON = "json"
    JSON_LINES = "jsonl"
    CSV = "csv"


class OutputOptions(NamedTuple):
    """How a command writes its result."""

    format: OutputFormat | None
    columns: tuple[str, ...]


def output_options(command: F) -> F:
    """Add the options of the output to a command, as its parameter `output`."""

    def parsed(context: click.Context, option: click.Parameter, value: bool) -> OutputOptions:
        return OutputOptions(OutputFormat.JSON_LINES, ())

    add = click.option("--jsonl", "output", is_flag=True, callback=parsed, help="Write JSON lines.")
    return add(command)


def check_columns(model: "type[Model] | None", options: OutputOptions) -> None:
    """Check the names of the columns."""


def write_objects(objects: Iterable[object], model: "type[Model] | None", options: OutputOptions) -> None:
    """Write a list."""
    for item in objects:
        write_object(item, options)


def write_object(result: object, options: OutputOptions) -> None:
    """Write a single object, or nothing for `None`."""
    if result is not None:
        to_dict = getattr(result, "to_dict", getattr(result, "_asdict", None))
        click.echo(json.dumps(to_dict() if to_dict else result, ensure_ascii=False, default=str))

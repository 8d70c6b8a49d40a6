"""The columns that a command prints: all columns of exports, or those that the user chose."""

import json
from collections.abc import Callable, Sequence
from pathlib import Path

import click

from mijnklantportaal._wire.model import Model
from mijnklantportaal.downloads import DownloadedFile
from mijnklantportaal.export._columns import Column, Kind, Layout, Row, Value, json_text
from mijnklantportaal.export._writing import as_model

_VALUE = Column("value", Kind.TEXT)


class PrintedColumns:
    """The columns to print, and the values of objects in them.

    Args:
        columns: All available columns.
        make_row: Returns the values of an object in all available columns.
        names: The names of the columns to print, as the user wrote them; none for all.

    Raises:
        click.UsageError: There is no column with one of the names.
    """

    def __init__(self, columns: Sequence[Column], make_row: Callable[[object], Row], names: Sequence[str]) -> None:
        self._make_row = make_row
        self._indexes = _indexes([column.name for column in columns], names)
        self.are_chosen = bool(names)
        """Whether the user chose the columns."""
        self.columns: tuple[Column, ...] = tuple(columns[index] for index in self._indexes)

    def row(self, item: object) -> Row:
        """Return the values of an object in the printed columns."""
        row = self._make_row(item)
        return tuple(row[index] for index in self._indexes)

    def json_object(self, item: object) -> dict[str, object]:
        """Return the values of an object by the names of the printed columns."""
        return {
            column.name: json.loads(value) if column.kind is Kind.JSON and isinstance(value, str) else value
            for column, value in zip(self.columns, self.row(item), strict=True)
        }


def columns_of_model(model: type[Model] | None, names: Sequence[str]) -> PrintedColumns:
    """Return the columns of a list.

    Args:
        model: The model of its objects; `None` for other values, which have one column `value`.
        names: The names of the columns to print, as the user wrote them; none for all.

    Raises:
        click.UsageError: There is no column with one of the names.
    """
    if model is None:
        return PrintedColumns([_VALUE], lambda item: (item if isinstance(item, str) else json_text(item),), names)
    layout = Layout(model)
    return PrintedColumns(layout.columns, lambda item: layout.row(as_model(item, model)), names)


def columns_of_result(result: object, names: Sequence[str]) -> PrintedColumns:
    """Return the columns of a result that is not a list: a model, a download or another value.

    Raises:
        click.UsageError: There is no column with one of the names.
    """
    if isinstance(result, DownloadedFile):
        row = tuple(_download_values(result).values())
        kinds = [Kind.INTEGER if name == "size" else Kind.TEXT for name in result._fields]
        return PrintedColumns([*map(Column, result._fields, kinds)], lambda _: row, names)
    return columns_of_model(type(result) if isinstance(result, Model) else None, names)


def plain_result(result: object) -> object:
    """Return a result as it is printed as JSON: a model has the names of the API."""
    return _download_values(result) if isinstance(result, DownloadedFile) else result


def _download_values(download: DownloadedFile) -> dict[str, Value]:
    return {name: str(value) if isinstance(value, Path) else value for name, value in download._asdict().items()}


def _indexes(columns: list[str], names: Sequence[str]) -> list[int]:
    """Return the position of each named column, without duplicates; all positions if there are no names."""
    if not names:
        return [*range(len(columns))]
    # An exact match takes precedence, since the names of two columns may differ only in underscores.
    positions = {_simplified(name): position for position, name in enumerate(columns)}
    positions |= {name: position for position, name in enumerate(columns)}
    indexes = []
    for name in names:
        index = positions.get(name, positions.get(_simplified(name)))
        if index is None:
            raise click.UsageError(f"{name} is not a valid column: choose from {', '.join(columns)}.")
        indexes.append(index)
    return [*dict.fromkeys(indexes)]


def _simplified(name: str) -> str:
    """Return a form that is equal for `customer_id`, `customer-id` and the API's `customerId`."""
    return name.replace("_", "").replace("-", "").replace(".", "").lower()

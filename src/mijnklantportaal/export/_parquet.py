"""Exports as Parquet, and the Arrow types of columns."""

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from itertools import islice
from types import ModuleType
from typing import Any, BinaryIO, NamedTuple

from mijnklantportaal.errors import ConfigurationError
from mijnklantportaal.export._columns import Column, Kind, Row, Value, plain_text
from mijnklantportaal.export._texts import TextEscapes
from mijnklantportaal.export._typed_columns import TypedColumn, in_utc, scan

_ROWS_OF_A_GROUP = 10_000
_PLACES_OF_AMOUNTS = 2


def write_parquet(file: BinaryIO, columns: tuple[Column, ...], rows: Callable[[], Iterable[Row]]) -> list[str]:
    """Write a Parquet file.

    Amounts are `decimal128(18, 2)`, or have as many digits as the longest amount needs. Times are timestamps in UTC.

    Args:
        file: The file.
        columns: Its columns.
        rows: Returns the rows. It is called twice: first to determine the types that fit all values.

    Returns:
        Warnings to issue after the file is in place.

    Raises:
        ConfigurationError: pyarrow is not installed.
    """
    parquet = require_package("pyarrow.parquet")
    batches = ArrowBatches(columns, rows)
    with parquet.ParquetWriter(file, batches.schema) as writer:
        for batch in batches:
            writer.write_batch(batch)
    return batches.warnings()


def require_package(name: str) -> ModuleType:
    """Import a package of the extra `data`, so that an export can fail before it begins.

    Raises:
        ConfigurationError: The package is not installed.
    """
    from importlib import import_module

    try:
        return import_module(name)
    except ModuleNotFoundError as error:
        raise ConfigurationError(f"this export needs {error.name}: pip install 'mijnklantportaal[data]'") from None


class _ArrowColumn(NamedTuple):
    column: TypedColumn
    type: Any


class ArrowBatches:
    """The rows as Arrow record batches.

    Args:
        columns: The columns.
        rows: Returns the rows. It is called once to determine the types, and again for each iteration.
    """

    def __init__(self, columns: tuple[Column, ...], rows: Callable[[], Iterable[Row]]) -> None:
        pyarrow = require_package("pyarrow")
        self._escapes = TextEscapes(keep_nul=True)
        self._rows = rows
        self._specified = columns
        self._columns = [_arrow_column(column) for column in scan(columns, rows())]
        self.schema = pyarrow.schema([(column.name, kind) for column, kind in self._columns])

    def __iter__(self) -> Iterator[Any]:
        pyarrow = require_package("pyarrow")
        rows = iter(self._rows())
        while group := list(islice(rows, _ROWS_OF_A_GROUP)):
            values = zip(*group, strict=True)
            arrays = [
                pyarrow.array([self._value(value, column) for value in column_values], type)
                for (column, type), column_values in zip(self._columns, values, strict=True)
            ]
            yield pyarrow.record_batch(arrays, schema=self.schema)

    def warnings(self) -> list[str]:
        """Return warnings about values that do not fit their types. Read the rows first."""
        texts = [
            f"the column {column.name} is text: a value does not fit its type, {column.kind.value}"
            for column, (typed, _) in zip(self._specified, self._columns, strict=True)
            if typed.kind is not column.kind
        ]
        return [*texts, *self._escapes.warnings()]

    def _value(self, value: Value, column: TypedColumn) -> Value:
        if value is None:
            return None
        if column.kind is Kind.TEXT or column.kind is Kind.JSON:
            return self._escapes.escape(plain_text(value), column.name)
        return in_utc(value) if isinstance(value, datetime) else value


def _arrow_column(column: TypedColumn) -> _ArrowColumn:
    pyarrow = require_package("pyarrow")
    if column.kind is Kind.DECIMAL:
        scale = max(column.scale, _PLACES_OF_AMOUNTS)
        # 18 digits fit in a 64-bit integer. More than 38 digits need a type that few readers support.
        if column.digits + scale <= 18:
            return _ArrowColumn(column, pyarrow.decimal128(18, scale))
        if column.digits + scale <= 38:
            return _ArrowColumn(column, pyarrow.decimal128(38, scale))
        return _ArrowColumn(TypedColumn(column.name, Kind.TEXT), pyarrow.string())
    types = {
        Kind.INTEGER: pyarrow.int64,
        Kind.NUMBER: pyarrow.float64,
        Kind.BOOLEAN: pyarrow.bool_,
        Kind.DATE: pyarrow.date32,
    }
    if column.kind is Kind.DATE_TIME:
        return _ArrowColumn(column, pyarrow.timestamp("us", tz="UTC"))
    return _ArrowColumn(column, types.get(column.kind, pyarrow.string)())

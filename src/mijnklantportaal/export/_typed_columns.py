"""The types of columns for formats where all values of a column have one type.

A column with a value that its type cannot hold is text as a whole, with every value as it was received, so that nothing
is lost. That is known only when all rows have been seen, so such formats read the rows twice.
"""

from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import NamedTuple

from mijnklantportaal.export._columns import Column, Kind, Row, Value


class TypedColumn(NamedTuple):
    """A column all of whose values have the type of its kind."""

    name: str
    kind: Kind
    digits: int = 0
    """The greatest number of digits that an amount has before the point."""
    scale: int = 0
    """The greatest number of digits that an amount has behind the point."""
    has_deviations: bool = False
    """Whether it is text since a value has another type than the spec says."""


class ColumnScan:
    """Finds out which types the columns have.

    Args:
        columns: The columns as the spec has them.
    """

    def __init__(self, columns: tuple[Column, ...]) -> None:
        self._columns = columns
        self._is_valid = [_CHECKS.get(column.kind) for column in columns]
        self._digits = [0] * len(columns)
        self._scales = [0] * len(columns)
        self._deviating: set[int] = set()

    def add(self, row: Row) -> None:
        """Look at the values of a row."""
        for index, (value, is_valid) in enumerate(zip(row, self._is_valid, strict=True)):
            if value is None or is_valid is None:
                continue
            if not is_valid(value):
                self._deviating.add(index)
                self._is_valid[index] = None
            elif isinstance(value, Decimal):
                _, digits, exponent = value.as_tuple()
                # Those that are not finite, whose exponent is a text, are texts in rows.
                assert isinstance(exponent, int)
                self._digits[index] = max(self._digits[index], len(digits) + exponent)
                self._scales[index] = max(self._scales[index], -exponent)

    def columns(self) -> tuple[TypedColumn, ...]:
        """Return the columns as they were found to be."""
        return tuple(
            TypedColumn(column.name, Kind.TEXT, has_deviations=True)
            if index in self._deviating
            else TypedColumn(*column, self._digits[index], self._scales[index])
            for index, column in enumerate(self._columns)
        )


def scan(columns: tuple[Column, ...], rows: Iterable[Row]) -> tuple[TypedColumn, ...]:
    """Return the types of columns with these rows."""
    column_scan = ColumnScan(columns)
    for row in rows:
        column_scan.add(row)
    return column_scan.columns()


def in_utc(time: datetime) -> datetime:
    """Return a time in UTC.

    Raises:
        OverflowError: It is beyond the calendar there.
    """
    return time.astimezone(UTC)


def _is_time(value: Value) -> bool:
    if not isinstance(value, datetime) or value.tzinfo is None:
        return False
    try:
        in_utc(value)
    except OverflowError:
        return False
    return True


def _is_number(value: Value) -> bool:
    # An integer that a float rounds would not be the same.
    return isinstance(value, float) or (type(value) is int and abs(value) <= 2**53)


_CHECKS: dict[Kind, Callable[[Value], bool]] = {
    Kind.INTEGER: lambda value: type(value) is int and -(2**63) <= value < 2**63,
    Kind.NUMBER: _is_number,
    Kind.BOOLEAN: lambda value: isinstance(value, bool),
    Kind.DECIMAL: lambda value: isinstance(value, Decimal),
    Kind.DATE: lambda value: isinstance(value, date) and not isinstance(value, datetime),
    Kind.DATE_TIME: _is_time,
}

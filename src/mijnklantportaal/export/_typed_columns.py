"""The types of columns for formats in which all values of a column have one type.

If a value does not fit the type of its column, the whole column is text, with every value as received, so that nothing
is lost. This is known only after all rows were scanned, so these formats read the rows twice.
"""

from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import NamedTuple

from mijnklantportaal.export._columns import Column, Kind, Row, Value


class TypedColumn(NamedTuple):
    """A column whose values all have the type of its kind."""

    name: str
    kind: Kind
    digits: int = 0
    """The largest number of digits of an amount before the decimal point."""
    scale: int = 0
    """The largest number of digits of an amount after the decimal point."""
    has_deviations: bool = False
    """Whether the column is text because a value deviates from the type in the spec."""


class ColumnScan:
    """Determines the types of columns from their values.

    Args:
        columns: The columns with the kinds in the spec.
    """

    def __init__(self, columns: tuple[Column, ...]) -> None:
        self._columns = columns
        self._is_valid = [_CHECKS.get(column.kind) for column in columns]
        self._digits = [0] * len(columns)
        self._scales = [0] * len(columns)
        self._deviating: set[int] = set()

    def add(self, row: Row) -> None:
        """Take the values of a row into account."""
        for index, (value, is_valid) in enumerate(zip(row, self._is_valid, strict=True)):
            if value is None or is_valid is None:
                continue
            if not is_valid(value):
                self._deviating.add(index)
                self._is_valid[index] = None
            elif isinstance(value, Decimal):
                _, digits, exponent = value.as_tuple()
                # Rows contain non-finite decimals, whose exponent is a str, as text.
                assert isinstance(exponent, int)
                self._digits[index] = max(self._digits[index], len(digits) + exponent)
                self._scales[index] = max(self._scales[index], -exponent)

    def columns(self) -> tuple[TypedColumn, ...]:
        """Return the columns with the types that fit all values so far."""
        return tuple(
            TypedColumn(column.name, Kind.TEXT, has_deviations=True)
            if index in self._deviating
            else TypedColumn(*column, self._digits[index], self._scales[index])
            for index, column in enumerate(self._columns)
        )


def scan(columns: tuple[Column, ...], rows: Iterable[Row]) -> tuple[TypedColumn, ...]:
    """Return the columns with the types that fit all values of the rows."""
    column_scan = ColumnScan(columns)
    for row in rows:
        column_scan.add(row)
    return column_scan.columns()


def in_utc(time: datetime) -> datetime:
    """Return a time in UTC.

    Raises:
        OverflowError: In UTC, the year would be 0 or 10000.
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
    # A float would round larger integers.
    return isinstance(value, float) or (type(value) is int and abs(value) <= 2**53)


_CHECKS: dict[Kind, Callable[[Value], bool]] = {
    Kind.INTEGER: lambda value: type(value) is int and -(2**63) <= value < 2**63,
    Kind.NUMBER: _is_number,
    Kind.BOOLEAN: lambda value: isinstance(value, bool),
    Kind.DECIMAL: lambda value: isinstance(value, Decimal),
    Kind.DATE: lambda value: isinstance(value, date) and not isinstance(value, datetime),
    Kind.DATE_TIME: _is_time,
}

"""Exports of several lists as one SQLite file, ready for queries."""

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from datetime import datetime
from decimal import Decimal
from pathlib import Path

from mijnklantportaal.export._columns import Kind, Row, Value, free_name, plain_text
from mijnklantportaal.export._tables import Source, Table, tables_of
from mijnklantportaal.export._texts import TextEscapes
from mijnklantportaal.export._typed_columns import TypedColumn, in_utc

_ROWS_OF_AN_INSERT = 1000
_TYPES = {Kind.INTEGER: "INTEGER", Kind.BOOLEAN: "INTEGER", Kind.NUMBER: "REAL"}


def write_sqlite(path: Path, sources: Iterable[Source]) -> list[str]:
    """Write a SQLite file with a table for each list, and for each list of objects inside their objects.

    SQLite has no exact decimals. An amount is therefore a text with all its digits, followed by an integer column with
    its cents, such as `amount_cents`, for sums and comparisons. If an amount has more than two decimals, there is no
    column with cents, so that queries fail instead of returning wrong results. Booleans are 0 and 1, dates are
    `YYYY-MM-DD`, and times are in UTC, so that they can be compared.

    Foreign keys are declared, but not enforced: an object may refer to a deleted object. `PRAGMA foreign_key_check`
    lists these objects.

    Args:
        path: The path of the file, which must not exist.
        sources: The lists.

    Returns:
        Warnings to issue after the file is in place.

    Raises:
        sqlite3.Error: The file cannot be written.
    """
    sources = list(sources)
    tables = tables_of(sources)
    for owner, row in _rows(tables, sources):
        owner.scan(row)
    repeated: set[str] = set()
    warnings: list[str] = []
    while True:
        try:
            return [*warnings, *_write(path, tables, sources, repeated)]
        except _RepeatedKeyError as error:
            # Only invalid IDs can be equal, such as empty IDs: the spool has every other ID once.
            table = next(table for table in tables if error.table in (each.name for each in table.all_tables()))
            warnings.append(f"{table.name} has no primary key: two of its objects have the same ID")
            repeated.update(each.name for each in table.all_tables())
            path.unlink()


def _write(path: Path, tables: list[Table], sources: list[Source], repeated: set[str]) -> list[str]:
    """Write the file, and return warnings.

    Args:
        path: The path of the file.
        tables: The tables.
        sources: The objects of the tables.
        repeated: The names of the tables without a primary key, because a key is repeated.

    Raises:
        _RepeatedKeyError: A key is repeated in another table.
    """
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        # An incomplete file is never used, so a journal is not needed.
        connection.execute("PRAGMA journal_mode = OFF")
        connection.execute("PRAGMA synchronous = OFF")
        connection.execute("BEGIN")
        writers = {
            each.name: _TableWriter(connection, each, tables, repeated)
            for table in tables
            for each in table.all_tables()
        }
        for owner, row in _rows(tables, sources):
            writers[owner.name].add(row)
        for writer in writers.values():
            writer.finish()
        connection.execute("COMMIT")
    return [warning for writer in writers.values() for warning in writer.warnings()]


def _rows(tables: list[Table], sources: list[Source]) -> Iterator[tuple[Table, Row]]:
    for table, source in zip(tables, sources, strict=True):
        for position, item in enumerate(source.objects(), 1):
            yield from table.rows(item, position)


class _RepeatedKeyError(Exception):
    def __init__(self, table: str) -> None:
        super().__init__(table)
        self.table = table


class _TableWriter:
    def __init__(self, connection: sqlite3.Connection, table: Table, tables: list[Table], repeated: set[str]) -> None:
        self._connection = connection
        self._name = table.name
        self._columns = table.columns()
        self._key = table.keys
        # A foreign key must refer to unique columns.
        references = [reference for reference in table.references(tables) if reference.table not in repeated]
        self._references = references
        self._escapes = TextEscapes()
        self._rows: list[list[str | int | float | None]] = []
        taken = {column.name for column in self._columns}
        self._cents: dict[int, str] = {}
        for index, column in enumerate(self._columns):
            if _has_cents(column):
                self._cents[index] = free_name((column.name, "cents"), taken)
                taken.add(self._cents[index])
        definitions = []
        for index, column in enumerate(self._columns):
            definitions.append(f"{_quoted(column.name)} {_TYPES.get(column.kind, 'TEXT')}")
            if index in self._cents:
                definitions.append(f"{_quoted(self._cents[index])} INTEGER")
        places = ", ".join("?" * len(definitions))
        if table.name not in repeated:
            definitions.append(f"PRIMARY KEY ({_list(table.keys)})")
        definitions += [
            f"FOREIGN KEY ({_list(reference.columns)}) REFERENCES {_quoted(reference.table)} ({_list(reference.keys)})"
            for reference in references
        ]
        connection.execute(f"CREATE TABLE {_quoted(table.name)} ({', '.join(definitions)})")
        self._insert = f"INSERT INTO {_quoted(table.name)} VALUES ({places})"

    def add(self, row: Row) -> None:
        values: list[str | int | float | None] = []
        for index, (value, column) in enumerate(zip(row, self._columns, strict=True)):
            values.append(self._stored(value, column))
            if index in self._cents:
                values.append(_cents(value))
        self._rows.append(values)
        if len(self._rows) == _ROWS_OF_AN_INSERT:
            self._flush()

    def finish(self) -> None:
        self._flush()
        # Creating an index after the rows is faster. The primary key already has an index.
        for reference in self._references:
            if reference.columns[0] != self._key[0]:
                name = _quoted(f"idx_{self._name}_{reference.columns[0]}")
                self._connection.execute(f"CREATE INDEX {name} ON {_quoted(self._name)} ({_list(reference.columns)})")

    def warnings(self) -> list[str]:
        texts = []
        for column in self._columns:
            if column.has_deviations:
                texts.append(f"the column {self._name}.{column.name} is text: a value does not fit its type")
            elif column.kind is Kind.DECIMAL and not _has_cents(column):
                texts.append(
                    f"{self._name} has no column {column.name}_cents: an amount has more than two decimals, or more "
                    "than 16 digits before the decimal point"
                )
        return [*texts, *(f"{self._name}: {warning}" for warning in self._escapes.warnings())]

    def _flush(self) -> None:
        try:
            self._connection.executemany(self._insert, self._rows)
        except sqlite3.IntegrityError:
            raise _RepeatedKeyError(self._name) from None
        self._rows.clear()

    def _stored(self, value: Value, column: TypedColumn) -> str | int | float | None:
        if value is None:
            return None
        if column.kind in _TYPES and isinstance(value, int | float):
            return value
        if column.kind is Kind.DATE_TIME and isinstance(value, datetime):
            return in_utc(value).isoformat()
        return self._escapes.escape(plain_text(value), column.name)


def _has_cents(column: TypedColumn) -> bool:
    # 16 digits of euros are 18 digits of cents, which fit in a 64-bit integer.
    return column.kind is Kind.DECIMAL and column.scale <= 2 and column.digits <= 16


def _cents(value: Value) -> int | None:
    # Unlike arithmetic, formatting does not depend on the decimal context of the program.
    return int(format(value, ".2f").replace(".", "")) if isinstance(value, Decimal) else None


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _list(names: Iterable[str]) -> str:
    return ", ".join(map(_quoted, names))

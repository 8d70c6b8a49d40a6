"""Exports as CSV (RFC 4180)."""

import csv
from collections.abc import Iterable
from io import TextIOWrapper
from typing import BinaryIO, Literal, NamedTuple

from mijnklantportaal.export._columns import Column, Kind, Row, Value, plain_text
from mijnklantportaal.export._texts import TextEscapes

# The characters that OWASP lists for CSV injection, and their full-width variants.
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")


class CsvOptions(NamedTuple):
    """The options of a CSV file."""

    delimiter: Literal[",", ";"] = ","
    """The character between columns. With `;`, numbers have a decimal comma: Excel with Dutch settings expects both. It
    would read `12.95` as text and `2.950` as 2950."""
    bom: bool = False
    """Whether the file begins with a byte order mark. Without it, Excel shows `é` as `Ã©`."""


def write_csv(file: BinaryIO, columns: tuple[Column, ...], rows: Iterable[Row], options: CsvOptions) -> list[str]:
    """Write a CSV file in UTF-8, with a header and CRLF.

    An apostrophe is added to a text that a spreadsheet would treat as a formula (OWASP, CSV injection). To restore the
    text, remove one apostrophe if one or more of them precede such a character. Both null and an empty text are written
    as an empty cell.

    Returns:
        Warnings to issue after the file is in place.
    """
    escapes = TextEscapes()
    # Rows are not buffered: a command line shows the first rows while others are still fetched.
    encoding = "utf-8-sig" if options.bom else "utf-8"
    text_file = TextIOWrapper(file, encoding=encoding, newline="", write_through=True)
    try:
        writer = csv.writer(text_file, delimiter=options.delimiter, lineterminator="\r\n")
        writer.writerow([column.name for column in columns])
        for row in rows:
            writer.writerow(
                [_cell(value, column, options, escapes) for value, column in zip(row, columns, strict=True)]
            )
    finally:
        # Otherwise, the deletion of the wrapper would close the file.
        text_file.detach()
    return escapes.warnings()


def _cell(value: Value, column: Column, options: CsvOptions, escapes: TextEscapes) -> str:
    text = plain_text(value)
    if isinstance(value, str):
        return escapes.escape(f"'{text}" if text.lstrip("'").startswith(_FORMULA_STARTS) else text, column.name)
    is_number = not isinstance(value, bool) and column.kind in (Kind.DECIMAL, Kind.NUMBER)
    return text.replace(".", ",") if is_number and options.delimiter == ";" else text

"""Exports as CSV (RFC 4180)."""

import csv
from collections.abc import Iterable
from io import TextIOWrapper
from typing import BinaryIO, Literal, NamedTuple

from mijnklantportaal.export._columns import Column, Kind, Row, Value, plain_text
from mijnklantportaal.export._texts import TextEscapes

# The characters that OWASP names for CSV injection, with their full-width variants.
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")


class CsvOptions(NamedTuple):
    """How a CSV file is written."""

    delimiter: Literal[",", ";"] = ","
    """What separates the columns. Excel with Dutch settings takes `;`, and a decimal comma: it reads `12.95` as a text
    and `2.950` as 2950. So the numbers of a file with `;` have a decimal comma."""
    bom: bool = False
    """Whether the file begins with a byte order mark. Without it, Excel shows `é` as `Ã©`."""


def write_csv(file: BinaryIO, columns: tuple[Column, ...], rows: Iterable[Row], options: CsvOptions) -> list[str]:
    """Write a CSV file in UTF-8, with a header and CRLF.

    A text that a spreadsheet would take for a formula begins with an apostrophe (OWASP, CSV injection); to read it,
    remove one apostrophe from texts with one or more of them before such a character. Null and an empty text are both
    an empty cell.

    Returns:
        Warnings, for when the file is in its place.
    """
    escapes = TextEscapes()
    # Each row goes to the file at once: a command line shows the first ones while others are fetched.
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
        # It would close the file.
        text_file.detach()
    return escapes.warnings()


def _cell(value: Value, column: Column, options: CsvOptions, escapes: TextEscapes) -> str:
    text = plain_text(value)
    if isinstance(value, str):
        return escapes.escape(f"'{text}" if text.lstrip("'").startswith(_FORMULA_STARTS) else text, column.name)
    is_number = not isinstance(value, bool) and column.kind in (Kind.DECIMAL, Kind.NUMBER)
    return text.replace(".", ",") if is_number and options.delimiter == ";" else text

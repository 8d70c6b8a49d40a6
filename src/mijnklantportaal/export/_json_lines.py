"""Exports as JSON Lines: one object per line, as jq, DuckDB and BigQuery read them."""

import json
from collections.abc import Iterable
from typing import BinaryIO

from mijnklantportaal.export._columns import Column, Kind, Row, json_text


def write_json_lines(file: BinaryIO, columns: tuple[Column, ...], rows: Iterable[Row]) -> None:
    """Write a file with the same columns as the other formats. Lists and `additional_properties` are JSON values.

    Amounts are strings with all their digits, since most readers parse numbers as floats.
    """
    keys = [json.dumps(column.name, ensure_ascii=False) for column in columns]
    for row in rows:
        texts = (
            value if column.kind is Kind.JSON and value is not None else json_text(value)
            for value, column in zip(row, columns, strict=True)
        )
        pairs = (f"{key}: {text}" for key, text in zip(keys, texts, strict=True))
        file.write(f"{{{', '.join(pairs)}}}\n".encode())

"""Exports as CSV and JSON Lines."""

import csv
import datetime
import json
import warnings
from decimal import Decimal, localcontext
from io import BytesIO, StringIO
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mijnklantportaal.export._columns import Column, Kind, Layout, Row
from mijnklantportaal.export._csv import CsvOptions, write_csv
from mijnklantportaal.export._json_lines import write_json_lines
from mijnklantportaal.models import CustomerInvoice
from mijnklantportaal.sandbox import Sandbox

# The last four are the full-width variants of the first.
FORMULA_STARTS = "=+-@\t\r\n\uff1d\uff0b\uff0d\uff20"
TIME = datetime.datetime(2024, 4, 29, 21, tzinfo=datetime.timezone(datetime.timedelta(hours=2)))
COLUMNS = (
    Column("text", Kind.TEXT),
    Column("integer", Kind.INTEGER),
    Column("number", Kind.NUMBER),
    Column("boolean", Kind.BOOLEAN),
    Column("amount", Kind.DECIMAL),
    Column("date", Kind.DATE),
    Column("time", Kind.DATE_TIME),
    Column("json", Kind.JSON),
)
ROW: Row = ("é;,", -7, 1.5, True, Decimal("-1E+2"), datetime.date(2024, 4, 29), TIME, '{"a": ["b"]}')


def csv_bytes(columns: tuple[Column, ...], rows: list[Row], options: CsvOptions | None = None) -> bytes:
    file = BytesIO()
    for warning in write_csv(file, columns, rows, options or CsvOptions()):
        warnings.warn(warning, stacklevel=1)
    assert not file.closed
    return file.getvalue()


def texts_in_csv(texts: list[str], options: CsvOptions | None = None) -> list[str]:
    content = csv_bytes((Column("a", Kind.TEXT), Column("b", Kind.TEXT)), [(text, "") for text in texts], options)
    rows = list(csv.reader(StringIO(content.decode(), newline=""), strict=True))
    assert all(len(row) == 2 for row in rows)
    return [row[0] for row in rows[1:]]


def test_csv_has_a_header_crlf_and_exact_values() -> None:
    assert csv_bytes(COLUMNS, [ROW, (None,) * 8]).decode() == (
        "text,integer,number,boolean,amount,date,time,json\r\n"
        '"é;,",-7,1.5,true,-100,2024-04-29,2024-04-29T21:00:00+02:00,"{""a"": [""b""]}"\r\n'
        ",,,,,,,\r\n"
    )


def test_csv_for_dutch_excel_has_semicolons_a_decimal_comma_and_a_bom() -> None:
    content = csv_bytes(
        COLUMNS, [("1.5", 1, 2.25, False, Decimal("12.95"), None, None, "[1.5]")], CsvOptions(";", True)
    )
    assert content.startswith(b"\xef\xbb\xbftext;integer")
    assert content.decode("utf-8-sig").splitlines()[1] == "1.5;1;2,25;false;12,95;;;[1.5]"


@pytest.mark.parametrize("start", FORMULA_STARTS)
@pytest.mark.parametrize("kind", [Kind.TEXT, Kind.DECIMAL, Kind.JSON])
def test_csv_text_that_begins_as_a_formula_begins_with_an_apostrophe(start: str, kind: Kind) -> None:
    rows: list[Row] = [(f"{start}1+1",)]
    content = csv_bytes((Column("a", kind),), rows).decode()
    assert next(iter(list(csv.reader(StringIO(content, newline="")))[1:])) == [f"'{start}1+1"]


def test_csv_phone_numbers_are_texts_and_names_with_apostrophes_stay() -> None:
    assert texts_in_csv(["+31201234567", "'s-Hertogenbosch", "'", "a=1"]) == [
        "'+31201234567",
        "'s-Hertogenbosch",
        "'",
        "a=1",
    ]


def without_added_apostrophe(text: str) -> str:
    """Return the original text by the rule in the documentation."""
    inner = text.lstrip("'")
    return text[1:] if text != inner and inner.startswith(tuple(FORMULA_STARTS)) else text


@given(
    st.lists(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0")) | st.text("'=-a;,\"\r\n")),
    st.sampled_from([",", ";"]),
)
def test_csv_texts_are_read_as_they_were(texts: list[str], delimiter: Any) -> None:
    content = csv_bytes((Column("a", Kind.TEXT),), [(text,) for text in texts], CsvOptions(delimiter))
    rows = list(csv.reader(StringIO(content.decode(), newline=""), delimiter=delimiter, strict=True))
    assert [without_added_apostrophe(row[0]) for row in rows[1:]] == texts


def test_csv_characters_that_cannot_be_written_are_escaped_with_a_warning() -> None:
    with pytest.warns(UserWarning, match="lone surrogates or NUL characters.* have escapes: a"):
        assert texts_in_csv(["x\ud800y", "x\0y", "é"]) == [r"x\ud800y", r"x\x00y", "é"]


def test_csv_of_a_context_with_few_digits_is_exact() -> None:
    with localcontext() as context:
        context.prec = 3
        content = csv_bytes((Column("a", Kind.DECIMAL),), [(Decimal("123456.789"),)])
    assert content == b"a\r\n123456.789\r\n"


def json_lines(columns: tuple[Column, ...], rows: list[Row]) -> list[Any]:
    file = BytesIO()
    write_json_lines(file, columns, rows)
    content = file.getvalue().decode()
    assert content == "" or content.endswith("\n")

    def refuse(constant: str) -> None:
        raise AssertionError(constant)

    return [json.loads(line, parse_constant=refuse) for line in content.split("\n")[:-1]]


def test_json_lines_have_nested_json_and_amounts_as_strings() -> None:
    assert json_lines(COLUMNS, [ROW, (None,) * 8]) == [
        {
            "text": "é;,",
            "integer": -7,
            "number": 1.5,
            "boolean": True,
            "amount": "-100",
            "date": "2024-04-29",
            "time": "2024-04-29T21:00:00+02:00",
            "json": {"a": ["b"]},
        },
        dict.fromkeys([column.name for column in COLUMNS]),
    ]


@given(
    st.lists(
        st.text()
        | st.integers()
        | st.floats(allow_nan=False, allow_infinity=False)
        | st.booleans()
        | st.sampled_from(["\ud800", "\0", "\u2028", "a\nb", 10**400])
    )
)
def test_json_lines_keep_every_value(values: list[Any]) -> None:
    lines = json_lines((Column("a", Kind.DECIMAL),), [(value,) for value in values])
    assert [line["a"] for line in lines] == values
    assert [type(line["a"]) for line in lines] == [type(value) for value in values]


@pytest.mark.parametrize("name", Sandbox.__annotations__)
def test_every_object_of_the_sandbox_can_be_written(name: str) -> None:
    item = getattr(Sandbox(), name).add()
    layout = Layout(type(item))
    (line,) = json_lines(layout.columns, [layout.row(item)])
    header, row = csv.reader(StringIO(csv_bytes(layout.columns, [layout.row(item)]).decode(), newline=""))
    assert list(line) == header
    assert line["id"] == row[0] == item.id


@pytest.mark.long
@pytest.mark.parametrize("format", ["csv", "jsonl"])
def test_texts_are_written_in_constant_memory(format: str) -> None:
    import tracemalloc

    class Discard(BytesIO):
        def write(self, data: Any, /) -> int:
            return len(data)

    layout = Layout(CustomerInvoice)
    item = Sandbox().customer_invoices.add()
    tracemalloc.start()
    try:
        rows = (layout.row(item) for _ in range(20_000))
        if format == "csv":
            write_csv(Discard(), layout.columns, rows, CsvOptions())
        else:
            write_json_lines(Discard(), layout.columns, rows)
        assert tracemalloc.get_traced_memory()[1] < 1_000_000
    finally:
        tracemalloc.stop()

"""Exports as Parquet and as a DataFrame, read by pyarrow and pandas."""

import datetime
import importlib
import json
import tracemalloc
import warnings
from decimal import Decimal
from io import BytesIO
from itertools import repeat
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mijnklantportaal import ConfigurationError
from mijnklantportaal.export import _parquet
from mijnklantportaal.export._columns import Column, Kind, Layout, Row
from mijnklantportaal.export._data_frame import data_frame
from mijnklantportaal.export._parquet import write_parquet
from mijnklantportaal.export._typed_columns import in_utc
from mijnklantportaal.models import CustomerInvoice
from mijnklantportaal.sandbox import Sandbox

# Type checkers take much of what pandas returns for unions, and pyarrow has no type annotations.
pandas: Any = importlib.import_module("pandas")
parquet: Any = importlib.import_module("pyarrow.parquet")
TIME = datetime.datetime(2024, 4, 29, 21, tzinfo=datetime.timezone(datetime.timedelta(hours=2)))
UTC_TIME = datetime.datetime(2024, 4, 29, 19, tzinfo=datetime.UTC)


def table_of(columns: tuple[Column, ...], rows: list[Row]) -> Any:
    file = BytesIO()
    for warning in write_parquet(file, columns, lambda: rows):
        warnings.warn(warning, stacklevel=1)
    assert not file.closed
    return parquet.read_table(BytesIO(file.getvalue()))


def column_of(kind: Kind, values: list[Any]) -> Any:
    return table_of((Column("a", kind),), [(value,) for value in values]).column("a")


@pytest.mark.parametrize(
    ("kind", "value", "type", "stored"),
    [
        (Kind.TEXT, "é\0", "string", "é\0"),
        (Kind.INTEGER, -(2**63), "int64", -(2**63)),
        (Kind.NUMBER, 0.1, "double", 0.1),
        (Kind.BOOLEAN, True, "bool", True),
        (Kind.DECIMAL, Decimal("12.9"), "decimal128(18, 2)", Decimal("12.90")),
        (Kind.DECIMAL, Decimal("1E+2"), "decimal128(18, 2)", Decimal("100.00")),
        (Kind.DECIMAL, Decimal("0.125"), "decimal128(18, 3)", Decimal("0.125")),
        (Kind.DECIMAL, Decimal("-12345678901234567.1"), "decimal128(38, 2)", Decimal("-12345678901234567.10")),
        (Kind.DATE, datetime.date(2024, 4, 29), "date32[day]", datetime.date(2024, 4, 29)),
        (Kind.DATE_TIME, TIME, "timestamp[us, tz=UTC]", UTC_TIME),
        (Kind.JSON, '["a"]', "string", '["a"]'),
    ],
)
def test_parquet_column_has_the_type_of_its_kind(kind: Kind, value: Any, type: str, stored: Any) -> None:
    column = column_of(kind, [None, value])
    assert str(column.type) == type
    assert column.to_pylist() == [None, stored]


@pytest.mark.parametrize(
    ("kind", "deviating", "expected"),
    [
        (Kind.INTEGER, 2**63, str(2**63)),
        (Kind.INTEGER, True, "true"),
        (Kind.NUMBER, 2**53 + 1, str(2**53 + 1)),
        (Kind.BOOLEAN, "yes", "yes"),
        (Kind.DECIMAL, "about 12", "about 12"),
        (Kind.DECIMAL, Decimal("1e37"), "1" + "0" * 37),
        (Kind.DATE, TIME, "2024-04-29T21:00:00+02:00"),
        (Kind.DATE_TIME, "2024-04-29 21:00", "2024-04-29 21:00"),
        (Kind.DATE_TIME, datetime.datetime(2024, 4, 29), "2024-04-29T00:00:00"),
        (Kind.DATE_TIME, datetime.datetime.min.replace(tzinfo=TIME.tzinfo), "0001-01-01T00:00:00+02:00"),
    ],
)
def test_parquet_column_with_a_value_that_its_type_cannot_hold_is_text(
    kind: Kind, deviating: Any, expected: str
) -> None:
    with pytest.warns(UserWarning, match=f"the column a is text: a value does not fit its type, {kind.value}"):
        column = column_of(kind, [None, deviating])
    assert str(column.type) == "string"
    assert column.to_pylist() == [None, expected]


def test_parquet_text_with_a_lone_surrogate_is_escaped_with_a_warning() -> None:
    with pytest.warns(UserWarning, match="have escapes: a"):
        assert column_of(Kind.TEXT, ["x\ud800"]).to_pylist() == [r"x\ud800"]


@given(
    st.lists(
        st.tuples(
            st.text() | st.none(),
            st.integers() | st.none(),
            st.floats(allow_nan=False, allow_infinity=False) | st.none(),
            st.decimals(allow_nan=False, allow_infinity=False) | st.none(),
            st.dates() | st.none(),
            st.datetimes(timezones=st.timezones()) | st.none(),
        )
    )
)
def test_parquet_keeps_every_value(rows: list[Any]) -> None:
    kinds = [Kind.TEXT, Kind.INTEGER, Kind.NUMBER, Kind.DECIMAL, Kind.DATE, Kind.DATE_TIME]
    columns = tuple(Column(kind.name, kind) for kind in kinds)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        table = table_of(columns, rows)
    for index, column in enumerate(columns):
        stored = table.column(column.name).to_pylist()
        for value, expected in zip(stored, [row[index] for row in rows], strict=True):
            if isinstance(value, str) and not isinstance(expected, str):
                value = type(expected)(value) if column.kind in (Kind.INTEGER, Kind.DECIMAL) else value
                expected = expected.isoformat() if column.kind is Kind.DATE_TIME else expected
            # Times in the hour that a clock skips or repeats equal none of another zone.
            assert value == (in_utc(expected) if isinstance(expected, datetime.datetime) else expected)


def test_parquet_file_without_rows_has_the_columns() -> None:
    layout = Layout(CustomerInvoice)
    table = table_of(layout.columns, [])
    assert table.num_rows == 0
    assert table.column_names == [column.name for column in layout.columns]


def test_parquet_file_can_be_read_by_pandas() -> None:
    sandbox = Sandbox()
    layout = Layout(CustomerInvoice)
    items = [sandbox.customer_invoices.add(amount=Decimal(f"{number}.10")) for number in range(3)]
    file = BytesIO()
    assert write_parquet(file, layout.columns, lambda: map(layout.row, items)) == []
    frame = pandas.read_parquet(BytesIO(file.getvalue()), dtype_backend="pyarrow")
    assert frame.amount.sum() == Decimal("3.30")
    assert list(frame.id) == [item.id for item in items]


@pytest.mark.parametrize("name", Sandbox.__annotations__)
def test_every_object_of_the_sandbox_can_be_written_as_parquet(name: str) -> None:
    item = getattr(Sandbox(), name).add()
    layout = Layout(type(item))
    table = table_of(layout.columns, [layout.row(item)])
    assert table.column("id").to_pylist() == [item.id]


def test_parquet_is_written_in_constant_memory() -> None:
    layout = Layout(CustomerInvoice)
    row = layout.row(Sandbox().customer_invoices.add())

    class Discard(BytesIO):
        position = 0

        def write(self, data: Any, /) -> int:
            self.position += len(data)
            return len(data)

        def tell(self) -> int:
            return self.position

    def peak(count: int) -> int:
        tracemalloc.start()
        try:
            write_parquet(Discard(), layout.columns, lambda: repeat(row, count))
            return tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()

    assert peak(30_000) < 1.2 * peak(10_000)


def test_data_frame_has_exact_amounts_and_times_in_utc() -> None:
    sandbox = Sandbox()
    for number in range(30):
        sandbox.customer_invoices.add(amount=Decimal("0.10"), paid_at=TIME if number else None)
    client = sandbox.client()
    for source in (client.customer_invoices, client.customer_invoices.list(), list(client.customer_invoices.list())):
        frame = data_frame(source)
        assert len(frame) == 30
        assert frame.amount.sum() == Decimal("3.00")
        assert str(frame.dtypes["amount"]) == "decimal128(18, 2)[pyarrow]"
        assert str(frame.dtypes["issued_at"]) == "date32[day][pyarrow]"
        assert frame.paid_at.max() == UTC_TIME
        assert frame.paid_at.isna().sum() == 1
    assert list(frame.groupby("customer_id").amount.sum())


def test_data_frame_of_objects_that_deviate_keeps_them_with_a_warning() -> None:
    items: list[Any] = [CustomerInvoice.from_dict({"id": "inv_1", "amount": "free", "new": 1}), "odd"]
    with pytest.warns(UserWarning, match="the column amount is text") as issued:
        frame = data_frame(items)
    assert issued[0].filename == __file__
    assert list(frame.amount[:1]) == ["free"]
    assert [json.loads(text) for text in frame.additional_properties] == [{"new": 1}, {"value": "odd"}]


def test_data_frame_of_an_empty_list_has_the_columns() -> None:
    client = Sandbox().client()
    for source in (client.customer_invoices, client.customer_invoices.list()):
        frame = data_frame(source)
        assert len(frame) == 0
        assert frame.amount.sum() == 0
    assert data_frame([]).empty


def test_data_frame_of_something_else_is_a_type_error() -> None:
    odd: list[Any] = ["odd"]
    with pytest.raises(TypeError, match="the source must be a resource"):
        data_frame(odd)


def test_data_frame_of_the_asynchronous_client_is_a_type_error() -> None:
    source: Any = Sandbox().async_client().customers
    with pytest.raises(TypeError, match="of the class AsyncMijnKlantportaal"):
        data_frame(source)


def test_missing_package_is_named_with_the_command_that_installs_it() -> None:
    with pytest.raises(ConfigurationError, match=r"needs not_there: pip install 'mijnklantportaal\[data\]'"):
        _parquet.require_package("not_there")

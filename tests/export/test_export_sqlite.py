"""Exports as SQLite, as sqlite3 reads them."""

import functools
import json
import sqlite3
import warnings
from collections.abc import Iterator
from decimal import Decimal, localcontext
from pathlib import Path
from typing import Any

import pytest
from attrs import define, field
from hypothesis import given
from hypothesis import strategies as st

from mijnklantportaal._wire import codecs
from mijnklantportaal._wire.model import Field, Model
from mijnklantportaal.export._sqlite import write_sqlite
from mijnklantportaal.export._tables import Source, singular_name
from mijnklantportaal.models import Customer, CustomerInvoice, Invoice, PaymentLinkPayment, TicketWithMessages
from mijnklantportaal.sandbox import Sandbox


def source(name: str, model: type[Model], *objects: Any) -> Source:
    return Source(name, model, lambda: (model.from_dict(data) for data in objects))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "portal.sqlite"


CONNECTIONS: list[sqlite3.Connection] = []


@pytest.fixture(autouse=True)
def close_connections() -> Iterator[None]:
    yield
    while CONNECTIONS:
        CONNECTIONS.pop().close()


def write(path: Path, *sources: Source) -> sqlite3.Connection:
    path.unlink(missing_ok=True)
    for warning in write_sqlite(path, sources):
        warnings.warn(warning, stacklevel=1)
    connection = sqlite3.connect(path)
    CONNECTIONS.append(connection)
    assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    return connection


def foreign_keys(connection: sqlite3.Connection, table: str) -> dict[str, str]:
    rows = connection.execute("SELECT [from], [table] FROM pragma_foreign_key_list(?)", (table,))
    return dict(rows.fetchall())


def test_all_objects_of_the_sandbox_are_in_tables_with_keys(path: Path) -> None:
    sandbox = Sandbox()
    names = list(Sandbox.__annotations__)
    for name in names:
        getattr(sandbox, name).add()

    def objects(name: str) -> Iterator[Any]:
        return iter(getattr(sandbox, name))

    connection = write(
        path, *(Source(name, type(next(objects(name))), functools.partial(objects, name)) for name in names)
    )
    assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    for name in names:
        stored = connection.execute(f"SELECT id FROM {name} ORDER BY rowid").fetchall()
        assert stored == [(item.id,) for item in objects(name)]
    assert foreign_keys(connection, "issued_punch_cards") == {
        "customer_id": "customers",
        "punch_card_id": "punch_cards",
    }
    assert foreign_keys(connection, "file_shares") == {"shared_with_customer_id": "customers"}
    indexes = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'index'")}
    assert "idx_customer_invoices_customer_id" in indexes


def test_amounts_are_exact_texts_and_their_cents_can_be_summed(path: Path) -> None:
    invoices = [{"id": f"inv_{number}", "amount": "0.10"} for number in range(30)]
    with localcontext() as context:
        context.prec = 2
        connection = write(
            path,
            source("customer_invoices", CustomerInvoice, *invoices, {"id": "inv_x", "amount": "-1234567890123456.78"}),
        )
    assert connection.execute("SELECT sum(amount_cents) FROM customer_invoices WHERE amount_cents > 0").fetchone() == (
        300,
    )
    stored = connection.execute("SELECT amount, amount_cents FROM customer_invoices WHERE amount_cents < 0").fetchone()
    assert stored == ("-1234567890123456.78", -123456789012345678)


def test_amount_with_three_decimals_leaves_out_the_cents_with_a_warning(path: Path) -> None:
    with pytest.warns(UserWarning, match="customer_invoices has no column amount_cents"):
        connection = write(path, source("customer_invoices", CustomerInvoice, {"id": "inv_1", "amount": "0.125"}))
    assert connection.execute("SELECT amount FROM customer_invoices").fetchone() == ("0.125",)
    with pytest.raises(sqlite3.OperationalError, match="no such column"):
        connection.execute("SELECT sum(amount_cents) FROM customer_invoices")


def test_lists_of_objects_are_tables_with_the_key_of_their_parent(path: Path) -> None:
    lines = [{"id": "fcl_1", "quantity": 2}, {"id": "fcl_2", "quantity": 1}]
    attachments = [{"id": "tma_1", "size": 9}]
    connection = write(
        path,
        source("invoices", Invoice, {"id": "fac_1", "lines": lines}, {"id": "fac_2", "lines": []}),
        source("tickets", TicketWithMessages, {"id": "tic_1", "messages": [{}, {"attachments": attachments}]}),
    )
    assert connection.execute("SELECT invoice_id, position, id, quantity FROM invoice_lines").fetchall() == [
        ("fac_1", 1, "fcl_1", 2),
        ("fac_1", 2, "fcl_2", 1),
    ]
    join = """
        SELECT message.ticket_id, attachment.id FROM ticket_message_attachments AS attachment
        JOIN ticket_messages AS message
        ON message.ticket_id = attachment.ticket_id AND message.position = attachment.ticket_message_position
    """
    assert connection.execute(join).fetchall() == [("tic_1", "tma_1")]
    assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    columns = [row[1] for row in connection.execute("PRAGMA table_info(invoices)")]
    assert "lines" not in columns


def test_objects_may_refer_to_deleted_ones(path: Path) -> None:
    connection = write(
        path,
        source("customers", Customer, {"id": "cst_1"}),
        source("customer_invoices", CustomerInvoice, {"id": "inv_1", "customerId": "cst_deleted"}),
    )
    ((table, _, parent, _),) = connection.execute("PRAGMA foreign_key_check").fetchall()
    assert (table, parent) == ("customer_invoices", "customers")


def test_reference_is_to_the_table_whose_ids_have_the_prefix(path: Path) -> None:
    @define(kw_only=True)
    class Reminder(Model):
        id: Any
        customer_invoice_id: Any
        additional_properties: dict[str, Any] = field(factory=dict, repr=False)

        _field_table = (
            Field("id", "id", codecs.STRING, True),
            Field("customer_invoice_id", "customerInvoiceId", codecs.STRING, True),
        )

    reminders = source("reminders", Reminder, {"id": "rem_1", "customerInvoiceId": "inv_1"})
    invoices = source("invoices", Invoice, {"id": "fac_1", "lines": []})
    connection = write(path, reminders, invoices)
    assert foreign_keys(connection, "reminders") == {}
    connection.close()
    connection = write(path, reminders, invoices, source("customer_invoices", CustomerInvoice, {"id": "inv_1"}))
    assert foreign_keys(connection, "reminders") == {"customer_invoice_id": "customer_invoices"}


@pytest.mark.parametrize(
    ("plural", "expected"), [("customers", "customer"), ("files", "file"), ("companies", "company"), ("news", "new")]
)
def test_singular_of_the_names_of_tables(plural: str, expected: str) -> None:
    assert singular_name(plural) == expected


def test_tables_of_lists_whose_names_are_taken_have_other_names(path: Path) -> None:
    connection = write(
        path,
        source("invoices", Invoice, {"id": "fac_1", "lines": [{"id": "fcl_1"}]}),
        source("invoice_lines", Customer, {"id": "cst_1"}),
    )
    assert connection.execute("SELECT id FROM invoice_lines").fetchall() == [("cst_1",)]
    assert connection.execute("SELECT id FROM invoice__lines").fetchall() == [("fcl_1",)]


@define(kw_only=True)
class Folder(Model):
    select: Any
    position: Any
    folder_position: Any
    folders: Any
    additional_properties: dict[str, Any] = field(factory=dict, repr=False)

    _field_table = (
        Field("select", "select", codecs.NUMBER, True),
        Field("position", "position", codecs.BOOLEAN, True),
        Field("folder_position", "folder_position", codecs.STRING, True),
        Field("folders", "folders", codecs.Array(codecs.Object(lambda: Shelf)), True),
    )


@define(kw_only=True)
class Shelf(Model):
    position: Any
    folder_position: Any
    folders: Any
    additional_properties: dict[str, Any] = field(factory=dict, repr=False)

    _field_table = (
        Field("position", "position", codecs.STRING, True),
        Field("folder_position", "folder_position", codecs.STRING, True),
        Field("folders", "folders", codecs.Array(codecs.Object(lambda: Folder)), True),
    )


def test_objects_without_id_and_recursive_ones_have_tables_with_keys_that_do_not_collide(path: Path) -> None:
    inner = {"select": 1, "position": True, "folder_position": "", "folders": []}
    shelf = {"position": "p", "folder_position": "f", "folders": [inner]}
    outer = {"select": 1.5, "position": False, "folder_position": "o", "folders": [shelf]}
    connection = write(path, source("folders", Folder, outer))
    assert connection.execute("SELECT * FROM folders").fetchall() == [(1, 1.5, 0, "o", None)]
    ((*cells, folders, rest),) = connection.execute("SELECT * FROM folder_folders").fetchall()
    assert (cells, rest) == ([1, 1, "p", "f"], None)
    assert json.loads(folders) == [inner]
    columns = [row[1] for row in connection.execute("PRAGMA table_info(folder_folders)")]
    assert columns[:2] == ["folder_position_", "position_"]


def test_a_value_that_its_column_cannot_hold_makes_the_column_text(path: Path) -> None:
    quantities = [1, "007", 10**30, True, 2.5, None]
    lines = [{"id": f"fcl_{number}", "quantity": quantity} for number, quantity in enumerate(quantities)]
    with pytest.warns(UserWarning, match=r"the column invoice_lines\.quantity is text"):
        connection = write(path, source("invoices", Invoice, {"id": "fac_1", "lines": lines}))
    stored = connection.execute("SELECT quantity FROM invoice_lines").fetchall()
    assert [quantity for (quantity,) in stored] == ["1", "007", str(10**30), "true", "2.5", None]


def test_times_are_in_utc_so_that_they_can_be_compared(path: Path) -> None:
    times = ["2024-10-27T02:30:00+02:00", "2024-10-27T02:10:00+01:00"]
    connection = write(path, source("customers", Customer, *({"id": time, "createdAt": time} for time in times)))
    assert connection.execute("SELECT created_at FROM customers ORDER BY created_at").fetchall() == [
        ("2024-10-27T00:30:00+00:00",),
        ("2024-10-27T01:10:00+00:00",),
    ]


def test_characters_that_sqlite_functions_do_not_expect_are_escaped_with_a_warning(path: Path) -> None:
    with pytest.warns(UserWarning, match="have escapes: company_name"):
        connection = write(path, source("customers", Customer, {"id": "cst_1", "companyName": "a\0b\ud800"}))
    assert connection.execute("SELECT company_name FROM customers").fetchone() == (r"a\x00b\ud800",)


def test_repeated_ids_that_are_not_valid_lose_no_object(path: Path) -> None:
    invoices = [{"id": "", "lines": [{"id": "fcl_1"}]}, {"id": "", "lines": [{"id": "fcl_2"}]}, {"id": None}, {}]
    with pytest.warns(UserWarning, match="invoices has no primary key"):
        connection = write(path, source("invoices", Invoice, *invoices))
    assert connection.execute("SELECT count(*) FROM invoices").fetchone() == (4,)
    assert connection.execute("SELECT id FROM invoice_lines").fetchall() == [("fcl_1",), ("fcl_2",)]
    assert foreign_keys(connection, "invoice_lines") == {}


@given(
    st.lists(
        st.fixed_dictionaries(
            {
                "amount": st.decimals(allow_nan=False, allow_infinity=False, places=2).map(
                    lambda value: format(value, "f")
                )
            },
            optional={
                "createdAt": st.datetimes(timezones=st.timezones()).map(lambda time: time.isoformat()) | st.text(),
                "payersName": st.text() | st.integers() | st.lists(st.text()),
            },
        )
    )
)
def test_payments_are_stored_as_they_were_received(
    tmp_path_factory: pytest.TempPathFactory, payments: list[dict[str, Any]]
) -> None:
    objects = [{"id": f"plp_{number}", **payment} for number, payment in enumerate(payments)]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        connection = write(
            tmp_path_factory.getbasetemp() / "payments.sqlite", source("payments", PaymentLinkPayment, *objects)
        )
    models = [PaymentLinkPayment.from_dict(data) for data in objects]
    rows = connection.execute("SELECT amount, payers_name, additional_properties FROM payments").fetchall()
    for model, (amount, name, rest) in zip(models, rows, strict=True):
        received: Any = model.amount
        assert amount == (format(received, "f") if isinstance(received, Decimal) else str(received))
        expected: Any = model.payers_name
        if isinstance(expected, list):
            assert (name, json.loads(rest)) == (None, {"payersName": expected})
        elif expected is None:
            assert name is None
        else:
            assert name == str(expected).replace("\0", r"\x00")
    connection.close()

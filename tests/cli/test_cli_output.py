"""What commands print of lists and of single objects, which come from a sandbox over HTTP."""

import csv
import io
import json
import os
import sys
import tracemalloc
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any, TypeAlias

import click
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from mijnklantportaal import MijnKlantportaal
from mijnklantportaal.cli.output._output import (
    OutputFormat,
    OutputOptions,
    check_columns,
    output_options,
    write_object,
    write_objects,
)
from mijnklantportaal.downloads import DownloadedFile
from mijnklantportaal.models import Customer, CustomerInvoice, TicketWithMessages
from mijnklantportaal.sandbox import Sandbox

Capture: TypeAlias = pytest.CaptureFixture[str]

TABLE = OutputOptions(OutputFormat.TABLE, ())
IN_WINTER = datetime(2024, 1, 31, 23, 30, 59, tzinfo=UTC)
IN_SUMMER = datetime(2024, 4, 29, 22, 0, tzinfo=UTC)
HOSTILE = "[red]Jansen[/red]\x1b[2J\x1b]0;title\x07\r\n\u202e:smile: 漢字"


@pytest.fixture
def sandbox() -> Sandbox:
    sandbox = Sandbox()
    customer = sandbox.customers.add(id="cst_1", company_name="=1+1", phone=None, created_at=IN_WINTER)
    for number, amount in enumerate(["0.10", "1234567.89", "12.00"], 1):
        sandbox.customer_invoices.add(
            id=f"inv_{number}",
            customer_id=customer.id,
            invoice_number=f"2024-{number:03}",
            issued_at=date(2024, 4, number),
            due_at=None,
            amount=Decimal(amount),
            paid_at=None,
            created_at=IN_SUMMER,
        )
    return sandbox


@pytest.fixture
def portal(sandbox: Sandbox) -> Iterator[MijnKlantportaal]:
    with sandbox.serve() as url, MijnKlantportaal(base_url=url, api_key=sandbox.api_key) as portal:
        yield portal


@pytest.fixture(autouse=True)
def width(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    # Otherwise rich takes a column away on Windows, where the output is captured.
    monkeypatch.setattr("rich.console.detect_legacy_windows", lambda: False)


def lines(text: str) -> list[str]:
    return [line.rstrip() for line in text.splitlines()]


def test_list_table_has_id_and_amounts_and_as_many_other_columns_as_fit(
    portal: MijnKlantportaal, capsys: Capture
) -> None:
    write_objects(portal.customer_invoices.list(), CustomerInvoice, TABLE)
    assert lines(capsys.readouterr().out) == [
        "id     customer_id  invoice_number  issued_at   currency      amount",
        "─" * 68,
        "inv_3  cst_1        2024-003        2024-04-03  EUR            12.00",
        "inv_2  cst_1        2024-002        2024-04-02  EUR       1234567.89",
        "inv_1  cst_1        2024-001        2024-04-01  EUR             0.10",
        "",
        "More with --columns: due_at, paid_at, created_at, links_customer_href,",
        "links_customer_type, links_online_payment_link_href,",
        "links_online_payment_link_type",
    ]


def test_chosen_columns_are_all_in_the_table_in_their_order(portal: MijnKlantportaal, capsys: Capture) -> None:
    chosen = (
        "amount",
        "due-at",
        "createdAt",
        "links.customer.href",
        "links_online_payment_link_type",
        "invoice-number",
    )
    write_objects(portal.customer_invoices.list(), CustomerInvoice, OutputOptions(OutputFormat.TABLE, chosen))
    header, _, first, *_ = lines(capsys.readouterr().out)
    assert header == "    amount  due_at  created_at        links_custo…  links_online…  invoice_numb…"
    # In Amsterdam it is the next day.
    assert first.startswith("     12.00          2024-04-30 00:00  http://127.…  text/html      2024-003")


def test_single_object_is_a_table_of_two_columns(portal: MijnKlantportaal, capsys: Capture) -> None:
    write_object(portal.customers.get("cst_1"), TABLE)
    printed = lines(capsys.readouterr().out)
    assert printed[:2] == ["id               cst_1", "company_name     =1+1"]
    assert "phone" in printed
    # An hour later, without seconds.
    assert "created_at       2024-02-01 00:30" in printed
    write_object(portal.customer_invoices.get("inv_2"), OutputOptions(OutputFormat.TABLE, ("amount", "id")))
    assert lines(capsys.readouterr().out) == ["amount  1234567.89", "id      inv_2"]


def test_single_object_with_lists_has_a_table_for_each(sandbox: Sandbox, capsys: Capture) -> None:
    message = {"id": "tim_1", "message": "a\nb", "postedAt": "2024-04-29T22:00:00+00:00"}
    ticket = TicketWithMessages.from_dict({"id": "tic_1", "title": "first\nsecond", "messages": [message, message]})
    write_object(ticket, TABLE)
    printed = lines(capsys.readouterr().out)
    assert printed[2:4] == ["title        first", "             second"]
    table = printed[printed.index("messages") + 1 :]
    assert table[0] == "id     message  posted_at"
    assert table[2:4] == ["tim_1  a b      2024-04-30 00:00"] * 2


def test_hostile_text_does_not_control_the_terminal(capsys: Capture) -> None:
    customer = Customer.from_dict({"id": HOSTILE, "companyName": "\ud800" + HOSTILE * 100})
    write_objects([customer], Customer, TABLE)
    write_object(customer, TABLE)
    printed = capsys.readouterr().out
    assert all(char.isprintable() or char == "\n" for char in printed)
    assert r"[red]Jansen[/red]\x1b[2J\x1b]0;title\x07" in printed
    assert r"\ud800[red]" in printed
    assert "…" in printed


def test_terminal_without_a_width_gets_a_table(capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "0")
    write_objects([Customer.from_dict({"id": "cst_1"})], Customer, TABLE)
    assert "cst_1" in capsys.readouterr().out


@given(
    texts=st.lists(st.text(max_size=60), min_size=1, max_size=4),
    amounts=st.lists(st.decimals("-1e9", "1e9", places=2), min_size=4, max_size=4),
    width=st.integers(40, 200),
)
def test_default_table_fits_any_terminal(texts: list[str], amounts: list[Decimal], width: int) -> None:
    invoices = [
        CustomerInvoice.from_dict(
            {"id": "inv_abc12345def678", "customerId": text, "dueAt": text, "amount": str(amount), "odd": text}
        )
        for text, amount in zip(texts, amounts, strict=False)
    ]
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("COLUMNS", str(width))
        stdout = io.StringIO()
        patch.setattr(sys, "stdout", stdout)
        write_objects(invoices, CustomerInvoice, TABLE)
    printed = stdout.getvalue()
    assert max(map(cell_len, printed.split("\n"))) <= width
    for amount in amounts[: len(texts)]:
        assert f"{amount:.2f}" in printed


def test_text_in_place_of_a_date_leaves_space_for_other_columns(capsys: Capture) -> None:
    invoice = CustomerInvoice.from_dict({"id": "inv_1", "dueAt": "in thirty days after delivery", "currency": "EUR"})
    write_objects([invoice], CustomerInvoice, TABLE)
    assert lines(capsys.readouterr().out)[2] == "inv_1  in thirty days after…  EUR"


def test_later_amount_that_is_too_wide_is_not_cut(capsys: Capture) -> None:
    amounts = ["1.00"] * 60 + ["123456789012345678.90", "0.005"]
    invoices = (CustomerInvoice.from_dict({"id": "inv_1", "amount": amount}) for amount in amounts)
    write_objects(invoices, CustomerInvoice, OutputOptions(OutputFormat.TABLE, ("id", "amount")))
    printed = lines(capsys.readouterr().out)
    # The header stands above the first of the two batches only.
    assert [line.split()[0] for line in printed].count("id") == 1
    assert printed[1:3] == ["─" * 13, "inv_1    1.00"]
    assert printed[-2:] == ["inv_1  123456789012345678.90", "inv_1   0.005"]


def test_json_is_as_the_api_sends_it(portal: MijnKlantportaal, capsys: Capture) -> None:
    sent = json.loads(portal.with_raw_response.customer_invoices.list().content)["data"]
    write_objects(portal.customer_invoices.list(), CustomerInvoice, OutputOptions(OutputFormat.JSON, ()))
    assert json.loads(capsys.readouterr().out) == sent
    # The output is not a terminal.
    write_objects(portal.customer_invoices.list(), CustomerInvoice, OutputOptions(None, ()))
    assert [json.loads(line) for line in capsys.readouterr().out.splitlines()] == sent
    for format in (OutputFormat.JSON, OutputFormat.JSON_LINES):
        write_object(portal.customer_invoices.get("inv_3"), OutputOptions(format, ()))
        assert json.loads(capsys.readouterr().out) == sent[0]


def test_csv_and_json_with_columns_are_as_exports_are(
    portal: MijnKlantportaal, tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    portal.export(portal.customers, to=tmp_path / "customers.csv")
    write_objects(portal.customers.list(), Customer, OutputOptions(OutputFormat.CSV, ()))
    exported = (tmp_path / "customers.csv").read_bytes()
    assert b"'=1+1" in exported
    assert capfdbinary.readouterr().out == exported
    columns = tuple(next(csv.reader(exported.decode().splitlines())))
    portal.export(portal.customers, to=tmp_path / "customers.jsonl")
    write_objects(portal.customers.list(), Customer, OutputOptions(OutputFormat.JSON_LINES, columns))
    assert capfdbinary.readouterr().out == (tmp_path / "customers.jsonl").read_bytes()
    write_object(portal.customers.get("cst_1"), OutputOptions(OutputFormat.CSV, ("id", "id", "company-name")))
    assert capfdbinary.readouterr().out == b"id,company_name\r\ncst_1,'=1+1\r\n"


def test_empty_list_is_empty_in_each_format(capsys: Capture) -> None:
    printed = {}
    for format in OutputFormat:
        write_objects(iter([]), Customer, OutputOptions(format, ("id", "city")))
        printed[format.value] = capsys.readouterr().out
    assert printed == {"table": "no objects\n", "json": "[]\n", "jsonl": "", "csv": "id,city\r\n"}


def test_results_that_are_no_objects_of_the_api_are_printed(capsys: Capture) -> None:
    download = DownloadedFile(Path("contract.pdf"), 1024, None, "application/pdf")
    expected = {"path": "contract.pdf", "size": 1024, "name": None, "media_type": "application/pdf"}
    write_object(download, OutputOptions(OutputFormat.JSON_LINES, ()))
    assert json.loads(capsys.readouterr().out) == expected
    write_object(download, TABLE)
    assert lines(capsys.readouterr().out)[:2] == ["path        contract.pdf", "size        1024"]
    write_object("https://example.com", OutputOptions(OutputFormat.CSV, ()))
    assert capsys.readouterr().out == "value\r\nhttps://example.com\r\n"
    write_objects(["a", 1], Customer, OutputOptions(OutputFormat.JSON_LINES, ()))
    assert capsys.readouterr().out == '"a"\n1\n'
    write_object(None, OutputOptions(OutputFormat.JSON, ()))
    assert capsys.readouterr().out == ""


def unreachable() -> Iterator[object]:
    raise AssertionError("the list was fetched")
    yield


@pytest.mark.parametrize("format", OutputFormat)
def test_unknown_column_is_refused_before_anything_is_fetched(format: OutputFormat) -> None:
    options = OutputOptions(format, ("id", "sity"))
    with pytest.raises(click.UsageError, match=r"^sity is not a valid column: choose from id, company_name, .*city, "):
        write_objects(unreachable(), Customer, options)
    with pytest.raises(click.UsageError, match="sity"):
        check_columns(Customer, options)
    check_columns(Customer, OutputOptions(format, ()))


@click.command()
@output_options
def command(output: OutputOptions) -> None:
    write_objects([Customer.from_dict({"id": "cst_1", "city": "Delft"})], Customer, output)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--json", "--csv"], "--json and --csv must not be used together."),
        (["--jsonl", "--columns", "id", "--json"], "--jsonl and --json must not be used together."),
        (["--columns", "id,"], "the value must be names separated by commas, such as id,amount."),
    ],
)
def test_invalid_options_are_refused(arguments: list[str], message: str) -> None:
    with pytest.raises(click.UsageError, match=f"^{message}$"):
        command.main(arguments, standalone_mode=False)


def test_options_of_a_command_choose_format_and_columns(capsys: Capture) -> None:
    command.main(["--columns", "city, id", "--json", "--json"], standalone_mode=False)
    assert capsys.readouterr().out == '[\n  {\n    "city": "Delft",\n    "id": "cst_1"\n  }\n]\n'
    built = output_options(click.Command("built", callback=lambda output: write_object(1, output)))
    built.main(["--csv"], standalone_mode=False)
    assert capsys.readouterr().out == "value\r\n1\r\n"


def customers(number: int) -> Iterator[Customer]:
    return (Customer.from_dict({"id": f"cst_{index}", "city": "Delft"}) for index in range(number))


@pytest.mark.parametrize("format", [OutputFormat.JSON, OutputFormat.JSON_LINES, OutputFormat.CSV])
def test_each_object_reaches_the_pipe_before_the_next_is_fetched(
    format: OutputFormat, monkeypatch: pytest.MonkeyPatch
) -> None:
    if sys.platform == "win32":
        pytest.skip("a pipe there blocks, and reports that it is closed otherwise")
    reader, writer = os.pipe()
    # Nothing to read is an error.
    os.set_blocking(reader, False)
    received = []

    def fetched() -> Iterator[Customer]:
        for customer in customers(3):
            yield customer
            received.append(os.read(reader, 65_536).decode())
        os.close(reader)
        yield Customer.from_dict({"id": "cst_4"})

    with open(writer, "w") as stdout:
        monkeypatch.setattr(sys, "stdout", stdout)
        with pytest.raises(BrokenPipeError):
            write_objects(fetched(), Customer, OutputOptions(format, ()))
        # Closing it would write what is left.
        os.dup2(os.open(os.devnull, os.O_WRONLY), writer)
    assert [index for index, text in enumerate(received) if f"cst_{index}" in text] == [0, 1, 2]


@pytest.mark.parametrize("format", OutputFormat)
@pytest.mark.long
def test_ten_thousand_objects_need_constant_memory(format: OutputFormat, monkeypatch: pytest.MonkeyPatch) -> None:
    def peak(objects: Iterable[Any]) -> int:
        tracemalloc.start()
        write_objects(objects, Customer, OutputOptions(format, ()))
        _, size = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        return size

    with open(os.devnull, "w") as stdout:
        monkeypatch.setattr(sys, "stdout", stdout)
        # The first run imports modules. rich keeps the widths of 4,096 texts.
        peak(customers(200))
        assert peak(customers(10_000)) < peak(customers(200)) + 2_000_000

"""examples/cookbook/overdue_invoices.py: which invoices it lists, and their totals."""

import csv
from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from mijnklantportaal.sandbox import Sandbox
from tests.cookbook.recipes import Recipe, demo_sandbox, served, shown, shows_program


@pytest.fixture
def recipe(tmp_path: Path) -> Iterator[Recipe]:
    with served("overdue_invoices", tmp_path, demo_sandbox()) as recipe:
        yield recipe


def add_invoices(sandbox: Sandbox, customer_id: str, *amounts: str) -> None:
    for amount in amounts:
        sandbox.customer_invoices.add(
            customer_id=customer_id, invoice_number=f"X-{amount}", due_at=date(2026, 3, 1), amount=Decimal(amount)
        )


def test_program_prints_what_its_page_shows_and_changes_nothing(recipe: Recipe) -> None:
    assert shows_program("overdue_invoices")
    for command in shown("overdue_invoices"):
        run = recipe.run(*command.arguments)
        assert (run.output, run.errors, run.code) == (command.output, "", 0)
    assert {request.method for request in recipe.sandbox.requests} == {"GET"}


def test_invoice_is_not_overdue_on_its_due_date(recipe: Recipe) -> None:
    assert recipe.run("--date", "2026-05-02").output == ""
    assert "2026-002         1 days" in recipe.run("--date", "2026-05-03").output


def test_totals_of_several_pages_are_exact(recipe: Recipe) -> None:
    debtor = recipe.sandbox.customers.add(company_name="Jansen")
    add_invoices(recipe.sandbox, debtor.id, *["0.10"] * 29, "1000000.03")
    namesake = recipe.sandbox.customers.add(company_name="Jansen")
    add_invoices(recipe.sandbox, namesake.id, "0.10")
    output = recipe.run("--date", "2026-04-14").output
    assert [line for line in output.splitlines() if "total" in line] == [
        "  total in EUR           1,000,002.93",
        "  total in EUR                   0.10",
    ]


def test_paid_and_undated_invoices_are_not_listed(recipe: Recipe) -> None:
    recipe.sandbox.customer_invoices.add(invoice_number="P-1", due_at=date(2026, 1, 1), paid_at=datetime(2026, 1, 9))
    recipe.sandbox.customer_invoices.add(invoice_number="U-1", due_at=None)
    run = recipe.run("--date", "2026-04-14")
    assert (run.output, run.errors) == ("", "U-1 is unpaid and has no due date\n")


def test_invoices_of_a_customer_that_is_gone_are_listed_by_its_id(recipe: Recipe) -> None:
    recipe.sandbox.faults.status(404, path="/customers/cst_abc12345def678")
    assert "cst_abc12345def678\n  2026-003" in recipe.run("--date", "2026-05-31").output


def test_name_that_a_spreadsheet_would_run_is_a_text_in_csv(recipe: Recipe) -> None:
    debtor = recipe.sandbox.customers.add(company_name='=HYPERLINK("http://example.com")')
    add_invoices(recipe.sandbox, debtor.id, "12.95")
    rows = list(csv.DictReader(recipe.run("--date", "2026-04-14", "--csv").output.splitlines()))
    assert [(row["customer"], row["amount"]) for row in rows] == [('\'=HYPERLINK("http://example.com")', "12.95")]


def test_name_cannot_look_like_a_line_of_the_table(recipe: Recipe) -> None:
    debtor = recipe.sandbox.customers.add(company_name="A\n  total\x1b[2J")
    add_invoices(recipe.sandbox, debtor.id, "12.95")
    assert recipe.run("--date", "2026-04-14").output.startswith("A total [2J\n  X-12.95")


def test_failure_prints_no_incomplete_list_and_the_next_run_is_complete(recipe: Recipe) -> None:
    # The call and both retries.
    recipe.sandbox.faults.disconnect(times=3, path="/customers/cst_abc12345def678")
    failed = recipe.run("--date", "2026-05-31")
    assert (failed.code, failed.output) == (1, "")
    assert "Traceback" not in failed.errors
    assert recipe.run("--date", "2026-05-31").output == shown("overdue_invoices")[0].output

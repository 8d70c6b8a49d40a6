"""examples/cookbook/invoice_from_offer.py: the invoices in the portal, and no offer with two of them."""

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest

from tests.cookbook.recipes import NOW, Recipe, demo_sandbox, served, shown, shows_program

OFFER = "off_abc12345def678"
LINES = "offer_lines.csv"


@pytest.fixture
def recipe(tmp_path: Path) -> Iterator[Recipe]:
    """Yield the program, with a portal in which the customer has accepted the first offer."""
    with served("invoice_from_offer", tmp_path, demo_sandbox()) as recipe:
        recipe.copy(LINES)
        recipe.sandbox.client().customer_offers.mark(OFFER, accepted_at=NOW)
        yield recipe


def new_invoices(recipe: Recipe) -> list[tuple[str, Decimal]]:
    invoices = list(recipe.sandbox.customer_invoices)
    return [(invoice.invoice_number, invoice.amount) for invoice in invoices if "INV" in invoice.invoice_number]


def accept_all(recipe: Recipe) -> None:
    for offer in recipe.sandbox.customer_offers:
        recipe.sandbox.client().customer_offers.mark(offer.id, accepted_at=NOW)


def test_accepted_offer_is_invoiced_once_in_two_runs(recipe: Recipe) -> None:
    assert shows_program("invoice_from_offer")
    for command in shown("invoice_from_offer"):
        run = recipe.run(*command.arguments)
        assert (run.output, run.errors, run.code) == (command.output, "", 1)
        assert new_invoices(recipe) == [("INV-2024-001", Decimal("12.95"))]
    (invoice,) = [invoice for invoice in recipe.sandbox.customer_invoices if "INV" in invoice.invoice_number]
    (offer,) = [offer for offer in recipe.sandbox.customer_offers if offer.id == OFFER]
    assert invoice.customer_id == offer.customer_id


def test_invoice_whose_response_was_lost_is_not_created_again(recipe: Recipe) -> None:
    accept_all(recipe)
    recipe.sandbox.faults.disconnect(after_processing=True, method="POST")
    failed = recipe.run(LINES)
    assert failed.code == 1
    assert "APIConnectionError" in failed.errors
    assert recipe.run(LINES).output.startswith("2024-001: INV-2024-001 exists already\n2026-014: INV-2026-014 created")
    assert new_invoices(recipe) == [("INV-2024-001", Decimal("12.95")), ("INV-2026-014", Decimal("1452.00"))]


def test_refused_invoice_does_not_keep_the_next_one_from_being_created(recipe: Recipe) -> None:
    accept_all(recipe)
    recipe.sandbox.faults.status(422, "The number is not valid.", method="POST")
    run = recipe.run(LINES)
    assert run.code == 1
    assert "2024-001: refused, The number is not valid." in run.output
    assert new_invoices(recipe) == [("INV-2026-014", Decimal("1452.00"))]


def test_lines_that_do_not_add_up_to_the_offer_are_not_invoiced(recipe: Recipe) -> None:
    path = recipe.folder / LINES
    path.write_text(path.read_text(encoding="utf-8").replace("10.70", "10.80"), encoding="utf-8")
    run = recipe.run(LINES)
    assert run.code == 1
    assert "2024-001: not invoiced, its lines are 13.07, but the offer is 12.95" in run.output
    assert new_invoices(recipe) == []


def test_line_without_its_last_columns_is_an_error_before_any_call(recipe: Recipe) -> None:
    (recipe.folder / LINES).write_text("offer_number,description,amount_excl_vat,vat_rate\n2024-001,Text\n")
    recipe.sandbox.requests.clear()
    run = recipe.run(LINES)
    assert (run.code, run.output, "Traceback" in run.errors, recipe.sandbox.requests) == (1, "", False, [])


def test_malformed_amount_is_an_error_before_any_call(recipe: Recipe) -> None:
    path = recipe.folder / LINES
    path.write_text(path.read_text(encoding="utf-8").replace("300.00", '"300,00"'), encoding="utf-8")
    recipe.sandbox.requests.clear()
    run = recipe.run(LINES)
    assert (run.code, run.output) == (1, "")
    assert "Traceback" not in run.errors
    assert recipe.sandbox.requests == []

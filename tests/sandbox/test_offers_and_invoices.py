"""Offers and invoices: amounts, acceptance and payment."""

import json
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Literal

import attrs
import pytest

from mijnklantportaal import MijnKlantportaal
from mijnklantportaal.models import Customer, CustomerInvoiceLine, CustomerOffer, CustomerOfferLine
from mijnklantportaal.sandbox import Sandbox

Lines = list[tuple[str, Literal[0, 9, 21]]]

ACCEPTED = datetime(2026, 3, 1, 9, 30)
SUMS: list[tuple[Lines, str]] = [
    ([("10", 0)], "10.00"),
    ([("10", 9)], "10.90"),
    ([("10", 21)], "12.10"),
    ([("100", 0), ("100", 9), ("100", 21)], "330.00"),
    # The example invoice of the spec.
    ([("12.95", 21)], "15.67"),
    # VAT is rounded per line: rounding the sum would give 0.07 and 0.11.
    ([("0.02", 21)] * 3, "0.06"),
    ([("0.05", 9)] * 2, "0.10"),
    # Half a cent is rounded away from zero.
    ([("0.50", 21)], "0.61"),
    ([("0.50", 9)], "0.55"),
    ([("-0.50", 9)], "-0.55"),
    ([("1.005", 0)], "1.01"),
    ([("-1.005", 0)], "-1.01"),
    ([("0.004", 21)], "0.00"),
    ([("-0.004", 21)], "0.00"),
    ([("100", 21), ("-10", 21)], "108.90"),
    ([("10", 21), ("-100", 9)], "-96.90"),
    ([("0.10", 0)] * 3, "0.30"),
    ([("99999999999999999999999999999999.99", 21)], "120999999999999999999999999999999.99"),
    ([("1e30", 0), ("0.01", 0)], "1000000000000000000000000000000.01"),
    ([], "0.00"),
]


@pytest.mark.parametrize(("lines", "total"), SUMS)
def test_amount_is_the_sum_of_the_lines_with_vat(
    client: MijnKlantportaal, customer: Customer, lines: Lines, total: str
) -> None:
    offer = client.customer_offers.create_manual(
        customer_id=customer.id,
        offer_number="1",
        issued_at=date(2026, 3, 1),
        expires_at=date(2026, 3, 31),
        lines=[
            CustomerOfferLine(description="x", amount_excl_vat=Decimal(text), vat_rate=rate) for text, rate in lines
        ],
    )
    invoice = client.customer_invoices.create_manual(
        customer_id=customer.id,
        invoice_number="1",
        issued_at=date(2026, 3, 1),
        lines=[
            CustomerInvoiceLine(description="x", amount_excl_vat=Decimal(text), vat_rate=rate) for text, rate in lines
        ],
    )
    assert (str(offer.amount), str(invoice.amount)) == (total, total)


def create(client: MijnKlantportaal, customer: Customer, **more: Any) -> CustomerOffer:
    return client.customer_offers.create(
        customer_id=customer.id,
        offer_number="1",
        issued_at=date(2026, 3, 1),
        expires_at=date(2026, 3, 31),
        amount=Decimal(1),
        pdf=b"%PDF-1.7",
        **more,
    )


def test_new_offer_is_neither_accepted_nor_rejected(client: MijnKlantportaal, customer: Customer) -> None:
    offer = create(client, customer)
    assert (offer.accepted_at, offer.rejected_at, offer.acceptance_signature) == (None, None, None)
    assert (offer.accepted_via_ip, offer.accepted_via_user_agent) == (None, None)


def test_acceptance_details_are_dropped_for_an_offer_that_is_not_accepted(
    client: MijnKlantportaal, customer: Customer
) -> None:
    via = {"accepted_via_ip": "198.51.100.7", "accepted_via_user_agent": "curl/8"}
    offer = create(client, customer, **via)
    assert (offer.accepted_via_ip, offer.accepted_via_user_agent) == (None, None)
    assert client.customer_offers.mark(offer.id, accepted_via_ip="198.51.100.7") == offer
    accepted = client.customer_offers.mark(offer.id, accepted_at=ACCEPTED)
    # The details that were dropped before stay null.
    assert (accepted.accepted_via_ip, accepted.accepted_via_user_agent) == (None, None)
    later = client.customer_offers.mark(offer.id, accepted_via_user_agent="curl/8")
    assert later == attrs.evolve(accepted, accepted_via_user_agent="curl/8")


def test_mark_paid_sets_and_replaces_paid_at(client: MijnKlantportaal, customer: Customer) -> None:
    invoice = client.customer_invoices.create(
        customer_id=customer.id,
        invoice_number="1",
        issued_at=date(2026, 3, 1),
        amount=Decimal(1),
        pdf=b"%PDF-1.7",
    )
    assert (invoice.paid_at, invoice.due_at) == (None, None)
    client.customer_invoices.mark_paid(invoice.id, paid_at=datetime(2026, 3, 1))
    paid = client.customer_invoices.mark_paid(invoice.id, paid_at=datetime(2026, 3, 2))
    assert paid.paid_at is not None
    assert paid.paid_at.isoformat() == "2026-03-02T00:00:00+01:00"


@pytest.mark.parametrize(
    ("sent", "shown"),
    [("7", "7.00"), ("7.125", "7.13"), ("-7.125", "-7.13"), ("-0.001", "0.00"), ("1e20", f"1{'0' * 20}.00")],
)
def test_amount_has_two_decimals(client: MijnKlantportaal, customer: Customer, sent: str, shown: str) -> None:
    invoice = client.with_raw_response.customer_invoices.create(
        customer_id=customer.id,
        invoice_number="1",
        issued_at=date(2026, 3, 1),
        amount=Decimal(sent),
        pdf=b"%PDF-1.7",
    )
    assert json.loads(invoice.content)["amount"] == shown


def test_portal_invoices_can_be_listed_and_read(sandbox: Sandbox, client: MijnKlantportaal) -> None:
    invoice = sandbox.invoices.add(invoice_number="MKP-2026.0002", total_amount=Decimal("20.57"))
    assert client.invoices.get(invoice.id) == client.invoices.list().data[0] == invoice
    assert (invoice.invoice_number, invoice.total_amount) == ("MKP-2026.0002", Decimal("20.57"))
    assert {type(amount) for amount in (invoice.subtotal_amount, invoice.vat_amount)} == {Decimal}

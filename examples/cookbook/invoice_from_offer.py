"""Create an invoice for each accepted offer whose lines are in a CSV file, and none twice.

    python invoice_from_offer.py offer_lines.csv

The columns are offer_number, description, amount_excl_vat and vat_rate. The exit code is 1 if an offer needs a person,
or if the portal could not be reached: run it again then.
"""

import argparse
import csv
import sys
from collections import defaultdict
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

from mijnklantportaal import MijnKlantportaal, MijnKlantportaalError, UnprocessableEntityError
from mijnklantportaal.models import CustomerInvoiceLine, CustomerOffer, VatRate

VAT_RATES: dict[str, VatRate] = {"0": 0, "9": 9, "21": 21}


def read_lines(path: Path) -> dict[str, list[CustomerInvoiceLine]]:
    """Return the lines of each offer, by its number."""
    lines: dict[str, list[CustomerInvoiceLine]] = defaultdict(list)
    with path.open(encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file, restval=""):
            line = CustomerInvoiceLine(
                description=row["description"],
                amount_excl_vat=Decimal(row["amount_excl_vat"]),
                vat_rate=VAT_RATES[row["vat_rate"]],
            )
            lines[row["offer_number"]].append(line)
    return lines


def total(lines: list[CustomerInvoiceLine]) -> Decimal:
    """Return the sum with VAT, which is rounded in each line."""
    vat = [(line.amount_excl_vat * line.vat_rate / 100).quantize(Decimal("0.01"), ROUND_HALF_UP) for line in lines]
    return sum((line.amount_excl_vat for line in lines), Decimal(0)) + sum(vat)


def problem(offers: list[CustomerOffer], lines: list[CustomerInvoiceLine]) -> str | None:
    """Return why the offers with one number cannot be invoiced."""
    if len(offers) != 1:
        return f"{len(offers)} offers have this number"
    if offers[0].amount != total(lines):
        return f"its lines are {total(lines)}, but the offer is {offers[0].amount}"
    return None


def create_invoices(portal: MijnKlantportaal, wanted: dict[str, list[CustomerInvoiceLine]]) -> bool:
    """Return whether all went well."""
    offers: dict[str, list[CustomerOffer]] = defaultdict(list)
    for offer in portal.customer_offers.list():
        offers[offer.offer_number].append(offer)
    # The API has no key that makes a second call harmless. An invoice has a number that follows from its offer, so
    # that the list of invoices shows which offers have one, also after a run whose last response was lost.
    existing = {invoice.invoice_number for invoice in portal.customer_invoices.list()}
    is_complete = True
    for offer_number, lines in wanted.items():
        invoice_number = f"INV-{offer_number}"
        if invoice_number in existing:
            print(f"{offer_number}: {invoice_number} exists already")
        elif reason := problem(offers[offer_number], lines):
            print(f"{offer_number}: not invoiced, {reason}")
            is_complete = False
        elif offers[offer_number][0].accepted_at is None:
            print(f"{offer_number}: not accepted yet")
        else:
            try:
                invoice = portal.customer_invoices.create_manual(
                    customer_id=offers[offer_number][0].customer_id,
                    invoice_number=invoice_number,
                    issued_at=date.today(),
                    lines=lines,
                )
                print(f"{offer_number}: {invoice_number} created, {invoice.amount} EUR")
            except UnprocessableEntityError as error:
                print(f"{offer_number}: refused, {error.message}")
                is_complete = False
    return is_complete


def main() -> int:
    parser = argparse.ArgumentParser(description="Create an invoice for each accepted offer.")
    parser.add_argument("lines", type=Path, help="CSV file with the lines of the offers")
    options = parser.parse_args()
    try:
        lines = read_lines(options.lines)
        with MijnKlantportaal() as portal:
            return 0 if create_invoices(portal, lines) else 1
    except (MijnKlantportaalError, OSError, KeyError, ArithmeticError, ValueError, csv.Error) as error:
        print(f"{type(error).__name__}: {error}", file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main())

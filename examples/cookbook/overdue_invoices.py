"""List the unpaid invoices that are past their due date, with a total for each customer.

python overdue_invoices.py
python overdue_invoices.py --date 2026-05-31 --csv > overdue.csv
"""

import argparse
import csv
import sys
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from mijnklantportaal import MijnKlantportaal, MijnKlantportaalError, NotFoundError


@dataclass
class Debt:
    number: str
    days: int
    amount: Decimal


def total(debts: Iterable[Debt]) -> Decimal:
    return sum((debt.amount for debt in debts), Decimal(0))


def overdue(portal: MijnKlantportaal, day: date) -> dict[str, list[Debt]]:
    """Return the overdue invoices of each customer, by the customer's ID."""
    debts: dict[str, list[Debt]] = defaultdict(list)
    for invoice in portal.customer_invoices.list():
        if invoice.paid_at is not None:
            continue
        if invoice.due_at is None:
            print(f"{invoice.invoice_number} is unpaid and has no due date", file=sys.stderr)
        elif invoice.due_at < day:
            debts[invoice.customer_id].append(Debt(invoice.invoice_number, (day - invoice.due_at).days, invoice.amount))
    return debts


def name_of(portal: MijnKlantportaal, customer_id: str) -> str:
    try:
        # One call for each customer that owes something, instead of the list of all customers.
        name = portal.customers.get(customer_id).company_name
    except NotFoundError:
        return customer_id
    # Customers enter their names themselves: a line break must not look like another line of the table.
    return " ".join("".join(char if char.isprintable() else " " for char in name).split())


def print_table(names: dict[str, str], debts: dict[str, list[Debt]]) -> None:
    for customer_id, name in names.items():
        print(name)
        for debt in sorted(debts[customer_id], key=lambda debt: debt.days, reverse=True):
            print(f"  {debt.number:<14}{debt.days:>4} days{debt.amount:>12,.2f}")
        print(f"  {'total in EUR':<23}{total(debts[customer_id]):>12,.2f}")


def print_csv(names: dict[str, str], debts: dict[str, list[Debt]]) -> None:
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(["customer_id", "customer", "invoice", "days", "amount"])
    for customer_id, name in names.items():
        # A spreadsheet must not take a name for a formula. The last four characters are full-width.
        text = f"'{name}" if name.startswith(("=", "+", "-", "@", "\uff1d", "\uff0b", "\uff0d", "\uff20")) else name
        for debt in debts[customer_id]:
            writer.writerow([customer_id, text, debt.number, debt.days, debt.amount])


def main() -> int:
    parser = argparse.ArgumentParser(description="List the unpaid invoices that are past their due date.")
    parser.add_argument("--date", type=date.fromisoformat, default=date.today(), help="overdue on this day")
    parser.add_argument("--csv", action="store_true", help="print CSV instead of a table")
    options = parser.parse_args()
    try:
        with MijnKlantportaal() as portal:
            debts = overdue(portal, options.date)
            # The largest total first.
            customer_ids = sorted(debts, key=lambda customer_id: total(debts[customer_id]), reverse=True)
            names = {customer_id: name_of(portal, customer_id) for customer_id in customer_ids}
    except MijnKlantportaalError as error:
        print(error, file=sys.stderr)
        return 1
    # Nothing is printed before everything is known, so that a list is complete or missing.
    (print_csv if options.csv else print_table)(names, debts)
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""Match the payments in a bank statement (CAMT.053) with the open invoices, and mark those that are paid.

    python reconcile_payments.py statement.xml
    python reconcile_payments.py statement.xml --apply

Without --apply it only prints what it would do. The exit code is 1 if a payment needs a person, or after an error.
"""

import argparse
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from pathlib import Path
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from mijnklantportaal import MijnKlantportaal, MijnKlantportaalError
from mijnklantportaal.models import CustomerInvoice


class WithoutDTD(ElementTree.TreeBuilder):
    """Refuse a document type: no bank sends one, and a small file with one can expand to gigabytes of entities."""

    def doctype(self, name: str, pubid: str | None, system: str | None) -> None:
        raise ValueError("a bank statement must not have a document type")


@dataclass
class Payment:
    booked: date
    amount: Decimal
    text: str


def payments(path: Path) -> Iterator[Payment]:
    """Yield what was received in euros and is booked, with a negative amount what was taken back of it.

    `{*}` matches the namespace of every version of CAMT.053.
    """
    root = ElementTree.parse(path, ElementTree.XMLParser(target=WithoutDTD())).getroot()
    for entry in root.iterfind(".//{*}Ntry"):
        status = entry.findtext("{*}Sts/{*}Cd") or entry.findtext("{*}Sts")
        if status != "BOOK":
            continue
        booked = entry.findtext("{*}BookgDt/{*}Dt") or entry.findtext("{*}BookgDt/{*}DtTm") or ""
        # One entry can hold several transactions, each with its own amount.
        details = [(part, amount_of(part)) for part in entry.iterfind("{*}NtryDtls/{*}TxDtls")]
        if not details or any(amount is None for _, amount in details):
            details = [(entry, entry.find("{*}Amt"))]
        for part, amount in details:
            is_received = (part.findtext("{*}CdtDbtInd") or entry.findtext("{*}CdtDbtInd")) == "CRDT"
            is_returned = entry.findtext("{*}RvslInd") in ("true", "1") or part.find(".//{*}RtrInf") is not None
            # A payment that you have made, or its return, is not a payment of a customer.
            if is_received != is_returned and amount is not None and amount.get("Ccy") == "EUR":
                value = Decimal(amount.text or "")
                text = " ".join(element.text or "" for element in part.iterfind(".//{*}RmtInf//*"))
                yield Payment(date.fromisoformat(booked[:10]), value if is_received else -value, on_one_line(text))


def on_one_line(text: str) -> str:
    """Return the text without what could control a terminal, since whoever pays writes it."""
    return " ".join("".join(char if char.isprintable() else " " for char in text).split())


def amount_of(details: Element) -> Element | None:
    amount = details.find("{*}Amt")
    return details.find("{*}AmtDtls/{*}TxAmt/{*}Amt") if amount is None else amount


def is_named(number: str, text: str) -> bool:
    """Return whether the text has the number, and not only as a part of a longer one."""
    return re.search(rf"(?<![\w-]){re.escape(number)}(?![\w-])", text, re.IGNORECASE) is not None


def match(payment: Payment, invoices: list[CustomerInvoice], settled: set[str]) -> tuple[CustomerInvoice | None, str]:
    """Return the invoice to mark, if there is one, and what to print. `settled` has the IDs of earlier payments."""
    named = [invoice for invoice in invoices if is_named(invoice.invoice_number, payment.text)]
    if len(named) != 1:
        return None, f"NOT MATCHED: names {len(named)} invoices"
    invoice, number = named[0], named[0].invoice_number
    if invoice.amount != payment.amount:
        return None, f"NOT MATCHED: {number} is {invoice.amount}"
    if invoice.id in settled:
        return None, f"NOT MATCHED: pays {number} twice"
    if invoice.paid_at is not None and invoice.paid_at.date() != payment.booked:
        return None, f"NOT MATCHED: {number} was paid on {invoice.paid_at.date()}"
    settled.add(invoice.id)
    # An invoice that is paid on this day was marked by an earlier run.
    return (invoice, f"pays {number}") if invoice.paid_at is None else (None, f"paid {number} before")


def main() -> int:
    parser = argparse.ArgumentParser(description="Match the payments in a bank statement with the open invoices.")
    parser.add_argument("statement", type=Path, help="a CAMT.053 file")
    parser.add_argument("--apply", action="store_true", help="mark the invoices as paid")
    options = parser.parse_args()
    is_complete, settled = True, set[str]()
    try:
        received = list(payments(options.statement))
        with MijnKlantportaal() as portal:
            invoices = list(portal.customer_invoices.list())
            for payment in received:
                invoice, outcome = match(payment, invoices, settled)
                if invoice and options.apply:
                    # At noon, so that the day is the same in every time zone of Europe.
                    portal.customer_invoices.mark_paid(invoice.id, paid_at=datetime.combine(payment.booked, time(12)))
                    outcome = f"{outcome}, marked"
                print(f"{payment.booked} {payment.amount:>9} {payment.text[:30]:<30} {outcome}")
                is_complete = is_complete and not outcome.startswith("NOT")
    except (MijnKlantportaalError, ElementTree.ParseError, ArithmeticError, OSError, ValueError) as error:
        print(f"{type(error).__name__}: {error}", file=sys.stderr)
        return 1
    return 0 if is_complete else 1


if __name__ == "__main__":
    sys.exit(main())

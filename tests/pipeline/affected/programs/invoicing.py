"""Bill the accepted offers and the subscriptions, and print what is due.

The comments are read by the tests: the level and the subject of what affects a line.
"""

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from mijnklantportaal import APIStatusError, MijnKlantportaal
from mijnklantportaal.models import (
    Customer,
    CustomerInvoice,
    CustomerInvoiceLine,
    CustomerOffer,
    SubscriptionInterval,
)
from mijnklantportaal.models import CustomerOfferLine as Line

INTERVAL: SubscriptionInterval = "2 months"  # breaking SubscriptionInterval
YEARLY: SubscriptionInterval = "1 year"


@dataclass
class Bill:
    customer: Customer
    invoice: CustomerInvoice

    def letter(self) -> str:
        address = f"{self.customer.company_name}\n{self.customer.address}"
        if self.customer.phone:  # breaking Customer.phone
            address += f"\n{self.customer.phone}"  # breaking Customer.phone
        return f"{address}\n\n{self.invoice.invoice_number}: {self.invoice.amount}"


def open_offers(portal: MijnKlantportaal) -> Iterator[CustomerOffer]:
    for offer in portal.customer_offers.list():
        if offer.accepted_at is None and offer.rejected_at is None:
            yield offer


def days_left(offer: CustomerOffer) -> int:
    return (offer.expires_at - date.today()).days  # breaking CustomerOffer.expires_at


def remind(portal: MijnKlantportaal) -> None:
    for offer in open_offers(portal):
        if days_left(offer) < 0:
            portal.customer_offers.mark(offer.id)  # breaking customer_offers.mark()
        # patch CustomerOffer.expires_at
        print(f"Offer {offer.offer_number} of {offer.amount} expires on {offer.expires_at}.")


def bill(portal: MijnKlantportaal, customer: Customer, number: str, amount: Decimal, *, notify: bool = False) -> Bill:
    # breaking CustomerInvoiceLine.unit
    line = CustomerInvoiceLine(description="Work", amount_excl_vat=amount, vat_rate=21)
    invoice = portal.customer_invoices.create_manual(  # breaking customer_invoices.create_manual(payment_term=)
        customer_id=customer.id,
        invoice_number=number,  # breaking customer_invoices.create_manual(invoice_number=)
        issued_at=date.today(),
        lines=[line],
        send_notification=notify,
    )
    return Bill(customer, invoice)


def subscribe(portal: MijnKlantportaal, customer: Customer, interval: SubscriptionInterval) -> None:
    subscription = portal.customer_subscriptions.create(
        customer_id=customer.id,
        description="Hosting",
        start_date=date.today(),
        interval=interval,  # patch SubscriptionInterval
        amount=Decimal(10),
        vat_rate=21,
    )
    if subscription.status == "planned":
        portal.customer_subscriptions.update(subscription.id, interval="2 months")  # breaking SubscriptionInterval
    portal.customer_subscriptions.update(subscription.id, interval="1 year", description="Hosting, yearly")


def offer_work(portal: MijnKlantportaal, customer: Customer) -> CustomerOffer:
    today = date.today()
    # feature CustomerOfferLine
    # breaking CustomerOfferLine.description
    lines = [Line(description=text, amount_excl_vat=Decimal(950), vat_rate=21) for text in ("Design", "Texts")]
    return portal.customer_offers.create_manual(
        customer_id=customer.id, offer_number="1", issued_at=today, expires_at=today + timedelta(30), lines=lines
    )


def pay_online(portal: MijnKlantportaal, bill: Bill) -> str:
    create = portal.payment_links.create
    until = bill.invoice.due_at or date.today()
    # breaking payment_links.create(expires_at=)
    link = create(description="Invoice", amount=bill.invoice.amount, expires_at=until)
    paid = sum(payment.amount for payment in portal.payment_links.list_payments(link.id))
    return f"{link.checkout_url} ({paid} paid, {link.status})"


def main(portal: MijnKlantportaal) -> None:
    for customer in portal.customers.list():
        try:
            work = bill(portal, customer, "2026-1", Decimal("12.95"))
            print(work.letter(), pay_online(portal, work))
        except APIStatusError as error:
            print(error.message, file=sys.stderr)
        portal.customers.update(customer.id, city=customer.city.title())  # patch customers.update()
        subscribe(portal, customer, YEARLY)
    print(portal.invoices.get("inv_1").total_amount)  # feature invoices.get()


if __name__ == "__main__":
    with MijnKlantportaal() as client:  # breaking MijnKlantportaal(base_url=)
        main(client)

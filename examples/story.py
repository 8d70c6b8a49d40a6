"""The workflow of a small company: customers, an offer, the invoice, its payment, and a ticket.

It runs against a sandbox that is served on this machine. What customers would do in the portal, the program does
itself: it marks the offer as accepted, submits the payment page, and adds a ticket to the sandbox.
"""

from datetime import date, datetime, timedelta
from decimal import Decimal

import httpx

from mijnklantportaal import MijnKlantportaal, UnprocessableEntityError
from mijnklantportaal.models import CustomerInvoiceLine, CustomerOfferLine, TicketMessage
from mijnklantportaal.sandbox import Sandbox

WORK = [("Design of the website", Decimal("950.00")), ("Order form", Decimal("250.00"))]


def euros(amount: Decimal) -> str:
    return f"€ {amount:,.2f}"


def day(when: date | datetime) -> str:
    return f"{when:%A} {when.day} {when:%B %Y}"


def hour(when: datetime) -> str:
    return f"{when:%H:%M}"


def run(portal: MijnKlantportaal, sandbox: Sandbox) -> None:
    print(f"\n{day(sandbox.clock.now)}. Two new customers.")
    bakery = portal.customers.create(
        company_name="Bakkerij Jansen",
        address="Dorpsstraat 1",
        zip_code="3511 AB",
        city="Utrecht",
        primary_email="info@bakkerij-jansen.nl",
    )
    portal.customers.create(
        company_name="Bloemen van Dijk",
        address="Marktplein 7",
        zip_code="2611 GR",
        city="Delft",
        primary_email="lotte@bloemenvandijk.nl",
    )
    for customer in portal.customers.list():
        print(f"  {customer.company_name}, {customer.city}")

    print("\nThe bakery asks for a website and gets an offer.")
    today = sandbox.clock.now.date()
    offer = portal.customer_offers.create_manual(
        customer_id=bakery.id,
        offer_number="2026-001",
        issued_at=today,
        expires_at=today + timedelta(days=30),
        lines=[CustomerOfferLine(description=text, amount_excl_vat=amount, vat_rate=21) for text, amount in WORK],
    )
    for text, amount in WORK:
        print(f"  {text:<24}{euros(amount):>12}")
    print(f"  {'With 21 % VAT':<24}{euros(offer.amount):>12}")
    print(f"  Offer {offer.offer_number} is open until {day(offer.expires_at)}.")

    sandbox.clock.advance(timedelta(days=2, hours=5))
    print(f"\n{day(sandbox.clock.now)}. The bakery accepts.")
    offer = portal.customer_offers.mark(offer.id, accepted_at=sandbox.clock.now)
    assert offer.accepted_at
    print(f"  Offer {offer.offer_number} was accepted at {hour(offer.accepted_at)}.")

    sandbox.clock.advance(timedelta(days=21))
    print(f"\n{day(sandbox.clock.now)}. The website is finished, and the bakery gets an invoice.")
    invoice = portal.customer_invoices.create_manual(
        customer_id=bakery.id,
        invoice_number="2026-001",
        issued_at=sandbox.clock.now.date(),
        lines=[CustomerInvoiceLine(description=text, amount_excl_vat=amount, vat_rate=21) for text, amount in WORK],
    )
    link = portal.payment_links.create(description=f"Invoice {invoice.invoice_number}", amount=invoice.amount)
    print(f"  Invoice {invoice.invoice_number}: {euros(invoice.amount)}, to be paid at {link.checkout_url}")

    sandbox.clock.advance(timedelta(hours=3))
    assert link.checkout_url
    httpx.post(link.checkout_url)  # the bakery pays
    (payment,) = portal.payment_links.list_payments(link.id)
    invoice = portal.customer_invoices.mark_paid(invoice.id, paid_at=payment.created_at)
    print(f"  {payment.payers_name} paid {euros(payment.amount)} at {hour(payment.created_at)}.")

    sandbox.clock.advance(timedelta(days=3))
    print(f"\n{day(sandbox.clock.now)}. The bakery has a question.")
    question = TicketMessage(
        id="tim_question",
        posted_by="Sanne Jansen",
        is_posted_by_customer=True,
        message="Can we change the opening hours ourselves?",
        posted_at=sandbox.clock.now,
        attachments=[],
    )
    sandbox.tickets.add(customer_id=bakery.id, title="Opening hours", messages=[question])
    for ticket in portal.tickets.list():
        portal.tickets.add_message(ticket.id, message="You can: it is under Settings.")
        closed = portal.tickets.close(ticket.id)
        for message in closed.messages:
            print(f"  {message.posted_by}: {message.message}")
        print(f"  The ticket “{closed.title}” is {closed.status}.")

    print("\nAn invalid request raises an error with the reason:")
    try:
        portal.customer_offers.create_manual(
            customer_id="cst_unknown", offer_number="2026-002", issued_at=today, expires_at=today, lines=[]
        )
    except UnprocessableEntityError as error:
        print(f"  {error.message}")


def main() -> None:
    sandbox = Sandbox(now=datetime(2026, 4, 14, 9, 30))
    with sandbox.serve() as address, MijnKlantportaal(api_key=sandbox.api_key, base_url=address) as portal:
        print(f"A sandbox of MijnKlantportaal is served at {address}")
        run(portal, sandbox)
        print(f"\nThat took {len(sandbox.requests)} calls. Nothing of it left this machine.")


if __name__ == "__main__":
    main()

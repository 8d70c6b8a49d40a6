"""What `--seed-data demo` brings: a small company in the middle of its work."""

from datetime import timedelta
from decimal import Decimal

from mijnklantportaal.models import TicketMessage
from mijnklantportaal.sandbox._sandbox import Sandbox


def fill(sandbox: Sandbox) -> None:
    """Put the objects into the sandbox."""
    now = sandbox.clock.now
    today = now.date()
    bakery = sandbox.customers.add(
        company_name="Bakkerij Jansen",
        address="Dorpsstraat 1",
        zip_code="3511 AB",
        city="Utrecht",
        primary_email="info@bakkerij-jansen.nl",
    )
    florist = sandbox.customers.add(
        company_name="Bloemen van Dijk",
        address="Marktplein 7",
        zip_code="2611 GR",
        city="Delft",
        primary_email="lotte@bloemenvandijk.nl",
    )
    sandbox.customer_groups.add(name="Webhosting")
    sandbox.customer_offers.add(
        customer_id=florist.id,
        offer_number=f"{today.year}-001",
        issued_at=today - timedelta(days=3),
        expires_at=today + timedelta(days=27),
        amount=Decimal("1452.00"),
    )
    for number, (customer, amount, days) in enumerate(
        [(bakery, "242.00", 40), (florist, "96.80", 12), (bakery, "60.50", 2)], start=1
    ):
        issued = now - timedelta(days=days)
        sandbox.customer_invoices.add(
            customer_id=customer.id,
            invoice_number=f"{today.year}-{number:03}",
            issued_at=issued.date(),
            due_at=issued.date() + timedelta(days=30),
            amount=Decimal(amount),
            paid_at=issued + timedelta(days=5) if days > 30 else None,
            created_at=issued,
        )
    sandbox.customer_subscription_packages.add(
        name="Webhosting", description="Website and five mailboxes", interval="1 month", amount=Decimal("15.00")
    )
    sandbox.punch_cards.add(name="Strippenkaart onderhoud", punches=10, punch_label="hours", for_sale=False)
    sandbox.invoices.add(invoice_number=f"MKP-{today.year}.0001", is_paid=True)
    sandbox.tickets.add(
        customer_id=bakery.id,
        title="The order form does not send",
        source="portal",
        status="open",
        messages=[
            TicketMessage(
                id="tim_demo0000000001",
                posted_by="Sanne Jansen",
                is_posted_by_customer=True,
                message="<p>Since this morning nobody can order bread on our website. Can you help?</p>",
                posted_at=now - timedelta(hours=2),
                attachments=[],
            )
        ],
    )

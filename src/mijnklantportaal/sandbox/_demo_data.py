"""The demo data: a small company's portal, with an object for each example ID in the spec."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from mijnklantportaal.models import TicketMessage
from mijnklantportaal.sandbox._sandbox import Sandbox

_HOUR = timedelta(hours=1)
_DAY = timedelta(days=1)


def add_demo_data(sandbox: Sandbox) -> None:
    """Add the demo data to an empty sandbox.

    Code in the README and in docstrings uses the example IDs of the spec, so it runs against this data unchanged.
    """
    now = sandbox.clock.now

    def example_id(collection: str) -> str:
        identifier: str = sandbox._state.collection(collection).schema["properties"]["id"]["example"]
        return identifier

    bakery = sandbox.customers.add(
        id=example_id("customers"),
        company_name="Bakkerij Jansen",
        address="Dorpsstraat 1",
        zip_code="3511 AB",
        city="Utrecht",
        primary_email="info@bakkerij-jansen.nl",
        country_code="NL",
    )
    florist = sandbox.customers.add(
        company_name="Bloemen van Dijk",
        address="Marktplein 7",
        zip_code="2611 GR",
        city="Delft",
        primary_email="lotte@bloemenvandijk.nl",
        country_code="NL",
    )
    sandbox.customer_groups.add(id=example_id("customer_groups"), name="Webhosting")
    sandbox.customer_offers.add(
        id=example_id("customer_offers"),
        customer_id=bakery.id,
        offer_number="2024-001",
        issued_at=date(2024, 4, 29),
        expires_at=date(2024, 5, 29),
        amount=Decimal("12.95"),
        created_at=datetime(2024, 4, 29, 21),
    )
    sandbox.customer_offers.add(
        customer_id=florist.id,
        offer_number=f"{now.year}-014",
        issued_at=(now - 3 * _DAY).date(),
        expires_at=(now + 27 * _DAY).date(),
        amount=Decimal("1452.00"),
    )
    invoices: list[tuple[dict[str, Any], str, int]] = [
        ({"id": example_id("customer_invoices"), "customer_id": bakery.id}, "242.00", 40),
        ({"customer_id": florist.id}, "96.80", 12),
        ({"customer_id": bakery.id}, "60.50", 2),
    ]
    for number, (fields, amount, age_in_days) in enumerate(invoices, start=1):
        issued = now - age_in_days * _DAY
        sandbox.customer_invoices.add(
            **fields,
            invoice_number=f"{now.year}-{number:03}",
            issued_at=issued.date(),
            due_at=(issued + 30 * _DAY).date(),
            amount=Decimal(amount),
            paid_at=issued + 5 * _DAY if age_in_days > 30 else None,
            created_at=issued,
        )
    sandbox.invoices.add(id=example_id("invoices"), invoice_number=f"MKP-{now.year}.0001", is_paid=True)
    sandbox.customer_subscription_packages.add(
        id=example_id("customer_subscription_packages"),
        name="Webhosting",
        description="Website and five mailboxes",
        interval="1 month",
        amount=Decimal("15.00"),
    )
    sandbox.customer_subscriptions.add(
        id=example_id("customer_subscriptions"),
        customer_id=bakery.id,
        description="Webhosting",
        starts_at=(now - 100 * _DAY).date(),
        interval="1 month",
        amount=Decimal("15.00"),
    )
    punch_card = sandbox.punch_cards.add(
        id=example_id("punch_cards"), name="Strippenkaart onderhoud", punches=10, punch_label="hours", for_sale=False
    )
    sandbox.issued_punch_cards.add(
        id=example_id("issued_punch_cards"), punch_card_id=punch_card.id, customer_id=bakery.id, punches_left=7
    )
    payment_link = sandbox.payment_links.add(
        id=example_id("payment_links"), description="Workshop", amount=Decimal("75.00"), status="open", reusable=True
    )
    sandbox.payment_link_payments.add(
        id=example_id("payment_link_payments"), payment_link_id=payment_link.id, amount=Decimal("75.00")
    )
    sandbox.appointments.add(
        id=example_id("appointments"),
        customer_id=bakery.id,
        attendee_name="Sanne Jansen",
        starts_at=now + 2 * _DAY,
        ends_at=now + 2 * _DAY + _HOUR,
        status="scheduled",
    )
    sandbox.files.add(id=example_id("files"), name="logo.png", mime="image/png", size=1024)
    sandbox.file_requests.add(id=example_id("file_requests"), customer_id=bakery.id)
    sandbox.file_shares.add(id=example_id("file_shares"), shared_with_customer_id=bakery.id)
    sandbox.agreements.add(id=example_id("agreements"))
    sandbox.webhooks.add(id=example_id("webhooks"), type_="invoice-paid", url="https://example.com/webhook")
    sandbox.tickets.add(
        id=example_id("tickets"),
        customer_id=bakery.id,
        title="The order form does not work",
        source="portal",
        status="open",
        messages=[
            TicketMessage(
                id="tim_demo0000000001",
                posted_by="Sanne Jansen",
                is_posted_by_customer=True,
                message="<p>Customers cannot order bread on our website since this morning. Can you help?</p>",
                posted_at=now - 2 * _HOUR,
                attachments=[],
            )
        ],
    )

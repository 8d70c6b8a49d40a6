"""A walk through the client: an offer, a list, a new offer, an invoice, and something that is not there."""

from datetime import date
from decimal import Decimal

from mijnklantportaal import MijnKlantportaal, NotFoundError
from mijnklantportaal.models import CustomerOfferLine

with MijnKlantportaal() as portal:  # reads MIJNKLANTPORTAAL_API_KEY and MIJNKLANTPORTAAL_BASE_URL
    offer = portal.customer_offers.get("off_abc12345def678")
    print(f"Offer {offer.offer_number}: {offer.currency} {offer.amount}, valid until {offer.expires_at:%d %B %Y}")

    print("All offers, page by page:")
    for page in portal.customer_offers.list().pages():
        print(f"  page {page.current_page}: {', '.join(offer.offer_number for offer in page.data)}")

    created = portal.customer_offers.create_manual(
        customer_id="cst_abc12345def678",
        offer_number="2026-001",
        issued_at=date(2026, 4, 14),
        expires_at=date(2026, 4, 30),
        send_notification=True,
        lines=[CustomerOfferLine(description="Website template", amount_excl_vat=Decimal("12.95"), vat_rate=21)],
    )
    print(f"Created offer {created.id} on {created.created_at:%d %B %Y}")

    invoice = portal.customer_invoices.get("inv_abc12345def678")
    print(f"Invoice {invoice.invoice_number}: due {invoice.due_at or 'never'}, paid {invoice.paid_at or 'not yet'}")

    try:
        portal.customer_offers.get("off_unknown")
    except NotFoundError as error:
        print(f"As expected: {error}")

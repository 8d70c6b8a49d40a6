"""Arguments for every method that creates an object. They differ from the examples in the spec."""

from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from dateutil.tz import gettz

from mijnklantportaal import Upload
from mijnklantportaal.models import (
    AgreementSignerInvitation,
    CustomerInvoiceLine,
    CustomerOfferLine,
    FileToRequest,
)
from mijnklantportaal.sandbox import Sandbox
from tests.operations import methods

METHODS = {str(method): method for method in methods()}

CREATE_ARGUMENTS: dict[str, dict[str, Any]] = {
    "agreements.create": {
        "name": "Lease of the oven",
        "signer_name": "Sanne de Boer",
        "signer_signature_data": "data:image/png;base64,c2lnbmF0dXJl",
        "signers": [
            AgreementSignerInvitation(
                first_name="Bram", last_name="Jansen", email="bram@bakery.nl", should_identify=False
            )
        ],
        "documents": [Upload(b"%PDF-1.7 lease", name="lease.pdf", media_type="application/pdf")],
    },
    "appointments.schedule": {
        "name": "Tasting",
        "customer_id": "cst_bakery",
        "attendee_name": "Bram Jansen",
        "attendee_email": "bram@bakery.nl",
        "starts_at": datetime(2026, 7, 6, 9, 15),
        "ends_at": datetime(2026, 7, 6, 10, 45),
    },
    "customers.create": {
        "company_name": "Brouwerij Noord",
        "address": "Kade 9",
        "zip_code": "9000",
        "city": "Gent",
        "primary_email": "hop@brouwerij-noord.be",
        "country_code": "BE",
    },
    "customer_groups.create": {"name": "Bakers", "customers": ["cst_bakery"]},
    "customer_invoices.create": {
        "customer_id": "cst_bakery",
        "invoice_number": "F-77",
        "issued_at": date(2026, 2, 3),
        "paid_at": datetime(2026, 1, 31, 23, 59, 1),
        "amount": Decimal("7.5"),
        "send_notification": False,
        "pdf": b"%PDF-1.7",
    },
    "customer_invoices.create_manual": {
        "customer_id": "cst_bakery",
        "invoice_number": "F-78",
        "issued_at": date(2026, 2, 4),
        "send_notification": False,
        "lines": [CustomerInvoiceLine(description="Flour", amount_excl_vat=Decimal(3), vat_rate=9)],
    },
    "customer_offers.create": {
        "customer_id": "cst_bakery",
        "offer_number": "O-77",
        "issued_at": date(2026, 2, 5),
        "expires_at": date(2026, 2, 28),
        "amount": Decimal(1500),
        "send_notification": False,
        "accepted_at": datetime(2026, 6, 30, 0, 0, 1),
        "accepted_via_ip": "198.51.100.7",
        "accepted_via_user_agent": "curl/8",
        "rejected_at": datetime(2026, 7, 1, 12),
        "pdf": b"%PDF-1.7",
    },
    "customer_offers.create_manual": {
        "customer_id": "cst_bakery",
        "offer_number": "O-78",
        "issued_at": date(2026, 2, 6),
        "expires_at": date(2026, 2, 27),
        "send_notification": False,
        "lines": [CustomerOfferLine(description="Flour", amount_excl_vat=Decimal(3), vat_rate=9)],
    },
    "customer_subscriptions.create": {
        "customer_id": "cst_bakery",
        "description": "Bread every week",
        "start_date": date(2026, 2, 7),
        "interval": "14 days",
        "amount": Decimal("-0.5"),
        "vat_rate": 9,
        "create_invoice": True,
        "create_payment": True,
        "invoice_description": "Two weeks of bread",
        "payment_integration_mandate_id": "mdt_bakery",
        "follow_up_failed_payment": True,
    },
    "customer_subscription_packages.create": {
        "name": "Bread",
        "description": "A loaf a day",
        "interval": "2 months",
        "amount": Decimal("99.999"),
        "vat_rate": 0,
        "available_for_sale": True,
    },
    "files.upload": {"directory": "fsd_contracts", "file": Upload(b"1,2", name="a.csv", media_type="text/csv")},
    "files.create_directory": {"directory": "fsd_contracts", "name": "2026"},
    "file_requests.create": {
        "name": "Permits",
        "description": "Before we open",
        "customer_id": "cst_bakery",
        "directory_id": "fsd_contracts",
        "requested_files": [
            FileToRequest(name="Permit", description="Signed", required=False, max_file_size=5),
            FileToRequest(name="Plan", description="Of the shop", required=True, max_file_size=6),
        ],
    },
    "file_shares.create": {"content": ["fsf_plan", "fsd_contracts"], "customer_id": "cst_bakery"},
    "payment_links.create": {
        "description": "Entry fee",
        "amount": Decimal("0.01"),
        "expires_at": date(2026, 7, 31),
        "reusable": True,
    },
    "punch_cards.create": {
        "name": "Coffee",
        "description": "Ten cups",
        "punches": 10,
        "punch_label": "cups",
        "for_sale": True,
        "price": Decimal("22.5"),
        "vat_rate": 9,
        "expiry_value": 6,
        "expire_period": "months",
    },
    "punch_cards.issue": {"punch_card_id": "pcd_coffee", "customer_id": "cst_bakery"},
    "webhooks.create": {"url": "https://bakery.example/hook", "type_": "ticket-created"},
}


def add_referenced_objects(sandbox: Sandbox) -> None:
    """Add the objects that the arguments refer to."""
    sandbox.customers.add(id="cst_bakery")
    sandbox.files.add(id="fsd_contracts", name="Contracts")
    sandbox.files.add(id="fsf_plan", name="plan.png")
    sandbox.punch_cards.add(id="pcd_coffee")


def expected_value(value: Any) -> Any:
    """Return the form of a sent value in responses: times in Amsterdam, amounts with two decimals."""
    if isinstance(value, datetime):
        return value.replace(tzinfo=gettz("Europe/Amsterdam"))
    if isinstance(value, Decimal):
        return value.quantize(Decimal("0.01"), ROUND_HALF_UP)
    return value

"""Updates change exactly the sent properties."""

import json
from datetime import datetime
from decimal import Decimal
from typing import Any

import attrs
import httpx
import pytest

from mijnklantportaal import MijnKlantportaal, UnprocessableEntityError
from mijnklantportaal.sandbox import Sandbox
from tests.sandbox.create_arguments import METHODS, expected_value

CHANGES: list[tuple[str, dict[str, Any]]] = [
    ("appointments.change_status", {"status": "canceled"}),
    ("customers.update", {"company_name": "Brouwerij Noord"}),
    ("customers.update", {"address": "Kade 9"}),
    ("customers.update", {"zip_code": "9000"}),
    ("customers.update", {"city": "Gent"}),
    ("customers.update", {"primary_email": "hop@brouwerij-noord.be"}),
    ("customers.update", {"city": "Gent", "zip_code": "9000"}),
    ("customer_groups.update", {"name": "Brewers"}),
    ("customer_invoices.mark_paid", {"paid_at": datetime(2026, 8, 1, 0, 0, 59)}),
    ("customer_offers.mark", {}),
    ("customer_offers.mark", {"accepted_at": datetime(2026, 1, 1, 14, 1, 2)}),
    ("customer_offers.mark", {"accepted_at": datetime(2026, 1, 1, 14, 1, 2), "accepted_via_ip": "198.51.100.7"}),
    ("customer_offers.mark", {"accepted_at": datetime(2026, 1, 1, 14, 1, 2), "accepted_via_user_agent": "curl/8"}),
    ("customer_offers.mark", {"rejected_at": datetime(2026, 7, 1, 14, 1, 2)}),
    ("customer_subscriptions.update", {}),
    ("customer_subscriptions.update", {"description": "Bread"}),
    ("customer_subscriptions.update", {"amount": Decimal("7.5")}),
    ("customer_subscriptions.update", {"vat_rate": 9}),
    ("customer_subscription_packages.update", {}),
    ("customer_subscription_packages.update", {"name": "Bread"}),
    ("customer_subscription_packages.update", {"description": ""}),
    ("customer_subscription_packages.update", {"interval": "14 days"}),
    ("customer_subscription_packages.update", {"amount": Decimal("0.005")}),
    ("customer_subscription_packages.update", {"vat_rate": 0}),
    ("customer_subscription_packages.update", {"available_for_sale": True}),
    ("punch_cards.update", {"for_sale": True, "price": Decimal(5), "vat_rate": 0}),
]


@pytest.mark.parametrize(("name", "changes"), CHANGES)
def test_update_changes_only_the_sent_properties(
    sandbox: Sandbox, client: MijnKlantportaal, name: str, changes: dict[str, Any]
) -> None:
    resource = METHODS[name].resource
    other, before = getattr(sandbox, resource).add(), getattr(sandbox, resource).add()
    changed = METHODS[name].on(client)(before.id, **changes)
    assert changed == attrs.evolve(before, **{argument: expected_value(value) for argument, value in changes.items()})
    assert list(getattr(sandbox, resource)) == [other, changed]


def test_every_updating_method_and_argument_is_tested() -> None:
    # `tickets.close` is a PATCH without a body.
    changing = {str(method) for method in METHODS.values() if method.operation.method == "PATCH"} - {"tickets.close"}
    assert {name for name, _ in CHANGES} == changing
    for name in changing:
        tested = {argument for other, changes in CHANGES if other == name for argument in changes}
        in_path = {parameter for parameter, *_ in METHODS[name].operation.parameters}
        # Changing these has side effects, which test_subscriptions.py tests.
        elsewhere = {"interval", "terminated_at"} if name == "customer_subscriptions.update" else set()
        assert METHODS[name].hints.keys() - in_path - elsewhere == tested


def test_rejected_update_changes_nothing(sandbox: Sandbox, client: MijnKlantportaal) -> None:
    card = sandbox.punch_cards.add()
    with pytest.raises(UnprocessableEntityError):
        client.punch_cards.update(card.id, for_sale=True)
    assert client.punch_cards.get(card.id) == card


def test_properties_that_the_request_schema_lacks_are_ignored(sandbox: Sandbox, browser: httpx.Client) -> None:
    before = sandbox.customers.add()
    signer = {"email": "bram@bakery.nl", "signedAt": "2026-01-01T00:00:00+01:00", "id": "ags_own"}
    headers = {"Authorization": f"Bearer {sandbox.api_key}"}
    sent = {"city": "Gent", "id": "cst_own", "createdAt": "2020-01-01T00:00:00+01:00", "phone": "112"}
    browser.patch(f"{sandbox.base_url}/customers/{before.id}", json=sent, headers=headers)
    assert list(sandbox.customers) == [attrs.evolve(before, city="Gent")]
    form = {
        "name": "Lease",
        "signerName": "Sanne de Boer",
        "signerSignatureData": "data:image/png;base64,c2lnbmF0dXJl",
        "signers": json.dumps(signer),
        "status": "signed",
    }
    browser.post(f"{sandbox.base_url}/agreements", data=form, files={"documents": b"%PDF-1.7"}, headers=headers)
    (agreement,) = sandbox.agreements
    assert agreement.status == "sent"
    assert (agreement.signers[0].signed_at, agreement.signers[0].id == "ags_own") == (None, False)

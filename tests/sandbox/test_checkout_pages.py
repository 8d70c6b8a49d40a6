"""Payment pages of invoices and sign-ups. Those of payment links are in test_payment_links.py."""

from datetime import date, timedelta
from decimal import Decimal

import httpx

from mijnklantportaal import MijnKlantportaal
from mijnklantportaal.models import Customer, CustomerSubscriptionPackage, PendingSignUp
from mijnklantportaal.sandbox import Sandbox


def test_invoice_can_be_paid_once(
    sandbox: Sandbox, client: MijnKlantportaal, customer: Customer, browser: httpx.Client
) -> None:
    invoice = sandbox.customer_invoices.add(customer_id=customer.id, amount=Decimal("12.95"))
    page = invoice.links.online_payment_link.href
    assert "12.95" in browser.get(page).text
    assert client.customer_invoices.get(invoice.id).paid_at is None
    sandbox.clock.advance(timedelta(minutes=1))
    assert browser.post(page).status_code == 200
    assert client.customer_invoices.get(invoice.id).paid_at == sandbox.clock.now
    assert browser.post(page).status_code == 404
    assert browser.get(page.replace("inv_", "inv_0")).status_code == 404


def sign_up(client: MijnKlantportaal, package: CustomerSubscriptionPackage) -> PendingSignUp:
    return client.customer_subscription_packages.sign_up_non_customer(
        package.id,
        company_name="Bloemen van Dijk",
        address="Marktplein 7",
        zip_code="2611 GR",
        city="Delft",
        email="lotte@bloemenvandijk.nl",
    )


def test_paying_a_sign_up_creates_customer_and_subscription(
    sandbox: Sandbox, client: MijnKlantportaal, browser: httpx.Client
) -> None:
    package = sandbox.customer_subscription_packages.add(
        name="Hosting", interval="1 month", amount=Decimal("15.00"), vat_rate=21
    )
    pending = sign_up(client, package)
    assert "15.00" in browser.get(pending.payment_link).text
    assert (len(sandbox.customers), len(sandbox.customer_subscriptions)) == (0, 0)
    assert browser.post(pending.payment_link).status_code == 200
    (customer,) = client.customers.list()
    assert (customer.company_name, customer.primary_email) == ("Bloemen van Dijk", "lotte@bloemenvandijk.nl")
    (subscription,) = client.customer_subscriptions.list()
    assert (subscription.customer_id, subscription.description) == (customer.id, "Hosting")
    assert (subscription.amount, subscription.vat_rate, subscription.interval) == (Decimal("15.00"), 21, "1 month")
    assert (subscription.starts_at, subscription.renews_at) == (date(2026, 3, 2), date(2026, 4, 2))
    assert browser.post(pending.payment_link).status_code == 404
    assert len(sandbox.customers) == 1


def test_expired_sign_up_cannot_be_paid(sandbox: Sandbox, client: MijnKlantportaal, browser: httpx.Client) -> None:
    pending = sign_up(client, sandbox.customer_subscription_packages.add())
    sandbox.clock.set(pending.expires_at)
    assert browser.post(pending.payment_link).status_code == 404
    assert len(sandbox.customers) == 0

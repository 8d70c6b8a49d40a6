"""Subscriptions: status and renewal over time, and sign-ups to packages."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from itertools import pairwise
from typing import Any, Literal
from uuid import UUID

import attrs
import pytest

from mijnklantportaal import MijnKlantportaal
from mijnklantportaal.models import Customer, CustomerSubscription, CustomerSubscriptionPackage
from mijnklantportaal.sandbox import Sandbox

Interval = Literal["14 days", "1 month", "2 months", "6 months", "1 year"]


def create(client: MijnKlantportaal, customer: Customer, start_date: date, **more: Any) -> CustomerSubscription:
    arguments = {"description": "Bread", "interval": "1 month", "amount": Decimal(5), "vat_rate": 9, **more}
    return client.customer_subscriptions.create(customer_id=customer.id, start_date=start_date, **arguments)


@pytest.mark.parametrize(
    ("start", "interval", "renewals"),
    [
        (date(2026, 3, 2), "14 days", [date(2026, 3, 16), date(2026, 3, 30), date(2026, 4, 13)]),
        (date(2026, 3, 31), "1 month", [date(2026, 4, 30), date(2026, 5, 31), date(2026, 6, 30)]),
        (date(2026, 12, 31), "2 months", [date(2027, 2, 28), date(2027, 4, 30), date(2027, 6, 30)]),
        (date(2026, 8, 31), "6 months", [date(2027, 2, 28), date(2027, 8, 31), date(2028, 2, 29)]),
        (date(2028, 2, 29), "1 year", [date(2029, 2, 28), date(2030, 2, 28), date(2031, 2, 28)]),
    ],
)
def test_renewal_date_advances_by_terms(
    sandbox: Sandbox,
    client: MijnKlantportaal,
    customer: Customer,
    start: date,
    interval: Interval,
    renewals: list[date],
) -> None:
    subscription = create(client, customer, start, interval=interval)
    assert subscription.renews_at == renewals[0]
    for before, after in pairwise(renewals):
        sandbox.clock.set(datetime(before.year, before.month, before.day) - timedelta(seconds=1))
        assert client.customer_subscriptions.get(subscription.id).renews_at == before
        sandbox.clock.advance(timedelta(seconds=1))
        (listed,) = client.customer_subscriptions.list()
        assert listed.renews_at == after
        assert client.customer_subscriptions.get(subscription.id) == listed


def test_renewal_date_of_an_old_subscription_is_in_the_future(client: MijnKlantportaal, customer: Customer) -> None:
    assert create(client, customer, date(1990, 1, 31)).renews_at == date(2026, 3, 31)
    assert create(client, customer, date(1990, 3, 2), interval="1 year").renews_at == date(2027, 3, 2)
    assert create(client, customer, date(2, 1, 1), interval="14 days").renews_at == date(2026, 3, 3)


def test_subscription_is_planned_until_its_start_date(
    sandbox: Sandbox, client: MijnKlantportaal, customer: Customer
) -> None:
    subscription = create(client, customer, date(2026, 3, 3))
    assert subscription.status == "planned"
    assert create(client, customer, date(2026, 3, 2)).status == "in_progress"
    sandbox.clock.advance(timedelta(hours=12))
    assert client.customer_subscriptions.get(subscription.id) == attrs.evolve(subscription, status="in_progress")


def test_terminated_subscription_stays_terminated(
    sandbox: Sandbox, client: MijnKlantportaal, customer: Customer
) -> None:
    before = create(client, customer, date(2026, 3, 1))
    terminated = client.customer_subscriptions.update(before.id, terminated_at=datetime(2026, 3, 2, 11))
    assert terminated == attrs.evolve(before, terminated_at=terminated.terminated_at, status="terminated")
    assert terminated.terminated_at is not None
    assert terminated.terminated_at.isoformat() == "2026-03-02T11:00:00+01:00"
    sandbox.clock.advance(timedelta(days=400))
    assert client.customer_subscriptions.get(before.id).status == "terminated"


def test_ended_subscription_stays_ended(sandbox: Sandbox, client: MijnKlantportaal) -> None:
    ended = sandbox.customer_subscriptions.add(starts_at=date(2025, 3, 1), status="ended")
    assert ended.status == "ended"
    assert client.customer_subscriptions.get(ended.id) == ended


def test_changed_interval_changes_the_renewal_date(client: MijnKlantportaal, customer: Customer) -> None:
    before = create(client, customer, date(2026, 3, 1))
    changed = client.customer_subscriptions.update(before.id, interval="1 year")
    assert changed == attrs.evolve(before, interval="1 year", renews_at=date(2027, 3, 1))


def test_options_without_effect_are_null(client: MijnKlantportaal, customer: Customer) -> None:
    options: dict[str, Any] = {"invoice_description": "Bread", "payment_integration_mandate_id": "mdt_1"}
    neither = create(client, customer, date(2026, 3, 1), **options).options
    assert (neither.create_invoice, neither.invoice_description) == (False, None)
    assert (neither.create_payment, neither.payment_integration_mandate_id) == (False, None)
    assert neither.payment_integration is None
    invoiced = create(client, customer, date(2026, 3, 1), create_invoice=True, **options).options
    assert (invoiced.invoice_description, invoiced.payment_integration_mandate_id) == ("Bread", None)
    paid = create(client, customer, date(2026, 3, 1), create_payment=True, **options).options
    assert (paid.invoice_description, paid.payment_integration_mandate_id) == (None, "mdt_1")
    assert paid.payment_integration == "mollie"


@pytest.fixture
def package(sandbox: Sandbox) -> CustomerSubscriptionPackage:
    return sandbox.customer_subscription_packages.add(
        name="Bread", description="A loaf a day", interval="2 months", amount=Decimal("7.50"), vat_rate=9
    )


def test_sign_up_copies_the_package(
    client: MijnKlantportaal, customer: Customer, package: CustomerSubscriptionPackage
) -> None:
    signed_up = client.customer_subscription_packages.sign_up(
        package.id, customer_id=customer.id, start_date=date(2026, 3, 9)
    )
    assert client.customer_subscriptions.list().data == [signed_up]
    assert client.customer_subscriptions.get(signed_up.id) == signed_up
    assert (signed_up.customer_id, signed_up.description) == (customer.id, "Bread")
    assert (signed_up.interval, signed_up.amount, signed_up.vat_rate) == ("2 months", Decimal("7.50"), 9)
    assert (signed_up.starts_at, signed_up.renews_at) == (date(2026, 3, 9), date(2026, 5, 9))
    assert signed_up.status == "planned"
    assert (signed_up.options.create_invoice, signed_up.options.create_payment) == (False, False)


@pytest.mark.parametrize(
    ("more", "text"),
    [
        ({}, "Bread"),
        ({"invoice_text": None}, "Bread"),
        ({"invoice_text": "Two months of bread"}, "Two months of bread"),
    ],
)
def test_sign_up_with_mandate_creates_payments_and_invoices(
    client: MijnKlantportaal,
    customer: Customer,
    package: CustomerSubscriptionPackage,
    more: dict[str, Any],
    text: str,
) -> None:
    options = client.customer_subscription_packages.sign_up(
        package.id,
        customer_id=customer.id,
        start_date=date(2026, 3, 9),
        mandate_id="mdt_1",
        create_invoice=True,
        **more,
    ).options
    assert (options.create_payment, options.payment_integration_mandate_id) == (True, "mdt_1")
    assert (options.payment_integration, options.create_invoice) == ("mollie", True)
    assert options.invoice_description == text


def test_sign_up_of_a_non_customer_creates_nothing_before_payment(
    sandbox: Sandbox, client: MijnKlantportaal, package: CustomerSubscriptionPackage
) -> None:
    pending = [
        client.customer_subscription_packages.sign_up_non_customer(
            package.id, company_name="Noord", address="Kade 9", zip_code="9000", city="Gent", email="a@noord.be"
        )
        for _ in range(2)
    ]
    assert str(UUID(pending[0].id)) == pending[0].id != pending[1].id
    assert pending[0].payment_link != pending[1].payment_link
    assert pending[0].expires_at > sandbox.clock.now
    # The sign-ups are not paid.
    assert (len(sandbox.customers), len(sandbox.customer_subscriptions)) == (0, 0)

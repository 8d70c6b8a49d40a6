"""Payment links: payment, expiry and closing."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

import attrs
import httpx
import pytest

from mijnklantportaal import MijnKlantportaal, UnprocessableEntityError
from mijnklantportaal.models import PaymentLink
from mijnklantportaal.sandbox import Sandbox


def create(client: MijnKlantportaal, **more: Any) -> PaymentLink:
    return client.payment_links.create(description="Entry fee", amount=Decimal("7.5"), **more)


def test_payment_link_can_be_paid_once(sandbox: Sandbox, client: MijnKlantportaal, browser: httpx.Client) -> None:
    link = create(client)
    assert (link.status, link.reusable, link.expires_at) == ("open", False, None)
    assert link.checkout_url is not None
    sandbox.clock.advance(timedelta(hours=1))
    assert browser.post(link.checkout_url).status_code == 200
    assert client.payment_links.get(link.id) == attrs.evolve(link, status="paid", checkout_url=None)
    (payment,) = client.payment_links.list_payments(link.id)
    assert (payment.id[:4], payment.payment_link_id, payment.status) == ("plp_", link.id, "paid")
    assert (payment.amount, payment.currency, payment.created_at) == (Decimal("7.50"), "EUR", sandbox.clock.now)
    assert browser.post(link.checkout_url).status_code == 404
    assert client.payment_links.list_payments(link.id).data == [payment]


def test_checkout_page_shows_the_amount_and_changes_nothing(client: MijnKlantportaal, browser: httpx.Client) -> None:
    link = create(client)
    assert link.checkout_url is not None
    page = browser.get(link.checkout_url)
    assert (page.status_code, page.headers["Content-Type"]) == (200, "text/html; charset=utf-8")
    assert "7.50" in page.text
    assert client.payment_links.get(link.id) == link
    assert client.payment_links.list_payments(link.id).data == []


def test_reusable_payment_link_can_be_paid_repeatedly(
    sandbox: Sandbox, client: MijnKlantportaal, browser: httpx.Client
) -> None:
    link, other = create(client, reusable=True), create(client, reusable=True)
    assert link.checkout_url is not None
    for _ in range(3):
        sandbox.clock.advance(timedelta(minutes=1))
        browser.post(link.checkout_url)
    assert client.payment_links.get(link.id) == link
    payments = client.payment_links.list_payments(link.id).data
    assert len({payment.id for payment in payments}) == 3
    assert [payment.created_at for payment in payments] == [
        sandbox.clock.now - timedelta(minutes=minutes) for minutes in range(3)
    ]
    assert client.payment_links.list_payments(other.id).data == []


def test_payment_link_expires_at_the_end_of_its_last_day(
    sandbox: Sandbox, client: MijnKlantportaal, browser: httpx.Client
) -> None:
    link = create(client, expires_at=date(2026, 3, 29), reusable=True)
    assert link.expires_at is not None
    assert link.checkout_url is not None
    # Daylight saving time began that night.
    assert link.expires_at.isoformat() == "2026-03-29T23:59:59+02:00"
    sandbox.clock.set(datetime(2026, 3, 29, 23, 59, 59))
    assert client.payment_links.get(link.id) == link
    assert browser.post(link.checkout_url).status_code == 200
    sandbox.clock.advance(timedelta(seconds=1))
    # Before any call has read its status.
    assert browser.post(link.checkout_url).status_code == 404
    (listed,) = client.payment_links.list()
    assert listed == attrs.evolve(link, status="expired", checkout_url=None)
    assert client.payment_links.get(link.id) == listed
    assert len(client.payment_links.list_payments(link.id).data) == 1


def test_list_shows_expired_payment_link(sandbox: Sandbox, client: MijnKlantportaal) -> None:
    create(client, expires_at=date(2026, 3, 2))
    sandbox.clock.advance(timedelta(days=1))
    assert [(link.status, link.checkout_url) for link in client.payment_links.list()] == [("expired", None)]


def test_paid_payment_link_does_not_expire(sandbox: Sandbox, client: MijnKlantportaal, browser: httpx.Client) -> None:
    link = create(client, expires_at=date(2026, 3, 2))
    assert link.checkout_url is not None
    browser.post(link.checkout_url)
    sandbox.clock.advance(timedelta(days=1))
    assert client.payment_links.get(link.id).status == "paid"


def test_payment_link_can_be_closed_once(client: MijnKlantportaal, browser: httpx.Client) -> None:
    link = create(client, reusable=True)
    assert link.checkout_url is not None
    browser.post(link.checkout_url)
    closed = client.payment_links.close(link.id)
    assert closed == attrs.evolve(link, status="closed", checkout_url=None)
    with pytest.raises(UnprocessableEntityError):
        client.payment_links.close(link.id)
    assert client.payment_links.get(link.id) == closed
    assert browser.post(link.checkout_url).status_code == 404
    assert len(client.payment_links.list_payments(link.id).data) == 1

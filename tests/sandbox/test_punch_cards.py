"""Punch cards: price, stamps and expiry."""

from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any, Literal

import attrs
import httpx
import pytest

from mijnklantportaal import MijnKlantportaal, UnprocessableEntityError
from mijnklantportaal.models import Customer, IssuedPunchCard, PunchCard
from mijnklantportaal.sandbox import Sandbox


def create(client: MijnKlantportaal, **more: Any) -> PunchCard:
    return client.punch_cards.create(name="Coffee", punches=5, punch_label="cups", **more)


@pytest.fixture
def issued(client: MijnKlantportaal, customer: Customer) -> IssuedPunchCard:
    return client.punch_cards.issue(create(client).id, customer_id=customer.id)


SALES: list[tuple[dict[str, Any], str]] = [
    ({}, "price"),
    ({"vat_rate": 9}, "price"),
    ({"price": Decimal(5)}, "vat_rate"),
]


@pytest.mark.parametrize(("more", "missing"), SALES)
def test_punch_card_for_sale_requires_price_and_vat_rate(
    sandbox: Sandbox, client: MijnKlantportaal, more: dict[str, Any], missing: str
) -> None:
    with pytest.raises(UnprocessableEntityError) as caught:
        create(client, for_sale=True, **more)
    assert caught.value.errors == {missing: ["This field is required when forSale is true."]}
    assert len(sandbox.punch_cards) == 0
    card = create(client)
    with pytest.raises(UnprocessableEntityError) as caught:
        client.punch_cards.update(card.id, for_sale=True, **more)
    assert caught.value.errors is not None
    assert list(caught.value.errors) == [missing]
    assert list(sandbox.punch_cards) == [card]


def test_punch_card_not_for_sale_has_no_price(client: MijnKlantportaal) -> None:
    card = create(client, price=Decimal(5), vat_rate=9)
    assert (card.for_sale, card.price, card.vat_rate) == (False, None, None)
    sold = client.punch_cards.update(card.id, for_sale=True, price=Decimal(5), vat_rate=0)
    assert (sold.for_sale, sold.price, sold.vat_rate) == (True, Decimal("5.00"), 0)
    assert client.punch_cards.update(card.id, for_sale=True, price=Decimal(6)).vat_rate == 0
    assert client.punch_cards.update(card.id, for_sale=False) == card


def test_issued_card_has_all_punches(sandbox: Sandbox, issued: IssuedPunchCard, customer: Customer) -> None:
    (card,) = sandbox.punch_cards
    assert (issued.id[:4], issued.punch_card_id, issued.customer_id) == ("pcb_", card.id, customer.id)
    assert (issued.punches_left, issued.status, issued.expires_at) == (5, "active", None)
    assert issued.issued_at == sandbox.clock.now


def test_stamp_uses_one_or_several_punches(client: MijnKlantportaal, issued: IssuedPunchCard) -> None:
    ids = (issued.punch_card_id, issued.id)
    assert client.punch_cards.stamp(*ids) == attrs.evolve(issued, punches_left=4)
    assert client.punch_cards.stamp(*ids, stamps=3) == attrs.evolve(issued, punches_left=1)
    used = client.punch_cards.stamp(*ids, stamps=1)
    assert used == attrs.evolve(issued, punches_left=0, status="fully_used")
    assert client.punch_cards.list_issued(issued.punch_card_id).data == [used]
    with pytest.raises(UnprocessableEntityError):
        client.punch_cards.stamp(*ids)
    assert client.punch_cards.get_issued(*ids) == used


@pytest.mark.parametrize("stamps", [6, 1000, 0, -1])
def test_stamp_rejects_invalid_numbers_of_stamps(
    client: MijnKlantportaal, issued: IssuedPunchCard, stamps: int
) -> None:
    with pytest.raises(UnprocessableEntityError) as caught:
        client.punch_cards.stamp(issued.punch_card_id, issued.id, stamps=stamps)
    assert caught.value.errors is not None
    assert list(caught.value.errors) == ["stamps"]
    assert client.punch_cards.get_issued(issued.punch_card_id, issued.id) == issued


def test_stamp_does_not_affect_other_cards(client: MijnKlantportaal, issued: IssuedPunchCard) -> None:
    other = client.punch_cards.issue(issued.punch_card_id, customer_id=issued.customer_id)
    client.punch_cards.stamp(issued.punch_card_id, issued.id)
    assert client.punch_cards.get_issued(issued.punch_card_id, other.id) == other
    assert client.punch_cards.get(issued.punch_card_id).punches == 5


@pytest.mark.parametrize(
    ("value", "period", "expires"),
    [
        (10, "days", "2026-09-10T09:00:00+02:00"),
        (6, "months", "2027-02-28T09:00:00+01:00"),
        (3, "years", "2029-08-31T09:00:00+02:00"),
    ],
)
def test_issued_card_expires_after_the_expiry_period(
    sandbox: Sandbox,
    client: MijnKlantportaal,
    customer: Customer,
    value: int,
    period: Literal["days", "months", "years"],
    expires: str,
) -> None:
    sandbox.clock.set(datetime(2026, 8, 31, 9))
    card = create(client, expiry_value=value, expire_period=period)
    issued = client.punch_cards.issue(card.id, customer_id=customer.id)
    assert issued.expires_at is not None
    assert issued.expires_at.isoformat() == expires
    sandbox.clock.set(issued.expires_at)
    assert client.punch_cards.stamp(card.id, issued.id).status == "active"
    sandbox.clock.advance(timedelta(seconds=1))
    # Before any call has read its status.
    with pytest.raises(UnprocessableEntityError):
        client.punch_cards.stamp(card.id, issued.id)
    (listed,) = client.punch_cards.list_issued(card.id)
    assert listed == attrs.evolve(issued, punches_left=4, status="expired")
    assert client.punch_cards.get_issued(card.id, issued.id) == listed


def test_list_shows_expired_issued_card(sandbox: Sandbox, client: MijnKlantportaal, customer: Customer) -> None:
    card = create(client, expiry_value=1, expire_period="days")
    client.punch_cards.issue(card.id, customer_id=customer.id)
    sandbox.clock.advance(timedelta(days=2))
    assert [issued.status for issued in client.punch_cards.list_issued(card.id)] == ["expired"]


@pytest.mark.parametrize("more", [{"expiry_value": 3}, {"expire_period": "days"}])
def test_issued_card_without_complete_expiry_period_never_expires(
    client: MijnKlantportaal, customer: Customer, more: dict[str, Any]
) -> None:
    card = create(client, **more)
    assert client.punch_cards.issue(card.id, customer_id=customer.id).expires_at is None


def test_integer_written_with_a_fraction_is_accepted(
    sandbox: Sandbox, client: MijnKlantportaal, issued: IssuedPunchCard, browser: httpx.Client
) -> None:
    response = browser.post(
        f"{sandbox.base_url}/punch-cards/{issued.punch_card_id}/issued/{issued.id}/stamp",
        content=b'{"stamps": 2.0}',
        headers={"Authorization": f"Bearer {sandbox.api_key}", "Content-Type": "application/json"},
    )
    assert '"punchesLeft": 3,' in response.text
    assert client.punch_cards.get_issued(issued.punch_card_id, issued.id).punches_left == 3


@pytest.mark.parametrize("value", [9000, -5000, 10**12])
def test_issued_card_that_would_expire_beyond_the_calendar_never_expires(
    client: MijnKlantportaal, customer: Customer, value: int
) -> None:
    card = create(client, expiry_value=value, expire_period="years")
    assert client.punch_cards.issue(card.id, customer_id=customer.id).expires_at is None

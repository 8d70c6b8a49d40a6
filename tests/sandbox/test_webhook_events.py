"""What calls webhooks: each event, in process and over HTTP, once, and only where a call succeeds."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

import httpx
import pytest

from mijnklantportaal import (
    APIConnectionError,
    ConflictError,
    InternalServerError,
    MijnKlantportaal,
    NotFoundError,
    UnprocessableEntityError,
)
from mijnklantportaal.models import CustomerInvoiceLine, CustomerOfferLine, TicketMessage
from mijnklantportaal.sandbox import Sandbox
from mijnklantportaal.sandbox._events import EVENTS, event_types

URL = "https://shop.example/webhook"
NOW = datetime(2026, 3, 2, 12)
CUSTOMER: dict[str, Any] = {
    "company_name": "Bloemen van Dijk",
    "address": "Marktplein 7",
    "zip_code": "2611 GR",
    "city": "Delft",
}
OFFER: dict[str, Any] = {"offer_number": "1", "issued_at": date(2026, 3, 1), "expires_at": date(2026, 4, 1)}
INVOICE: dict[str, Any] = {"invoice_number": "1", "issued_at": date(2026, 3, 1)}
APPOINTMENT: dict[str, Any] = {
    "name": "Tasting",
    "attendee_name": "Sanne",
    "attendee_email": "sanne@bakery.nl",
    "starts_at": datetime(2026, 3, 5, 9),
    "ends_at": datetime(2026, 3, 5, 10),
}
SUBSCRIPTION: dict[str, Any] = {
    "description": "Bread",
    "start_date": date(2026, 3, 1),
    "interval": "1 month",
    "amount": Decimal(5),
    "vat_rate": 9,
}


class Caller:
    """A sandbox in which a webhook of each type is registered, and what a program calls it with."""

    def __init__(self, sandbox: Sandbox, portal: MijnKlantportaal, browser: httpx.Client, customer: str) -> None:
        self.sandbox = sandbox
        self.portal = portal
        self.browser = browser
        self.customer = customer

    @property
    def data(self) -> Any:
        """The object in the last call of a webhook."""
        return self.sandbox.deliveries[-1].json["data"]

    def events(self) -> list[tuple[str, str]]:
        """Return the types of all events since the last call of this, and the IDs of their objects."""
        events = [(delivery.type, delivery.json["data"]["id"]) for delivery in self.sandbox.deliveries]
        self.sandbox.deliveries.clear()
        return events


@pytest.fixture(scope="module")
def served() -> Iterator[tuple[Sandbox, str]]:
    """A sandbox whose objects all tests share, since stopping a server takes longer than a test."""
    sandbox = Sandbox(rate_limit=None)
    for type_ in event_types(sandbox._state):
        sandbox.webhooks.add(url=URL, type_=type_)
    with sandbox.serve() as url:
        yield sandbox, url


@pytest.fixture(params=["in process", "served"])
def caller(request: pytest.FixtureRequest) -> Iterator[Caller]:
    with ExitStack() as stack:
        if request.param == "served":
            sandbox, url = request.getfixturevalue("served")
            portal = stack.enter_context(MijnKlantportaal(api_key=sandbox.api_key, base_url=url))
            browser = stack.enter_context(httpx.Client(verify=False, trust_env=False))
        else:
            sandbox = Sandbox(rate_limit=None)
            for type_ in event_types(sandbox._state):
                sandbox.webhooks.add(url=URL, type_=type_)
            portal = sandbox.client()
            browser = stack.enter_context(httpx.Client(transport=sandbox.transport))
        sandbox.clock.set(NOW)
        receiver = httpx.Client(transport=httpx.MockTransport(lambda request: httpx.Response(204)))
        sandbox.deliveries.client = stack.enter_context(receiver)
        customer = sandbox.customers.add().id
        sandbox.deliveries.clear()
        yield Caller(sandbox, portal, browser, customer)


def test_every_event_of_the_table_is_a_type_of_the_spec() -> None:
    types = [type_ for events in EVENTS.values() for type_ in events]
    assert len(types) == len(set(types))
    assert set(types) < set(event_types(Sandbox()._state))


def test_creating_a_customer_is_an_event(caller: Caller) -> None:
    customer = caller.portal.customers.create(**CUSTOMER, primary_email="lotte@bloemenvandijk.nl")
    assert caller.data == customer.to_dict()
    assert caller.events() == [("customer-created", customer.id)]
    caller.portal.customers.update(customer.id, company_name="Other")
    assert caller.events() == [], "the spec has no such type"


def test_paid_sign_up_creates_a_customer_and_a_subscription(caller: Caller) -> None:
    package = caller.sandbox.customer_subscription_packages.add()
    pending = caller.portal.customer_subscription_packages.sign_up_non_customer(
        package.id, **CUSTOMER, email="lotte@bloemenvandijk.nl"
    )
    assert caller.browser.get(pending.payment_link).status_code == 200
    assert caller.events() == []
    assert caller.browser.post(pending.payment_link).status_code == 200
    subscription = list(caller.sandbox.customer_subscriptions)[-1]
    created = [("customer-created", subscription.customer_id), ("subscription-created", subscription.id)]
    assert caller.events() == created
    assert caller.browser.post(pending.payment_link).status_code == 404
    assert caller.events() == []


def test_appointment_is_created_and_canceled_once(caller: Caller) -> None:
    first, second = (caller.portal.appointments.schedule(**APPOINTMENT).id for _ in range(2))
    assert caller.events() == [("appointment-created", first), ("appointment-created", second)]
    caller.portal.appointments.cancel(first)
    assert caller.data["status"] == "canceled"
    with pytest.raises(ConflictError):
        caller.portal.appointments.cancel(first)
    assert caller.events() == [("appointment-canceled", first)]
    for status in ("scheduled", "canceled", "canceled"):
        caller.portal.appointments.change_status(second, status=status)
    assert caller.events() == [("appointment-canceled", second)]


def test_offers_of_both_operations_are_created(caller: Caller) -> None:
    line = CustomerOfferLine(description="Bread", amount_excl_vat=Decimal(10), vat_rate=9)
    offers = caller.portal.customer_offers
    manual = offers.create_manual(customer_id=caller.customer, lines=[line], **OFFER)
    assert caller.data == manual.to_dict()
    # It is accepted already, which is not an event of its own.
    other = offers.create(customer_id=caller.customer, amount=Decimal(5), pdf=b"%PDF", accepted_at=NOW, **OFFER)
    assert caller.events() == [("offer-created", manual.id), ("offer-created", other.id)]


def test_offer_is_accepted_once(caller: Caller) -> None:
    offer = caller.sandbox.customer_offers.add(customer_id=caller.customer)
    caller.sandbox.deliveries.clear()
    for hour in (9, 10):
        accepted = caller.portal.customer_offers.mark(offer.id, accepted_at=datetime(2026, 3, 1, hour))
        assert accepted.accepted_at is not None
    assert caller.data["acceptedAt"] == "2026-03-01T09:00:00+01:00"
    assert caller.events() == [("offer-accepted", offer.id)]
    caller.portal.customer_offers.mark(offer.id)
    assert caller.events() == []


def test_offer_is_rejected_once(caller: Caller) -> None:
    offer = caller.sandbox.customer_offers.add(customer_id=caller.customer)
    caller.sandbox.deliveries.clear()
    for _ in range(2):
        caller.portal.customer_offers.mark(offer.id, rejected_at=NOW)
    assert caller.data["rejectedAt"] == "2026-03-02T12:00:00+01:00"
    assert caller.events() == [("offer-rejected", offer.id)]


def test_invoices_of_both_operations_are_created(caller: Caller) -> None:
    line = CustomerInvoiceLine(description="Bread", amount_excl_vat=Decimal(10), vat_rate=9)
    invoices = caller.portal.customer_invoices
    manual = invoices.create_manual(customer_id=caller.customer, lines=[line], **INVOICE)
    assert caller.data == manual.to_dict()
    other = invoices.create(customer_id=caller.customer, amount=Decimal(5), pdf=b"%PDF", **INVOICE)
    assert caller.events() == [("invoice-created", manual.id), ("invoice-created", other.id)]


def test_invoice_is_paid_once(caller: Caller) -> None:
    marked, paid = (caller.sandbox.customer_invoices.add(customer_id=caller.customer) for _ in range(2))
    caller.sandbox.deliveries.clear()
    for _ in range(2):
        caller.portal.customer_invoices.mark_paid(marked.id, paid_at=NOW)
    assert caller.events() == [("invoice-paid", marked.id)]
    page = paid.links.online_payment_link.href
    assert [caller.browser.post(page).status_code for _ in range(2)] == [200, 404]
    assert caller.data["paidAt"] == "2026-03-02T12:00:00+01:00"
    assert caller.events() == [("invoice-paid", paid.id)]


def test_payment_link_is_created_and_paid_once(caller: Caller) -> None:
    link = caller.portal.payment_links.create(description="Workshop", amount=Decimal(75))
    assert caller.data == link.to_dict()
    assert link.checkout_url
    assert [caller.browser.post(link.checkout_url).status_code for _ in range(2)] == [200, 404]
    assert (caller.data["id"], caller.data["status"]) == (link.id, "paid")
    assert caller.events() == [("payment-link-created", link.id), ("payment-link-paid", link.id)]


def test_each_payment_of_a_reusable_link_is_an_event(caller: Caller) -> None:
    link = caller.portal.payment_links.create(description="Workshop", amount=Decimal(75), reusable=True)
    caller.sandbox.deliveries.clear()
    assert link.checkout_url
    for _ in range(2):
        assert caller.browser.post(link.checkout_url).status_code == 200
    caller.sandbox.payment_link_payments.add(payment_link_id=link.id, status="paid")
    caller.sandbox.payment_link_payments.add(payment_link_id=link.id, status="failed")
    assert caller.events() == [("payment-link-paid", link.id)] * 3


EXPIRES = datetime(2026, 3, 9)
READS: list[Any] = [
    pytest.param(lambda caller, link: caller.portal.payment_links.get(link.id), id="get"),
    pytest.param(lambda caller, link: caller.portal.payment_links.list(), id="list"),
    pytest.param(lambda caller, link: list(caller.sandbox.payment_links), id="factory"),
    pytest.param(lambda caller, link: caller.browser.get(link.checkout_url), id="checkout"),
    pytest.param(lambda caller, link: caller.portal.payment_links.close(link.id), id="close"),
]


@pytest.mark.parametrize("read", READS)
def test_payment_link_expires_once_when_it_is_read(caller: Caller, read: Callable[[Caller, Any], object]) -> None:
    link = caller.sandbox.payment_links.add(status="open", expires_at=EXPIRES)
    caller.sandbox.deliveries.clear()
    read(caller, caller.sandbox.payment_links.add(status="open"))
    caller.sandbox.deliveries.clear()
    caller.sandbox.clock.advance(timedelta(days=9))
    assert caller.events() == [], "nobody has read it"
    for _ in range(2):
        try:
            read(caller, link)
        except UnprocessableEntityError:
            # It is closed already.
            assert caller.portal.payment_links.get(link.id).status == "closed"
    assert caller.events() == [("payment-link-expired", link.id)]


def test_ticket_is_created_and_each_reply_is_an_event(caller: Caller) -> None:
    question = TicketMessage(
        id="tim_1", posted_by="Sanne", is_posted_by_customer=True, message="<p>Hi</p>", posted_at=NOW, attachments=[]
    )
    ticket = caller.sandbox.tickets.add(source="portal", messages=[question])
    for message in ("<p>One</p>", "<p>Two</p>"):
        caller.portal.tickets.add_message(ticket.id, message=message)
        assert caller.data["messages"][-1]["message"] == message
    reply = caller.portal.tickets.get(ticket.id).messages[-1].id
    caller.portal.tickets.upload_attachment(ticket.id, reply, attachment=b"%PDF")
    caller.portal.tickets.close(ticket.id)
    replies = [("ticket-reply-employee", ticket.id)] * 2
    assert caller.events() == [("ticket-created", ticket.id), *replies]


def test_subscription_is_created_and_updated(caller: Caller) -> None:
    subscriptions = caller.portal.customer_subscriptions
    created = subscriptions.create(customer_id=caller.customer, **SUBSCRIPTION)
    assert caller.data == created.to_dict()
    package = caller.sandbox.customer_subscription_packages.add()
    signed_up = caller.portal.customer_subscription_packages.sign_up(
        package.id, customer_id=caller.customer, start_date=date(2026, 3, 1)
    )
    assert caller.events() == [("subscription-created", created.id), ("subscription-created", signed_up.id)]
    for _ in range(2):
        subscriptions.update(created.id, amount=Decimal(6))
    assert caller.data["amount"] == "6.00"
    subscriptions.update(created.id, terminated_at=NOW)
    assert caller.data["status"] == "terminated"
    assert caller.events() == [("subscription-updated", created.id)] * 2


def test_renewal_of_a_subscription_is_not_an_update(caller: Caller) -> None:
    created = caller.portal.customer_subscriptions.create(customer_id=caller.customer, **SUBSCRIPTION)
    caller.sandbox.clock.advance(timedelta(days=60))
    assert caller.portal.customer_subscriptions.get(created.id).renews_at != created.renews_at
    caller.portal.customer_subscriptions.update(created.id, amount=created.amount)
    assert caller.events() == [("subscription-created", created.id)]


FACTORIES = {
    "appointments": "appointment-created",
    "customer_invoices": "invoice-created",
    "customer_offers": "offer-created",
    "customer_subscriptions": "subscription-created",
    "customers": "customer-created",
    "payment_links": "payment-link-created",
    "tickets": "ticket-created",
}


@pytest.mark.parametrize("name", FACTORIES)
def test_factory_calls_webhooks_as_the_portal_would(caller: Caller, name: str) -> None:
    added = getattr(caller.sandbox, name).add()
    assert caller.data == added.to_dict()
    assert caller.events() == [(FACTORIES[name], added.id)]


def test_object_that_a_factory_adds_for_a_reference_is_an_event_before_it() -> None:
    sandbox = Sandbox()
    for type_ in ("offer-created", "customer-created"):
        sandbox.webhooks.add(type_=type_, url=URL)
    offer = sandbox.customer_offers.add()
    called = [(delivery.type, delivery.json["data"]["id"]) for delivery in sandbox.deliveries]
    assert called == [("customer-created", offer.customer_id), ("offer-created", offer.id)]


def test_other_objects_are_not_events(caller: Caller) -> None:
    # A payment is an event of its link, and another webhook would double the later ones.
    for name in Sandbox.__annotations__.keys() - FACTORIES.keys() - {"payment_link_payments", "webhooks"}:
        getattr(caller.sandbox, name).add()
    assert caller.events() == []


FAILED: list[Any] = [
    pytest.param(
        lambda caller: caller.portal.customers.create(**CUSTOMER, primary_email="none"),
        UnprocessableEntityError,
        id="422",
    ),
    pytest.param(
        lambda caller: caller.portal.customer_offers.mark("off_unknown", accepted_at=NOW), NotFoundError, id="404"
    ),
    pytest.param(
        lambda caller: caller.portal.appointments.schedule(**{**APPOINTMENT, "attendee_email": ""}),
        UnprocessableEntityError,
        id="422 after validation",
    ),
    pytest.param(
        lambda caller: caller.portal.customer_subscriptions.create(
            customer_id=caller.customer, **{**SUBSCRIPTION, "start_date": date(9999, 12, 30)}
        ),
        UnprocessableEntityError,
        id="a date beyond the calendar",
    ),
]


@pytest.mark.parametrize(("call", "error"), FAILED)
def test_failed_call_is_not_an_event(caller: Caller, call: Callable[[Caller], object], error: type[Exception]) -> None:
    with pytest.raises(error):
        call(caller)
    assert caller.events() == []


def test_factory_that_refuses_an_object_is_not_an_event(caller: Caller) -> None:
    with pytest.raises(ValueError, match="exists"):
        caller.sandbox.customer_offers.add(customer_id="cst_unknown")
    assert caller.events() == []


def test_update_that_is_refused_is_not_an_event(caller: Caller) -> None:
    created = caller.portal.customer_subscriptions.create(customer_id=caller.customer, **SUBSCRIPTION)
    caller.sandbox.deliveries.clear()
    rate: Any = 20
    with pytest.raises(UnprocessableEntityError):
        caller.portal.customer_subscriptions.update(created.id, vat_rate=rate)
    assert caller.events() == []


def test_fault_before_processing_prevents_the_event_and_one_after_it_does_not(caller: Caller) -> None:
    caller.sandbox.faults.status(500)
    with pytest.raises(InternalServerError):
        caller.portal.customers.create(**CUSTOMER, primary_email="lotte@bloemenvandijk.nl")
    assert caller.events() == []
    caller.sandbox.faults.disconnect(after_processing=True)
    with pytest.raises(APIConnectionError):
        caller.portal.customers.create(**CUSTOMER, primary_email="lotte@bloemenvandijk.nl")
    assert [type_ for type_, _ in caller.events()] == ["customer-created"]


def test_urls_in_a_body_are_those_of_the_server(caller: Caller) -> None:
    offer = caller.sandbox.customer_offers.add(customer_id=caller.customer)
    received = caller.portal.customer_offers.get(offer.id)
    assert received.links.customer.href.endswith(f"/customers/{caller.customer}")
    assert caller.data == received.to_dict()

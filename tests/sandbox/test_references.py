"""Objects that belong to others: they have to be there, and links lead to them."""

from collections.abc import Callable
from typing import Any

import httpx
import pytest

from mijnklantportaal import MijnKlantportaal, NotFoundError, UnprocessableEntityError
from mijnklantportaal.models import Customer
from mijnklantportaal.sandbox import Sandbox
from tests.sandbox.creations import CREATIONS, METHODS, add_what_creations_need

SIGN_UP = "customer_subscription_packages.sign_up"
ARGUMENTS: dict[str, dict[str, Any]] = {
    **CREATIONS,
    SIGN_UP: METHODS[SIGN_UP].arguments("required") | {"package_id": "spg_bread", "customer_id": "cst_bakery"},
}
OF_CUSTOMERS = [name for name, arguments in ARGUMENTS.items() if "customer_id" in arguments]


@pytest.fixture(autouse=True)
def what_arguments_speak_of(sandbox: Sandbox) -> None:
    add_what_creations_need(sandbox)
    sandbox.customer_subscription_packages.add(id="spg_bread")


def refused(client: MijnKlantportaal, name: str, **changes: Any) -> dict[str, list[str]]:
    """The errors by the name of the field, after which there is nothing new."""
    with pytest.raises(UnprocessableEntityError) as caught:
        METHODS[name].on(client)(**ARGUMENTS[name] | changes)
    assert caught.value.errors is not None
    return caught.value.errors


def test_customers_are_meant_in_ten_requests() -> None:
    assert len(OF_CUSTOMERS) == 10


@pytest.mark.parametrize("identifier", ["cst_unknown", "fsf_plan", "bakery", "", "CST_bakery"])
@pytest.mark.parametrize("name", OF_CUSTOMERS)
def test_an_unknown_customer_is_refused(sandbox: Sandbox, client: MijnKlantportaal, name: str, identifier: str) -> None:
    assert refused(client, name, customer_id=identifier) == {"customerId": ["There is no customer with this ID."]}
    for seeds in (sandbox.customer_subscriptions, sandbox.customer_offers, sandbox.customer_invoices):
        assert len(seeds) == 0
    for others in (sandbox.appointments, sandbox.file_requests, sandbox.file_shares, sandbox.issued_punch_cards):
        assert len(others) == 0


@pytest.mark.parametrize("identifier", ["fsd_unknown", "fsf_plan", "cst_bakery", ""])
@pytest.mark.parametrize(
    ("name", "argument", "key"),
    [
        ("files.upload", "directory", "directory"),
        ("files.create_directory", "directory", "directory"),
        ("file_requests.create", "directory_id", "directoryId"),
    ],
)
def test_an_unknown_directory_is_refused(
    sandbox: Sandbox, client: MijnKlantportaal, name: str, argument: str, key: str, identifier: str
) -> None:
    count = len(sandbox.files)
    assert list(refused(client, name, **{argument: identifier})) == [key]
    assert (len(sandbox.files), len(sandbox.file_requests)) == (count, 0)


@pytest.mark.parametrize("identifier", ["fsf_unknown", "fsd_unknown", "cst_bakery", ""])
def test_what_is_shared_has_to_be_there(sandbox: Sandbox, client: MijnKlantportaal, identifier: str) -> None:
    errors = refused(client, "file_shares.create", content=["fsf_plan", identifier])
    assert errors == {"content.1": ["There is no file or directory with this ID."]}
    assert len(sandbox.file_shares) == 0
    assert client.files.get("fsf_plan").file_share_id is None


def test_every_fault_of_a_request_is_told(client: MijnKlantportaal) -> None:
    errors = refused(client, "file_requests.create", customer_id="cst_unknown", directory_id="fsd_unknown")
    assert list(errors) == ["customerId", "directoryId"]


def test_unknown_customers_are_not_put_into_groups(
    sandbox: Sandbox, client: MijnKlantportaal, customer: Customer
) -> None:
    unknown = ["cst_unknown", "fsf_plan", ""]
    first = client.customer_groups.create(name="Bakers", customers=[*unknown, customer.id])
    second = client.customer_groups.create(name="Brewers")
    assert client.customers.get(customer.id).customer_groups == [first.id]
    added = client.customer_groups.add_customers(second.id, customers=[customer.id, *unknown, "cst_bakery"])
    assert [found.id for found in added] == [customer.id, "cst_bakery"]
    assert [found.customer_groups for found in added] == [[first.id, second.id], [second.id]]
    assert list(client.customers.list().data) == [added[0], added[1]]
    assert client.customer_groups.add_customers(second.id, customers=unknown) == []


def test_who_is_in_a_group_already_is_in_it_once(client: MijnKlantportaal, customer: Customer) -> None:
    group = client.customer_groups.create(name="Bakers", customers=[customer.id, customer.id])
    client.customer_groups.add_customers(group.id, customers=[customer.id])
    assert client.customers.get(customer.id).customer_groups == [group.id]


LINKED = ["customer_invoices.create", "customer_offers.create", "file_requests.create", "file_shares.create"]


@pytest.mark.parametrize("name", LINKED)
def test_the_link_to_the_customer_leads_there(
    sandbox: Sandbox, client: MijnKlantportaal, browser: httpx.Client, name: str
) -> None:
    created = METHODS[name].on(client)(**CREATIONS[name])
    link = created.links.customer
    answer = browser.get(link.href, headers={"Authorization": f"Bearer {sandbox.api_key}"})
    assert (answer.json()["id"], answer.headers["Content-Type"]) == ("cst_bakery", link.type_)
    assert browser.get(link.href).status_code == 401


@pytest.mark.parametrize("name", ["file_requests.create", "file_shares.create"])
def test_what_is_for_anyone_has_no_link_to_a_customer(client: MijnKlantportaal, name: str) -> None:
    arguments = {key: value for key, value in CREATIONS[name].items() if key != "customer_id"}
    assert METHODS[name].on(client)(**arguments).links.customer is None


def test_links_lead_to_where_the_portal_is_called(sandbox: Sandbox) -> None:
    with sandbox.serve() as address, MijnKlantportaal(api_key=sandbox.api_key, base_url=address) as client:
        created = client.customer_offers.create(**CREATIONS["customer_offers.create"])
        assert created.links.customer.href == f"{address}/customers/cst_bakery"
        assert client.customer_offers.list().data == [created]


def an_issued_card(sandbox: Sandbox, client: MijnKlantportaal) -> tuple[Callable[..., Any], tuple[str, str]]:
    card = sandbox.issued_punch_cards.add(punch_card_id="pcd_coffee")
    return client.punch_cards.get_issued, (card.punch_card_id, card.id)


def a_stamp(sandbox: Sandbox, client: MijnKlantportaal) -> tuple[Callable[..., Any], tuple[str, str]]:
    return client.punch_cards.stamp, an_issued_card(sandbox, client)[1]


def a_document(sandbox: Sandbox, client: MijnKlantportaal) -> tuple[Callable[..., Any], tuple[str, str]]:
    agreement = client.agreements.create(**CREATIONS["agreements.create"])
    return client.agreements.download_document, (agreement.id, agreement.documents[0].id)


def an_attachment(sandbox: Sandbox, client: MijnKlantportaal) -> tuple[Callable[..., Any], tuple[str, str]]:
    ticket = client.tickets.add_message(sandbox.tickets.add().id, message="<p>Hello</p>")
    upload = client.tickets.upload_attachment
    return lambda *ids: upload(*ids, attachment=b"plan"), (ticket.id, ticket.messages[0].id)


@pytest.mark.parametrize("made", [an_issued_card, a_stamp, a_document, an_attachment])
def test_what_is_below_an_object_is_below_no_other(sandbox: Sandbox, client: MijnKlantportaal, made: Any) -> None:
    call, (parent, child) = made(sandbox, client)
    _, (other_parent, _) = made(sandbox, client)
    if parent == other_parent:
        other_parent = sandbox.punch_cards.add().id
    for ids in ((other_parent, child), (parent, "pcb_unknown"), ("pcd_unknown", child), (child, parent)):
        with pytest.raises(NotFoundError):
            call(*ids)
    assert call(parent, child) is not None


def test_lists_below_an_object_hold_what_belongs_to_it(sandbox: Sandbox, client: MijnKlantportaal) -> None:
    cards = [client.punch_cards.issue(sandbox.punch_cards.add().id, customer_id="cst_bakery") for _ in range(2)]
    for card in cards:
        assert client.punch_cards.list_issued(card.punch_card_id).data == [card]
    payments = [sandbox.payment_link_payments.add(payment_link_id=sandbox.payment_links.add().id) for _ in range(2)]
    for payment in payments:
        assert client.payment_links.list_payments(payment.payment_link_id).data == [payment]

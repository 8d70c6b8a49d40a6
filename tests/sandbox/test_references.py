"""References between objects: validation, links and nested paths."""

from collections.abc import Callable
from typing import Any

import httpx
import pytest

from mijnklantportaal import MijnKlantportaal, NotFoundError, UnprocessableEntityError
from mijnklantportaal.models import Customer
from mijnklantportaal.sandbox import Sandbox
from tests.sandbox.create_arguments import CREATE_ARGUMENTS, METHODS, add_referenced_objects

SIGN_UP = "customer_subscription_packages.sign_up"
ARGUMENTS: dict[str, dict[str, Any]] = {
    **CREATE_ARGUMENTS,
    SIGN_UP: METHODS[SIGN_UP].arguments("required") | {"package_id": "spg_bread", "customer_id": "cst_bakery"},
}
WITH_CUSTOMER = [name for name, arguments in ARGUMENTS.items() if "customer_id" in arguments]


@pytest.fixture(autouse=True)
def referenced_objects(sandbox: Sandbox) -> None:
    add_referenced_objects(sandbox)
    sandbox.customer_subscription_packages.add(id="spg_bread")


def validation_errors(client: MijnKlantportaal, name: str, **changes: Any) -> dict[str, list[str]]:
    """Return the errors by argument."""
    with pytest.raises(UnprocessableEntityError) as caught:
        METHODS[name].on(client)(**ARGUMENTS[name] | changes)
    assert caught.value.errors is not None
    return caught.value.errors


def test_ten_requests_refer_to_a_customer() -> None:
    assert len(WITH_CUSTOMER) == 10


@pytest.mark.parametrize("identifier", ["cst_unknown", "fsf_plan", "bakery", "", "CST_bakery"])
@pytest.mark.parametrize("name", WITH_CUSTOMER)
def test_unknown_customer_is_rejected(sandbox: Sandbox, client: MijnKlantportaal, name: str, identifier: str) -> None:
    assert validation_errors(client, name, customer_id=identifier) == {
        "customer_id": ["There is no customer with this ID."]
    }
    assert len(sandbox.customer_subscriptions) == len(sandbox.customer_offers) == len(sandbox.customer_invoices) == 0
    assert len(sandbox.appointments) == len(sandbox.issued_punch_cards) == 0
    assert len(sandbox.file_requests) == len(sandbox.file_shares) == 0


@pytest.mark.parametrize("identifier", ["fsd_unknown", "fsf_plan", "cst_bakery", ""])
@pytest.mark.parametrize(
    ("name", "argument"),
    [
        ("files.upload", "directory"),
        ("files.create_directory", "directory"),
        ("file_requests.create", "directory_id"),
    ],
)
def test_unknown_directory_is_rejected(
    sandbox: Sandbox, client: MijnKlantportaal, name: str, argument: str, identifier: str
) -> None:
    count = len(sandbox.files)
    assert list(validation_errors(client, name, **{argument: identifier})) == [argument]
    assert (len(sandbox.files), len(sandbox.file_requests)) == (count, 0)


@pytest.mark.parametrize("identifier", ["fsf_unknown", "fsd_unknown", "cst_bakery", ""])
def test_sharing_an_unknown_file_is_rejected(sandbox: Sandbox, client: MijnKlantportaal, identifier: str) -> None:
    errors = validation_errors(client, "file_shares.create", content=["fsf_plan", identifier])
    assert errors == {"content[1]": ["There is no file or directory with this ID."]}
    assert len(sandbox.file_shares) == 0
    assert client.files.get("fsf_plan").file_share_id is None


def test_all_invalid_references_are_reported(client: MijnKlantportaal) -> None:
    errors = validation_errors(client, "file_requests.create", customer_id="cst_unknown", directory_id="fsd_unknown")
    assert list(errors) == ["customer_id", "directory_id"]


def test_group_skips_unknown_customers(sandbox: Sandbox, client: MijnKlantportaal, customer: Customer) -> None:
    unknown = ["cst_unknown", "fsf_plan", ""]
    first = client.customer_groups.create(name="Bakers", customers=[*unknown, customer.id])
    second = client.customer_groups.create(name="Brewers")
    assert client.customers.get(customer.id).customer_groups == [first.id]
    added = client.customer_groups.add_customers(second.id, customers=[customer.id, *unknown, "cst_bakery"])
    assert [member.id for member in added] == [customer.id, "cst_bakery"]
    assert [member.customer_groups for member in added] == [[first.id, second.id], [second.id]]
    assert list(client.customers.list().data) == [added[0], added[1]]
    assert client.customer_groups.add_customers(second.id, customers=unknown) == []


def test_group_contains_a_customer_once(client: MijnKlantportaal, customer: Customer) -> None:
    group = client.customer_groups.create(name="Bakers", customers=[customer.id, customer.id])
    client.customer_groups.add_customers(group.id, customers=[customer.id])
    assert client.customers.get(customer.id).customer_groups == [group.id]


LINKED = ["customer_invoices.create", "customer_offers.create", "file_requests.create", "file_shares.create"]


@pytest.mark.parametrize("name", LINKED)
def test_customer_link_resolves_to_the_customer(
    sandbox: Sandbox, client: MijnKlantportaal, browser: httpx.Client, name: str
) -> None:
    created = METHODS[name].on(client)(**CREATE_ARGUMENTS[name])
    link = created.links.customer
    response = browser.get(link.href, headers={"Authorization": f"Bearer {sandbox.api_key}"})
    assert (response.json()["id"], response.headers["Content-Type"]) == ("cst_bakery", link.type_)
    assert browser.get(link.href).status_code == 401


@pytest.mark.parametrize("name", ["file_requests.create", "file_shares.create"])
def test_object_without_customer_has_no_customer_link(client: MijnKlantportaal, name: str) -> None:
    arguments = {key: value for key, value in CREATE_ARGUMENTS[name].items() if key != "customer_id"}
    assert METHODS[name].on(client)(**arguments).links.customer is None


def test_links_use_the_base_url_of_the_server(sandbox: Sandbox) -> None:
    with sandbox.serve() as address, MijnKlantportaal(api_key=sandbox.api_key, base_url=address) as client:
        created = client.customer_offers.create(**CREATE_ARGUMENTS["customer_offers.create"])
        assert created.links.customer.href == f"{address}/customers/cst_bakery"
        assert client.customer_offers.list().data == [created]


def issued_card(sandbox: Sandbox, client: MijnKlantportaal) -> tuple[Callable[..., Any], tuple[str, str]]:
    card = sandbox.issued_punch_cards.add(punch_card_id="pcd_coffee")
    return client.punch_cards.get_issued, (card.punch_card_id, card.id)


def stamp(sandbox: Sandbox, client: MijnKlantportaal) -> tuple[Callable[..., Any], tuple[str, str]]:
    return client.punch_cards.stamp, issued_card(sandbox, client)[1]


def document(sandbox: Sandbox, client: MijnKlantportaal) -> tuple[Callable[..., Any], tuple[str, str]]:
    agreement = client.agreements.create(**CREATE_ARGUMENTS["agreements.create"])
    return client.agreements.get_document_download_link, (agreement.id, agreement.documents[0].id)


def attachment(sandbox: Sandbox, client: MijnKlantportaal) -> tuple[Callable[..., Any], tuple[str, str]]:
    ticket = client.tickets.add_message(sandbox.tickets.add().id, message="<p>Hello</p>")
    upload = client.tickets.upload_attachment
    return lambda *ids: upload(*ids, attachment=b"plan"), (ticket.id, ticket.messages[0].id)


@pytest.mark.parametrize("create_child", [issued_card, stamp, document, attachment])
def test_child_is_not_found_below_another_parent(sandbox: Sandbox, client: MijnKlantportaal, create_child: Any) -> None:
    call, (parent, child) = create_child(sandbox, client)
    _, (other_parent, _) = create_child(sandbox, client)
    if parent == other_parent:
        other_parent = sandbox.punch_cards.add().id
    for ids in ((other_parent, child), (parent, "pcb_unknown"), ("pcd_unknown", child), (child, parent)):
        with pytest.raises(NotFoundError):
            call(*ids)
    assert call(parent, child) is not None


def test_nested_list_contains_children_of_the_parent_only(sandbox: Sandbox, client: MijnKlantportaal) -> None:
    cards = [client.punch_cards.issue(sandbox.punch_cards.add().id, customer_id="cst_bakery") for _ in range(2)]
    for card in cards:
        assert client.punch_cards.list_issued(card.punch_card_id).data == [card]
    payments = [sandbox.payment_link_payments.add(payment_link_id=sandbox.payment_links.add().id) for _ in range(2)]
    for payment in payments:
        assert client.payment_links.list_payments(payment.payment_link_id).data == [payment]

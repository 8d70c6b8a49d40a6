"""Factories, isolation of sandboxes, recorded requests, and secrets in representations."""

import json
import re
import sys
import threading
from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import httpx
import pytest

from mijnklantportaal import APIError, NotFoundError
from mijnklantportaal.models import AgreementDocument, CustomerOfferLinks
from mijnklantportaal.sandbox import Sandbox

# Collections with a `get` method, by the prefix of their IDs.
WITH_GET = {
    "agreements": "agr",
    "appointments": "apt",
    "customer_groups": "cug",
    "customer_invoices": "inv",
    "customer_offers": "off",
    "customer_subscription_packages": "spg",
    "customer_subscriptions": "sub",
    "customers": "cst",
    "file_requests": "frq",
    "files": "fsf",
    "invoices": "fac",
    "payment_links": "plk",
    "punch_cards": "pcd",
    "tickets": "tic",
    "webhooks": "wbh",
}
ALL = {**WITH_GET, "file_shares": "fss", "issued_punch_cards": "pcb", "payment_link_payments": "plp"}
PARENTS = {
    "customer_invoices": ["customers"],
    "customer_offers": ["customers"],
    "customer_subscriptions": ["customers"],
    "issued_punch_cards": ["customers", "punch_cards"],
    "payment_link_payments": ["payment_links"],
}


def test_sandbox_has_a_factory_for_each_collection() -> None:
    assert sorted(ALL) == sorted(Sandbox.__annotations__)


@pytest.mark.parametrize("name", ALL)
def test_add_without_arguments(name: str) -> None:
    sandbox = Sandbox()
    added = getattr(sandbox, name).add()
    assert re.fullmatch(rf"{ALL[name]}_[a-z0-9]{{14}}", added.id)
    assert list(getattr(sandbox, name)) == [added]
    assert added.additional_properties == {}
    # No call is made, and no other objects are added but the required parents.
    assert sandbox.requests == []
    not_empty = [other for other in ALL if len(getattr(sandbox, other))]
    assert sorted(not_empty) == sorted([name, *PARENTS.get(name, ())])


@pytest.mark.parametrize("name", WITH_GET)
def test_client_get_equals_what_add_returned(name: str) -> None:
    sandbox = Sandbox(now=datetime(2026, 4, 14, 12))
    added = getattr(sandbox, name).add()
    assert getattr(sandbox.client(strict=True), name).get(added.id) == added


def test_client_list_of_children_equals_what_add_returned() -> None:
    sandbox = Sandbox(now=datetime(2026, 4, 14, 12))
    client = sandbox.client(strict=True)
    issued, payment = sandbox.issued_punch_cards.add(), sandbox.payment_link_payments.add()
    assert client.punch_cards.list_issued(issued.punch_card_id).data == [issued]
    assert client.payment_links.list_payments(payment.payment_link_id).data == [payment]
    share = sandbox.file_shares.add()
    assert client.file_shares.list().data == [share]


def test_add_keeps_the_given_fields() -> None:
    sandbox = Sandbox()
    customer = sandbox.customers.add(id="cst_1", company_name="Bakkerij Jansen", phone=None)
    offer = sandbox.customer_offers.add(
        customer_id=customer.id, amount=Decimal("1452"), issued_at=date(2026, 4, 14), accepted_at=None
    )
    assert (customer.id, customer.company_name, customer.phone) == ("cst_1", "Bakkerij Jansen", None)
    assert (offer.customer_id, offer.amount, offer.issued_at) == ("cst_1", Decimal("1452.00"), date(2026, 4, 14))
    assert (offer.accepted_at, offer.accepted_via_ip) == (None, None)


def test_add_refers_to_the_newest_parent_by_default() -> None:
    sandbox = Sandbox()
    sandbox.customers.add()
    newest = sandbox.customers.add()
    assert sandbox.customer_invoices.add().customer_id == newest.id
    assert len(sandbox.customers) == 2


def test_iteration_is_in_order_of_creation() -> None:
    sandbox = Sandbox()
    assert (len(sandbox.customers), list(sandbox.customers)) == (0, [])
    added = [sandbox.customers.add(company_name=name) for name in ("one", "two", "three")]
    assert (len(sandbox.customers), list(sandbox.customers)) == (3, added)
    # Lists have the newest first.
    assert sandbox.client().customers.list().data == added[::-1]


def test_iteration_shows_changes_made_by_calls() -> None:
    sandbox = Sandbox()
    appointment = sandbox.appointments.add()
    sandbox.client().appointments.cancel(appointment.id)
    (after_call,) = sandbox.appointments
    assert after_call.status == "canceled" != appointment.status


def test_add_during_iteration() -> None:
    sandbox = Sandbox()
    sandbox.customers.add()
    for _ in sandbox.customers:
        sandbox.customers.add()
    assert len(sandbox.customers) == 2


def test_add_returns_a_copy() -> None:
    sandbox = Sandbox()
    customer = sandbox.customers.add(company_name="one")
    customer.company_name = "two"
    customer.customer_groups.append("cug_1")
    (stored,) = sandbox.customers
    assert (stored.company_name, stored.customer_groups) == ("one", [])


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"name": "x"}, "CustomerOffer has no field 'name'; it has id, customer_id, offer_number,"),
        ({"customerId": "cst_1"}, "CustomerOffer has no field 'customerId'"),
        ({"amount": 12.95}, "amount must be Decimal, not float"),
        ({"amount": "12.95"}, "amount must be Decimal, not str"),
        ({"issued_at": "2026-04-14"}, r"issued_at must be datetime\.date, not str"),
        ({"offer_number": None}, "offer_number must be str, not NoneType"),
        ({"customer_id": 5}, "customer_id must be str, not int"),
        ({"customer_id": None}, "customer_id must be str, not NoneType"),
        ({"id": None}, "id must be str, not NoneType"),
        ({"links": {"customer": None}}, "links must be CustomerOfferLinks, not dict"),
    ],
)
def test_add_with_unknown_field_or_wrong_type_is_a_type_error(fields: dict[str, Any], message: str) -> None:
    sandbox = Sandbox()
    with pytest.raises(TypeError, match=message):
        sandbox.customer_offers.add(**fields)
    assert len(sandbox.customer_offers) == len(sandbox.customers) == 0


@pytest.mark.parametrize("identifier", ["", "1", "cst_", "off_1", "cst_a/b", "..", "cst_\n", "cst_é", "CST_1"])
def test_add_rejects_a_malformed_id(identifier: str) -> None:
    sandbox = Sandbox()
    message = f"id must be cst_ followed by letters and digits, not {identifier!r}"
    with pytest.raises(ValueError, match=re.escape(message)):
        sandbox.customers.add(id=identifier)
    assert len(sandbox.customers) == 0


def test_add_accepts_file_and_directory_ids() -> None:
    sandbox = Sandbox()
    sandbox.files.add(id="fsd_1")
    sandbox.files.add(id="fsf_1")
    with pytest.raises(ValueError, match="id must be fsd_ or fsf_ followed by letters and digits, not 'cst_1'"):
        sandbox.files.add(id="cst_1")


def test_add_rejects_an_id_in_use() -> None:
    sandbox = Sandbox()
    sandbox.customers.add(id="cst_1", company_name="one")
    with pytest.raises(ValueError, match="a customer with the ID 'cst_1' already exists"):
        sandbox.customers.add(id="cst_1")
    assert [customer.company_name for customer in sandbox.customers] == ["one"]


def test_add_rejects_references_to_missing_objects() -> None:
    sandbox = Sandbox()
    with pytest.raises(ValueError, match="no customer with the ID 'cst_1' exists"):
        sandbox.customer_offers.add(customer_id="cst_1")
    with pytest.raises(ValueError, match="no payment link with the ID 'plk_1' exists"):
        sandbox.payment_link_payments.add(payment_link_id="plk_1")
    assert len(sandbox.customer_offers) == len(sandbox.payment_link_payments) == 0


def test_add_rejects_an_invalid_object() -> None:
    with pytest.raises(ValueError, match="price: This field is required when forSale is true"):
        Sandbox().punch_cards.add(for_sale=True, price=None)


def test_added_object_has_links() -> None:
    sandbox = Sandbox()
    offer = sandbox.customer_offers.add()
    assert isinstance(offer.links, CustomerOfferLinks)
    assert offer.links.customer is not None
    assert offer.links.customer.href == f"{sandbox.base_url}/customers/{offer.customer_id}"


def generated(sandbox: Sandbox) -> list[Any]:
    """Return a new object of each kind, an object that a call creates, and a token."""
    added = [getattr(sandbox, name).add() for name in ALL]
    return [
        *added,
        sandbox.client().webhooks.create(type_="offer-accepted", url="https://example.com"),
        sandbox.token(),
    ]


def test_ids_and_secrets_are_reproducible() -> None:
    now = datetime(2026, 4, 14, 12)
    assert generated(Sandbox(now=now)) == generated(Sandbox(now=now))
    assert generated(Sandbox(now=now, seed=1)) != generated(Sandbox(now=now))


def test_ids_do_not_depend_on_earlier_calls_and_retries() -> None:
    unused, busy = Sandbox(), Sandbox()
    client = busy.client()
    busy.faults.status(503, times=2)
    client.customers.list()
    for _ in range(100):
        client.customers.list()
    assert busy.customers.add().id == unused.customers.add().id


def test_sandboxes_are_isolated() -> None:
    one, other = Sandbox(), Sandbox()
    customer = one.customers.add(company_name="one")
    scoped = one.token("customers.read")
    one.faults.status(500)
    one.clock.set(datetime(2020, 1, 1))
    client = other.client(max_retries=0)
    assert client.customers.list().data == []
    with pytest.raises(NotFoundError):
        client.customers.get(customer.id)
    assert len(one.requests) == 0
    assert other.clock.now.year > 2020
    assert scoped not in other._access.grants


def test_generated_id_skips_ids_in_use() -> None:
    sandbox = Sandbox()
    chosen = sandbox.customers.add(id=Sandbox().customers.add().id, company_name="chosen")
    sandbox.customers.add(company_name="other")
    assert [customer.company_name for customer in sandbox.customers] == ["chosen", "other"]
    assert sandbox.client().customers.get(chosen.id) == chosen


def test_urls_refer_to_the_server_while_it_runs() -> None:
    sandbox = Sandbox()
    sandbox.payment_links.add()
    with sandbox.serve() as url:
        (link,) = sandbox.payment_links
        assert link.checkout_url == f"{url.removesuffix('/v1')}/payment-link/{link.id}"
        assert link.checkout_url is not None
        assert httpx.post(link.checkout_url).status_code == 200
    invoice = sandbox.customer_invoices.add()
    assert invoice.links.online_payment_link.href.startswith("http://sandbox.localhost/")


@pytest.mark.parametrize("interval", ["weekly", "2 weeks", "0 days", ""])
def test_add_rejects_an_invalid_interval(interval: str) -> None:
    sandbox = Sandbox()
    for factory in (sandbox.customer_subscriptions, sandbox.customer_subscription_packages):
        with pytest.raises(ValueError, match="interval: This must be an interval such as 1 month"):
            factory.add(interval=interval)
        assert len(factory) == 0


def test_added_file_contains_zeros() -> None:
    sandbox = Sandbox()
    client = sandbox.client()
    file = sandbox.files.add(name="logo.png", mime="image/png", size=3)
    agreement = sandbox.agreements.add(
        documents=[AgreementDocument(id="agd_1", document_name="a.pdf", file_size=2, file_hash="")]
    )
    with httpx.Client(transport=sandbox.transport) as browser:
        downloaded = browser.get(client.files.get_download_link(file.id).link)
        assert (downloaded.content, downloaded.headers["Content-Type"]) == (bytes(3), "image/png")
        assert browser.get(client.agreements.get_document_download_link(agreement.id, "agd_1").link).content == bytes(2)
    empty = sandbox.files.add()
    assert (empty.size, empty.mime) == (0, "application/octet-stream")
    with pytest.raises(ValueError, match="size: This must be from 0 to 100 MB for a file without content"):
        sandbox.files.add(size=10**12)


@pytest.mark.parametrize("name", ["rate_limit", "page_size", "monthly_limit"])
def test_limits_must_be_at_least_one(name: str) -> None:
    options: dict[str, Any] = {name: 0}
    with pytest.raises(ValueError, match=f"{name} must be at least 1, not 0"):
        Sandbox(**options)
    options = {name: "1"}
    with pytest.raises(TypeError):
        Sandbox(**options)


def test_sandbox_takes_keyword_arguments_only() -> None:
    arguments: Any = [datetime(2026, 4, 14)]
    with pytest.raises(TypeError, match="positional"):
        Sandbox(*arguments)


def test_requests_records_calls() -> None:
    sandbox = Sandbox()
    client = sandbox.client()
    client.customers.list(page=2)
    client.customer_groups.create(name="Webhosting", extra_headers={"X-Trace": "1"})
    with pytest.raises(NotFoundError):
        client.customers.get("cst_1")
    listed, created, missing = sandbox.requests
    assert (listed.method, listed.path, listed.query) == ("GET", "/customers", {"page": "2"})
    assert (listed.operation, created.operation, missing.operation) == (
        "list-customers",
        "create-customer-group",
        "get-customer",
    )
    assert (created.method, created.json["name"], created.headers["x-trace"]) == ("POST", "Webhosting", "1")
    assert missing.path == "/customers/cst_1"
    with pytest.raises(json.JSONDecodeError):
        _ = missing.json
    sandbox.requests.clear()
    assert sandbox.requests == []


def representations(sandbox: Sandbox) -> Iterator[str]:
    for item in (
        sandbox,
        sandbox.clock,
        sandbox.faults,
        sandbox.customers,
        sandbox.requests,
        sandbox.transport,
        sandbox.client(),
        sandbox.async_client(),
        sandbox._access,
        sandbox._portal,
        sandbox.oauth,
    ):
        yield repr(item)
        yield str(item)


def test_tokens_appear_in_no_repr_log_or_error(caplog: pytest.LogCaptureFixture) -> None:
    sandbox = Sandbox()
    caplog.set_level("DEBUG")
    scoped = sandbox.token("customers.read")
    client = sandbox.client(api_key=scoped)
    # `Authentication` is the wrong name of the header in the guide.
    client.customers.list(extra_headers={"Authentication": f"Bearer {scoped}", "Cookie": f"token={scoped}"})
    sandbox.faults.disconnect()
    sandbox.faults.status(500)
    errors: list[APIError] = []
    for _ in ("disconnected", "failed", "without the scope"):
        try:
            client.webhooks.list(max_retries=0)
        except APIError as error:
            errors.append(error)
    output = "\n".join(
        [*representations(sandbox), *(f"{error!r} {error}" for error in errors), caplog.text, repr(sandbox.requests)]
    )
    assert len(errors) == 3
    assert "/webhooks" in output
    for token in (scoped, sandbox.api_key, "sandbox-secret", "Bearer"):
        assert token not in output


def test_factories_and_clients_are_thread_safe() -> None:
    sandbox = Sandbox(rate_limit=None, page_size=1000)
    failures: list[BaseException] = []
    is_done = threading.Event()

    def read_repeatedly() -> None:
        client = sandbox.client(throttle=False, max_retries=0)
        try:
            while not is_done.is_set():
                client.customers.list()
                assert len(list(sandbox.customers)) <= len(sandbox.customers)
        except BaseException as failure:
            failures.append(failure)

    threads = [threading.Thread(target=read_repeatedly) for _ in range(2)]
    interval = sys.getswitchinterval()
    sys.setswitchinterval(1e-5)
    try:
        for thread in threads:
            thread.start()
        for _ in range(300):
            sandbox.customers.add()
    finally:
        is_done.set()
        for thread in threads:
            thread.join()
        sys.setswitchinterval(interval)
    assert failures == []
    assert len({customer.id for customer in sandbox.customers}) == 300

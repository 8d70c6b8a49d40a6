"""Copies of a sandbox: independent ones with the same contents, for test cases that start from a common state."""

import asyncio
import copy
import pickle
import threading
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from urllib.parse import urlencode
from urllib.request import urlopen

import httpx
import pytest

from mijnklantportaal import AuthenticationError, MijnKlantportaal, NotFoundError, PermissionDeniedError
from mijnklantportaal.sandbox import Sandbox

COPIES = pytest.mark.parametrize("make_copy", [copy.copy, copy.deepcopy])


@pytest.fixture
def original() -> Sandbox:
    sandbox = Sandbox(now=datetime(2026, 4, 14, 12, tzinfo=UTC), page_size=2)
    for _ in range(3):
        sandbox.customers.add()
    return sandbox


@COPIES
def test_copy_has_the_same_contents(original: Sandbox, make_copy: Callable[[Sandbox], Sandbox]) -> None:
    original.client().customers.list()
    duplicate = make_copy(original)
    assert list(duplicate.customers) == list(original.customers)
    assert duplicate.clock.now == original.clock.now
    assert duplicate.requests == original.requests
    assert [customer.id for customer in duplicate.client().customers.list()] == [
        customer.id for customer in original.client().customers.list()
    ]


@COPIES
def test_changes_of_a_copy_do_not_reach_the_original(
    original: Sandbox, make_copy: Callable[[Sandbox], Sandbox]
) -> None:
    before, times = list(original.customers), original.clock.now
    duplicate = make_copy(original)
    portal = duplicate.client()
    portal.customers.update(before[0].id, company_name="Changed")
    duplicate.customers.add()
    portal.files.upload(file=b"x")
    duplicate.clock.advance(timedelta(days=1))
    assert list(original.customers) == before
    assert (len(duplicate.customers), len(original.files), len(original.requests)) == (4, 0, 0)
    assert original.clock.now == times


def test_changes_of_the_original_do_not_reach_a_copy(original: Sandbox) -> None:
    duplicate = copy.deepcopy(original)
    customer = original.customers.add()
    original.client().customers.update(next(iter(original.customers)).id, company_name="Changed")
    assert "Changed" not in [other.company_name for other in duplicate.customers]
    with pytest.raises(NotFoundError):
        duplicate.client().customers.get(customer.id)


def test_ids_and_tokens_of_a_copy_continue_as_those_of_the_original(original: Sandbox) -> None:
    duplicate = copy.deepcopy(original)
    assert duplicate.customers.add().id == original.customers.add().id
    assert duplicate.token() == original.token()


def test_tokens_that_exist_are_valid_in_a_copy_and_later_ones_are_not(original: Sandbox) -> None:
    token = original.token("customers.read")
    duplicate = copy.deepcopy(original)
    with pytest.raises(PermissionDeniedError):
        duplicate.client(api_key=token).invoices.list()
    later = original.token("customers.read", "customers.write")
    with pytest.raises(AuthenticationError):
        duplicate.client(api_key=later).customers.list()


def test_oauth_code_can_be_used_once_in_each_copy(original: Sandbox) -> None:
    def exchange(sandbox: Sandbox) -> int:
        body = {
            "client_id": sandbox.client_id,
            "client_secret": sandbox.client_secret,
            "grant_type": "authorization_code",
            "code": code,
            "redirect_uri": "http://localhost/back",
        }
        with httpx.Client(transport=sandbox.transport) as http:
            return http.post("http://sandbox.localhost/oauth/tokens", json=body).status_code

    query = {
        "client_id": original.client_id,
        "redirect_uri": "http://localhost/back",
        "scope": "customers.read",
        "state": "s",
        "response_type": "code",
    }
    callback = original.oauth.approve(f"{original.oauth_url}/oauth/authorize?{urlencode(query)}")
    code = httpx.URL(callback).params["code"]
    duplicate = copy.deepcopy(original)
    assert [exchange(sandbox) for sandbox in (duplicate, duplicate, original, original)] == [200, 400, 200, 400]


def test_download_link_works_in_each_copy(original: Sandbox) -> None:
    portal = original.client()
    link = portal.files.get_download_link(portal.files.upload(file=b"content").id).link
    duplicate = copy.deepcopy(original)
    duplicate.clock.advance(timedelta(minutes=6))
    statuses = []
    for sandbox in (original, duplicate):
        with httpx.Client(transport=sandbox.transport) as http:
            statuses.append(http.get(link).status_code)
    assert statuses == [200, 403]


def test_faults_and_their_counts_are_copied(original: Sandbox) -> None:
    original.faults.status(404, times=2)
    duplicate = copy.deepcopy(original)
    identity = next(iter(original.customers)).id
    for sandbox in (duplicate, original):
        portal = sandbox.client()
        for _ in range(2):
            with pytest.raises(NotFoundError):
                portal.customers.get(identity)
        assert portal.customers.get(identity).id == identity


def test_counted_calls_are_copied(original: Sandbox) -> None:
    original.client(throttle=False).customers.list()
    duplicate = copy.deepcopy(original)
    for sandbox in (original, duplicate):
        response = sandbox.client().with_raw_response.customers.list()
        assert response.headers["X-RateLimit-Remaining"] == "58"


def test_factories_transport_and_clients_of_a_copy_belong_to_the_copy(original: Sandbox) -> None:
    duplicate = copy.deepcopy(original)
    duplicate.customers.add(company_name="Copy")
    portal = duplicate.client()
    for _ in range(70):
        portal.customers.list()
    assert duplicate.clock.now - original.clock.now >= timedelta(seconds=59), "its clients wait in its time"
    with MijnKlantportaal(
        api_key=duplicate.api_key, base_url=duplicate.base_url, http_client=duplicate.transport
    ) as other:
        assert "Copy" in [customer.company_name for customer in other.customers.list()]
    assert original.requests == []


def test_async_client_of_a_copy_calls_the_copy(original: Sandbox) -> None:
    duplicate = copy.deepcopy(original)

    async def call() -> None:
        async with duplicate.async_client() as portal:
            await portal.customers.list()

    asyncio.run(call())
    assert (len(duplicate.requests), len(original.requests)) == (1, 0)


def test_client_made_before_the_copy_calls_the_original(original: Sandbox) -> None:
    portal = original.client()
    duplicate = copy.deepcopy({"sandbox": original, "portal": portal})
    assert duplicate["portal"] is portal
    portal.customers.list()
    assert len(original.requests) == 1


def test_parts_that_are_copied_with_one_memo_belong_together(original: Sandbox) -> None:
    memo: dict[int, object] = {}
    customers = copy.deepcopy(original.customers, memo)
    clock, transport = copy.deepcopy(original.clock, memo), copy.deepcopy(original.transport, memo)
    duplicate = copy.deepcopy(original, memo)
    assert (duplicate.customers, duplicate.clock, duplicate.transport) == (customers, clock, transport)
    customers.add()
    assert (len(duplicate.customers), len(original.customers)) == (4, 3)


def test_copy_of_a_served_sandbox_is_not_served(original: Sandbox) -> None:
    original.files.add(name="a.txt")
    with original.serve() as url:
        duplicate = copy.deepcopy(original)
        with MijnKlantportaal(api_key=original.api_key, base_url=url) as portal:
            portal.customers.list()
        assert (len(original.requests), len(duplicate.requests)) == (1, 0)
        assert duplicate.base_url.startswith("http://sandbox.localhost/")
        link = duplicate.client().files.get_download_link(next(iter(duplicate.files)).id).link
        assert link.startswith("http://sandbox.localhost/")
        with duplicate.serve() as other:
            assert other != url
            assert urlopen(other.replace("/v1", "/openapi.json")).status == 200


def test_copy_while_threads_make_calls_is_consistent(original: Sandbox) -> None:
    is_done = threading.Event()

    def keep_creating() -> None:
        portal = original.client(throttle=False)
        while not is_done.is_set():
            portal.customer_groups.create(name="Group")

    original = Sandbox(rate_limit=None)
    thread = threading.Thread(target=keep_creating)
    thread.start()
    try:
        for _ in range(5):
            duplicate = copy.deepcopy(original)
            assert len(duplicate.customer_groups) == len(duplicate.requests)
    finally:
        is_done.set()
        thread.join()


def test_copy_of_a_subclass_keeps_its_class_and_attributes() -> None:
    class ShopSandbox(Sandbox):
        def __init__(self) -> None:
            super().__init__()
            self.names = ["a"]

    original = ShopSandbox()
    duplicate = copy.deepcopy(original)
    assert type(duplicate) is ShopSandbox
    duplicate.names.append("b")
    assert original.names == ["a"]


@pytest.mark.parametrize(
    "part",
    [
        pytest.param(lambda sandbox: sandbox, id="sandbox"),
        pytest.param(lambda sandbox: sandbox.customers, id="factory"),
        pytest.param(lambda sandbox: sandbox.transport, id="transport"),
    ],
)
def test_sandbox_is_not_pickled(original: Sandbox, part: Callable[[Sandbox], object]) -> None:
    with pytest.raises(TypeError, match="a Sandbox cannot be pickled: create one in each process, or serve one"):
        pickle.dumps(part(original))

"""What goes wrong on demand, and what the clients make of it, in process and over HTTP."""

import asyncio
import json
import time
from collections.abc import Callable, Iterator
from typing import Any

import httpx
import pytest

from mijnklantportaal import (
    APIConnectionError,
    APIResponseValidationError,
    APIStatusError,
    APITimeoutError,
    AsyncMijnKlantportaal,
    InternalServerError,
    MijnKlantportaal,
    RateLimitError,
    UpgradeRequiredError,
)
from mijnklantportaal.models import CustomerGroup
from mijnklantportaal.sandbox import Sandbox

Call = Callable[[Any], Any]


@pytest.fixture(autouse=True)
def _no_certificates(monkeypatch: pytest.MonkeyPatch) -> None:
    """Reading those of the system takes longer than most tests, and none needs them."""
    monkeypatch.setenv("SSL_CERT_DIR", "nowhere")


@pytest.fixture(autouse=True)
def _no_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    """Clients over HTTP would wait for real before they repeat a call."""

    async def at_once(seconds: float) -> None:
        await asyncio.sleep(0)

    monkeypatch.setattr(time, "sleep", lambda seconds: None)
    monkeypatch.setattr("mijnklantportaal._async_library.sleep", at_once)


class User:
    """Somebody with a client of one kind, through one of the doors.

    Args:
        sandbox: Where the calls go.
        is_async: Which client.
        url: Where it is served; `None` for the door without a network.
    """

    def __init__(self, sandbox: Sandbox, is_async: bool, url: str | None) -> None:
        self.sandbox = sandbox
        self._is_async = is_async
        self._url = url

    def call(self, call: Call, **options: Any) -> Any:
        """What comes of a call that is made with a client of its own."""
        if self._is_async:
            return asyncio.run(self._call(call, options))
        if self._url is None:
            return call(self.sandbox.client(**options))
        with MijnKlantportaal(api_key=self.sandbox.api_key, base_url=self._url, **options) as client:
            return call(client)

    async def _call(self, call: Call, options: Any) -> Any:
        if self._url is None:
            return await call(self.sandbox.async_client(**options))
        async with AsyncMijnKlantportaal(api_key=self.sandbox.api_key, base_url=self._url, **options) as client:
            return await call(client)

    @property
    def calls(self) -> list[str]:
        """The methods of those that the sandbox got."""
        return [request.method for request in self.sandbox.requests]


@pytest.fixture(params=["sync in process", "async in process", "sync over HTTP", "async over HTTP"])
def user(request: pytest.FixtureRequest) -> Iterator[User]:
    sandbox = Sandbox()
    is_async = request.param.startswith("async")
    if request.param.endswith("HTTP"):
        with sandbox.serve() as url:
            # It has begun: some of the tests are in a hurry.
            httpx.get(url.removesuffix("/v1") + "/openapi.json", verify=False)
            yield User(sandbox, is_async, url)
    else:
        yield User(sandbox, is_async, None)


def reads(client: Any) -> Any:
    return client.customer_groups.list()


def writes(client: Any) -> Any:
    return client.customer_groups.create(name="Webhosting")


def test_a_read_is_repeated_after_a_status_that_passes(user: User) -> None:
    user.sandbox.faults.status(503, times=2)
    assert user.call(reads).data == []
    assert user.calls == ["GET"] * 3


def test_a_write_is_not_repeated_after_a_status_and_was_not_carried_out(user: User) -> None:
    user.sandbox.faults.status(500, "The disk is full.", headers={"X-Request-Id": "req_1"})
    with pytest.raises(InternalServerError) as caught:
        user.call(writes)
    assert (caught.value.message, caught.value.request_id) == ("The disk is full.", "req_1")
    assert user.calls == ["POST"]
    assert len(user.sandbox.customer_groups) == 0


def test_a_write_is_repeated_after_too_many_requests(user: User) -> None:
    user.sandbox.faults.status(429, headers={"Retry-After": "3"})
    assert user.call(writes).name == "Webhosting"
    assert user.calls == ["POST", "POST"]
    assert len(user.sandbox.customer_groups) == 1


def test_any_status_is_the_error_that_it_would_be(user: User) -> None:
    user.sandbox.faults.status(426, "Upgrade your licence.")
    with pytest.raises(UpgradeRequiredError, match=r"Upgrade your licence\."):
        user.call(writes)
    user.sandbox.faults.status(429, headers={"Retry-After": "7"})
    with pytest.raises(RateLimitError) as caught:
        user.call(reads, max_retries=0)
    assert caught.value.retry_after == 7


def test_a_page_for_people_is_an_error_with_its_text(user: User) -> None:
    user.sandbox.faults.html("<h1>Maintenance</h1>", status=502)
    with pytest.raises(InternalServerError) as caught:
        user.call(reads, max_retries=0)
    assert caught.value.body == "<h1>Maintenance</h1>"
    assert caught.value.headers["content-type"].startswith("text/html")


def test_a_page_for_people_in_place_of_an_object_is_no_answer(user: User) -> None:
    user.sandbox.faults.html(status=200)
    with pytest.raises(APIResponseValidationError):
        user.call(writes)
    assert user.calls == ["POST"]
    assert len(user.sandbox.customer_groups) == 0


def test_a_connection_that_is_cut_is_an_error_for_a_write(user: User) -> None:
    user.sandbox.faults.cut()
    with pytest.raises(APIConnectionError) as caught:
        user.call(writes)
    assert caught.value.sent
    assert not isinstance(caught.value, APITimeoutError)
    assert user.calls == ["POST"]
    assert len(user.sandbox.customer_groups) == 0


def test_a_write_that_was_carried_out_before_the_cut_is_there(user: User) -> None:
    user.sandbox.faults.cut(carried_out=True)
    with pytest.raises(APIConnectionError):
        user.call(writes)
    assert user.calls == ["POST"]
    assert [group.name for group in user.sandbox.customer_groups] == ["Webhosting"]


def test_a_read_is_repeated_after_a_cut(user: User) -> None:
    user.sandbox.faults.cut(times=2)
    assert user.call(reads).data == []
    assert user.calls == ["GET"] * 3


def test_a_read_gives_up_when_it_is_cut_each_time(user: User) -> None:
    user.sandbox.faults.cut(times=9)
    with pytest.raises(APIConnectionError) as caught:
        user.call(reads, max_retries=1)
    assert caught.value.attempts == 2


def test_an_answer_that_comes_too_late_was_carried_out_all_the_same(user: User) -> None:
    user.sandbox.faults.delay(60)
    with pytest.raises(APITimeoutError) as caught:
        user.call(writes, timeout=0.5)
    assert caught.value.sent
    assert user.calls == ["POST"]
    assert len(user.sandbox.customer_groups) == 1


def test_a_read_is_repeated_when_its_answer_comes_too_late(user: User) -> None:
    user.sandbox.faults.delay(60)
    assert user.call(reads, timeout=0.5).data == []
    assert user.calls == ["GET", "GET"]


def test_an_answer_that_comes_late_and_in_time_is_an_answer(user: User) -> None:
    user.sandbox.faults.delay(0.01)
    assert user.call(writes, timeout=20).name == "Webhosting"
    assert user.calls == ["POST"]


def test_a_body_that_differs_is_reported_and_costs_nothing_else(user: User) -> None:
    differences: list[Any] = []
    user.sandbox.faults.body(lambda body: {**body, "name": 5, "news": True})
    group: CustomerGroup = user.call(writes, on_drift=differences.append)
    assert group.additional_properties == {"news": True}
    assert [(drift.path, drift.got) for drift in differences] == [("name", 5)]
    assert [group.name for group in user.sandbox.customer_groups] == ["Webhosting"]


def test_a_body_that_differs_is_an_error_in_strict_mode(user: User) -> None:
    user.sandbox.faults.body(lambda body: {})
    with pytest.raises(APIResponseValidationError) as caught:
        user.call(writes, strict=True)
    assert caught.value.request_succeeded
    assert json.loads(caught.value.body) == {}
    assert len(user.sandbox.customer_groups) == 1


def test_a_fault_happens_as_often_as_it_was_asked_for() -> None:
    sandbox = Sandbox()
    client = sandbox.client(max_retries=0)
    sandbox.faults.status(500, times=2)
    for _ in range(2):
        with pytest.raises(InternalServerError):
            client.customers.list()
    client.customers.list()


def status(client: MijnKlantportaal, call: Call) -> int:
    try:
        call(client)
    except APIStatusError as error:
        return error.status_code
    return 200


def test_faults_for_others_wait_for_those() -> None:
    sandbox = Sandbox()
    client = sandbox.client(max_retries=0)
    group = sandbox.customer_groups.add()
    sandbox.faults.status(501, path="/customer-groups/*", method="patch")
    sandbox.faults.status(502, path="/customer-groups")
    sandbox.faults.status(503, method="POST")
    assert status(client, lambda client: client.customers.list()) == 200
    assert status(client, lambda client: client.customer_groups.get(group.id)) == 200
    # The first one that concerns the call, and then the next.
    assert status(client, writes) == 502
    assert status(client, writes) == 503
    assert status(client, writes) == 200
    assert status(client, lambda client: client.customer_groups.edit(group.id, name="x")) == 501
    assert status(client, lambda client: client.customer_groups.edit(group.id, name="x")) == 200


def test_the_path_is_matched_without_the_query() -> None:
    sandbox = Sandbox()
    sandbox.faults.status(503, path="/customer-groups")
    assert status(sandbox.client(max_retries=0), lambda client: client.customer_groups.list(page=2)) == 503


def test_a_fault_comes_before_the_rules() -> None:
    sandbox = Sandbox()
    sandbox.faults.status(503)
    assert status(sandbox.client(api_key="wrong", max_retries=0), reads) == 503


def test_a_fault_without_the_call_leaves_the_limit_alone() -> None:
    sandbox = Sandbox(rate_limit=1)
    client = sandbox.client(max_retries=0, pace=False)
    sandbox.faults.status(503)
    assert [status(client, reads) for _ in range(3)] == [503, 200, 429]


def test_faults_can_be_taken_back() -> None:
    sandbox = Sandbox()
    sandbox.faults.status(500, times=100)
    sandbox.faults.cut()
    sandbox.faults.clear()
    sandbox.client(max_retries=0).customers.list()


def test_faults_do_not_concern_what_is_no_operation() -> None:
    sandbox = Sandbox()
    sandbox.faults.status(500)
    with httpx.Client(transport=sandbox.transport) as browser:
        assert browser.get(sandbox.base_url.removesuffix("/v1") + "/openapi.json").status_code == 200


def test_a_late_answer_costs_time_of_the_clock_in_process() -> None:
    sandbox = Sandbox()
    before = sandbox.clock.elapsed
    sandbox.faults.delay(20)
    sandbox.client(timeout=21).customers.list()
    assert 20 <= sandbox.clock.elapsed - before < 21
    sandbox.faults.delay(3600)
    with pytest.raises(APITimeoutError):
        sandbox.client(timeout=30, max_retries=0).customers.list()
    assert 50 <= sandbox.clock.elapsed - before < 60


def test_what_changes_a_body_may_look_at_the_sandbox_itself() -> None:
    sandbox = Sandbox()

    def change(body: Any) -> Any:
        return {**body, "name": f"{len(sandbox.customer_groups)} and {len(reads(sandbox.client()).data)}"}

    sandbox.faults.body(change)
    assert writes(sandbox.client()).name == "1 and 1"


def test_a_star_stands_for_any_text_and_nothing_else_in_a_path_does() -> None:
    sandbox = Sandbox()
    client = sandbox.client(max_retries=0)
    for path in ("/customer?", "/[a-z]*", "/customer"):
        sandbox.faults.status(500, path=path)
    assert client.customers.list().data == []
    sandbox.faults.status(500, path="*omers")
    with pytest.raises(InternalServerError):
        client.customers.list()


def test_a_refusal_keeps_its_body() -> None:
    sandbox = Sandbox()
    sandbox.faults.body(lambda body: body["data"])
    with pytest.raises(APIStatusError, match=r"401.*Unauthenticated"):
        sandbox.client(api_key="wrong").customers.list()


async def first_page(sandbox: Sandbox) -> Any:
    return await sandbox.async_client().customers.list()


@pytest.mark.parametrize(
    "call", [lambda sandbox: sandbox.client().customers.list(), lambda sandbox: asyncio.run(first_page(sandbox))]
)
def test_a_mistake_in_what_changes_a_body_is_no_fault_of_the_connection(call: Callable[[Sandbox], Any]) -> None:
    sandbox = Sandbox()
    sandbox.faults.body(lambda body: body["nothing"])
    # No exception of the kind that clients make something of.
    with pytest.raises(BaseException, match="/customers: KeyError: 'nothing'") as caught:
        call(sandbox)
    assert not isinstance(caught.value, Exception)
    assert len(sandbox.requests) == 1


@pytest.mark.parametrize(
    ("fault", "message"),
    [
        (lambda faults: faults.status(500, times=0), "times must be at least 1, and is 0"),
        (lambda faults: faults.cut(times=-1), "times must be at least 1, and is -1"),
        (lambda faults: faults.delay(-0.1), r"seconds must be 0 or more, and is -0\.1"),
        (lambda faults: faults.delay(float("nan")), "and is nan"),
        (
            lambda faults: faults.cut(method="PSOT"),
            "GET, POST, PUT, PATCH, DELETE, and is 'PSOT'",
        ),
        (lambda faults: faults.cut(path="/customers/{customerId}"), r"and is '/customers/\{customerId\}'"),
        (lambda faults: faults.status(199), "status must be from 200 to 599, and neither 204 nor 304, but is 199"),
        (lambda faults: faults.status(600), "is 600"),
        (lambda faults: faults.status(204), "is 204"),
        (lambda faults: faults.html(status=304), "is 304"),
        (lambda faults: faults.cut(path="customers"), "path must be as it is called, such as /customers"),
        (lambda faults: faults.cut(path="/v1/customers"), "and is '/v1/customers'"),
    ],
)
def test_a_fault_that_can_not_be_is_refused(fault: Callable[[Any], None], message: str) -> None:
    sandbox = Sandbox()
    with pytest.raises(ValueError, match=message):
        fault(sandbox.faults)
    sandbox.client(max_retries=0).customers.list()

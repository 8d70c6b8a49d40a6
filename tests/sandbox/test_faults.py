"""Faults, and how clients react to them, in process and over HTTP."""

import asyncio
import json
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import datetime, timedelta
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
from mijnklantportaal.sandbox import Sandbox, SandboxFailure

Call = Callable[[Any], Any]


@pytest.fixture(autouse=True)
def _no_certificates(monkeypatch: pytest.MonkeyPatch) -> None:
    """Loading the CA certificates of the system takes longer than most tests, and no test needs them."""
    monkeypatch.setenv("SSL_CERT_DIR", "nowhere")


@pytest.fixture(autouse=True)
def _no_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    """Clients over HTTP would wait in real time before they retry."""

    async def return_at_once(seconds: float) -> None:
        await asyncio.sleep(0)

    monkeypatch.setattr(time, "sleep", lambda seconds: None)
    monkeypatch.setattr("mijnklantportaal._async_library.sleep", return_at_once)


class Caller:
    """Makes calls with one kind of client over one kind of transport.

    Args:
        sandbox: The sandbox that is called.
        is_async: Whether to use the async client.
        url: The base URL of the server; `None` calls the sandbox in process.
    """

    def __init__(self, sandbox: Sandbox, is_async: bool, url: str | None) -> None:
        self.sandbox = sandbox
        self._is_async = is_async
        self._url = url

    def call(self, call: Call, **options: Any) -> Any:
        """Make a call with a new client, and return its result."""
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
        """The methods of the requests that the sandbox received."""
        return [request.method for request in self.sandbox.requests]


@pytest.fixture(params=["sync in process", "async in process", "sync over HTTP", "async over HTTP"])
def caller(request: pytest.FixtureRequest) -> Iterator[Caller]:
    sandbox = Sandbox()
    is_async = request.param.startswith("async")
    if request.param.endswith("HTTP"):
        with sandbox.serve() as url:
            # Wait until the server has started, since some tests have short timeouts.
            httpx.get(url.removesuffix("/v1") + "/openapi.json", verify=False)
            yield Caller(sandbox, is_async, url)
    else:
        yield Caller(sandbox, is_async, None)


# Seconds of a timeout that ends before a delayed response arrives. On a busy machine the server may receive nothing
# before a short one ends, so tests repeat with a longer one then.
TIMEOUTS = (0.3, 3.0, 30.0)


def read(client: Any) -> Any:
    return client.customer_groups.list()


def write(client: Any) -> Any:
    return client.customer_groups.create(name="Webhosting")


def test_status_read_is_retried(caller: Caller) -> None:
    caller.sandbox.faults.status(503, times=2)
    assert caller.call(read).data == []
    assert caller.calls == ["GET"] * 3


def test_status_write_is_not_retried_and_not_processed(caller: Caller) -> None:
    caller.sandbox.faults.status(500, "The disk is full.", headers={"X-Request-Id": "req_1"})
    with pytest.raises(InternalServerError) as caught:
        caller.call(write)
    assert (caught.value.message, caught.value.request_id) == ("The disk is full.", "req_1")
    assert caller.calls == ["POST"]
    assert len(caller.sandbox.customer_groups) == 0


def test_status_429_write_is_retried(caller: Caller) -> None:
    caller.sandbox.faults.status(429, headers={"Retry-After": "3"})
    assert caller.call(write).name == "Webhosting"
    assert caller.calls == ["POST", "POST"]
    assert len(caller.sandbox.customer_groups) == 1


def test_status_raises_the_matching_error(caller: Caller) -> None:
    caller.sandbox.faults.status(426, "Upgrade your license.")
    with pytest.raises(UpgradeRequiredError, match=r"Upgrade your license\."):
        caller.call(write)
    caller.sandbox.faults.status(429, headers={"Retry-After": "7"})
    with pytest.raises(RateLimitError) as caught:
        caller.call(read, max_retries=0)
    assert caught.value.retry_after == 7


def test_html_error_body_is_its_text(caller: Caller) -> None:
    caller.sandbox.faults.html("<h1>Maintenance</h1>", status=502)
    with pytest.raises(InternalServerError) as caught:
        caller.call(read, max_retries=0)
    assert caught.value.body == "<h1>Maintenance</h1>"
    assert caught.value.headers["content-type"].startswith("text/html")


def test_html_with_status_200_is_a_validation_error(caller: Caller) -> None:
    caller.sandbox.faults.html(status=200)
    with pytest.raises(APIResponseValidationError):
        caller.call(write)
    assert caller.calls == ["POST"]
    assert len(caller.sandbox.customer_groups) == 0


def test_disconnect_fails_a_write(caller: Caller) -> None:
    caller.sandbox.faults.disconnect()
    with pytest.raises(APIConnectionError) as caught:
        caller.call(write)
    assert caught.value.sent
    assert not isinstance(caught.value, APITimeoutError)
    assert caller.calls == ["POST"]
    assert len(caller.sandbox.customer_groups) == 0


def test_disconnect_after_processing_keeps_what_was_created(caller: Caller) -> None:
    caller.sandbox.faults.disconnect(after_processing=True)
    with pytest.raises(APIConnectionError):
        caller.call(write)
    assert caller.calls == ["POST"]
    assert [group.name for group in caller.sandbox.customer_groups] == ["Webhosting"]


def test_disconnect_read_is_retried(caller: Caller) -> None:
    caller.sandbox.faults.disconnect(times=2)
    assert caller.call(read).data == []
    assert caller.calls == ["GET"] * 3


def test_disconnect_read_fails_after_max_retries(caller: Caller) -> None:
    caller.sandbox.faults.disconnect(times=9)
    with pytest.raises(APIConnectionError) as caught:
        caller.call(read, max_retries=1)
    assert caught.value.attempts == 2


def test_delay_beyond_the_timeout_fails_a_processed_write(caller: Caller) -> None:
    errors: list[APITimeoutError] = []
    for timeout in TIMEOUTS:
        caller.sandbox.faults.clear()
        caller.sandbox.faults.delay(60)
        with pytest.raises(APITimeoutError) as caught:
            caller.call(write, timeout=timeout)
        errors.append(caught.value)
        if caller.calls:
            break
    assert errors[-1].sent
    assert caller.calls == ["POST"]
    assert len(caller.sandbox.customer_groups) == 1


def test_delay_beyond_the_timeout_read_is_retried(caller: Caller) -> None:
    page = None
    for timeout in TIMEOUTS:
        caller.sandbox.faults.clear()
        caller.sandbox.faults.delay(60)
        caller.sandbox.requests.clear()
        with suppress(APITimeoutError):
            page = caller.call(read, max_retries=1, timeout=timeout)
            break
    assert page is not None
    assert page.data == []
    assert caller.calls == ["GET", "GET"]


def test_delay_within_the_timeout_succeeds(caller: Caller) -> None:
    caller.sandbox.faults.delay(0.01)
    assert caller.call(write, timeout=20).name == "Webhosting"
    assert caller.calls == ["POST"]


def test_body_deviation_is_reported_and_the_rest_is_parsed(caller: Caller) -> None:
    differences: list[Any] = []
    caller.sandbox.faults.body(lambda body: {**body, "name": 5, "news": True})
    group: CustomerGroup = caller.call(write, on_drift=differences.append)
    assert group.additional_properties == {"news": True}
    assert [(drift.path, drift.got) for drift in differences] == [("name", 5)]
    assert [group.name for group in caller.sandbox.customer_groups] == ["Webhosting"]


def test_body_deviation_is_an_error_in_strict_mode(caller: Caller) -> None:
    caller.sandbox.faults.body(lambda body: {})
    with pytest.raises(APIResponseValidationError) as caught:
        caller.call(write, strict=True)
    assert caught.value.request_succeeded
    assert json.loads(caught.value.body) == {}
    assert len(caller.sandbox.customer_groups) == 1


def test_fault_applies_to_times_calls() -> None:
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


def test_fault_with_method_and_path_applies_to_matching_calls_only() -> None:
    sandbox = Sandbox()
    client = sandbox.client(max_retries=0)
    group = sandbox.customer_groups.add()
    sandbox.faults.status(501, path="/customer-groups/*", method="patch")
    sandbox.faults.status(502, path="/customer-groups")
    sandbox.faults.status(503, method="POST")
    assert status(client, lambda client: client.customers.list()) == 200
    assert status(client, lambda client: client.customer_groups.get(group.id)) == 200
    # The first fault that matches applies, then the next.
    assert status(client, write) == 502
    assert status(client, write) == 503
    assert status(client, write) == 200
    assert status(client, lambda client: client.customer_groups.update(group.id, name="x")) == 501
    assert status(client, lambda client: client.customer_groups.update(group.id, name="x")) == 200


def test_fault_path_ignores_the_query() -> None:
    sandbox = Sandbox()
    sandbox.faults.status(503, path="/customer-groups")
    assert status(sandbox.client(max_retries=0), lambda client: client.customer_groups.list(page=2)) == 503


def test_fault_applies_before_authorization() -> None:
    sandbox = Sandbox()
    sandbox.faults.status(503)
    assert status(sandbox.client(api_key="wrong", max_retries=0), read) == 503


def test_status_fault_does_not_count_towards_the_rate_limit() -> None:
    sandbox = Sandbox(rate_limit=1)
    client = sandbox.client(max_retries=0, throttle=False)
    sandbox.faults.status(503)
    assert [status(client, read) for _ in range(3)] == [503, 200, 429]


def test_clear_removes_all_faults() -> None:
    sandbox = Sandbox()
    sandbox.faults.status(500, times=100)
    sandbox.faults.disconnect()
    sandbox.faults.clear()
    sandbox.client(max_retries=0).customers.list()


def test_fault_does_not_apply_outside_the_api() -> None:
    sandbox = Sandbox()
    sandbox.faults.status(500)
    with httpx.Client(transport=sandbox.transport) as browser:
        assert browser.get(sandbox.base_url.removesuffix("/v1") + "/openapi.json").status_code == 200


def test_delay_advances_the_clock_in_process() -> None:
    sandbox = Sandbox(now=datetime(2026, 4, 14, 12))
    start = sandbox.clock.now
    sandbox.faults.delay(20)
    sandbox.client(timeout=21).customers.list()
    assert sandbox.clock.now - start == timedelta(seconds=20)
    sandbox.faults.delay(3600)
    with pytest.raises(APITimeoutError):
        sandbox.client(timeout=30, max_retries=0).customers.list()
    assert sandbox.clock.now - start == timedelta(seconds=50)


def test_body_function_can_use_the_sandbox() -> None:
    sandbox = Sandbox()

    def change(body: Any) -> Any:
        return {**body, "name": f"{len(sandbox.customer_groups)} and {len(read(sandbox.client()).data)}"}

    sandbox.faults.body(change)
    assert write(sandbox.client()).name == "1 and 1"


def test_fault_path_has_no_wildcard_but_the_asterisk() -> None:
    sandbox = Sandbox()
    client = sandbox.client(max_retries=0)
    for path in ("/customer?", "/[a-z]*", "/customer"):
        sandbox.faults.status(500, path=path)
    assert client.customers.list().data == []
    sandbox.faults.status(500, path="*omers")
    with pytest.raises(InternalServerError):
        client.customers.list()


def test_body_does_not_change_error_responses() -> None:
    sandbox = Sandbox()
    sandbox.faults.body(lambda body: body["data"])
    with pytest.raises(APIStatusError, match=r"401.*Unauthenticated"):
        sandbox.client(api_key="wrong").customers.list()


async def first_page(sandbox: Sandbox) -> Any:
    return await sandbox.async_client().customers.list()


@pytest.mark.parametrize(
    "call", [lambda sandbox: sandbox.client().customers.list(), lambda sandbox: asyncio.run(first_page(sandbox))]
)
def test_body_function_error_is_a_sandbox_failure(call: Callable[[Sandbox], Any]) -> None:
    sandbox = Sandbox()
    sandbox.faults.body(lambda body: body["nothing"])
    # Clients pass an exception that is not a network failure through, and do not retry.
    with pytest.raises(SandboxFailure, match="/customers: KeyError: 'nothing'"):
        call(sandbox)
    assert len(sandbox.requests) == 1


@pytest.mark.parametrize(
    ("fault", "message"),
    [
        (lambda faults: faults.status(500, times=0), "times must be at least 1, not 0"),
        (lambda faults: faults.disconnect(times=-1), "times must be at least 1, not -1"),
        (lambda faults: faults.delay(-0.1), r"seconds must be 0 or more, not -0\.1"),
        (lambda faults: faults.delay(float("nan")), "not nan"),
        (
            lambda faults: faults.disconnect(method="PSOT"),
            "GET, POST, PUT, PATCH, DELETE, not 'PSOT'",
        ),
        (lambda faults: faults.disconnect(path="/customers/{customerId}"), r"not '/customers/\{customerId\}'"),
        (lambda faults: faults.status(199), "status must be from 200 to 599 except 204 and 304, not 199"),
        (lambda faults: faults.status(600), "not 600"),
        (lambda faults: faults.status(204), "not 204"),
        (lambda faults: faults.html(status=304), "not 304"),
        (
            lambda faults: faults.disconnect(path="customers"),
            "path must be relative to the base URL, such as /customers",
        ),
        (lambda faults: faults.disconnect(path="/v1/customers"), "not '/v1/customers'"),
    ],
)
def test_invalid_fault_is_rejected(fault: Callable[[Any], None], message: str) -> None:
    sandbox = Sandbox()
    with pytest.raises(ValueError, match=message):
        fault(sandbox.faults)
    sandbox.client(max_retries=0).customers.list()

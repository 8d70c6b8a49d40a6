"""How a call travels: the frames on the stack when it is sent, its traceback, and what it runs through."""

import asyncio
import gc
import inspect
import threading
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx
import pytest

import mijnklantportaal
import mijnklantportaal_api
from mijnklantportaal import (
    APIConnectionError,
    APIResponseValidationError,
    APIStatusError,
    AsyncMijnKlantportaal,
    ConfigurationError,
    MijnKlantportaal,
    RequestEvent,
    ResponseEvent,
)
from tests.client import call_counts
from tests.client.clients import API_KEY, ClientFactory, both_clients, read, write
from tests.client.concurrent_calls import connect
from tests.client.echo_server import EchoServer
from tests.client.fake_clock import FakeClock
from tests.client.waiting import HANG_GUARD, LONG, settles
from tests.tracebacks import traceback_with_locals

PACKAGES = tuple(str(Path(package.__file__ or "").parent) for package in (mijnklantportaal, mijnklantportaal_api))
URL = "http://portal.example"


def is_own(filename: str) -> bool:
    return filename.startswith(PACKAGES)


def frames_above_transport() -> list[str]:
    """Return the functions of the package between the caller's line and the transport, the outermost first."""
    functions = [frame.function for frame in reversed(inspect.stack()) if is_own(frame.filename)]
    return functions[: functions.index("send", functions.index("send") + 1)]


CALLS: dict[str, Callable[[MijnKlantportaal], object]] = {
    "get": lambda client: client.customer_offers.get("off_1"),
    "list": lambda client: client.customer_offers.list(),
    "iterate": lambda client: [offer.id for offer in client.customer_offers.list()],
    "next page": lambda client: client.customer_offers.list().next_page(),
    "upload": lambda client: client.files.upload(file=b"x"),
    "raw response": lambda client: client.with_raw_response.customer_offers.get("off_1"),
}


@pytest.mark.parametrize("name", CALLS)
def test_at_most_three_frames_are_between_the_caller_and_the_transport(name: str) -> None:
    stacks: list[list[str]] = []

    def respond(request: httpx.Request) -> httpx.Response:
        stacks.append(frames_above_transport())
        response = call_counts.respond(request)
        if b"current_page" in response.content and "page" not in request.url.params:
            return httpx.Response(200, json={**response.json(), "next_page_url": "?page=2"})
        return response

    with MijnKlantportaal(api_key=API_KEY, base_url=URL, http_client=httpx.MockTransport(respond)) as client:
        CALLS[name](client)
    assert stacks
    assert [stack for stack in stacks if len(stack) > 3] == []


@pytest.mark.parametrize(
    ("name", "limits"),
    [
        ("get", call_counts.Counts(files=21, lines=315, calls=61)),
        ("list", call_counts.Counts(files=21, lines=335, calls=69)),
        ("upload", call_counts.Counts(files=24, lines=360, calls=90)),
    ],
)
def test_a_call_runs_through_little_code(name: str, limits: call_counts.Counts) -> None:
    counts = call_counts.count(call_counts.CALLS[name])
    assert counts.files <= limits.files
    assert counts.lines <= limits.lines
    assert counts.calls <= limits.calls


def traceback_of(error: BaseException) -> list[str]:
    """Return the functions of the package in a traceback, the outermost first."""
    frames = traceback.extract_tb(error.__traceback__)
    return [frame.name for frame in frames if is_own(frame.filename)]


@pytest.mark.parametrize("max_retries", [0, 2])
def test_traceback_of_a_refused_connection_reads_forwards(refusing_url: str, max_retries: int, clock: object) -> None:
    with (
        MijnKlantportaal(api_key=API_KEY, base_url=refusing_url, max_retries=max_retries) as client,
        pytest.raises(APIConnectionError) as caught,
    ):
        client.customer_offers.get("off_1")
    assert traceback_of(caught.value) == ["get", "call", "send", "finish_attempt"]
    cause = caught.value.__cause__
    assert isinstance(cause, httpx.ConnectError)
    assert traceback_of(cause) == ["send"]


@both_clients
def test_traceback_after_retries_shows_no_frame_twice(
    refusing_url: str, clock: object, client_factory: ClientFactory
) -> None:
    with client_factory(base_url=refusing_url) as perform, pytest.raises(APIConnectionError) as caught:
        perform(read)
    frames = [(frame.filename, frame.lineno) for frame in traceback.extract_tb(caught.value.__traceback__)]
    assert len(frames) == len(set(frames))
    assert caught.value.__context__ is None


def test_traceback_of_a_status_reads_forwards() -> None:
    transport = httpx.MockTransport(lambda request: httpx.Response(404, json={"message": "Gone."}))
    client = MijnKlantportaal(api_key=API_KEY, base_url=URL, http_client=transport)
    with pytest.raises(APIStatusError) as caught:
        client.customer_offers.get("off_1")
    assert traceback_of(caught.value) == ["get", "call", "send", "finish_attempt"]
    assert caught.value.__cause__ is None


BUGS = [AssertionError("not mocked"), TypeError("a bug"), KeyError("x"), RuntimeError("a bug"), ValueError("a bug")]


@both_clients
@pytest.mark.parametrize("bug", BUGS, ids=lambda bug: type(bug).__name__)
@pytest.mark.parametrize("call", [read, write])
def test_exception_that_is_not_a_network_failure_passes_through_without_retry(
    client_factory: ClientFactory, bug: Exception, call: Callable[[Any], Any]
) -> None:
    requests: list[httpx.Request] = []
    events: list[ResponseEvent] = []

    def respond(request: httpx.Request) -> httpx.Response:
        requests.append(request)
        raise bug

    transport = httpx.MockTransport(respond)
    with (
        client_factory(base_url=URL, http_client=transport, on_response=events.append) as perform,
        pytest.raises(type(bug)) as caught,
    ):
        perform(call)
    assert caught.value is bug
    assert len(requests) == 1
    assert [(event.status_code, event.error) for event in events] == [(None, None)]


@both_clients
def test_failing_hooks_do_not_break_a_call(client_factory: ClientFactory) -> None:
    def fail(event: RequestEvent | ResponseEvent) -> None:
        raise RuntimeError("a bug in a hook")

    transport = httpx.MockTransport(call_counts.respond)
    with client_factory(base_url=URL, http_client=transport, on_request=fail, on_response=fail) as perform:
        assert perform(read).id == "off_abc12345def678"


def higher_limit(request: httpx.Request, release: threading.Event) -> httpx.Response:
    """Respond to the first call when released, and then state a higher limit than the default."""
    if request.url.path.endswith("off_first"):
        assert release.wait(HANG_GUARD)
    return httpx.Response(200, json=call_counts.OFFER, headers={"X-RateLimit-Limit": "1000"})


def test_thread_that_waits_for_the_limit_is_woken_up_by_a_response_that_raises_it() -> None:
    release = threading.Event()
    transport = httpx.MockTransport(lambda request: higher_limit(request, release))
    with MijnKlantportaal(api_key=API_KEY, base_url=URL, http_client=transport) as client:
        limiter = client._sender.state.limiter
        for _ in range(59):
            assert limiter.acquire(0.0) == 0
        first = threading.Thread(target=client.customer_offers.get, args=("off_first",))
        first.start()
        assert settles(lambda: limiter._in_flight == 60)
        second = threading.Thread(target=client.customer_offers.get, args=("off_second",))
        second.start()
        assert settles(lambda: limiter._listeners)
        release.set()
        for thread in (first, second):
            thread.join(HANG_GUARD)
            assert not thread.is_alive(), "it waits for the next minute"


def test_task_that_waits_for_the_limit_is_woken_up_by_a_response_that_raises_it() -> None:
    async def program() -> None:
        release = asyncio.Event()

        async def respond(request: httpx.Request) -> httpx.Response:
            if request.url.path.endswith("off_first"):
                await release.wait()
            return httpx.Response(200, json=call_counts.OFFER, headers={"X-RateLimit-Limit": "1000"})

        transport = httpx.MockTransport(respond)
        async with AsyncMijnKlantportaal(api_key=API_KEY, base_url=URL, http_client=transport) as client:
            limiter = client._sender.state.limiter
            for _ in range(59):
                assert limiter.acquire(0.0) == 0
            first = asyncio.create_task(client.customer_offers.get("off_first"))
            await asyncio.sleep(0)
            second = asyncio.create_task(client.customer_offers.get("off_second"))
            async with asyncio.timeout(HANG_GUARD):
                while not limiter._listeners:
                    await asyncio.sleep(0.005)
                release.set()
                await asyncio.gather(first, second)

    asyncio.run(program())


def test_state_of_a_call_is_visible_in_one_object(echo: EchoServer) -> None:
    calls: list[str] = []

    def look(event: RequestEvent) -> None:
        frame = inspect.currentframe()
        while frame is not None and "call" not in frame.f_locals:
            frame = frame.f_back
        assert frame is not None
        calls.append(repr(frame.f_locals["call"]))

    with connect(MijnKlantportaal, echo.url, on_request=look) as client:
        client.customer_offers.get("off_1")
    assert calls == ["<Call get-customer-offer: attempt 1, waited 0.0 s>"]


@both_clients
def test_client_closed_while_a_call_waits_raises_configuration_error(
    clock: FakeClock, client_factory: ClientFactory
) -> None:
    clients: list[Any] = []

    def close(event: ResponseEvent) -> None:
        transport = clients[0]._sender.transport
        transport.check_usable = refuse_closed

    def refuse_closed() -> None:
        raise ConfigurationError("this client is closed: create a new one")

    def call(client: Any) -> Any:
        clients.append(client)
        return read(client)

    transport = httpx.MockTransport(lambda request: httpx.Response(503))
    with (
        client_factory(base_url=URL, http_client=transport, on_response=close) as perform,
        pytest.raises(ConfigurationError, match="closed"),
    ):
        perform(call)
    assert clients[0]._sender.state.limiter._in_flight == 0


def test_refused_token_is_in_no_traceback() -> None:
    secret = "very-secret-token"
    tokens = iter([f"{secret}\n"])
    client = MijnKlantportaal(
        auth=lambda: next(tokens), base_url=URL, http_client=httpx.MockTransport(call_counts.respond)
    )
    with pytest.raises(ConfigurationError) as caught:
        client.customer_offers.get("off_1")
    assert secret not in traceback_with_locals(caught.value)


@pytest.mark.parametrize(
    "use",
    [
        pytest.param(lambda client: MijnKlantportaal(api_key="not valid"), id="client"),
        pytest.param(lambda client: client.customers.get(""), id="call"),
        pytest.param(lambda client: client.customers.list(), id="page"),
    ],
)
def test_report_with_variables_shows_an_object_whose_constructor_has_failed(
    use: Callable[[MijnKlantportaal], object],
) -> None:
    not_json = httpx.MockTransport(lambda request: httpx.Response(200, content=b"<html>"))
    with (
        MijnKlantportaal(api_key=API_KEY, base_url=URL, http_client=not_json) as client,
        pytest.raises((ValueError, APIResponseValidationError)) as caught,
    ):
        use(client)
    # Python 3.11 raises what `repr` raises, and later versions show that it has failed.
    assert "repr() failed" not in traceback_with_locals(caught.value)


def test_cancelled_attempt_that_fails_leaves_no_unretrieved_exception(caplog: pytest.LogCaptureFixture) -> None:
    async def program() -> None:
        sent = asyncio.Event()

        async def respond(request: httpx.Request) -> httpx.Response:
            sent.set()
            try:
                await asyncio.sleep(LONG)
            except asyncio.CancelledError:
                raise httpx.ReadError("cut") from None
            raise AssertionError

        async with AsyncMijnKlantportaal(
            api_key=API_KEY, base_url=URL, http_client=httpx.MockTransport(respond)
        ) as client:
            task = asyncio.create_task(client.customer_offers.get("off_1"))
            await sent.wait()
            task.cancel()
            with pytest.raises(asyncio.CancelledError):
                await task

    asyncio.run(program())
    gc.collect()
    assert "never retrieved" not in caplog.text

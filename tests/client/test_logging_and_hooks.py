"""How a call can be observed: log records, hooks, and the attempts and waits that an error reports."""

import asyncio
import logging
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextvars import ContextVar
from datetime import date
from decimal import Decimal
from threading import Barrier
from typing import Any, TypeAlias, TypedDict

import httpx
import pytest

from mijnklantportaal import (
    APIConnectionError,
    APIResponseValidationError,
    APITimeoutError,
    AsyncMijnKlantportaal,
    InternalServerError,
    MijnKlantportaal,
    NotFoundError,
    RequestEvent,
    ResponseEvent,
)
from mijnklantportaal.models import CustomerOffer
from tests.client.clients import Call, ClientFactory, async_client, outcomes, read, sync_client
from tests.client.conftest import PageFactory
from tests.client.fake_clock import FakeClock
from tests.client.messages import NO_RESPONSE_IN_TIME
from tests.client.portal_server import PortalServer
from tests.client.tcp_server import TcpServer, http_response, responding_and_closing, responding_and_hanging
from tests.client.waiting import HANG_GUARD, LONG, until
from tests.tracebacks import traceback_with_locals

TOKEN = "very-secret-token"
# For the silent server: it does not matter in which step of the attempt the time ends.
TIMEOUT = 0.2

Event: TypeAlias = RequestEvent | ResponseEvent
Run: TypeAlias = Callable[..., list[Any]]
"""Makes calls with a client for this URL, one after another: it returns their results and errors."""


def runner(client_factory: ClientFactory) -> Run:
    def run(url: str, *calls: Call, **options: Any) -> list[Any]:
        return outcomes(client_factory, *calls, base_url=url, api_key=TOKEN, **options)

    return run


run_sync, run_async = runner(sync_client), runner(async_client)
both_clients = pytest.mark.parametrize("run", [pytest.param(run_sync, id="sync"), pytest.param(run_async, id="async")])


@pytest.fixture
def silent_server() -> Iterator[TcpServer]:
    """A server that receives requests, and sends nothing."""
    with TcpServer(responding_and_hanging(b"")) as server:
        yield server


@pytest.fixture
def silent_url(silent_server: TcpServer) -> str:
    return silent_server.url


@pytest.fixture
def truncating_url() -> Iterator[str]:
    """The address of a server that closes the connection in the middle of its response."""
    with TcpServer(responding_and_closing(http_response(b'{"id"', length=40))) as server:
        yield server.url


class Interrupted(httpx.BaseTransport):
    """A transport in which Ctrl+C is pressed."""

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        raise KeyboardInterrupt


def interrupted_call(**options: Any) -> None:
    with pytest.raises(KeyboardInterrupt):
        run_sync("https://api.example", read, http_client=Interrupted(), **options)


def cancelled_call(server: TcpServer, **options: Any) -> None:
    """Cancel a call that waits for its response."""

    async def cancel(client: AsyncMijnKlantportaal) -> None:
        task = asyncio.ensure_future(read(client))
        await until(lambda: server.requests)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task

    run_async(server.url, cancel, **options)


# Log records


def lines(caplog: pytest.LogCaptureFixture) -> list[str]:
    """Return the records of this package with their levels, and with # in place of measured times."""
    return [
        f"{record.levelname} {re.sub(r'[0-9]+[.][0-9]{3} s', '# s', record.message)}"
        for record in caplog.records
        if record.name == "mijnklantportaal"
    ]


@both_clients
def test_each_attempt_is_logged(
    portal: PortalServer, offer: dict[str, Any], clock: FakeClock, caplog: pytest.LogCaptureFixture, run: Run
) -> None:
    caplog.set_level("DEBUG", "mijnklantportaal")
    portal.add_response({"message": "Later."}, status=503, Retry_After="2")
    portal.add_response(offer)
    run(portal.url, read)
    assert lines(caplog) == [
        "DEBUG GET /customer-offers/off_1: 503 in # s, attempt 1",
        "INFO GET /customer-offers/off_1: waiting 2.0 s before a retry after InternalServerError",
        "DEBUG GET /customer-offers/off_1: 200 in # s, attempt 2",
    ]


@both_clients
def test_wait_for_the_rate_limit_is_logged_once(
    portal: PortalServer, offer: dict[str, Any], clock: FakeClock, caplog: pytest.LogCaptureFixture, run: Run
) -> None:
    caplog.set_level("INFO", "mijnklantportaal")
    portal.add_response(offer, X_RateLimit_Limit="1")
    run(portal.url, read, read)
    assert clock.waits == [60.0]
    assert lines(caplog) == ["INFO GET /customer-offers/off_1: waiting 60.0 s for the rate limit of 1 per minute"]


@both_clients
def test_attempt_without_a_complete_response_is_logged(
    refusing_url: str, silent_url: str, truncating_url: str, caplog: pytest.LogCaptureFixture, run: Run
) -> None:
    caplog.set_level("DEBUG", "mijnklantportaal")
    for url, timeout in ((refusing_url, LONG), (silent_url, TIMEOUT), (truncating_url, LONG)):
        run(url, read, max_retries=0, timeout=timeout)
    assert lines(caplog) == [
        "DEBUG GET /customer-offers/off_1: APIConnectionError in # s, attempt 1",
        "DEBUG GET /customer-offers/off_1: APITimeoutError in # s, attempt 1",
        "DEBUG GET /customer-offers/off_1: 200, APIConnectionError in # s, attempt 1",
    ]


def test_interrupted_attempt_is_logged(silent_server: TcpServer, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("DEBUG", "mijnklantportaal")
    cancelled_call(silent_server)
    interrupted_call()
    assert lines(caplog) == ["DEBUG GET /customer-offers/off_1: interrupted in # s, attempt 1"] * 2


@both_clients
def test_logged_duration_is_that_of_the_attempt(silent_url: str, caplog: pytest.LogCaptureFixture, run: Run) -> None:
    caplog.set_level("DEBUG", "mijnklantportaal")
    run(silent_url, read, max_retries=0, timeout=TIMEOUT)
    (seconds,) = re.findall(r" in (\d+\.\d{3}) s, ", caplog.text)
    assert TIMEOUT <= float(seconds) < HANG_GUARD


def create_offer(client: Any) -> Any:
    return client.customer_offers.create(
        customer_id="in-the-body",
        offer_number="in-the-body",
        issued_at=date(2026, 4, 14),
        expires_at=date(2026, 4, 30),
        amount=Decimal("12.95"),
        send_notification=True,
        pdf=b"in-the-body",
    )


def create_directory(client: Any) -> Any:
    return client.files.create_directory(name="in-the-body", directory="in-the-query")


def get_with_a_header(client: Any) -> Any:
    return client.customer_offers.get("off_1", extra_headers={"X-Own": "in-a-header"})


@both_clients
def test_no_log_record_shows_the_token_or_a_body(
    portal: PortalServer, offer: dict[str, Any], clock: FakeClock, caplog: pytest.LogCaptureFixture, run: Run
) -> None:
    caplog.set_level(logging.DEBUG)
    portal.add_response({"message": "in-the-response"}, status=429, Retry_After="1")
    portal.add_response({**offer, "amount": "in-the-response", "issuedAt": ["in-the-response"]})
    portal.add_response({"message": "in-the-response", "errors": {"email": ["in-the-response"]}}, status=422)
    portal.add_response({"id": "fsd_1", "type": "in-the-response", "unknown": "in-the-response"}, status=201)
    portal.add_response(b"in-the-response")

    def hook(event: object) -> None:
        raise ValueError

    run(portal.url, get_with_a_header, create_offer, create_directory, read, on_request=hook, on_response=hook)
    assert len(portal.requests) == 5
    assert {"mijnklantportaal", "mijnklantportaal.drift", "httpx", "httpcore.http11"} <= {
        record.name for record in caplog.records
    }
    for secret in (TOKEN, "in-a-header", "in-the-body", "in-the-response"):
        assert secret not in caplog.text
    # The query is in the records of httpx, which logs the whole address.
    assert not [
        record for record in caplog.records if "in-the-query" in record.message and record.name.startswith("mijn")
    ]


# Hooks


class Hooks(TypedDict):
    """Options of a client."""

    on_request: Callable[[RequestEvent], None]
    on_response: Callable[[ResponseEvent], None]


class EventLog:
    """The events that hooks were called with, in order."""

    def __init__(self) -> None:
        self.events: list[Event] = []

    @property
    def hooks(self) -> Hooks:
        return {"on_request": self.events.append, "on_response": self.events.append}

    def attempts(self) -> list[ResponseEvent]:
        """Return the ends of the attempts, each of which follows its beginning."""
        ends = []
        for begin, end in zip(self.events[::2], self.events[1::2], strict=True):
            assert isinstance(begin, RequestEvent)
            assert isinstance(end, ResponseEvent)
            assert (end.operation, end.request, end.attempt) == (begin.operation, begin.request, begin.attempt)
            assert end.seconds >= 0
            ends.append(end)
        return ends


Responses: TypeAlias = list[tuple[int, bytes | None]]
"""Statuses and bodies; `None` for the JSON of an offer."""
Attempts: TypeAlias = list[tuple[int, int | None, type[Exception] | None]]
"""Of each attempt its number, its status, and its error."""


def ends(attempts: Iterable[ResponseEvent]) -> Attempts:
    return [(end.attempt, end.status_code, type(end.error) if end.error else None) for end in attempts]


RESPONSES = [
    pytest.param([(200, b"")], [(1, 200, None)], APIResponseValidationError, id="no body"),
    pytest.param([(200, None)], [(1, 200, None)], CustomerOffer, id="success"),
    pytest.param([(404, None)], [(1, 404, None)], NotFoundError, id="an error"),
    pytest.param([(503, None), (200, None)], [(1, 503, None), (2, 200, None)], CustomerOffer, id="a retry"),
    pytest.param([(503, None)], [(1, 503, None), (2, 503, None)], InternalServerError, id="a retry that fails"),
]


@both_clients
@pytest.mark.parametrize(("responses", "attempts", "outcome"), RESPONSES)
def test_hooks_are_called_for_each_response(
    portal: PortalServer,
    offer: dict[str, Any],
    clock: FakeClock,
    run: Run,
    responses: Responses,
    attempts: Attempts,
    outcome: type,
) -> None:
    for status, body in responses:
        portal.add_response(offer if body is None else body, status=status, X_Request_Id=f"request-{status}")
    log = EventLog()
    (result,) = run(portal.url, read, max_retries=1, **log.hooks)
    assert isinstance(result, outcome)
    assert ends(log.attempts()) == attempts
    for end in log.attempts():
        assert (end.operation, end.request.method) == ("get-customer-offer", "GET")
        assert end.request.url == f"{portal.url}/customer-offers/off_1"
        assert end.headers["x-request-id"] == f"request-{end.status_code}"


FAILURES = [
    pytest.param("refusing_url", (None, APIConnectionError), id="no connection"),
    pytest.param("silent_url", (None, APITimeoutError), id="a timeout"),
    pytest.param("truncating_url", (200, APIConnectionError), id="a truncated response"),
]


@both_clients
@pytest.mark.parametrize(("url_fixture", "end"), FAILURES)
def test_hooks_are_called_for_attempts_without_a_complete_response(
    request: pytest.FixtureRequest,
    clock: FakeClock,
    run: Run,
    url_fixture: str,
    end: tuple[int | None, type[Exception]],
) -> None:
    log = EventLog()
    (error,) = run(
        request.getfixturevalue(url_fixture),
        read,
        max_retries=1,
        timeout=TIMEOUT if url_fixture == "silent_url" else LONG,
        **log.hooks,
    )
    assert ends(log.attempts()) == [(1, *end), (2, *end)]
    assert error is log.attempts()[1].error


def test_hooks_are_called_for_interrupted_attempts(silent_server: TcpServer) -> None:
    cancelled, interrupted = EventLog(), EventLog()
    cancelled_call(silent_server, **cancelled.hooks)
    interrupted_call(**interrupted.hooks)
    assert ends(cancelled.attempts()) == ends(interrupted.attempts()) == [(1, None, None)]


def test_hooks_are_called_for_each_page(portal: PortalServer, offer: dict[str, Any], page_of: PageFactory) -> None:
    portal.add_response(page_of([offer], 1, "?page=2"))
    portal.add_response(page_of([offer], 2))
    log = EventLog()
    run_sync(portal.url, lambda client: list(client.customer_offers.list()), **log.hooks)
    assert [(end.attempt, end.request.url) for end in log.attempts()] == [
        (1, f"{portal.url}/customer-offers"),
        (1, f"{portal.url}/customer-offers?page=2"),
    ]


def test_hooks_are_not_called_for_an_invalid_argument(portal: PortalServer) -> None:
    log = EventLog()
    with pytest.raises(ValueError, match="offer_id"):
        run_sync(portal.url, lambda client: client.customer_offers.get(""), **log.hooks)
    assert log.events == []


@both_clients
@pytest.mark.parametrize("hook", ["on_request", "on_response"])
def test_hook_that_raises_is_logged_and_does_not_affect_the_call(
    portal: PortalServer, offer: dict[str, Any], clock: FakeClock, caplog: pytest.LogCaptureFixture, run: Run, hook: str
) -> None:
    portal.add_response({"message": "Later."}, status=503)
    portal.add_response(offer)
    portal.add_response({"message": "Gone."}, status=404)
    log = EventLog()

    def failing(event: Event) -> None:
        log.events.append(event)
        raise ZeroDivisionError("mine")

    result, error = run(portal.url, read, read, **{**log.hooks, hook: failing})
    assert result.offer_number == "2024-001"
    assert isinstance(error, NotFoundError)
    assert error.__context__ is None
    assert ends(log.attempts()) == [(1, 503, None), (2, 200, None), (1, 404, None)]
    records = [record for record in caplog.records if record.message == "a hook failed"]
    assert [(record.name, record.levelname) for record in records] == [("mijnklantportaal", "ERROR")] * 3
    assert all(record.exc_info and record.exc_info[0] is ZeroDivisionError for record in records)


@both_clients
def test_copy_has_its_own_hooks(portal: PortalServer, offer: dict[str, Any], run: Run) -> None:
    portal.add_response(offer)
    first, second = EventLog(), EventLog()
    run(
        portal.url,
        read,
        lambda client: read(client.with_options(**second.hooks)),
        lambda client: read(client.with_options(on_request=None, on_response=None)),
        lambda client: read(client.with_options(max_retries=0)),
        **first.hooks,
    )
    assert len(portal.requests) == 4
    assert (len(first.attempts()), len(second.attempts())) == (2, 1)


@pytest.mark.parametrize("hook", ["on_request", "on_response"])
def test_hook_that_is_not_callable_raises(hook: str) -> None:
    with pytest.raises(TypeError, match=f"{hook} must be callable, not str"):
        MijnKlantportaal(api_key=TOKEN, **{hook: "print"})  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]


def texts_in(value: object, seen: set[int]) -> Iterator[str]:
    """Return all texts and bytes that can be reached from a value by its attributes."""
    if id(value) in seen or isinstance(value, type) or callable(value):
        return
    seen.add(id(value))
    if isinstance(value, str | bytes):
        yield value if isinstance(value, str) else value.decode("latin-1")
        return
    yield repr(value)
    if isinstance(value, Mapping):
        parts: list[Any] = [*value.keys(), *value.values()]
    elif isinstance(value, list | tuple | set):
        parts = list(value)
    else:
        parts = list(getattr(value, "__dict__", {}).values())
        slots = [name for base in type(value).__mro__ for name in getattr(base, "__slots__", ())]
        parts += [getattr(value, name) for name in slots if hasattr(value, name)]
    if isinstance(value, BaseException):
        parts += [value.args, value.__cause__, value.__context__]
    for part in parts:
        yield from texts_in(part, seen)


@both_clients
def test_events_hold_no_token(
    portal: PortalServer,
    offer: dict[str, Any],
    refusing_url: str,
    silent_url: str,
    truncating_url: str,
    clock: FakeClock,
    run: Run,
) -> None:
    portal.add_response({"message": "Gone."}, status=404, X_Request_Id="request-1")
    log = EventLog()
    for url in (portal.url, refusing_url, silent_url, truncating_url):
        timeout = TIMEOUT if url == silent_url else LONG
        run(url, get_with_a_header, max_retries=0, timeout=timeout, **log.hooks)
    assert portal.request.headers["Authorization"] == f"Bearer {TOKEN}"
    texts = list(texts_in(log.events, set()))
    # Headers, addresses and errors were reached.
    assert {"request-1", f"{refusing_url}/customer-offers/off_1"} <= set(texts)
    assert any(re.search(NO_RESPONSE_IN_TIME, text) for text in texts)
    tracebacks = [traceback_with_locals(end.error) for end in log.attempts() if end.error]
    assert len(tracebacks) == 3
    for text in [*texts, *tracebacks]:
        assert TOKEN not in text


SPAN: ContextVar[str] = ContextVar("span", default="none")


def span_hooks(spans: list[tuple[str, str]]) -> dict[str, Any]:
    """Return hooks as in tracing libraries: one begins a span, and the other ends the current one."""
    return {
        "on_request": lambda event: SPAN.set(event.request.url),
        "on_response": lambda event: spans.append((SPAN.get(), event.request.url)),
    }


def test_context_variable_set_in_on_request_is_seen_in_on_response_by_threads(
    portal: PortalServer, offer: dict[str, Any]
) -> None:
    portal.add_response(offer)
    spans: list[tuple[str, str]] = []
    begin = Barrier(5)
    with (
        MijnKlantportaal(api_key=TOKEN, base_url=portal.url, **span_hooks(spans)) as client,
        ThreadPoolExecutor(5) as threads,
    ):

        def calls(thread: int) -> None:
            begin.wait(LONG)
            for number in range(5):
                client.customer_offers.get(f"off_{thread}_{number}")

        list(threads.map(calls, range(5)))
    assert len(set(spans)) == 25
    assert all(begun == ended for begun, ended in spans)
    assert SPAN.get() == "none"


def test_context_variable_set_in_on_request_is_seen_in_on_response_by_tasks(
    portal: PortalServer, offer: dict[str, Any]
) -> None:
    portal.add_response(offer)
    spans: list[tuple[str, str]] = []

    async def program() -> None:
        async with AsyncMijnKlantportaal(api_key=TOKEN, base_url=portal.url, **span_hooks(spans)) as client:
            await asyncio.gather(*(client.customer_offers.get(f"off_{number}") for number in range(5)))

    asyncio.run(program())
    assert len(set(spans)) == 5
    assert all(begun == ended for begun, ended in spans)


# The attempts and waits that errors report


@both_clients
def test_error_has_attempts_and_waited(portal: PortalServer, clock: FakeClock, run: Run) -> None:
    portal.add_response({"message": "Later."}, status=503, Retry_After="2")
    portal.add_response({"message": "Later."}, status=503, Retry_After="3")
    portal.add_response({"message": "Gone."}, status=404)
    (error,) = run(portal.url, read)
    assert isinstance(error, NotFoundError)
    assert (error.attempts, error.waited) == (3, 5.0)


@both_clients
def test_error_of_the_first_attempt_has_not_waited(portal: PortalServer, clock: FakeClock, run: Run) -> None:
    portal.add_response({"message": "Gone."}, status=404)
    (error,) = run(portal.url, read)
    assert (error.attempts, error.waited, clock.waits) == (1, 0.0, [])


@both_clients
def test_waited_includes_the_waits_for_the_rate_limit(
    portal: PortalServer, offer: dict[str, Any], clock: FakeClock, run: Run
) -> None:
    portal.add_response(offer, X_RateLimit_Limit="1")
    portal.add_response({"message": "Later."}, status=503, Retry_After="7", X_RateLimit_Limit="1")
    portal.add_response({"message": "Gone."}, status=404)
    _, error = run(portal.url, read, read)
    assert isinstance(error, NotFoundError)
    # A minute until the second call is allowed, and another one until its retry is, of which the server asks for 7 s.
    assert (error.attempts, error.waited) == (2, 120.0)
    assert sum(clock.waits) == 120.0


@both_clients
def test_connection_error_has_attempts_and_waited(refusing_url: str, clock: FakeClock, run: Run) -> None:
    (error,) = run(refusing_url, read, max_retries=2)
    assert isinstance(error, APIConnectionError)
    assert (error.attempts, error.waited) == (3, sum(clock.waits))
    assert len(clock.waits) == 2


@both_clients
def test_response_validation_error_has_attempts_and_waited(
    portal: PortalServer, offer: dict[str, Any], clock: FakeClock, run: Run
) -> None:
    for body in (b"<html>", {**offer, "amount": "a lot"}):
        portal.responses.clear()
        portal.add_response({"message": "Later."}, status=503, Retry_After="2")
        portal.add_response(body)
        (error,) = run(portal.url, read, strict=True)
        assert isinstance(error, APIResponseValidationError)
        assert (error.attempts, error.waited) == (2, 2.0)

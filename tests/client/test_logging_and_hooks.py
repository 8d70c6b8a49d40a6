"""What can be watched of a call: lines in the log, the hooks, and what errors say of the way to them."""

import asyncio
import logging
import re
import socket
import traceback
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextvars import ContextVar
from datetime import date
from decimal import Decimal
from threading import Barrier, Thread
from typing import Any, TypeAlias

import attrs
import httpx
import pytest

from mijnklantportaal import (
    APIConnectionError,
    APIResponseValidationError,
    APITimeoutError,
    AsyncMijnKlantportaal,
    InternalServerError,
    MijnKlantportaal,
    MijnKlantportaalError,
    NotFoundError,
    RequestEvent,
    ResponseEvent,
)
from mijnklantportaal.models import CustomerOffer

TOKEN = "very-secret-token"

Call: TypeAlias = Callable[[Any], Any]
Event: TypeAlias = RequestEvent | ResponseEvent
Run: TypeAlias = Callable[..., list[Any]]


def run_blocking(url: str, *calls: Call, **options: Any) -> list[Any]:
    """What calls of the synchronous client give, or raise."""
    outcomes: list[Any] = []
    with MijnKlantportaal(api_key=TOKEN, base_url=url, **options) as client:
        for call in calls:
            try:
                outcomes.append(call(client))
            except MijnKlantportaalError as error:
                outcomes.append(error)
    return outcomes


def run_in_loop(url: str, *calls: Call, **options: Any) -> list[Any]:
    """What calls of the asynchronous client give, or raise."""
    outcomes: list[Any] = []

    async def program() -> None:
        async with AsyncMijnKlantportaal(api_key=TOKEN, base_url=url, **options) as client:
            for call in calls:
                try:
                    outcomes.append(await call(client))
                except MijnKlantportaalError as error:
                    outcomes.append(error)

    asyncio.run(program())
    return outcomes


both_clients = pytest.mark.parametrize(
    "run", [pytest.param(run_blocking, id="blocking"), pytest.param(run_in_loop, id="in a loop")]
)


def get(client: Any) -> Any:
    return client.customer_offers.get("off_1")


@pytest.fixture
def nobody() -> str:
    """The address of a server that is not there."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        return f"http://127.0.0.1:{server.getsockname()[1]}/v1"


@pytest.fixture
def silence() -> Iterator[str]:
    """The address of a server that lets everybody connect, and says nothing."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield f"http://127.0.0.1:{server.getsockname()[1]}/v1"


@pytest.fixture
def half() -> Iterator[str]:
    """The address of a server that hangs up in the middle of its answer."""
    with socket.create_server(("127.0.0.1", 0)) as server:

        def serve() -> None:
            while True:
                try:
                    connection, _ = server.accept()
                except OSError:
                    return
                with connection:
                    connection.recv(65536)
                    connection.sendall(b'HTTP/1.1 200 OK\r\nContent-Length: 40\r\n\r\n{"id"')

        thread = Thread(target=serve)
        thread.start()
        yield f"http://127.0.0.1:{server.getsockname()[1]}/v1"
        server.shutdown(socket.SHUT_RDWR)
        thread.join()


class Interrupted(httpx.BaseTransport):
    """A transport in which Ctrl+C is pressed."""

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        raise KeyboardInterrupt


def interrupted_call(**options: Any) -> None:
    with pytest.raises(KeyboardInterrupt):
        run_blocking("https://api.example", get, http_client=Interrupted(), **options)


def cancelled_call(url: str, **options: Any) -> None:
    async def cancelled(client: AsyncMijnKlantportaal) -> None:
        task = asyncio.ensure_future(get(client))
        await asyncio.sleep(0.1)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task

    run_in_loop(url, cancelled, **options)


# Lines in the log


def lines(caplog: pytest.LogCaptureFixture) -> list[str]:
    """The lines of this package, with their levels, and with # for times that nobody knows beforehand."""
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
    run(portal.url, get)
    assert lines(caplog) == [
        "DEBUG GET /customer-offers/off_1: 503 in # s, attempt 1",
        "INFO GET /customer-offers/off_1: waiting 2.0 s before another attempt, after InternalServerError",
        "DEBUG GET /customer-offers/off_1: 200 in # s, attempt 2",
    ]


@both_clients
def test_wait_for_the_rate_limit_is_logged_once(
    portal: PortalServer, offer: dict[str, Any], clock: FakeClock, caplog: pytest.LogCaptureFixture, run: Run
) -> None:
    caplog.set_level("INFO", "mijnklantportaal")
    portal.add_response(offer, X_RateLimit_Limit="1")
    run(portal.url, get, get)
    assert len(clock.waits) > 1
    assert lines(caplog) == [
        "INFO GET /customer-offers/off_1: waiting 60.0 s for its turn: 1 calls a minute are allowed"
    ]


@both_clients
def test_attempt_without_a_complete_response_is_logged(
    nobody: str, silence: str, half: str, caplog: pytest.LogCaptureFixture, run: Run
) -> None:
    caplog.set_level("DEBUG", "mijnklantportaal")
    for url in (nobody, silence, half):
        run(url, get, max_retries=0, timeout=0.3)
    assert lines(caplog) == [
        "DEBUG GET /customer-offers/off_1: APIConnectionError in # s, attempt 1",
        "DEBUG GET /customer-offers/off_1: APITimeoutError in # s, attempt 1",
        "DEBUG GET /customer-offers/off_1: 200, APIConnectionError in # s, attempt 1",
    ]


def test_interrupted_attempt_is_logged(silence: str, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("DEBUG", "mijnklantportaal")
    cancelled_call(silence)
    interrupted_call()
    assert lines(caplog) == ["DEBUG GET /customer-offers/off_1: interrupted in # s, attempt 1"] * 2


@both_clients
def test_logged_duration_is_that_of_the_attempt(silence: str, caplog: pytest.LogCaptureFixture, run: Run) -> None:
    caplog.set_level("DEBUG", "mijnklantportaal")
    run(silence, get, max_retries=0, timeout=0.3)
    (seconds,) = re.findall(r" in (\d+\.\d{3}) s, ", caplog.text)
    assert 0.3 <= float(seconds) < 3


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
    portal.add_response({"message": "in-the-answer"}, status=429, Retry_After="1")
    portal.add_response({**offer, "amount": "in-the-answer", "issuedAt": ["in-the-answer"]})
    portal.add_response({"message": "in-the-answer", "errors": {"email": ["in-the-answer"]}}, status=422)
    portal.add_response({"id": "fsd_1", "type": "in-the-answer", "unknown": "in-the-answer"}, status=201)
    portal.add_response(b"in-the-answer")

    def hook(event: object) -> None:
        raise ValueError

    run(portal.url, get_with_a_header, create_offer, create_directory, get, on_request=hook, on_response=hook)
    assert len(portal.requests) == 5
    assert {"mijnklantportaal", "mijnklantportaal.drift", "httpx", "httpcore.http11"} <= {
        record.name for record in caplog.records
    }
    for secret in (TOKEN, "in-a-header", "in-the-body", "in-the-answer"):
        assert secret not in caplog.text
    # httpx writes the whole address at INFO.
    assert not [
        record for record in caplog.records if "in-the-query" in record.message and record.name.startswith("mijn")
    ]


# Hooks


class Watch:
    """What the hooks were told, in order."""

    def __init__(self) -> None:
        self.events: list[Event] = []

    @property
    def hooks(self) -> dict[str, Any]:
        return {"on_request": self.events.append, "on_response": self.events.append}

    def attempts(self) -> list[ResponseEvent]:
        """The ends of the attempts, each of which comes right after its beginning."""
        ends = []
        for begin, end in zip(self.events[::2], self.events[1::2], strict=True):
            assert isinstance(begin, RequestEvent)
            assert isinstance(end, ResponseEvent)
            assert (end.operation, end.request, end.attempt) == (begin.operation, begin.request, begin.attempt)
            assert end.seconds >= 0
            ends.append(end)
        return ends


def ends(attempts: Iterable[ResponseEvent]) -> list[tuple[int, int | None, type[Exception] | None]]:
    return [(end.attempt, end.status_code, type(end.error) if end.error else None) for end in attempts]


ANSWERS: list[Any] = [
    pytest.param([(200, b"")], [(1, 200, None)], APIResponseValidationError, id="no body"),
    pytest.param([(200, None)], [(1, 200, None)], CustomerOffer, id="success"),
    pytest.param([(404, None)], [(1, 404, None)], NotFoundError, id="an error"),
    pytest.param([(503, None), (200, None)], [(1, 503, None), (2, 200, None)], CustomerOffer, id="a retry"),
    pytest.param([(503, None)], [(1, 503, None), (2, 503, None)], InternalServerError, id="a retry in vain"),
]


@both_clients
@pytest.mark.parametrize(("answers", "told", "outcome"), ANSWERS)
def test_hooks_are_called_for_each_response(
    portal: PortalServer, offer: dict[str, Any], clock: FakeClock, run: Run, answers: Any, told: Any, outcome: type
) -> None:
    for status, body in answers:
        portal.add_response(offer if body is None else body, status=status, X_Request_Id=f"request-{status}")
    watch = Watch()
    (given,) = run(portal.url, get, max_retries=1, **watch.hooks)
    assert isinstance(given, outcome)
    attempts = watch.attempts()
    assert ends(attempts) == told
    for end in attempts:
        assert (end.operation, end.request.method) == ("get-customer-offer", "GET")
        assert end.request.url == f"{portal.url}/customer-offers/off_1"
        assert end.headers["x-request-id"] == f"request-{end.status_code}"


FAILURES: list[Any] = [
    pytest.param("nobody", (None, APIConnectionError), id="no connection"),
    pytest.param("silence", (None, APITimeoutError), id="a timeout"),
    pytest.param("half", (200, APIConnectionError), id="half an answer"),
]


@both_clients
@pytest.mark.parametrize(("server", "end"), FAILURES)
def test_hooks_are_called_for_attempts_without_a_complete_response(
    request: pytest.FixtureRequest, clock: FakeClock, run: Run, server: str, end: tuple[int | None, type[Exception]]
) -> None:
    watch = Watch()
    (error,) = run(request.getfixturevalue(server), get, max_retries=1, timeout=0.2, **watch.hooks)
    assert ends(watch.attempts()) == [(1, *end), (2, *end)]
    assert error is watch.attempts()[1].error


def test_hooks_are_called_for_interrupted_attempts(silence: str) -> None:
    cancelled, interrupted = Watch(), Watch()
    cancelled_call(silence, **cancelled.hooks)
    interrupted_call(**interrupted.hooks)
    assert ends(cancelled.attempts()) == ends(interrupted.attempts()) == [(1, None, None)]


def test_hooks_are_called_for_each_page(portal: PortalServer, offer: dict[str, Any], page_of: PageFactory) -> None:
    portal.add_response(page_of([offer], 1, "?page=2"))
    portal.add_response(page_of([offer], 2))
    watch = Watch()
    run_blocking(portal.url, lambda client: list(client.customer_offers.list()), **watch.hooks)
    assert [(end.attempt, end.request.url) for end in watch.attempts()] == [
        (1, f"{portal.url}/customer-offers"),
        (1, f"{portal.url}/customer-offers?page=2"),
    ]


def test_hooks_are_not_called_for_an_invalid_argument(portal: PortalServer) -> None:
    watch = Watch()
    with pytest.raises(ValueError, match="offer_id"):
        run_blocking(portal.url, lambda client: client.customer_offers.get(""), **watch.hooks)
    assert watch.events == []


@both_clients
@pytest.mark.parametrize("hook", ["on_request", "on_response"])
def test_hook_that_raises_is_logged_and_does_not_affect_the_call(
    portal: PortalServer, offer: dict[str, Any], clock: FakeClock, caplog: pytest.LogCaptureFixture, run: Run, hook: str
) -> None:
    portal.add_response({"message": "Later."}, status=503)
    portal.add_response(offer)
    portal.add_response({"message": "Gone."}, status=404)
    watch = Watch()

    def failing(event: Event) -> None:
        watch.events.append(event)
        raise ZeroDivisionError("mine")

    given, error = run(portal.url, get, get, **{**watch.hooks, hook: failing})
    assert given.offer_number == "2024-001"
    assert isinstance(error, NotFoundError)
    assert error.__context__ is None
    assert ends(watch.attempts()) == [(1, 503, None), (2, 200, None), (1, 404, None)]
    told = [record for record in caplog.records if record.message == "a hook failed"]
    assert [(record.name, record.levelname) for record in told] == [("mijnklantportaal", "ERROR")] * 3
    assert all(record.exc_info and record.exc_info[0] is ZeroDivisionError for record in told)


@both_clients
def test_copy_has_its_own_hooks(portal: PortalServer, offer: dict[str, Any], run: Run) -> None:
    portal.add_response(offer)
    first, second = Watch(), Watch()
    run(
        portal.url,
        get,
        lambda client: get(client.with_options(**second.hooks)),
        lambda client: get(client.with_options(on_request=None, on_response=None)),
        lambda client: get(client.with_options(max_retries=0)),
        **first.hooks,
    )
    assert len(portal.requests) == 4
    assert (len(first.attempts()), len(second.attempts())) == (2, 1)


@pytest.mark.parametrize("hook", ["on_request", "on_response"])
def test_hook_that_is_not_callable_raises(hook: str) -> None:
    with pytest.raises(TypeError, match=f"{hook} must be callable, not str"):
        MijnKlantportaal(api_key=TOKEN, **{hook: "print"})  # type: ignore[arg-type]


def held_by(value: Any, seen: set[int]) -> Iterator[str]:
    """All texts and bytes that can be reached from a value by its attributes."""
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
        if attrs.has(type(value)):
            parts += [getattr(value, field.name) for field in attrs.fields(type(value))]
    if isinstance(value, BaseException):
        parts += [value.args, value.__cause__, value.__context__]
    for part in parts:
        yield from held_by(part, seen)


@both_clients
def test_events_hold_no_token(
    portal: PortalServer, offer: dict[str, Any], nobody: str, silence: str, half: str, clock: FakeClock, run: Run
) -> None:
    portal.add_response({"message": "Gone."}, status=404, X_Request_Id="request-1")
    watch = Watch()
    for url in (portal.url, nobody, silence, half):
        run(url, get_with_a_header, max_retries=0, timeout=0.2, **watch.hooks)
    assert portal.request.headers["Authorization"] == f"Bearer {TOKEN}"
    texts = list(held_by(watch.events, set()))
    # That the walk came to headers, addresses and errors.
    assert {"request-1", f"{nobody}/customer-offers/off_1"} <= set(texts)
    assert any("no answer in time" in text for text in texts)
    # As reports of errors show them, with the variables of each function.
    reports = [
        "".join(traceback.TracebackException.from_exception(end.error, capture_locals=True).format())
        for end in watch.attempts()
        if end.error
    ]
    assert len(reports) == 3
    for text in [*texts, *reports]:
        assert TOKEN not in text


SPAN: ContextVar[str] = ContextVar("span", default="none")


def span_hooks(found: list[tuple[str, str]]) -> dict[str, Any]:
    """Hooks as tracing libraries have them: one begins a span, the other ends what it finds."""
    return {
        "on_request": lambda event: SPAN.set(event.request.url),
        "on_response": lambda event: found.append((SPAN.get(), event.request.url)),
    }


def test_context_variable_set_in_on_request_is_seen_in_on_response_by_threads(
    portal: PortalServer, offer: dict[str, Any]
) -> None:
    portal.add_response(offer)
    found: list[tuple[str, str]] = []
    begin = Barrier(5)
    with (
        MijnKlantportaal(api_key=TOKEN, base_url=portal.url, **span_hooks(found)) as client,
        ThreadPoolExecutor(5) as threads,
    ):

        def calls(thread: int) -> None:
            begin.wait(10)
            for number in range(5):
                client.customer_offers.get(f"off_{thread}_{number}")

        list(threads.map(calls, range(5)))
    assert len(set(found)) == 25
    assert all(left == here for left, here in found)
    assert SPAN.get() == "none"


def test_context_variable_set_in_on_request_is_seen_in_on_response_by_tasks(
    portal: PortalServer, offer: dict[str, Any]
) -> None:
    portal.add_response(offer)
    found: list[tuple[str, str]] = []

    async def program() -> None:
        async with AsyncMijnKlantportaal(api_key=TOKEN, base_url=portal.url, **span_hooks(found)) as client:
            await asyncio.gather(*(client.customer_offers.get(f"off_{number}") for number in range(5)))

    asyncio.run(program())
    assert len(set(found)) == 5
    assert all(left == here for left, here in found)


# What errors say of the way to them


@both_clients
def test_error_has_attempts_and_waited(portal: PortalServer, clock: FakeClock, run: Run) -> None:
    portal.add_response({"message": "Later."}, status=503, Retry_After="2")
    portal.add_response({"message": "Later."}, status=503, Retry_After="3")
    portal.add_response({"message": "Gone."}, status=404)
    (error,) = run(portal.url, get)
    assert isinstance(error, NotFoundError)
    assert (error.attempts, error.waited) == (3, 5.0)


@both_clients
def test_error_of_the_first_attempt_has_not_waited(portal: PortalServer, clock: FakeClock, run: Run) -> None:
    portal.add_response({"message": "Gone."}, status=404)
    (error,) = run(portal.url, get)
    assert (error.attempts, error.waited, clock.waits) == (1, 0.0, [])


@both_clients
def test_waited_includes_the_waits_for_the_rate_limit(
    portal: PortalServer, offer: dict[str, Any], clock: FakeClock, run: Run
) -> None:
    portal.add_response(offer, X_RateLimit_Limit="1")
    portal.add_response({"message": "Later."}, status=503, Retry_After="7", X_RateLimit_Limit="1")
    portal.add_response({"message": "Gone."}, status=404)
    _, error = run(portal.url, get, get)
    assert isinstance(error, NotFoundError)
    # A minute until the second call may leave, and another until it may be repeated: 7 seconds of it are asked for.
    assert (error.attempts, error.waited) == (2, 120.0)
    assert sum(clock.waits) == 120.0


@both_clients
def test_connection_error_has_attempts_and_waited(nobody: str, clock: FakeClock, run: Run) -> None:
    (error,) = run(nobody, get, max_retries=2)
    assert isinstance(error, APIConnectionError)
    assert (error.attempts, error.waited) == (3, sum(clock.waits))
    assert len(clock.waits) == 2


@both_clients
def test_response_validation_error_has_attempts_and_waited(
    portal: PortalServer, offer: dict[str, Any], clock: FakeClock, run: Run
) -> None:
    for odd in (b"<html>", {**offer, "amount": "a lot"}):
        portal.responses.clear()
        portal.add_response({"message": "Later."}, status=503, Retry_After="2")
        portal.add_response(odd)
        (error,) = run(portal.url, get, strict=True)
        assert isinstance(error, APIResponseValidationError)
        assert (error.attempts, error.waited) == (2, 2.0)

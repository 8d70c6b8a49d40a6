"""The receiver for ASGI: functions of both kinds, event loops, mounting, and what only ASGI has."""

import asyncio
import threading
from collections.abc import Callable, Coroutine
from contextvars import ContextVar
from functools import partial
from typing import Any

import httpx
import pytest
import trio
from starlette.applications import Starlette
from starlette.routing import Mount, Route

from mijnklantportaal.webhooks import EventType, WebhookASGIApp, WebhookEvent
from tests.tracebacks import traceback_with_locals
from tests.webhooks.receiver_servers import HANG_GUARD, Serve, asgi_server, assert_not_logged, status_of_part
from tests.webhooks.signed_requests import BODY, HEADERS, SECRET

Message = dict[str, Any]
EVENT = WebhookEvent(EventType.INVOICE_PAID, BODY)
RESPONSE = [
    {"type": "http.response.start", "status": 204, "headers": []},
    {"type": "http.response.body", "body": b""},
]


def run_with_asyncio(program: Callable[[], Coroutine[Any, Any, Any]]) -> Any:
    return asyncio.run(program())


@pytest.fixture(params=[run_with_asyncio, trio.run], ids=["asyncio", "trio"])
def run(request: pytest.FixtureRequest) -> Any:
    return request.param


class Server:
    """An ASGI server of one request, which records what is sent."""

    def __init__(self, *messages: Message) -> None:
        self._messages = iter(messages)
        self.sent: list[Message] = []

    async def receive(self) -> Message:
        return next(self._messages)

    async def send(self, message: Any) -> None:
        self.sent.append(message)

    async def call(self, app: WebhookASGIApp, **scope: Any) -> list[Message]:
        headers = [(b"x-webhook-signature", SECRET.encode())]
        await app({"type": "http", "method": "POST", "headers": headers, **scope}, self.receive, self.send)
        return self.sent


def body(*chunks: bytes) -> list[Message]:
    *first, last = chunks
    return [
        *({"type": "http.request", "body": chunk, "more_body": True} for chunk in first),
        {"type": "http.request", "body": last},
    ]


async def is_known(event: WebhookEvent) -> bool:
    return False


async def secrets() -> dict[str, str]:
    return {"invoice-paid": SECRET}


class AsyncHandler:
    """An object whose calls are asynchronous."""

    def __init__(self, events: list[WebhookEvent]) -> None:
        self._events = events

    async def __call__(self, event: WebhookEvent) -> None:
        self._events.append(event)


def test_functions_may_be_asynchronous(run: Any) -> None:
    events: list[WebhookEvent] = []
    app = WebhookASGIApp(AsyncHandler(events), secrets, is_duplicate=is_known)
    assert run(partial(Server(*body(BODY)).call, app)) == RESPONSE
    assert events == [EVENT]


@pytest.mark.parametrize("kind", ["function", "partial", "lambda"])
def test_coroutine_of_a_handler_is_awaited(run: Any, kind: str) -> None:
    events: list[WebhookEvent] = []

    async def handle(event: WebhookEvent) -> None:
        events.append(event)

    kinds: dict[str, Callable[[WebhookEvent], object]] = {
        "function": handle,
        "partial": partial(handle),
        "lambda": lambda event: handle(event),
    }
    run(partial(Server(*body(BODY)).call, WebhookASGIApp(kinds[kind], {"invoice-paid": SECRET})))
    assert events == [EVENT]


def test_functions_that_block_run_in_threads(run: Any) -> None:
    threads: list[tuple[str, bool]] = []

    def note(name: str, result: Any, *arguments: object) -> Any:
        threads.append((name, threading.current_thread() is threading.main_thread()))
        return result

    app = WebhookASGIApp(
        partial(note, "handler", None), partial(note, "secrets", SECRET), is_duplicate=partial(note, "known", False)
    )
    assert run(partial(Server(*body(BODY)).call, app)) == RESPONSE
    assert threads == [("secrets", False), ("known", False), ("handler", False)]


def test_slow_handlers_do_not_delay_the_other_functions(serve: Serve, portal: httpx.Client) -> None:
    release, started = threading.Event(), threading.Semaphore(0)

    def handle(event: WebhookEvent) -> None:
        started.release()
        assert release.wait(HANG_GUARD)

    # More than asyncio has threads.
    requests = 50
    with serve(WebhookASGIApp(handle, lambda: SECRET, is_duplicate=lambda event: False)) as url:
        assert {portal.post(url, headers=HEADERS).status_code for _ in range(requests)} == {204}
        assert all(started.acquire(timeout=HANG_GUARD) for _ in range(requests))
        release.set()


def test_chunks_of_a_body_are_joined(run: Any) -> None:
    events: list[WebhookEvent] = []
    app = WebhookASGIApp(events.append, SECRET)
    run(partial(Server(*body(b"ab", b"", b"c", b"")).call, app))
    run(partial(Server({"type": "http.request"}).call, app))
    assert [event.body for event in events] == [b"abc", b""]


def test_chunked_body_above_the_limit_is_refused_while_it_is_read(serve: Serve, portal: httpx.Client) -> None:
    events: list[WebhookEvent] = []
    head = f"POST / HTTP/1.1\r\nHost: x\r\nX-Webhook-Signature: {SECRET}\r\nTransfer-Encoding: chunked\r\n\r\n"
    with serve(WebhookASGIApp(events.append, SECRET, max_body_size=10)) as url:
        # The last chunk is not sent.
        assert status_of_part(url, f"{head}6\r\nabcdef\r\n6\r\nabcdef\r\n".encode()) == 413
        assert portal.post(url, headers=HEADERS, content=iter([b"abcdef", b"abcd"])).status_code == 204
    assert [event.body for event in events] == [b"abcdefabcd"]


@pytest.mark.parametrize("messages", [[], body(b"ab", b"c")[:1]], ids=["before", "within"])
def test_disconnected_client_gets_no_response(run: Any, messages: list[Message]) -> None:
    events: list[WebhookEvent] = []
    app = WebhookASGIApp(events.append, SECRET)
    assert run(partial(Server(*messages, {"type": "http.disconnect"}).call, app)) == []
    assert events == []


class LostConnection(Server):
    """A server that cannot send, since the client disconnected."""

    async def send(self, message: Any) -> None:
        raise OSError("the client has gone")


def test_event_is_handled_when_the_response_cannot_be_sent(run: Any) -> None:
    # Where is_duplicate has stored it, it would be lost.
    events: list[WebhookEvent] = []
    app = WebhookASGIApp(events.append, SECRET)
    with pytest.raises(OSError, match="the client has gone") as caught:
        run(partial(LostConnection(*body(BODY)).call, app))
    assert events == [WebhookEvent(None, BODY)]
    assert SECRET not in traceback_with_locals(caught.value)


def test_lifespan_is_completed() -> None:
    server = Server({"type": "lifespan.startup"}, {"type": "lifespan.other"}, {"type": "lifespan.shutdown"})
    asyncio.run(server.call(WebhookASGIApp(print, SECRET), type="lifespan"))
    assert server.sent == [{"type": "lifespan.startup.complete"}, {"type": "lifespan.shutdown.complete"}]


def test_receiver_can_be_served_alone(portal: httpx.Client) -> None:
    events: list[WebhookEvent] = []
    with asgi_server(WebhookASGIApp(events.append, SECRET)) as url:
        assert portal.post(url, headers=HEADERS).status_code == 204
    assert len(events) == 1


def test_websocket_is_closed() -> None:
    assert asyncio.run(Server().call(WebhookASGIApp(print, SECRET), type="websocket")) == [{"type": "websocket.close"}]


def test_other_scope_is_refused_without_showing_the_secret() -> None:
    with pytest.raises(ValueError, match="a WebhookASGIApp serves HTTP only, not mail") as caught:
        asyncio.run(Server().call(WebhookASGIApp(print, SECRET), type="mail"))
    assert SECRET not in traceback_with_locals(caught.value)


@pytest.mark.parametrize(
    "route", [lambda app: Route("/webhooks", app), lambda app: Mount("/webhooks", app)], ids=["route", "mount"]
)
def test_starlette_application_has_the_receiver_at_a_path(
    serve: Serve, portal: httpx.Client, route: Callable[[Any], Any]
) -> None:
    events: list[WebhookEvent] = []
    receiver = WebhookASGIApp(events.append, SECRET)
    with serve(Starlette(debug=True, routes=[route(receiver)])) as url:
        path = f"{url}webhooks"
        for method in ("POST", "PUT", "GET"):
            assert portal.request(method, path, headers=HEADERS, follow_redirects=True).status_code == 204
        assert portal.post(path, follow_redirects=True).status_code == 403
        assert portal.post(f"{url}other", headers=HEADERS).status_code == 404
    assert len(events) == 3


def test_canceled_handler_is_canceled() -> None:
    started: list[WebhookEvent] = []

    async def handle(event: WebhookEvent) -> None:
        started.append(event)
        await asyncio.sleep(HANG_GUARD)

    async def program() -> list[Message]:
        server = Server(*body(BODY))
        task = asyncio.create_task(server.call(WebhookASGIApp(handle, SECRET)))
        while not started:
            await asyncio.sleep(0)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        return server.sent

    assert asyncio.run(program()) == RESPONSE


def test_failure_of_a_handler_whose_request_was_canceled_is_logged(caplog: pytest.LogCaptureFixture) -> None:
    started, canceled = threading.Event(), threading.Event()
    threads: list[threading.Thread] = []

    def fail(event: WebhookEvent) -> None:
        threads.append(threading.current_thread())
        started.set()
        assert canceled.wait(HANG_GUARD)
        raise RuntimeError("not today")

    async def program() -> None:
        task = asyncio.create_task(Server(*body(BODY)).call(WebhookASGIApp(fail, SECRET)))
        while not started.is_set():
            await asyncio.sleep(0)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task

    asyncio.run(program())
    canceled.set()
    threads[0].join(HANG_GUARD)
    assert caplog.text.count("RuntimeError: not today") == 1


class Interruption(BaseException):
    """As CancelledError, which is not an Exception either."""


def test_interruption_in_a_function_shows_no_secret(run: Any) -> None:
    async def interrupt(*arguments: object) -> Any:
        raise Interruption

    for app in (WebhookASGIApp(print, SECRET, is_duplicate=interrupt), WebhookASGIApp(print, interrupt)):
        with pytest.raises(Interruption) as caught:
            run(partial(Server(*body(BODY)).call, app))
        assert SECRET not in traceback_with_locals(caught.value)


def test_failure_of_asynchronous_functions_is_logged(run: Any, caplog: pytest.LogCaptureFixture) -> None:
    async def fail(*arguments: object) -> Any:
        raise RuntimeError("not today")

    server = Server(*body(BODY) * 3)
    run(partial(server.call, WebhookASGIApp(fail, SECRET)))
    run(partial(server.call, WebhookASGIApp(print, SECRET, is_duplicate=fail)))
    run(partial(server.call, WebhookASGIApp(print, fail)))
    assert [message["status"] for message in server.sent[::2]] == [204, 500, 500]
    assert [record.getMessage() for record in caplog.records] == [
        f"the webhook handler failed for {WebhookEvent(None, BODY)!r}",
        "a webhook request was refused: is_duplicate() failed",
        "a webhook request was refused: secrets() failed",
    ]
    assert caplog.text.count("RuntimeError: not today") == 3
    assert_not_logged(caplog, SECRET)


def test_functions_see_the_context_of_the_request(run: Any) -> None:
    tenant: ContextVar[str] = ContextVar("tenant", default="none")
    seen: list[str] = []

    async def program() -> None:
        tenant.set("bakery")
        await Server(*body(BODY)).call(WebhookASGIApp(lambda event: seen.append(tenant.get()), SECRET))

    run(program)
    assert seen == ["bakery"]

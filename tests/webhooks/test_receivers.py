"""Both receivers, on real servers."""

import copy
import logging
import pickle
import socket
import threading
from collections.abc import Callable
from typing import Any

import httpx
import pytest

from mijnklantportaal import ConfigurationError
from mijnklantportaal.webhooks import EventType, WebhookASGIApp, WebhookEvent, WebhookWSGIApp
from tests.tracebacks import traceback_with_locals
from tests.webhooks.receiver_servers import HANG_GUARD, Receiver, Serve, assert_not_logged, status_of_part
from tests.webhooks.signed_requests import BODY, HEADERS, OTHER_SECRET, SECRET

BY_TYPE = {"invoice-paid": [SECRET], "offer-created": OTHER_SECRET}
METHODS = ["POST", "PUT", "PATCH", "GET", "DELETE", "OPTIONS", "HEAD"]
EVENT = WebhookEvent(EventType.INVOICE_PAID, BODY)

pytestmark = pytest.mark.parametrize("receiver", [WebhookASGIApp, WebhookWSGIApp], ids=["ASGI", "WSGI"])


class Handler:
    """Keeps the events, and lets the test wait for them."""

    def __init__(self) -> None:
        self.events: list[WebhookEvent] = []
        self.release = threading.Event()
        self.release.set()
        self._arrived = threading.Semaphore(0)

    def __call__(self, event: WebhookEvent) -> None:
        assert self.release.wait(HANG_GUARD)
        self.events.append(event)
        self._arrived.release()

    def wait(self) -> None:
        assert self._arrived.acquire(timeout=HANG_GUARD)


@pytest.fixture
def handler() -> Handler:
    return Handler()


def errors(caplog: pytest.LogCaptureFixture) -> list[tuple[str, str]]:
    return [
        (record.levelname, record.getMessage())
        for record in caplog.records
        if record.name.startswith("mijnklantportaal")
    ]


def test_event_is_received_with_any_method(
    receiver: Receiver, serve: Serve, portal: httpx.Client, handler: Handler
) -> None:
    with serve(receiver(handler, BY_TYPE)) as url:
        for method in METHODS:
            response = portal.request(method, url, headers=HEADERS, content=BODY)
            handler.wait()
            assert (response.status_code, response.content) == (204, b"")
    assert handler.events == [EVENT] * len(METHODS)


def test_event_has_no_type_if_secrets_have_none(
    receiver: Receiver, serve: Serve, portal: httpx.Client, handler: Handler
) -> None:
    with serve(receiver(handler, [OTHER_SECRET, SECRET])) as url:
        assert portal.post(url, headers=HEADERS).status_code == 204
        handler.wait()
    assert handler.events == [WebhookEvent(None, b"")]


def test_response_does_not_wait_for_the_handler(
    receiver: Receiver, serve: Serve, portal: httpx.Client, handler: Handler
) -> None:
    handler.release.clear()
    with serve(receiver(handler, BY_TYPE)) as url:
        assert portal.post(url, headers=HEADERS, content=BODY).status_code == 204
        assert handler.events == []
        handler.release.set()
        handler.wait()
    assert handler.events == [EVENT]


def test_failure_of_the_handler_is_logged_after_the_response(
    receiver: Receiver, serve: Serve, portal: httpx.Client, handler: Handler, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(event: WebhookEvent) -> None:
        handler(event)
        raise RuntimeError("the printer is on fire")

    with serve(receiver(fail, BY_TYPE)) as url:
        for _ in range(2):
            assert portal.post(url, headers=HEADERS, content=BODY).status_code == 204
            handler.wait()
    assert errors(caplog) == [("ERROR", f"the webhook handler failed for {EVENT!r}")] * 2
    (record, _) = (record for record in caplog.records if record.name == "mijnklantportaal.webhooks")
    assert record.exc_info is not None
    assert "the printer is on fire" in traceback_with_locals(record.exc_info[1] or RuntimeError())
    assert_not_logged(caplog, SECRET, OTHER_SECRET, BODY.decode())


@pytest.mark.parametrize(
    "headers",
    [{}, {"X-Webhook-Signature": OTHER_SECRET}, [("X-Webhook-Signature", SECRET)] * 2, {"X-Webhook-Signature": ""}],
    ids=["missing", "wrong", "twice", "empty"],
)
def test_request_without_the_signature_is_refused(
    receiver: Receiver,
    serve: Serve,
    portal: httpx.Client,
    handler: Handler,
    headers: Any,
    caplog: pytest.LogCaptureFixture,
) -> None:
    with serve(receiver(handler, SECRET)) as url:
        response = portal.post(url, headers=headers)
    assert (response.status_code, response.text) == (403, "Forbidden\n")
    assert response.headers["content-type"] == "text/plain"
    ((level, message),) = errors(caplog)
    assert (level, message.split(": ")[0]) == ("WARNING", "a webhook request was refused")
    assert "X-Webhook-Signature" in message
    assert_not_logged(caplog, SECRET, OTHER_SECRET)
    assert handler.events == []


def test_signature_is_verified_before_the_body_is_read(receiver: Receiver, serve: Serve, handler: Handler) -> None:
    with serve(receiver(handler, SECRET)) as url:
        head = b"POST / HTTP/1.1\r\nHost: shop.example\r\nContent-Length: 1000\r\nX-Webhook-Signature: wrong\r\n\r\n"
        assert status_of_part(url, head) == 403


def test_body_above_the_limit_is_refused_before_it_is_read(
    receiver: Receiver, serve: Serve, portal: httpx.Client, handler: Handler
) -> None:
    head = f"POST / HTTP/1.1\r\nHost: shop.example\r\nX-Webhook-Signature: {SECRET}\r\nContent-Length: "
    with serve(receiver(handler, SECRET, max_body_size=1000)) as url:
        for length in (1001, 10**19):
            assert status_of_part(url, f"{head}{length}\r\n\r\n".encode()) == 413
        assert portal.post(url, headers=HEADERS, content=b"x" * 1000).status_code == 204
        handler.wait()
    assert [len(event.body) for event in handler.events] == [1000]


def test_default_limit_is_a_mebibyte(receiver: Receiver, serve: Serve, portal: httpx.Client, handler: Handler) -> None:
    head = f"POST / HTTP/1.1\r\nHost: shop.example\r\nX-Webhook-Signature: {SECRET}\r\nContent-Length: "
    with serve(receiver(handler, SECRET)) as url:
        assert status_of_part(url, f"{head}{2**20 + 1}\r\n\r\n".encode()) == 413
        assert portal.post(url, headers=HEADERS, content=b"x" * 2**20).status_code == 204
        handler.wait()


def test_client_that_disconnects_while_it_sends_is_no_event(
    receiver: Receiver, serve: Serve, portal: httpx.Client, handler: Handler, caplog: pytest.LogCaptureFixture
) -> None:
    head = f"POST / HTTP/1.1\r\nHost: shop.example\r\nX-Webhook-Signature: {SECRET}\r\nContent-Length: 1000\r\n\r\n"
    with serve(receiver(handler, SECRET)) as url:
        parts = httpx.URL(url)
        with socket.create_connection((parts.host, parts.port or 80)) as connection:
            connection.sendall(head.encode() + b"x" * 999)
        assert portal.post(url, headers=HEADERS, content=BODY).status_code == 204
        handler.wait()
    assert handler.events == [WebhookEvent(None, BODY)]
    assert errors(caplog) == []


def test_duplicate_is_not_handled(receiver: Receiver, serve: Serve, portal: httpx.Client, handler: Handler) -> None:
    digests: set[str] = set()

    def is_duplicate(event: WebhookEvent) -> bool:
        is_known = event.digest in digests
        digests.add(event.digest)
        return is_known

    with serve(receiver(handler, BY_TYPE, is_duplicate=is_duplicate)) as url:
        for content in (BODY, BODY, b"{}", BODY):
            assert portal.post(url, headers=HEADERS, content=content).status_code == 204
        handler.wait()
        handler.wait()
    assert [event.body for event in handler.events] == [BODY, b"{}"]


def test_event_that_cannot_be_stored_is_refused_so_that_it_may_be_sent_again(
    receiver: Receiver, serve: Serve, portal: httpx.Client, handler: Handler, caplog: pytest.LogCaptureFixture
) -> None:
    stored: list[WebhookEvent] = []

    def store(event: WebhookEvent) -> bool:
        if not stored:
            stored.append(event)
            raise OSError("the disk is full")
        return False

    with serve(receiver(handler, BY_TYPE, is_duplicate=store)) as url:
        response = portal.post(url, headers=HEADERS, content=BODY)
        assert (response.status_code, response.text) == (500, "Internal Server Error\n")
        assert errors(caplog) == [("ERROR", "a webhook request was refused: is_duplicate() failed")]
        assert "the disk is full" in caplog.text
        assert handler.events == []
        assert portal.post(url, headers=HEADERS, content=BODY).status_code == 204
        handler.wait()
    assert handler.events == stored == [EVENT]
    assert_not_logged(caplog, SECRET, OTHER_SECRET, BODY.decode())


def test_function_that_returns_secrets_is_called_for_each_request(
    receiver: Receiver, serve: Serve, portal: httpx.Client, handler: Handler
) -> None:
    secrets = [OTHER_SECRET]
    with serve(receiver(handler, lambda: {"invoice-paid": secrets})) as url:
        assert portal.post(url, headers=HEADERS).status_code == 403
        secrets.append(SECRET)
        assert portal.post(url, headers=HEADERS, content=BODY).status_code == 204
        handler.wait()
    assert handler.events == [EVENT]


@pytest.mark.parametrize(
    ("secrets", "message"),
    [
        (lambda: {"invoice-paid": SECRET}["offer-created"], "KeyError"),
        (list, "ConfigurationError: secrets must not be empty"),
        (lambda: [SECRET, f"{OTHER_SECRET}\n"], "ConfigurationError: a secret must be printable"),
        (lambda: {"invoice-paid": SECRET, "offer-created": None}, "TypeError: a secret must be str, not NoneType"),
    ],
    ids=["raises", "none", "not valid", "wrong type"],
)
def test_function_that_gives_no_valid_secrets_is_logged(
    receiver: Receiver,
    serve: Serve,
    portal: httpx.Client,
    handler: Handler,
    secrets: Callable[[], Any],
    message: str,
    caplog: pytest.LogCaptureFixture,
) -> None:
    with serve(receiver(handler, secrets)) as url:
        response = portal.post(url, headers=HEADERS)
    assert (response.status_code, response.text) == (500, "Internal Server Error\n")
    assert errors(caplog) == [("ERROR", "a webhook request was refused: secrets() failed")]
    formatted = "".join(logging.Formatter().format(record) for record in caplog.records)
    assert message in formatted
    assert_not_logged(caplog, SECRET, OTHER_SECRET)
    assert handler.events == []


def test_receiver_shows_no_secret_and_is_not_pickled(receiver: Receiver, handler: Handler) -> None:
    app = receiver(handler, BY_TYPE)
    for value in (app, *vars(app).values()):
        assert SECRET not in f"{value!r} {value}"
    with pytest.raises(TypeError, match=f"{receiver.__name__} cannot be pickled.*create it in each process"):
        pickle.dumps(app)
    assert copy.copy(app) is copy.deepcopy(app) is app


@pytest.mark.parametrize(
    ("secrets", "error"),
    [
        ("", ConfigurationError),
        ([], ConfigurationError),
        ({}, ConfigurationError),
        ([SECRET, ""], ConfigurationError),
        ([SECRET, None], TypeError),
        (None, TypeError),
        (SECRET.encode(), TypeError),
    ],
    ids=range(7),
)
def test_secrets_are_checked_when_the_receiver_is_made(
    receiver: Receiver, handler: Handler, secrets: Any, error: type[Exception]
) -> None:
    with pytest.raises(error, match="secret") as caught:
        receiver(handler, secrets)
    assert SECRET not in traceback_with_locals(caught.value)


@pytest.mark.parametrize(
    ("options", "error", "message"),
    [
        ({"handler": None}, TypeError, "handler must be a function that takes an event, not NoneType"),
        ({"is_duplicate": set()}, TypeError, "is_duplicate must be a function that takes an event, not set"),
        ({"max_body_size": 0}, ValueError, "max_body_size must be at least 1 byte, not 0"),
    ],
    ids=["handler", "is_duplicate", "max_body_size"],
)
def test_option_that_is_not_valid_is_refused(
    receiver: Any, handler: Handler, options: dict[str, Any], error: type[Exception], message: str
) -> None:
    with pytest.raises(error, match=message) as caught:
        receiver(**{"handler": handler, "secrets": [SECRET], **options})
    assert SECRET not in traceback_with_locals(caught.value)


def test_iterator_of_secrets_is_read_once(
    receiver: Receiver, serve: Serve, portal: httpx.Client, handler: Handler
) -> None:
    with serve(receiver(handler, iter([OTHER_SECRET, SECRET]))) as url:
        for _ in range(2):
            assert portal.post(url, headers=HEADERS).status_code == 204
            handler.wait()

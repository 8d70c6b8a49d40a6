"""The receiver for WSGI: bodies with and without a length, and what happens after the response."""

import io
from collections.abc import Iterable
from functools import partial
from typing import Any
from wsgiref.util import setup_testing_defaults

import pytest

from mijnklantportaal.webhooks import WebhookEvent, WebhookWSGIApp
from tests.tracebacks import traceback_with_locals
from tests.webhooks.receiver_servers import status_of_part, wsgi_server
from tests.webhooks.signed_requests import BODY, SECRET


def call(app: WebhookWSGIApp, **variables: Any) -> tuple[str, dict[str, str], Any]:
    """Call the application, and return status, headers and iterable."""
    environ: dict[str, Any] = {
        "HTTP_X_WEBHOOK_SIGNATURE": SECRET,
        "REQUEST_METHOD": "POST",
        "wsgi.input": io.BytesIO(BODY),
        **variables,
    }
    setup_testing_defaults(environ)
    started: list[Any] = []

    def start_response(status: str, headers: list[tuple[str, str]], *exc_info: object) -> Any:
        started.extend((status, dict(headers)))

    iterable: Any = app(environ, start_response)
    status, headers = started
    return status, headers, iterable


def handled(events: list[WebhookEvent], *responses: tuple[str, dict[str, str], Any]) -> Iterable[bytes]:
    for _, _, iterable in responses:
        assert b"".join(iterable) == b""
        iterable.close()
    return [event.body for event in events]


@pytest.fixture
def events() -> list[WebhookEvent]:
    return []


@pytest.fixture
def app(events: list[WebhookEvent]) -> WebhookWSGIApp:
    return WebhookWSGIApp(events.append, SECRET, max_body_size=1000)


@pytest.mark.parametrize(
    ("variables", "body"),
    [
        ({}, b""),
        ({"CONTENT_LENGTH": ""}, b""),
        ({"CONTENT_LENGTH": "0"}, b""),
        ({"CONTENT_LENGTH": "5"}, BODY[:5]),
        ({"CONTENT_LENGTH": f"000000000000000000000000{len(BODY)}"}, BODY),
        ({"wsgi.input_terminated": True}, BODY),
        ({"wsgi.input_terminated": True, "CONTENT_LENGTH": "5"}, BODY[:5]),
        ({"wsgi.input_terminated": True, "HTTP_TRANSFER_ENCODING": "chunked"}, BODY),
        ({"wsgi.input_terminated": True, "wsgi.input": io.BytesIO(b"x" * 1000)}, b"x" * 1000),
        ({"CONTENT_LENGTH": "1000", "wsgi.input": io.BytesIO(b"x" * 1001)}, b"x" * 1000),
    ],
    ids=range(10),
)
def test_body_is_read_as_far_as_it_goes(
    app: WebhookWSGIApp, events: list[WebhookEvent], variables: dict[str, Any], body: bytes
) -> None:
    response = call(app, **variables)
    assert response[:2] == ("204 No Content", {})
    assert handled(events, response) == [body]


class LostConnection:
    """The stream of a client that disconnected."""

    def read(self, size: int) -> bytes:
        raise ConnectionResetError


@pytest.mark.parametrize(
    ("variables", "status"),
    [
        ({"CONTENT_LENGTH": "-1"}, 400),
        ({"CONTENT_LENGTH": "+1"}, 400),
        ({"CONTENT_LENGTH": "1_0"}, 400),
        ({"CONTENT_LENGTH": "ten"}, 400),
        ({"CONTENT_LENGTH": "1, 1"}, 400),
        ({"CONTENT_LENGTH": " 1"}, 400),
        ({"CONTENT_LENGTH": "²"}, 400),
        ({"CONTENT_LENGTH": str(len(BODY) + 1)}, 400),
        ({"CONTENT_LENGTH": "10", "wsgi.input": LostConnection()}, 400),
        ({"wsgi.input_terminated": True, "wsgi.input": LostConnection()}, 400),
        ({"HTTP_TRANSFER_ENCODING": "chunked"}, 411),
        ({"CONTENT_LENGTH": "1001"}, 413),
        ({"CONTENT_LENGTH": "1" * 5000}, 413),
        ({"wsgi.input_terminated": True, "wsgi.input": io.BytesIO(b"x" * 1001)}, 413),
        ({"HTTP_X_WEBHOOK_SIGNATURE": "", "CONTENT_LENGTH": "ten"}, 403),
    ],
    ids=range(15),
)
def test_body_that_cannot_be_read_is_refused(
    app: WebhookWSGIApp, events: list[WebhookEvent], variables: dict[str, Any], status: int
) -> None:
    line, headers, iterable = call(app, **variables)
    assert int(line.split()[0]) == status
    (text,) = iterable
    assert text.decode() == f"{line[4:]}\n"
    assert headers == {"content-type": "text/plain", "content-length": str(len(text))}
    iterable.close()
    assert events == []


def test_connection_that_stays_open_is_not_read_beyond_the_body(app: WebhookWSGIApp) -> None:
    # Reading more would block forever.
    head = f"POST / HTTP/1.1\r\nHost: x\r\nX-Webhook-Signature: {SECRET}\r\n"
    with wsgi_server(app) as url:
        assert status_of_part(url, f"{head}\r\n".encode()) == 204
        assert status_of_part(url, f"{head}Content-Length: 1\r\n\r\nxmore".encode()) == 204
        assert status_of_part(url, f"{head}Transfer-Encoding: chunked\r\n\r\n".encode()) == 411


def test_response_to_head_has_no_body(app: WebhookWSGIApp) -> None:
    status, headers, iterable = call(app, REQUEST_METHOD="HEAD", HTTP_X_WEBHOOK_SIGNATURE="wrong")
    assert (status, headers["content-length"], b"".join(iterable)) == ("403 Forbidden", "10", b"")


def test_response_without_a_body_is_iterated_over(app: WebhookWSGIApp) -> None:
    # hypercorn sends the status with the first part of the body.
    assert list(call(app)[2]) == [b""]


def test_handler_runs_once_when_the_response_is_closed(app: WebhookWSGIApp, events: list[WebhookEvent]) -> None:
    _, _, iterable = call(app)
    list(iterable)
    assert events == []
    iterable.close()
    iterable.close()
    assert len(events) == 1


def test_handler_runs_when_the_response_could_not_be_sent(app: WebhookWSGIApp, events: list[WebhookEvent]) -> None:
    # Then the server closes the response without iterating over it.
    _, _, iterable = call(app)
    iterable.close()
    assert len(events) == 1


def test_handler_runs_after_a_response_that_is_never_closed(app: WebhookWSGIApp, events: list[WebhookEvent]) -> None:
    # As by WsgiToAsgi of asgiref, which iterates over it and nothing else.
    for _ in call(app)[2]:
        assert events == []
    assert len(events) == 1


def test_failure_of_the_handler_does_not_reach_the_server(caplog: pytest.LogCaptureFixture) -> None:
    def fail(event: WebhookEvent) -> None:
        raise RuntimeError("not today")

    _, _, iterable = call(WebhookWSGIApp(fail, SECRET))
    iterable.close()
    assert "not today" in caplog.text


def test_interruption_in_a_function_shows_no_secret(app: WebhookWSGIApp) -> None:
    def interrupt(*arguments: object) -> Any:
        raise KeyboardInterrupt

    for interrupted in (WebhookWSGIApp(print, SECRET, is_duplicate=interrupt), WebhookWSGIApp(print, interrupt)):
        with pytest.raises(KeyboardInterrupt) as caught:
            call(interrupted)
        assert SECRET not in traceback_with_locals(caught.value)


class FailingStream:
    """A stream that raises its own exception."""

    def __init__(self, error: BaseException) -> None:
        self._error = error

    def read(self, size: int) -> bytes:
        raise self._error


# As cheroot reports a malformed chunk, and as gunicorn ends a worker that has not responded in time.
@pytest.mark.parametrize("error", [ValueError("invalid chunk size"), SystemExit(1)], ids=["malformed", "ended"])
def test_failure_of_the_stream_shows_no_secret(app: WebhookWSGIApp, error: BaseException) -> None:
    with pytest.raises(type(error)) as caught:
        call(app, CONTENT_LENGTH="5", **{"wsgi.input": FailingStream(error)})
    assert SECRET not in traceback_with_locals(caught.value)


async def asynchronous(*arguments: object) -> Any: ...


class AsyncHandler:
    async def __call__(self, event: WebhookEvent) -> None: ...


@pytest.mark.parametrize(
    "options",
    [
        {"handler": asynchronous},
        {"handler": partial(asynchronous, 1)},
        {"handler": AsyncHandler()},
        {"is_duplicate": asynchronous},
        {"secrets": asynchronous},
    ],
    ids=range(5),
)
def test_asynchronous_function_is_refused(options: dict[str, Any]) -> None:
    with pytest.raises(TypeError, match="must not be asynchronous: use a WebhookASGIApp") as caught:
        WebhookWSGIApp(**{"handler": print, "secrets": [SECRET], **options})
    assert SECRET not in traceback_with_locals(caught.value)


@pytest.mark.parametrize("function", [lambda event: asynchronous(event), partial(AsyncHandler())], ids=range(2))
def test_function_that_returns_a_coroutine_fails(function: Any, caplog: pytest.LogCaptureFixture) -> None:
    # A coroutine is true, so that each event would be a duplicate.
    status, _, _ = call(WebhookWSGIApp(print, SECRET, is_duplicate=function))
    assert status == "500 Internal Server Error"
    call(WebhookWSGIApp(function, SECRET))[2].close()
    records = [str(record.exc_info and record.exc_info[1]) for record in caplog.records]
    assert records == [f"{function!r} must not be asynchronous: use a WebhookASGIApp"] * 2

"""A receiver of webhooks for WSGI, such as Flask and Django."""

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from http import HTTPStatus
from inspect import isawaitable, iscoroutine
from typing import Any, TypeVar
from wsgiref.types import InputStream, StartResponse, WSGIEnvironment

from mijnklantportaal._hidden_arguments import hides_arguments
from mijnklantportaal.webhooks._event import WebhookEvent
from mijnklantportaal.webhooks._receiver import (
    MAX_BODY_SIZE,
    Receiver,
    RefusalError,
    is_async,
    logged_if_it_fails,
    refused_if_it_fails,
    response_headers,
    response_text,
    verified_type,
)
from mijnklantportaal.webhooks._secrets import Secrets, SecretTable

T = TypeVar("T")

_CHUNK_SIZE = 64 * 1024

# The keys of an environ that are needed to read the body. Another key contains the secret.
_BODY_KEYS = ("wsgi.input", "wsgi.input_terminated", "CONTENT_LENGTH", "HTTP_TRANSFER_ENCODING")


class WebhookWSGIApp(Receiver):
    """A WSGI application that receives webhooks. It works like `WebhookASGIApp`, but with synchronous functions.

    The handler runs in the `close` method of the response, which the server calls after sending the response
    (PEP 3333). The handler keeps its worker busy, but the portal does not wait for it. If the server sends the response
    only after `close`, the handler should pass the event to a queue.

    Args:
        handler: Called with each new event.
        secrets: As for `verify`, or a function that returns them, which is called for each request. Secrets by event
            type give each event its type.
        is_duplicate: Called with each event before the response. If it returns True, the handler is not called. If it
            raises, the response is 500, so that the portal may send the event again. A program that must not lose
            events stores them here.
        max_body_size: The largest accepted body in bytes. A larger body is refused with status 413.

    Raises:
        ConfigurationError: `secrets` is empty, or a secret is not valid.
        TypeError: An argument has a wrong type, or a function is asynchronous.
        ValueError: `max_body_size` is less than 1.
    """

    @hides_arguments
    def __init__(
        self,
        handler: Callable[[WebhookEvent], object],
        secrets: Secrets | Callable[[], Secrets],
        *,
        is_duplicate: Callable[[WebhookEvent], bool] | None = None,
        max_body_size: int = MAX_BODY_SIZE,
    ) -> None:
        super().__init__(handler, is_duplicate, max_body_size)
        for function in (handler, secrets, is_duplicate):
            if callable(function) and is_async(function):
                raise TypeError(f"{function!r} must not be asynchronous: use a WebhookASGIApp")
        self._handler = handler
        self._secrets = secrets if callable(secrets) else SecretTable(secrets)
        self._is_duplicate = is_duplicate

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Receive one request."""
        status, after = HTTPStatus.NO_CONTENT, None
        has_body = environ["REQUEST_METHOD"] != "HEAD"
        try:
            event = self._event(environ)
            if not self._is_known(event):
                after = partial(self._handle, event)
        except RefusalError as refusal:
            status = refusal.status
        finally:
            # A header contains the secret.
            del environ
        start_response(f"{status.value} {status.phrase}", list(response_headers(status).items()))
        return _Response(response_text(status) if has_body else b"", after)

    def _event(self, environ: WSGIEnvironment) -> WebhookEvent:
        try:
            type_ = verified_type(environ, self._table())
            input_ = {key: environ[key] for key in _BODY_KEYS if key in environ}
        finally:
            del environ
        return WebhookEvent(type_, self._body(input_))

    def _table(self) -> SecretTable:
        if isinstance(self._secrets, SecretTable):
            return self._secrets
        with refused_if_it_fails("secrets"):
            return SecretTable(self._secrets())

    def _body(self, input_: dict[str, Any]) -> bytes:
        stream: InputStream = input_["wsgi.input"]
        if content_length := input_.get("CONTENT_LENGTH"):
            size = self._declared_size(content_length)
            body = _read(stream, size)
            if len(body) < size:
                # The client disconnected.
                raise RefusalError(HTTPStatus.BAD_REQUEST)
        elif input_.get("wsgi.input_terminated"):
            # The server ends the stream after the last chunk.
            body = _read(stream, self._max_body_size + 1)
            self._check_size(len(body))
        elif input_.get("HTTP_TRANSFER_ENCODING"):
            # The server does not mark the end of the body, so reading would block forever.
            raise RefusalError(HTTPStatus.LENGTH_REQUIRED)
        else:
            body = b""
        return body

    def _is_known(self, event: WebhookEvent) -> bool:
        if self._is_duplicate is None:
            return False
        with refused_if_it_fails("is_duplicate"):
            return bool(_call(self._is_duplicate, event))

    def _handle(self, event: WebhookEvent) -> None:
        with logged_if_it_fails(event):
            _call(self._handler, event)


class _Response:
    """A response, and a function to call after it was sent."""

    def __init__(self, text: bytes, after: Callable[[], None] | None) -> None:
        self._text = text
        self._after = after

    def __iter__(self) -> Iterator[bytes]:
        # An empty text is yielded, too: hypercorn fails without any item. The generator keeps the response alive.
        yield self._text

    def close(self) -> None:
        # The function is called once, although middleware may call `close` again.
        after, self._after = self._after, None
        if after is not None:
            after()

    def __del__(self) -> None:
        # Some adapters never close a response, such as WsgiToAsgi of asgiref: the event would be lost.
        self.close()


def _call(function: Callable[[WebhookEvent], T], event: WebhookEvent) -> T:
    result = function(event)
    if isawaitable(result):
        # Before the call, a lambda that returns a coroutine is not recognized as asynchronous.
        if iscoroutine(result):
            result.close()
        raise TypeError(f"{function!r} must not be asynchronous: use a WebhookASGIApp")
    return result


def _read(stream: InputStream, size: int) -> bytes:
    """Read `size` bytes, or fewer if the stream ends."""
    body = bytearray()
    try:
        while len(body) < size and (chunk := stream.read(min(size - len(body), _CHUNK_SIZE))):
            body += chunk
    except OSError:
        # The connection was lost, or a chunk is malformed.
        raise RefusalError(HTTPStatus.BAD_REQUEST) from None
    return bytes(body)

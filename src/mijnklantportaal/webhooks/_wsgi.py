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

# What reading the body needs of an environ. Another part of it has the secret.
_BODY_KEYS = ("wsgi.input", "wsgi.input_terminated", "CONTENT_LENGTH", "HTTP_TRANSFER_ENCODING")


class WebhookWSGIApp(Receiver):
    """A WSGI application that receives webhooks. It does what `WebhookASGIApp` does, with functions that block.

    The handler runs in `close()` of the response, which the server calls when it has sent the response (PEP 3333). It
    keeps its worker busy, but not the portal waiting. A server that sends the response only after `close()` needs a
    queue that the handler passes the event to.

    Args:
        handler: Called with each new event.
        secrets: As for `verify`, or a function that returns them, which is called for each request. Given by type, they
            give each event its type.
        is_duplicate: Called with each event before the response: True responds without calling the handler. If it
            raises, the response is 500, so that the portal may send the event again. A program that must not lose an
            event stores it here.
        max_body_size: Bytes that a body may have; a larger one is refused with status 413.

    Raises:
        ConfigurationError: `secrets` holds no secret, or one that is not valid.
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
            # A header has the secret.
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
                # The client has gone.
                raise RefusalError(HTTPStatus.BAD_REQUEST)
        elif input_.get("wsgi.input_terminated"):
            # The server ends the stream after the last chunk.
            body = _read(stream, self._max_body_size + 1)
            self._check_size(len(body))
        elif input_.get("HTTP_TRANSFER_ENCODING"):
            # Without an end, reading would block for ever.
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
    """A response, and what is to be done when it has been sent."""

    def __init__(self, text: bytes, after: Callable[[], None] | None) -> None:
        self._text = text
        self._after = after

    def __iter__(self) -> Iterator[bytes]:
        # Also an empty text: hypercorn fails if nothing comes. The generator keeps the response alive.
        yield self._text

    def close(self) -> None:
        # Once, though a middleware may call it again.
        after, self._after = self._after, None
        if after is not None:
            after()

    def __del__(self) -> None:
        # Some adapters never close a response, such as WsgiToAsgi of asgiref. The event would be lost.
        self.close()


def _call(function: Callable[[WebhookEvent], T], event: WebhookEvent) -> T:
    result = function(event)
    if isawaitable(result):
        # A function that returns that of another one, such as a lambda, is not recognized before.
        if iscoroutine(result):
            result.close()
        raise TypeError(f"{function!r} must not be asynchronous: use a WebhookASGIApp")
    return result


def _read(stream: InputStream, size: int) -> bytes:
    """Read so many bytes, or fewer if the stream ends."""
    body = bytearray()
    try:
        while len(body) < size and (chunk := stream.read(min(size - len(body), _CHUNK_SIZE))):
            body += chunk
    except OSError:
        # The connection is lost, or its chunks are malformed.
        raise RefusalError(HTTPStatus.BAD_REQUEST) from None
    return bytes(body)

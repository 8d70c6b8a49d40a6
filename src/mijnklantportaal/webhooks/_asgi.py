"""A receiver of webhooks for ASGI, such as FastAPI and Starlette."""

from collections.abc import Awaitable, Callable, MutableMapping
from functools import partial
from http import HTTPStatus
from inspect import isawaitable
from typing import Any, TypeAlias

from mijnklantportaal._async_library import run_in_thread
from mijnklantportaal._hidden_arguments import hides_arguments
from mijnklantportaal._received_headers import ReceivedHeaders, header_values
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

# The same definitions as in Starlette.
_Message: TypeAlias = MutableMapping[str, Any]
_Receive: TypeAlias = Callable[[], Awaitable[_Message]]
_Send: TypeAlias = Callable[[_Message], Awaitable[None]]


class WebhookASGIApp(Receiver):
    """An ASGI application that receives webhooks, for a route: `Route("/webhooks", WebhookASGIApp(handle, secrets))`.

    The application verifies the signature before it reads the body, and refuses a wrong signature with status 403;
    see `verify` for what a signature proves. It accepts any method, since the guide documents none. It responds with
    204 before it calls the handler, since it is not known how long the portal waits for a response, and whether it
    sends a request again.

    Functions that are not asynchronous run in threads. If the handler raises, the exception is logged by the logger
    `mijnklantportaal.webhooks` and the event is lost: to keep the event, store it in `is_duplicate`.

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
        TypeError: An argument has a wrong type.
        ValueError: `max_body_size` is less than 1.
    """

    @hides_arguments
    def __init__(
        self,
        handler: Callable[[WebhookEvent], object],
        secrets: Secrets | Callable[[], Secrets | Awaitable[Secrets]],
        *,
        is_duplicate: Callable[[WebhookEvent], bool | Awaitable[bool]] | None = None,
        max_body_size: int = MAX_BODY_SIZE,
    ) -> None:
        super().__init__(handler, is_duplicate, max_body_size)
        self._handler = handler
        self._secrets = secrets if callable(secrets) else SecretTable(secrets)
        self._is_duplicate = is_duplicate

    async def __call__(self, scope: MutableMapping[str, Any], receive: _Receive, send: _Send) -> None:
        """Receive one request.

        Raises:
            ValueError: The type of the scope is not `http`, `lifespan` or `websocket`.
        """
        try:
            kind = scope["type"]
            if kind == "http":
                await self._respond(scope["headers"], receive, send)
            elif kind == "lifespan":
                await _run_lifespan(receive, send)
            elif kind == "websocket":
                await send({"type": "websocket.close"})
            else:
                raise ValueError(f"a WebhookASGIApp serves HTTP only, not {kind}")
        finally:
            # A header contains the secret.
            del scope

    async def _respond(self, headers: ReceivedHeaders, receive: _Receive, send: _Send) -> None:
        try:
            event = await self._event(headers, receive)
            is_new = not await self._is_known(event)
        except RefusalError as refusal:
            await _send_response(send, refusal.status)
            return
        except _DisconnectedError:
            return
        finally:
            del headers
        try:
            await _send_response(send, HTTPStatus.NO_CONTENT)
        finally:
            # Even if the response cannot be sent: is_duplicate may have recorded the event as known.
            if is_new:
                await self._handle(event)

    async def _event(self, headers: ReceivedHeaders, receive: _Receive) -> WebhookEvent:
        try:
            type_ = verified_type(headers, await self._table())
            for content_length in header_values(headers, "content-length"):
                self._declared_size(content_length)
        finally:
            del headers
        return WebhookEvent(type_, await self._body(receive))

    async def _table(self) -> SecretTable:
        if isinstance(self._secrets, SecretTable):
            return self._secrets
        with refused_if_it_fails("secrets"):
            return SecretTable(await _call(self._secrets))

    async def _body(self, receive: _Receive) -> bytes:
        body = bytearray()
        while True:
            message = await receive()
            if message["type"] == "http.disconnect":
                raise _DisconnectedError
            body += message.get("body", b"")
            self._check_size(len(body))
            if not message.get("more_body", False):
                return bytes(body)

    async def _is_known(self, event: WebhookEvent) -> bool:
        if self._is_duplicate is None:
            return False
        with refused_if_it_fails("is_duplicate"):
            return bool(await _call(self._is_duplicate, event))

    async def _handle(self, event: WebhookEvent) -> None:
        def handle_in_thread(event: WebhookEvent) -> object:
            # The thread continues if the request is canceled. Nothing else would log its exception then.
            with logged_if_it_fails(event):
                return self._handler(event)
            return None

        with logged_if_it_fails(event):
            await _call(self._handler if is_async(self._handler) else handle_in_thread, event)


class _DisconnectedError(Exception):
    """The client disconnected before it sent the whole body."""


async def _call(function: Callable[..., Any], *arguments: object) -> Any:
    """Call a function of the program without blocking the event loop, and return or await its result."""
    result = function(*arguments) if is_async(function) else await run_in_thread(partial(function, *arguments))
    return await result if isawaitable(result) else result


async def _send_response(send: _Send, status: HTTPStatus) -> None:
    headers = [(name.encode(), value.encode()) for name, value in response_headers(status).items()]
    await send({"type": "http.response.start", "status": status.value, "headers": headers})
    await send({"type": "http.response.body", "body": response_text(status)})


async def _run_lifespan(receive: _Receive, send: _Send) -> None:
    """Acknowledge startup and shutdown, for a server that runs the receiver as its only application."""
    kind = ""
    while kind != "lifespan.shutdown":
        kind = (await receive())["type"]
        # The test client of Falcon sends other messages and expects the application to ignore them.
        if kind in ("lifespan.startup", "lifespan.shutdown"):
            await send({"type": f"{kind}.complete"})

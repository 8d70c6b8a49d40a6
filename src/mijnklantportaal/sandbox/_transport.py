"""The sandbox without a network: an httpx transport that calls it in the same process."""

from datetime import timedelta
from urllib.parse import unquote, urlsplit

import httpx
from starlette.requests import Request

from mijnklantportaal.sandbox._clock import Clock
from mijnklantportaal.sandbox._portal import Portal


class SandboxFailure(Exception):
    """The sandbox itself failed, or a function that was passed to a fault raised an exception.

    It is a separate class, since a client would treat an `OSError` as a lost connection, and retry.
    """


class InProcessTransport(httpx.BaseTransport, httpx.AsyncBaseTransport):
    """Passes requests to a sandbox in the same process, for synchronous and asynchronous clients.

    A delayed response advances the clock of the sandbox and takes no real time.
    """

    def __init__(self, portal: Portal, clock: Clock) -> None:
        self._portal = portal
        self._clock = clock

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Return the response of the sandbox.

        Raises:
            httpx.ReadError: A fault disconnects.
            httpx.ReadTimeout: A fault delays the response for longer than the read timeout.
            SandboxFailure: The sandbox failed, or a function that was passed to a fault.
        """
        return self._send(request, request.read())

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Return the response of the sandbox. Raises the same errors as `handle_request`."""
        return self._send(request, await request.aread())

    def _send(self, request: httpx.Request, content: bytes) -> httpx.Response:
        try:
            outcome = self._portal.handle(Request(_asgi_scope(request)), content)
        except Exception as error:
            raise SandboxFailure(f"{request.method} {request.url}: {type(error).__name__}: {error}") from error
        timeout: float | None = request.extensions.get("timeout", {}).get("read")
        if timeout is not None and outcome.delay > timeout:
            self._clock.advance(timedelta(seconds=timeout))
            raise httpx.ReadTimeout("the response did not arrive in time", request=request)
        self._clock.advance(timedelta(seconds=outcome.delay))
        if outcome.response is None:
            raise httpx.ReadError("the server closed the connection", request=request)
        response = outcome.response
        return httpx.Response(response.status_code, headers=response.raw_headers, content=bytes(response.body))


def _asgi_scope(request: httpx.Request) -> dict[str, object]:
    address = urlsplit(str(request.url))
    return {
        "type": "http",
        "method": request.method,
        "scheme": address.scheme,
        "server": (address.hostname, address.port or 80),
        "path": unquote(address.path),
        "root_path": "",
        "query_string": address.query.encode(),
        "headers": [(name.lower(), value) for name, value in request.headers.raw],
    }

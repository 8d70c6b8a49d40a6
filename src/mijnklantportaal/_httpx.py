"""The httpx clients that a transport sends with, and the requests that it gives them."""

import os
import ssl
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from functools import cache
from typing import Any

import httpx

from mijnklantportaal._deadline import DeadlineBackend
from mijnklantportaal._http import Request
from mijnklantportaal._upload import form_part
from mijnklantportaal.errors import ConfigurationError


class _NoCookies(httpx.Cookies):
    """Cookies that stay empty. The token identifies the caller; a session beside it would be shared by all callers.

    A cookie jar whose policy refuses all cookies would take 30 % of the instructions of a `get` to do so.
    """

    def extract_cookies(self, response: httpx.Response) -> None:
        pass


class _WithoutCookies:
    _no_cookies = _NoCookies()

    @property
    def cookies(self) -> httpx.Cookies:
        """Cookies that stay empty."""
        return self._no_cookies

    @cookies.setter
    def cookies(self, cookies: object) -> None:
        raise NotImplementedError


class _Client(_WithoutCookies, httpx.Client):
    pass


class _AsyncClient(_WithoutCookies, httpx.AsyncClient):
    pass


def make_client(transport: httpx.BaseTransport | None, base_url: str) -> httpx.Client:
    """Return a client without cookies, for requests to one server.

    Args:
        transport: The caller's own transport, or `None`.
        base_url: The URL of the server.

    Raises:
        ConfigurationError: A proxy of the environment is not valid.
    """
    if transport is not None:
        return _Client(transport=transport)
    with _proxies_of_environment():
        client = _Client(verify=_ssl_context(base_url))
    _keep_deadlines(client)
    return client


def make_async_client(transport: httpx.AsyncBaseTransport | None, base_url: str) -> httpx.AsyncClient:
    """Return an asynchronous client without cookies, for requests to one server.

    Args:
        transport: The caller's own transport, or `None`.
        base_url: The URL of the server.

    Raises:
        ConfigurationError: A proxy of the environment is not valid.
    """
    if transport is not None:
        return _AsyncClient(transport=transport)
    with _proxies_of_environment():
        return _AsyncClient(verify=_ssl_context(base_url))


def make_request(
    borrowed: httpx.Client | httpx.AsyncClient | None, request: Request, files: ExitStack
) -> httpx.Request:
    """Return a request as httpx sends it.

    Args:
        borrowed: The caller's own client, whose headers, cookies and parameters are added.
        request: The request.
        files: Closes the files that are opened for it.
    """
    total, pool, connect = request.timeout
    timeouts = {"timeout": {"connect": connect, "read": total, "write": total, "pool": pool}}
    if borrowed is None and request.parts is None:
        return _complete_request(request, timeouts)
    # httpx chooses the boundary at random: with a fixed one, a file could hold further fields.
    parts = None if request.parts is None else [(name, form_part(part, files)) for name, part in request.parts]
    # Parameters of the caller's client replace the query of the URL, but are merged with parameters of a request.
    params = httpx.URL(request.url).params if borrowed is not None and borrowed.params else None
    return (httpx.Request if borrowed is None else borrowed.build_request)(
        request.method,
        request.url,
        params=params,
        # httpx.Headers hides the token in reports that show variables.
        headers=httpx.Headers(request.headers),
        content=request.content,
        files=parts,
        extensions=timeouts,
    )


def _complete_request(request: Request, extensions: dict[str, Any]) -> httpx.Request:
    """Return a request to which httpx need not add anything.

    A `get` would take 35 % more instructions with `build_request`, which merges the headers, cookies and parameters of
    the client, and 10 % more with `httpx.Request(..., content=...)`, which only adds headers.
    """
    url = httpx.URL(request.url)
    content = request.content or b""
    fields = {"host": url.netloc.decode("ascii")}
    if content or request.method in ("POST", "PUT", "PATCH"):
        fields["content-length"] = str(len(content))
    http_request = httpx.Request(
        request.method,
        url,
        # httpx.Headers hides the token in reports that show variables.
        headers=httpx.Headers({**fields, **request.headers}),
        stream=httpx.ByteStream(content),
        extensions=extensions,
    )
    # For transports of the caller that look at the content.
    http_request.read()
    return http_request


def reclaim_connections(client: httpx.AsyncClient) -> None:
    """Give the connections of cancelled calls back to the pool.

    httpcore leaves the connection of a call that is cancelled before it uses it in the pool, where no call gets it, and
    after some hundred of them the pool has no other. It has no public way to give it back, so this uses private names;
    a test fails when they change.
    """
    for transport in (client._transport, *client._mounts.values()):
        pool: Any = getattr(transport, "_pool", None)
        in_use = [request.connection for request in getattr(pool, "_requests", ())]
        for connection in getattr(pool, "_connections", ()):
            if connection not in in_use:
                _reclaim(connection)


def _reclaim(connection: Any) -> None:
    inner = getattr(connection, "_connection", connection)
    if inner is None:
        # Not connected yet: as if connecting had failed.
        connection._connect_failed = True
    elif getattr(getattr(inner, "_state", None), "name", "") == "NEW":
        # Connected, and not used yet: free for the next call.
        inner._state = type(inner._state).IDLE


def has_surplus(response: httpx.Response) -> bool:
    """Return whether the server has sent more than the response, once that has been read to its end.

    The connection would give the surplus to the next call, which may be another thread's, as its response. httpx has no
    public access to it, so this uses private names; a test fails when they change.
    """
    part: Any = response.stream
    for name in ("_stream", "_httpcore_stream", "_stream", "_connection", "_h11_state"):
        part = getattr(part, name, None)
    return part is not None and bool(part.trailing_data[0])


def _ssl_context(base_url: str) -> ssl.SSLContext:
    """Return the SSL context of a client. Clients share it, since certificates take longer to load than a call."""
    if base_url.startswith("http:"):
        # Such as a sandbox. Certificates, 30 % of the instructions of a program that makes one call, are not loaded, so
        # that a connection by TLS would fail.
        return ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    # httpx reads these variables itself. As arguments they make it read them again when they have changed.
    return _trusted_certificates(*map(os.environ.get, ("SSL_CERT_FILE", "SSL_CERT_DIR", "SSLKEYLOGFILE")))


@cache
def _trusted_certificates(*environment: str | None) -> ssl.SSLContext:
    return httpx.create_ssl_context()


@contextmanager
def _proxies_of_environment() -> Iterator[None]:
    try:
        yield
    except (ValueError, ImportError, httpx.InvalidURL) as error:
        raise ConfigurationError(
            f"a proxy of the environment (such as HTTPS_PROXY) is not valid, or not supported: {error}"
        ) from None


def _keep_deadlines(client: httpx.Client) -> None:
    # httpx cannot pass a network backend to its connection pools; a test fails when the private names change.
    for transport in (client._transport, *client._mounts.values()):
        if isinstance(transport, httpx.HTTPTransport):
            pool: Any = transport._pool
            pool._network_backend = DeadlineBackend(pool._network_backend)

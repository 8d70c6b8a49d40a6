"""The httpx clients and requests of a transport."""

import ssl
from contextlib import ExitStack
from typing import Any, NamedTuple
from urllib.request import getproxies

import httpx

from mijnklantportaal._certificates import ssl_context_for, trusted_certificates
from mijnklantportaal._deadline import DeadlineBackend
from mijnklantportaal._http import Request


class _NoCookies(httpx.Cookies):
    """Cookies that stay empty. The token identifies the caller, and all callers would share a session cookie.

    A cookie jar whose policy refuses all cookies would take 30 % of the instructions of a `get`.
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


class Route(NamedTuple):
    """How a client connects to its server."""

    ssl_context: ssl.SSLContext
    proxy: httpx.Proxy | None


def route_to(base_url: str) -> Route:
    """Return how to connect to a server according to the environment.

    Raises:
        ConfigurationError: The proxy, or a file of certificates, is not valid.
    """
    ssl_context = ssl_context_for(base_url)
    settings = getproxies()
    if not settings:
        return Route(ssl_context, None)
    # Imported here: most programs use no proxy.
    from mijnklantportaal._proxies import proxy_for

    proxy = proxy_for(base_url, settings)
    if proxy is not None and proxy.url.scheme == "https":
        # By default, httpcore would trust certifi only.
        proxy.ssl_context = trusted_certificates()
    return Route(ssl_context, proxy)


def make_client(transport: httpx.BaseTransport | None, base_url: str) -> httpx.Client:
    """Return a client without cookies, for requests to one server.

    Args:
        transport: The caller's own transport, or `None`.
        base_url: The URL of the server.

    Raises:
        ConfigurationError: As for `route_to`.
    """
    return _Client(transport=transport or make_transport(base_url))


def make_transport(base_url: str) -> httpx.HTTPTransport:
    """Return a transport for requests to one server.

    Raises:
        ConfigurationError: As for `route_to`.
    """
    route = route_to(base_url)
    transport = httpx.HTTPTransport(verify=route.ssl_context, proxy=route.proxy, trust_env=False)
    keep_deadlines(transport)
    return transport


def make_async_client(transport: httpx.AsyncBaseTransport | None, route: Route | None) -> httpx.AsyncClient:
    """Return an asynchronous client without cookies, for requests to one server.

    Args:
        transport: The caller's own transport, or `None`.
        route: How to connect to the server, if there is no transport.
    """
    if transport is None:
        assert route is not None
        transport = make_async_transport(route)
    return _AsyncClient(transport=transport)


def make_async_transport(route: Route) -> httpx.AsyncHTTPTransport:
    """Return an asynchronous transport for requests to one server."""
    return httpx.AsyncHTTPTransport(verify=route.ssl_context, proxy=route.proxy, trust_env=False)


def transport_of(client: Any, url: str) -> Any:
    """Return the transport that an httpx client uses for requests to a server.

    httpx has no public API for this, so the function uses a private name; a test fails when it changes. The client
    itself would add its headers and cookies to a request, and log its URL.
    """
    return client._transport_for_url(httpx.URL(url))


def make_request(
    borrowed: httpx.Client | httpx.AsyncClient | None, request: Request, files: ExitStack
) -> httpx.Request:
    """Return a request as an `httpx.Request`.

    Args:
        borrowed: The caller's own client, whose headers, cookies and parameters are added.
        request: The request.
        files: Closes the files that are opened for the request.
    """
    total, pool, connect = request.timeout
    timeouts = {"timeout": {"connect": connect, "read": total, "write": total, "pool": pool}}
    if borrowed is None and request.parts is None:
        return _complete_request(request, timeouts)
    if request.parts is None:
        return _request_of(borrowed, request, timeouts)
    # Imported here, since most programs send no files.
    from mijnklantportaal._multipart import MultipartStream, multipart_files

    parts = multipart_files(request.parts, files)
    http_request = _request_of(borrowed, request, timeouts, parts)
    http_request.stream = MultipartStream(http_request.stream, parts, request.progress)
    return http_request


def _request_of(
    borrowed: httpx.Client | httpx.AsyncClient | None,
    request: Request,
    extensions: dict[str, Any],
    parts: list[tuple[str, Any]] | None = None,
) -> httpx.Request:
    # Parameters of the caller's client would replace the query of the URL, but are merged with parameters of a request.
    params = httpx.URL(request.url).params if borrowed is not None and borrowed.params else None
    return (httpx.Request if borrowed is None else borrowed.build_request)(
        request.method,
        request.url,
        params=params,
        # The repr of httpx.Headers hides the token from error reports that show variables.
        headers=httpx.Headers(request.headers),
        content=request.content,
        # httpx chooses the boundary at random: with a fixed one, a file could hold further fields.
        files=parts,
        extensions=extensions,
    )


def _complete_request(request: Request, extensions: dict[str, Any]) -> httpx.Request:
    """Return a request to which httpx does not have to add anything.

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
        # The repr of httpx.Headers hides the token from error reports that show variables.
        headers=httpx.Headers({**fields, **request.headers}),
        stream=httpx.ByteStream(content),
        extensions=extensions,
    )
    # For transports of the caller that read the content.
    http_request.read()
    return http_request


def pools(http_client: object) -> list[Any]:
    """Return the connection pools of an httpx client or transport, but not those of a mock.

    httpx has no public API for this, so the function uses private names; a test fails when they change.
    """
    transports: tuple[object, ...] = (http_client,)
    if isinstance(http_client, httpx.Client | httpx.AsyncClient):
        mounts = getattr(http_client, "_mounts", None)
        others = mounts.values() if isinstance(mounts, dict) else ()
        transports = (getattr(http_client, "_transport", None), *others)
    candidates = [getattr(transport, "_pool", None) for transport in transports]
    return [pool for pool in candidates if _is_list(pool, "_connections") and _is_list(pool, "_requests")]


def _is_list(pool: object, name: str) -> bool:
    return isinstance(getattr(pool, name, None), list)


def take_abandoned_connections(client: object, ended: httpx.Request | None = None) -> list[Any]:
    """Remove the connections from the pools of an httpx client that no call uses, but that are not free for others.

    The caller has to close them. httpcore leaves such a connection in the pool if a task is canceled before it uses its
    connection, if a cancellation interrupts the cleanup after a failure, or if TLS fails after a proxy has connected.
    After some hundred such calls, the pool would have no other connections. httpcore has no public API for this, so the
    function uses private names; a test fails when they change.

    Args:
        client: The httpx client, or its transport.
        ended: A request whose call has ended, so that it uses no connection.
    """
    idle: list[Any] = []
    abandoned: list[Any] = []
    for pool in pools(client):
        with pool._optional_thread_lock:
            # httpx and httpcore pass the extensions on.
            left = [request for request in pool._requests if ended and request.request.extensions is ended.extensions]
            for request in left:
                pool._requests.remove(request)
            in_use = [request.connection for request in pool._requests]
            unused = [
                connection
                for connection in pool._connections
                if connection not in in_use and not connection.is_idle() and not connection.is_closed()
            ]
            for connection in unused:
                pool._connections.remove(connection)
            abandoned += unused
            if left or unused:
                # Another call may have waited for one of them. This also returns idle connections to close.
                idle += pool._assign_requests_to_connections()
    # These first: another task may have been assigned to one of them before, and must not have begun to use it.
    return idle + abandoned


def has_surplus(response: httpx.Response) -> bool:
    """Return whether the server has sent data after the response, once the response was read to its end.

    The next call on the connection, possibly in another thread, would receive that data as its response. httpx has no
    public API for this, so the function uses private names; a test fails when they change.
    """
    part: Any = response.stream
    for name in ("_stream", "_httpcore_stream", "_stream", "_connection", "_h11_state"):
        part = getattr(part, name, None)
    return part is not None and bool(part.trailing_data[0])


def keep_deadlines(transport: httpx.HTTPTransport) -> None:
    """Make the blocking reads and writes of a transport end at the deadline of `_deadline.deadline`."""
    # httpx cannot pass a network backend to its connection pools; a test fails when the private names change.
    pool: Any = transport._pool
    pool._network_backend = DeadlineBackend(pool._network_backend)

"""The only client module that imports httpx: it sends one attempt, and returns the response or the connection error."""

import os
import ssl
import threading
import zlib
from collections.abc import AsyncGenerator, Iterator
from contextlib import ExitStack, aclosing, closing, contextmanager
from functools import cache
from typing import Any, TypeAlias, cast

import httpx

from mijnklantportaal._async_library import current_event_loop, run_with_timeout
from mijnklantportaal._deadline import DeadlineBackend, deadline, remaining
from mijnklantportaal._http import Request, Response
from mijnklantportaal._upload import form_part
from mijnklantportaal.errors import APIConnectionError, APITimeoutError, ConfigurationError

HttpClient: TypeAlias = httpx.Client | httpx.BaseTransport
"""The caller's own httpx client, or a transport."""
AsyncHttpClient: TypeAlias = httpx.AsyncClient | httpx.AsyncBaseTransport
"""The same, asynchronous."""
# How many bytes are decompressed at once.
_CHUNK = 65_536

# The packages that httpx does its I/O with. It turns most of their exceptions into its own, but not all.
_NETWORK_PACKAGES = frozenset({"anyio", "h11", "h2", "httpcore", "socksio"})

# Failures before the first byte of the request was sent: nothing can have happened.
_NOTHING_SENT = (
    httpx.ConnectError,
    httpx.ConnectTimeout,
    httpx.PoolTimeout,
    httpx.ProxyError,
    httpx.UnsupportedProtocol,
)


class Transport:
    """Sends attempts with httpx.

    Args:
        http_client: The caller's own client, which stays open when this is closed, or a transport, or `None`.

    Raises:
        ConfigurationError: `http_client` has another type, or a proxy of the environment is not valid.
    """

    def __init__(self, http_client: HttpClient | None) -> None:
        self._process = os.getpid()
        self._is_borrowed = isinstance(http_client, httpx.Client)
        if isinstance(http_client, httpx.Client):
            self._client = http_client
        elif http_client is None:
            with _proxies_of_environment():
                self._client = _Client(verify=_certificates())
            _keep_deadlines(self._client)
        elif isinstance(http_client, httpx.BaseTransport):
            self._client = _Client(transport=http_client)
        else:
            raise ConfigurationError(
                f"http_client must be an httpx.Client or an httpx.BaseTransport, not {type(http_client).__name__}"
            )

    def check_usable(self) -> None:
        """Check that calls can be sent.

        Raises:
            ConfigurationError: The client is closed, or was made in another process.
        """
        _check_usable(self._client.is_closed, self._process)

    def send(self, request: Request) -> Response | APIConnectionError:
        """Send one attempt.

        Raises:
            ConfigurationError: The client is closed, or was made in another process.
            OSError: A file to send cannot be opened.
            ValueError: A file to send can be read only once.
        """
        self.check_usable()
        received = _Received(request)
        with ExitStack() as files:
            http_request = _http_request(self._client if self._is_borrowed else None, request, files)
            try:
                with deadline(request.timeout.total):
                    response = self._client.send(http_request, stream=True, follow_redirects=False, auth=None)
                    with closing(response):
                        received.start(response)
                        if not response.is_stream_consumed:
                            for chunk in cast("httpx.SyncByteStream", response.stream):
                                received.add(chunk)
                                # For the caller's own client, whose connections do not know the deadline.
                                remaining()
                        if _has_surplus(response):
                            response.extensions["network_stream"].close()
                        received.finish()
            except _DefectError as error:
                received.defect = str(error)
            except Exception as error:
                if not _is_network_error(error):
                    raise
                received.fail(error)
        return received.outcome()

    def close(self) -> None:
        """Close the connections, unless they belong to the caller's own client, or to a process before a fork."""
        if not self._is_borrowed and os.getpid() == self._process:
            self._client.close()


class AsyncTransport:
    """Sends attempts with httpx, asynchronously.

    A connection belongs to an event loop, and a program may have several, one after another or in several threads. So
    each has an httpx client of its own, unless the caller passes one.

    Args:
        http_client: The caller's own client, which stays open when this is closed, or a transport, or `None`.

    Raises:
        ConfigurationError: `http_client` has another type.
    """

    def __init__(self, http_client: AsyncHttpClient | None) -> None:
        self._process = os.getpid()
        self._is_closed = False
        self._borrowed = http_client if isinstance(http_client, httpx.AsyncClient) else None
        self._transport = http_client if isinstance(http_client, httpx.AsyncBaseTransport) else None
        self._local = threading.local()
        if not isinstance(http_client, httpx.AsyncClient | httpx.AsyncBaseTransport | None):
            raise ConfigurationError(
                "http_client must be an httpx.AsyncClient or an httpx.AsyncBaseTransport, "
                f"not {type(http_client).__name__}"
            )

    def check_usable(self) -> None:
        """Check that calls can be sent.

        Raises:
            ConfigurationError: The client is closed, or was made in another process.
        """
        _check_usable(self._borrowed.is_closed if self._borrowed else self._is_closed, self._process)

    async def send(self, request: Request) -> Response | APIConnectionError:
        """Send one attempt.

        Raises:
            ConfigurationError: The client is closed, was made in another process, or a proxy of the environment is not
                valid.
            OSError: A file to send cannot be opened.
            ValueError: A file to send can be read only once.
        """
        self.check_usable()
        client = self._borrowed or await self._client_of_event_loop()
        received = _Received(request)
        with ExitStack() as files:
            http_request = _http_request(self._borrowed, request, files)
            work = _receive(client, http_request, received)
            try:
                await run_with_timeout(request.timeout.total, work, lambda: received.is_complete)
            except BaseException as error:
                _reclaim_connections(client)
                if isinstance(error, _DefectError):
                    received.defect = str(error)
                elif isinstance(error, Exception) and _is_network_error(error):
                    received.fail(error)
                else:
                    raise
        return received.outcome()

    async def close(self) -> None:
        """Close the connections of this event loop, unless they belong to the caller's own client."""
        self._is_closed = True
        if os.getpid() == self._process and getattr(self._local, "event_loop", None) is current_event_loop():
            await self._local.clients.aclose()

    async def _client_of_event_loop(self) -> httpx.AsyncClient:
        event_loop = current_event_loop()
        if getattr(self._local, "event_loop", None) is not event_loop:
            self._local.clients = self._open_client()
            self._local.client = await anext(self._local.clients)
            self._local.event_loop = event_loop
        client: httpx.AsyncClient = self._local.client
        return client

    async def _open_client(self) -> AsyncGenerator[httpx.AsyncClient, None]:
        """Yield a client that is closed with its event loop, which ends the asynchronous generators begun in it."""
        # The caller's own transport has its own certificates, or needs none.
        certificates: Any = {} if self._transport else {"verify": _certificates()}
        with _proxies_of_environment():
            client = _AsyncClient(transport=self._transport, **certificates)
        async with aclosing(client):
            yield client


async def _receive(client: httpx.AsyncClient, request: httpx.Request, received: "_Received") -> None:
    response = await client.send(request, stream=True, follow_redirects=False, auth=None)
    async with aclosing(response):
        received.start(response)
        if not response.is_stream_consumed:
            async for chunk in cast("httpx.AsyncByteStream", response.stream):
                received.add(chunk)
        received.is_complete = True
        if _has_surplus(response):
            await response.extensions["network_stream"].aclose()
        received.finish()


class _Received:
    """What has been received of a response so far."""

    def __init__(self, request: Request) -> None:
        self._request = request
        self._response: httpx.Response | None = None
        self._content = bytearray()
        self._gzip: Any = None
        self.is_complete = False
        self.defect: str | None = None
        self._error: APIConnectionError | None = None

    def start(self, response: httpx.Response) -> None:
        """Take the status and the headers.

        Raises:
            _DefectError: The body cannot be accepted.
        """
        self._response = response
        headers = response.headers
        if response.is_stream_consumed:
            # By the caller's own transport or hook, which has decompressed it as well.
            self._append(response.content)
            return
        encoding = headers.get("content-encoding", "").strip().lower()
        if encoding == "gzip":
            self._gzip = zlib.decompressobj(wbits=zlib.MAX_WBITS | 16)
        elif encoding not in ("", "identity"):
            raise _DefectError(f"is encoded as {encoding[:40]!r}, which the client does not decompress")
        length = headers.get("content-length", "")
        if length.isdecimal() and len(length) < 20:
            self._check_size(int(length))

    def add(self, chunk: bytes) -> None:
        """Take a part of the body.

        Raises:
            _DefectError: The body is larger than allowed, or cannot be decompressed.
        """
        if self._gzip is None:
            self._append(chunk)
            return
        try:
            # In small steps, unlike httpx: a few kilobytes can become hundreds of megabytes at once.
            while chunk:
                self._append(self._gzip.decompress(chunk, _CHUNK))
                chunk = self._gzip.unconsumed_tail
        except zlib.error as error:
            raise _DefectError(f"cannot be decompressed ({error})") from None

    def finish(self) -> None:
        """Check that the body is complete.

        Raises:
            _DefectError: It is not.
        """
        if self._gzip is not None and not self._gzip.eof:
            raise _DefectError("cannot be decompressed (it is truncated)")

    def fail(self, error: Exception) -> None:
        """Record that the connection was lost, or that the attempt timed out."""
        is_timeout = isinstance(error, httpx.TimeoutException | TimeoutError)
        kind = APITimeoutError if is_timeout else APIConnectionError
        info = self._request.info
        what = "the attempt timed out" if is_timeout else "the connection failed"
        if self._response:
            what += " within the response"
        detail = f"{type(error).__name__}: {error}".removesuffix(": ")
        self._error = kind(
            f"{info.method} {info.url}: {what} ({detail})", request=info, sent=not isinstance(error, _NOTHING_SENT)
        )
        # Errors of httpx hold the request, and so the token. Other layers put into their errors what they like.
        if isinstance(error, httpx.RequestError):
            error.request = httpx.Request("GET", "https://example.invalid")
            self._error.__cause__ = error

    def outcome(self) -> Response | APIConnectionError:
        """Return the response, or the error if no status was received."""
        if self._response is None:
            assert self._error is not None
            return self._error
        return Response(
            self._response.status_code, self._response.headers, bytes(self._content), self._error, self.defect
        )

    def _append(self, chunk: bytes) -> None:
        self._check_size(len(self._content) + len(chunk))
        self._content += chunk

    def _check_size(self, size: int) -> None:
        if size > self._request.max_response_size:
            raise _DefectError(f"has more than {self._request.max_response_size} bytes, which is max_response_size")


def _is_network_error(error: Exception) -> bool:
    """Return whether the network failed. Any other exception is a bug, or a test double that refuses a request."""
    package = type(error).__module__.partition(".")[0]
    return isinstance(error, httpx.RequestError | OSError) or package in _NETWORK_PACKAGES


def _reclaim_connections(client: httpx.AsyncClient) -> None:
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


def _has_surplus(response: httpx.Response) -> bool:
    """Return whether the server has sent more than the response, once that has been read to its end.

    The connection would give the surplus to the next call, which may be another thread's, as its response. httpx has no
    public access to it, so this uses private names; a test fails when they change.
    """
    part: Any = response.stream
    for name in ("_stream", "_httpcore_stream", "_stream", "_connection", "_h11_state"):
        part = getattr(part, name, None)
    return part is not None and bool(part.trailing_data[0])


class _DefectError(Exception):
    """A body is not accepted; the message continues "the body"."""


class _NoCookies(httpx.Cookies):
    """Cookies that stay empty. The token identifies the caller; a session beside it would be shared by all callers.

    A cookie jar whose policy refuses all cookies would take a third of the time of a call to do so.
    """

    def extract_cookies(self, response: httpx.Response) -> None:
        pass


class _WithoutCookies:
    _no_cookies = _NoCookies()

    @property
    def cookies(self) -> httpx.Cookies:
        return self._no_cookies

    @cookies.setter
    def cookies(self, cookies: object) -> None:
        raise NotImplementedError


class _Client(_WithoutCookies, httpx.Client):
    pass


class _AsyncClient(_WithoutCookies, httpx.AsyncClient):
    pass


def _certificates() -> ssl.SSLContext:
    """Return the trusted certificates, which all clients share: loading them takes longer than a call."""
    return _load_certificates(*map(os.environ.get, ("SSL_CERT_FILE", "SSL_CERT_DIR", "SSLKEYLOGFILE")))


@cache
def _load_certificates(*environment: str | None) -> ssl.SSLContext:
    # httpx reads these variables itself. As arguments they make it read them again when they have changed.
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


def _check_usable(is_closed: bool, process: int) -> None:
    if is_closed:
        raise ConfigurationError("this client is closed: create another one")
    if os.getpid() != process:
        # Two processes that write on the same connections would receive each other's responses.
        raise ConfigurationError(
            "this client was created in another process, before a fork: create one in each process"
        )


def _http_request(
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
        return _plain_request(request, timeouts)
    # httpx chooses the boundary at random: with a fixed one, a file could hold further fields.
    parts = None if request.parts is None else [(name, form_part(part, files)) for name, part in request.parts]
    return (httpx.Request if borrowed is None else borrowed.build_request)(
        request.method,
        request.url,
        # httpx.Headers hides the token in reports that show variables.
        headers=httpx.Headers(request.headers),
        content=request.content,
        files=parts,
        extensions=timeouts,
    )


def _plain_request(request: Request, extensions: dict[str, Any]) -> httpx.Request:
    """Return a request that is complete, so that httpx has nothing to add.

    This takes a third of the time that `build_request` takes, and saves a third of that of a call.
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

"""The only module that knows httpx: it sends an attempt once, and gives back the answer or an error of ours."""

import os
import ssl
import threading
import zlib
from collections.abc import AsyncGenerator, Iterator
from contextlib import ExitStack, aclosing, closing, contextmanager
from functools import cached_property
from http.cookiejar import CookieJar, DefaultCookiePolicy
from typing import Any, TypeAlias, cast

import httpx

from mijnklantportaal._async_library import current_run, within
from mijnklantportaal._deadline import DeadlineBackend, deadline, seconds_left
from mijnklantportaal._http import Answer, Attempt, Timeout
from mijnklantportaal._upload import form_part
from mijnklantportaal.errors import APIConnectionError, APITimeoutError, ConfigurationError

HttpClient: TypeAlias = httpx.Client | httpx.BaseTransport
"""An own httpx client, or an own transport below one of ours."""
AsyncHttpClient: TypeAlias = httpx.AsyncClient | httpx.AsyncBaseTransport
"""The same, asynchronous."""

# Bytes that are decompressed at once.
_STEP = 65_536

# Failures before the first byte of the request left: nothing can have happened.
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
        http_client: An own client, which stays open when this is closed, or a transport, or `None`.

    Raises:
        ConfigurationError: `http_client` is none of these, or the environment names a proxy that can't be used.
    """

    def __init__(self, http_client: HttpClient | None) -> None:
        self._process = os.getpid()
        self._is_borrowed = isinstance(http_client, httpx.Client)
        if isinstance(http_client, httpx.Client):
            self._client = http_client
        elif http_client is None:
            with _proxies_of_environment():
                self._client = httpx.Client(cookies=_no_cookies())
            _keep_deadlines(self._client)
        elif isinstance(http_client, httpx.BaseTransport):
            self._client = httpx.Client(transport=http_client, cookies=_no_cookies())
        else:
            raise ConfigurationError(
                f"http_client must be an httpx.Client or a transport of one, not {type(http_client).__name__}"
            )

    def check(self) -> None:
        """See that calls can be made.

        Raises:
            ConfigurationError: The client is closed, or belongs to another process.
        """
        _check(self._client.is_closed, self._process)

    def send(self, attempt: Attempt) -> Answer:
        """Send it once.

        Raises:
            APIConnectionError: No answer came.
            OSError, ValueError: A file to send can't be opened.
        """
        reception = _Reception(attempt)
        with _sendable(attempt) as arguments:
            request = self._client.build_request(**arguments)
            with reception.errors(), deadline(attempt.timeout.total):
                response = self._client.send(request, stream=True, follow_redirects=False, auth=None)
                with closing(response):
                    reception.begin(response)
                    if not response.is_stream_consumed:
                        for chunk in cast("httpx.SyncByteStream", response.stream):
                            reception.add(chunk)
                            # For an own client, whose connections know of no deadline.
                            seconds_left()
                    if _has_surplus(response):
                        response.extensions["network_stream"].close()
                    reception.end()
        return reception.answer()

    def close(self) -> None:
        """Close the connections, unless they belong to somebody else's client, or to a process before a fork."""
        if not self._is_borrowed and os.getpid() == self._process:
            self._client.close()


class AsyncTransport:
    """Sends attempts with httpx, asynchronously.

    A connection belongs to an event loop, and a program may have several, one after another or in several threads. So
    each has a client of httpx of its own, unless it is somebody else's.

    Args:
        http_client: An own client, which stays open when this is closed, or a transport, or `None`.

    Raises:
        ConfigurationError: `http_client` is none of these.
    """

    def __init__(self, http_client: AsyncHttpClient | None) -> None:
        self._process = os.getpid()
        self._is_closed = False
        self._borrowed = http_client if isinstance(http_client, httpx.AsyncClient) else None
        self._transport = http_client if isinstance(http_client, httpx.AsyncBaseTransport) else None
        self._here = threading.local()
        if not isinstance(http_client, httpx.AsyncClient | httpx.AsyncBaseTransport | None):
            raise ConfigurationError(
                f"http_client must be an httpx.AsyncClient or a transport of one, not {type(http_client).__name__}"
            )

    def check(self) -> None:
        """See that calls can be made.

        Raises:
            ConfigurationError: The client is closed, or belongs to another process.
        """
        _check(self._borrowed.is_closed if self._borrowed else self._is_closed, self._process)

    async def send(self, attempt: Attempt) -> Answer:
        """Send it once.

        Raises:
            APIConnectionError: No answer came.
            ConfigurationError: The environment names a proxy that can't be used.
            OSError, ValueError: A file to send can't be opened.
        """
        client = self._borrowed or await self._client_here()
        reception = _Reception(attempt)
        with _sendable(attempt) as arguments:
            request = client.build_request(**arguments)
            with reception.errors(), _reclaiming(client):
                await within(
                    attempt.timeout.total, _receive(client, request, reception), lambda: reception.has_all_come
                )
        return reception.answer()

    async def close(self) -> None:
        """Close the connections of this event loop, unless the client is somebody else's."""
        self._is_closed = True
        if os.getpid() == self._process and getattr(self._here, "run", None) is current_run():
            await self._here.keeper.aclose()

    async def _client_here(self) -> httpx.AsyncClient:
        run = current_run()
        if getattr(self._here, "run", None) is not run:
            self._here.keeper = self._kept_client()
            self._here.client = await anext(self._here.keeper)
            self._here.run = run
        client: httpx.AsyncClient = self._here.client
        return client

    async def _kept_client(self) -> AsyncGenerator[httpx.AsyncClient, None]:
        """A client that is closed with its event loop: that ends the asynchronous generators that were begun in it."""
        # A transport that is given has certificates of its own, or needs none.
        certificates: Any = {} if self._transport else {"verify": self._certificates}
        with _proxies_of_environment():
            client = httpx.AsyncClient(transport=self._transport, cookies=_no_cookies(), **certificates)
        async with aclosing(client):
            yield client

    @cached_property
    def _certificates(self) -> ssl.SSLContext:
        # Once for all loops: reading the certificates takes longer than a call.
        return httpx.create_ssl_context()


async def _receive(client: httpx.AsyncClient, request: httpx.Request, reception: "_Reception") -> None:
    response = await client.send(request, stream=True, follow_redirects=False, auth=None)
    async with aclosing(response):
        reception.begin(response)
        if not response.is_stream_consumed:
            async for chunk in cast("httpx.AsyncByteStream", response.stream):
                reception.add(chunk)
        reception.has_all_come = True
        if _has_surplus(response):
            await response.extensions["network_stream"].aclose()
        reception.end()


class _Reception:
    """What has come of an answer so far; the same for both clients."""

    def __init__(self, attempt: Attempt) -> None:
        self._attempt = attempt
        self._response: httpx.Response | None = None
        self._content = bytearray()
        self._gzip: Any = None
        self.has_all_come = False
        self._lost: APIConnectionError | None = None
        self._defect: str | None = None

    @contextmanager
    def errors(self) -> Iterator[None]:
        """Make an error of ours of whatever goes wrong; once the status has come, keep it beside that.

        Raises:
            APIConnectionError: No status came.
        """
        try:
            yield
        except _DefectError as error:
            self._defect = str(error)
        except Exception as error:
            failure = self._failure(error)
            if self._response is None:
                raise failure from failure.__cause__
            self._lost = failure

    def _failure(self, error: Exception) -> APIConnectionError:
        is_late = isinstance(error, httpx.TimeoutException | TimeoutError)
        kind = APITimeoutError if is_late else APIConnectionError
        message = "{method} {url}: no {whole}answer{in_time} ({error})".format(
            method=self._attempt.method,
            url=self._attempt.info.url,
            whole="whole " if self._response else "",
            in_time=" in time" if is_late else "",
            error=f"{type(error).__name__}: {error}".removesuffix(": "),
        )
        failure = kind(message, request=self._attempt.info, sent=not isinstance(error, _NOTHING_SENT))
        # Without the request, and so without the token, that errors of httpx hold. Layers below it, and hooks of an own
        # client, raise what they like, with what they like in it.
        if isinstance(error, httpx.RequestError):
            error.request = httpx.Request("GET", "https://example.invalid")
            failure.__cause__ = error
        return failure

    def begin(self, response: httpx.Response) -> None:
        """The status and the headers have come.

        Raises:
            _DefectError: The body is not to be read.
        """
        self._response = response
        if response.is_stream_consumed:
            # By an own transport, or a hook of an own client, which have decompressed it as well.
            self._keep(response.content)
            return
        encoding = response.headers.get("content-encoding", "").strip().lower()
        if encoding == "gzip":
            self._gzip = zlib.decompressobj(wbits=zlib.MAX_WBITS | 16)
        elif encoding not in ("", "identity"):
            raise _DefectError(f"is encoded as {encoding[:40]!r}, which was not asked for")
        length = response.headers.get("content-length", "")
        if length.isdecimal() and len(length) < 20:
            self._check_size(int(length))

    def add(self, chunk: bytes) -> None:
        """A piece of the body has come.

        Raises:
            _DefectError: The body is larger than allowed, or can't be decompressed.
        """
        if self._gzip is None:
            self._keep(chunk)
            return
        try:
            # In small steps, which httpx does not do: a few kilobytes can become hundreds of megabytes at once.
            while chunk:
                self._keep(self._gzip.decompress(chunk, _STEP))
                chunk = self._gzip.unconsumed_tail
        except zlib.error as error:
            raise _DefectError(f"can't be decompressed ({error})") from None

    def end(self) -> None:
        """All of the body has come.

        Raises:
            _DefectError: It is not all of it.
        """
        if self._gzip is not None and not self._gzip.eof:
            raise _DefectError("can't be decompressed (it ends too soon)")

    def _keep(self, piece: bytes) -> None:
        self._check_size(len(self._content) + len(piece))
        self._content += piece

    def _check_size(self, size: int) -> None:
        if size > self._attempt.max_response_size:
            raise _DefectError(f"has more than {self._attempt.max_response_size} bytes, which is max_response_size")

    def answer(self) -> Answer:
        """All of it, after `errors`."""
        assert self._response is not None
        return Answer(
            self._response.status_code, self._response.headers, bytes(self._content), self._lost, self._defect
        )


@contextmanager
def _reclaiming(client: httpx.AsyncClient) -> Iterator[None]:
    """Give back the connection of a call that is cancelled before it uses it.

    httpcore leaves such a connection in its pool, where no call gets it, and after some hundred of them the pool has no
    other. There is no public way to give it back, so this goes by private names; a test fails when they move.
    """
    try:
        yield
    except BaseException:
        for transport in (client._transport, *client._mounts.values()):
            pool: Any = getattr(transport, "_pool", None)
            in_use = [request.connection for request in getattr(pool, "_requests", ())]
            for connection in getattr(pool, "_connections", ()):
                if connection not in in_use:
                    _reclaim(connection)
        raise


def _reclaim(connection: Any) -> None:
    inner = getattr(connection, "_connection", connection)
    if inner is None:
        # Not connected yet: as if that had failed.
        connection._connect_failed = True
    elif getattr(getattr(inner, "_state", None), "name", "") == "NEW":
        # Connected, and not used yet: free for the next call.
        inner._state = type(inner._state).IDLE


def _has_surplus(response: httpx.Response) -> bool:
    """Whether more has come than the answer, once it has been read to its end.

    The connection would give that to the next call, which may be another thread's, as its answer. httpx has no door to
    it, so it is looked up by private names; a test fails when they move.
    """
    part: Any = response.stream
    for name in ("_stream", "_httpcore_stream", "_stream", "_connection", "_h11_state"):
        part = getattr(part, name, None)
    return part is not None and bool(part.trailing_data[0])


class _DefectError(Exception):
    """A body is not taken whole; the text is to be read after "the body"."""


def _no_cookies() -> CookieJar:
    # The token says who calls. A session beside it would be shared by all who use the client; nobody asked for one.
    return CookieJar(DefaultCookiePolicy(allowed_domains=[]))


@contextmanager
def _proxies_of_environment() -> Iterator[None]:
    try:
        yield
    except (ValueError, ImportError, httpx.InvalidURL) as error:
        raise ConfigurationError(f"a proxy of the environment (such as HTTPS_PROXY) can't be used: {error}") from None


def _keep_deadlines(client: httpx.Client) -> None:
    # httpx has no way to hand on a network backend, which its pools take; a test fails when it moves.
    for transport in (client._transport, *client._mounts.values()):
        if isinstance(transport, httpx.HTTPTransport):
            pool: Any = transport._pool
            pool._network_backend = DeadlineBackend(pool._network_backend)


def _check(is_closed: bool, process: int) -> None:
    if is_closed:
        raise ConfigurationError("this client is closed: make another one")
    if os.getpid() != process:
        # Two processes that write on the same connections would get each other's answers.
        raise ConfigurationError("this client was made in another process, before a fork: make one in each process")


@contextmanager
def _sendable(attempt: Attempt) -> Iterator[dict[str, Any]]:
    """The attempt as httpx takes it, with its files open meanwhile."""
    with ExitStack() as opened:
        arguments: dict[str, Any] = {
            "method": attempt.method,
            "url": attempt.url,
            "params": attempt.query or None,
            # As httpx has them, for the sake of reports that show variables: these hide the token.
            "headers": httpx.Headers(attempt.headers),
            "content": attempt.content,
            "timeout": _timeout(attempt.timeout),
        }
        if attempt.parts is not None:
            # httpx chooses the boundary: at random, since with a fixed one a file could hold further fields.
            arguments["files"] = [(name, form_part(part, opened)) for name, part in attempt.parts]
        yield arguments


def _timeout(timeout: Timeout) -> httpx.Timeout:
    return httpx.Timeout(timeout.total, pool=timeout.pool, connect=timeout.connect)

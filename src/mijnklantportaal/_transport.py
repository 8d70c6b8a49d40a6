"""Sends one attempt with httpx, and returns the response or the connection error."""

import os
from collections.abc import AsyncIterator, Iterator
from contextlib import ExitStack, aclosing, asynccontextmanager, closing, contextmanager, suppress
from typing import TypeAlias, cast

import httpx

from mijnklantportaal._async_library import run_to_end, run_with_timeout
from mijnklantportaal._deadline import deadline, remaining
from mijnklantportaal._failures import is_network_failure, may_be_sent
from mijnklantportaal._http import Request, Response
from mijnklantportaal._httpx_clients import (
    has_surplus,
    make_async_client,
    make_async_transport,
    make_client,
    make_request,
    make_transport,
    route_to,
    take_abandoned_connections,
    transport_of,
)
from mijnklantportaal._process import Process
from mijnklantportaal._received_response import DefectError, ReceivedResponse
from mijnklantportaal.errors import APIConnectionError, ConfigurationError

HttpClient: TypeAlias = httpx.Client | httpx.BaseTransport
"""The caller's own httpx client, or a transport."""
AsyncHttpClient: TypeAlias = httpx.AsyncClient | httpx.AsyncBaseTransport
"""The caller's own asynchronous httpx client, or a transport."""


class Transport:
    """Sends attempts with httpx.

    Args:
        http_client: The caller's own client, which `close` leaves open; a transport; or `None`.
        base_url: The base URL of all requests.

    Raises:
        ConfigurationError: `http_client` has a wrong type. Or it is `None`, and the environment names a proxy or a file
            of certificates that is not valid.
    """

    def __init__(self, http_client: HttpClient | None, base_url: str) -> None:
        self._is_borrowed = isinstance(http_client, httpx.Client)
        self._is_given = http_client is not None
        self._process = Process(http_client)
        if isinstance(http_client, httpx.Client):
            self._client = http_client
        elif http_client is None or isinstance(http_client, httpx.BaseTransport):
            self._client = make_client(http_client, base_url)
        else:
            raise ConfigurationError(
                f"http_client must be an httpx.Client or an httpx.BaseTransport, not {type(http_client).__name__}"
            )

    def check_usable(self) -> None:
        """Check that calls can be sent, and record that this process uses the client.

        Raises:
            ConfigurationError: The client is closed, or was used in another process.
        """
        # For a mock of an httpx client, this is a mock, which is true but not True.
        if self._client.is_closed is True:
            raise _closed()
        if self._process.used_in != os.getpid():
            self._process.use()

    def send(self, request: Request) -> Response | APIConnectionError:
        """Send one attempt.

        Raises:
            ConfigurationError: The client is closed, or was used in another process.
            OSError: A file to send cannot be opened.
            ValueError: A file to send can be read only once.
        """
        self.check_usable()
        received = ReceivedResponse(request)
        with ExitStack() as files:
            http_request = make_request(self._client if self._is_borrowed else None, request, files)
            try:
                with deadline(request.timeout.total):
                    response = self._client.send(http_request, stream=True, follow_redirects=False, auth=None)
                    with closing(response):
                        received.start(response)
                        if not response.is_stream_consumed:
                            for chunk in cast("httpx.SyncByteStream", response.stream):
                                received.add(chunk)
                                # The connections of the caller's own client do not use the deadline.
                                remaining()
                        if has_surplus(response):
                            response.extensions["network_stream"].close()
                        received.finish()
            except BaseException as error:
                _close_abandoned_connections(self._client, http_request)
                if isinstance(error, DefectError):
                    received.defect = str(error)
                elif isinstance(error, Exception) and is_network_failure(error):
                    received.fail(error)
                else:
                    raise
        return received.outcome()

    @contextmanager
    def transport_to(self, url: str) -> Iterator[httpx.BaseTransport]:
        """Yield an httpx transport for another server. It sends requests unchanged.

        Args:
            url: The URL of the server.

        Raises:
            ConfigurationError: As for `check_usable`. Or the environment names a proxy that is not valid.
        """
        self.check_usable()
        if self._is_given:
            try:
                yield transport_of(self._client, url)
            finally:
                _close_abandoned_connections(self._client)
            return
        with closing(make_transport(url)) as transport:
            yield transport

    def close(self) -> None:
        """Close the connections, unless they belong to the caller's own client, or to the parent process of a fork."""
        if not self._is_borrowed and self._process.may_close():
            self._client.close()


class AsyncTransport:
    """Sends attempts with httpx, asynchronously.

    Each event loop has a separate httpx client, unless the caller passes one.

    Args:
        http_client: The caller's own client, which `close` leaves open; a transport; or `None`.
        base_url: The base URL of all requests.

    Raises:
        ConfigurationError: As for `Transport`.
    """

    def __init__(self, http_client: AsyncHttpClient | None, base_url: str) -> None:
        # Imported here, since most clients are synchronous.
        from mijnklantportaal._event_loops import EventLoopClients

        self._is_closed = False
        self._borrowed = http_client if isinstance(http_client, httpx.AsyncClient) else None
        self._process = Process(http_client)
        transport = http_client if isinstance(http_client, httpx.AsyncBaseTransport) else None
        route = route_to(base_url) if http_client is None else None
        self._is_given = http_client is not None
        self._clients = EventLoopClients(lambda: make_async_client(transport, route))
        if not isinstance(http_client, httpx.AsyncClient | httpx.AsyncBaseTransport | None):
            raise ConfigurationError(
                "http_client must be an httpx.AsyncClient or an httpx.AsyncBaseTransport, "
                f"not {type(http_client).__name__}"
            )

    def check_usable(self) -> None:
        """Check that calls can be sent, and record that this process uses the client.

        Raises:
            ConfigurationError: The client is closed, or was used in another process.
        """
        # As above.
        if (self._borrowed.is_closed if self._borrowed else self._is_closed) is True:
            raise _closed()
        if self._process.used_in != os.getpid():
            self._process.use()

    async def send(self, request: Request) -> Response | APIConnectionError:
        """Send one attempt.

        Raises:
            ConfigurationError: The client is closed, or was used in another process.
            OSError: A file to send cannot be opened.
            ValueError: A file to send can be read only once.
        """
        self.check_usable()
        client = await self._client()
        received = ReceivedResponse(request)
        with ExitStack() as files:
            http_request = make_request(self._borrowed, request, files)
            work = _receive(client, http_request, received)
            try:
                await run_with_timeout(request.timeout.total, work, lambda: received.is_ended)
            except BaseException as error:
                await _close_abandoned_connections_async(client, http_request)
                if isinstance(error, DefectError):
                    received.defect = str(error)
                elif isinstance(error, Exception) and is_network_failure(error):
                    received.fail(error)
                else:
                    raise
        return received.outcome()

    @asynccontextmanager
    async def transport_to(self, url: str) -> AsyncIterator[httpx.AsyncBaseTransport]:
        """Yield an httpx transport for another server. See `Transport.transport_to`."""
        self.check_usable()
        if self._is_given:
            client = await self._client()
            try:
                yield transport_of(client, url)
            finally:
                await _close_abandoned_connections_async(client)
            return
        transport = make_async_transport(route_to(url))
        try:
            yield transport
        finally:
            await transport.aclose()

    async def _client(self) -> httpx.AsyncClient:
        return self._borrowed or self._clients.current() or await self._clients.open()

    async def close(self) -> None:
        """Close the connections of this event loop, unless they belong to the caller's own client."""
        self._is_closed = True
        if self._process.may_close():
            await self._clients.close()


async def _receive(client: httpx.AsyncClient, request: httpx.Request, received: ReceivedResponse) -> None:
    try:
        response = await client.send(request, stream=True, follow_redirects=False, auth=None)
    except BaseException as error:
        # A cancellation at the end of the timeout has no message that could state the reason.
        received.is_sent = may_be_sent(error)
        raise
    async with aclosing(response):
        try:
            received.start(response)
            if not response.is_stream_consumed:
                async for chunk in cast("httpx.AsyncByteStream", response.stream):
                    received.add(chunk)
        finally:
            received.is_ended = True
        if has_surplus(response):
            await response.extensions["network_stream"].aclose()
        received.finish()


def _close_abandoned_connections(client: httpx.Client, ended: httpx.Request | None = None) -> None:
    for connection in take_abandoned_connections(client, ended):
        # The failure of the call is what its caller needs to know.
        with suppress(Exception):
            connection.close()


async def _close_abandoned_connections_async(client: httpx.AsyncClient, ended: httpx.Request | None = None) -> None:
    async def close() -> None:
        for connection in connections:
            # As above. A connection may also belong to an event loop that has ended.
            with suppress(Exception):
                await connection.aclose()

    if connections := take_abandoned_connections(client, ended):
        await run_to_end(close())


def _closed() -> ConfigurationError:
    return ConfigurationError("this client is closed: create a new one")

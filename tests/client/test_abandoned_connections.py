"""Calls that are cancelled, or fail, while httpcore opens, uses or closes a connection: the next call gets one.

Each pool has one connection, so that one that is never freed stops all further calls.
"""

import asyncio
from collections.abc import Awaitable, Callable, Iterable
from contextlib import suppress
from typing import Any
from unittest.mock import Mock

import httpcore
import httpx
import pytest

from mijnklantportaal import APIConnectionError, APIError, AsyncMijnKlantportaal, MijnKlantportaal
from mijnklantportaal._download_link import Link
from mijnklantportaal._download_transport import open_link_async
from mijnklantportaal._http import Timeout
from mijnklantportaal._transport import AsyncTransport, _close_abandoned_connections, _close_abandoned_connections_async
from tests.client.clients import API_KEY, ClientFactory, both_clients, read
from tests.client.tcp_server import (
    GOOD,
    GOOD_JSON,
    Connection,
    Handler,
    TcpServer,
    http_response,
    responding_and_closing,
    responding_and_hanging,
)
from tests.client.waiting import HANG_GUARD, no_hang

ONE_CONNECTION = httpx.Limits(max_connections=1)
# More than a call takes from the end of its last read to its own end.
STEPS = range(16)


class Stream(httpcore.AsyncNetworkStream):
    """A real connection that reports the end of each read."""

    def __init__(self, inner: httpcore.AsyncNetworkStream, report: Callable[[], None]) -> None:
        self._inner = inner
        self._report = report

    async def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        content = await self._inner.read(max_bytes, timeout)
        self._report()
        return content

    async def write(self, buffer: bytes, timeout: float | None = None) -> None:
        await self._inner.write(buffer, timeout)

    async def aclose(self) -> None:
        await self._inner.aclose()

    def get_extra_info(self, info: str) -> Any:
        return self._inner.get_extra_info(info)


class Backend(httpcore.AsyncNetworkBackend):
    """Cancels a task so many steps of the event loop after a number of events: each connection and each read is one."""

    def __init__(self, events: int, steps: int) -> None:
        self.task: asyncio.Task[object] | None = None
        self._inner: Any = httpcore.AnyIOBackend()
        self._events = events
        self._steps = steps

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        stream = await self._inner.connect_tcp(host, port, timeout, local_address, socket_options)
        self._report()
        return Stream(stream, self._report)

    def _report(self) -> None:
        self._events -= 1
        if self._events == 0:
            self._cancel_after(self._steps)

    def _cancel_after(self, steps: int) -> None:
        if steps:
            asyncio.get_running_loop().call_soon(self._cancel_after, steps - 1)
        elif self.task:
            self.task.cancel()


def half_of_a_body(connection: Connection) -> None:
    connection.read_request()
    connection.send(http_response(b"{", length=2))
    connection.close()


NO_GZIP = b"neither gzip nor complete"
RESPONSES: dict[str, Handler | bytes] = {
    "none": responding_and_closing(b""),
    "half of a body": half_of_a_body,
    "a part that is not accepted": responding_and_hanging(http_response(NO_GZIP, "Content-Encoding: gzip", length=99)),
    "a good one": GOOD,
    "a status that a hook refuses": http_response(b"{}", status="404 Not Found"),
}


async def raise_for_status(response: httpx.Response) -> None:
    response.raise_for_status()


def one_connection(backend: Backend, hooks: list[Callable[[httpx.Response], Awaitable[None]]]) -> httpx.AsyncClient:
    client = httpx.AsyncClient(event_hooks={"response": hooks})
    transport = client._transport
    assert isinstance(transport, httpx.AsyncHTTPTransport)
    transport._pool = httpcore.AsyncConnectionPool(max_connections=1, network_backend=backend)
    return client


@pytest.mark.parametrize("hooks", [[], [raise_for_status]], ids=["", "hook that raises"])
@pytest.mark.parametrize("response", RESPONSES)
@pytest.mark.parametrize("events", [1, 2, 3])
def test_call_that_is_cancelled_at_any_step_frees_its_connection(events: int, response: str, hooks: list[Any]) -> None:
    async def program(url: str, backend: Backend) -> None:
        own = one_connection(backend, hooks)
        client = AsyncMijnKlantportaal(api_key=API_KEY, base_url=url, http_client=own, throttle=False, max_retries=0)

        async def call() -> None:
            with suppress(APIError, httpx.HTTPStatusError):
                await client.customer_offers.get("off_1")

        async with own, client:
            backend.task = asyncio.create_task(call())
            await asyncio.sleep(0)
            # Waits for the connection of the first.
            second = asyncio.create_task(call())
            with suppress(asyncio.CancelledError):
                await backend.task
            server.handler = GOOD
            async with asyncio.timeout(HANG_GUARD):
                await second
                await client.customer_offers.get("off_1")

    with TcpServer(b"") as server:
        for steps in STEPS:
            server.handler = RESPONSES[response]
            asyncio.run(program(server.url, Backend(events, steps)))


@pytest.mark.parametrize("events", [1, 2])
def test_download_that_is_cancelled_at_any_step_frees_its_connection(events: int) -> None:
    async def program(url: str, backend: Backend) -> None:
        own = one_connection(backend, [])
        timeout = Timeout(HANG_GUARD, HANG_GUARD, HANG_GUARD)

        async def download() -> bytes:
            async with open_link_async(AsyncTransport(own, url), Link(url), {}, timeout) as response:
                return await response.read()

        async with own:
            backend.task = asyncio.create_task(download())
            with suppress(asyncio.CancelledError):
                await backend.task
            async with asyncio.timeout(HANG_GUARD):
                assert await download() == GOOD_JSON

    with TcpServer(GOOD) as server:
        for steps in STEPS:
            asyncio.run(program(server.url, Backend(events, steps)))


def test_connections_are_all_closed_when_another_cancellation_comes_meanwhile() -> None:
    async def program(url: str) -> None:
        async with httpx.AsyncClient() as client:
            transport = client._transport
            assert isinstance(transport, httpx.AsyncHTTPTransport)
            pool = transport._pool
            assert isinstance(pool, httpcore.AsyncConnectionPool)
            responses = [await client.send(client.build_request("GET", url), stream=True) for _ in range(2)]
            assert server.settles(connections=2, requests=2)
            # As after two interrupted cleanups.
            pool._requests.clear()
            task = asyncio.create_task(_close_abandoned_connections_async(client))
            await asyncio.sleep(0)
            task.cancel()
            with pytest.raises(asyncio.CancelledError):
                await task
            assert server.settles(connections=0)
            assert pool.connections == []
            del responses

    with TcpServer(http_response(b"", length=9)) as server:
        asyncio.run(program(server.url))


def test_abandoned_connections_of_the_synchronous_client_are_closed() -> None:
    with TcpServer(http_response(b"", length=9)) as server, httpx.Client() as client:
        transport = client._transport
        assert isinstance(transport, httpx.HTTPTransport)
        pool = transport._pool
        assert isinstance(pool, httpcore.ConnectionPool)
        # They refer to the connections, whose sockets would otherwise be closed with the last reference.
        responses = [client.send(client.build_request("GET", server.url), stream=True) for _ in range(2)]
        pool._requests.clear()
        _close_abandoned_connections(client)
        assert server.settles(connections=0, requests=2)
        assert pool.connections == []
        del responses


@pytest.mark.parametrize(
    ("double", "method"), [(Mock(spec=httpx.Client()), "send"), (Mock(spec=httpx.HTTPTransport()), "handle_request")]
)
def test_error_of_a_mock_is_not_replaced(double: Mock, method: str) -> None:
    getattr(double, method).side_effect = httpx.ConnectError("refused by a mock")
    client = MijnKlantportaal(api_key=API_KEY, http_client=double, throttle=False, max_retries=0)
    with pytest.raises(APIConnectionError, match="refused by a mock"):
        client.customer_offers.get("off_1")


@both_clients
@pytest.mark.parametrize("content", [b"no TLS at all", b""], ids=["no TLS", "silent"])
def test_connection_through_a_proxy_that_fails_frees_its_place(content: bytes, client_factory: ClientFactory) -> None:
    with TcpServer(responding_and_hanging(b"HTTP/1.1 200 Connected\r\n\r\n" + content)) as proxy:
        own = {"proxy": proxy.url, "limits": ONE_CONNECTION}
        with client_factory(base_url="https://portal.invalid", own=own, max_retries=0, timeout=0.5) as perform:
            for _ in range(2):
                with no_hang(), pytest.raises(APIConnectionError):
                    perform(read)
        assert [request.method for request in proxy.requests] == ["CONNECT", "CONNECT"]
        assert proxy.settles(connections=0)

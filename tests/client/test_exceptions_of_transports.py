"""Exceptions that are not failures of the network pass through a call unchanged, at the first attempt."""

import asyncio
import errno
import traceback
from collections.abc import Callable
from typing import Any

import httpx
import pytest

from mijnklantportaal import APIConnectionError, APITimeoutError, AsyncMijnKlantportaal
from tests.client.clients import API_KEY, ClientFactory, async_client, both_clients, read, write
from tests.client.fake_clock import FakeClock
from tests.client.messages import NO_RESPONSE
from tests.client.tcp_server import GOOD, TcpServer

URL = "http://portal.example"


class NotRecordedError(Exception):
    """As vcrpy raises it."""


class SocketBlockedError(RuntimeError):
    """As pytest-socket raises it."""


PASSING: list[BaseException] = [
    AssertionError("RESPX: not mocked"),
    NotRecordedError("not in the cassette"),
    SocketBlockedError("A test tried to use socket.socket."),
    RuntimeError("the mock was shutdown"),
    KeyError("x"),
    NotImplementedError(),
    RecursionError(),
    MemoryError(),
    EOFError(),
    LookupError(),
    FileNotFoundError(errno.ENOENT, "No such file or directory", "cassette.yaml"),
    FileNotFoundError("the cassette is missing"),
    PermissionError(errno.EACCES, "Permission denied", "cassette.yaml"),
    IsADirectoryError(errno.EISDIR, "Is a directory", "cassettes"),
    NotADirectoryError(errno.ENOTDIR, "Not a directory", "cassettes"),
    FileExistsError(errno.EEXIST, "File exists", "cassettes"),
    OSError(errno.ENOSPC, "No space left on device", "cassette.yaml"),
    httpx.StreamConsumed(),
    httpx.InvalidURL("x"),
    pytest.fail.Exception("no network in this test"),
    pytest.skip.Exception("no network in this test"),
]


class Refusing(httpx.MockTransport):
    """Raises the exception for each request, and counts these."""

    def __init__(self, error: BaseException) -> None:
        super().__init__(self._respond)
        self.requests = 0
        self._error = error

    def _respond(self, request: httpx.Request) -> httpx.Response:
        self.requests += 1
        raise self._error from ValueError("the reason")


@both_clients
@pytest.mark.parametrize("error", PASSING, ids=repr)
@pytest.mark.parametrize("call", [read, write])
def test_exception_of_a_test_double_passes_through_unchanged(
    error: BaseException, call: Callable[[Any], Any], client_factory: ClientFactory
) -> None:
    transport = Refusing(error)
    with client_factory(base_url=URL, http_client=transport) as perform, pytest.raises(type(error)) as caught:
        perform(call)
    assert caught.value is error
    assert transport.requests == 1
    assert repr(caught.value.__cause__) == "ValueError('the reason')"
    assert traceback.extract_tb(caught.value.__traceback__)[-1].name == "_respond"


def test_keyboard_interrupt_passes_through() -> None:
    async def program() -> None:
        transport = Refusing(KeyboardInterrupt())
        async with AsyncMijnKlantportaal(api_key=API_KEY, base_url=URL, http_client=transport) as client:
            await client.customer_offers.get("off_1")

    with pytest.raises(KeyboardInterrupt):
        asyncio.run(program())


NETWORK: list[Exception] = [
    httpx.ConnectError("x"),
    httpx.ReadTimeout("x"),
    httpx.TimeoutException("x"),
    ConnectionResetError(errno.ECONNRESET, "Connection reset by peer"),
    TimeoutError("timed out"),
    OSError(errno.ENETUNREACH, "Network is unreachable"),
]


@both_clients
@pytest.mark.parametrize("error", NETWORK, ids=repr)
def test_simulated_failure_of_the_network_is_a_connection_error_after_retries(
    error: Exception, client_factory: ClientFactory, clock: FakeClock
) -> None:
    transport = Refusing(error)
    with client_factory(base_url=URL, http_client=transport) as perform, pytest.raises(APIConnectionError) as caught:
        perform(read)
    assert isinstance(caught.value, APITimeoutError) is isinstance(error, httpx.TimeoutException | TimeoutError)
    assert transport.requests == caught.value.attempts > 1


@both_clients
@pytest.mark.parametrize("event", ["request", "response"])
@pytest.mark.parametrize("error", [KeyError("x"), httpx.TooManyRedirects("x")], ids=repr)
def test_exception_of_an_event_hook_of_the_given_httpx_client(
    event: str, error: Exception, client_factory: ClientFactory, clock: FakeClock
) -> None:
    def sync_hook(message: httpx.Request | httpx.Response) -> None:
        raise error

    async def async_hook(message: httpx.Request | httpx.Response) -> None:
        raise error

    is_network_error = isinstance(error, httpx.RequestError)
    with TcpServer(GOOD) as server:
        hook = async_hook if client_factory is async_client else sync_hook
        with client_factory(base_url=server.url, own={"event_hooks": {event: [hook]}}) as perform:
            with pytest.raises(APIConnectionError if is_network_error else KeyError) as caught:
                perform(read)
            assert is_network_error or caught.value is error
        assert server.settles(connections=0)
        if not is_network_error:
            assert len(server.requests) == (event == "response")


@both_clients
def test_refused_connection_is_still_a_connection_error(
    client_factory: ClientFactory, refusing_url: str, clock: FakeClock
) -> None:
    with client_factory(base_url=refusing_url) as perform:
        with pytest.raises(APIConnectionError, match=NO_RESPONSE) as caught:
            perform(write)
        assert caught.value.attempts == 3
        assert isinstance(caught.value.__cause__, httpx.ConnectError)


def test_cancellation_by_an_asynchronous_transport_is_not_a_timeout() -> None:
    transport = Refusing(asyncio.CancelledError())

    async def program() -> None:
        async with AsyncMijnKlantportaal(api_key=API_KEY, base_url=URL, http_client=transport) as client:
            await client.customers.list()

    with pytest.raises(asyncio.CancelledError):
        asyncio.run(program())
    assert transport.requests == 1

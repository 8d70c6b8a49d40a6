"""Failures before anything was sent: a write is retried after them, and the error says so with `sent=False`."""

import asyncio
import socket
import ssl
from collections.abc import Callable
from typing import Any

import httpx
import pytest
import trio

from mijnklantportaal import APIConnectionError, APITimeoutError, AsyncMijnKlantportaal
from mijnklantportaal._deadline import deadline
from mijnklantportaal._failures import may_be_sent
from mijnklantportaal._httpx_clients import make_client
from tests.client.clients import ClientFactory, both_clients, write
from tests.client.concurrent_calls import connect
from tests.client.fake_clock import FakeClock
from tests.client.tcp_server import GOOD, Connection, TcpServer, responding_and_hanging
from tests.client.waiting import no_hang

UNSENT: list[Exception] = [
    ConnectionRefusedError(111, "Connection refused"),
    socket.gaierror(-2, "Name or service not known"),
    ssl.SSLCertVerificationError(1, "certificate verify failed"),
    httpx.ConnectError("x"),
    httpx.ConnectTimeout("x"),
    httpx.PoolTimeout("x"),
    httpx.ProxyError("x"),
    httpx.UnsupportedProtocol("x"),
]
UNSURE: list[Exception] = [
    ConnectionResetError(104, "Connection reset by peer"),
    BrokenPipeError(32, "Broken pipe"),
    ConnectionAbortedError(103, "Software caused connection abort"),
    TimeoutError("timed out"),
    ssl.SSLError(1, "record layer failure"),
    ssl.SSLEOFError(8, "EOF occurred in violation of protocol"),
    OSError(113, "No route to host"),
    httpx.ReadTimeout("x"),
    httpx.WriteTimeout("x"),
    httpx.ReadError("x"),
    httpx.WriteError("x"),
    httpx.CloseError("x"),
    httpx.RemoteProtocolError("x"),
    httpx.LocalProtocolError("x"),
]


def raising(error: Exception, requests: list[httpx.Request]) -> httpx.MockTransport:
    def respond(request: httpx.Request) -> httpx.Response:
        requests.append(request)
        raise error

    return httpx.MockTransport(respond)


@both_clients
@pytest.mark.parametrize("error", UNSENT, ids=lambda error: type(error).__name__)
def test_write_that_was_surely_not_sent_is_retried(
    error: Exception, client_factory: ClientFactory, clock: FakeClock
) -> None:
    requests: list[httpx.Request] = []
    with (
        client_factory(base_url="http://portal.example", http_client=raising(error, requests)) as perform,
        pytest.raises(APIConnectionError) as caught,
    ):
        perform(write)
    assert caught.value.sent is False
    assert len(requests) == caught.value.attempts == 3


@both_clients
@pytest.mark.parametrize("error", UNSURE, ids=lambda error: type(error).__name__)
def test_write_that_may_have_been_sent_is_not_retried(error: Exception, client_factory: ClientFactory) -> None:
    requests: list[httpx.Request] = []
    with (
        client_factory(base_url="http://portal.example", http_client=raising(error, requests)) as perform,
        pytest.raises(APIConnectionError) as caught,
    ):
        perform(write)
    assert caught.value.sent is True
    assert len(requests) == 1


@pytest.mark.parametrize("seconds", [0.0, -1.0])
def test_deadline_that_passes_before_connecting_is_not_sent(seconds: float) -> None:
    with TcpServer(GOOD) as server, make_client(None, server.url) as client, deadline(seconds):
        with pytest.raises(TimeoutError) as caught:
            client.get(server.url)
        assert not may_be_sent(caught.value)
        assert server.requests == []


def test_deadline_that_passes_on_an_open_connection_may_be_sent() -> None:
    with TcpServer(GOOD) as server, make_client(None, server.url) as client:
        assert client.get(server.url).status_code == 200
        with deadline(0), pytest.raises(TimeoutError) as caught:
            client.get(server.url)
        assert may_be_sent(caught.value)


def keep_silent(connection: Connection) -> None:
    connection.wait_for_end()


@pytest.mark.parametrize("run", [asyncio.run, trio.run], ids=["asyncio", "trio"])
@pytest.mark.parametrize(("handler", "is_sent"), [(keep_silent, False), (responding_and_hanging(b""), True)])
def test_timeout_of_the_attempt_says_whether_a_connection_was_established(
    handler: Callable[[Connection], None], is_sent: bool, run: Callable[..., Any]
) -> None:
    with TcpServer(handler) as server:
        url = server.url if is_sent else server.url.replace("http:", "https:")

        async def program() -> None:
            async with connect(AsyncMijnKlantportaal, url, timeout=0.5) as client:
                with no_hang(), pytest.raises(APITimeoutError) as caught:
                    await client.tickets.add_message("tic_1", message="x")
                assert caught.value.sent is is_sent

        if run is trio.run:
            trio.run(program)
        else:
            asyncio.run(program())

"""The sandbox over HTTP."""

import asyncio
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any, cast

import uvicorn
from starlette.requests import ClientDisconnect, Request
from starlette.types import Receive, Scope, Send
from uvicorn.protocols.http.h11_impl import H11Protocol

from mijnklantportaal.sandbox._document import API
from mijnklantportaal.sandbox._portal import Portal

_Connections = dict[tuple[str, int], asyncio.Transport]


class Application:
    """The sandbox as an ASGI application.

    Args:
        portal: Answers the requests.
        latency: Seconds that each answer takes longer.
        connections: Those that there are, by the address of the other end.
    """

    def __init__(self, portal: Portal, latency: float, connections: _Connections) -> None:
        self._portal = portal
        self._latency = latency
        self._connections = connections

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        request = Request(scope, receive)
        try:
            content = await request.body()
        except ClientDisconnect:
            # Half of a request asks for nothing.
            return
        outcome = self._portal.answer(request, content)
        with suppress(TimeoutError):
            # Nothing is received any more, but that nobody waits for the answer.
            await asyncio.wait_for(receive(), self._latency + outcome.delay)
            return
        if outcome.response is None:
            connection = self._connections.get(scope["client"])
            # It may have been given up on the other side meanwhile.
            if connection:
                connection.abort()
            # Until it is gone, uvicorn would complain that there was no answer.
            await receive()
        else:
            await outcome.response(scope, receive, send)


class _Server(uvicorn.Server):
    def __init__(self, config: uvicorn.Config, connections: _Connections) -> None:
        super().__init__(config)
        self._connections = connections

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """End at once, and without complaints about answers that are still to come."""
        for connection in self._connections.values():
            connection.abort()
        await super().shutdown(sockets)


def _protocol(connections: _Connections) -> type[H11Protocol]:
    """HTTP, with a way to the connections: ASGI has none to cut one."""

    class Protocol(H11Protocol):
        def connection_made(self, transport: Any) -> None:
            self._peer = transport.get_extra_info("peername")[:2]
            connections[self._peer] = transport
            super().connection_made(transport)

        def connection_lost(self, exc: Exception | None) -> None:
            connections.pop(self._peer, None)
            super().connection_lost(exc)

    return Protocol


def listening(host: str, port: int) -> tuple[socket.socket, str]:
    """A socket that listens, and the address of the API behind it.

    Args:
        host: What to bind to.
        port: 0 for one that is free.

    Raises:
        OSError: The port is taken, or the host is none of this machine.
        OverflowError: There is no such port.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.create_server((host, port), family=family)
    # Connections have it from here. With the other half of an answer they would wait for the client to have the first.
    listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    name = f"[{host}]" if family is socket.AF_INET6 else host
    return listener, f"http://{name}:{listener.getsockname()[1]}{API}"


def server(portal: Portal, latency: float) -> uvicorn.Server:
    """A server that is not running yet."""
    connections: _Connections = {}
    config = uvicorn.Config(
        Application(portal, latency, connections),
        http=cast("Any", _protocol(connections)),
        lifespan="off",
        ws="none",
        # The loggers of the program are its own.
        log_config=None,
        proxy_headers=False,
        server_header=False,
        timeout_graceful_shutdown=1,
    )
    return _Server(config, connections)


@contextmanager
def served(portal: Portal, host: str, port: int, latency: float) -> Iterator[str]:
    """See `Sandbox.serve`."""
    listener, address = listening(host, port)
    with listener:
        running = server(portal, latency)
        thread = threading.Thread(target=running.run, kwargs={"sockets": [listener]}, name="sandbox", daemon=True)
        thread.start()
        try:
            yield address
        finally:
            running.should_exit = True
            thread.join()

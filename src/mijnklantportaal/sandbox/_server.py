"""The sandbox as an HTTP server."""

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

from mijnklantportaal._clock import real_monotonic
from mijnklantportaal.sandbox._portal import Portal
from mijnklantportaal.sandbox._spec import API

_Connections = dict[tuple[str, int], asyncio.Transport]


class Application:
    """The sandbox as an ASGI application.

    Args:
        portal: Handles the requests.
        latency: Seconds that are added to the delay of each response.
        connections: The open connections by the address of the client.
    """

    def __init__(self, portal: Portal, latency: float, connections: _Connections) -> None:
        self._portal = portal
        self._latency = latency
        self._connections = connections

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one request."""
        request = Request(scope, receive)
        try:
            content = await request.body()
        except ClientDisconnect:
            # The request is incomplete.
            return
        outcome = self._portal.handle(request, content)
        with suppress(TimeoutError):
            # After the body, the only message left is that the client has disconnected.
            await asyncio.wait_for(receive(), self._latency + outcome.delay)
            return
        if outcome.response is None:
            connection = self._connections.get(scope["client"])
            # The client may have closed it in the meantime.
            if connection:
                connection.abort()
            # If the application returned earlier, uvicorn would log an error about the missing response.
            await receive()
        else:
            await outcome.response(scope, receive, send)


class _Server(uvicorn.Server):
    def __init__(self, config: uvicorn.Config, connections: _Connections) -> None:
        super().__init__(config)
        self._connections = connections

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        # Otherwise uvicorn waits for pending responses, and logs an error for each.
        for connection in self._connections.values():
            connection.abort()
        await super().shutdown(sockets)


def _protocol(connections: _Connections) -> type[H11Protocol]:
    """Return a protocol class that registers its connections, since ASGI cannot close one."""

    class Protocol(H11Protocol):
        def connection_made(self, transport: Any) -> None:
            self._peer = transport.get_extra_info("peername")[:2]
            connections[self._peer] = transport
            super().connection_made(transport)

        def connection_lost(self, exc: Exception | None) -> None:
            connections.pop(self._peer, None)
            super().connection_lost(exc)

    return Protocol


def open_listener(host: str, port: int) -> tuple[socket.socket, str]:
    """Open a listening socket, and return it with the base URL of the API.

    Args:
        host: The address to bind to.
        port: The port to bind to; 0 chooses a free one.

    Raises:
        OSError: The port is in use, or the host is not an address of this machine.
        OverflowError: The port is out of range.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.create_server((host, port), family=family)
    # Connections inherit this option. Otherwise, the second packet of a response waits until the client acknowledges
    # the first.
    listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    name = f"[{host}]" if family is socket.AF_INET6 else host
    return listener, f"http://{name}:{listener.getsockname()[1]}{API}"


def create_server(portal: Portal, latency: float) -> uvicorn.Server:
    """Return a server that is not running yet."""
    connections: _Connections = {}
    config = uvicorn.Config(
        Application(portal, latency, connections),
        http=cast("Any", _protocol(connections)),
        lifespan="off",
        ws="none",
        # Does not change the logging configuration of the program.
        log_config=None,
        proxy_headers=False,
        server_header=False,
        timeout_graceful_shutdown=1,
    )
    return _Server(config, connections)


def _new_event_loop() -> asyncio.AbstractEventLoop:
    """Return an event loop whose timers run even if a test has frozen the clock: freezegun also freezes that of
    asyncio."""
    loop = asyncio.new_event_loop()
    loop.time = real_monotonic  # type: ignore[method-assign]
    return loop


def _run(server: uvicorn.Server, listener: socket.socket) -> None:
    with asyncio.Runner(loop_factory=_new_event_loop) as runner:
        runner.run(server.serve([listener]))


@contextmanager
def serve_in_thread(portal: Portal, host: str, port: int, latency: float) -> Iterator[str]:
    """Serve the sandbox in a thread, as `Sandbox.serve` describes."""
    listener, address = open_listener(host, port)
    with listener:
        server = create_server(portal, latency)
        thread = threading.Thread(target=_run, args=(server, listener), name="sandbox", daemon=True)
        thread.start()
        try:
            yield address
        finally:
            server.should_exit = True
            thread.join()

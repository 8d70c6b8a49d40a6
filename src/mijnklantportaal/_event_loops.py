"""One httpx client for each event loop in which an asynchronous client is used."""

import os
from collections.abc import AsyncGenerator, Callable
from contextlib import suppress
from typing import Any, NamedTuple
from weakref import ref

import httpx

from mijnklantportaal._async_library import current_event_loop
from mijnklantportaal._httpx_clients import pools


class EventLoopClients:
    """The httpx clients of an asynchronous client, by event loop.

    A connection belongs to an event loop, and a program may have several: one after another, alternately, nested, or in
    several threads. An asynchronous generator closes each client, since asyncio and trio end the asynchronous
    generators of an event loop together with it. A program that only closes its event loop leaves the client open. Its
    sockets are closed when the next event loop begins, or when this object is deleted.

    Args:
        make: Creates an httpx client.
    """

    def __init__(self, make: Callable[[], httpx.AsyncClient]) -> None:
        self._make = make
        self._open: dict[object, _OpenClient] = {}

    def current(self) -> httpx.AsyncClient | None:
        """Return the client of the running event loop, or `None` if it has none yet."""
        opened = self._open.get(current_event_loop())
        return opened.client if opened else None

    async def open(self) -> httpx.AsyncClient:
        """Create a client for the running event loop, and return it."""
        self._abandon_closed()
        event_loop = current_event_loop()
        client = self._make()
        lifetime = _close_with_event_loop(client, event_loop, ref(self))
        await anext(lifetime)
        self._open[event_loop] = _OpenClient(client, lifetime, os.getpid())
        return client

    async def close(self) -> None:
        """Close the client of the running event loop, and the sockets that closed event loops have left open."""
        self._abandon_closed()
        if opened := self._open.pop(current_event_loop(), None):
            # The generator comes first, and does not wait here. If the event loop ended now, it would end the generator
            # too, and report an error if that were running.
            with suppress(StopAsyncIteration):
                await opened.lifetime.asend(None)
            await opened.client.aclose()

    def forget(self, event_loop: object) -> None:
        """Record that the client of an event loop is closed."""
        self._open.pop(event_loop, None)

    def __del__(self) -> None:
        for event_loop in list(self._open):
            # asyncio ends the generators of a running event loop. But the event loop of this thread may end before its
            # generator has closed the client.
            if not _is_running(event_loop) or _is_current(event_loop):
                self._abandon(event_loop)

    def _abandon_closed(self) -> None:
        for event_loop in list(self._open):
            # trio has no such method, and ends asynchronous generators in any case.
            if getattr(event_loop, "is_closed", bool)():
                self._abandon(event_loop)

    def _abandon(self, event_loop: object) -> None:
        """Close the sockets of an event loop without awaiting anything there."""
        opened = self._open.pop(event_loop, None)
        # After a fork, the event loop still belongs to the parent, which uses the same selector.
        if opened and opened.process == os.getpid():
            _close_sockets(opened.client, _is_running(event_loop))
            # The generator ends without closing the client.
            with suppress(StopAsyncIteration):
                opened.lifetime.asend(None).__await__().__next__()


class _OpenClient(NamedTuple):
    client: httpx.AsyncClient
    lifetime: AsyncGenerator[None, None]
    process: int


def _is_running(event_loop: object) -> bool:
    # trio has no such method.
    return bool(getattr(event_loop, "is_running", bool)())


def _is_current(event_loop: object) -> bool:
    # No module can be imported while the interpreter shuts down.
    with suppress(ImportError, RuntimeError):
        return event_loop is current_event_loop()
    return False


async def _close_with_event_loop(
    client: httpx.AsyncClient, event_loop: object, clients: "ref[EventLoopClients]"
) -> AsyncGenerator[None, None]:
    try:
        yield
    except GeneratorExit:
        if owner := clients():
            owner.forget(event_loop)
        await client.aclose()
        raise


def _close_sockets(client: httpx.AsyncClient, is_running: bool) -> None:
    """Close the sockets of a client without awaiting anything, so that Python does not warn about them.

    asyncio has no public way to do so after an event loop has ended. This function uses private names of asyncio,
    httpcore and anyio; a test fails when they change. Other event loops, such as uvloop, lack these names, and close
    their sockets themselves.
    """
    for pool in pools(client):
        for connection in pool._connections:
            # The next call, in another event loop, must not fail.
            with suppress(AttributeError, RuntimeError):
                _close_socket(_network_stream(connection), is_running)


def _close_socket(stream: Any, is_running: bool) -> None:
    if hasattr(stream, "socket"):
        # The socket of trio.
        stream.socket.close()
        return
    transport = stream._transport
    if is_running:
        transport.abort()
        return
    close = transport._call_connection_lost
    if transport.get_protocol() is not None:
        with suppress(RuntimeError):
            transport.pause_reading()
        close(None)


def _network_stream(connection: Any) -> Any:
    while inner := getattr(connection, "_connection", None):
        connection = inner
    stream = getattr(getattr(connection, "_network_stream", None), "_stream", None)
    # Below TLS.
    while inner := getattr(stream, "transport_stream", None):
        stream = inner
    return stream

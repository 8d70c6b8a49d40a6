"""One httpx client for each event loop in which an asynchronous client is used."""

from collections.abc import AsyncGenerator, Callable
from contextlib import suppress
from typing import Any

import httpx

from mijnklantportaal._async_library import current_event_loop
from mijnklantportaal._httpx_clients import pools


class EventLoopClients:
    """The httpx clients of an asynchronous client, by event loop.

    A connection belongs to an event loop, and a program may have several: one after another, alternately, one within
    another, or in several threads. An asynchronous generator closes each client: asyncio and trio end those that began
    in an event loop together with it.

    Args:
        make: Makes an httpx client.
    """

    def __init__(self, make: Callable[[], httpx.AsyncClient]) -> None:
        self._make = make
        self._open: dict[object, _OpenClient] = {}

    def current(self) -> httpx.AsyncClient | None:
        """Return the client of the running event loop, or `None` if it has none yet."""
        opened = self._open.get(current_event_loop())
        return opened.client if opened else None

    async def open(self) -> httpx.AsyncClient:
        """Make a client for the running event loop, and return it."""
        for event_loop in list(self._open):
            if _is_closed(event_loop):
                self._abandon(event_loop)
        event_loop = current_event_loop()
        opened = self._open[event_loop] = _OpenClient(self._make())
        opened.lifetime = self._until_the_end(event_loop, opened)
        await anext(opened.lifetime)
        return opened.client

    async def close(self) -> None:
        """Close the client of the running event loop."""
        if opened := self._open.get(current_event_loop()):
            await opened.lifetime.aclose()

    def __del__(self) -> None:
        for event_loop in list(self._open):
            if _is_closed(event_loop) or not _is_running(event_loop):
                self._abandon(event_loop)

    async def _until_the_end(self, event_loop: object, opened: "_OpenClient") -> AsyncGenerator[None, None]:
        try:
            yield
        finally:
            self._open.pop(event_loop, None)
            if not opened.is_abandoned:
                await opened.client.aclose()

    def _abandon(self, event_loop: object) -> None:
        """Close the connections of an event loop that was closed without ending its asynchronous generators."""
        opened = self._open.pop(event_loop, None)
        if opened is None:
            return
        opened.is_abandoned = True
        _abandon_connections(opened.client)
        # It awaits nothing any more, so that it ends without an event loop.
        with suppress(StopIteration):
            opened.lifetime.aclose().__await__().__next__()


class _OpenClient:
    lifetime: AsyncGenerator[None, None]

    def __init__(self, client: httpx.AsyncClient) -> None:
        self.client = client
        self.is_abandoned = False


def _is_closed(event_loop: object) -> bool:
    # trio ends asynchronous generators in any case.
    return bool(getattr(event_loop, "is_closed", bool)())


def _is_running(event_loop: object) -> bool:
    return bool(getattr(event_loop, "is_running", lambda: True)())


def _abandon_connections(client: httpx.AsyncClient) -> None:
    """Close sockets without their event loop, so that Python does not warn of them.

    asyncio has no public way to do that, so this uses private names of it, and of httpcore and anyio. A test fails when
    they change.
    """
    for pool in pools(client):
        for connection in pool._connections:
            stream = _network_stream(connection)
            transport = getattr(stream, "_transport", None)
            if transport is not None and transport.get_protocol() is not None:
                with suppress(RuntimeError):
                    transport.pause_reading()
                transport._call_connection_lost(None)


def _network_stream(connection: Any) -> Any:
    while inner := getattr(connection, "_connection", None):
        connection = inner
    stream = getattr(getattr(connection, "_network_stream", None), "_stream", None)
    # Below TLS.
    while inner := getattr(stream, "transport_stream", None):
        stream = inner
    return stream

"""A download in one form for the blocking client, and for the asynchronous one in asyncio and trio."""

import asyncio
import threading
from collections.abc import Callable
from contextlib import AsyncExitStack, ExitStack
from typing import Any, Literal, TypeAlias

import httpx
import trio

from mijnklantportaal import AsyncMijnKlantportaal, MijnKlantportaal
from mijnklantportaal._async_library import Event
from mijnklantportaal._clock import Clock
from mijnklantportaal.downloads import DownloadedFile

Kind: TypeAlias = Literal["sync", "asyncio", "trio"]
KINDS: list[Kind] = ["sync", "asyncio", "trio"]
TOKEN = "token-for-tests"
FILE = "fsf_1"


class CountingClock(Clock):
    """A clock whose waits take no time."""

    def __init__(self) -> None:
        self.waits: list[float] = []

    def sleep(self, seconds: float, wake_up: threading.Event | None = None) -> None:
        self.waits.append(seconds)

    async def sleep_async(self, seconds: float, wake_up: Event | None = None) -> None:
        self.waits.append(seconds)


def download(
    kind: Kind,
    url: str,
    to: Any,
    *,
    http_client: Any = None,
    clock: Clock | None = None,
    file_id: str = FILE,
    api_key: str = TOKEN,
    **changes: Any,
) -> DownloadedFile:
    """Download a file with a client of its own, and close that, and an httpx client that it is given."""
    settings = {"api_key": api_key, "base_url": url, "http_client": http_client}
    if kind == "sync":
        with ExitStack() as stack:
            if isinstance(http_client, httpx.Client):
                stack.enter_context(http_client)
            portal = stack.enter_context(MijnKlantportaal(**settings))
            portal._sender.state.clock = clock or CountingClock()
            return portal.files.download(file_id, to=to, **changes)

    async def main() -> DownloadedFile:
        async with AsyncExitStack() as stack:
            if isinstance(http_client, httpx.AsyncClient):
                await stack.enter_async_context(http_client)
            portal = await stack.enter_async_context(AsyncMijnKlantportaal(**settings))
            portal._sender.state.clock = clock or CountingClock()
            return await portal.files.download(file_id, to=to, **changes)

    result: DownloadedFile = run(kind, main)
    return result


def run(kind: Kind, main: Callable[[], Any]) -> Any:
    """Run a coroutine function in asyncio or trio."""
    return trio.run(main) if kind == "trio" else asyncio.run(main())

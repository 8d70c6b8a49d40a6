"""A download in one form for the blocking client, and for the asynchronous one in asyncio and trio."""

import asyncio
import threading
from collections.abc import Callable
from typing import Any, Literal, TypeAlias

import trio

from mijnklantportaal import AsyncMijnKlantportaal, MijnKlantportaal
from mijnklantportaal._async_library import Event
from mijnklantportaal._clock import Clock
from mijnklantportaal._wire.operation import CallOptions, DownloadOptions
from mijnklantportaal.types import DownloadedFile
from mijnklantportaal_api.resources.files import DOWNLOAD

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


def options(to: Any, **changes: Any) -> tuple[DownloadOptions, CallOptions]:
    """Return the options of a download, with some of them changed."""
    download = {name: changes.pop(name) for name in ("overwrite", "max_size") if name in changes}
    call: dict[str, Any] = dict.fromkeys(("timeout", "max_retries", "extra_headers", "max_wait"))
    return (
        DownloadOptions("link", to, download.get("overwrite", False), download.get("max_size")),
        CallOptions(**(call | changes)),
    )


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
    """Download a file with a client of its own."""
    arguments = (DOWNLOAD, {"file_id": file_id}, *options(to, **changes))
    if kind == "sync":
        with MijnKlantportaal(api_key=api_key, base_url=url, http_client=http_client) as portal:
            portal._sender.state.clock = clock or CountingClock()
            return portal._sender.download(*arguments)

    async def main() -> DownloadedFile:
        async with AsyncMijnKlantportaal(api_key=api_key, base_url=url, http_client=http_client) as portal:
            portal._sender.state.clock = clock or CountingClock()
            return await portal._sender.download(*arguments)

    result: DownloadedFile = run(kind, main)
    return result


def run(kind: Kind, main: Callable[[], Any]) -> Any:
    """Run a coroutine function in asyncio or trio."""
    return trio.run(main) if kind == "trio" else asyncio.run(main())

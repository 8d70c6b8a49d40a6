"""What differs between asyncio and trio, the two libraries that httpx runs on."""

import asyncio
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any


def _trio() -> Any:
    # Nobody is inside trio who has not imported it, so nothing has to be installed or loaded to find out.
    trio = sys.modules.get("trio")
    return trio if trio is not None and trio.lowlevel.in_trio_run() else None


def current_run() -> object:
    """What connections belong to: the event loop that runs the caller, or trio's run."""
    trio = _trio()
    return trio.lowlevel.current_trio_token() if trio else asyncio.get_running_loop()


async def sleep(seconds: float) -> None:
    """Wait, and let others work meanwhile."""
    trio = _trio()
    await (trio.sleep(seconds) if trio else asyncio.sleep(seconds))


@asynccontextmanager
async def closing(response: Any) -> AsyncIterator[None]:
    """Close the response at the end, all the way, also when the caller is cancelled meanwhile.

    httpcore shields its closing from trio's and anyio's cancellation, and not from asyncio's, which would leave the
    connection occupied for ever.
    """
    try:
        yield
    finally:
        closed = response.aclose()
        await (closed if _trio() else asyncio.shield(asyncio.ensure_future(closed)))


@asynccontextmanager
async def deadline(seconds: float) -> AsyncIterator[None]:
    """End what is done inside after so many seconds.

    Raises:
        TimeoutError: It had not ended by then.
    """
    trio = _trio()
    if trio:
        with trio.move_on_after(seconds) as scope:
            yield
        if scope.cancelled_caught:
            raise TimeoutError("the time for this attempt is over")
    else:
        async with asyncio.timeout(seconds):
            yield

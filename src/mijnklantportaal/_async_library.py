"""What differs between asyncio and trio, the two libraries that httpx runs on."""

import asyncio
import sys
from collections.abc import Callable, Coroutine
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


async def within(seconds: float, work: Coroutine[Any, Any, None], is_over: Callable[[], bool]) -> None:
    """Do the work, and end it after so many seconds, or when the caller is cancelled.

    It is interrupted once at most, and not any more when it says that it is over. After an interruption httpcore puts
    its connections in order, and shields that from trio's cancellation, but not from asyncio's: a second one would
    leave them occupied for ever.

    Raises:
        TimeoutError: It had not ended by then.
    """
    trio = _trio()
    if trio:
        with trio.move_on_after(seconds) as scope:
            await work
        if scope.cancelled_caught:
            raise TimeoutError
        return
    task = asyncio.ensure_future(work)
    cancelled: asyncio.CancelledError | None = None
    try:
        await asyncio.wait([task], timeout=seconds)
    except asyncio.CancelledError as error:
        cancelled = error
    if not (task.done() or is_over()):
        task.cancel()
    while not task.done():
        try:
            await asyncio.wait([task])
        except asyncio.CancelledError as error:
            cancelled = error
    failure = cancelled or (TimeoutError() if task.cancelled() else task.exception())
    if failure:
        raise failure

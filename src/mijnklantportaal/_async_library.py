"""What differs between asyncio and trio, the two libraries that httpx runs on.

The functions import asyncio when they run: the blocking client loads this module too, but never needs asyncio.
"""

import sys
from collections.abc import Callable, Coroutine
from contextlib import suppress
from typing import Any, TypeVar

from mijnklantportaal._defaults import MAX_TIMEOUT

T = TypeVar("T")


def _trio() -> Any:
    """Return trio if this is a task of it. A guest run of trio shares its thread with tasks of asyncio."""
    # A caller inside trio has imported it, so that this need not import it to find out.
    trio = sys.modules.get("trio")
    if trio is None:
        return None
    try:
        trio.lowlevel.current_task()
    except (AttributeError, RuntimeError):
        # The names are missing while another thread imports it, as httpcore does for its first client.
        return None
    return trio


def current_event_loop() -> object:
    """Return what connections belong to: the running event loop of asyncio, or the token of trio's run."""
    import asyncio

    trio = _trio()
    return trio.lowlevel.current_trio_token() if trio else asyncio.get_running_loop()


async def sleep(seconds: float) -> None:
    """Sleep, in asyncio or trio."""
    import asyncio

    trio = _trio()
    await (trio.sleep(seconds) if trio else asyncio.sleep(seconds))


class Event:
    """An event that any thread can set, for the task that made it."""

    def __init__(self) -> None:
        import asyncio

        trio = _trio()
        self._trio = trio
        self._new: Callable[[], Any] = trio.Event if trio else asyncio.Event
        self._event = self._new()
        self._call_soon: Callable[[Callable[[], object]], object] = (
            trio.lowlevel.current_trio_token().run_sync_soon
            if trio
            else asyncio.get_running_loop().call_soon_threadsafe
        )

    def set(self) -> None:
        """Wake up the task that waits."""
        # An event loop that has ended has no task that waits.
        with suppress(RuntimeError):
            self._call_soon(self._event.set)

    def is_set(self) -> bool:
        """Return whether it was set since it was last cleared."""
        return bool(self._event.is_set())

    def clear(self) -> None:
        """Forget that it was set."""
        self._event = self._new()

    async def wait(self, seconds: float) -> None:
        """Wait until it is set, or for so many seconds."""
        if self._trio:
            with self._trio.move_on_after(seconds):
                await self._event.wait()
        else:
            import asyncio

            with suppress(TimeoutError):
                async with asyncio.timeout(seconds):
                    await self._event.wait()


async def run_with_timeout(seconds: float, work: Coroutine[Any, Any, None], is_done: Callable[[], bool]) -> None:
    """Run a coroutine, and cancel it after so many seconds, or when the caller is cancelled.

    It is cancelled at most once, and no more when `is_done()` is true. httpcore puts its connections in order after a
    cancellation, and shields that from trio's cancellation, but not from asyncio's: a second one would leave a
    connection occupied for ever.

    Raises:
        TimeoutError: The coroutine had not ended by then.
    """
    trio = _trio()
    if trio:
        with trio.move_on_after(seconds) as scope:
            await work
        if scope.cancelled_caught:
            raise TimeoutError
        return
    import asyncio

    task = asyncio.ensure_future(work)
    cancelled: asyncio.CancelledError | None = None
    try:
        await asyncio.wait([task], timeout=seconds)
    except asyncio.CancelledError as error:
        cancelled = error
    is_late = not (task.done() or is_done())
    if is_late:
        task.cancel()
    while not task.done():
        try:
            await asyncio.wait([task])
        except asyncio.CancelledError as error:
            cancelled = error
    # asyncio logs an exception that is not retrieved, also where the cancellation of the caller comes first.
    own_error: BaseException | None
    if not task.cancelled():
        own_error = task.exception()
    elif is_late:
        own_error = TimeoutError()
    else:
        # Others have cancelled it, as a transport or a program that ends all tasks does.
        own_error = asyncio.CancelledError()
    failure = cancelled or own_error
    if failure:
        raise failure


async def run_in_thread(work: Callable[[], T], when_done: Callable[[], object] = lambda: None) -> T:
    """Run a function in a thread of its own while other tasks run.

    A caller that is cancelled does not wait for it: the function runs to its end. asyncio's own threads are few, and
    look up hosts too, so that many functions that wait would stop other connections.

    Args:
        work: The function.
        when_done: Called in the thread after it, whatever has happened, also if the thread cannot be started.
    """
    import contextvars
    import threading

    ended = Event()
    # Not the result itself, which may be a token: a cancelled caller leaves before it exists, and the report of that
    # error shows variables, also what the thread adds later.
    outcome: list[Callable[[], T]] = []
    failure: list[BaseException] = []

    def run() -> None:
        try:
            outcome.append(_constant(work()))
        except BaseException as error:
            failure.append(error)
        finally:
            when_done()
            ended.set()

    try:
        # A daemon, so that a program that ends does not wait for it.
        threading.Thread(target=contextvars.copy_context().run, args=(run,), daemon=True).start()
    except RuntimeError:
        when_done()
        raise
    while not ended.is_set():
        await ended.wait(MAX_TIMEOUT)
    if failure:
        raise failure.pop()
    return outcome[0]()


def _constant(value: T) -> Callable[[], T]:
    return lambda: value

"""The differences between asyncio and trio, the two libraries that httpx runs on.

The functions import asyncio when they run: the blocking client loads this module too, but never needs asyncio.
"""

import sys
from collections.abc import Callable, Coroutine
from contextlib import suppress
from typing import Any, TypeVar

from mijnklantportaal._defaults import MAX_TIMEOUT

T = TypeVar("T")


def _trio() -> Any:
    """Return trio if it runs this task. In guest mode, trio shares its thread with tasks of asyncio."""
    # A task of trio has imported trio already, so there is no need to import it here.
    trio = sys.modules.get("trio")
    if trio is None:
        return None
    try:
        trio.lowlevel.current_task()
    except (AttributeError, RuntimeError):
        # The names are missing while another thread is still importing trio, as httpcore does for its first client.
        return None
    return trio


def current_event_loop() -> object:
    """Return the owner of new connections: the running asyncio event loop, or the token of the trio run."""
    import asyncio

    trio = _trio()
    return trio.lowlevel.current_trio_token() if trio else asyncio.get_running_loop()


async def sleep(seconds: float) -> None:
    """Sleep, in asyncio or trio."""
    import asyncio

    trio = _trio()
    await (trio.sleep(seconds) if trio else asyncio.sleep(seconds))


class Event:
    """An event that any thread can set. Only the task that created it waits for it."""

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
        """Wake up the waiting task."""
        # No task waits in an event loop that has ended.
        with suppress(RuntimeError):
            self._call_soon(self._event.set)

    def is_set(self) -> bool:
        """Return whether the event was set since it was last cleared."""
        return bool(self._event.is_set())

    def clear(self) -> None:
        """Reset the event."""
        self._event = self._new()

    async def wait(self, seconds: float) -> None:
        """Wait until the event is set, but no longer than `seconds`."""
        if self._trio:
            with self._trio.move_on_after(seconds):
                await self._event.wait()
        else:
            import asyncio

            with suppress(TimeoutError):
                async with asyncio.timeout(seconds):
                    await self._event.wait()


async def run_with_timeout(seconds: float, work: Coroutine[Any, Any, None], is_done: Callable[[], bool]) -> None:
    """Run a coroutine, and cancel it after `seconds`, or when the caller is canceled.

    The coroutine is canceled at most once, and not at all once `is_done()` returns true. httpcore cleans up its
    connections after a cancellation, and shields that cleanup from trio's cancellation, but not from asyncio's: a
    second cancellation would interrupt it.

    Raises:
        TimeoutError: The coroutine did not end within `seconds`.
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
    # asyncio logs an exception that is never retrieved, even if the caller was canceled first.
    own_error: BaseException | None
    if not task.cancelled():
        own_error = task.exception()
    elif is_late:
        own_error = TimeoutError()
    else:
        # Another party canceled it, such as a transport, or a program that cancels all tasks.
        own_error = asyncio.CancelledError()
    failure = cancelled or own_error
    if failure:
        raise failure


async def run_to_end(work: Coroutine[Any, Any, None]) -> None:
    """Run a coroutine to its end before a cancellation of the caller takes effect. For cleanups, which take no time."""
    trio = _trio()
    if trio:
        with trio.CancelScope(shield=True):
            await work
        return
    await run_with_timeout(MAX_TIMEOUT, work, lambda: True)


async def run_in_thread(work: Callable[[], T], when_done: Callable[[], object] = lambda: None) -> T:
    """Run a function in a new thread while other tasks run.

    A caller that is canceled does not wait for the function, which runs to its end. asyncio's thread pool is small and
    also looks up hosts, so many waiting functions in it would block new connections.

    Args:
        work: The function.
        when_done: Called after the function, in the same thread, even if `work` raises or the thread cannot be started.
    """
    import contextvars
    import threading

    ended = Event()
    # Holds no result, which may be a token. If the caller is canceled, error reports show its variables, including
    # values that the thread adds later.
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
        # A daemon thread, so that the program can end without waiting for it.
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

"""A lock that threads and tasks wait for."""

import os
import threading
from collections.abc import Callable

from mijnklantportaal import _async_library
from mijnklantportaal._defaults import MAX_TIMEOUT


class ThreadAndTaskLock:
    """A lock that any thread may release. Waiting tasks need no thread. A forked process does not inherit the lock."""

    def __init__(self) -> None:
        self._guard = threading.Lock()
        self._held_in: int | None = None
        self._waiting: list[Callable[[], None]] = []

    def acquire(self) -> None:
        """Block until the lock is free, then acquire it."""
        wake_up = threading.Event()
        while not self._try(wake_up.set):
            wake_up.wait()
            wake_up.clear()

    async def acquire_async(self) -> None:
        """Acquire the lock without blocking the event loop."""
        wake_up = _async_library.Event()
        while not self._try(wake_up.set):
            await wake_up.wait(MAX_TIMEOUT)
            wake_up.clear()

    def release(self) -> None:
        """Release the lock, and wake up all waiting threads and tasks: most of them no longer need it."""
        with self._guard:
            self._held_in = None
            waiting, self._waiting = self._waiting, []
        for wake_up in waiting:
            wake_up()

    def _try(self, wake_up: Callable[[], None]) -> bool:
        """Acquire the lock and return True, or register `wake_up` to be called when the lock is released."""
        with self._guard:
            if self._held_in == os.getpid():
                self._waiting.append(wake_up)
                return False
            self._held_in = os.getpid()
            return True

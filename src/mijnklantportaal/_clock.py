"""Time and randomness, in one place, so that the sandbox can replace them."""

import random
import sys
import threading
import time
from collections.abc import Callable
from functools import partial

from mijnklantportaal import _async_library

# A partial, because freezegun replaces the function itself in each module that has it.
real_monotonic: Callable[[], float] = partial(time.monotonic)
"""Monotonic seconds for the deadlines of I/O, even if freezegun has replaced `time.monotonic`.

A frozen clock stands still, so that a deadline would never pass, or advances with each reading, so that a deadline
would pass at once. Windows lacks `clock_gettime`.
"""
if sys.platform != "win32":
    real_monotonic = partial(time.clock_gettime, time.CLOCK_MONOTONIC)


class Clock:
    """The clock of the system. The sandbox replaces it, so that waits take no time."""

    def time(self) -> float:
        """Return the time in seconds since 1970."""
        return time.time()

    def monotonic(self) -> float:
        """Return monotonic seconds."""
        return time.monotonic()

    def jitter(self) -> float:
        """Return a random number from 0 to 1."""
        return random.random()

    def sleep(self, seconds: float, wake_up: threading.Event | None = None) -> None:
        """Block for `seconds`, or until `wake_up` is set."""
        if wake_up is None:
            time.sleep(seconds)
        else:
            wake_up.wait(seconds)

    async def sleep_async(self, seconds: float, wake_up: _async_library.Event | None = None) -> None:
        """Sleep as `sleep` does, while other tasks run."""
        if wake_up is None:
            await _async_library.sleep(seconds)
        else:
            await wake_up.wait(seconds)

"""Time and randomness, in one place, so that the sandbox can replace them."""

import random
import sys
import threading
import time
from collections.abc import Callable
from functools import partial

from mijnklantportaal import _async_library

# Not the function itself, which freezegun replaces in each module that has it.
real_monotonic: Callable[[], float] = partial(time.monotonic)
"""Seconds that never jump, for deadlines of I/O, also where freezegun has replaced `time.monotonic`.

Such a clock stands still, so that a deadline would never pass, or advances with each reading, so that it would pass at
once. Windows lacks `clock_gettime`.
"""
if sys.platform != "win32":
    real_monotonic = partial(time.clock_gettime, time.CLOCK_MONOTONIC)


class Clock:
    """The time of this machine. In the sandbox a minute of waiting takes no time."""

    def time(self) -> float:
        """Return the time, as seconds since 1970."""
        return time.time()

    def monotonic(self) -> float:
        """Return seconds that never jump."""
        return time.monotonic()

    def jitter(self) -> float:
        """Return a random number from 0 to 1."""
        return random.random()

    def sleep(self, seconds: float, wake_up: threading.Event | None = None) -> None:
        """Block for so many seconds, or until `wake_up` is set."""
        if wake_up is None:
            time.sleep(seconds)
        else:
            wake_up.wait(seconds)

    async def sleep_async(self, seconds: float, wake_up: _async_library.Event | None = None) -> None:
        """Do the same while other tasks run."""
        if wake_up is None:
            await _async_library.sleep(seconds)
        else:
            await wake_up.wait(seconds)

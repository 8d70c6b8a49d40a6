"""Time and randomness, in one place, so that the sandbox can replace them."""

import random
import threading
import time

from mijnklantportaal import _async_library


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

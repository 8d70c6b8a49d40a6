"""The clock of clients that reach the sandbox without a network: they wait in the sandbox's time."""

import random
import threading
from datetime import timedelta

from mijnklantportaal import _async_library, _clock
from mijnklantportaal.sandbox._clock import Clock


class ClientClock(_clock.Clock):
    """Waits by advancing the clock of the sandbox, so that a minute of waiting takes no time.

    Args:
        clock: The clock of the sandbox.
        rng: The jitter. Not the random numbers of the sandbox: IDs do not depend on how often a client retries.
    """

    def __init__(self, clock: Clock, rng: random.Random) -> None:
        self._clock = clock
        self._rng = rng

    def time(self) -> float:
        return self._clock.now.timestamp()

    def monotonic(self) -> float:
        return self._clock.elapsed

    def jitter(self) -> float:
        return self._rng.random()

    def sleep(self, seconds: float, wake_up: threading.Event | None = None) -> None:
        self._clock.advance(timedelta(seconds=seconds))

    async def sleep_async(self, seconds: float, wake_up: _async_library.Event | None = None) -> None:
        self._clock.advance(timedelta(seconds=seconds))
        # Other tasks run meanwhile, as they would.
        await _async_library.sleep(0)

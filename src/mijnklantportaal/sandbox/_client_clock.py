"""The clock of clients that reach the sandbox without a network: they wait in the sandbox's time."""

import random
import threading
from copy import deepcopy
from datetime import timedelta
from typing import Any

from mijnklantportaal import _async_library, _clock
from mijnklantportaal.sandbox._clock import Clock

# Seconds of real time that a thread yields to others before it advances the clock.
_YIELD = 0.001


class ClientClock(_clock.Clock):
    """Waits by advancing the clock of the sandbox, so that a minute of waiting takes no time.

    Args:
        clock: The clock of the sandbox.
        rng: Random numbers for the jitter. They are separate from those of the sandbox, so that IDs do not depend on
            how often a client retries.
    """

    def __init__(self, clock: Clock, rng: random.Random) -> None:
        self._clock = clock
        self._rng = rng
        self._lock = threading.Lock()
        # The seconds by which clients have advanced the clock.
        self._slept = 0.0

    def __deepcopy__(self, memo: dict[int, Any]) -> "ClientClock":
        return ClientClock(deepcopy(self._clock, memo), deepcopy(self._rng, memo))

    def time(self) -> float:
        return self._clock.now.timestamp()

    def monotonic(self) -> float:
        return self._clock.elapsed

    def jitter(self) -> float:
        return self._rng.random()

    def sleep(self, seconds: float, wake_up: threading.Event | None = None) -> None:
        end = self._slept + seconds
        # Calls of other threads may end in the meantime, as in real time.
        if wake_up is None or not wake_up.wait(_YIELD):
            self._advance_to(end)

    async def sleep_async(self, seconds: float, wake_up: _async_library.Event | None = None) -> None:
        end = self._slept + seconds
        # Other tasks run in the meantime, as in real time.
        await _async_library.sleep(0)
        if wake_up is None or not wake_up.is_set():
            self._advance_to(end)

    def _advance_to(self, end: float) -> None:
        # Calls that sleep at the same time share the seconds that pass.
        with self._lock:
            missing = max(0.0, end - self._slept)
            self._slept += missing
            self._clock.advance(timedelta(seconds=missing))

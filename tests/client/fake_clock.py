"""Clocks that replace the one by which both clients measure and wait."""

import asyncio
import heapq
import itertools
import threading
import time
from collections.abc import Callable
from typing import Protocol

import pytest

from tests.client.waiting import LONG

EPOCH = 1_700_000_000.0
"""What fake clocks show at their second 0: 14 November 2023, 22:13:20 UTC, which is second 20 of a minute."""


class Clock(Protocol):
    def time(self) -> float: ...

    def monotonic(self) -> float: ...

    def sleep(self, seconds: float, /) -> None: ...

    async def async_sleep(self, seconds: float, /) -> None: ...


def install(clock: Clock, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let both clients use the clock. No other test code names the places that they take their time from."""

    def sleep(_: object, seconds: float, wake_up: object = None) -> None:
        clock.sleep(seconds)

    async def sleep_async(_: object, seconds: float, wake_up: object = None) -> None:
        await clock.async_sleep(seconds)

    monkeypatch.setattr("mijnklantportaal._clock.Clock.time", lambda _: clock.time())
    monkeypatch.setattr("mijnklantportaal._clock.Clock.monotonic", lambda _: clock.monotonic())
    monkeypatch.setattr("mijnklantportaal._clock.Clock.sleep", sleep)
    monkeypatch.setattr("mijnklantportaal._clock.Clock.sleep_async", sleep_async)


class FakeClock:
    """Time passes only in `sleep` and `advance`.

    With `is_blocking` set, a sleep does not end by itself, so that a test can interrupt it; `is_asleep` is set when it
    has begun.
    """

    def __init__(self) -> None:
        self.seconds = 0.0
        self.waits: list[float] = []
        self.is_blocking = False
        self.is_asleep = threading.Event()
        self._lock = threading.Lock()

    def monotonic(self) -> float:
        return self.seconds

    def time(self) -> float:
        return EPOCH + self.seconds

    def advance(self, seconds: float) -> None:
        # A fake server calls this in a thread of its own.
        with self._lock:
            self.seconds += seconds

    def sleep(self, seconds: float) -> None:
        if self.is_blocking:
            self.is_asleep.set()
            time.sleep(LONG)
        self._pass(seconds)

    async def async_sleep(self, seconds: float) -> None:
        if self.is_blocking:
            self.is_asleep.set()
            await asyncio.sleep(LONG)
        self._pass(seconds)
        # As a real sleep does, it lets other tasks run.
        await asyncio.sleep(0)

    def _pass(self, seconds: float) -> None:
        self.waits.append(seconds)
        self.advance(seconds)


class NoWaitClock:
    """The real time, in which sleeps take none of it."""

    def time(self) -> float:
        return time.time()

    def monotonic(self) -> float:
        return time.monotonic()

    def sleep(self, seconds: float) -> None:
        time.sleep(0)

    async def async_sleep(self, seconds: float) -> None:
        await asyncio.sleep(0)


class SharedClock:
    """Time for several threads or tasks: it passes when all of them sleep, until the first one wakes.

    Args:
        actors: Their number; each calls `leave` at its end.
        seconds: The time at the beginning.
    """

    def __init__(self, actors: int, seconds: float) -> None:
        self.seconds = seconds
        self._actors = actors
        self._sleepers: list[tuple[float, int, Callable[[], object]]] = []
        self._order = itertools.count()
        self._lock = threading.Lock()

    def monotonic(self) -> float:
        return self.seconds

    def time(self) -> float:
        return EPOCH + self.seconds

    def sleep(self, seconds: float) -> None:
        awake = threading.Event()
        self._fall_asleep(seconds, awake.set)
        assert awake.wait(LONG), "no other thread woke this one"

    async def async_sleep(self, seconds: float) -> None:
        loop = asyncio.get_running_loop()
        awake = loop.create_future()
        self._fall_asleep(seconds, lambda: loop.call_soon_threadsafe(awake.set_result, None))
        await awake

    def advance(self, seconds: float) -> None:
        """Let time pass for all actors, asleep or not."""
        with self._lock:
            self.seconds += seconds
            self._wake()

    def leave(self) -> None:
        with self._lock:
            self._actors -= 1
            self._pass()

    def _fall_asleep(self, seconds: float, wake: Callable[[], object]) -> None:
        with self._lock:
            heapq.heappush(self._sleepers, (self.seconds + seconds, next(self._order), wake))
            self._pass()

    def _pass(self) -> None:
        if self._sleepers and len(self._sleepers) == self._actors:
            self.seconds = max(self.seconds, self._sleepers[0][0])
            self._wake()

    def _wake(self) -> None:
        while self._sleepers and self._sleepers[0][0] <= self.seconds:
            heapq.heappop(self._sleepers)[2]()

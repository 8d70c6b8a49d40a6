"""Clocks that replace the one by which both clients measure and wait."""

import asyncio
import threading
import time
from typing import Protocol

import pytest

from mijnklantportaal._async_library import Event
from tests.client.waiting import LONG

EPOCH = 1_700_000_000.0
"""What fake clocks show at their second 0: 14 November 2023, 22:13:20 UTC, which is second 20 of a minute."""


class Clock(Protocol):
    def time(self) -> float: ...

    def monotonic(self) -> float: ...

    def sleep(self, seconds: float, wake_up: threading.Event | None = None) -> None: ...

    async def async_sleep(self, seconds: float, wake_up: Event | None = None) -> None: ...


def install(clock: Clock, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let both clients use the clock. No other test code names the places that they take their time from."""

    def sleep(_: object, seconds: float, wake_up: threading.Event | None = None) -> None:
        clock.sleep(seconds, wake_up)

    async def sleep_async(_: object, seconds: float, wake_up: Event | None = None) -> None:
        await clock.async_sleep(seconds, wake_up)

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

    def sleep(self, seconds: float, wake_up: threading.Event | None = None) -> None:
        if self.is_blocking:
            self.is_asleep.set()
            time.sleep(LONG)
        self._pass(seconds)

    async def async_sleep(self, seconds: float, wake_up: Event | None = None) -> None:
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

    def sleep(self, seconds: float, wake_up: threading.Event | None = None) -> None:
        time.sleep(0)

    async def async_sleep(self, seconds: float, wake_up: Event | None = None) -> None:
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
        self._sleepers: list[tuple[float, threading.Event | Event]] = []
        self._lock = threading.Lock()

    def monotonic(self) -> float:
        return self.seconds

    def time(self) -> float:
        return EPOCH + self.seconds

    def sleep(self, seconds: float, wake_up: threading.Event | None = None) -> None:
        wake_up = wake_up or threading.Event()
        self._fall_asleep(seconds, wake_up)
        assert wake_up.wait(LONG), "no other thread woke this one"
        self._get_up(wake_up)

    async def async_sleep(self, seconds: float, wake_up: Event | None = None) -> None:
        await self._let_events_be_set()
        wake_up = wake_up or Event()
        self._fall_asleep(seconds, wake_up)
        await wake_up.wait(LONG)
        self._get_up(wake_up)

    def advance(self, seconds: float) -> None:
        """Let time pass for all actors, asleep or not."""
        with self._lock:
            self.seconds += seconds
            self._wake()

    def leave(self) -> None:
        with self._lock:
            self._actors -= 1
            self._pass()

    async def async_leave(self) -> None:
        await self._let_events_be_set()
        self.leave()

    async def _let_events_be_set(self) -> None:
        # Events that this task has set show it only after the event loop has run. Before that, tasks that the rate
        # limiter wakes up count as asleep, and a minute would pass for them.
        await asyncio.sleep(0)

    def _fall_asleep(self, seconds: float, wake_up: threading.Event | Event) -> None:
        with self._lock:
            self._sleepers.append((self.seconds + seconds, wake_up))
            self._pass()

    def _get_up(self, wake_up: threading.Event | Event) -> None:
        # Woken by the rate limiter, it is still among the sleepers.
        with self._lock:
            self._sleepers = [sleeper for sleeper in self._sleepers if sleeper[1] is not wake_up]

    def _pass(self) -> None:
        # The rate limiter wakes sleepers too.
        self._sleepers = [sleeper for sleeper in self._sleepers if not sleeper[1].is_set()]
        if self._sleepers and len(self._sleepers) == self._actors:
            self.seconds = max(self.seconds, min(end for end, _ in self._sleepers))
            self._wake()

    def _wake(self) -> None:
        due = [sleeper for sleeper in self._sleepers if sleeper[0] <= self.seconds]
        self._sleepers = [sleeper for sleeper in self._sleepers if sleeper[0] > self.seconds]
        for _, wake_up in due:
            wake_up.set()

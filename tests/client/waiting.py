"""Waiting for events in other threads and tasks, without assertions about how fast they come."""

import asyncio
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

HANG_GUARD = 20.0
"""Seconds after which a test counts as hanging. Everything that passes takes a small fraction of it."""
LONG = 60.0
"""Seconds that a fake server holds a client: more than `HANG_GUARD`, so that a client that waits fails the test."""


def settles(condition: Callable[[], object]) -> bool:
    """Return whether the condition becomes true."""
    end = time.monotonic() + HANG_GUARD
    while not condition():
        if time.monotonic() > end:
            return False
        time.sleep(0.005)
    return True


async def until(condition: Callable[[], object]) -> None:
    async with asyncio.timeout(HANG_GUARD):
        while not condition():
            await asyncio.sleep(0.005)


@contextmanager
def no_hang() -> Iterator[None]:
    """Fail when the block takes as long as something that hangs."""
    start = time.monotonic()
    yield
    assert time.monotonic() - start < HANG_GUARD, "this hangs"

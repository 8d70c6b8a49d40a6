"""The ways in which servers count requests against a limit per minute."""

import math
import threading
from abc import ABC, abstractmethod
from collections import Counter, deque
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

import pytest

WINDOW = 60.0


@dataclass(frozen=True)
class Decision:
    """The response of a server to one request: 200, or 429 beyond the limit."""

    status: int
    headers: dict[str, str]


class RateLimit(ABC):
    """Counts the requests of one token. Refused requests do not count.

    Args:
        now: The server's clock: seconds since 1970.
        limit: Requests that are allowed in a minute.
    """

    def __init__(self, now: Callable[[], float], limit: int = 60) -> None:
        self.limit = limit
        self.statuses: Counter[int] = Counter()
        """The number of responses with each status."""
        self._now = now
        self._lock = threading.Lock()

    def decide(self) -> Decision:
        """Accept or refuse one request."""
        with self._lock:
            now = self._now()
            self._forget(now)
            is_refused = self._used() >= self.limit
            self.statuses[429 if is_refused else 200] += 1
            if not is_refused:
                self._count(now)
                return Decision(200, self._headers())
            wait = self._wait(now)
            reset = math.floor(now) + wait
            return Decision(429, {**self._headers(), "Retry-After": str(wait), "X-RateLimit-Reset": str(reset)})

    def _headers(self) -> dict[str, str]:
        return {"X-RateLimit-Limit": str(self.limit), "X-RateLimit-Remaining": str(max(self.limit - self._used(), 0))}

    @abstractmethod
    def _forget(self, now: float) -> None: ...

    @abstractmethod
    def _used(self) -> int: ...

    @abstractmethod
    def _count(self, now: float) -> None: ...

    @abstractmethod
    def _wait(self, now: float) -> int:
        """Whole seconds until a request is accepted again."""


class WindowFromFirstRequest(RateLimit):
    """A window starts with the first request in it, as in Laravel.

    With Redis it ends exact to the millisecond, while Laravel truncates `Retry-After` to whole seconds. So the header
    is up to a second too short, and 0 in the last second of the window.
    """

    _end = -math.inf
    _requests = 0

    def _forget(self, now: float) -> None:
        if now >= self._end:
            self._requests = 0

    def _used(self) -> int:
        return self._requests

    def _count(self, now: float) -> None:
        if not self._requests:
            self._end = now + WINDOW
        self._requests += 1

    def _wait(self, now: float) -> int:
        return math.floor(self._end) - math.floor(now)


class WindowPerClockMinute(RateLimit):
    """Each minute of the clock is a window."""

    _minute = -1
    _requests = 0

    def _forget(self, now: float) -> None:
        if now // WINDOW != self._minute:
            self._minute, self._requests = int(now // WINDOW), 0

    def _used(self) -> int:
        return self._requests

    def _count(self, now: float) -> None:
        self._requests += 1

    def _wait(self, now: float) -> int:
        return math.ceil((self._minute + 1) * WINDOW - now)


class SlidingWindow(RateLimit):
    """Each request counts for a minute."""

    def __init__(self, now: Callable[[], float], limit: int = 60) -> None:
        super().__init__(now, limit)
        self._log: deque[float] = deque()

    def _forget(self, now: float) -> None:
        while self._log and self._log[0] + WINDOW <= now:
            self._log.popleft()

    def _used(self) -> int:
        return len(self._log)

    def _count(self, now: float) -> None:
        self._log.append(now)

    def _wait(self, now: float) -> int:
        return math.ceil(self._log[0] + WINDOW - now)


RateLimitFactory: TypeAlias = Callable[..., RateLimit]

RATE_LIMITS = [
    pytest.param(WindowFromFirstRequest, id="window from first request"),
    pytest.param(WindowPerClockMinute, id="window per clock minute"),
    pytest.param(SlidingWindow, id="sliding window"),
]

"""Decides when the next call may be sent, so that the portal's rate limit is kept. No I/O; times are arguments."""

from collections import deque
from collections.abc import Callable, Hashable, Iterator, Mapping
from contextlib import contextmanager
from threading import Lock
from weakref import WeakValueDictionary

from mijnklantportaal._defaults import CLOCK_TOLERANCE, MAX_KEYS, MAX_RETRY_AFTER, RATE_LIMIT, RATE_WINDOW
from mijnklantportaal._http import Response
from mijnklantportaal._retry import retry_after
from mijnklantportaal.errors import APIConnectionError


class RateLimiter:
    """Counts the calls of the last minute, for all threads and tasks that share a client.

    The guide describes a rolling minute in one place, and fixed windows in another. Sending no more calls in any minute
    than the limit allows satisfies both, and is as fast: a burst of 60, and the next one a minute later. A call counts
    from its response on, since the portal has counted it by then at the latest. Calls that others make with the same
    token show in `X-RateLimit-Remaining`.

    All times are seconds of a monotonic clock, unless stated otherwise.
    """

    def __init__(self) -> None:
        self._lock = Lock()
        # `None` for a server without a limit.
        self._limit: int | None = RATE_LIMIT
        self._is_known = False
        self._in_flight = 0
        self._finished: deque[float] = deque()
        self._by_others = 0
        self._by_others_until = 0.0
        self._blocked_until = 0.0
        self._now = 0.0
        self._listeners: list[Callable[[], object]] = []

    @property
    def limit(self) -> int | None:
        """How many calls a minute are allowed; `None` for a server without a limit."""
        return self._limit

    def acquire(self, now: float) -> float:
        """Return the seconds to wait, or 0 if the call may be sent. It is then in flight until `release`."""
        with self._lock:
            wait = self._wait(now)
            if wait <= 0:
                self._in_flight += 1
            return wait

    def release(self, outcome: Response | APIConnectionError | None, now: float, time: float) -> None:
        """Count a call that was in flight.

        Args:
            outcome: The response, the error, or `None` for an interrupted call.
            now: The time of the monotonic clock.
            time: The time in seconds since 1970.
        """
        with self._lock:
            before = self._limit, self._by_others
            self._in_flight -= 1
            is_unsent = isinstance(outcome, APIConnectionError) and not outcome.sent
            is_counted = not is_unsent and self._count(outcome, now, time)
            may_be_earlier = not is_counted or before != (self._limit, self._by_others)
            listeners = list(self._listeners) if may_be_earlier else ()
        for listener in listeners:
            listener()

    @contextmanager
    def listening(self, listener: Callable[[], object]) -> Iterator[None]:
        """Call `listener` whenever waiting calls may have to wait less than `acquire` returned. Any thread may call
        it."""
        with self._lock:
            self._listeners.append(listener)
        try:
            yield
        finally:
            with self._lock:
                self._listeners.remove(listener)

    def is_idle(self, now: float) -> bool:
        """Return whether no call is in flight, and no earlier call still counts."""
        with self._lock:
            self._forget(now)
            return not (self._in_flight or self._finished or self._by_others or now < self._blocked_until)

    def _wait(self, now: float) -> float:
        self._forget(now)
        if now < self._blocked_until:
            return self._blocked_until - now
        if self._limit is None:
            return 0.0
        if self._in_flight + len(self._finished) + self._by_others < self._limit:
            return 0.0
        # A call in flight stops counting a minute after its response, which is yet to come.
        ends = [now + RATE_WINDOW]
        if self._finished:
            ends.append(self._finished[0] + RATE_WINDOW)
        if self._by_others:
            ends.append(self._by_others_until)
        return min(ends) - now

    def _count(self, outcome: Response | APIConnectionError | None, now: float, time: float) -> bool:
        """Count an attempt that was sent, and return whether the portal counts it too."""
        # Even if no limit is known: otherwise, the list would grow forever.
        self._forget(now)
        headers = outcome.headers if isinstance(outcome, Response) else None
        if headers is not None:
            self._learn_limit(headers)
        if isinstance(outcome, Response) and outcome.status_code == 429:
            self._block(outcome.headers, now, time)
            return False
        self._finished.append(now)
        if headers is not None:
            self._learn_of_others(headers, now)
        return True

    def _forget(self, now: float) -> None:
        """Drop the times that no longer count.

        Times of a clock that was set back are dropped too: a wait for them could take years. For example, freezegun
        replaces the monotonic clock by a frozen time since 1970.
        """
        if now < self._now - CLOCK_TOLERANCE:
            self._finished.clear()
            self._by_others_until = self._blocked_until = 0.0
        self._now = now
        while self._finished and self._finished[0] + RATE_WINDOW <= now:
            self._finished.popleft()
        if self._by_others_until <= now:
            self._by_others = 0

    def _learn_limit(self, headers: Mapping[str, str]) -> None:
        limit = integer_header(headers, "x-ratelimit-limit")
        if limit:
            self._limit, self._is_known = limit, True
        elif not self._is_known:
            self._limit = None

    def _learn_of_others(self, headers: Mapping[str, str], now: float) -> None:
        remaining = integer_header(headers, "x-ratelimit-remaining")
        if self._limit is None or remaining is None:
            return
        by_others = self._limit - remaining - len(self._finished)
        if by_others > self._by_others:
            self._by_others_until = now + RATE_WINDOW
        self._by_others = max(by_others, 0)

    def _block(self, headers: Mapping[str, str], now: float, time: float) -> None:
        wait = retry_after(headers, time)
        # With a longer wait, each call raises an error, so that the program does not seem to hang.
        if wait is not None and wait <= MAX_RETRY_AFTER:
            self._blocked_until = max(self._blocked_until, now + wait)


class RateLimiters:
    """The rate limiters of the tokens that share connections: the portal counts the calls of each token separately.

    A program may create a copy of its client for each call for a tenant. So a rate limiter outlives the copy that used
    it.
    """

    def __init__(self) -> None:
        self._by_key: dict[Hashable, RateLimiter] = {}
        # The rate limiters of all existing copies, including those that were dropped above because they were idle.
        self._in_use: WeakValueDictionary[Hashable, RateLimiter] = WeakValueDictionary()
        self._drop_at = MAX_KEYS

    def add(self, key: Hashable, limiter: RateLimiter) -> None:
        """Store the rate limiter of an API key, or of a function that returns tokens."""
        self._in_use[key] = self._by_key.setdefault(key, limiter)

    def get(self, key: Hashable, now: float) -> RateLimiter:
        """Return the rate limiter of an API key, or of a function that returns tokens."""
        if len(self._by_key) >= self._drop_at:
            self._drop_idle(now)
        limiter = self._by_key.setdefault(key, self._in_use.get(key) or RateLimiter())
        self._in_use[key] = limiter
        return limiter

    def _drop_idle(self, now: float) -> None:
        for key, limiter in list(self._by_key.items()):
            if limiter.is_idle(now):
                self._by_key.pop(key, None)
        # With thousands of rate limiters that are not idle, checking all of them for each key would take longer than a
        # call.
        self._drop_at = max(MAX_KEYS, 2 * len(self._by_key))


def integer_header(headers: Mapping[str, str], name: str) -> int | None:
    """Return the value of a header, or `None` if it is missing or not a count."""
    text = headers.get(name, "").strip()
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else None

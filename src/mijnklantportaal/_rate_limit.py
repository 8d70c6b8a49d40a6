"""When the next call may leave, so that the portal's limit is kept. Plain decisions, without I/O or a clock."""

from collections import deque
from collections.abc import Mapping
from threading import Lock

from mijnklantportaal._defaults import LONGEST_REQUESTED_WAIT, RATE_LIMIT, RATE_WINDOW
from mijnklantportaal._http import Answer, Moment
from mijnklantportaal._retry import requested_wait
from mijnklantportaal.errors import APIConnectionError


class Pacer:
    """Counts the calls of the last minute, for all threads and tasks that share a client.

    The guide calls the minute rolling, and then speaks of windows that begin anew. Never more calls in any minute than
    the limit allows keeps to both, and costs nothing: a burst of 60, and a minute later the next one. A call counts
    from its answer on, since the portal has counted it by then at the latest. What others use of the same token shows
    in `X-RateLimit-Remaining`.
    """

    def __init__(self) -> None:
        self._lock = Lock()
        # `None` for a server that knows no limit.
        self._limit: int | None = RATE_LIMIT
        self._is_told = False
        self._under_way = 0
        self._answered: deque[float] = deque()
        self._by_others = 0
        self._by_others_until = 0.0
        self._closed_until = 0.0

    @property
    def limit(self) -> int | None:
        """Calls that are allowed in a minute, as far as known."""
        return self._limit

    def wait(self, clock: float) -> float:
        """Seconds to wait, as things stand; 0 for a call that may leave, which then counts as under way."""
        with self._lock:
            wait = self._wait(clock)
            if wait <= 0:
                self._under_way += 1
            return wait

    def arrived(self, outcome: Answer | APIConnectionError | None, moment: Moment) -> None:
        """A call that was under way has ended: with an answer, without one, or given up by whoever made it."""
        with self._lock:
            self._under_way -= 1
            if isinstance(outcome, APIConnectionError) and not outcome.sent:
                return
            if isinstance(outcome, Answer):
                self._learn_limit(outcome.headers)
                if outcome.status_code == 429:
                    self._close(outcome.headers, moment)
                    return
            # Also where no limit is known, which would make it grow for ever.
            self._forget(moment.clock)
            self._answered.append(moment.clock)
            if isinstance(outcome, Answer):
                self._learn_of_others(outcome.headers, moment.clock)

    def _wait(self, clock: float) -> float:
        if clock < self._closed_until:
            return self._closed_until - clock
        if self._limit is None:
            return 0.0
        self._forget(clock)
        if self._under_way + len(self._answered) + self._by_others < self._limit:
            return 0.0
        # What is under way frees its place a minute after an answer that is yet to come.
        ends = [clock + RATE_WINDOW]
        if self._answered:
            ends.append(self._answered[0] + RATE_WINDOW)
        if self._by_others:
            ends.append(self._by_others_until)
        return min(ends) - clock

    def _forget(self, clock: float) -> None:
        while self._answered and self._answered[0] + RATE_WINDOW <= clock:
            self._answered.popleft()
        if self._by_others_until <= clock:
            self._by_others = 0

    def _learn_limit(self, headers: Mapping[str, str]) -> None:
        limit = _count(headers, "x-ratelimit-limit")
        if limit:
            self._limit, self._is_told = limit, True
        elif not self._is_told:
            self._limit = None

    def _learn_of_others(self, headers: Mapping[str, str], clock: float) -> None:
        remaining = _count(headers, "x-ratelimit-remaining")
        if self._limit is None or remaining is None:
            return
        by_others = self._limit - remaining - len(self._answered)
        if by_others > self._by_others:
            self._by_others_until = clock + RATE_WINDOW
        self._by_others = max(by_others, 0)

    def _close(self, headers: Mapping[str, str], moment: Moment) -> None:
        wait = requested_wait(headers, moment.now)
        # A longer one is an error for each call, not a program that seems to hang.
        if wait is not None and wait <= LONGEST_REQUESTED_WAIT:
            self._closed_until = max(self._closed_until, moment.clock + wait)


def _count(headers: Mapping[str, str], name: str) -> int | None:
    text = headers.get(name, "").strip()
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else None

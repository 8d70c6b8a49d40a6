"""The calls of a token that a process knows, and its share of the limit while Redis is unavailable. No I/O."""

from threading import Lock
from typing import Any

from mijnklantportaal._defaults import RATE_LIMIT
from mijnklantportaal.limits._protocol import Outcome
from mijnklantportaal.types import JSON


class Share:
    """The calls that count against the limit: all those in the last reply of Redis, and later ones of this process.

    All times are seconds of the monotonic clock.

    Args:
        process: The ID of the process.
        window: Seconds over which the portal counts calls.
    """

    def __init__(self, process: str, window: float) -> None:
        self.lock = Lock()
        self.is_out = False
        """Whether Redis was unavailable, and may lack calls of that time."""
        self.synced_at = 0.0
        """When Redis last replied."""
        self._process = process
        self._window = window
        self._epoch = ""
        self._limit: int | None = RATE_LIMIT
        self._is_known = False
        self._ends: dict[str, float] = {}
        self._own: set[str] = set()
        # Calls that were granted while Redis was unavailable.
        self._granted: set[str] = set()
        # Changes that Redis does not know yet: when a call no longer counts, or `None` for a call that does not count.
        self._unsent: dict[str, float | None] = {}
        self._learned = 0
        self._remaining = -1
        self._blocked = False
        self._blocked_until = 0.0
        self._others = 0
        self._others_until = 0.0
        self._processes = 1

    @property
    def limit(self) -> int | None:
        """The calls per window; `None` if there is no limit."""
        return self._limit

    @property
    def has_news(self) -> bool:
        """Whether there are changes that Redis does not know yet."""
        return bool(self._unsent or self._learned or self._remaining >= 0 or self._blocked)

    def is_blocked(self, now: float) -> bool:
        """Return whether the portal asked for a wait that has not ended."""
        return now < self._blocked_until

    def is_idle(self, now: float) -> bool:
        """Return whether no call of this process counts, and Redis knows all changes."""
        self._forget(now)
        return not (self._own or self.has_news)

    def request(self, now: float, restores: bool) -> dict[str, JSON]:
        """Return the request for Redis: the changes that it does not know, and all calls if it has lost its data."""
        self._forget(now)
        calls: dict[str, JSON] = {id: _milliseconds(end - now) for id, end in self._unsent.items() if end is not None}
        request: dict[str, JSON] = {
            "process": self._process,
            "epoch": self._epoch,
            "default_limit": self._limit or -1,
            "window": _milliseconds(self._window),
            "calls": calls,
            "removed": [id for id, end in self._unsent.items() if end is None],
            "limit": self._learned,
            # Otherwise, calls that other processes have not reported yet would count as calls of other programs.
            "remaining": -1 if self.is_out else self._remaining,
            "blocked": _milliseconds(max(self._blocked_until - now, 0.0)) if self._blocked or restores else 0,
            "is_back": self.is_out,
        }
        if restores:
            request["restore"] = {id: _milliseconds(end - now) for id, end in self._ends.items()}
        return request

    def update(self, request: dict[str, Any], reply: dict[str, Any], now: float) -> None:
        """Merge the reply to a request with the changes that this process has made since the request."""
        self._epoch = reply["epoch"]
        for id in (*request["calls"], *request["removed"]):
            end = self._unsent.get(id)
            sent = request["calls"].get(id)
            # A call can end between the request and its reply.
            if (end is None) == (sent is None):
                self._unsent.pop(id, None)
        self._learned = 0 if self._learned == request["limit"] else self._learned
        self._remaining = -1
        self._blocked = self._blocked and not request["blocked"]
        self._ends = {id: now + left / 1000 for id, left in reply["calls"].items()}
        for id, end in self._unsent.items():
            if end is None:
                self._ends.pop(id, None)
            else:
                self._ends[id] = end
        self._own &= self._ends.keys()
        self._granted.clear()
        self._limit = reply["limit"] if reply["limit"] > 0 else None
        self._others, self._others_until = reply["others"], now + reply["others_left"] / 1000
        self._blocked_until = max(self._blocked_until if self._blocked else 0.0, now + reply["blocked"] / 1000)
        self._processes = reply["processes"]
        self.is_out = False
        self.synced_at = now

    def take(self, id: str) -> None:
        """Record a call that may be sent as a call of this process."""
        self._own.add(id)

    def acquire(self, id: str, now: float, lease: float) -> float:
        """Grant a call without Redis, from the process's share of the free slots, or return the seconds to wait."""
        self._forget(now)
        if self.is_blocked(now):
            return self._blocked_until - now
        earlier = len(self._ends) - len(self._granted)
        if self._limit is not None:
            share = max(self._limit - self._others - earlier, 0) // self._processes
            # If there are more processes than calls in the limit, each may send one call, or no process would send any.
            if len(self._granted) >= (share or not earlier):
                return min([*self._ends.values(), now + self._window]) - now
        self._granted.add(id)
        self._ends[id] = self._unsent[id] = now + lease
        return 0.0

    def drop(self, id: str) -> None:
        """Record that a call is not sent, although Redis may have granted it."""
        self._ends.pop(id, None)
        self._own.discard(id)
        self._granted.discard(id)
        self._unsent[id] = None

    def release(self, id: str, outcome: Outcome, now: float) -> None:
        """Record the outcome of an attempt."""
        if outcome.is_counted:
            self._ends[id] = self._unsent[id] = now + self._window
        else:
            self.drop(id)
        if outcome.limit:
            self._limit = self._learned = outcome.limit
            self._is_known = True
        elif outcome.limit == 0 and not self._is_known:
            self._limit, self._learned = None, -1
        if outcome.remaining is not None and outcome.limit:
            self._remaining = outcome.remaining if self._remaining < 0 else min(self._remaining, outcome.remaining)
        if outcome.retry_after:
            self._blocked, self._blocked_until = True, max(self._blocked_until, now + outcome.retry_after)

    def _forget(self, now: float) -> None:
        self._ends = {id: end for id, end in self._ends.items() if end > now}
        self._unsent = {id: end for id, end in self._unsent.items() if end is None or end > now}
        self._own &= self._ends.keys()
        self._granted &= self._ends.keys()
        if self._others_until <= now:
            self._others = 0


def _milliseconds(seconds: float) -> int:
    # At least 1, since a call that has not ended yet counts.
    return max(int(seconds * 1000), 1) if seconds > 0 else 0

"""A rate limiter that processes and machines share through Redis.

It uses its own Lua script, since the libraries for rate limits (limits, pyrate-limiter, throttled-py, the examples of
redis-py) count a call when it asks for a slot. A client must count a call from its response on, free the slot of a call
that was never sent, learn the limit and the calls of others from headers, and continue without Redis.
"""

import atexit
import json
import os
import threading
import uuid
import weakref
from collections.abc import Callable
from typing import Any, ClassVar

from mijnklantportaal._clock import real_monotonic
from mijnklantportaal._copying import SharedByCopies
from mijnklantportaal._defaults import RATE_WINDOW
from mijnklantportaal._hidden_arguments import hides_arguments
from mijnklantportaal._logging import logger
from mijnklantportaal._redis_client import RedisClient, redis_client
from mijnklantportaal.limits._protocol import Grant, Outcome
from mijnklantportaal.limits._script import SCRIPT
from mijnklantportaal.limits._share import Share

_KEEP = 86_400_000
"""Milliseconds for which Redis keeps the state of an unused token."""


class RedisRateLimiter(SharedByCopies):
    """Enforces the rate limit of each token for all threads, processes and machines that use the same Redis.

    Redis 6 or newer, Valkey and Redis Cluster are supported. Redis receives a digest of the token, never the token. All
    times are those of the Redis server, so the clocks of the machines may differ.

    The call of a killed process counts until a minute after its timeout. The first call with a token that Redis has not
    seen for a day, and the first call after Redis has lost its data, waits a second. In that second, all processes
    report the calls that they know.

    While Redis is unavailable, each process uses its share of the free slots: their number divided by the number of
    processes seen in the last minute. It logs one warning, and tries Redis twice a second. A process that starts during
    that time behaves as if it were the only one. Errors of Redis are never raised.

    Clients and threads can share a limiter, and a forked process can continue to use it.

    Args:
        redis: A URL, such as `redis://localhost:6379/0`, or a client of redis-py: a `Redis` or a `RedisCluster`. Give a
            client short timeouts, since calls wait for its replies. With a URL, the timeouts are 1 second.

    Raises:
        ConfigurationError: The URL is not valid, or redis-py is not installed.
        TypeError: `redis` is neither a URL nor a blocking client of redis-py.
    """

    _instead = "create one in each process"
    _window: ClassVar[float] = RATE_WINDOW

    @hides_arguments
    def __init__(self, redis: str | RedisClient) -> None:
        self._script: Callable[..., Any] = redis_client(redis).register_script(SCRIPT)
        self._start_in_this_process()
        atexit.register(_finish, weakref.ref(self))

    def __repr__(self) -> str:
        return f"<{type(self).__name__}>"

    def acquire(self, key: str, lease: float) -> Grant:
        """Return whether an attempt may be sent now. See `RateLimiter`."""
        share, id = self._share(key), uuid.uuid4().hex
        wait, reason = self._ask(key, share, id, lease)
        if wait <= 0:
            self._wake_up()
            return Grant(0.0, 0.0, "", id)
        # With a minimum: if many threads wait, the slots of a burst become free within milliseconds.
        return Grant(wait, min(max(wait, self._window / 3000), self._interval), reason, "")

    def release(self, key: str, grant: Grant, outcome: Outcome) -> None:
        """Count an attempt, or free its slot. See `RateLimiter`."""
        share = self._share(key)
        with share.lock:
            share.release(grant.id, outcome, real_monotonic())
        self._wake_up()

    @property
    def _interval(self) -> float:
        """Seconds between requests to Redis, by calls that wait and by the background thread."""
        return self._window / 120

    def _start_in_this_process(self) -> None:
        self._lock = threading.Lock()
        self._shares: dict[str, Share] = {}
        self._process = uuid.uuid4().hex
        self._process_id = os.getpid()
        self._worker: threading.Thread | None = None
        self._news = threading.Event()
        self._is_out = False
        self._retry_at = 0.0

    def _share(self, key: str) -> Share:
        if self._process_id != os.getpid():
            # A fork copies no threads, and may copy locks that are held. Calls of the parent stay with the parent.
            self._start_in_this_process()
        with self._lock:
            return self._shares.setdefault(key, Share(self._process, self._window))

    def _ask(self, key: str, share: Share, id: str, lease: float) -> tuple[float, str]:
        """Return the seconds that a call must wait, and the reason."""
        try:
            reply = self._sync(key, share, id, lease)
        except BaseException:
            # Redis may have granted the call before the interruption.
            share.drop(id)
            raise
        with share.lock:
            now = real_monotonic()
            wait = reply["wait"] / 1000 if reply else share.acquire(id, now, lease)
            if wait <= 0:
                share.take(id)
            if share.is_blocked(now):
                return wait, "that the server asks for"
            if reply and reply["is_closed"]:
                return wait, "until all processes have reported their calls to Redis"
            return wait, f"of {share.limit} per minute"

    def _sync(self, key: str, share: Share, id: str = "", lease: float = 0.0) -> dict[str, Any] | None:
        """Report the calls of a token to Redis, and return its reply, or `None` if Redis is unavailable."""
        if self._is_out:
            with self._lock:
                if real_monotonic() < self._retry_at:
                    share.is_out = True
                    return None
                # No other thread tries in the meantime.
                self._retry_at = real_monotonic() + self._interval
        try:
            reply = self._exchange(key, share, id, lease)
        except Exception as error:
            with share.lock:
                share.is_out = True
                if id:
                    share.drop(id)
            self._begin_outage(error)
            return None
        self._end_outage()
        return reply

    def _exchange(self, key: str, share: Share, id: str, lease: float) -> dict[str, Any]:
        reply: dict[str, Any] = {}
        for restores in (False, True):
            with share.lock:
                request = share.request(real_monotonic(), restores)
            request |= {
                "id": id,
                "lease": int(lease * 1000),
                "grace": int(self._window / 60 * 1000),
                "keep": _KEEP,
                "new_epoch": uuid.uuid4().hex,
            }
            reply = json.loads(self._script(keys=[f"mijnklantportaal:limit:{{{key}}}"], args=[json.dumps(request)]))
            if "must_restore" not in reply:
                break
        with share.lock:
            share.update(request, reply, real_monotonic())
        return reply

    def _begin_outage(self, error: Exception) -> None:
        with self._lock:
            is_new, self._is_out = not self._is_out, True
            self._retry_at = real_monotonic() + self._interval
        if is_new:
            logger.warning(
                "the rate limiter continues without Redis, with the share of this process: %s: %s",
                type(error).__name__,
                error,
            )

    def _end_outage(self) -> None:
        if self._is_out:
            with self._lock:
                was_out, self._is_out = self._is_out, False
            if was_out:
                logger.info("the rate limiter uses Redis again")

    def _wake_up(self) -> None:
        self._news.set()
        with self._lock:
            if self._worker is None:
                self._worker = threading.Thread(target=self._work, name="mijnklantportaal-limits", daemon=True)
                try:
                    self._worker.start()
                except RuntimeError:
                    # The interpreter is shutting down, or there are too many threads. The next call reports to Redis.
                    self._worker = None

    def _work(self) -> None:
        """Report calls to Redis, and poll it to detect a loss of data."""
        news = self._news
        while True:
            news.wait(self._interval)
            news.clear()
            now = real_monotonic()
            with self._lock:
                shares = [(key, share) for key, share in self._shares.items() if not _is_idle(share, now)]
                if not shares:
                    self._shares = {key: share for key, share in self._shares.items() if share.is_blocked(now)}
                    self._worker = None
                    return
            for key, share in shares:
                if share.has_news or now >= share.synced_at + self._interval:
                    self._sync(key, share)
            if self._is_out:
                # Every call sets the event, but Redis is tried only once per interval.
                threading.Event().wait(self._interval / 2)

    def _finish(self) -> None:
        """Report the remaining calls to Redis before the process ends."""
        if self._process_id != os.getpid():
            return
        for key, share in list(self._shares.items()):
            if share.has_news:
                self._sync(key, share)


def _is_idle(share: Share, now: float) -> bool:
    # Other threads add calls at the same time.
    with share.lock:
        return share.is_idle(now)


def _finish(limiter: weakref.ref[RedisRateLimiter]) -> None:
    if (existing := limiter()) is not None:
        existing._finish()

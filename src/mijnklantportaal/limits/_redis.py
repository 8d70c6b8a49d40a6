"""A rate limiter that processes and machines share by Redis.

It is a script of this package, since the libraries for rate limits (limits, pyrate-limiter, throttled-py, the examples
of redis-py) count a call when it asks for a place. A client must count it from its response on, free the place of a
call that was never sent, learn the limit and the calls of others from headers, and go on without Redis.
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
"""Milliseconds that Redis keeps the state of a token that is not used."""


class RedisRateLimiter(SharedByCopies):
    """Keeps the rate limit for all threads, processes and machines that use the same Redis, for each token alone.

    Redis 6 or newer, Valkey and Redis Cluster are supported. Redis gets a digest of the token, never the token. The
    clock of Redis counts, so that those of the machines may differ.

    The call of a process that is killed counts until its timeout and a minute have passed. The first call with a token
    that Redis has not seen for a day, or after Redis has lost its data, waits a second: meanwhile all processes add the
    calls that they know of.

    While Redis cannot be used, each process goes on with its share of the free places: these divided by the processes
    seen in the last minute. It logs a warning once, and asks Redis twice a second. A process that starts meanwhile
    counts alone. Errors of Redis are never raised.

    One limiter can be shared by clients and threads. A forked process can go on using it.

    Args:
        redis: The URL, such as `redis://localhost:6379/0`; or a client of redis-py, a `Redis` or `RedisCluster`, with
            short timeouts of its own: calls wait for its replies. The timeouts of a URL are 1 second.

    Raises:
        ConfigurationError: The URL is not valid, or redis-py is not installed.
        TypeError: `redis` is something else, such as an asynchronous client.
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
        # Not sooner: where many threads wait, the places of a burst become free within milliseconds.
        return Grant(wait, min(max(wait, self._window / 3000), self._interval), reason, "")

    def release(self, key: str, grant: Grant, outcome: Outcome) -> None:
        """Count an attempt, or free its place. See `RateLimiter`."""
        share = self._share(key)
        with share.lock:
            share.release(grant.id, outcome, real_monotonic())
        self._wake_up()

    @property
    def _interval(self) -> float:
        """Seconds after which waiting calls, and the thread of a process with calls that count, ask Redis again."""
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
            # A fork copies no threads, and locks as they are. The calls of the parent stay those of the parent.
            self._start_in_this_process()
        with self._lock:
            return self._shares.setdefault(key, Share(self._process, self._window))

    def _ask(self, key: str, share: Share, id: str, lease: float) -> tuple[float, str]:
        """Return the seconds that a call has to wait, and why."""
        try:
            reply = self._sync(key, share, id, lease)
        except BaseException:
            # Interrupted: Redis may have granted it.
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
        """Exchange with Redis what happened with a token; return its reply, or `None` if it cannot be used."""
        if self._is_out:
            with self._lock:
                if real_monotonic() < self._retry_at:
                    share.is_out = True
                    return None
                # The others do not try meanwhile.
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
                "the rate limiter goes on without Redis, with the share of this process: %s: %s",
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
                    # The interpreter shuts down, or there are too many threads: the next call reports to Redis.
                    self._worker = None

    def _work(self) -> None:
        """Report to Redis what has happened, and ask it now and then, to notice that it has lost its data."""
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
                # News come with each call, and Redis is asked in intervals.
                threading.Event().wait(self._interval / 2)

    def _finish(self) -> None:
        """Tell Redis what it does not know yet, before the process ends."""
        if self._process_id != os.getpid():
            return
        for key, share in list(self._shares.items()):
            if share.has_news:
                self._sync(key, share)


def _is_idle(share: Share, now: float) -> bool:
    # Other threads add calls meanwhile.
    with share.lock:
        return share.is_idle(now)


def _finish(limiter: weakref.ref[RedisRateLimiter]) -> None:
    if (existing := limiter()) is not None:
        existing._finish()

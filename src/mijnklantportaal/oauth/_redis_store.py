"""Stores the tokens for one portal in Redis."""

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from hashlib import sha1
from typing import Any

from mijnklantportaal._copying import SharedByCopies
from mijnklantportaal._defaults import REDIS_LOCK_LEASE, REDIS_LOCK_WAIT
from mijnklantportaal._hidden_arguments import hides_arguments
from mijnklantportaal._redis_client import RedisClient, redis_client
from mijnklantportaal.errors import OAuthError
from mijnklantportaal.oauth._tokens import Tokens

# Saves tokens if the lock is still held, or if no other process has saved any since this one loaded them.
_SAVE = """
local content = redis.call('GET', KEYS[1]) or ''
if redis.call('GET', KEYS[2]) ~= ARGV[1] and redis.sha1hex(content) ~= ARGV[2] then return 0 end
redis.call('SET', KEYS[1], ARGV[3])
return 1
"""


class RedisTokenStore(SharedByCopies):
    """Stores tokens in Redis, for all threads, processes and machines.

    Redis holds the tokens in plain text and without an expiry, and anyone who can read them can use them. Protect it
    with a password, and with TLS outside of a private network. Redis must save its data to disk (`appendonly yes`): if
    the tokens are lost, the user must agree again.

    A running process renews its lock; the lock of a killed process expires after 15 seconds. A process that was
    suspended for longer does not overwrite newer tokens: `save` raises an `OAuthError`.

    While Redis is unavailable, the methods raise an `OAuthError`. Calls continue with the access token that the process
    already has, for up to a minute.

    Args:
        redis: A URL or a client of redis-py, as for `mijnklantportaal.limits.RedisRateLimiter`, which may
            use the same client.
        name: The name of the portal. Stores with the same name share tokens.

    Raises:
        ConfigurationError: The URL is not valid, or redis-py is not installed.
        TypeError: `redis` is neither a URL nor a client of redis-py, or `name` is not a str.
        ValueError: `name` is empty.
    """

    _instead = "create one in each process"

    @hides_arguments
    def __init__(self, redis: str | RedisClient, name: str) -> None:
        if not isinstance(name, str):
            raise TypeError(f"name must be str, not {type(name).__name__}")
        if not name:
            raise ValueError("name must not be empty")
        self.name = name
        # The braces keep this key and that of the lock on one node of a cluster.
        self._key = f"mijnklantportaal:tokens:{{{name}}}"
        self._redis = redis_client(redis)
        self._save_script: Callable[..., Any] = self._redis.register_script(_SAVE)
        # The lock that each thread holds, and the digest of the content that it loaded.
        self._held = threading.local()

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self.name!r}>"

    def load(self) -> Tokens | None:
        """Return the stored tokens, or `None` if there are none.

        Raises:
            OAuthError: Redis is unavailable, or its value is not tokens.
        """
        try:
            # No variable holds the content, since error reports show variables.
            tokens, self._held.digest = _parse(self._redis.get(self._key))
        except Exception as error:
            raise self._error("cannot be read", error) from None
        if tokens is None:
            return None
        if isinstance(tokens, Tokens):
            return tokens
        raise OAuthError(
            f"the Redis key {self._key} does not contain tokens: delete it, or use another name, and ask the user for "
            "permission again"
        )

    def save(self, tokens: Tokens) -> None:
        """Store the tokens, replacing the previous ones.

        Raises:
            OAuthError: Redis is unavailable, or another process has since acquired the lock and saved newer tokens.
        """
        lock = getattr(self._held, "lock", None)
        try:
            if lock is None:
                _save(partial(self._redis.set, self._key), tokens)
                return
            keys = [self._key, _lock_of(self._key)]
            is_saved = _save(partial(self._save_if_held, keys, lock.local.token, self._held.digest), tokens)
        except Exception as error:
            raise self._error("cannot be written", error) from None
        if not is_saved:
            raise OAuthError(f"the tokens {self.name!r} were not saved in Redis: another process has saved newer ones")

    def _save_if_held(self, keys: list[str], lock_token: bytes, digest: str, content: str) -> object:
        return self._save_script(keys=keys, args=[lock_token, digest, content])

    @contextmanager
    def lock(self) -> Iterator[None]:
        """Hold the lock of the tokens. Only one thread of one process holds it at a time.

        Raises:
            OAuthError: Redis is unavailable, or the lock was not free within ten minutes.
        """
        # `thread_local=False`, since another thread renews the lock.
        lock = self._redis.lock(
            _lock_of(self._key), REDIS_LOCK_LEASE, sleep=0.05, blocking_timeout=REDIS_LOCK_WAIT, thread_local=False
        )
        try:
            is_held = lock.acquire()
        except Exception as error:
            raise self._error("cannot be locked", error) from None
        if not is_held:
            raise OAuthError(
                f"the tokens {self.name!r} have been locked in Redis for too long, by the key {_lock_of(self._key)}"
            )
        self._held.lock, self._held.digest = lock, ""
        is_released = threading.Event()
        threading.Thread(target=_renew, args=(lock, is_released), daemon=True).start()
        try:
            yield
        finally:
            is_released.set()
            self._held.lock = None
            # The lock expires by itself, and the work that it protected is done.
            with suppress(Exception):
                lock.release()

    def _error(self, problem: str, error: Exception) -> OAuthError:
        return OAuthError(f"the tokens {self.name!r} {problem} in Redis ({type(error).__name__}: {error})")


def _lock_of(key: str) -> str:
    return f"{key}:lock"


def _renew(lock: Any, is_released: threading.Event) -> None:
    while not is_released.wait(REDIS_LOCK_LEASE / 3):
        # Redis may be back at the next attempt. A lost lock is not acquired again, and the script detects it.
        with suppress(Exception):
            lock.reacquire()


def _parse(content: bytes | str | None) -> tuple[Tokens | bool | None, str]:
    """Return the tokens, `None` if there are none, or `False` if the content is not tokens; and its digest."""
    if content is None:
        return None, sha1(b"").hexdigest()
    digest = sha1(content.encode() if isinstance(content, str) else content).hexdigest()
    # The errors of json contain the content.
    with suppress(ValueError, RecursionError):
        return Tokens.from_dict(json.loads(content)), digest
    return False, digest


def _save(send: Callable[[str], object], tokens: Tokens) -> object:
    return send(json.dumps(tokens.to_dict()))

"""`RedisRateLimiter` with a real Redis: processes that end, and a Redis that refuses."""

import logging
import time
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from redis import Redis
from redis.asyncio import Redis as AsyncRedis

from mijnklantportaal import ConfigurationError, MijnKlantportaal
from mijnklantportaal.limits import Grant, Outcome, RedisRateLimiter
from mijnklantportaal.limits._share import Share
from mijnklantportaal.sandbox import Sandbox
from tests.integrations.programs.served_portals import run_program
from tests.redis_server import RedisServer, running_redis
from tests.tracebacks import traceback_with_locals

COUNTED = Outcome(is_counted=True, limit=3, remaining=2)


@pytest.fixture(scope="module")
def redis(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RedisServer]:
    with running_redis(tmp_path_factory.mktemp("redis")) as server:
        yield server


@pytest.fixture(scope="module")
def freezing_redis(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RedisServer]:
    # The limiters of other tests poll their server, and would report its timeouts, too.
    with running_redis(tmp_path_factory.mktemp("freezing_redis")) as server:
        yield server


@pytest.fixture
def key() -> str:
    # The processes that have used a key know its calls for a minute, and add them where Redis lacks them.
    return uuid.uuid4().hex


def stored(redis: RedisServer, key: str) -> dict[str, int | str]:
    """Return what Redis holds for a token: numbers, where they are some."""
    fields: dict[Any, Any] = redis.client.hgetall(f"mijnklantportaal:limit:{{{key}}}")
    return {name.decode(): int(value) if value.isdigit() else value.decode() for name, value in fields.items()}


def granted(limiter: RedisRateLimiter, key: str, lease: float = 60.0) -> Grant:
    """Wait for a grant, for as long as a fleet waits after Redis has lost its data."""
    grant = None
    for _ in range(30):
        if (grant := limiter.acquire(key, lease)).wait <= 0:
            return grant
        time.sleep(0.1)
    raise AssertionError(grant)


def with_limit_of_3(redis: RedisServer, key: str) -> RedisRateLimiter:
    limiter = RedisRateLimiter(redis.url)
    limiter.release(key, granted(limiter, key), COUNTED)
    return limiter


def test_call_of_a_killed_process_counts_until_its_lease_ends(redis: RedisServer, key: str) -> None:
    killed, other = with_limit_of_3(redis, key), RedisRateLimiter(redis.url)
    granted(killed, key, lease=1.0)
    granted(killed, key, lease=30.0)
    refused = other.acquire(key, 60.0)
    assert 0 < refused.wait <= 1
    assert refused.ask_after <= 0.5
    assert refused.reason == "of 3 per minute"
    granted(other, key)


def test_place_of_a_call_that_was_not_sent_is_free_again(redis: RedisServer, key: str) -> None:
    limiter = with_limit_of_3(redis, key)
    for _ in range(5):
        limiter.release(key, granted(limiter, key), Outcome(is_counted=False))
    granted(limiter, key)
    granted(limiter, key)
    assert limiter.acquire(key, 60.0).wait > 30


def test_thread_that_reports_to_redis_survives_calls_at_the_same_time(
    redis: RedisServer, key: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    is_idle, locked = Share.is_idle, []

    def observed(share: Share, now: float) -> bool:
        locked.append(share.lock.locked())
        return is_idle(share, now)

    monkeypatch.setattr(Share, "is_idle", observed)
    limiter = RedisRateLimiter(redis.url)
    limiter.release(key, granted(limiter, key), COUNTED)
    time.sleep(0.2)
    # A dict that another thread adds to while it is copied would end the thread.
    assert locked
    assert all(locked)


def test_calls_of_other_programs_count(redis: RedisServer, key: str) -> None:
    limiter = RedisRateLimiter(redis.url)
    limiter.release(key, granted(limiter, key), Outcome(is_counted=True, limit=3, remaining=0))
    time.sleep(0.2)
    assert RedisRateLimiter(redis.url).acquire(key, 60.0).wait > 30


def test_429_of_one_process_blocks_the_others(redis: RedisServer, key: str) -> None:
    limiter = RedisRateLimiter(redis.url)
    limiter.release(key, granted(limiter, key), Outcome(is_counted=False, limit=60, retry_after=40.0))
    time.sleep(0.2)
    refused = RedisRateLimiter(redis.url).acquire(key, 60.0)
    assert 30 < refused.wait <= 40
    assert refused.reason == "that the server asks for"


def test_redis_holds_no_token_and_no_key_without_expiry(redis: RedisServer) -> None:
    sandbox = Sandbox()
    with sandbox.serve() as url:
        limiter = RedisRateLimiter(redis.url)
        with MijnKlantportaal(api_key=sandbox.api_key, base_url=url, rate_limiter=limiter) as portal:
            portal.customers.list()
    names = list(redis.client.scan_iter())
    assert names
    for name in names:
        assert sandbox.api_key not in f"{name!r} {redis.client.hgetall(name)}"
        assert redis.client.pttl(name) > 0


@pytest.mark.parametrize("decodes", [True, False])
def test_client_of_redis_py_is_used(redis: RedisServer, key: str, decodes: bool) -> None:
    with Redis(port=redis.port, decode_responses=decodes) as client:
        granted(RedisRateLimiter(client), key)
        assert stored(redis, key)


FORK = """
import os, time
from mijnklantportaal.limits import Outcome, RedisRateLimiter

limiter = RedisRateLimiter(os.environ["TEST_REDIS_URL"])

def call():
    while (grant := limiter.acquire("key", 60.0)).wait > 0:
        time.sleep(grant.ask_after)
    limiter.release("key", grant, Outcome(is_counted=True, limit=60))

call()
child = os.fork()
for _ in range(5):
    call()
if child:
    assert os.waitpid(child, 0)[1] == 0
    print("done")
"""


def test_forked_process_goes_on_and_reports_its_last_call_to_redis(
    redis: RedisServer, key: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TEST_REDIS_URL", redis.url)
    # A fork while the thread of the limiter uses a connection leaves the child with a socket that nobody closes.
    options = ("-W", "error", "-W", "ignore:unclosed:ResourceWarning")
    assert run_program(FORK, "http://127.0.0.1:1", tmp_path, *options, timeout=20) == "done\n"
    fields = stored(redis, "key")
    ends = [int(value) for name, value in fields.items() if name.startswith("call:")]
    assert len(ends) == 11
    assert sum(name.startswith("process:") for name in fields) == 2
    # None is in flight: each counts for a minute from its response on.
    assert max(ends) <= int(redis.client.time()[0]) * 1000 + 61_000


def assert_goes_on_alone(limiter: RedisRateLimiter, key: str, caplog: pytest.LogCaptureFixture) -> str:
    """Return the warning about a Redis that cannot be used; there is one."""
    started = time.monotonic()
    with caplog.at_level(logging.INFO, "mijnklantportaal"):
        grants = [limiter.acquire(key, 60.0) for _ in range(65)]
    assert time.monotonic() - started < 10
    assert sum(grant.wait <= 0 for grant in grants) == 60
    assert grants[-1].ask_after <= 0.5
    assert grants[-1].wait > 30
    (record,) = caplog.records
    assert record.levelname == "WARNING"
    return record.getMessage()


def test_key_of_another_type_is_reported(redis: RedisServer, key: str, caplog: pytest.LogCaptureFixture) -> None:
    redis.client.set(f"mijnklantportaal:limit:{{{key}}}", "text")
    assert "WRONGTYPE" in assert_goes_on_alone(RedisRateLimiter(redis.url), key, caplog)


@pytest.mark.parametrize(
    ("options", "problem"),
    [
        (["--requirepass", "very-secret"], "AuthenticationError"),
        (["--maxmemory", "1", "--maxmemory-policy", "noeviction"], "OutOfMemory|OOM"),
        (["--replicaof", "127.0.0.1", "1"], "ReadOnlyError|READONLY|MASTERDOWN"),
    ],
    ids=["no password", "no memory", "a replica"],
)
def test_redis_that_refuses_is_reported(
    tmp_path: Path, key: str, caplog: pytest.LogCaptureFixture, options: list[str], problem: str
) -> None:
    with running_redis(tmp_path, *options) as redis:
        password = ":very-secret-typo@" if "very-secret" in options else ""
        limiter = RedisRateLimiter(redis.url.replace("//", f"//{password}"))
        warning = assert_goes_on_alone(limiter, key, caplog)
    assert any(name in warning for name in problem.split("|")), warning
    assert "very-secret" not in warning + repr(limiter)


def test_frozen_redis_delays_a_call_by_its_timeout_only(
    freezing_redis: RedisServer, key: str, caplog: pytest.LogCaptureFixture
) -> None:
    limiter = RedisRateLimiter(freezing_redis.url)
    with freezing_redis.frozen():
        assert "Timeout" in assert_goes_on_alone(limiter, key, caplog)
    caplog.clear()
    with caplog.at_level(logging.INFO, "mijnklantportaal"):
        time.sleep(1.5)
    assert [record.getMessage() for record in caplog.records] == ["the rate limiter uses Redis again"]
    assert len(stored(freezing_redis, key)) >= 60


@pytest.mark.parametrize(
    "url", ["http://:very-secret@host", "very-secret", "redis://:very-secret@host:port/0", "redis://:very-secret@[/0"]
)
def test_invalid_url_is_refused_without_its_password(url: str) -> None:
    with pytest.raises(ConfigurationError, match="URL of Redis") as caught:
        RedisRateLimiter(url)
    del url
    shown = traceback_with_locals(caught.value)
    assert "very-secret" not in str(caught.value)
    assert "very-secret" not in shown.replace(repr(caught), "")


@pytest.mark.parametrize("value", [None, 6379, b"redis://localhost", AsyncRedis()])
def test_other_values_are_refused(value: Any) -> None:
    with pytest.raises(TypeError, match="URL or a blocking client"):
        RedisRateLimiter(value)

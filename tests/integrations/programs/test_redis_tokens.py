"""`RedisTokenStore` with a real Redis, in several processes."""

import json
import pickle
import threading
import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from mijnklantportaal import OAuthError
from mijnklantportaal.oauth import RedisTokenStore, Tokens, TokenStore
from tests.redis_server import RedisServer, running_redis
from tests.token_sharing import (
    KINDS,
    Project,
    assert_all_calls_succeed_with_one_refresh,
    assert_others_go_on_after_a_kill_during_a_refresh,
    new_tokens,
    served_project,
)
from tests.tracebacks import traceback_with_locals

# A killed process keeps its lock for a shorter time than by default.
STORES = """
from mijnklantportaal.oauth import RedisTokenStore, _redis_store

_redis_store.REDIS_LOCK_LEASE = 3.0

def make_store():
    return RedisTokenStore({url!r}, "shop")
"""


def tokens(access: str = "very-secret-access") -> Tokens:
    issued_at = "2026-03-01T12:00:00+00:00"
    return Tokens.from_dict(
        {"access_token": access, "refresh_token": "very-secret", "issued_at": issued_at, "expires_in": 60}
    )


@pytest.fixture(scope="module")
def redis(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RedisServer]:
    with running_redis(tmp_path_factory.mktemp("redis")) as server:
        yield server


@pytest.fixture
def store(redis: RedisServer) -> RedisTokenStore:
    redis.client.flushall()
    return RedisTokenStore(redis.url, "shop")


@pytest.fixture
def project(redis: RedisServer, store: RedisTokenStore, tmp_path: Path) -> Iterator[Project]:
    with served_project(tmp_path, STORES.format(url=redis.url)) as project:
        store.save(new_tokens(project.sandbox, age=timedelta(hours=2)))
        yield project


def test_store_returns_what_was_saved_last(redis: RedisServer, store: TokenStore) -> None:
    assert store.load() is None
    store.save(tokens("first"))
    with store.lock():
        assert store.load() == tokens("first")
        store.save(tokens())
    assert RedisTokenStore(redis.url, "shop").load() == tokens()
    assert RedisTokenStore(redis.url, "other").load() is None


def test_processes_refresh_a_token_once(project: Project) -> None:
    assert_all_calls_succeed_with_one_refresh(project, (*KINDS, "gevent"))


def test_others_go_on_after_a_process_was_killed_during_a_refresh(project: Project) -> None:
    assert_others_go_on_after_a_kill_during_a_refresh(project)


def test_lock_is_held_by_one_thread_at_a_time_and_renewed(
    redis: RedisServer, store: RedisTokenStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("mijnklantportaal.oauth._redis_store.REDIS_LOCK_LEASE", 0.6)
    entered: list[float] = []

    def enter() -> None:
        with RedisTokenStore(redis.url, "shop").lock():
            entered.append(time.monotonic())

    with store.lock():
        waiting = threading.Thread(target=enter)
        waiting.start()
        time.sleep(1.5)
        left = time.monotonic()
    waiting.join(20)
    assert entered[0] >= left


def test_process_that_has_lost_the_lock_does_not_replace_newer_tokens(
    redis: RedisServer, store: RedisTokenStore
) -> None:
    store.save(tokens("old"))
    with store.lock():
        store.load()
        redis.client.delete("mijnklantportaal:tokens:{shop}:lock")
        # Nobody has saved others: these must not be lost.
        store.save(tokens("first"))
        RedisTokenStore(redis.url, "shop").save(tokens("newer"))
        with pytest.raises(OAuthError, match="another process has saved newer ones") as caught:
            store.save(tokens())
    assert store.load() == tokens("newer")
    assert "very-secret" not in traceback_with_locals(caught.value)


@pytest.mark.parametrize("content", [b"\xff", b"very-secret", b"{}", json.dumps({"access_token": "very-secret"})])
def test_other_content_raises_an_error_that_does_not_show_it(
    redis: RedisServer, store: RedisTokenStore, content: bytes
) -> None:
    redis.client.set("mijnklantportaal:tokens:{shop}", content)
    del content
    with pytest.raises(OAuthError, match="does not contain tokens") as caught:
        store.load()
    assert "very-secret" not in str(caught.value)


def test_redis_that_is_down_raises_an_error_without_tokens() -> None:
    store = RedisTokenStore("redis://:very-secret@127.0.0.1:1", "shop")
    with pytest.raises(OAuthError, match="cannot be read in Redis") as read:
        store.load()
    with pytest.raises(OAuthError, match="cannot be written in Redis") as written:
        store.save(tokens())
    with pytest.raises(OAuthError, match="cannot be locked in Redis") as locked, store.lock():
        pass
    for caught in (read, written, locked):
        assert "very-secret" not in traceback_with_locals(caught.value)
    assert "very-secret" not in repr(store)
    with pytest.raises(TypeError, match="create one in each process"):
        pickle.dumps(store)

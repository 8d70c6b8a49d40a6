"""Processes that share the rate limit of a token by a real Redis, which is stopped, killed and frozen meanwhile."""

import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from mijnklantportaal.sandbox import Sandbox
from tests.integrations.programs.fleet import LIMIT, SPEED, WINDOW, Measured, started_fleet
from tests.redis_server import RedisServer, running_redis

KINDS = ("threads", "threads", "threads", "asyncio")
WORKERS = 8


@pytest.fixture
def redis(tmp_path: Path) -> Iterator[RedisServer]:
    with running_redis(tmp_path) as server:
        yield server


@pytest.fixture
def url() -> Iterator[str]:
    with Sandbox(speed=SPEED).serve() as url:
        yield url


def fleet_during(redis: RedisServer, url: str, event: str, windows: float) -> Measured:
    """Run the fleet; while it uses the places of a window, something happens to Redis."""
    with started_fleet(redis, url, KINDS, WORKERS, windows * WINDOW) as fleet:
        fleet.go()
        time.sleep(2.02 * WINDOW)
        if event == "restart":
            redis.stop()
            redis.start()
        elif event == "loss":
            redis.kill()
            redis.start()
        elif event == "outage":
            redis.stop()
            time.sleep(2 * WINDOW)
            redis.start()
        elif event == "freeze":
            with redis.frozen():
                time.sleep(2 * WINDOW)
        return fleet.measured()


@pytest.mark.parametrize(
    ("event", "windows"),
    [
        ("loss", 3.5),
        pytest.param("nothing", 3.5, marks=pytest.mark.long),
        pytest.param("restart", 3.5, marks=pytest.mark.long),
        pytest.param("outage", 4.5, marks=pytest.mark.long),
        pytest.param("freeze", 4.5, marks=pytest.mark.long),
    ],
)
def test_fleet_stays_within_the_limit_and_uses_it(redis: RedisServer, url: str, event: str, windows: float) -> None:
    measured = fleet_during(redis, url, event, windows)
    print(event, measured)
    assert measured.refused == []
    assert measured.share_of_the_limit >= 0.95, measured
    assert len(measured.times) >= LIMIT * int(windows), measured
    warnings = [text for text in measured.logged if "without Redis" in text]
    # One for each process at most.
    assert len(warnings) <= (0 if event == "nothing" else len(KINDS))


def test_greenlets_share_the_limit_with_threads(redis: RedisServer, url: str) -> None:
    with started_fleet(redis, url, ("gevent", "threads"), 4, 1.5 * WINDOW) as fleet:
        fleet.go()
        measured = fleet.measured()
    assert (measured.refused, measured.logged) == ([], [])
    assert len(measured.times) == 2 * LIMIT

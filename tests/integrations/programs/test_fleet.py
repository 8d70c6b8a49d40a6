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
    """Run the fleet; after a window and a half, something happens to Redis."""
    with started_fleet(redis, url, KINDS, WORKERS, windows * WINDOW) as fleet:
        fleet.go()
        time.sleep(float(__import__("os").environ.get("AT", "1.5")) * WINDOW)
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
    ("event", "windows", "share"),
    [
        ("nothing", 3.5, 0.95),
        ("restart", 3.5, 0.95),
        pytest.param("loss", 3.5, 0.95),
        pytest.param("outage", 4.5, 0.8),
        pytest.param("freeze", 4.5, 0.8),
    ],
)
def test_fleet_stays_within_the_limit_and_uses_it(
    redis: RedisServer, url: str, event: str, windows: float, share: float
) -> None:
    measured = fleet_during(redis, url, event, windows)
    print(event, measured, measured.logged)
    assert measured.refused == []
    assert measured.share_of_the_limit >= share
    assert len(measured.times) >= LIMIT * int(windows)

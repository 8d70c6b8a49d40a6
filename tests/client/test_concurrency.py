"""One client in many threads and tasks at once."""

import asyncio
import threading
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from types import FrameType
from typing import Any

import pytest

from mijnklantportaal import (
    AsyncMijnKlantportaal,
    MijnKlantportaal,
    SpecDrift,
    _drift,
)
from tests.client.echo import (
    LONG,
    Echo,
    get_all,
    make,
)


def test_each_thread_gets_the_response_to_its_own_request(echo: EchoServer) -> None:
    echo.before_response = lambda: time.sleep(0.002)
    begin = threading.Barrier(20)
    with make(MijnKlantportaal, echo.url) as client, ThreadPoolExecutor(20) as threads:

        def calls(thread: int) -> bool:
            begin.wait(LONG)
            wanted = [f"off_{thread}_{number}" for number in range(20)]
            return [client.customer_offers.get(identity).id for identity in wanted] == wanted

        assert all(threads.map(calls, range(20)))
    assert len(set(echo.requested_ids)) == len(echo.requested_ids) == 400
    assert echo.connections <= 20


@contextmanager
def others_first(file: str) -> Iterator[None]:
    """Lets other threads have their turn before each line of a module."""

    def trace(frame: FrameType, event: str, argument: object) -> Any:
        if frame.f_code.co_filename != file:
            return None
        time.sleep(0.001)
        return trace

    threading.settrace(trace)
    try:
        yield
    finally:
        threading.settrace(None)


def test_drift_met_by_many_threads_at_once_is_reported_once(echo: EchoServer, caplog: pytest.LogCaptureFixture) -> None:
    told: list[SpecDrift] = []
    meeting = threading.Barrier(20)
    # Every field but the ID is missing, and nobody is answered before all have asked.
    echo.offer = {}
    echo.before_response = lambda: meeting.wait(LONG)
    with (
        others_first(str(_drift.__file__)),
        make(MijnKlantportaal, echo.url, on_drift=told.append) as client,
        ThreadPoolExecutor(20) as threads,
    ):
        list(threads.map(client.customer_offers.get, map(str, range(20))))
    places = Counter(drift.path for drift in told)
    assert "amount" in places
    assert set(places.values()) == {1}
    assert len([record for record in caplog.records if record.name == "mijnklantportaal.drift"]) == len(told)


def test_each_task_gets_the_response_to_its_own_request(echo: EchoServer) -> None:
    async def program() -> None:
        async with make(AsyncMijnKlantportaal, echo.url) as client:
            # From its answer on, the client knows that this server has no limit.
            await client.customer_offers.get("first")
            assert await get_all(client, "off", 100)

    asyncio.run(program())
    assert len(set(echo.requested_ids)) == len(echo.requested_ids) == 101

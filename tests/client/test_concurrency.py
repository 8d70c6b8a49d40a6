"""One client in many threads and tasks at once."""

import asyncio
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from types import FrameType
from typing import Any, TypeAlias

import pytest

from mijnklantportaal import (
    AsyncMijnKlantportaal,
    MijnKlantportaal,
    SpecDrift,
    _drift,
)
from tests.client.concurrent_calls import connect, get_all
from tests.client.echo_server import EchoServer
from tests.client.waiting import LONG


def test_each_thread_gets_the_response_to_its_own_request(echo: EchoServer) -> None:
    echo.before_response = lambda: time.sleep(0.002)
    begin = threading.Barrier(20)
    with connect(MijnKlantportaal, echo.url) as client, ThreadPoolExecutor(20) as threads:

        def calls(thread: int) -> bool:
            begin.wait(LONG)
            wanted = [f"off_{thread}_{number}" for number in range(20)]
            return [client.customer_offers.get(identity).id for identity in wanted] == wanted

        assert all(threads.map(calls, range(20)))
    assert len(set(echo.requested_ids)) == len(echo.requested_ids) == 400
    assert echo.connections <= 20


TraceFunction: TypeAlias = Callable[[FrameType, str, Any], "TraceFunction | None"]


@contextmanager
def switching_threads_at_each_line(file: str) -> Iterator[None]:
    """Let other threads run before each line of a module."""

    def trace(frame: FrameType, event: str, argument: object) -> TraceFunction | None:
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
    reports: list[SpecDrift] = []
    meeting = threading.Barrier(20)
    # Every field but the ID is missing, and no response is sent before all requests have come.
    echo.offer = {}
    echo.before_response = lambda: meeting.wait(LONG)
    with (
        switching_threads_at_each_line(str(_drift.__file__)),
        connect(MijnKlantportaal, echo.url, on_drift=reports.append) as client,
        ThreadPoolExecutor(20) as threads,
    ):
        list(threads.map(client.customer_offers.get, map(str, range(20))))
    places = Counter(drift.path for drift in reports)
    assert "amount" in places
    assert set(places.values()) == {1}
    assert len([record for record in caplog.records if record.name == "mijnklantportaal.drift"]) == len(reports)


def test_each_task_gets_the_response_to_its_own_request(echo: EchoServer) -> None:
    async def program() -> None:
        async with connect(AsyncMijnKlantportaal, echo.url) as client:
            # From this response the client learns that the server has no limit.
            await client.customer_offers.get("first")
            assert await get_all(client, "off", 100)

    asyncio.run(program())
    assert len(set(echo.requested_ids)) == len(echo.requested_ids) == 101

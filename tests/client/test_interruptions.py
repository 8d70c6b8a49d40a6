"""Calls that are cancelled, or interrupted by Ctrl+C: they end at once, and the client still works."""

import asyncio
import signal
import sys
import threading
import time
from collections.abc import Awaitable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from mijnklantportaal import (
    AsyncMijnKlantportaal,
    MijnKlantportaal,
)
from tests.client.concurrent_calls import connect, get_all, without_closing
from tests.client.echo_server import EchoServer
from tests.client.fake_clock import FakeClock
from tests.client.messages import WAITING_FOR_RATE_LIMIT, WAITING_FOR_RETRY
from tests.client.portal_server import PortalServer
from tests.client.waiting import HANG_GUARD, LONG, no_hang, until


async def cancel(call: Awaitable[object], when: threading.Event) -> None:
    """Cancel a task that makes this call when the event is set."""
    task = asyncio.ensure_future(call)
    await until(when.is_set)
    assert not task.done()
    task.cancel()
    async with asyncio.timeout(HANG_GUARD):
        with pytest.raises(asyncio.CancelledError):
            await task


async def both_calls_need_no_wait(client: AsyncMijnKlantportaal, clock: FakeClock) -> bool:
    """Return whether two calls under a limit of two are allowed a minute later."""
    clock.is_blocking = False
    clock.advance(60)
    clock.waits.clear()
    for identity in ("off_1", "off_2"):
        assert (await client.customer_offers.get(identity)).id == identity
    return not clock.waits


def test_task_is_cancelled_while_it_waits_for_the_response(echo: EchoServer, clock: FakeClock) -> None:
    echo.headers["X-RateLimit-Limit"] = "2"

    async def program() -> None:
        async with connect(AsyncMijnKlantportaal, echo.url) as client:
            await client.customer_offers.get("off_0")
            await cancel(client.customer_offers.get("held"), echo.arrived)
            assert await both_calls_need_no_wait(client, clock)

    asyncio.run(program())


def test_task_is_cancelled_while_it_waits_for_the_rate_limit(
    echo: EchoServer, clock: FakeClock, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO", "mijnklantportaal")
    echo.headers["X-RateLimit-Limit"] = "2"

    async def program() -> None:
        async with connect(AsyncMijnKlantportaal, echo.url) as client:
            await get_all(client, "off", 2)
            clock.is_blocking = True
            await cancel(client.customer_offers.get("late"), clock.is_asleep)
            assert WAITING_FOR_RATE_LIMIT in caplog.text
            assert await both_calls_need_no_wait(client, clock)

    asyncio.run(program())
    assert "late" not in echo.requested_ids


def test_task_is_cancelled_while_it_waits_before_a_retry(
    portal: PortalServer, offer: dict[str, Any], clock: FakeClock, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO", "mijnklantportaal")
    portal.add_response({"message": "Later."}, status=503, Retry_After="60", X_RateLimit_Limit="2")
    portal.add_response({**offer, "id": "off_1"}, X_RateLimit_Limit="2")
    portal.add_response({**offer, "id": "off_2"}, X_RateLimit_Limit="2")

    async def program() -> None:
        async with connect(AsyncMijnKlantportaal, portal.url, max_retries=1) as client:
            clock.is_blocking = True
            await cancel(client.customer_offers.get("off_1"), clock.is_asleep)
            assert WAITING_FOR_RETRY in caplog.text
            assert len(portal.requests) == 1
            assert await both_calls_need_no_wait(client, clock)

    asyncio.run(program())


def test_many_cancelled_tasks_free_their_connections(echo: EchoServer) -> None:
    async def program() -> None:
        async with connect(AsyncMijnKlantportaal, echo.url) as client:
            await client.customer_offers.get("first")
            # More tasks than httpx opens connections: some wait for a connection, some for a response.
            tasks = [asyncio.ensure_future(client.customer_offers.get(f"held_{number}")) for number in range(120)]
            await until(lambda: len(echo.requested_ids) > 50)
            for task in tasks:
                task.cancel()
            ended = await asyncio.wait_for(asyncio.gather(*tasks, return_exceptions=True), HANG_GUARD)
            assert {type(outcome) for outcome in ended} == {asyncio.CancelledError}
            assert await asyncio.wait_for(get_all(client, "off", 100), LONG)

    asyncio.run(program())


def test_timeout_of_the_caller_raises_timeout_error(echo: EchoServer) -> None:
    async def program() -> None:
        async with connect(AsyncMijnKlantportaal, echo.url) as client:
            with pytest.raises(TimeoutError) as caught:
                async with asyncio.timeout(0.2):
                    await client.customer_offers.get("held")
            assert type(caught.value) is TimeoutError
            with pytest.raises(TimeoutError) as caught:
                await asyncio.wait_for(client.customer_offers.get("held"), 0.2)
            assert type(caught.value) is TimeoutError
            assert await get_all(client, "off", 2)

    asyncio.run(program())


class CtrlC:
    """Ctrl+C in the main thread, also where the tests run in the background, which ignores SIGINT."""

    def __init__(self) -> None:
        self._is_over = threading.Event()

    def press(self) -> None:
        """Interrupt the main thread, from another one."""
        if sys.platform == "win32":
            raise NotImplementedError
        main_thread = threading.main_thread().ident or 0
        signal.pthread_kill(main_thread, signal.SIGINT)
        # A signal that comes just before a system call does not end it, so that Python notices it at the next one only.
        while not self._is_over.wait(0.05):
            signal.pthread_kill(main_thread, signal.SIGURG)

    @contextmanager
    def expected(self, when: threading.Event | None = None) -> Iterator[None]:
        """Expect KeyboardInterrupt in the block, and press the keys when the event is set, if one is given."""

        def press_after(event: threading.Event) -> None:
            if event.wait(HANG_GUARD):
                self.press()

        if when:
            threading.Thread(target=press_after, args=(when,), daemon=True).start()
        try:
            with no_hang(), pytest.raises(KeyboardInterrupt):
                yield
        finally:
            self._is_over.set()


@pytest.fixture
def ctrl_c() -> Iterator[CtrlC]:
    if sys.platform == "win32":
        pytest.skip("a signal cannot be sent to a thread here")
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    signal.signal(signal.SIGURG, lambda number, frame: None)
    yield CtrlC()
    signal.signal(signal.SIGURG, signal.SIG_DFL)
    signal.signal(signal.SIGINT, before)


def both_at_once(client: MijnKlantportaal, clock: FakeClock) -> bool:
    """Return whether two calls under a limit of two are allowed a minute later."""
    clock.is_blocking = False
    clock.advance(60)
    clock.waits.clear()
    for identity in ("off_1", "off_2"):
        assert client.customer_offers.get(identity).id == identity
    return not clock.waits


def test_ctrl_c_ends_the_wait_for_a_response(ctrl_c: CtrlC, echo: EchoServer, clock: FakeClock) -> None:
    echo.headers["X-RateLimit-Limit"] = "2"
    echo.on_arrival = ctrl_c.press
    with connect(MijnKlantportaal, echo.url) as client:
        client.customer_offers.get("off_0")
        with ctrl_c.expected():
            client.customer_offers.get("held")
        assert echo.arrived.is_set()
        assert both_at_once(client, clock)


def test_ctrl_c_ends_the_wait_for_a_response_in_an_event_loop(ctrl_c: CtrlC, echo: EchoServer) -> None:
    echo.on_arrival = ctrl_c.press

    def program() -> bool:
        client = connect(AsyncMijnKlantportaal, echo.url)
        with ctrl_c.expected():
            asyncio.run(client.customer_offers.get("held"))
        return asyncio.run(get_all(client, "off", 2))

    assert without_closing(program)
    assert sorted(echo.requested_ids) == ["held", "off_0", "off_1"]


def test_ctrl_c_ends_the_wait_for_the_rate_limit(
    ctrl_c: CtrlC, echo: EchoServer, clock: FakeClock, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO", "mijnklantportaal")
    echo.headers["X-RateLimit-Limit"] = "2"
    with connect(MijnKlantportaal, echo.url) as client:
        assert both_at_once(client, clock)
        clock.is_blocking = True
        with ctrl_c.expected(clock.is_asleep):
            client.customer_offers.get("late")
        assert WAITING_FOR_RATE_LIMIT in caplog.text
        assert both_at_once(client, clock)
    assert "late" not in echo.requested_ids


def test_ctrl_c_ends_the_wait_before_a_retry(
    ctrl_c: CtrlC, portal: PortalServer, offer: dict[str, Any], clock: FakeClock, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO", "mijnklantportaal")
    portal.add_response({"message": "Later."}, status=503, Retry_After="60")
    portal.add_response(offer)
    with connect(MijnKlantportaal, portal.url, max_retries=1) as client:
        clock.is_blocking = True
        with ctrl_c.expected(clock.is_asleep):
            client.customer_offers.get("off_1")
        assert WAITING_FOR_RETRY in caplog.text
        assert len(portal.requests) == 1
        assert client.customer_offers.get("off_1").offer_number == "2024-001"


def test_ctrl_c_in_a_hook_uses_no_call_of_the_rate_limit(ctrl_c: CtrlC, echo: EchoServer, clock: FakeClock) -> None:
    echo.headers["X-RateLimit-Limit"] = "2"

    def hook(event: object) -> None:
        signal.raise_signal(signal.SIGINT)
        time.sleep(LONG)

    with connect(MijnKlantportaal, echo.url) as client:
        client.customer_offers.get("off_0")
        with ctrl_c.expected():
            client.with_options(on_request=hook).customer_offers.get("late")
        assert both_at_once(client, clock)
    assert "late" not in echo.requested_ids

"""Calls that are cancelled, or interrupted from the keyboard: they end at once, and the client works on."""

import asyncio
import signal
import threading
import time
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from mijnklantportaal import (
    AsyncMijnKlantportaal,
    MijnKlantportaal,
)
from tests.client.echo import (
    HANG_GUARD,
    LONG,
    Echo,
    get_all,
    make,
    until,
    without_closing,
)


@contextmanager
def real_pauses(clock: FakeClock, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Pauses take their time inside, although the clock stands still."""
    with monkeypatch.context() as patch:
        patch.setattr(clock, "sleep", time.sleep)
        patch.setattr("mijnklantportaal._async_library.sleep", asyncio.sleep)
        yield


async def cancel(call: Awaitable[Any], when: Callable[[], object]) -> None:
    """Cancel a task that makes this call as soon as it has come that far."""
    task = asyncio.ensure_future(call)
    await until(when)
    # It has written that it waits; now it does.
    await asyncio.sleep(0.02)
    assert not task.done()
    task.cancel()
    async with asyncio.timeout(HANG_GUARD):
        with pytest.raises(asyncio.CancelledError):
            await task


async def two_calls_need_no_wait(client: AsyncMijnKlantportaal, clock: FakeClock) -> bool:
    """Whether both places under a limit of two are free a minute later."""
    clock.seconds += 60
    clock.waits.clear()
    for identity in ("off_1", "off_2"):
        assert (await client.customer_offers.get(identity)).id == identity
    return not clock.waits


def test_task_is_cancelled_while_it_waits_for_the_response(echo: EchoServer, clock: FakeClock) -> None:
    echo.headers["X-RateLimit-Limit"] = "2"

    async def program() -> None:
        async with make(AsyncMijnKlantportaal, echo.url) as client:
            await client.customer_offers.get("off_0")
            await cancel(client.customer_offers.get("held"), echo.arrived.is_set)
            assert await two_calls_need_no_wait(client, clock)

    asyncio.run(program())


def test_task_is_cancelled_while_it_waits_for_the_rate_limit(
    echo: EchoServer, clock: FakeClock, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO", "mijnklantportaal")
    echo.headers["X-RateLimit-Limit"] = "2"

    async def program() -> None:
        async with make(AsyncMijnKlantportaal, echo.url) as client:
            await get_all(client, "off", 2)
            with real_pauses(clock, monkeypatch):
                await cancel(client.customer_offers.get("late"), lambda: "for its turn" in caplog.text)
            assert await two_calls_need_no_wait(client, clock)

    asyncio.run(program())
    assert "late" not in echo.requested_ids


def test_task_is_cancelled_while_it_waits_before_a_retry(
    portal: PortalServer, offer: dict[str, Any], clock: FakeClock, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO", "mijnklantportaal")
    limit = {"X_RateLimit_Limit": "2"}
    portal.add_response({"message": "Later."}, status=503, Retry_After="60", **limit)
    portal.add_response({**offer, "id": "off_1"}, **limit)
    portal.add_response({**offer, "id": "off_2"}, **limit)

    async def program() -> None:
        async with make(AsyncMijnKlantportaal, portal.url, max_retries=1) as client:
            with real_pauses(clock, monkeypatch):
                await cancel(client.customer_offers.get("off_1"), lambda: "another attempt" in caplog.text)
            assert len(portal.requests) == 1
            assert await two_calls_need_no_wait(client, clock)

    asyncio.run(program())


def test_many_cancelled_tasks_free_their_connections(echo: EchoServer) -> None:
    async def program() -> None:
        async with make(AsyncMijnKlantportaal, echo.url) as client:
            await client.customer_offers.get("first")
            # More than the connections that httpx opens at most: some wait for one, some for an answer.
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
        async with make(AsyncMijnKlantportaal, echo.url) as client:
            with pytest.raises(TimeoutError) as caught:
                async with asyncio.timeout(0.1):
                    await client.customer_offers.get("held")
            assert type(caught.value) is TimeoutError
            with pytest.raises(TimeoutError) as caught:
                await asyncio.wait_for(client.customer_offers.get("held"), 0.1)
            assert type(caught.value) is TimeoutError
            assert await get_all(client, "off", 2)

    asyncio.run(program())


@pytest.fixture
def ctrl_c() -> Iterator[None]:
    """Ctrl+C raises KeyboardInterrupt, also where the tests run in the background, which it does not reach."""
    if not hasattr(signal, "pthread_kill"):
        pytest.skip("a thread can't be sent a signal here")
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


needs_ctrl_c = pytest.mark.usefixtures("ctrl_c")


def interrupt() -> None:
    """What Ctrl+C does."""
    signal.pthread_kill(threading.main_thread().ident or 0, signal.SIGINT)


@contextmanager
def interrupted_at_once(when: Callable[[], bool] | None = None) -> Iterator[None]:
    """What is done inside is interrupted as soon as it has come that far; if not given, it does so itself."""

    def watch(condition: Callable[[], bool]) -> None:
        end = time.monotonic() + HANG_GUARD
        while not condition():
            if time.monotonic() > end:
                return
            time.sleep(0.005)
        # It has written that it waits; now it does.
        time.sleep(0.02)
        interrupt()

    if when:
        threading.Thread(target=watch, args=(when,), daemon=True).start()
    start = time.monotonic()
    with pytest.raises(KeyboardInterrupt):
        yield
    assert time.monotonic() - start < 2 * HANG_GUARD


def both_at_once(client: MijnKlantportaal, clock: FakeClock) -> bool:
    """Whether both places under a limit of two are free a minute later."""
    clock.seconds += 60
    clock.waits.clear()
    for identity in ("off_1", "off_2"):
        assert client.customer_offers.get(identity).id == identity
    return not clock.waits


@needs_ctrl_c
def test_ctrl_c_ends_the_wait_for_a_response(echo: EchoServer, clock: FakeClock) -> None:
    echo.headers["X-RateLimit-Limit"] = "2"
    echo.on_arrival = interrupt
    with make(MijnKlantportaal, echo.url) as client:
        client.customer_offers.get("off_0")
        with interrupted_at_once():
            client.customer_offers.get("held")
        assert echo.arrived.is_set()
        assert both_at_once(client, clock)


@needs_ctrl_c
def test_ctrl_c_ends_the_wait_for_a_response_in_an_event_loop(echo: EchoServer) -> None:
    echo.on_arrival = interrupt

    def program() -> bool:
        client = make(AsyncMijnKlantportaal, echo.url)
        with interrupted_at_once():
            asyncio.run(client.customer_offers.get("held"))
        return asyncio.run(get_all(client, "off", 2))

    assert without_closing(program)
    assert sorted(echo.requested_ids) == ["held", "off_0", "off_1"]


@needs_ctrl_c
def test_ctrl_c_ends_the_wait_for_the_rate_limit(
    echo: EchoServer, clock: FakeClock, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO", "mijnklantportaal")
    echo.headers["X-RateLimit-Limit"] = "2"
    with make(MijnKlantportaal, echo.url) as client:
        assert both_at_once(client, clock)
        with real_pauses(clock, monkeypatch), interrupted_at_once(lambda: "for its turn" in caplog.text):
            client.customer_offers.get("late")
        assert both_at_once(client, clock)
    assert "late" not in echo.requested_ids


@needs_ctrl_c
def test_ctrl_c_ends_the_wait_before_a_retry(
    portal: PortalServer, offer: dict[str, Any], caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO", "mijnklantportaal")
    portal.add_response({"message": "Later."}, status=503, Retry_After="60")
    portal.add_response(offer)
    with make(MijnKlantportaal, portal.url, max_retries=1) as client:
        with interrupted_at_once(lambda: "another attempt" in caplog.text):
            client.customer_offers.get("off_1")
        assert len(portal.requests) == 1
        assert client.customer_offers.get("off_1").offer_number == "2024-001"


@needs_ctrl_c
def test_ctrl_c_in_a_hook_uses_no_call_of_the_rate_limit(echo: EchoServer, clock: FakeClock) -> None:
    echo.headers["X-RateLimit-Limit"] = "2"

    def hook(event: object) -> None:
        interrupt()
        time.sleep(HANG_GUARD)

    with make(MijnKlantportaal, echo.url) as client:
        client.customer_offers.get("off_0")
        with interrupted_at_once():
            client.with_options(on_request=hook).customer_offers.get("late")
        assert both_at_once(client, clock)
    assert "late" not in echo.requested_ids

"""One client in several event loops, of asyncio and of trio."""

import asyncio
import gc
import subprocess
import sys
import threading
import warnings
from collections.abc import AsyncGenerator
from concurrent.futures import ThreadPoolExecutor
from types import ModuleType
from typing import Any

import pytest
import trio

from mijnklantportaal import (
    APITimeoutError,
    AsyncMijnKlantportaal,
    ConfigurationError,
)
from tests.client.concurrent_calls import connect, get_all, get_twice, without_closing
from tests.client.conftest import PageFactory
from tests.client.descriptors import descriptors_settle_at, needs_descriptors, open_descriptors, settled_descriptors
from tests.client.echo_server import EchoServer
from tests.client.messages import CLIENT_IS_CLOSED, WAITING_FOR_RETRY
from tests.client.portal_server import PortalServer
from tests.client.waiting import HANG_GUARD, LONG, until


def test_client_serves_event_loops_one_after_another(echo: EchoServer) -> None:
    def program() -> list[bool]:
        client = connect(AsyncMijnKlantportaal, echo.url)
        served = [asyncio.run(get_twice(client, f"loop{number}")) for number in range(3)]
        asyncio.run(client.close())
        return served

    assert without_closing(program) == [True] * 3
    assert echo.connections == 3, "each loop has one connection, and reuses it"


@needs_descriptors
def test_connections_close_when_their_event_loop_ends(echo: EchoServer) -> None:
    client = connect(AsyncMijnKlantportaal, echo.url)
    before = open_descriptors()
    are_closed = []
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        for number in range(3):
            assert asyncio.run(get_twice(client, f"loop{number}"))
            are_closed.append(descriptors_settle_at(before))
        asyncio.run(client.close())
        del client
        gc.collect()
    assert [str(warning.message) for warning in caught] == []
    assert are_closed == [True] * 3, "they cannot be closed later, since that needs the loop"


def test_client_works_while_another_thread_imports_trio(echo: EchoServer, monkeypatch: pytest.MonkeyPatch) -> None:
    # A module is registered before its names exist.
    monkeypatch.setitem(sys.modules, "trio", ModuleType("trio"))

    async def program() -> bool:
        async with connect(AsyncMijnKlantportaal, echo.url) as client:
            return await get_twice(client, "loop")

    assert asyncio.run(program())


def test_client_serves_event_loops_in_several_threads(echo: EchoServer) -> None:
    begin = threading.Barrier(4)

    def program() -> list[bool]:
        client = connect(AsyncMijnKlantportaal, echo.url)

        async def calls(thread: int) -> bool:
            await client.customer_offers.get(f"first_{thread}")
            begin.wait(LONG)
            return await get_all(client, f"off_{thread}", 10)

        with ThreadPoolExecutor(4) as threads:
            return list(threads.map(lambda thread: asyncio.run(calls(thread)), range(4)))

    assert without_closing(program) == [True] * 4
    assert len(set(echo.requested_ids)) == len(echo.requested_ids) == 44


def test_call_under_trio(echo: EchoServer) -> None:
    async def program() -> list[str]:
        async with connect(AsyncMijnKlantportaal, echo.url) as client:
            return [(await client.customer_offers.get(identity)).id for identity in ("off_1", "off_2")]

    assert trio.run(program) == ["off_1", "off_2"]
    assert echo.connections == 1


def test_pagination_under_trio(portal: PortalServer, offer: dict[str, Any], page_of: PageFactory) -> None:
    portal.add_response(page_of([{**offer, "id": "off_1"}], 1, "?page=2"))
    portal.add_response(page_of([{**offer, "id": "off_2"}], 2))

    async def program() -> list[str]:
        async with connect(AsyncMijnKlantportaal, portal.url) as client:
            return [item.id async for item in client.customer_offers.list()]

    assert trio.run(program) == ["off_1", "off_2"]


def test_timeout_under_trio(echo: EchoServer) -> None:
    async def program() -> str:
        async with connect(AsyncMijnKlantportaal, echo.url, timeout=1.0) as client:
            # For the second one, bytes come before any single step times out.
            for identity in ("held", "endless"):
                with trio.fail_after(HANG_GUARD), pytest.raises(APITimeoutError) as caught:
                    await client.customer_offers.get(identity)
                assert caught.value.sent
            return str((await client.customer_offers.get("off_1", timeout=LONG)).id)

    assert trio.run(program) == "off_1"


def test_call_is_cancelled_under_trio(echo: EchoServer) -> None:
    async def program() -> str:
        async with connect(AsyncMijnKlantportaal, echo.url) as client:
            with trio.fail_after(HANG_GUARD), trio.move_on_after(0.2) as scope:
                await client.customer_offers.get("held")
            assert scope.cancelled_caught
            return str((await client.customer_offers.get("off_1")).id)

    assert trio.run(program) == "off_1"


def test_wait_before_retry_under_trio(portal: PortalServer, offer: dict[str, Any]) -> None:
    portal.add_response({"message": "Too many requests."}, status=429, Retry_After_Ms="30")
    portal.add_response(offer)

    async def program() -> str:
        async with connect(AsyncMijnKlantportaal, portal.url, max_retries=1) as client:
            start = trio.current_time()
            with trio.fail_after(HANG_GUARD):
                number = str((await client.customer_offers.get("off_1")).offer_number)
            # At least the 30 ms that the server asks for.
            assert trio.current_time() - start >= 0.03
            return number

    assert trio.run(program) == "2024-001"
    assert len(portal.requests) == 2


def test_wait_before_retry_is_cancelled_under_trio(
    portal: PortalServer, offer: dict[str, Any], caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO", "mijnklantportaal")
    portal.add_response({"message": "Later."}, status=503, Retry_After="60")
    portal.add_response(offer)

    async def program() -> str:
        async with connect(AsyncMijnKlantportaal, portal.url, max_retries=1) as client:
            with trio.fail_after(HANG_GUARD):
                async with trio.open_nursery() as nursery:
                    nursery.start_soon(client.customer_offers.get, "off_1")
                    while WAITING_FOR_RETRY not in caplog.text:
                        await trio.sleep(0.005)
                    nursery.cancel_scope.cancel()
            return str((await client.customer_offers.get("off_1")).offer_number)

    assert trio.run(program) == "2024-001"
    assert len(portal.requests) == 2


def test_client_serves_trio_and_asyncio_one_after_another(echo: EchoServer) -> None:
    def program() -> list[str]:
        client = connect(AsyncMijnKlantportaal, echo.url)

        async def get() -> str:
            return str((await client.customer_offers.get("off_1")).id)

        return [trio.run(get), asyncio.run(get()), trio.run(get)]

    assert without_closing(program) == ["off_1"] * 3


def test_client_serves_asyncio_while_trio_is_its_guest(echo: EchoServer) -> None:
    client = connect(AsyncMijnKlantportaal, echo.url)

    async def get(name: str) -> list[str | None]:
        return [(await client.customer_offers.get(f"{name}_{number}")).id for number in range(3)]

    async def program() -> list[list[str | None]]:
        loop = asyncio.get_running_loop()
        guest: asyncio.Future[Any] = loop.create_future()
        trio.lowlevel.start_guest_run(
            get,
            "guest",
            run_sync_soon_threadsafe=loop.call_soon_threadsafe,
            done_callback=guest.set_result,
            # asyncio does, on Windows.
            host_uses_signal_set_wakeup_fd=True,
        )
        host = await get("host")
        results = [host, (await guest).unwrap()]
        await client.close()
        return results

    assert asyncio.run(program()) == [[f"{name}_{number}" for number in range(3)] for name in ("host", "guest")]


def test_client_serves_event_loops_that_run_alternately(echo: EchoServer) -> None:
    client = connect(AsyncMijnKlantportaal, echo.url)
    with asyncio.Runner() as session, asyncio.Runner() as function:
        for number in range(5):
            assert session.run(get_all(client, f"session_{number}", 1))
            assert function.run(get_all(client, f"function_{number}", 1))
        session.run(client.close())
    assert echo.connections == 2, "each loop has one connection, and reuses it"


def test_call_under_way_continues_while_another_event_loop_runs(echo: EchoServer) -> None:
    client = connect(AsyncMijnKlantportaal, echo.url)
    has_arrived, is_released = threading.Event(), threading.Event()

    def wait_for_release() -> None:
        if not has_arrived.is_set():
            has_arrived.set()
            assert is_released.wait(HANG_GUARD)

    echo.before_response = wait_for_release

    async def outer() -> str:
        slow = asyncio.create_task(client.customer_offers.get("slow"))
        await until(has_arrived.is_set)
        # As programs do that run an event loop within another one.
        running, task = asyncio.get_running_loop(), asyncio.current_task()
        assert task is not None
        asyncio.tasks._leave_task(running, task)
        asyncio._set_running_loop(None)
        try:
            assert asyncio.run(get_twice(client, "inner"))
        finally:
            asyncio._set_running_loop(running)
            asyncio.tasks._enter_task(running, task)
        assert not slow.done()
        is_released.set()
        return str((await slow).id)

    with asyncio.Runner() as runner:
        assert runner.run(outer()) == "slow"
        runner.run(client.close())


@needs_descriptors
@pytest.mark.parametrize("ends_generators", [True, False], ids=["asyncio.run", "loop.close"])
def test_many_event_loops_leave_nothing_open(ends_generators: bool, echo: EchoServer) -> None:
    def run_loop(client: AsyncMijnKlantportaal, number: int) -> None:
        if ends_generators:
            asyncio.run(get_all(client, f"off_{number}", 1))
            return
        loop = asyncio.new_event_loop()
        loop.run_until_complete(get_all(client, f"off_{number}", 1))
        loop.close()

    client = connect(AsyncMijnKlantportaal, echo.url, throttle=False)
    run_loop(client, 0)
    before = settled_descriptors()
    for number in range(1, 200):
        run_loop(client, number)
    assert descriptors_settle_at(before)
    opened = client._sender.transport._clients._open
    assert len(opened) == (0 if ends_generators else 1)
    del client
    gc.collect()
    assert opened == {}


@needs_descriptors
@pytest.mark.parametrize("is_closed", [True, False], ids=["closed", "stopped"])
def test_client_that_is_deleted_after_its_event_loop_closes_its_sockets(is_closed: bool, echo: EchoServer) -> None:
    before = open_descriptors()
    client = connect(AsyncMijnKlantportaal, echo.url)
    loop = asyncio.new_event_loop()
    loop.run_until_complete(get_twice(client, "off"))
    if is_closed:
        loop.close()
    del client
    gc.collect()
    loop.close()
    del loop
    assert descriptors_settle_at(before)


def test_client_closed_in_one_event_loop_leaves_the_calls_of_another(echo: EchoServer) -> None:
    client = connect(AsyncMijnKlantportaal, echo.url)
    with asyncio.Runner() as runner:
        assert runner.run(get_twice(client, "first"))
        asyncio.run(client.close())
        with pytest.raises(ConfigurationError, match=CLIENT_IS_CLOSED):
            runner.run(client.customer_offers.get("off_1"))
        runner.run(client.close())


@needs_descriptors
def test_client_that_is_deleted_under_trio_closes_its_sockets(echo: EchoServer) -> None:
    before = open_descriptors()

    async def program() -> None:
        client = connect(AsyncMijnKlantportaal, echo.url)
        await client.customer_offers.get("off_1")

    trio.run(program)
    assert descriptors_settle_at(before)


def test_threads_with_event_loops_that_are_only_closed(echo: EchoServer) -> None:
    client = connect(AsyncMijnKlantportaal, echo.url, throttle=False)

    def work(thread: int) -> bool:
        results = []
        for number in range(5):
            loop = asyncio.new_event_loop()
            results.append(loop.run_until_complete(get_all(client, f"off_{thread}_{number}", 2)))
            loop.close()
        return all(results)

    with ThreadPoolExecutor(6) as threads:
        assert all(threads.map(work, range(6)))


def test_program_that_only_closes_its_event_loop_ends_without_a_warning(echo: EchoServer) -> None:
    program = f"""
import asyncio
from mijnklantportaal import AsyncMijnKlantportaal
client = AsyncMijnKlantportaal(api_key="k", base_url={echo.url!r})
loop = asyncio.new_event_loop()
loop.run_until_complete(client.customer_offers.get("off_1"))
loop.close()
"""
    run = subprocess.run([sys.executable, "-W", "error", "-c", program], capture_output=True, text=True, check=False)
    assert (run.returncode, run.stderr) == (0, "")


def test_client_that_is_deleted_where_its_event_loop_ends_leaves_no_warning(echo: EchoServer) -> None:
    async def program() -> None:
        client = connect(AsyncMijnKlantportaal, echo.url)
        await client.customer_offers.get("off_1")

    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        asyncio.run(program())
        gc.collect()
    assert [str(warning.message) for warning in caught] == []


def test_generator_that_holds_a_client_and_is_left_ends_with_its_event_loop(echo: EchoServer) -> None:
    reports: list[dict[str, Any]] = []

    async def offers() -> AsyncGenerator[str, None]:
        async with connect(AsyncMijnKlantportaal, echo.url, throttle=False) as client:
            yield (await client.customer_offers.get("off_1")).id

    async def program(left: list[AsyncGenerator[str, None]]) -> None:
        asyncio.get_running_loop().set_exception_handler(lambda loop, report: reports.append(report))
        for generator in left:
            assert await anext(generator) == "off_1"

    # The event loop ends its generators in any order, so that one of many is enough.
    left = [offers() for _ in range(20)]
    asyncio.run(program(left))
    assert reports == []

"""One client in several event loops, of asyncio and of trio."""

import asyncio
import gc
import threading
import warnings
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
import trio

from mijnklantportaal import (
    APITimeoutError,
    AsyncMijnKlantportaal,
)
from tests.client.concurrent_calls import connect, get_all, get_twice, without_closing
from tests.client.conftest import PageFactory
from tests.client.descriptors import descriptors_settle_at, needs_descriptors, open_descriptors
from tests.client.echo_server import EchoServer
from tests.client.messages import WAITING_FOR_RETRY
from tests.client.portal_server import PortalServer
from tests.client.waiting import HANG_GUARD, LONG


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

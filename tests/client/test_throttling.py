"""Calls keep the rate limit of the portal, whichever way it counts, and wait little longer than they must."""

import asyncio
import json
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, ExitStack, contextmanager
from typing import Any, Protocol

import pytest

from mijnklantportaal import AsyncMijnKlantportaal, MijnKlantportaal, RateLimitError
from mijnklantportaal.errors import APIConnectionError
from tests.client import fake_clock
from tests.client.fake_clock import FakeClock, SharedClock
from tests.client.server_rate_limits import (
    RATE_LIMITS,
    RateLimit,
    RateLimitFactory,
    SlidingWindow,
    WindowFromFirstRequest,
    WindowPerClockMinute,
)
from tests.client.tcp_server import Connection, TcpServer, http_response
from tests.client.waiting import HANG_GUARD, LONG

# Fake clocks begin 20 seconds into a minute.
MINUTE_BEGINS, MINUTE_IS_HALF_OVER = 40.0, 10.0
CALLS = 180
SECONDS_OF_A_CALL = 0.05
# The first 120 calls take at least two minutes; the last 60 follow each other.
LEAST = 2 * 60 + 60 * SECONDS_OF_A_CALL


class Serve(Protocol):
    """Serves with a rate limit, and yields the URL."""

    def __call__(
        self, limit: RateLimit, clock: FakeClock | SharedClock, gate: threading.Event | None = None
    ) -> AbstractContextManager[str]: ...


# The least time is that of a client which knows how the server counts; the second is what responses cannot show.
ITERATIONS = [
    pytest.param(WindowFromFirstRequest, 0.0, LEAST, 0.0, id="window from first request"),
    pytest.param(SlidingWindow, 0.0, LEAST, 0.0, id="sliding window"),
    pytest.param(WindowPerClockMinute, MINUTE_BEGINS, LEAST, 0.0, id="window per clock minute, from its start"),
    # No response shows that the first minute ends after 30 seconds.
    pytest.param(
        WindowPerClockMinute, MINUTE_IS_HALF_OVER, LEAST - 30, 30.0, id="window per clock minute, from its middle"
    ),
]


@pytest.fixture
def serve(offer: dict[str, Any]) -> Serve:
    """A server with a rate limit and a list of offers, one on each page. Paths that end in "slow" wait for `gate`."""

    def content(target: str) -> dict[str, Any]:
        path, _, number = target.partition("?page=")
        if not path.endswith("/customer-offers"):
            return offer
        page = int(number or 1)
        following = f"?page={page + 1}" if page < CALLS else None
        return {
            "current_page": page,
            "data": [{**offer, "id": f"off_{page}"}],
            "next_page_url": following,
            "per_page": 1,
        }

    @contextmanager
    def serving(limit: RateLimit, clock: FakeClock | SharedClock, gate: threading.Event | None = None) -> Iterator[str]:
        def handle(connection: Connection) -> None:
            request = connection.read_request()
            if request is None:
                return
            decision = limit.decide()
            clock.advance(SECONDS_OF_A_CALL)
            if gate and request.target.endswith("slow"):
                gate.wait(LONG)
            body = content(request.target) if decision.status == 200 else {"code": 429, "message": "Too many requests."}
            headers = map(": ".join, decision.headers.items())
            connection.send(http_response(json.dumps(body).encode(), *headers, status=f"{decision.status} x"))

        with TcpServer(handle) as server:
            yield server.url

    return serving


def connect(url: str, **options: Any) -> MijnKlantportaal:
    return MijnKlantportaal(api_key="k", base_url=url, **options)


def connect_async(url: str, **options: Any) -> AsyncMijnKlantportaal:
    return AsyncMijnKlantportaal(api_key="k", base_url=url, **options)


def iterate(url: str) -> int:
    with connect(url) as client:
        return len(list(client.customer_offers.list()))


def iterate_async(url: str) -> int:
    async def program() -> int:
        async with connect_async(url) as client:
            return len([offer async for offer in client.customer_offers.list()])

    return asyncio.run(program())


def in_threads(clients: list[MijnKlantportaal], calls: int, clock: SharedClock) -> int:
    """Make so many calls in threads, each of which has one of the clients; several may have the same."""

    def work(index: int) -> int:
        try:
            offers = clients[index].customer_offers
            return len([offers.get("off_1") for _ in range(index, calls, len(clients))])
        finally:
            clock.leave()

    with ThreadPoolExecutor(len(clients)) as pool:
        return sum(pool.map(work, range(len(clients))))


def in_tasks(url: str, number: int, calls: int, clock: SharedClock) -> int:
    """Make so many calls in tasks that share a client."""

    async def work(client: AsyncMijnKlantportaal, index: int) -> int:
        try:
            return len([await client.customer_offers.get("off_1") for _ in range(index, calls, number)])
        finally:
            await clock.async_leave()

    async def program() -> int:
        async with connect_async(url, max_retries=0) as client:
            return sum(await asyncio.gather(*(work(client, index) for index in range(number))))

    return asyncio.run(program())


@pytest.mark.parametrize("run", [iterate, iterate_async])
@pytest.mark.parametrize(("rate_limit", "start", "least", "unknowable"), ITERATIONS)
def test_long_iteration_gets_no_429_and_waits_little(
    serve: Serve,
    clock: FakeClock,
    rate_limit: RateLimitFactory,
    start: float,
    least: float,
    unknowable: float,
    run: Callable[[str], int],
) -> None:
    clock.seconds = start
    limit = rate_limit(clock.time)
    with serve(limit, clock) as url:
        assert run(url) == CALLS
    assert limit.statuses == {200: CALLS}
    # Less time would show that the fake server does not keep its limit.
    assert least - 0.001 <= clock.seconds - start <= (least + unknowable) * 1.1


@pytest.mark.parametrize("rate_limit", RATE_LIMITS)
def test_threads_that_share_a_client_keep_the_limit(
    serve: Serve, monkeypatch: pytest.MonkeyPatch, rate_limit: RateLimitFactory
) -> None:
    clock = SharedClock(actors=8, seconds=MINUTE_BEGINS)
    fake_clock.install(clock, monkeypatch)
    limit = rate_limit(clock.time)
    with serve(limit, clock) as url, connect(url, max_retries=0) as client:
        assert in_threads([client] * 8, CALLS, clock) == CALLS
    assert limit.statuses == {200: CALLS}
    assert LEAST - 0.001 <= clock.seconds - MINUTE_BEGINS <= LEAST * 1.1


@pytest.mark.parametrize("rate_limit", RATE_LIMITS)
def test_tasks_that_share_a_client_keep_the_limit(
    serve: Serve, monkeypatch: pytest.MonkeyPatch, rate_limit: RateLimitFactory
) -> None:
    clock = SharedClock(actors=20, seconds=MINUTE_BEGINS)
    fake_clock.install(clock, monkeypatch)
    limit = rate_limit(clock.time)
    with serve(limit, clock) as url:
        assert in_tasks(url, 20, CALLS, clock) == CALLS
    assert limit.statuses == {200: CALLS}
    assert LEAST - 0.001 <= clock.seconds - MINUTE_BEGINS <= LEAST * 1.1


@pytest.mark.parametrize("rate_limit", RATE_LIMITS)
def test_two_clients_with_one_token_share_the_limit(
    serve: Serve, monkeypatch: pytest.MonkeyPatch, rate_limit: RateLimitFactory
) -> None:
    clock = SharedClock(actors=2, seconds=MINUTE_BEGINS)
    fake_clock.install(clock, monkeypatch)
    limit = rate_limit(clock.time)
    with serve(limit, clock) as url, connect(url) as first, connect(url) as second:
        assert in_threads([first, second], 150, clock) == 150
    # Neither client knows about a call of the other that is in flight, so each may get a 429 once in each minute.
    assert limit.statuses[429] <= 2 * 3
    assert clock.seconds - MINUTE_BEGINS <= (2 * 60 + 30 * SECONDS_OF_A_CALL) * 1.1


@pytest.mark.parametrize("called_at", [5.1, 30.5, 60.2, 60.8])
def test_retry_after_that_is_too_short_is_waited_out(serve: Serve, clock: FakeClock, called_at: float) -> None:
    clock.seconds = 0.9
    limit = WindowFromFirstRequest(clock.time)
    for _ in range(60):
        limit.decide()
    clock.seconds = called_at
    with serve(limit, clock) as url, connect(url) as client:
        assert client.customer_offers.get("off_1").id
    assert clock.seconds < 63


def test_without_throttling_calls_exceed_the_limit(serve: Serve, clock: FakeClock) -> None:
    limit = SlidingWindow(clock.time)
    with serve(limit, clock) as url, connect(url, throttle=False, max_retries=0) as client:
        for _ in range(60):
            client.customer_offers.get("off_1")
        with pytest.raises(RateLimitError) as caught:
            client.customer_offers.get("off_1")
    assert limit.statuses == {200: 60, 429: 1}
    assert (caught.value.retry_after, caught.value.waited, clock.waits) == (57, 0.0, [])


def test_copy_of_a_client_shares_its_rate_limiter(serve: Serve, clock: FakeClock) -> None:
    limit = SlidingWindow(clock.time, limit=2)
    with serve(limit, clock) as url, connect(url, max_retries=0) as client:
        copy = client.with_options(timeout=5.0)
        for caller in (client, copy, client):
            caller.customer_offers.get("off_1")
    assert limit.statuses == {200: 3}
    assert sum(clock.waits) == pytest.approx(60 - SECONDS_OF_A_CALL)


def test_throttling_wait_is_logged_once(serve: Serve, clock: FakeClock, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("INFO", "mijnklantportaal")
    with serve(SlidingWindow(clock.time, limit=1), clock) as url, connect(url) as client:
        client.customer_offers.get("off_1")
        client.customer_offers.get("off_2")
    assert sum(clock.waits) == pytest.approx(60)
    waits = [record.message for record in caplog.records if record.name == "mijnklantportaal"]
    assert waits == ["GET /customer-offers/off_2: waiting 60.0 s for the rate limit of 1 per minute"]


def test_error_waited_includes_the_throttling_wait(serve: Serve, clock: FakeClock) -> None:
    with ExitStack() as opened:
        url = opened.enter_context(serve(SlidingWindow(clock.time, limit=1), clock))
        client = connect(url, max_retries=0)
        client.customer_offers.get("off_1")
    # The server no longer listens.
    with client, pytest.raises(APIConnectionError) as caught:
        client.customer_offers.get("off_1")
    assert caught.value.waited == pytest.approx(60)


def test_cancelled_call_stops_counting_after_a_minute(serve: Serve, clock: FakeClock) -> None:
    gate = threading.Event()

    async def program(url: str) -> None:
        async with connect_async(url) as client, asyncio.timeout(HANG_GUARD):
            await client.customer_offers.get("off_1")
            clock.advance(60)
            call = asyncio.create_task(client.customer_offers.get("off_slow"))
            while limit.statuses[200] < 2:
                await asyncio.sleep(0.001)
            call.cancel()
            await asyncio.wait([call])
            clock.advance(60)
            await client.customer_offers.get("off_1")

    limit = SlidingWindow(clock.time, limit=1)
    with serve(limit, clock, gate) as url:
        try:
            asyncio.run(program(url))
        finally:
            gate.set()
    assert clock.waits == []

"""Calls keep to the portal's limit, whichever way it is counted, and lose little time over it."""

import asyncio
import heapq
import itertools
import json
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, ExitStack, contextmanager
from typing import Any, TypeAlias

import pytest

from mijnklantportaal import AsyncMijnKlantportaal, MijnKlantportaal, RateLimitError
from mijnklantportaal.errors import APIConnectionError
from tests.client.faults import http
from tests.client.rate_limits import (
    MODELS,
    WindowPerClockMinute,
    Model,
    RateLimit,
    SlidingWindow,
    WindowFromFirstRequest,
)
from tests.client.raw_server import Connection, TcpServer

NOW = 1_700_000_000.0
# The fast clock begins 20 seconds into a minute.
MINUTE_BEGINS, MINUTE_IS_HALF_OVER = 40.0, 10.0
CALLS = 300
SECONDS_OF_A_CALL = 0.05
# The first 240 calls take four minutes, whatever they do in them; the last 60 follow each other.
LEAST = 4 * 60 + 60 * SECONDS_OF_A_CALL

Spend: TypeAlias = Callable[[float], None]
Serve: TypeAlias = Callable[..., AbstractContextManager[str]]

# The least is for somebody who knows the model; what else is allowed is what nobody can know from the answers.
WALKS: list[Any] = [
    pytest.param(WindowFromFirstRequest, 0.0, LEAST, 0.0, id="window from the first request"),
    pytest.param(SlidingWindow, 0.0, LEAST, 0.0, id="rolling log"),
    pytest.param(WindowPerClockMinute, MINUTE_BEGINS, LEAST, 0.0, id="minutes of the clock, from the start of one"),
    # No answer says that the first minute ends after 30 seconds.
    pytest.param(
        WindowPerClockMinute, MINUTE_IS_HALF_OVER, LEAST - 30, 30.0, id="minutes of the clock, from the middle of one"
    ),
]


class SharedClock:
    """Time for several threads or tasks: it passes when all of them sleep, until the first one wakes.

    Args:
        actors: How many there are; each says when it leaves.
        seconds: Where it begins.
    """

    def __init__(self, actors: int, seconds: float = MINUTE_BEGINS) -> None:
        self.seconds = seconds
        self._actors = actors
        self._sleepers: list[tuple[float, int, Callable[[], object]]] = []
        self._order = itertools.count()
        self._lock = threading.Lock()

    def monotonic(self) -> float:
        return self.seconds

    def time(self) -> float:
        return NOW + self.seconds

    def sleep(self, seconds: float) -> None:
        awake = threading.Event()
        self._fall_asleep(seconds, awake.set)
        assert awake.wait(30), "nobody woke this thread"

    async def async_sleep(self, seconds: float) -> None:
        loop = asyncio.get_running_loop()
        awake = loop.create_future()
        self._fall_asleep(seconds, lambda: loop.call_soon_threadsafe(awake.set_result, None))
        await awake

    def spend(self, seconds: float) -> None:
        """Time that passes for all, whoever is awake."""
        with self._lock:
            self.seconds += seconds
            self._wake()

    def leave(self) -> None:
        with self._lock:
            self._actors -= 1
            self._pass()

    def use(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """Let both clients go by it."""
        monkeypatch.setattr("mijnklantportaal._send.time", self)
        monkeypatch.setattr("mijnklantportaal._async_library.sleep", self.async_sleep)

    def _fall_asleep(self, seconds: float, wake: Callable[[], object]) -> None:
        with self._lock:
            heapq.heappush(self._sleepers, (self.seconds + seconds, next(self._order), wake))
            self._pass()

    def _pass(self) -> None:
        if self._sleepers and len(self._sleepers) == self._actors:
            self.seconds = max(self.seconds, self._sleepers[0][0])
            self._wake()

    def _wake(self) -> None:
        while self._sleepers and self._sleepers[0][0] <= self.seconds:
            heapq.heappop(self._sleepers)[2]()


def spending(clock: FakeClock) -> Spend:
    """Let time pass by the fixture's clock, otherwise than by sleeping."""

    def spend(seconds: float) -> None:
        clock.seconds += seconds

    return spend


@pytest.fixture
def serve(offer: dict[str, Any]) -> Serve:
    """A server that keeps a limit, over a list of offers with one on each page; what is "slow" waits for `gate`."""

    def content(target: str) -> Any:
        path, _, number = target.partition("?page=")
        if not path.endswith("/customer-offers"):
            return offer
        page = int(number or 1)
        following = f"?page={page + 1}" if page < CALLS else None
        return {"current_page": page, "data": [offer], "next_page_url": following, "per_page": 1}

    @contextmanager
    def serving(limit: RateLimit, spend: Spend, gate: threading.Event | None = None) -> Iterator[str]:
        def answer(connection: Connection) -> None:
            request = connection.read_request()
            if request is None:
                return
            verdict = limit.judge()
            spend(SECONDS_OF_A_CALL)
            if gate and request.target.endswith("slow"):
                gate.wait(5)
            body = content(request.target) if verdict.status == 200 else {"code": 429, "message": "Too many requests."}
            headers = map(": ".join, verdict.headers.items())
            connection.send(http(json.dumps(body).encode(), *headers, status=f"{verdict.status} x"))

        with TcpServer(answer) as server:
            yield server.url

    return serving


def connected(url: str, **options: Any) -> MijnKlantportaal:
    return MijnKlantportaal(api_key="k", base_url=url, **options)


def connected_async(url: str, **options: Any) -> AsyncMijnKlantportaal:
    return AsyncMijnKlantportaal(api_key="k", base_url=url, **options)


def walk(url: str) -> int:
    with connected(url) as client:
        return len(list(client.customer_offers.list()))


def walk_asynchronously(url: str) -> int:
    async def program() -> int:
        async with connected_async(url) as client:
            return len([offer async for offer in client.customer_offers.list()])

    return asyncio.run(program())


def in_threads(clients: list[MijnKlantportaal], calls: int, clock: SharedClock) -> int:
    """So many calls, shared out between threads that each have one of the clients, which may be the same."""

    def work(index: int) -> int:
        try:
            offers = clients[index].customer_offers
            return len([offers.get("off_1") for _ in range(index, calls, len(clients))])
        finally:
            clock.leave()

    with ThreadPoolExecutor(len(clients)) as pool:
        return sum(pool.map(work, range(len(clients))))


def in_tasks(url: str, number: int, calls: int, clock: SharedClock) -> int:
    """So many calls, shared out between tasks that have one client."""

    async def work(client: AsyncMijnKlantportaal, index: int) -> int:
        try:
            return len([await client.customer_offers.get("off_1") for _ in range(index, calls, number)])
        finally:
            clock.leave()

    async def program() -> int:
        async with connected_async(url, max_retries=0) as client:
            return sum(await asyncio.gather(*(work(client, index) for index in range(number))))

    return asyncio.run(program())


@pytest.mark.parametrize("walk", [walk, walk_asynchronously])
@pytest.mark.parametrize(("model", "start", "least", "unknowable"), WALKS)
def test_long_iteration_gets_no_429_and_waits_little(
    serve: Serve,
    clock: FakeClock,
    model: Model,
    start: float,
    least: float,
    unknowable: float,
    walk: Callable[[str], int],
) -> None:
    clock.seconds = start
    limit = model(clock.time)
    with serve(limit, spending(clock)) as url:
        assert walk(url) == CALLS
    assert limit.statuses == {200: CALLS}
    # Less than the least would be a server that does not keep its limit.
    assert least - 0.001 <= clock.seconds - start <= (least + unknowable) * 1.1


@pytest.mark.parametrize("model", MODELS)
def test_threads_that_share_a_client_keep_the_limit(
    serve: Serve, monkeypatch: pytest.MonkeyPatch, model: Model
) -> None:
    clock = SharedClock(actors=8)
    clock.use(monkeypatch)
    limit = model(clock.time)
    with serve(limit, clock.spend) as url, connected(url, max_retries=0) as client:
        assert in_threads([client] * 8, CALLS, clock) == CALLS
    assert limit.statuses == {200: CALLS}
    assert LEAST - 0.001 <= clock.seconds - MINUTE_BEGINS <= LEAST * 1.1


@pytest.mark.parametrize("model", MODELS)
def test_tasks_that_share_a_client_keep_the_limit(serve: Serve, monkeypatch: pytest.MonkeyPatch, model: Model) -> None:
    clock = SharedClock(actors=20)
    clock.use(monkeypatch)
    limit = model(clock.time)
    with serve(limit, clock.spend) as url:
        assert in_tasks(url, 20, CALLS, clock) == CALLS
    assert limit.statuses == {200: CALLS}
    assert LEAST - 0.001 <= clock.seconds - MINUTE_BEGINS <= LEAST * 1.1


@pytest.mark.parametrize("model", MODELS)
def test_two_clients_with_one_token_share_the_limit(
    serve: Serve, monkeypatch: pytest.MonkeyPatch, model: Model
) -> None:
    clock = SharedClock(actors=2)
    clock.use(monkeypatch)
    limit = model(clock.time)
    with serve(limit, clock.spend) as url, connected(url) as one, connected(url) as other:
        assert in_threads([one, other], 150, clock) == 150
    # Neither knows of the other's call that is under way, so each may run into the limit once in each minute.
    assert limit.statuses[429] <= 2 * 3
    assert clock.seconds - MINUTE_BEGINS <= (2 * 60 + 30 * SECONDS_OF_A_CALL) * 1.1


@pytest.mark.parametrize("asked_at", [5.1, 30.5, 60.2, 60.8])
def test_retry_after_that_is_too_short_is_waited_out(serve: Serve, clock: FakeClock, asked_at: float) -> None:
    clock.seconds = 0.9
    limit = WindowFromFirstRequest(clock.time)
    for _ in range(60):
        limit.judge()
    clock.seconds = asked_at
    with serve(limit, spending(clock)) as url, connected(url) as client:
        assert client.customer_offers.get("off_1").id
    assert clock.seconds < 63


def test_without_throttling_calls_exceed_the_limit(serve: Serve, clock: FakeClock) -> None:
    limit = SlidingWindow(clock.time)
    with serve(limit, spending(clock)) as url, connected(url, pace=False, max_retries=0) as client:
        for _ in range(60):
            client.customer_offers.get("off_1")
        with pytest.raises(RateLimitError) as caught:
            client.customer_offers.get("off_1")
    assert limit.statuses == {200: 60, 429: 1}
    assert (caught.value.retry_after, caught.value.waited, clock.waits) == (57, 0.0, [])


def test_copy_of_a_client_shares_its_rate_limiter(serve: Serve, clock: FakeClock) -> None:
    limit = SlidingWindow(clock.time, limit=2)
    with serve(limit, spending(clock)) as url, connected(url, max_retries=0) as client:
        copy = client.with_options(timeout=5.0)
        for one in (client, copy, client):
            one.customer_offers.get("off_1")
    assert limit.statuses == {200: 3}
    assert sum(clock.waits) == pytest.approx(60 - SECONDS_OF_A_CALL)


def test_throttling_wait_is_logged_once(serve: Serve, clock: FakeClock, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("INFO", "mijnklantportaal")
    with serve(SlidingWindow(clock.time, limit=1), spending(clock)) as url, connected(url) as client:
        client.customer_offers.get("off_1")
        client.customer_offers.get("off_2")
    assert sum(clock.waits) == pytest.approx(60)
    waits = [record.message for record in caplog.records if record.name == "mijnklantportaal"]
    assert waits == ["GET /customer-offers/off_2: waiting 60.0 s for its turn: 1 calls a minute are allowed"]


def test_error_waited_includes_the_throttling_wait(serve: Serve, clock: FakeClock) -> None:
    with ExitStack() as opened:
        url = opened.enter_context(serve(SlidingWindow(clock.time, limit=1), spending(clock)))
        client = connected(url, max_retries=0)
        client.customer_offers.get("off_1")
    # Nobody listens any more.
    with client, pytest.raises(APIConnectionError) as caught:
        client.customer_offers.get("off_1")
    assert caught.value.waited == pytest.approx(60)


def test_cancelled_call_stops_counting_after_a_minute(serve: Serve, clock: FakeClock) -> None:
    gate = threading.Event()

    async def program(url: str) -> None:
        async with connected_async(url) as client, asyncio.timeout(10):
            await client.customer_offers.get("off_1")
            clock.seconds += 60
            call = asyncio.create_task(client.customer_offers.get("off_slow"))
            while limit.statuses[200] < 2:
                await asyncio.sleep(0.001)
            call.cancel()
            await asyncio.wait([call])
            clock.seconds += 60
            await client.customer_offers.get("off_1")

    limit = SlidingWindow(clock.time, limit=1)
    with serve(limit, spending(clock), gate) as url:
        try:
            asyncio.run(program(url))
        finally:
            gate.set()
    assert clock.waits == []

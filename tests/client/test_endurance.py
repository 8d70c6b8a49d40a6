"""Many calls through one client, to a flaky server: none is lost, and no write is repeated, and nothing leaks.

`--calls` sets their number; 10,000 show leaks that a few hundred hide.
"""

import asyncio
import gc
import itertools
import json
import threading
import tracemalloc
from collections import Counter
from collections.abc import Awaitable, Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, suppress
from dataclasses import dataclass
from random import Random
from typing import Any, TypeVar

import httpx
import pytest

from mijnklantportaal import (
    APIConnectionError,
    APIResponseValidationError,
    AsyncMijnKlantportaal,
    MijnKlantportaal,
    MijnKlantportaalError,
    RateLimitError,
)
from tests.client import fake_clock
from tests.client.clients import AnyClient
from tests.client.descriptors import open_descriptors
from tests.client.fake_clock import NoWaitClock
from tests.client.tcp_server import Connection, ReceivedRequest, TcpServer, http_response
from tests.client.waiting import HANG_GUARD, LONG

# One of so many requests gets a fault in place of a response.
FAULT_EVERY = 20
# Calls that ask for no response, so that only they end by their deadline. There are about 25 in a long run.
NO_RESPONSE = "X-No-Response"
NO_RESPONSE_TIMEOUT = 2.0
GROWTH, GROWTH_OF_A_CALL = 200_000, 80
"""Bytes by which memory may grow in a run, for buffers and caches, and in each of its calls. Of these, the server uses
60: it keeps 2000 for each connection, and the faults end one connection in some 35 calls. In a run of 10,000 calls, a
client that kept an empty dictionary for each call would exceed the sum."""

OFFER = json.dumps({"id": "off_1", "offerNumber": "2024-001"}).encode()
TICKET = json.dumps({"id": "tic_1", "messages": []}).encode()
PAGE = json.dumps({"current_page": 1, "data": [{"id": "off_1"}], "next_page_url": None, "per_page": 15}).encode()
TOGETHER = "tic_together"


def half(connection: Connection) -> None:
    connection.send(http_response(OFFER[:9], length=len(OFFER)))
    connection.close()


def sending(content: bytes, *headers: str, **options: Any) -> Callable[[Connection], None]:
    return lambda connection: connection.send(http_response(content, *headers, **options))


# What the server does after it has read a request.
FAULTS: dict[str, Callable[[Connection], None]] = {
    "closed": Connection.close,
    "reset": Connection.reset,
    "half a body": half,
    "500": sending(b'{"message": "x"}', status="500 Internal Server Error"),
    "502": sending(b"<html>Bad gateway</html>", status="502 Bad Gateway", media_type="text/html"),
    "503": sending(b"", "Retry-After: 0", status="503 Service Unavailable"),
    "429": sending(b'{"code": 429, "message": "x"}', "Retry-After: 0", status="429 Too Many Requests"),
    "HTML": sending(b"<html>Maintenance</html>", media_type="text/html"),
    "broken gzip": sending(b"no gzip", "Content-Encoding: gzip"),
}
UNREAD = "closed before the request is read"


class FlakyPortal:
    """Sends good responses and faults, and counts how often it has carried out each write.

    Args:
        calls: The number of calls; each has a number of its own.
        at_once: The number of calls at the same time.
    """

    def __init__(self, calls: int, at_once: int) -> None:
        # Its size does not change, so that it is not a part of the growth of memory.
        self.carried_out = bytearray(calls)
        self.faults: Counter[str] = Counter()
        self.is_failing = False
        self._request_number = itertools.count(1)
        self._faults_in_order = itertools.cycle([UNREAD, *FAULTS])
        self._lock = threading.Lock()
        self._together = threading.Barrier(at_once, timeout=HANG_GUARD)

    def handle(self, connection: Connection) -> None:
        fault = self._next_fault()
        if fault == UNREAD:
            return connection.close()
        request = connection.read_request()
        connection.server.requests.clear()
        if request is None:
            return None
        if request.method == "POST" and fault != "429":
            with self._lock:
                self.carried_out[int(json.loads(request.body)["message"])] += 1
        if NO_RESPONSE.lower() in request.headers:
            self.faults[NO_RESPONSE] += 1
            return connection.wait_for_end()
        if request.target.endswith(TOGETHER):
            # Where they do not all arrive, the error of the client is more informative.
            with suppress(threading.BrokenBarrierError):
                self._together.wait()
        return FAULTS[fault](connection) if fault else connection.send(http_response(self._content(request)))

    def _next_fault(self) -> str | None:
        with self._lock:
            if not self.is_failing or next(self._request_number) % FAULT_EVERY:
                return None
            fault = next(self._faults_in_order)
            self.faults[fault] += 1
            return fault

    def _content(self, request: ReceivedRequest) -> bytes:
        if request.method == "POST":
            return TICKET
        return PAGE if request.target.endswith("/customer-offers") else OFFER


class CallLog:
    """What the client reports about each call."""

    MISSING, CARRIED_OUT, NOT_CARRIED_OUT, UNKNOWN = range(4)

    def __init__(self, calls: int) -> None:
        self.by_number = bytearray(calls)
        self.by_outcome: Counter[str] = Counter()
        self._lock = threading.Lock()

    def add(self, number: int, error: MijnKlantportaalError | None) -> None:
        with self._lock:
            self.by_number[number] = self._classify(error)
            self.by_outcome[type(error).__name__ if error else "result"] += 1

    def _classify(self, error: MijnKlantportaalError | None) -> int:
        if error is None or isinstance(error, APIResponseValidationError):
            return self.CARRIED_OUT
        if isinstance(error, RateLimitError) or (isinstance(error, APIConnectionError) and not error.sent):
            return self.NOT_CARRIED_OUT
        return self.UNKNOWN


def is_write(number: int) -> bool:
    return number % 7 in (1, 3, 5)


def call(client: AnyClient, number: int, calls: int) -> Any:
    """Make the call with this number: return its result, or the awaitable of it."""
    # An odd step, so that the calls without a response are shared between the threads and tasks.
    gets_no_response = number % max(61, calls // 25 | 1) == 7
    options: dict[str, Any] = (
        {"extra_headers": {NO_RESPONSE: "1"}, "timeout": NO_RESPONSE_TIMEOUT, "max_retries": 0}
        if gets_no_response
        else {}
    )
    if is_write(number):
        return client.tickets.add_message("tic_1", message=str(number), **options)
    return (
        client.customer_offers.list(page=1, **options)
        if number % 7 == 0
        else client.customer_offers.get("off_1", **options)
    )


Share = TypeVar("Share")


class Threads:
    """Calls of the synchronous client in threads."""

    at_once = 4

    def __init__(self, url: str) -> None:
        self._client = MijnKlantportaal(api_key="k", base_url=url, timeout=LONG, throttle=False, max_retries=2)

    def make(self, numbers: range, log: CallLog) -> None:
        def work(numbers: range) -> None:
            for number in numbers:
                try:
                    call(self._client, number, len(log.by_number))
                except MijnKlantportaalError as error:
                    log.add(number, error)
                else:
                    log.add(number, None)

        self._in_threads(work, [numbers[index :: self.at_once] for index in range(self.at_once)])

    def make_together(self) -> None:
        """Make one call in each thread, none of which ends before all have arrived, so that each has a connection."""
        self._in_threads(lambda ticket: self._client.tickets.get(ticket, timeout=HANG_GUARD), [TOGETHER] * self.at_once)

    def close(self) -> None:
        self._client.close()

    def tasks(self) -> int:
        return 0

    def _in_threads(self, work: Callable[[Share], object], shares: list[Share]) -> None:
        with ThreadPoolExecutor(self.at_once) as pool:
            list(pool.map(work, shares))


class Tasks:
    """Calls of the asynchronous client in tasks."""

    at_once = 20

    def __init__(self, url: str) -> None:
        self._runner = asyncio.Runner()
        self._client = AsyncMijnKlantportaal(api_key="k", base_url=url, timeout=LONG, throttle=False, max_retries=2)

    def make(self, numbers: range, log: CallLog) -> None:
        async def work(numbers: range) -> None:
            for number in numbers:
                try:
                    await call(self._client, number, len(log.by_number))
                except MijnKlantportaalError as error:
                    log.add(number, error)
                else:
                    log.add(number, None)

        self._in_tasks(work, [numbers[index :: self.at_once] for index in range(self.at_once)])

    def make_together(self) -> None:
        self._in_tasks(lambda ticket: self._client.tickets.get(ticket, timeout=HANG_GUARD), [TOGETHER] * self.at_once)

    def close(self) -> None:
        self._runner.run(self._client.close())
        self._runner.close()

    def tasks(self) -> int:
        """Return the number of tasks, none of which is still needed."""
        return len(asyncio.all_tasks(self._runner.get_loop()))

    def _in_tasks(self, work: Callable[[Share], Awaitable[object]], shares: list[Share]) -> None:
        async def program() -> None:
            await asyncio.gather(*map(work, shares))

        self._runner.run(program())


@dataclass(frozen=True)
class Resources:
    """What the process holds while no call is in flight."""

    descriptors: int
    threads: int
    tasks: int


def resources(tasks: int = 0) -> Resources:
    return Resources(open_descriptors(), threading.active_count(), tasks)


@pytest.fixture
def calls(request: pytest.FixtureRequest) -> int:
    number = request.config.getoption("--calls")
    assert isinstance(number, int)
    return number


@pytest.fixture
def no_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let retries follow at once."""
    fake_clock.install(NoWaitClock(), monkeypatch)


@pytest.fixture
def memory() -> Iterator[Callable[[], int]]:
    """The number of bytes allocated since the start of the test and not freed."""

    def size() -> int:
        gc.collect()
        return tracemalloc.get_traced_memory()[0]

    tracemalloc.start()
    yield size
    tracemalloc.stop()


@pytest.mark.usefixtures("no_waits")
@pytest.mark.parametrize("form", [Threads, Tasks])
def test_many_calls_to_a_flaky_server_lose_repeat_and_leak_nothing(
    form: type[Threads] | type[Tasks], calls: int, memory: Callable[[], int]
) -> None:
    portal, log = FlakyPortal(calls, form.at_once), CallLog(calls)
    # The objects of other tests are freed now, and not in between.
    gc.collect()
    at_first = resources()
    with TcpServer(portal.handle) as server, closing(form(server.url)) as client:
        client.make_together()

        def make(numbers: range) -> tuple[Resources, int]:
            portal.is_failing = True
            client.make(numbers, log)
            portal.is_failing = False
            client.make_together()
            assert server.settles(form.at_once)
            return resources(client.tasks()), memory()

        warm_up = calls // 5
        held_before, memory_before = make(range(warm_up))
        held_after, memory_after = make(range(warm_up, calls))
    # Shown with `-s`.
    print(f"\n{form.__name__}: {dict(log.by_outcome)}")
    print(f"{held_after}, {memory_after - memory_before} bytes more, faults: {dict(portal.faults)}")

    assert log.by_outcome.total() == calls
    assert CallLog.MISSING not in log.by_number
    for number in filter(is_write, range(calls)):
        times, reported = portal.carried_out[number], log.by_number[number]
        allowed = {CallLog.CARRIED_OUT: {1}, CallLog.NOT_CARRIED_OUT: {0}, CallLog.UNKNOWN: {0, 1}}[reported]
        assert times in allowed, f"the write {number} was carried out {times} times, and the client reports {reported}"
    assert held_after == held_before
    assert held_after.tasks == 0
    assert resources() == at_first
    assert memory_after - memory_before < GROWTH + GROWTH_OF_A_CALL * (calls - warm_up)
    # Every fault has happened.
    assert set(portal.faults) == {UNREAD, NO_RESPONSE, *FAULTS}


async def until_the_deadline(client: AsyncMijnKlantportaal, seconds: float) -> None:
    await client.customer_offers.get("off_1", timeout=seconds)


async def until_cancelled(client: AsyncMijnKlantportaal, seconds: float) -> None:
    async with asyncio.timeout(seconds):
        await client.customer_offers.get("off_1")


async def until_both(client: AsyncMijnKlantportaal, seconds: float) -> None:
    """The second interruption comes while the client cleans up after the first."""
    async with asyncio.timeout(seconds):
        await client.customer_offers.get("off_1", timeout=seconds)


@pytest.mark.parametrize("wait", [until_the_deadline, until_cancelled, until_both])
def test_abandoned_calls_free_their_connections(
    wait: Callable[[AsyncMijnKlantportaal, float], Awaitable[None]],
) -> None:
    at_once = 20

    async def program(url: str) -> None:
        own = httpx.AsyncClient(limits=httpx.Limits(max_connections=at_once))
        client = AsyncMijnKlantportaal(api_key="k", base_url=url, http_client=own, throttle=False, max_retries=0)

        async def work(random: Random) -> None:
            for _ in range(25):
                with suppress(APIConnectionError, TimeoutError):
                    await wait(client, random.uniform(0.001, 0.05))

        async with own, client:
            await asyncio.gather(*(work(Random(seed)) for seed in range(at_once)))
            # None of these ends before all have arrived, for which each connection must be free.
            await asyncio.gather(*(client.tickets.get(TOGETHER, timeout=HANG_GUARD) for _ in range(at_once)))

    with TcpServer(FlakyPortal(0, at_once).handle) as server:
        asyncio.run(program(server.url))

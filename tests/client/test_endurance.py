"""Many calls through one client, to a server that fails now and then: nothing is lost, done twice, or left behind.

`--calls` says how many; 10000 show leaks that a few hundred hide.
"""

import asyncio
import gc
import itertools
import json
import threading
import time
import tracemalloc
from collections import Counter
from collections.abc import Awaitable, Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from random import Random
from types import SimpleNamespace
from typing import Any

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
from tests.client.faults import http
from tests.client.raw_server import Connection, TcpServer, Received

# One request of so many goes wrong.
FAULT_EVERY = 20
# For what never ends otherwise. A good answer that takes longer on a busy machine is one more fault.
TIMEOUT = 1.0
GROWTH, GROWTH_OF_A_CALL = 200_000, 80
"""Bytes that may remain of a run, for buffers and for caches that fill, and of each of its calls. Of these, the server
takes 60: it keeps 2000 for each connection, and the faults end one in some 35 calls. In a run of 10000, a client that
kept an empty dictionary of each call would be above the sum."""

OFFER = json.dumps({"id": "off_1", "offerNumber": "2024-001"}).encode()
TICKET = json.dumps({"id": "tic_1", "messages": []}).encode()
PAGE = json.dumps({"current_page": 1, "data": [{"id": "off_1"}], "next_page_url": None, "per_page": 15}).encode()
TOGETHER = "tic_together"


def half(connection: Connection) -> None:
    connection.send(http(OFFER[:9], length=len(OFFER)))
    connection.close()


def sending(content: bytes, *headers: str, **options: Any) -> Callable[[Connection], None]:
    return lambda connection: connection.send(http(content, *headers, **options))


# What the server does once it has read a request.
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
    "no answer": Connection.wait_for_end,
}
UNREAD = "closed before it is read"


class Portal:
    """Answers well, but for the faults, and counts how often it has carried out each write.

    Args:
        calls: How many calls there are, each with a number.
        at_once: How many of them there are at the same time.
    """

    def __init__(self, calls: int, at_once: int) -> None:
        # As large from the beginning as it gets, so that it is no part of what the memory grows by.
        self.carried_out = bytearray(calls)
        self.faults: Counter[str] = Counter()
        self.is_failing = False
        self._turn = itertools.count(1)
        self._fault = itertools.cycle([UNREAD, *FAULTS])
        self._lock = threading.Lock()
        self._together = threading.Barrier(at_once, timeout=10)

    def answer(self, connection: Connection) -> None:
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
        if request.target.endswith(TOGETHER):
            # Where they do not all come, the client says why.
            with suppress(threading.BrokenBarrierError):
                self._together.wait()
        return FAULTS[fault](connection) if fault else connection.send(http(self._content(request)))

    def _next_fault(self) -> str | None:
        with self._lock:
            if not self.is_failing or next(self._turn) % FAULT_EVERY:
                return None
            fault = next(self._fault)
            self.faults[fault] += 1
            return fault

    def _content(self, request: Received) -> bytes:
        if request.method == "POST":
            return TICKET
        return PAGE if request.target.endswith("/customer-offers") else OFFER


class Accounts:
    """What became of each call."""

    UNKNOWN, CARRIED_OUT, NOT_CARRIED_OUT, MAYBE = range(4)

    def __init__(self, calls: int) -> None:
        self.by_number = bytearray(calls)
        self.by_kind: Counter[str] = Counter()
        self._lock = threading.Lock()

    def enter(self, number: int, error: MijnKlantportaalError | None) -> None:
        with self._lock:
            self.by_number[number] = self._meaning(error)
            self.by_kind[type(error).__name__ if error else "result"] += 1

    def _meaning(self, error: MijnKlantportaalError | None) -> int:
        if error is None or isinstance(error, APIResponseValidationError):
            return self.CARRIED_OUT
        if isinstance(error, RateLimitError) or (isinstance(error, APIConnectionError) and not error.sent):
            return self.NOT_CARRIED_OUT
        return self.MAYBE


def is_write(number: int) -> bool:
    return number % 7 in (1, 3, 5)


def call(client: Any, number: int) -> Any:
    """Make the call of that number, or give what is to be awaited."""
    if is_write(number):
        return client.tickets.add_message("tic_1", message=str(number))
    return client.customer_offers.list(page=1) if number % 7 == 0 else client.customer_offers.get("off_1")


class Threads:
    """Calls by the blocking client."""

    at_once = 4

    def __init__(self, url: str) -> None:
        self._client = MijnKlantportaal(api_key="k", base_url=url, timeout=TIMEOUT, pace=False, max_retries=2)

    def make(self, numbers: range, accounts: Accounts) -> None:
        def work(numbers: range) -> None:
            for number in numbers:
                try:
                    call(self._client, number)
                except MijnKlantportaalError as error:
                    accounts.enter(number, error)
                else:
                    accounts.enter(number, None)

        self._in_threads(work, [numbers[index :: self.at_once] for index in range(self.at_once)])

    def make_together(self) -> None:
        """One call in each thread, none of which ends before all have arrived: so each has its connection."""
        self._in_threads(lambda ticket: self._client.tickets.get(ticket, timeout=10), [TOGETHER] * self.at_once)

    def close(self) -> None:
        self._client.close()

    def tasks(self) -> int:
        return 0

    def _in_threads(self, work: Callable[[Any], object], shares: list[Any]) -> None:
        with ThreadPoolExecutor(self.at_once) as pool:
            list(pool.map(work, shares))


class Tasks:
    """Calls by the asynchronous client."""

    at_once = 20

    def __init__(self, url: str) -> None:
        self._runner = asyncio.Runner()
        self._client = AsyncMijnKlantportaal(api_key="k", base_url=url, timeout=TIMEOUT, pace=False, max_retries=2)

    def make(self, numbers: range, accounts: Accounts) -> None:
        async def work(numbers: range) -> None:
            for number in numbers:
                try:
                    await call(self._client, number)
                except MijnKlantportaalError as error:
                    accounts.enter(number, error)
                else:
                    accounts.enter(number, None)

        self._in_tasks(work, [numbers[index :: self.at_once] for index in range(self.at_once)])

    def make_together(self) -> None:
        self._in_tasks(lambda ticket: self._client.tickets.get(ticket, timeout=10), [TOGETHER] * self.at_once)

    def close(self) -> None:
        self._runner.run(self._client.close())
        self._runner.close()

    def tasks(self) -> int:
        """Those that are left while nobody waits for any."""
        return len(asyncio.all_tasks(self._runner.get_loop()))

    def _in_tasks(self, work: Callable[[Any], Awaitable[object]], shares: list[Any]) -> None:
        async def program() -> None:
            await asyncio.gather(*map(work, shares))

        self._runner.run(program())


@dataclass(frozen=True)
class Held:
    """What the process has at a moment when no call is under way."""

    descriptors: int
    threads: int
    tasks: int


def held(tasks: int = 0) -> Held:
    # Linux and macOS list them there; elsewhere nothing is compared.
    open_files = Path("/dev/fd")
    return Held(len(list(open_files.iterdir())) if open_files.exists() else 0, threading.active_count(), tasks)


@pytest.fixture
def calls(request: pytest.FixtureRequest) -> int:
    number: int = request.config.getoption("--calls")
    return number


@pytest.fixture
def no_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    """Repetitions follow at once."""

    async def give_way(seconds: float) -> None:
        await asyncio.sleep(0)

    fast = SimpleNamespace(time=time.time, monotonic=time.monotonic, sleep=lambda seconds: time.sleep(0))
    monkeypatch.setattr("mijnklantportaal._send.time", fast)
    monkeypatch.setattr("mijnklantportaal._async_library.sleep", give_way)


@pytest.fixture
def traced() -> Iterator[Callable[[], int]]:
    """Bytes that Python holds for what was made since the start of the test."""

    def size() -> int:
        gc.collect()
        return tracemalloc.get_traced_memory()[0]

    tracemalloc.start()
    yield size
    tracemalloc.stop()


@pytest.mark.usefixtures("no_waits")
@pytest.mark.parametrize("form", [Threads, Tasks])
def test_many_calls_to_a_flaky_server_lose_repeat_and_leak_nothing(
    form: type[Threads] | type[Tasks], calls: int, traced: Callable[[], int]
) -> None:
    portal, accounts = Portal(calls, form.at_once), Accounts(calls)
    start = time.monotonic()
    # What other tests have left behind goes now, and not in between.
    gc.collect()
    at_first = held()
    with TcpServer(portal.answer) as server:
        client = form(server.url)
        # Making the client ready takes longer than a call may.
        client.make_together()

        def make(numbers: range) -> tuple[Held, int]:
            portal.is_failing = True
            client.make(numbers, accounts)
            portal.is_failing = False
            client.make_together()
            assert server.settles(form.at_once)
            return held(client.tasks()), traced()

        warm_up = calls // 5
        held_before, memory_before = make(range(warm_up))
        held_after, memory_after = make(range(warm_up, calls))
        client.close()
    # To be seen with `-s`.
    print(f"\n{form.__name__}: {time.monotonic() - start:.1f} s, {dict(accounts.by_kind)}")
    print(f"{held_after}, {memory_after - memory_before} bytes more, faults: {dict(portal.faults)}")

    assert accounts.by_kind.total() == calls
    assert Accounts.UNKNOWN not in accounts.by_number
    for number in filter(is_write, range(calls)):
        times, meaning = portal.carried_out[number], accounts.by_number[number]
        allowed = {Accounts.CARRIED_OUT: {1}, Accounts.NOT_CARRIED_OUT: {0}, Accounts.MAYBE: {0, 1}}[meaning]
        assert times in allowed, f"the write {number} was carried out {times} times, and the client says {meaning}"
    assert held_after == held_before
    assert held_after.tasks == 0
    assert held() == at_first
    assert memory_after - memory_before < GROWTH + GROWTH_OF_A_CALL * (calls - warm_up)
    # Else the run has shown nothing.
    assert set(portal.faults) == {UNREAD, *FAULTS}


async def until_the_deadline(client: AsyncMijnKlantportaal, seconds: float) -> None:
    await client.customer_offers.get("off_1", timeout=seconds)


async def until_cancelled(client: AsyncMijnKlantportaal, seconds: float) -> None:
    async with asyncio.timeout(seconds):
        await client.customer_offers.get("off_1")


async def until_both(client: AsyncMijnKlantportaal, seconds: float) -> None:
    """The second interruption meets what cleans up after the first."""
    async with asyncio.timeout(seconds):
        await client.customer_offers.get("off_1", timeout=seconds)


@pytest.mark.parametrize("wait", [until_the_deadline, until_cancelled, until_both])
def test_abandoned_calls_free_their_connections(
    wait: Callable[[AsyncMijnKlantportaal, float], Awaitable[None]],
) -> None:
    at_once = 20

    async def program(url: str) -> None:
        own = httpx.AsyncClient(limits=httpx.Limits(max_connections=at_once))
        client = AsyncMijnKlantportaal(api_key="k", base_url=url, http_client=own, pace=False, max_retries=0)

        async def work(random: Random) -> None:
            for _ in range(25):
                with suppress(APIConnectionError, TimeoutError):
                    await wait(client, random.uniform(0.001, 0.05))

        async with own, client:
            await asyncio.gather(*(work(Random(seed)) for seed in range(at_once)))
            # None of these ends before all have arrived: for that, each connection must be free.
            await asyncio.gather(*(client.tickets.get(TOGETHER, timeout=5) for _ in range(at_once)))

    with TcpServer(Portal(0, at_once).answer) as server:
        asyncio.run(program(server.url))

"""One client in many threads, tasks, event loops and processes, and what is left of it when somebody is interrupted."""

import asyncio
import gc
import json
import multiprocessing
import os
import signal
import threading
import time
import warnings
import weakref
from collections import Counter
from collections.abc import Awaitable, Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import FrameType
from typing import Any, TypeVar

import httpx
import pytest
import trio

from mijnklantportaal import (
    APIConnectionError,
    APITimeoutError,
    AsyncMijnKlantportaal,
    ConfigurationError,
    MijnKlantportaal,
    SpecDrift,
    _drift,
)

T = TypeVar("T")

# Longer than anything here takes that ends at once, however busy the machine is.
AT_ONCE = 3.0
LONG = 60.0
CLIENTS = [MijnKlantportaal, AsyncMijnKlantportaal]

needs_fork = pytest.mark.skipif(not hasattr(os, "fork"), reason="there is no fork here")
# Python warns that a fork leaves threads behind. Here they are the server's, which the child does not need.
forks_beside_threads = pytest.mark.filterwarnings("ignore:.*multi-threaded, use of fork:DeprecationWarning")
needs_descriptors = pytest.mark.skipif(not os.path.isdir("/proc/self/fd"), reason="descriptors can't be counted here")


@pytest.fixture(autouse=True)
def _no_certificates(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Reading those of the system takes longer than most tests, and none needs them."""
    monkeypatch.delenv("SSL_CERT_FILE", raising=False)
    monkeypatch.setenv("SSL_CERT_DIR", str(tmp_path))


def nothing() -> None:
    pass


@dataclass
class Echo:
    """A server that answers with the ID that stands in the path.

    It never answers "held", and never comes to an end with its answer to "endless".
    """

    offer: dict[str, Any]
    url: str = ""
    headers: dict[str, str] = field(default_factory=dict)
    ids: list[str] = field(default_factory=list)
    connections: int = 0
    before_answer: Callable[[], object] = nothing
    arrived: threading.Event = field(default_factory=threading.Event)
    on_arrival: Callable[[], object] = nothing
    is_over: threading.Event = field(default_factory=threading.Event)


class EchoServer(ThreadingHTTPServer):
    # Many connect at the same moment.
    request_queue_size = 200

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Whoever was interrupted has hung up."""


@pytest.fixture
def echo(offer: dict[str, Any]) -> Iterator[Echo]:
    state = Echo(offer)

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        # Else the second half of each answer waits for the client to say that it has the first.
        disable_nagle_algorithm = True

        def setup(self) -> None:
            super().setup()
            state.connections += 1

        def do_GET(self) -> None:
            identity = self.path.rpartition("/")[2]
            state.ids.append(identity)
            if identity.startswith("held"):
                state.arrived.set()
                state.on_arrival()
                state.is_over.wait(LONG)
                self.close_connection = True
                return
            state.before_answer()
            while identity == "endless" and not state.is_over.wait(0.02):
                self.wfile.write(b"HTTP/1.1 103 Early Hints\r\n\r\n")
            body = json.dumps({**state.offer, "id": identity}).encode()
            self.send_response(200)
            for name, value in {**state.headers, "Content-Length": str(len(body))}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *arguments: object) -> None:
            pass

    with EchoServer(("127.0.0.1", 0), Handler) as server:
        state.url = f"http://127.0.0.1:{server.server_port}/v1"
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        yield state
        state.is_over.set()
        server.shutdown()


def make(kind: type[Any], url: str, **options: Any) -> Any:
    return kind(api_key="key-for-tests", base_url=url, **{"max_retries": 0, **options})


def open_descriptors() -> int:
    return len(os.listdir("/proc/self/fd"))


def settles_at(count: int, within: float = AT_ONCE) -> bool:
    """Whether so many descriptors are open, as soon as the server has noticed who hung up."""
    end = time.monotonic() + within
    while open_descriptors() != count:
        if time.monotonic() > end:
            return False
        time.sleep(0.005)
    return True


def without_closing(program: Callable[[], T]) -> T:
    """What a program gives whose subject is something else than that it leaves connections open."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)
        result = program()
        gc.collect()
    return result


# Threads and tasks


def test_threads_get_their_own_answers(echo: Echo) -> None:
    echo.before_answer = lambda: time.sleep(0.002)
    begin = threading.Barrier(20)
    with make(MijnKlantportaal, echo.url) as client, ThreadPoolExecutor(20) as threads:

        def calls(thread: int) -> bool:
            begin.wait(LONG)
            wanted = [f"off_{thread}_{number}" for number in range(20)]
            return [client.customer_offers.get(identity).id for identity in wanted] == wanted

        assert all(threads.map(calls, range(20)))
    assert len(set(echo.ids)) == len(echo.ids) == 400
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


def test_a_difference_that_many_threads_meet_at_once_is_told_once(echo: Echo, caplog: pytest.LogCaptureFixture) -> None:
    told: list[SpecDrift] = []
    meeting = threading.Barrier(20)
    # Every field but the ID is missing, and nobody is answered before all have asked.
    echo.offer = {}
    echo.before_answer = lambda: meeting.wait(LONG)
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


async def get_all(client: AsyncMijnKlantportaal, prefix: str, count: int) -> bool:
    wanted = [f"{prefix}_{number}" for number in range(count)]
    offers = await asyncio.gather(*map(client.customer_offers.get, wanted))
    return [offer.id for offer in offers] == wanted


def test_tasks_get_their_own_answers(echo: Echo) -> None:
    async def program() -> None:
        async with make(AsyncMijnKlantportaal, echo.url) as client:
            # From its answer on, the client knows that this server has no limit.
            await client.customer_offers.get("first")
            assert await get_all(client, "off", 100)

    asyncio.run(program())
    assert len(set(echo.ids)) == len(echo.ids) == 101


# Event loops


async def get_twice(client: AsyncMijnKlantportaal, prefix: str) -> bool:
    return await get_all(client, f"{prefix}_first", 1) and await get_all(client, f"{prefix}_second", 1)


def test_a_client_serves_event_loops_one_after_another(echo: Echo) -> None:
    def program() -> list[bool]:
        client = make(AsyncMijnKlantportaal, echo.url)
        served = [asyncio.run(get_twice(client, f"loop{number}")) for number in range(3)]
        asyncio.run(client.close())
        return served

    assert without_closing(program) == [True] * 3
    assert echo.connections == 3, "each loop has its own, and keeps it for its next call"


@needs_descriptors
def test_the_connections_of_an_event_loop_end_with_it(echo: Echo) -> None:
    client = make(AsyncMijnKlantportaal, echo.url)
    before = open_descriptors()
    are_closed = []
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        for number in range(3):
            assert asyncio.run(get_twice(client, f"loop{number}"))
            are_closed.append(settles_at(before, within=0.3))
        asyncio.run(client.close())
        del client
        gc.collect()
    assert [str(warning.message) for warning in caught] == []
    assert are_closed == [True] * 3, "nobody can close them later, since that needs the loop"


def test_a_client_serves_event_loops_of_several_threads_at_once(echo: Echo) -> None:
    begin = threading.Barrier(4)

    def program() -> list[bool]:
        client = make(AsyncMijnKlantportaal, echo.url)

        async def calls(thread: int) -> bool:
            await client.customer_offers.get(f"first_{thread}")
            begin.wait(LONG)
            return await get_all(client, f"off_{thread}", 10)

        with ThreadPoolExecutor(4) as threads:
            return list(threads.map(lambda thread: asyncio.run(calls(thread)), range(4)))

    assert without_closing(program) == [True] * 4
    assert len(set(echo.ids)) == len(echo.ids) == 44


# trio


def test_a_call_under_trio(echo: Echo) -> None:
    async def program() -> list[str]:
        async with make(AsyncMijnKlantportaal, echo.url) as client:
            return [(await client.customer_offers.get(identity)).id for identity in ("off_1", "off_2")]

    assert trio.run(program) == ["off_1", "off_2"]
    assert echo.connections == 1


def test_a_walk_over_pages_under_trio(portal: Any, offer: dict[str, Any], page_of: Any) -> None:
    portal.answer(page_of([{**offer, "id": "off_1"}], 1, "?page=2"))
    portal.answer(page_of([{**offer, "id": "off_2"}], 2))

    async def program() -> list[str]:
        async with make(AsyncMijnKlantportaal, portal.url) as client:
            return [item.id async for item in client.customer_offers.list()]

    assert trio.run(program) == ["off_1", "off_2"]


def test_a_timeout_under_trio(echo: Echo) -> None:
    async def program() -> str:
        async with make(AsyncMijnKlantportaal, echo.url, timeout=0.2) as client:
            # Of the second one, something comes before each step of the way would end for itself.
            for identity in ("held", "endless"):
                with trio.fail_after(AT_ONCE), pytest.raises(APITimeoutError) as caught:
                    await client.customer_offers.get(identity)
                assert caught.value.sent
            return str((await client.customer_offers.get("off_1", timeout=LONG)).id)

    assert trio.run(program) == "off_1"


def test_a_call_is_cancelled_under_trio(echo: Echo) -> None:
    async def program() -> str:
        async with make(AsyncMijnKlantportaal, echo.url) as client:
            start = trio.current_time()
            with trio.move_on_after(0.1) as scope:
                await client.customer_offers.get("held")
            assert scope.cancelled_caught
            assert trio.current_time() - start < AT_ONCE
            return str((await client.customer_offers.get("off_1")).id)

    assert trio.run(program) == "off_1"


def test_a_wait_between_attempts_under_trio(portal: Any, offer: dict[str, Any]) -> None:
    portal.answer({"message": "Too many requests."}, status=429, Retry_After_Ms="30")
    portal.answer(offer)

    async def program() -> str:
        async with make(AsyncMijnKlantportaal, portal.url, max_retries=1) as client:
            start = trio.current_time()
            with trio.fail_after(AT_ONCE):
                number = str((await client.customer_offers.get("off_1")).offer_number)
            assert trio.current_time() - start >= 0.03
            return number

    assert trio.run(program) == "2024-001"
    assert len(portal.requests) == 2


def test_a_wait_between_attempts_is_cancelled_under_trio(portal: Any, offer: dict[str, Any]) -> None:
    portal.answer({"message": "Later."}, status=503, Retry_After="60")
    portal.answer(offer)

    async def program() -> str:
        async with make(AsyncMijnKlantportaal, portal.url, max_retries=1) as client:
            with trio.fail_after(AT_ONCE), trio.move_on_after(0.1) as scope:
                await client.customer_offers.get("off_1")
            assert scope.cancelled_caught
            return str((await client.customer_offers.get("off_1")).offer_number)

    assert trio.run(program) == "2024-001"
    assert len(portal.requests) == 2


def test_a_client_serves_trio_and_asyncio_one_after_another(echo: Echo) -> None:
    def program() -> list[str]:
        client = make(AsyncMijnKlantportaal, echo.url)

        async def get() -> str:
            return str((await client.customer_offers.get("off_1")).id)

        return [trio.run(get), asyncio.run(get()), trio.run(get)]

    assert without_closing(program) == ["off_1"] * 3


# Interruptions


@contextmanager
def real_pauses(clock: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Pauses take their time inside, although the clock stands still."""
    with monkeypatch.context() as patch:
        patch.setattr(clock, "sleep", time.sleep)
        patch.setattr("mijnklantportaal._async_library.sleep", asyncio.sleep)
        yield


async def until(condition: Callable[[], object]) -> None:
    async with asyncio.timeout(AT_ONCE):
        while not condition():
            await asyncio.sleep(0.005)


async def cancel(call: Awaitable[Any], when: Callable[[], object]) -> None:
    """Cancel a task that makes this call as soon as it has come that far."""
    task = asyncio.ensure_future(call)
    await until(when)
    # It has written that it waits; now it does.
    await asyncio.sleep(0.02)
    assert not task.done()
    task.cancel()
    async with asyncio.timeout(AT_ONCE):
        with pytest.raises(asyncio.CancelledError):
            await task


async def two_calls_need_no_wait(client: AsyncMijnKlantportaal, clock: Any) -> bool:
    """Whether both places under a limit of two are free a minute later."""
    clock.seconds += 60
    clock.waits.clear()
    for identity in ("off_1", "off_2"):
        assert (await client.customer_offers.get(identity)).id == identity
    return not clock.waits


def test_a_task_is_cancelled_while_it_waits_for_the_answer(echo: Echo, clock: Any) -> None:
    echo.headers["X-RateLimit-Limit"] = "2"

    async def program() -> None:
        async with make(AsyncMijnKlantportaal, echo.url) as client:
            await client.customer_offers.get("off_0")
            await cancel(client.customer_offers.get("held"), echo.arrived.is_set)
            assert await two_calls_need_no_wait(client, clock)

    asyncio.run(program())


def test_a_task_is_cancelled_while_it_waits_for_its_turn(
    echo: Echo, clock: Any, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
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
    assert "late" not in echo.ids


def test_a_task_is_cancelled_while_it_waits_between_attempts(
    portal: Any, offer: dict[str, Any], clock: Any, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO", "mijnklantportaal")
    limit = {"X_RateLimit_Limit": "2"}
    portal.answer({"message": "Later."}, status=503, Retry_After="60", **limit)
    portal.answer({**offer, "id": "off_1"}, **limit)
    portal.answer({**offer, "id": "off_2"}, **limit)

    async def program() -> None:
        async with make(AsyncMijnKlantportaal, portal.url, max_retries=1) as client:
            with real_pauses(clock, monkeypatch):
                await cancel(client.customer_offers.get("off_1"), lambda: "another attempt" in caplog.text)
            assert len(portal.requests) == 1
            assert await two_calls_need_no_wait(client, clock)

    asyncio.run(program())


def test_many_cancelled_tasks_leave_the_connections_to_others(echo: Echo) -> None:
    async def program() -> None:
        async with make(AsyncMijnKlantportaal, echo.url) as client:
            await client.customer_offers.get("first")
            # More than the connections that httpx opens at most: some wait for one, some for an answer.
            tasks = [asyncio.ensure_future(client.customer_offers.get(f"held_{number}")) for number in range(120)]
            await until(lambda: len(echo.ids) > 50)
            for task in tasks:
                task.cancel()
            ended = await asyncio.wait_for(asyncio.gather(*tasks, return_exceptions=True), AT_ONCE)
            assert {type(outcome) for outcome in ended} == {asyncio.CancelledError}
            assert await asyncio.wait_for(get_all(client, "off", 100), LONG)

    asyncio.run(program())


def test_a_timeout_that_the_caller_sets_around_a_call_is_raised_as_usual(echo: Echo) -> None:
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
        end = time.monotonic() + AT_ONCE
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
    assert time.monotonic() - start < 2 * AT_ONCE


def both_at_once(client: MijnKlantportaal, clock: Any) -> bool:
    """Whether both places under a limit of two are free a minute later."""
    clock.seconds += 60
    clock.waits.clear()
    for identity in ("off_1", "off_2"):
        assert client.customer_offers.get(identity).id == identity
    return not clock.waits


@needs_ctrl_c
def test_ctrl_c_ends_the_wait_for_an_answer(echo: Echo, clock: Any) -> None:
    echo.headers["X-RateLimit-Limit"] = "2"
    echo.on_arrival = interrupt
    with make(MijnKlantportaal, echo.url) as client:
        client.customer_offers.get("off_0")
        with interrupted_at_once():
            client.customer_offers.get("held")
        assert echo.arrived.is_set()
        assert both_at_once(client, clock)


@needs_ctrl_c
def test_ctrl_c_ends_the_wait_for_an_answer_in_an_event_loop(echo: Echo) -> None:
    echo.on_arrival = interrupt

    def program() -> bool:
        client = make(AsyncMijnKlantportaal, echo.url)
        with interrupted_at_once():
            asyncio.run(client.customer_offers.get("held"))
        return asyncio.run(get_all(client, "off", 2))

    assert without_closing(program)
    assert sorted(echo.ids) == ["held", "off_0", "off_1"]


@needs_ctrl_c
def test_ctrl_c_ends_the_wait_for_a_turn(
    echo: Echo, clock: Any, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO", "mijnklantportaal")
    echo.headers["X-RateLimit-Limit"] = "2"
    with make(MijnKlantportaal, echo.url) as client:
        assert both_at_once(client, clock)
        with real_pauses(clock, monkeypatch), interrupted_at_once(lambda: "for its turn" in caplog.text):
            client.customer_offers.get("late")
        assert both_at_once(client, clock)
    assert "late" not in echo.ids


@needs_ctrl_c
def test_ctrl_c_ends_the_wait_between_attempts(
    portal: Any, offer: dict[str, Any], caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO", "mijnklantportaal")
    portal.answer({"message": "Later."}, status=503, Retry_After="60")
    portal.answer(offer)
    with make(MijnKlantportaal, portal.url, max_retries=1) as client:
        with interrupted_at_once(lambda: "another attempt" in caplog.text):
            client.customer_offers.get("off_1")
        assert len(portal.requests) == 1
        assert client.customer_offers.get("off_1").offer_number == "2024-001"


@needs_ctrl_c
def test_ctrl_c_in_a_hook_takes_no_place_under_the_limit(echo: Echo, clock: Any) -> None:
    echo.headers["X-RateLimit-Limit"] = "2"

    def hook(event: object) -> None:
        interrupt()
        time.sleep(AT_ONCE)

    with make(MijnKlantportaal, echo.url) as client:
        client.customer_offers.get("off_0")
        with interrupted_at_once():
            client.with_options(on_request=hook).customer_offers.get("late")
        assert both_at_once(client, clock)
    assert "late" not in echo.ids


# Processes


def call(client: Any) -> str:
    """Its outcome, in words."""
    try:
        if isinstance(client, AsyncMijnKlantportaal):
            asyncio.run(client.customer_offers.get("off_child"))
        else:
            client.customer_offers.get("off_child")
    except ConfigurationError as error:
        return str(error)
    return "it has worked"


OTHER_PROCESS = "this client was made in another process, before a fork: make one in each process"
CLOSED = "this client is closed: make another one"


def in_a_forked_process(client: Any) -> list[str]:
    """What the client and a copy of it say of a call there, where the client is then closed."""
    context = multiprocessing.get_context("fork")
    receiving, sending = context.Pipe(duplex=False)

    def child() -> None:
        said = [call(client), call(client.with_options(timeout=5))]
        if isinstance(client, AsyncMijnKlantportaal):
            asyncio.run(client.close())
        else:
            client.close()
        sending.send(said)

    process = context.Process(target=child, daemon=True)
    process.start()
    sending.close()
    try:
        assert receiving.poll(2 * AT_ONCE), "the forked process hangs"
        said: list[str] = receiving.recv()
        process.join(LONG)
        assert process.exitcode == 0
        return said
    finally:
        receiving.close()
        process.kill()
        process.join()


@needs_fork
@forks_beside_threads
def test_a_forked_process_is_told_to_make_a_client_of_its_own(echo: Echo) -> None:
    with make(MijnKlantportaal, echo.url) as client:
        client.customer_offers.get("off_1")
        assert in_a_forked_process(client) == [OTHER_PROCESS, OTHER_PROCESS]
        assert client.customer_offers.get("off_2").id == "off_2"
    assert echo.ids == ["off_1", "off_2"]
    assert echo.connections == 1, "the one that the parent had goes on working"


@needs_fork
@forks_beside_threads
def test_a_forked_process_is_told_to_make_an_asynchronous_client_of_its_own(echo: Echo) -> None:
    client = make(AsyncMijnKlantportaal, echo.url)
    with asyncio.Runner() as loop:
        loop.run(client.customer_offers.get("off_1"))
        assert in_a_forked_process(client) == [OTHER_PROCESS, OTHER_PROCESS]
        assert loop.run(client.customer_offers.get("off_2")).id == "off_2"
        loop.run(client.close())
    assert echo.ids == ["off_1", "off_2"]
    assert echo.connections == 1, "the one that the parent had goes on working"


@needs_fork
@forks_beside_threads
def test_a_bare_fork(echo: Echo) -> None:
    with make(MijnKlantportaal, echo.url) as client:
        client.customer_offers.get("off_1")
        child = os.fork()
        if not child:
            # Without what pytest and the server have to do at the end of a process.
            os._exit(0 if call(client) == OTHER_PROCESS else 1)
        _, status = os.waitpid(child, 0)
        assert os.waitstatus_to_exitcode(status) == 0
        assert client.customer_offers.get("off_2").id == "off_2"


@needs_fork
@forks_beside_threads
def test_a_fork_while_threads_use_the_client(echo: Echo) -> None:
    is_over = threading.Event()
    with make(MijnKlantportaal, echo.url) as client, ThreadPoolExecutor(5) as threads:

        def keep_calling(thread: int) -> int:
            number = 0
            while not is_over.is_set():
                identity = f"off_{thread}_{number}"
                assert client.customer_offers.get(identity).id == identity
                number += 1
            return number

        waiting = threads.submit(client.customer_offers.get, "held")
        busy = [threads.submit(keep_calling, thread) for thread in range(4)]
        try:
            assert echo.arrived.wait(AT_ONCE)
            for _ in range(3):
                assert in_a_forked_process(client) == [OTHER_PROCESS, OTHER_PROCESS]
        finally:
            is_over.set()
            echo.is_over.set()
        assert all(thread.result(LONG) for thread in busy)
        with pytest.raises(APIConnectionError):
            waiting.result(LONG)
        assert client.customer_offers.get("off_last").id == "off_last"


class LockedTransport(httpx.HTTPTransport):
    """Closes when nobody else is at work on its connections, as the pools of httpx do."""

    def __init__(self) -> None:
        super().__init__()
        self.lock = threading.Lock()

    def close(self) -> None:
        with self.lock:
            super().close()


@needs_fork
@forks_beside_threads
def test_closing_in_a_forked_process_does_not_wait_for_threads_that_it_does_not_have(echo: Echo) -> None:
    transport = LockedTransport()
    with make(MijnKlantportaal, echo.url, http_client=transport) as client:
        client.customer_offers.get("off_1")
        with transport.lock:
            assert in_a_forked_process(client) == [OTHER_PROCESS, OTHER_PROCESS]
        assert client.customer_offers.get("off_2").id == "off_2"


# The end of a client


def test_leaving_the_block_by_an_error_closes_the_client(echo: Echo) -> None:
    def program(client: MijnKlantportaal) -> None:
        with client:
            client.customer_offers.get("off_1")
            raise ZeroDivisionError

    async def asynchronous_program(client: AsyncMijnKlantportaal) -> None:
        async with client:
            await client.customer_offers.get("off_1")
            raise ZeroDivisionError

    client, asynchronous = (make(kind, echo.url) for kind in CLIENTS)
    with pytest.raises(ZeroDivisionError):
        program(client)
    with pytest.raises(ZeroDivisionError):
        asyncio.run(asynchronous_program(asynchronous))
    assert [call(client), call(asynchronous)] == [CLOSED, CLOSED]


def test_a_client_may_be_closed_inside_its_block(echo: Echo) -> None:
    with make(MijnKlantportaal, echo.url) as client:
        client.customer_offers.get("off_1")
        client.close()
        assert call(client) == CLOSED

    async def program() -> None:
        async with make(AsyncMijnKlantportaal, echo.url) as client:
            await client.customer_offers.get("off_1")
            await client.close()
            await client.close()
            with pytest.raises(ConfigurationError, match=CLOSED):
                await client.customer_offers.get("off_1")

    asyncio.run(program())


def test_a_copy_and_its_original_are_closed_together(echo: Echo) -> None:
    client = make(MijnKlantportaal, echo.url)
    resource, raw = client.customer_offers, client.with_raw_response.customer_offers
    client.with_options(timeout=5).close()
    assert call(client) == CLOSED
    for closed in (resource, raw):
        with pytest.raises(ConfigurationError, match=CLOSED):
            closed.get("off_1")


def test_a_walk_ends_where_the_client_is_closed(portal: Any, offer: dict[str, Any], page_of: Any) -> None:
    portal.answer(page_of([offer], 1, "?page=2"))
    walked = []

    def walk(client: MijnKlantportaal) -> None:
        for item in client.customer_offers.list():
            walked.append(item.id)
            client.close()

    with pytest.raises(ConfigurationError, match=CLOSED):
        walk(make(MijnKlantportaal, portal.url))
    assert walked == [offer["id"]]
    assert len(portal.requests) == 1


@needs_descriptors
def test_a_walk_that_is_left_early_leaves_nothing_open(portal: Any, offer: dict[str, Any], page_of: Any) -> None:
    portal.answer(page_of([offer, offer], 1, "?page=2"))
    portal.answer(page_of([offer, offer], 2, "?page=3"))
    nobody = open_descriptors()
    with make(MijnKlantportaal, portal.url) as client:
        client.customer_offers.list()
        before = open_descriptors()
        assert before == nobody + 2, "one connection, of which the server has the other end"
        for item in client.customer_offers.list():
            assert item.id
            break
        for page in client.customer_offers.list().pages():
            if page.current_page == 2:
                break
        assert open_descriptors() == before
    assert settles_at(nobody)

    async def program() -> None:
        async with make(AsyncMijnKlantportaal, portal.url) as client:
            await client.customer_offers.list()
            before = open_descriptors()
            async for item in client.customer_offers.list():
                assert item.id
                break
            async for page in client.customer_offers.list().pages():
                assert page.data
                break
            assert open_descriptors() == before

    asyncio.run(program())
    assert settles_at(nobody)


@needs_descriptors
@pytest.mark.parametrize("kind", CLIENTS)
def test_a_client_that_nobody_closed_can_be_collected(echo: Echo, kind: Any) -> None:
    # What other tests left is theirs.
    gc.collect()
    before = open_descriptors()

    def program() -> weakref.ref[Any]:
        client = make(kind, echo.url)
        assert call(client) == "it has worked"
        return weakref.ref(client)

    assert without_closing(program)() is None
    assert settles_at(before)


@pytest.mark.parametrize("kind", CLIENTS)
def test_a_client_that_was_not_used_needs_no_closing(kind: Any) -> None:
    client = make(kind, "http://127.0.0.1:9")
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        del client
        gc.collect()
    assert caught == []


def test_a_client_that_is_closed_while_a_task_waits_does_not_leave_it_waiting(echo: Echo) -> None:
    async def program() -> None:
        client = make(AsyncMijnKlantportaal, echo.url)
        task = asyncio.ensure_future(client.customer_offers.get("held"))
        await until(echo.arrived.is_set)
        await client.close()
        with pytest.raises(APIConnectionError):
            await asyncio.wait_for(task, AT_ONCE)

    asyncio.run(program())

"""A client in a forked process, where it works only if it was not used before the fork."""

import asyncio
import multiprocessing
import os
import sys
import threading
from concurrent.futures import ThreadPoolExecutor

import httpx
import pytest

from mijnklantportaal import (
    APIConnectionError,
    AsyncMijnKlantportaal,
    MijnKlantportaal,
)
from tests.client.clients import AnyClient
from tests.client.concurrent_calls import SUCCEEDED, call_outcome, connect
from tests.client.echo_server import EchoServer
from tests.client.messages import CLIENT_OF_ANOTHER_PROCESS
from tests.client.waiting import HANG_GUARD, LONG

needs_fork = pytest.mark.skipif(not hasattr(os, "fork"), reason="there is no fork here")
# Python warns that threads do not exist in the child. Here they are those of the server, which the child does not need.
forks_beside_threads = pytest.mark.filterwarnings("ignore:.*multi-threaded, use of fork:DeprecationWarning")


def outcomes_in_a_forked_process(client: AnyClient) -> list[str]:
    """Return the outcomes of a call with the client, and with a copy of it, in a process that then closes it."""
    if sys.platform == "win32":
        pytest.skip("no fork on this system")
    context = multiprocessing.get_context("fork")
    receiving, sending = context.Pipe(duplex=False)

    def child() -> None:
        outcomes = [call_outcome(client), call_outcome(client.with_options(timeout=5))]
        if isinstance(client, AsyncMijnKlantportaal):
            asyncio.run(client.close())
        else:
            client.close()
        sending.send(outcomes)

    process = context.Process(target=child, daemon=True)
    process.start()
    sending.close()
    try:
        assert receiving.poll(HANG_GUARD), "the forked process hangs"
        outcomes: list[str] = receiving.recv()
        process.join(LONG)
        assert process.exitcode == 0
        return outcomes
    finally:
        receiving.close()
        process.kill()
        process.join()


@needs_fork
@forks_beside_threads
def test_client_raises_in_a_forked_process(echo: EchoServer) -> None:
    with connect(MijnKlantportaal, echo.url) as client:
        client.customer_offers.get("off_1")
        assert outcomes_in_a_forked_process(client) == [CLIENT_OF_ANOTHER_PROCESS] * 2
        assert client.customer_offers.get("off_2").id == "off_2"
    assert echo.requested_ids == ["off_1", "off_2"]
    assert echo.connections == 1, "the parent still uses its connection"


@needs_fork
@forks_beside_threads
def test_async_client_raises_in_a_forked_process(echo: EchoServer) -> None:
    client = connect(AsyncMijnKlantportaal, echo.url)
    with asyncio.Runner() as loop:
        loop.run(client.customer_offers.get("off_1"))
        assert outcomes_in_a_forked_process(client) == [CLIENT_OF_ANOTHER_PROCESS] * 2
        assert loop.run(client.customer_offers.get("off_2")).id == "off_2"
        loop.run(client.close())
    assert echo.requested_ids == ["off_1", "off_2"]
    assert echo.connections == 1, "the parent still uses its connection"


@forks_beside_threads
@pytest.mark.parametrize(("is_used", "outcome"), [(True, CLIENT_OF_ANOTHER_PROCESS), (False, SUCCEEDED)])
def test_client_after_os_fork_works_unless_it_was_used_before(is_used: bool, outcome: str, echo: EchoServer) -> None:
    if sys.platform == "win32":
        pytest.skip("no fork on this system")
    with connect(MijnKlantportaal, echo.url) as client:
        if is_used:
            client.customer_offers.get("off_1")
        child = os.fork()
        if not child:
            # Skip what pytest and the server do at the end of a process.
            os._exit(0 if call_outcome(client) == outcome else 1)
        _, status = os.waitpid(child, 0)
        assert os.waitstatus_to_exitcode(status) == 0
        assert client.customer_offers.get("off_2").id == "off_2"


@needs_fork
@forks_beside_threads
def test_fork_while_threads_use_the_client(echo: EchoServer) -> None:
    is_done = threading.Event()
    with connect(MijnKlantportaal, echo.url) as client, ThreadPoolExecutor(5) as threads:

        def keep_calling(thread: int) -> int:
            number = 0
            while not is_done.is_set():
                identity = f"off_{thread}_{number}"
                assert client.customer_offers.get(identity).id == identity
                number += 1
            return number

        waiting = threads.submit(client.customer_offers.get, "held")
        busy = [threads.submit(keep_calling, thread) for thread in range(4)]
        try:
            assert echo.arrived.wait(HANG_GUARD)
            for _ in range(3):
                assert outcomes_in_a_forked_process(client) == [CLIENT_OF_ANOTHER_PROCESS] * 2
        finally:
            is_done.set()
            echo.is_closing.set()
        assert all(thread.result(LONG) for thread in busy)
        with pytest.raises(APIConnectionError):
            waiting.result(LONG)
        assert client.customer_offers.get("off_last").id == "off_last"


class LockedTransport(httpx.HTTPTransport):
    """Waits for a lock before it closes, as the connection pools of httpx do."""

    def __init__(self) -> None:
        super().__init__()
        self.lock = threading.Lock()

    def close(self) -> None:
        with self.lock:
            super().close()


@needs_fork
@forks_beside_threads
def test_close_in_a_forked_process_does_not_wait_for_a_lock_of_the_parent(echo: EchoServer) -> None:
    transport = LockedTransport()
    with connect(MijnKlantportaal, echo.url, http_client=transport) as client:
        client.customer_offers.get("off_1")
        with transport.lock:
            assert outcomes_in_a_forked_process(client) == [CLIENT_OF_ANOTHER_PROCESS] * 2
        assert client.customer_offers.get("off_2").id == "off_2"


@needs_fork
@forks_beside_threads
def test_unused_client_works_in_a_forked_process_and_in_its_parent(echo: EchoServer) -> None:
    with connect(MijnKlantportaal, echo.url) as client:
        assert outcomes_in_a_forked_process(client) == [SUCCEEDED] * 2
        assert outcomes_in_a_forked_process(client.with_options(timeout=5)) == [SUCCEEDED] * 2
        assert client.customer_offers.get("off_1").id == "off_1"
        # Now it has a connection.
        assert outcomes_in_a_forked_process(client) == [CLIENT_OF_ANOTHER_PROCESS] * 2
        assert client.customer_offers.get("off_2").id == "off_2"


@needs_fork
@forks_beside_threads
def test_unused_async_client_works_in_a_forked_process_and_in_its_parent(echo: EchoServer) -> None:
    client = connect(AsyncMijnKlantportaal, echo.url)
    assert outcomes_in_a_forked_process(client) == [SUCCEEDED] * 2
    with asyncio.Runner() as loop:
        assert loop.run(client.customer_offers.get("off_1")).id == "off_1"
        assert outcomes_in_a_forked_process(client) == [CLIENT_OF_ANOTHER_PROCESS] * 2
        loop.run(client.close())


@needs_fork
@forks_beside_threads
def test_copy_that_was_used_refuses_the_client_in_a_forked_process(echo: EchoServer) -> None:
    with connect(MijnKlantportaal, echo.url) as client:
        client.with_options(timeout=5).customer_offers.get("off_1")
        assert outcomes_in_a_forked_process(client) == [CLIENT_OF_ANOTHER_PROCESS] * 2


@needs_fork
@forks_beside_threads
def test_client_over_a_given_httpx_client_works_in_a_forked_process_unless_that_has_connections(
    echo: EchoServer,
) -> None:
    with httpx.Client() as given, connect(MijnKlantportaal, echo.url, http_client=given) as client:
        assert outcomes_in_a_forked_process(client) == [SUCCEEDED] * 2
        given.get(f"{echo.url}/customer-offers/off_1")
        assert outcomes_in_a_forked_process(client) == [CLIENT_OF_ANOTHER_PROCESS] * 2
        assert client.customer_offers.get("off_2").id == "off_2"


@needs_fork
@forks_beside_threads
def test_clients_over_one_transport_in_a_forked_process(echo: EchoServer) -> None:
    with httpx.HTTPTransport() as transport, connect(MijnKlantportaal, echo.url, http_client=transport) as client:
        assert outcomes_in_a_forked_process(client) == [SUCCEEDED] * 2
        connect(MijnKlantportaal, echo.url, http_client=transport).customer_offers.get("off_1")
        assert outcomes_in_a_forked_process(client) == [CLIENT_OF_ANOTHER_PROCESS] * 2


@needs_fork
@forks_beside_threads
def test_call_under_way_in_a_thread_refuses_the_client_in_a_forked_process(echo: EchoServer) -> None:
    with connect(MijnKlantportaal, echo.url) as client, ThreadPoolExecutor(1) as threads:
        waiting = threads.submit(client.customer_offers.get, "held")
        assert echo.arrived.wait(HANG_GUARD)
        assert outcomes_in_a_forked_process(client) == [CLIENT_OF_ANOTHER_PROCESS] * 2
        echo.is_closing.set()
        with pytest.raises(APIConnectionError):
            waiting.result(LONG)


@forks_beside_threads
def test_async_client_that_is_deleted_in_a_forked_process_leaves_that_of_the_parent(echo: EchoServer) -> None:
    if sys.platform == "win32":
        pytest.skip("no fork on this system")
    client = connect(AsyncMijnKlantportaal, echo.url)
    with asyncio.Runner() as loop:
        loop.run(client.customer_offers.get("off_1"))
        child = os.fork()
        if not child:
            client._sender.transport._clients.__del__()
            os._exit(0)
        _, status = os.waitpid(child, 0)
        assert os.waitstatus_to_exitcode(status) == 0
        assert loop.run(client.customer_offers.get("off_2", timeout=HANG_GUARD)).id == "off_2"
        loop.run(client.close())
    assert echo.connections == 1

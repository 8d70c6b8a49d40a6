"""A client in a process that it was not made in."""

import asyncio
import multiprocessing
import os
import threading
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import httpx
import pytest

from mijnklantportaal import (
    APIConnectionError,
    AsyncMijnKlantportaal,
    MijnKlantportaal,
)
from tests.client.echo import (
    HANG_GUARD,
    LONG,
    Echo,
    call,
    make,
)

needs_fork = pytest.mark.skipif(not hasattr(os, "fork"), reason="there is no fork here")
# Python warns that a fork leaves threads behind. Here they are the server's, which the child does not need.
forks_beside_threads = pytest.mark.filterwarnings("ignore:.*multi-threaded, use of fork:DeprecationWarning")


OTHER_PROCESS = "this client was made in another process, before a fork: make one in each process"


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
        assert receiving.poll(2 * HANG_GUARD), "the forked process hangs"
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
def test_client_raises_in_a_forked_process(echo: EchoServer) -> None:
    with make(MijnKlantportaal, echo.url) as client:
        client.customer_offers.get("off_1")
        assert in_a_forked_process(client) == [OTHER_PROCESS, OTHER_PROCESS]
        assert client.customer_offers.get("off_2").id == "off_2"
    assert echo.requested_ids == ["off_1", "off_2"]
    assert echo.connections == 1, "the one that the parent had goes on working"


@needs_fork
@forks_beside_threads
def test_async_client_raises_in_a_forked_process(echo: EchoServer) -> None:
    client = make(AsyncMijnKlantportaal, echo.url)
    with asyncio.Runner() as loop:
        loop.run(client.customer_offers.get("off_1"))
        assert in_a_forked_process(client) == [OTHER_PROCESS, OTHER_PROCESS]
        assert loop.run(client.customer_offers.get("off_2")).id == "off_2"
        loop.run(client.close())
    assert echo.requested_ids == ["off_1", "off_2"]
    assert echo.connections == 1, "the one that the parent had goes on working"


@needs_fork
@forks_beside_threads
def test_client_raises_after_os_fork(echo: EchoServer) -> None:
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
def test_fork_while_threads_use_the_client(echo: EchoServer) -> None:
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
            assert echo.arrived.wait(HANG_GUARD)
            for _ in range(3):
                assert in_a_forked_process(client) == [OTHER_PROCESS, OTHER_PROCESS]
        finally:
            is_over.set()
            echo.is_closing.set()
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
def test_close_in_a_forked_process_does_not_wait_for_a_lock_of_the_parent(echo: EchoServer) -> None:
    transport = LockedTransport()
    with make(MijnKlantportaal, echo.url, http_client=transport) as client:
        client.customer_offers.get("off_1")
        with transport.lock:
            assert in_a_forked_process(client) == [OTHER_PROCESS, OTHER_PROCESS]
        assert client.customer_offers.get("off_2").id == "off_2"

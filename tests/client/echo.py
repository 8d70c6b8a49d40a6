"""A server that tells its callers apart, and what tests of many callers need beside it."""

import asyncio
import gc
import json
import os
import threading
import time
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, TypeVar

import pytest

from mijnklantportaal import (
    AsyncMijnKlantportaal,
    ConfigurationError,
    MijnKlantportaal,
)

T = TypeVar("T")

# Longer than anything here takes that ends at once, however busy the machine is.
AT_ONCE = 3.0
LONG = 60.0
CLOSED = "this client is closed: make another one"
CLIENTS = [MijnKlantportaal, AsyncMijnKlantportaal]

needs_descriptors = pytest.mark.skipif(not os.path.isdir("/proc/self/fd"), reason="descriptors can't be counted here")


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


@contextmanager
def echoing(offer: dict[str, Any]) -> Iterator[Echo]:
    """Serve it, with this offer under every ID."""
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


async def get_all(client: AsyncMijnKlantportaal, prefix: str, count: int) -> bool:
    wanted = [f"{prefix}_{number}" for number in range(count)]
    offers = await asyncio.gather(*map(client.customer_offers.get, wanted))
    return [offer.id for offer in offers] == wanted


async def get_twice(client: AsyncMijnKlantportaal, prefix: str) -> bool:
    return await get_all(client, f"{prefix}_first", 1) and await get_all(client, f"{prefix}_second", 1)


async def until(condition: Callable[[], object]) -> None:
    async with asyncio.timeout(AT_ONCE):
        while not condition():
            await asyncio.sleep(0.005)


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

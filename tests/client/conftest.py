"""A real server on a loopback port, that answers as a test tells it to."""

import asyncio
import json
import os
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from email.message import Message
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from mijnklantportaal import MijnKlantportaal
from tests.client.drain import MEGABYTE, Drain, draining
from tests.client.echo import Echo, echoing


@dataclass
class Received:
    """One request as the server got it."""

    method: str
    path: str
    query: str
    headers: Message
    body: bytes

    @property
    def json(self) -> Any:
        return json.loads(self.body)


@dataclass
class Planned:
    """One answer."""

    status: int
    body: bytes
    headers: dict[str, str]


@dataclass
class Portal:
    """What is answered, in order, and what was asked. Without a plan left, the last answer is given again."""

    url: str = ""
    requests: list[Received] = field(default_factory=list)
    plan: list[Planned] = field(default_factory=list)

    def answer(self, body: Any = None, status: int = 200, **headers: str) -> None:
        content = body if isinstance(body, bytes) else json.dumps(body).encode()
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        self.plan.append(Planned(status, content, {"Content-Type": "application/json", **named}))

    @property
    def request(self) -> Received:
        (only,) = self.requests
        return only


@pytest.fixture(autouse=True)
def _no_certificates(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Reading those of the system takes longer than most tests, and none needs them."""
    monkeypatch.delenv("SSL_CERT_FILE", raising=False)
    monkeypatch.setenv("SSL_CERT_DIR", str(tmp_path))


class Clock:
    """Time that passes while somebody sleeps, and at no other time."""

    def __init__(self) -> None:
        self.seconds = 0.0
        self.waits: list[float] = []

    def monotonic(self) -> float:
        return self.seconds

    def time(self) -> float:
        return 1_700_000_000 + self.seconds

    def sleep(self, seconds: float) -> None:
        self.waits.append(seconds)
        self.seconds += seconds

    async def async_sleep(self, seconds: float) -> None:
        self.sleep(seconds)
        # Others get their turn, as they would.
        await asyncio.sleep(0)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """The clock by which both clients wait, made fast."""
    clock = Clock()
    monkeypatch.setattr("mijnklantportaal._send.time", clock)
    monkeypatch.setattr("mijnklantportaal._async_library.sleep", clock.async_sleep)
    return clock


@pytest.fixture
def portal() -> Iterator[Portal]:
    state = Portal()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        # Else the second half of each answer waits for the client to say that it has the first.
        disable_nagle_algorithm = True

        def handle_any(self) -> None:
            path, _, query = self.path.partition("?")
            body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            if self.headers.get("Transfer-Encoding") == "chunked":
                while size := int(self.rfile.readline(), 16):
                    body += self.rfile.read(size)
                    self.rfile.readline()
                self.rfile.readline()
            state.requests.append(Received(self.command, path, query, self.headers, body))
            planned = state.plan.pop(0) if len(state.plan) > 1 else state.plan[0]
            self.send_response(planned.status)
            for name, value in planned.headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(planned.body)))
            self.end_headers()
            self.wfile.write(planned.body)

        do_GET = do_POST = do_PATCH = do_DELETE = handle_any

        def log_message(self, format: str, *arguments: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        state.url = f"http://127.0.0.1:{server.server_port}/v1"
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        yield state
        server.shutdown()


@pytest.fixture
def client(portal: Portal) -> Iterator[MijnKlantportaal]:
    with MijnKlantportaal(api_key="key-for-tests", base_url=portal.url, max_retries=0) as client:
        yield client


OFFER: dict[str, Any] = {
    "id": "off_abc12345def678",
    "customerId": "cst_abc12345def678",
    "offerNumber": "2024-001",
    "issuedAt": "2024-04-29",
    "expiresAt": "2024-05-29",
    "currency": "EUR",
    "amount": "12.95",
    "acceptedAt": "2024-05-14T21:00:00+02:00",
    "acceptedViaIp": "203.0.113.8",
    "acceptedViaUserAgent": None,
    "acceptanceSignature": None,
    "rejectedAt": None,
    "createdAt": "2024-04-29T21:00:00+02:00",
    "links": {
        "customer": {
            "href": "https://api.mijnklantportaal.nl/v1/customers/cst_abc12345def678",
            "type": "application/json",
        }
    },
}


@pytest.fixture
def offer() -> dict[str, Any]:
    """A customer offer as the document has it, to be changed at will."""
    copy: dict[str, Any] = json.loads(json.dumps(OFFER))
    return copy


@pytest.fixture
def page_of(portal: Portal) -> Any:
    """An answer of a list."""

    def make(items: list[Any], number: int = 1, following: str | None = None) -> dict[str, Any]:
        path = f"{portal.url}/customer-offers"
        return {
            "current_page": number,
            "data": items,
            "first_page_url": f"{path}?page=1",
            "from": 1,
            "next_page_url": following,
            "path": path,
            "per_page": 15,
            "prev_page_url": None,
            "to": 15,
        }

    return make


@pytest.fixture
def echo(offer: dict[str, Any]) -> Iterator[Echo]:
    """A server that answers with the ID that stands in the path."""
    with echoing(offer) as state:
        yield state


@pytest.fixture
def drain() -> Iterator[Drain]:
    """A server that throws away what it is sent."""
    with draining() as state:
        yield state


@pytest.fixture
def large(tmp_path: Path) -> Path:
    """A file of 64 MB, more than all buffers on the way together."""
    path = tmp_path / "large.bin"
    path.touch()
    os.truncate(path, 64 * MEGABYTE)
    return path

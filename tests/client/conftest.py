"""Fake servers on loopback ports, a fake clock, and responses of the portal as JSON."""

import json
import os
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Protocol

import pytest

from mijnklantportaal import MijnKlantportaal
from tests.client import fake_clock
from tests.client.clients import API_KEY, async_client, read, sync_client
from tests.client.echo_server import EchoServer, echo_server
from tests.client.fake_clock import FakeClock
from tests.client.portal_server import PortalServer, portal_server
from tests.client.tcp_server import GOOD, TcpServer
from tests.client.upload_server import MEGABYTE, UploadServer, upload_server


class PageFactory(Protocol):
    """Makes the JSON of a page: its items, its number, and the link to the next page."""

    def __call__(self, items: Any, number: int = 1, next_page_url: str | None = None) -> dict[str, Any]: ...


@pytest.fixture(autouse=True, scope="session")
def _warm_up(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Import what the first call of each client imports, before the calls that have a timeout."""
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("SSL_CERT_FILE", raising=False)
        patch.setenv("SSL_CERT_DIR", str(tmp_path_factory.mktemp("no-certificates")))
        for factory in (sync_client, async_client):
            with TcpServer(GOOD) as server, factory(base_url=server.url) as perform:
                perform(read)


@pytest.fixture(autouse=True)
def _no_certificates(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let clients read no certificates: reading those of the system takes longer than most tests."""
    monkeypatch.delenv("SSL_CERT_FILE", raising=False)
    monkeypatch.setenv("SSL_CERT_DIR", str(tmp_path))


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> FakeClock:
    """The clock of both clients, in which a wait takes no real time."""
    clock = FakeClock()
    fake_clock.install(clock, monkeypatch)
    return clock


@pytest.fixture
def portal() -> Iterator[PortalServer]:
    """A server that sends planned responses."""
    with portal_server() as server:
        yield server


@pytest.fixture
def echo(offer: dict[str, Any]) -> Iterator[EchoServer]:
    """A server that responds with the ID from the path, to many callers at once."""
    with echo_server(offer) as server:
        yield server


@pytest.fixture
def uploads() -> Iterator[UploadServer]:
    """A server that discards large uploads."""
    with upload_server() as server:
        yield server


@pytest.fixture
def client(portal: PortalServer) -> Iterator[MijnKlantportaal]:
    with MijnKlantportaal(api_key=API_KEY, base_url=portal.url, max_retries=0) as client:
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
    """The JSON of a customer offer that conforms to the spec, to be changed at will."""
    copy: dict[str, Any] = json.loads(json.dumps(OFFER))
    return copy


@pytest.fixture
def page_of(portal: PortalServer) -> PageFactory:
    def make(items: Any, number: int = 1, next_page_url: str | None = None) -> dict[str, Any]:
        path = f"{portal.url}/customer-offers"
        return {
            "current_page": number,
            "data": items,
            "first_page_url": f"{path}?page=1",
            "from": 1,
            "next_page_url": next_page_url,
            "path": path,
            "per_page": 15,
            "prev_page_url": None,
            "to": 15,
        }

    return make


@pytest.fixture
def large_file(tmp_path: Path) -> Path:
    """A file of 64 MB, more than all buffers between client and server hold."""
    path = tmp_path / "large.bin"
    path.touch()
    os.truncate(path, 64 * MEGABYTE)
    return path


@pytest.fixture
def refusing_url() -> str:
    """The address of a server that does not listen."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        return f"http://127.0.0.1:{server.getsockname()[1]}/v1"

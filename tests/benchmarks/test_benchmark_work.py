"""What is measured: the payloads, the server, and the contenders that need no generated client."""

import socket
import ssl
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import httpx
import pytest

from benchmarks.certificates import write_certificate
from benchmarks.contenders import converted, plain, this
from benchmarks.contenders.payloads import (
    ADDRESS,
    OFFERS_OF_PAGE,
    TOKEN,
    Memory,
    MemoryPages,
    encoded,
    offer,
    page,
)
from benchmarks.contenders.turns import in_turns
from benchmarks.contenders.work import CALLS, prepared_work
from benchmarks.server import PAGES, serve
from mijnklantportaal import MijnKlantportaal, SpecDrift


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    with serve() as address:
        yield address


def test_offers_deviate_in_nothing_from_the_spec() -> None:
    # Otherwise the lenient parsers would be measured.
    deviations: list[SpecDrift] = []
    transport = MemoryPages(1000, 2)
    portal = MijnKlantportaal(api_key=TOKEN, base_url=ADDRESS, http_client=transport, on_drift=deviations.append)
    offers = list(portal.customer_offers.list())
    assert deviations == []
    assert [item.to_dict() for item in offers] == [offer(number) for number in range(1, 2001)]


def test_offers_differ() -> None:
    assert len({str(offer(number)) for number in range(1000)}) == 1000


def test_contenders_in_memory_receive_the_same() -> None:
    transport = Memory(encoded(page(15)))
    contenders = (
        plain.Client(ADDRESS, transport),
        converted.Client(ADDRESS, transport),
        this.Client(ADDRESS, transport),
    )
    lengths = [len(list(contender.offers())) for contender in contenders]
    assert lengths == [15, 15, 15]


def test_plain_sends_the_headers_of_this_client() -> None:
    sent: list[httpx.Headers] = []

    def respond(request: httpx.Request) -> httpx.Response:
        # httpx adds this one, and HTTP/1.1 does not need it.
        request.headers.pop("connection", None)
        # The version of a release may differ.
        name, _, _ = request.headers["user-agent"].partition("/")
        request.headers["user-agent"] = name
        sent.append(request.headers)
        return httpx.Response(200, json=offer(1))

    for module in (plain, this):
        module.Client(ADDRESS, httpx.MockTransport(respond)).get()
    assert sent[0] == sent[1]


def test_server_responds_with_offer_and_pages(server: str) -> None:
    with httpx.Client(base_url=server, headers={"Connection": "keep-alive"}) as client:
        assert client.get("/customer-offers/off_1").json() == offer(1)
        assert client.get("/customer-offers").json() == page(OFFERS_OF_PAGE, 1, PAGES)
        assert client.get("/customer-offers", params={"page": PAGES}).json()["next_page_url"] is None


def test_server_with_certificate_uses_tls(tmp_path: Path) -> None:
    with (
        serve(write_certificate(tmp_path)) as address,
        httpx.Client(verify=ssl.create_default_context(cafile=str(tmp_path / "certifi" / "cacert.pem"))) as client,
    ):
        assert address.startswith("https:")
        assert client.get(f"{address}/customer-offers/off_1").json() == offer(1)


def test_server_responds_to_requests_in_parts(server: str) -> None:
    url = urlsplit(server)
    with socket.create_connection((url.hostname, url.port), timeout=10) as connection:
        connection.sendall(b"GET /v1/customer-offers/off_1 HTTP/1.1\r\nHost: portal\r\n")
        connection.sendall(b"\r\nGET /v1/customer-offers/off_1 HTTP/1.1\r\n\r\n")
        received = b""
        while received.count(b"HTTP/1.1 200 OK") < 2:
            received += connection.recv(65_536)
    assert received.count(b"HTTP/1.1 200 OK") == 2


@pytest.mark.parametrize("contender", ["plain", "this"])
def test_prepared_work_can_be_repeated(contender: str, server: str) -> None:
    prepared = prepared_work(contender, server)
    assert prepared.keys() <= CALLS.keys()
    for prepare in prepared.values():
        work = prepare()
        work()
        work()


def test_turns_alternate() -> None:
    order: list[str] = []
    samples = in_turns({"a": lambda: order.append("a"), "b": lambda: order.append("b")}, repetitions=2, rounds=3)
    # The first call of each is not measured.
    assert "".join(order) == "ab" + "aabb" * 3
    assert [len(values) for values in samples.values()] == [3, 3]

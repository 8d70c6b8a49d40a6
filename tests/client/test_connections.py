"""Everything between the client and the portal: certificates, proxies, addresses, cookies, given httpx clients."""

import asyncio
import select
import socket
import ssl
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeAlias
from urllib.parse import urlsplit

import pytest
import trustme

from mijnklantportaal import (
    APIConnectionError,
    APITimeoutError,
    AsyncMijnKlantportaal,
)
from tests.client.clients import ClientFactory, Perform, both_clients, read, write
from tests.client.descriptors import descriptors_settle_at, needs_descriptors, open_descriptors
from tests.client.messages import NO_RESPONSE, NO_RESPONSE_IN_TIME, TRUNCATED_IN_TIME
from tests.client.tcp_server import (
    DRIP_BYTES,
    GOOD,
    GOOD_JSON,
    Connection,
    Handler,
    TcpServer,
    dripping,
    http_response,
    responding_and_closing,
)
from tests.client.waiting import LONG, no_hang

TIMEOUT = 1.0
"""Seconds for an attempt that ends by its deadline: enough for a busy machine to connect and to send."""


@pytest.fixture(scope="module")
def authority() -> trustme.CA:
    return trustme.CA()


@pytest.fixture(autouse=True)
def environment(authority: trustme.CA, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Remove proxies from the environment, and let clients trust one authority."""
    for name in ("http_proxy", "https_proxy", "all_proxy", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)
    path = tmp_path / "authority.pem"
    authority.cert_pem.write_to_path(path)
    monkeypatch.setenv("SSL_CERT_FILE", str(path))


def server_context() -> ssl.SSLContext:
    return ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)


def issued(authority: trustme.CA, host: str = "127.0.0.1", not_after: datetime | None = None) -> ssl.SSLContext:
    """Return the context of a server with a certificate of this authority."""
    context = server_context()
    authority.issue_cert(host, not_after=not_after).configure_cert(context)
    return context


def self_signed(tmp_path: Path) -> ssl.SSLContext:
    authority = trustme.CA()
    path = tmp_path / "self-signed.pem"
    path.write_bytes(authority.private_key_pem.bytes() + authority.cert_pem.bytes())
    context = server_context()
    context.load_cert_chain(path)
    return context


Certificate: TypeAlias = Callable[[trustme.CA, Path], ssl.SSLContext]

REFUSED_CERTIFICATES: list[tuple[str, Certificate, str]] = [
    ("self-signed", lambda authority, folder: self_signed(folder), "self-signed certificate"),
    ("unknown authority", lambda authority, folder: issued(trustme.CA()), "unable to get local issuer certificate"),
    (
        "expired",
        lambda authority, folder: issued(authority, not_after=datetime(2001, 1, 1, tzinfo=UTC)),
        "certificate has expired",
    ),
    ("another address", lambda authority, folder: issued(authority, "127.0.0.2"), "not valid for '127.0.0.1'"),
    ("a name", lambda authority, folder: issued(authority, "portal.example"), "not valid for '127.0.0.1'"),
]


@both_clients
@pytest.mark.parametrize(
    ("certificate", "message"),
    [pytest.param(certificate, message, id=name) for name, certificate, message in REFUSED_CERTIFICATES],
)
def test_untrusted_certificate_raises_before_the_token_is_sent(
    certificate: Certificate, message: str, client_factory: ClientFactory, authority: trustme.CA, tmp_path: Path
) -> None:
    with TcpServer(GOOD, tls=certificate(authority, tmp_path)) as server:
        with client_factory(base_url=server.url, max_retries=0) as perform:
            with pytest.raises(APIConnectionError, match=message) as caught:
                perform(write)
            assert caught.value.sent is False
        assert server.settles(connections=0)
        assert server.accepted == 1
        assert server.requests == []


@both_clients
def test_trusted_certificate_is_accepted(client_factory: ClientFactory, authority: trustme.CA) -> None:
    with TcpServer(GOOD, tls=issued(authority)) as server:
        with client_factory(base_url=server.url) as perform:
            assert perform(read).id == perform(write).id == "id_of_a_good_response"
        assert server.settles(connections=0)
        assert server.accepted == 1


@both_clients
def test_given_httpx_client_can_trust_another_authority(client_factory: ClientFactory) -> None:
    other = trustme.CA()
    context = ssl.create_default_context()
    other.configure_trust(context)
    with TcpServer(GOOD, tls=issued(other)) as server:
        with client_factory(base_url=server.url, own={"verify": context}) as perform:
            assert perform(read).id == "id_of_a_good_response"
        assert server.settles(connections=0)


def respond_in_plain_http(connection: Connection) -> None:
    connection.has_more()
    connection.send(http_response(b"", status="400 Bad Request"))
    connection.close()


def keep_silent(connection: Connection) -> None:
    connection.wait_for_end()


UNFINISHED_HANDSHAKES: list[tuple[str, Handler, type[APIConnectionError], str]] = [
    ("no TLS", respond_in_plain_http, APIConnectionError, "SSL"),
    ("closed", Connection.close, APIConnectionError, NO_RESPONSE),
    ("silent", keep_silent, APITimeoutError, NO_RESPONSE_IN_TIME),
]


@both_clients
@pytest.mark.parametrize(
    ("handler", "error", "message"), [pytest.param(*row, id=name) for name, *row in UNFINISHED_HANDSHAKES]
)
def test_unfinished_tls_handshake_raises_before_anything_is_sent(
    handler: Handler, error: type[APIConnectionError], message: str, client_factory: ClientFactory
) -> None:
    with TcpServer(handler) as server:
        address = server.url.replace("http:", "https:")
        with client_factory(base_url=address, max_retries=0, timeout=TIMEOUT) as perform:
            with no_hang(), pytest.raises(APIConnectionError, match=message) as caught:
                perform(write)
            assert type(caught.value) is error
            assert caught.value.sent is False
        assert server.settles(connections=0)


@both_clients
def test_plain_http_to_a_tls_server_raises(client_factory: ClientFactory, authority: trustme.CA) -> None:
    with TcpServer(GOOD, tls=issued(authority)) as server:
        address = server.url.replace("https:", "http:")
        with client_factory(base_url=address) as perform, pytest.raises(APIConnectionError, match=NO_RESPONSE):
            perform(write)
        assert server.requests == []


@both_clients
def test_attempt_over_tls_ends_at_its_deadline(client_factory: ClientFactory, authority: trustme.CA) -> None:
    handler = dripping(b"HTTP/1.1 200 OK\r\n", b"a" * DRIP_BYTES)
    with TcpServer(handler, tls=issued(authority)) as server:
        with client_factory(base_url=server.url, max_retries=0, timeout=TIMEOUT) as perform:
            assert_ends_at_deadline(perform, NO_RESPONSE_IN_TIME)
        assert server.settles(connections=0)


def assert_ends_at_deadline(perform: Perform, message: str) -> None:
    with no_hang(), pytest.raises(APITimeoutError, match=message):
        perform(read)


def forward(connection: Connection) -> None:
    """Act as a proxy: send a request to the server whose address is in it, and the response back."""
    request = connection.read_request()
    if request is None:
        return
    address = urlsplit(request.target if "://" in request.target else f"//{request.target}")
    assert address.hostname
    with socket.create_connection((address.hostname, address.port), timeout=LONG) as server:
        if request.method == "CONNECT":
            connection.send(b"HTTP/1.1 200 Connected\r\n\r\n")
            relay(connection.socket, server)
        else:
            lines = [f"{request.method} {address.path} HTTP/1.1"]
            lines += [f"{name}: {value}" for name, value in request.headers.items()]
            server.sendall("\r\n".join([*lines, "", ""]).encode() + request.body)
            while content := server.recv(65536):
                connection.send(content)
    connection.close()


def relay(first: socket.socket, second: socket.socket) -> None:
    """Send each what the other sends, until one of them leaves."""
    other = {first: second, second: first}
    while ready := select.select([first, second], [], [], LONG)[0]:
        for source in ready:
            content = source.recv(65536)
            if not content:
                return
            other[source].sendall(content)


@both_clients
def test_proxy_from_the_environment_is_used(client_factory: ClientFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    with TcpServer(responding_and_closing(GOOD)) as server, TcpServer(forward) as proxy:
        monkeypatch.setenv("HTTP_PROXY", proxy.url)
        with client_factory(base_url=server.url) as perform:
            assert perform(read).id == "id_of_a_good_response"
            # The proxy closes the connection, and must have done so before the next call.
            assert proxy.settles(connections=0)
            assert perform(write).id == "id_of_a_good_response"
        assert [request.target for request in proxy.requests] == [
            f"{server.url}/customer-offers/off_1",
            f"{server.url}/tickets/tic_1",
        ]
        assert [request.method for request in server.requests] == ["GET", "POST"]


@both_clients
@pytest.mark.parametrize("proxy_has_tls", [False, True], ids=["proxy", "proxy over TLS"])
def test_proxy_does_not_see_a_call_over_tls(
    proxy_has_tls: bool, client_factory: ClientFactory, authority: trustme.CA, monkeypatch: pytest.MonkeyPatch
) -> None:
    with (
        TcpServer(responding_and_closing(GOOD), tls=issued(authority)) as server,
        TcpServer(forward, tls=issued(authority) if proxy_has_tls else None) as proxy,
    ):
        monkeypatch.setenv("HTTPS_PROXY", proxy.url)
        with client_factory(base_url=server.url, max_retries=0) as perform:
            assert perform(read).id == "id_of_a_good_response"
        (seen,) = proxy.requests
        assert (seen.method, seen.target) == ("CONNECT", server.url.removeprefix("https://"))
        assert "authorization" not in seen.headers
        assert server.requests[0].headers["authorization"] == "Bearer key-for-tests"


@both_clients
def test_no_proxy_variable_is_respected(client_factory: ClientFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    with TcpServer(GOOD) as server, TcpServer(forward) as proxy:
        monkeypatch.setenv("HTTP_PROXY", proxy.url)
        monkeypatch.setenv("NO_PROXY", "127.0.0.1")
        with client_factory(base_url=server.url) as perform:
            assert perform(read).id == "id_of_a_good_response"
        assert proxy.accepted == 0


@both_clients
def test_attempt_through_a_proxy_ends_at_its_deadline(
    client_factory: ClientFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    with TcpServer(dripping(b"HTTP/1.1 200 OK\r\n", b"a" * DRIP_BYTES)) as proxy:
        monkeypatch.setenv("HTTP_PROXY", proxy.url)
        with client_factory(base_url="http://portal.invalid", max_retries=0, timeout=TIMEOUT) as perform:
            assert_ends_at_deadline(perform, NO_RESPONSE_IN_TIME)
        assert proxy.settles(connections=0)


@pytest.fixture
def server_on_ipv6() -> Iterator[TcpServer]:
    try:
        server = TcpServer(GOOD, host="::1")
    except OSError:
        pytest.skip("this machine has no IPv6")
    with server:
        yield server


@both_clients
def test_ipv6_address(client_factory: ClientFactory, server_on_ipv6: TcpServer) -> None:
    with client_factory(base_url=server_on_ipv6.url) as perform:
        assert perform(read).id == "id_of_a_good_response"
    assert server_on_ipv6.url.startswith("http://[::1]:")
    assert server_on_ipv6.requests[0].headers["host"] == server_on_ipv6.url.removeprefix("http://")


@both_clients
def test_unknown_host_name_raises(client_factory: ClientFactory) -> None:
    with client_factory(base_url="http://nothing.invalid", max_retries=0) as perform:
        with pytest.raises(APIConnectionError, match=NO_RESPONSE) as caught:
            perform(write)
        assert caught.value.sent is False


@both_clients
def test_cookies_are_not_kept(client_factory: ClientFactory) -> None:
    with (
        TcpServer(http_response(GOOD_JSON, "Set-Cookie: session=1; Path=/")) as server,
        client_factory(base_url=server.url) as perform,
    ):
        perform(read)
        perform(read)
        assert ["cookie" in request.headers for request in server.requests] == [False, False]


@both_clients
def test_attempt_through_a_given_httpx_client_ends_at_its_deadline(client_factory: ClientFactory) -> None:
    handler = dripping(http_response(b"", length=len(GOOD_JSON) + DRIP_BYTES), b" " * DRIP_BYTES + GOOD_JSON)
    with TcpServer(handler) as server:
        with client_factory(base_url=server.url, max_retries=0, timeout=TIMEOUT, own={}) as perform:
            assert_ends_at_deadline(perform, TRUNCATED_IN_TIME)
        assert server.settles(connections=0)


@needs_descriptors
@pytest.mark.parametrize("proxy_has_tls", [None, False, True], ids=["direct", "proxy", "proxy over TLS"])
def test_event_loops_that_are_only_closed_leave_no_connection_over_tls(
    proxy_has_tls: bool | None, authority: trustme.CA, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def call(client: AsyncMijnKlantportaal) -> None:
        await client.customer_offers.get("off_1")

    before = open_descriptors()
    with (
        TcpServer(GOOD, tls=issued(authority)) as server,
        TcpServer(forward, tls=issued(authority) if proxy_has_tls else None) as proxy,
    ):
        if proxy_has_tls is not None:
            monkeypatch.setenv("HTTPS_PROXY", proxy.url)
        client = AsyncMijnKlantportaal(api_key="k", base_url=server.url)
        for _ in range(5):
            loop = asyncio.new_event_loop()
            loop.run_until_complete(call(client))
            loop.close()
        assert server.settles(connections=1, requests=5)
        assert proxy.accepted == (0 if proxy_has_tls is None else 5)
        del client
        assert server.settles(connections=0)
    assert descriptors_settle_at(before)

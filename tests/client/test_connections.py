"""What lies between the client and the portal: certificates, proxies, addresses, cookies, own httpx clients."""

import select
import socket
import ssl
import time
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
    ConfigurationError,
    MijnKlantportaal,
)
from tests.client.faults import (
    FORMS,
    GOOD,
    GOOD_JSON,
    Form,
    answering_and_closing,
    asynchronous,
    dripping,
    http,
    read,
    write,
)
from tests.client.raw_server import Answer, Connection, TcpServer

forms = pytest.mark.parametrize("form", FORMS)


@pytest.fixture(scope="module")
def authority() -> trustme.CA:
    return trustme.CA()


@pytest.fixture(autouse=True)
def environment(authority: trustme.CA, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One without proxies, and with one authority that is trusted."""
    for name in ("http_proxy", "https_proxy", "all_proxy", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)
    path = tmp_path / "authority.pem"
    authority.cert_pem.write_to_path(path)
    monkeypatch.setenv("SSL_CERT_FILE", str(path))


def server_context() -> ssl.SSLContext:
    return ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)


def issued(authority: trustme.CA, host: str = "127.0.0.1", not_after: datetime | None = None) -> ssl.SSLContext:
    """What a server needs that shows a certificate of this authority."""
    context = server_context()
    authority.issue_cert(host, not_after=not_after).configure_cert(context)
    return context


def self_signed(tmp_path: Path) -> ssl.SSLContext:
    itself = trustme.CA()
    path = tmp_path / "self-signed.pem"
    path.write_bytes(itself.private_key_pem.bytes() + itself.cert_pem.bytes())
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


@forms
@pytest.mark.parametrize(
    ("certificate", "message"),
    [pytest.param(certificate, message, id=name) for name, certificate, message in REFUSED_CERTIFICATES],
)
def test_untrusted_certificate_raises_before_the_token_is_sent(
    certificate: Certificate, message: str, form: Form, authority: trustme.CA, tmp_path: Path
) -> None:
    with TcpServer(GOOD, tls=certificate(authority, tmp_path)) as server:
        with form(base_url=server.url, max_retries=0) as client:
            with pytest.raises(APIConnectionError, match=message) as caught:
                client(write)
            assert caught.value.sent is False
        assert server.settles(connections=0)
        assert server.accepted == 1
        assert server.requests == []


@forms
def test_trusted_certificate_is_accepted(form: Form, authority: trustme.CA) -> None:
    with TcpServer(GOOD, tls=issued(authority)) as server:
        with form(base_url=server.url) as client:
            assert client(read).id == client(write).id == "id_of_a_good_answer"
        assert server.settles(connections=0)
        assert server.accepted == 1


@forms
def test_given_httpx_client_can_trust_another_authority(form: Form) -> None:
    other = trustme.CA()
    context = ssl.create_default_context()
    other.configure_trust(context)
    with TcpServer(GOOD, tls=issued(other)) as server:
        with form(base_url=server.url, own={"verify": context}) as client:
            assert client(read).id == "id_of_a_good_answer"
        assert server.settles(connections=0)


def answer_as_plain_http(connection: Connection) -> None:
    connection.has_more()
    connection.send(http(b"", status="400 Bad Request"))
    connection.close()


def keep_silent(connection: Connection) -> None:
    connection.wait_for_end()


UNFINISHED_HANDSHAKES: list[tuple[str, Answer, type[APIConnectionError], str]] = [
    ("no TLS", answer_as_plain_http, APIConnectionError, "SSL"),
    ("closed", Connection.close, APIConnectionError, "no answer"),
    ("silent", keep_silent, APITimeoutError, "no answer in time"),
]


@forms
@pytest.mark.parametrize(
    ("answer", "error", "message"), [pytest.param(*row, id=name) for name, *row in UNFINISHED_HANDSHAKES]
)
def test_unfinished_tls_handshake_raises_before_anything_is_sent(
    answer: Answer, error: type[APIConnectionError], message: str, form: Form
) -> None:
    with TcpServer(answer) as server:
        address = server.url.replace("http:", "https:")
        with form(base_url=address, max_retries=0, timeout=1.0) as client:
            start = time.monotonic()
            with pytest.raises(APIConnectionError, match=message) as caught:
                client(write)
            assert time.monotonic() - start < 4
            assert type(caught.value) is error
            assert caught.value.sent is False
        assert server.settles(connections=0)


@forms
def test_plain_http_to_a_tls_server_raises(form: Form, authority: trustme.CA) -> None:
    with TcpServer(GOOD, tls=issued(authority)) as server:
        address = server.url.replace("https:", "http:")
        with form(base_url=address) as client, pytest.raises(APIConnectionError, match="no answer"):
            client(write)
        assert server.requests == []


@forms
def test_attempt_over_tls_ends_at_its_deadline(form: Form, authority: trustme.CA) -> None:
    answer = dripping(b"HTTP/1.1 200 OK\r\n", b"a" * 250)
    with TcpServer(answer, tls=issued(authority)) as server:
        with form(base_url=server.url, max_retries=0, timeout=0.5) as client:
            assert_ends_in_time(client, "no answer in time")
        assert server.settles(connections=0)


def assert_ends_in_time(client: Callable[..., object], message: str) -> None:
    start = time.monotonic()
    with pytest.raises(APITimeoutError, match=message):
        client(read)
    assert time.monotonic() - start < 4


def forward(connection: Connection) -> None:
    """A proxy: it gives a request to the server whose address stands in it, and the answer back."""
    request = connection.read_request()
    if request is None:
        return
    address = urlsplit(request.target if "://" in request.target else f"//{request.target}")
    assert address.hostname
    with socket.create_connection((address.hostname, address.port), timeout=5) as server:
        if request.method == "CONNECT":
            connection.send(b"HTTP/1.1 200 Connected\r\n\r\n")
            exchange(connection.socket, server)
        else:
            lines = [f"{request.method} {address.path} HTTP/1.1"]
            lines += [f"{name}: {value}" for name, value in request.headers.items()]
            server.sendall("\r\n".join([*lines, "", ""]).encode() + request.body)
            while content := server.recv(65536):
                connection.send(content)
    connection.close()


def exchange(first: socket.socket, second: socket.socket) -> None:
    """Give each what the other sends, until one of them leaves."""
    other = {first: second, second: first}
    while ready := select.select([first, second], [], [], 5)[0]:
        for one in ready:
            content = one.recv(65536)
            if not content:
                return
            other[one].sendall(content)


@forms
def test_proxy_from_the_environment_is_used(form: Form, monkeypatch: pytest.MonkeyPatch) -> None:
    with TcpServer(answering_and_closing(GOOD)) as server, TcpServer(forward) as proxy:
        monkeypatch.setenv("HTTP_PROXY", proxy.url)
        with form(base_url=server.url) as client:
            assert client(read).id == "id_of_a_good_answer"
            # The proxy closes the connection, which must have come to an end before it is used again.
            assert proxy.settles(connections=0)
            assert client(write).id == "id_of_a_good_answer"
        assert [request.target for request in proxy.requests] == [
            f"{server.url}/customer-offers/off_1",
            f"{server.url}/tickets/tic_1",
        ]
        assert [request.method for request in server.requests] == ["GET", "POST"]


@forms
def test_proxy_does_not_see_a_call_over_tls(
    form: Form, authority: trustme.CA, monkeypatch: pytest.MonkeyPatch
) -> None:
    with TcpServer(answering_and_closing(GOOD), tls=issued(authority)) as server, TcpServer(forward) as proxy:
        monkeypatch.setenv("HTTPS_PROXY", proxy.url)
        with form(base_url=server.url, max_retries=0) as client:
            assert client(read).id == "id_of_a_good_answer"
        (seen,) = proxy.requests
        assert (seen.method, seen.target) == ("CONNECT", server.url.removeprefix("https://"))
        assert "authorization" not in seen.headers
        assert server.requests[0].headers["authorization"] == "Bearer key-for-tests"


@forms
def test_no_proxy_variable_is_respected(form: Form, monkeypatch: pytest.MonkeyPatch) -> None:
    with TcpServer(GOOD) as server, TcpServer(forward) as proxy:
        monkeypatch.setenv("HTTP_PROXY", proxy.url)
        monkeypatch.setenv("NO_PROXY", "127.0.0.1")
        with form(base_url=server.url) as client:
            assert client(read).id == "id_of_a_good_answer"
        assert proxy.accepted == 0


@forms
def test_attempt_through_a_proxy_ends_at_its_deadline(form: Form, monkeypatch: pytest.MonkeyPatch) -> None:
    with TcpServer(dripping(b"HTTP/1.1 200 OK\r\n", b"a" * 250)) as proxy:
        monkeypatch.setenv("HTTP_PROXY", proxy.url)
        with form(base_url="http://portal.invalid", max_retries=0, timeout=0.5) as client:
            assert_ends_in_time(client, "no answer in time")
        assert proxy.settles(connections=0)


def test_invalid_proxy_variable_raises_in_the_constructor(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTP_PROXY", "foo://x")
    with pytest.raises(ConfigurationError, match="a proxy of the environment"):
        MijnKlantportaal(api_key="k")


def test_invalid_proxy_variable_raises_at_the_first_async_call(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTP_PROXY", "foo://x")
    with asynchronous() as client, pytest.raises(ConfigurationError, match="a proxy of the environment"):
        client(read)


@pytest.fixture
def server_on_ipv6() -> Iterator[TcpServer]:
    try:
        server = TcpServer(GOOD, host="::1")
    except OSError:
        pytest.skip("this machine has no IPv6")
    with server:
        yield server


@forms
def test_ipv6_address(form: Form, server_on_ipv6: TcpServer) -> None:
    with form(base_url=server_on_ipv6.url) as client:
        assert client(read).id == "id_of_a_good_answer"
    assert server_on_ipv6.url.startswith("http://[::1]:")
    assert server_on_ipv6.requests[0].headers["host"] == server_on_ipv6.url.removeprefix("http://")


@forms
def test_unknown_host_name_raises(form: Form) -> None:
    with form(base_url="http://nothing.invalid", max_retries=0) as client:
        with pytest.raises(APIConnectionError, match="no answer") as caught:
            client(write)
        assert caught.value.sent is False


@forms
def test_cookies_are_not_kept(form: Form) -> None:
    with TcpServer(http(GOOD_JSON, "Set-Cookie: session=1; Path=/")) as server, form(base_url=server.url) as client:
        client(read)
        client(read)
        assert ["cookie" in request.headers for request in server.requests] == [False, False]


@forms
def test_attempt_through_a_given_httpx_client_ends_at_its_deadline(form: Form) -> None:
    answer = dripping(http(b"", length=len(GOOD_JSON) + 250), b" " * 250 + GOOD_JSON)
    with TcpServer(answer) as server:
        with form(base_url=server.url, max_retries=0, timeout=0.5, own={}) as client:
            assert_ends_in_time(client, "no whole answer in time")
        assert server.settles(connections=0)

"""The proxy of the environment: which one a client uses, which servers it connects to directly, and what is refused."""

import logging
import os
import ssl
import subprocess
import sys
from collections.abc import Iterator
from importlib.util import find_spec

import httpx
import pytest
import trustme

from mijnklantportaal import APIConnectionError, APIError, ConfigurationError
from mijnklantportaal._proxies import _bypasses, proxy_for
from tests.client.clients import API_KEY, CLIENT_CLASSES, ClientClass, ClientFactory, both_clients, read, write
from tests.client.tcp_server import (
    Connection,
    Handler,
    TcpServer,
    http_response,
    responding_and_closing,
    responding_and_hanging,
)
from tests.client.waiting import no_hang


@pytest.fixture(autouse=True)
def environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "https_proxy", "all_proxy", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)
    # Each value is parsed, and warned of, once in a process.
    _bypasses.cache_clear()


@pytest.fixture
def proxy() -> Iterator[TcpServer]:
    with TcpServer(responding_and_closing(http_response(b"", status="404 Not Found"))) as server:
        yield server


both_classes = pytest.mark.parametrize("client_class", CLIENT_CLASSES)


def is_proxied(client_factory: ClientFactory, base_url: str, proxy: TcpServer) -> bool:
    """Return whether a call is sent to the proxy; the server itself does not listen."""
    before = len(proxy.requests)
    with client_factory(base_url=base_url, max_retries=0, timeout=5) as perform, pytest.raises(APIError):
        perform(read)
    return len(proxy.requests) > before


# Entries of NO_PROXY, a server, and whether it is connected to directly.
ENTRIES = [
    ("127.0.0.1", "http://127.0.0.1:1", True),
    ("127.0.0.1", "http://127.0.0.2:1", False),
    ("127.0.0.0/8", "http://127.0.0.2:1", True),
    ("127.0.0.0/255.0.0.0", "http://127.0.0.2:1", True),
    ("10.0.0.0/8", "http://127.0.0.2:1", False),
    ("127.0.0.1:1", "http://127.0.0.1:1", True),
    ("127.0.0.1:2", "http://127.0.0.1:1", False),
    (":1", "http://127.0.0.1:1", True),
    ("::1", "http://[::1]:1", True),
    ("0:0:0:0:0:0:0:1", "http://[::1]:1", True),
    ("::1/128", "http://[::1]:1", True),
    ("[::1]", "http://[::1]:1", True),
    ("[::1]:1", "http://[::1]:1", True),
    ("[::1]:2", "http://[::1]:1", False),
    ("[::1]/128", "http://[::1]:1", True),
    ("fd07:b51a:cc66::/64", "http://[::1]:1", False),
    ("::1%lo", "http://[::1]:1", True),
    ("127.0.0.0/8", "http://[::ffff:127.0.0.1]:1", True),
    ("localhost", "http://localhost:1", True),
    ("LOCALHOST", "http://localhost:1", True),
    ("localhost", "http://portal.localhost:1", False),
    ("localhost:1", "http://localhost:1", True),
    ("portal.invalid", "http://portal.invalid", True),
    ("portal.invalid", "http://api.portal.invalid", True),
    ("portal.invalid", "http://otherportal.invalid", False),
    ("portal.invalid.", "http://portal.invalid", True),
    ("portal.invalid", "http://portal.invalid.", True),
    ("portal.invalid:80", "http://portal.invalid", True),
    (".portal.invalid", "http://api.portal.invalid", True),
    (".portal.invalid", "http://portal.invalid", False),
    ("*.portal.invalid", "http://api.portal.invalid", True),
    ("*.portal.invalid", "http://portal.invalid", False),
    ("http://portal.invalid", "http://portal.invalid", True),
    ("http://portal.invalid/v1", "http://portal.invalid", True),
    ("http://portal.invalid", "http://api.portal.invalid", False),
    ("http://*.portal.invalid", "http://api.portal.invalid", True),
    ("https://portal.invalid", "http://portal.invalid", False),
    ("all://portal.invalid", "http://portal.invalid", True),
    ("http://", "http://portal.invalid", True),
    ("*", "http://portal.invalid", True),
    ("other.invalid, *", "http://portal.invalid", True),
    ("münchen.invalid", "http://xn--mnchen-3ya.invalid", True),
    ("xn--mnchen-3ya.invalid", "http://münchen.invalid", True),
    ("other.invalid,portal.invalid", "http://portal.invalid", True),
    (" other.invalid , portal.invalid ", "http://portal.invalid", True),
    ("other.invalid portal.invalid", "http://portal.invalid", True),
    ("other.invalid;portal.invalid", "http://portal.invalid", True),
    (",,", "http://portal.invalid", False),
    ("", "http://portal.invalid", False),
]


@pytest.mark.parametrize(("entry", "base_url", "expected"), ENTRIES)
def test_no_proxy_entry_decides_whether_the_proxy_is_used(
    entry: str, base_url: str, expected: bool, caplog: pytest.LogCaptureFixture
) -> None:
    proxy = proxy_for(base_url, {"http": "http://127.0.0.1:1", "no": entry})
    assert (proxy is None) is expected
    assert caplog.records == []


@both_clients
@pytest.mark.parametrize(
    ("entries", "expected"), [("::1/128,10.0.0.0/8", True), ("::1/128,127.0.0.0/8", False), ("::1/128,[::1,*", False)]
)
def test_call_uses_the_proxy_unless_an_entry_includes_its_server(
    entries: str, expected: bool, client_factory: ClientFactory, proxy: TcpServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HTTP_PROXY", proxy.url)
    monkeypatch.setenv("NO_PROXY", entries)
    assert is_proxied(client_factory, "http://127.0.0.1:1", proxy) is expected


INVALID_ENTRIES = [
    "/",
    "/8",
    "?",
    "//",
    "[::1",
    "http://[bad",
    "::1/129",
    "10.0.0.0/33",
    "10.0.0.0/x",
    "portal.invalid:port",
    "portal.invalid:99999",
    "portal..invalid",
    ".",
    "*.",
    "a" * 64,
]


@both_classes
@pytest.mark.parametrize("entry", INVALID_ENTRIES)
def test_invalid_no_proxy_entry_is_skipped_with_one_warning(
    entry: str, client_class: ClientClass, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setenv("NO_PROXY", f"{entry},127.0.0.1")
    for _ in range(3):
        client_class(api_key=API_KEY)
    assert [(record.name, record.levelno) for record in caplog.records] == [("mijnklantportaal", logging.WARNING)]
    assert caplog.records[0].getMessage().startswith(f"NO_PROXY: {entry!r} cannot be parsed and will be ignored")
    settings = {"http": "http://127.0.0.1:1", "no": f"{entry},127.0.0.1"}
    assert proxy_for("http://127.0.0.1", settings) is None
    assert proxy_for("http://portal.invalid", settings) is not None


@both_classes
def test_invalid_no_proxy_entry_is_reported_without_any_proxy(
    client_class: ClientClass, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setenv("no_proxy", "user:secret@[bad, [::1")
    client_class(api_key=API_KEY)
    (record,) = caplog.records
    assert record.getMessage().startswith("no_proxy: '[bad', '[::1' cannot be parsed")


# Variables, and whether the proxy whose URL stands for PROXY is used.
VARIABLES = [
    ({"HTTP_PROXY": "PROXY"}, True),
    ({"http_proxy": "PROXY"}, True),
    ({"ALL_PROXY": "PROXY"}, True),
    ({"all_proxy": "PROXY"}, True),
    ({"HTTPS_PROXY": "PROXY"}, False),
    ({"HTTP_PROXY": "PROXY", "ALL_PROXY": "http://127.0.0.1:1"}, True),
    ({"HTTP_PROXY": "http://127.0.0.1:1", "http_proxy": "PROXY"}, True),
    ({"HTTP_PROXY": "PROXY", "http_proxy": ""}, False),
    ({"HTTP_PROXY": ""}, False),
    ({"HTTP_PROXY": " PROXY "}, True),
    ({"HTTP_PROXY": "PROXY", "ALL_PROXY": "socks://127.0.0.1:1"}, True),
    ({"HTTP_PROXY": "PROXY", "HTTPS_PROXY": "not a proxy"}, True),
    # A request to a CGI program sets HTTP_PROXY by its header `Proxy`.
    ({"HTTP_PROXY": "PROXY", "REQUEST_METHOD": "GET"}, False),
    ({"http_proxy": "PROXY", "REQUEST_METHOD": "GET"}, True),
]


@both_clients
@pytest.mark.parametrize(("variables", "expected"), VARIABLES, ids=str)
def test_variable_decides_which_proxy_is_used(
    variables: dict[str, str],
    expected: bool,
    client_factory: ClientFactory,
    proxy: TcpServer,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for name, value in variables.items():
        monkeypatch.setenv(name, value.replace("PROXY", proxy.url))
    assert is_proxied(client_factory, "http://127.0.0.1:1", proxy) is expected


@both_clients
def test_proxy_without_a_scheme_is_used(
    client_factory: ClientFactory, proxy: TcpServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HTTP_PROXY", proxy.url.removeprefix("http://"))
    assert is_proxied(client_factory, "http://127.0.0.1:1", proxy)


@both_clients
def test_credentials_of_the_proxy_are_sent_to_it(
    client_factory: ClientFactory, proxy: TcpServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HTTP_PROXY", proxy.url.replace("http://", "http://user:p%40ss@"))
    assert is_proxied(client_factory, "http://127.0.0.1:1", proxy)
    assert proxy.requests[0].headers["proxy-authorization"] == "Basic dXNlcjpwQHNz"


@both_clients
def test_proxy_over_tls_is_verified_by_the_certificates_of_the_environment(
    client_factory: ClientFactory, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    authority = trustme.CA()
    path = tmp_path_factory.mktemp("authority") / "authority.pem"
    authority.cert_pem.write_to_path(path)
    monkeypatch.setenv("SSL_CERT_FILE", str(path))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("127.0.0.1").configure_cert(context)
    with TcpServer(responding_and_closing(http_response(b"", status="404 Not Found")), tls=context) as proxy:
        monkeypatch.setenv("HTTP_PROXY", proxy.url)
        assert is_proxied(client_factory, "http://127.0.0.1:1", proxy)


SECRET = "very-secret"
INVALID_PROXIES = [
    ("HTTPS_PROXY", f"foo://user:{SECRET}@proxy.invalid:1", "'foo://proxy.invalid:1'"),
    ("https_proxy", f"ftp://user:{SECRET}@proxy.invalid", "'ftp://proxy.invalid'"),
    ("HTTPS_PROXY", f"http://user:{SECRET}@proxy.invalid:port", "'http://proxy.invalid:port'"),
    ("HTTPS_PROXY", f"http://user:{SECRET}@proxy.invalid:99999", "'http://proxy.invalid:99999'"),
    ("HTTPS_PROXY", "http://proxy.invalid:0", "'http://proxy.invalid:0'"),
    ("HTTPS_PROXY", "http://", "'http://'"),
    ("HTTPS_PROXY", "//proxy.invalid:1", "'http:////proxy.invalid:1'"),
    ("HTTPS_PROXY", "http://[::1", "'http://[::1'"),
    ("HTTPS_PROXY", f"http://us@er:{SECRET}/@{'a' * 64}.invalid", f"'http://{'a' * 64}.invalid'"),
    ("HTTPS_PROXY", f"user:{SECRET}://x@proxy.invalid", "'proxy.invalid'"),
    ("ALL_PROXY", f"socks://user:{SECRET}@127.0.0.1:1080/", "'socks://127.0.0.1:1080/'"),
    ("all_proxy", "socks4://127.0.0.1:1080", "'socks4://127.0.0.1:1080'"),
    ("Https_Proxy", "foo://x", "'foo://x'"),
]


@both_classes
@pytest.mark.parametrize(("name", "value", "shown"), INVALID_PROXIES)
def test_invalid_proxy_raises_in_the_constructor(
    name: str, value: str, shown: str, client_class: ClientClass, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(ConfigurationError) as caught:
        client_class(api_key=API_KEY)
    message = str(caught.value)
    assert message.startswith(f"{name} must be ")
    assert f", not {shown}: " in message
    assert SECRET not in message
    assert caught.value.__cause__ is caught.value.__context__ is None


@pytest.mark.skipif(find_spec("socksio") is not None, reason="the package for SOCKS is installed")
@both_classes
@pytest.mark.parametrize("scheme", ["socks5", "socks5h"])
def test_socks_proxy_without_its_package_raises_in_the_constructor(
    scheme: str, client_class: ClientClass, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ALL_PROXY", f"{scheme}://user:{SECRET}@127.0.0.1:1080")
    with pytest.raises(ConfigurationError, match=f"ALL_PROXY .*'{scheme}://127.0.0.1:1080'") as caught:
        client_class(api_key=API_KEY)
    # httpx 0.27 does not know socks5h at all.
    assert "'httpx[socks]'" in str(caught.value) or (scheme == "socks5h" and httpx.__version__ < "0.28")


def refuse_tunnel(connection: Connection) -> None:
    connection.read_request()
    connection.send(b"HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n\r\n")
    connection.close()


def close_after_request(connection: Connection) -> None:
    connection.read_request()
    connection.close()


PROXIES_WITHOUT_A_TUNNEL: list[tuple[str, Handler | bytes]] = [
    ("refuses", refuse_tunnel),
    ("closes", close_after_request),
    ("no HTTP", responding_and_hanging(b"220 smtp.invalid ESMTP\r\n")),
    ("silent", responding_and_hanging(b"")),
    ("no TLS behind it", responding_and_hanging(b"HTTP/1.1 200 Connected\r\n\r\nno TLS at all")),
    ("silent behind it", responding_and_hanging(b"HTTP/1.1 200 Connected\r\n\r\n")),
]


@both_clients
@pytest.mark.parametrize("handler", [pytest.param(handler, id=name) for name, handler in PROXIES_WITHOUT_A_TUNNEL])
def test_failure_of_a_proxy_before_the_tunnel_is_not_sent(
    handler: Handler, client_factory: ClientFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    with TcpServer(handler) as proxy:
        monkeypatch.setenv("HTTPS_PROXY", proxy.url)
        with client_factory(base_url="https://portal.invalid", max_retries=0, timeout=1.0) as perform:
            with no_hang(), pytest.raises(APIConnectionError) as caught:
                perform(write)
            assert caught.value.sent is False
        assert [request.method for request in proxy.requests] == ["CONNECT"]


@both_clients
def test_failure_of_a_proxy_that_received_the_request_may_be_sent(
    client_factory: ClientFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    with TcpServer(close_after_request) as proxy:
        monkeypatch.setenv("HTTP_PROXY", proxy.url)
        with client_factory(base_url="http://portal.invalid", max_retries=0) as perform:
            with pytest.raises(APIConnectionError) as caught:
                perform(write)
            assert caught.value.sent is True


def test_client_without_a_proxy_does_not_import_the_module_for_proxies() -> None:
    program = (
        "import sys; from mijnklantportaal import MijnKlantportaal; MijnKlantportaal(api_key='k');"
        "print('mijnklantportaal._proxies' in sys.modules)"
    )
    # Without it, Windows has no sockets.
    environment = {name: value for name, value in os.environ.items() if name == "SYSTEMROOT"}
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, env=environment)
    assert run.stdout == "False\n"

"""The listener for the redirected browser, with requests over real sockets."""

import http.client
import os
import socket
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing, suppress
from functools import partial
from html.parser import HTMLParser
from urllib.parse import quote, urlsplit

import pytest

from mijnklantportaal import ConfigurationError, OAuthError
from mijnklantportaal.oauth import _loopback
from mijnklantportaal.oauth._loopback import LoopbackListener
from tests.tracebacks import traceback_with_locals

STATE = "kFp3-state_of.the~user"
CODE = "code-of-the-user"
CALLBACK = f"/callback?code={CODE}&state={STATE}"
# Seconds after which a test fails instead of hanging. No test depends on this much time passing.
DEADLINE = 60


@pytest.fixture
def listener() -> Iterator[LoopbackListener]:
    with LoopbackListener(None) as listener:
        yield listener


def connect(listener: LoopbackListener) -> socket.socket:
    address = urlsplit(listener.redirect_uri)
    return socket.create_connection((address.hostname, address.port), DEADLINE)


def request(listener: LoopbackListener, target: str, method: str = "GET") -> tuple[int, str, http.client.HTTPMessage]:
    """Send a request, and return the status, the body and the headers of the response."""
    address = urlsplit(listener.redirect_uri)
    with closing(http.client.HTTPConnection(address.hostname or "", address.port, DEADLINE)) as connection:
        connection.request(method, target)
        response = connection.getresponse()
        return response.status, response.read().decode(), response.headers


def send_bytes(listener: LoopbackListener, content: bytes) -> None:
    """Send bytes, and wait until the connection is closed."""
    # The listener resets it where it has not read everything.
    with connect(listener) as connection, suppress(OSError):
        connection.sendall(content)
        connection.shutdown(socket.SHUT_WR)
        while connection.recv(1000):
            pass


def receive(listener: LoopbackListener, *visits: Callable[[], object]) -> tuple[str, list[object]]:
    """Return what the listener receives while a browser makes these visits one after another, and their results."""
    with ThreadPoolExecutor(1) as browser:
        results = browser.submit(lambda: [visit() for visit in visits])
        return listener.receive(STATE, DEADLINE), results.result(DEADLINE)


def server_below_ephemeral_ports(host: str, family: socket.AddressFamily) -> socket.socket:
    """Return a server on a port that the system gives to no other program when this one has released it."""
    for port in range(20_000 + os.getpid() % 10_000, 32_768):
        with suppress(OSError):
            return socket.create_server((host, port), family=family)
    raise AssertionError("no port is free")


def unused_port() -> int:
    with LoopbackListener(None) as listener:
        return urlsplit(listener.redirect_uri).port or 0


class Tags(HTMLParser):
    """The tags of a page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.names: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.names.append(tag)


def test_callback_is_returned_and_the_browser_gets_a_page(listener: LoopbackListener) -> None:
    address = urlsplit(listener.redirect_uri)
    assert (address.scheme, address.hostname, address.path) == ("http", "127.0.0.1", "/callback")
    url, (response,) = receive(listener, lambda: request(listener, CALLBACK))
    assert url == f"{listener.redirect_uri}?code={CODE}&state={STATE}"
    assert isinstance(response, tuple)
    status, page, headers = response
    assert status == 200
    assert "You can close this page" in page
    assert CODE not in page
    assert headers["content-type"] == "text/html; charset=utf-8"
    assert headers["content-security-policy"] == "default-src 'none'"
    assert headers["referrer-policy"] == "no-referrer"
    assert headers["cache-control"] == "no-store"


@pytest.mark.parametrize("description", ["the user refused", "<script>alert(1)</script>", "{title} %s ünïcode", ""])
def test_refusal_is_returned_and_shown(listener: LoopbackListener, description: str) -> None:
    query = f"error=access_denied&error_description={quote(description)}&state={STATE}"
    url, (response,) = receive(listener, lambda: request(listener, f"/callback?{query}"))
    assert url == f"{listener.redirect_uri}?{query}"
    assert isinstance(response, tuple)
    status, page, _ = response
    assert status == 200
    assert "Access was refused" in page
    assert description.replace("<", "&lt;").replace(">", "&gt;") in page
    assert Tags(page).names == ["html", "head", "meta", "title", "body", "h1", "p"]


@pytest.mark.parametrize("name", ["access_denied", "<b>"])
def test_refusal_without_a_description_shows_the_error_code(listener: LoopbackListener, name: str) -> None:
    _, (response,) = receive(listener, lambda: request(listener, f"/callback?state={STATE}&error={quote(name)}"))
    assert isinstance(response, tuple)
    assert name.replace("<", "&lt;").replace(">", "&gt;") in response[1]


def test_right_state_without_code_and_error_is_returned(listener: LoopbackListener) -> None:
    url, _ = receive(listener, lambda: request(listener, f"/callback?state={STATE}"))
    assert url == f"{listener.redirect_uri}?state={STATE}"


def test_encoded_state_is_decoded_before_it_is_compared(listener: LoopbackListener) -> None:
    encoded = "".join(f"%{character:02x}" for character in STATE.encode())
    url, _ = receive(listener, lambda: request(listener, f"/callback?state={encoded}&code=a%26b"))
    assert url == f"{listener.redirect_uri}?state={encoded}&code=a%26b"


@pytest.mark.parametrize(
    ("method", "target"),
    [
        ("GET", "/favicon.ico"),
        ("GET", "/"),
        ("GET", f"/callback/?state={STATE}&code=x"),
        ("GET", f"/Callback?state={STATE}&code=x"),
        ("GET", f"/other/../callback?state={STATE}&code=x"),
        ("GET", "/callback"),
        ("GET", "/callback?code=x"),
        ("GET", "/callback?code=x&state="),
        ("GET", "/callback?code=x&state=wrong"),
        ("GET", f"/callback?code=x&state={STATE}x"),
        ("GET", f"/callback?code=x&state={STATE[:-1]}"),
        ("GET", f"/callback?code=x&state={STATE.upper()}"),
        ("GET", f"/callback?code=x&state={STATE}&state={STATE}"),
        ("GET", f"/callback?code=x&state=wrong&state={STATE}"),
        ("GET", f"/callback?code=x&state={STATE}&state="),
        ("GET", "/callback?code=x&state=%ff%00"),
        ("GET", "/callback?code=x&state=%f0%9f%98%80"),
        ("POST", CALLBACK),
        ("HEAD", CALLBACK),
        ("OPTIONS", CALLBACK),
        ("TRACE", CALLBACK),
        ("<b>", CALLBACK),
    ],
)
def test_other_request_gets_an_error_and_the_wait_goes_on(listener: LoopbackListener, method: str, target: str) -> None:
    url, responses = receive(listener, lambda: request(listener, target, method), lambda: request(listener, CALLBACK))
    assert url == f"{listener.redirect_uri}?code={CODE}&state={STATE}"
    assert isinstance(responses[0], tuple)
    status, page, _ = responses[0]
    assert status == (404 if method == "GET" else 501)
    assert STATE not in page
    assert "b" not in Tags(page).names


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\r\n",
        b"GET",
        b"GET /callback?state=\xff\xfe HTTP/1.1\r\n\r\n",
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
        b"GET /" + b"a" * 100_000 + b" HTTP/1.1\r\n\r\n",
        b"GET / HTTP/1.1\r\n" + b"A: b\r\n" * 1000 + b"\r\n",
        b"GET http://[ HTTP/1.1\r\n\r\n",
        b"GET //[?state HTTP/1.1\r\n\r\n",
    ],
)
def test_malformed_request_does_not_end_the_wait(
    listener: LoopbackListener, content: bytes, capfd: pytest.CaptureFixture[str]
) -> None:
    url, _ = receive(listener, lambda: send_bytes(listener, content), lambda: request(listener, CALLBACK))
    assert url.endswith(CALLBACK)
    assert capfd.readouterr() == ("", "")


def test_request_before_the_wait_is_received(listener: LoopbackListener) -> None:
    with connect(listener) as connection, connection.makefile("rb") as received:
        connection.sendall(f"GET {CALLBACK} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n".encode())
        assert listener.receive(STATE, DEADLINE).endswith(CALLBACK)
        assert received.readline() == b"HTTP/1.0 200 OK\r\n"


def test_connections_that_send_nothing_delay_no_request_and_are_closed(listener: LoopbackListener) -> None:
    started = time.monotonic()
    with ExitStack() as stack:
        idle: list[socket.socket] = []

        def preconnect() -> None:
            for content in (b"", b"GET /callb", b"GET / HTTP/1.1\r\nHost: ") * 4:
                idle.append(stack.enter_context(connect(listener)))
                idle[-1].sendall(content)

        receive(listener, preconnect, lambda: request(listener, CALLBACK))
        assert time.monotonic() - started < _loopback._REQUEST_TIMEOUT
        listener.close()
        for connection in idle:
            try:
                assert connection.recv(1) in (b"", b"H")
            except ConnectionResetError:
                # It was in the queue of the operating system.
                continue


def test_browser_that_hangs_up_early_has_delivered_the_callback(
    listener: LoopbackListener, capfd: pytest.CaptureFixture[str]
) -> None:
    def hang_up() -> None:
        with connect(listener) as connection:
            # Closing it resets the connection.
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")
            connection.sendall(f"GET {CALLBACK} HTTP/1.1\r\n\r\n".encode())
            time.sleep(0.1)

    url, _ = receive(listener, hang_up)
    assert url.endswith(CALLBACK)
    assert capfd.readouterr() == ("", "")


def test_timeout_raises_with_the_way_out_and_without_the_state(listener: LoopbackListener) -> None:
    state = f"{STATE}-secret"
    with pytest.raises(OAuthError) as caught:
        listener.receive(state, 0.05)
    assert str(caught.value) == (
        f"no browser was redirected to {listener.redirect_uri} within 0.05 seconds: log in and grant access in the "
        "browser, and check that this redirect URI is registered for the application"
    )
    assert state not in traceback_with_locals(caught.value)


def test_other_requests_do_not_extend_the_timeout(listener: LoopbackListener) -> None:
    is_done = False

    def keep_requesting() -> None:
        while not is_done:
            try:
                request(listener, "/favicon.ico")
            except (OSError, http.client.HTTPException):
                return

    started = time.monotonic()
    with ThreadPoolExecutor(1) as browser:
        browser.submit(keep_requesting)
        with pytest.raises(OAuthError):
            listener.receive(STATE, 0.3)
        is_done = True
        listener.close()
    assert time.monotonic() - started < DEADLINE


def test_code_is_neither_logged_nor_printed(
    listener: LoopbackListener, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    caplog.set_level(0)
    receive(
        listener,
        lambda: request(listener, f"/callback?code={CODE}&state=wrong"),
        lambda: request(listener, CALLBACK, "POST"),
        lambda: request(listener, CALLBACK),
    )
    assert caplog.text == ""
    assert capfd.readouterr() == ("", "")
    assert CODE not in repr(listener)


@pytest.mark.parametrize(
    ("uri", "hosts", "path"),
    [
        ("http://127.0.0.1:{}/callback", ["127.0.0.1"], "/callback"),
        ("http://127.0.0.1:{}", ["127.0.0.1"], "/"),
        ("http://localhost:{}/a/b%20c", ["127.0.0.1", "::1"], "/a/b%20c"),
        ("http://LOCALHOST:{}/", ["127.0.0.1", "::1"], "/"),
        ("http://[::1]:{}/callback?from=portal", ["::1"], "/callback"),
    ],
)
def test_redirect_uri_of_a_program_is_used_exactly(uri: str, hosts: list[str], path: str) -> None:
    port = unused_port()
    uri = uri.format(port)
    for host in hosts:
        with LoopbackListener(uri) as listener:
            assert listener.redirect_uri == uri

            def visit(host: str = host) -> int:
                with closing(http.client.HTTPConnection(host, port, DEADLINE)) as connection:
                    connection.request("GET", f"{path}?from=portal&state={STATE}")
                    return connection.getresponse().status

            url, statuses = receive(listener, visit)
            assert url == f"{uri.partition('?')[0]}?from=portal&state={STATE}"
            assert statuses == [200]


def test_redirect_uri_without_a_port_uses_port_80() -> None:
    uri = "http://localhost/callback"
    try:
        listener = LoopbackListener(uri)
    except ConfigurationError as error:
        # It needs rights that not every user has.
        outcome = str(error)
    else:
        with listener:
            outcome, _ = receive(listener, lambda: request(listener, CALLBACK))
    assert outcome.startswith(
        (f"{uri}?code={CODE}&state={STATE}", f"the program cannot listen on port 80 of the redirect URI {uri} ")
    )


@pytest.mark.parametrize(
    "uri",
    [
        "",
        "/callback",
        "127.0.0.1:8400/callback",
        "https://127.0.0.1:8400/callback",
        "http://example.com/callback",
        "http://127.0.0.1.example.com/",
        "http://127.0.0.2:8400/",
        "http://0.0.0.0:8400/",
        "http://[::]:8400/",
        "http://localhost@example.com/",
        "http://user@localhost:8400/",
        "http://user:password@127.0.0.1:8400/",
        "http://localhost:8400/#here",
        "http://localhost:0/",
        "http://localhost:99999/",
        "http://localhost:port/",
        "http://[::1",
        "http://localhost:8400/a b",
        "http://localhost:8400/\n",
        "http://localhost:8400/ü",
        "urn:ietf:wg:oauth:2.0:oob",
    ],
)
def test_redirect_uri_that_is_not_of_this_machine_raises(uri: str) -> None:
    with pytest.raises(ConfigurationError) as caught:
        LoopbackListener(uri)
    assert str(caught.value) == (
        f"redirect_uri must be an http URL of this machine, such as http://127.0.0.1:8400/callback, not {uri!r}"
    )


@pytest.mark.parametrize("host", ["127.0.0.1", "::1"])
def test_port_in_use_raises_and_nothing_stays_open(host: str) -> None:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with server_below_ephemeral_ports(host, family) as server:
        port = server.getsockname()[1]
        uri = f"http://localhost:{port}/callback"
        with pytest.raises(ConfigurationError, match=f"cannot listen on port {port} of the redirect URI {uri} "):
            LoopbackListener(uri)
    with LoopbackListener(uri):
        pass


def test_localhost_works_on_a_machine_without_ipv6(monkeypatch: pytest.MonkeyPatch) -> None:
    # An address for documentation, which no machine has (RFC 3849): the error is that for ::1 on such a machine.
    monkeypatch.setitem(_loopback._ADDRESSES, "localhost", ["127.0.0.1", "2001:db8::1"])
    with LoopbackListener(f"http://localhost:{unused_port()}/callback") as listener:
        url, _ = receive(listener, lambda: request(listener, CALLBACK))
    assert url.endswith(CALLBACK)


def test_closed_listener_leaves_the_port_to_the_next_one() -> None:
    uri = f"http://localhost:{unused_port()}/callback"
    for _ in range(3):
        listener = LoopbackListener(uri)
        with listener:
            receive(listener, partial(request, listener, CALLBACK))
        with pytest.raises(ConnectionRefusedError):
            connect(listener)

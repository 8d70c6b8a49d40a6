"""Whom the sandbox calls, and whom it does not; receivers that fail, and receivers in process."""

import socket
import ssl
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import httpx
import pytest
import trustme

from mijnklantportaal._clock import real_monotonic
from mijnklantportaal.sandbox import Sandbox
from tests.sandbox.delivery_receivers import (
    HANG_GUARD,
    Receiver,
    in_process,
    raw_receiver,
    read_request,
    receiver,
    register,
    stay_silent,
)

# Receivers that fail.


def close_at_once(connection: socket.socket) -> None:
    read_request(connection)


def send(content: bytes) -> Callable[[socket.socket], None]:
    def handle(connection: socket.socket) -> None:
        read_request(connection)
        connection.sendall(content)

    return handle


def send_for_ever(connection: socket.socket) -> None:
    read_request(connection)
    connection.sendall(b"HTTP/1.1 200 OK\r\n\r\n")
    while True:
        connection.sendall(b"x" * 100_000)


def drip(start: bytes) -> Callable[[socket.socket], None]:
    def handle(connection: socket.socket) -> None:
        read_request(connection)
        connection.sendall(start)
        end = real_monotonic() + HANG_GUARD
        while real_monotonic() < end:
            connection.sendall(b"x")
            time.sleep(0.02)

    return handle


FAILING: list[Any] = [
    pytest.param(close_at_once, 10, None, "RemoteProtocolError", id="closes the connection"),
    pytest.param(send(b"garbage\r\n\r\n"), 10, None, "RemoteProtocolError", id="does not speak HTTP"),
    pytest.param(
        send(b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nx"), 10, 200, "RemoteProtocolError", id="truncates"
    ),
    pytest.param(send_for_ever, 10, 200, None, id="sends a body without an end"),
    pytest.param(stay_silent, 0.3, None, "Timeout", id="does not respond"),
    pytest.param(drip(b"HTTP/1.1 200 OK\r\nX-Slow: "), 0.3, None, "Timeout", id="sends a header in drips"),
    pytest.param(drip(b"HTTP/1.1 200 OK\r\n\r\n"), 1, 200, "Timeout", id="sends a body in drips"),
]


@pytest.mark.parametrize(("handle", "timeout", "status", "error"), FAILING)
def test_failing_receiver_is_logged_and_later_calls_are_made(
    sandbox: Sandbox,
    shop: Receiver,
    monkeypatch: pytest.MonkeyPatch,
    handle: Callable[[socket.socket], None],
    timeout: float,
    status: int | None,
    error: str | None,
) -> None:
    with raw_receiver(handle) as url, monkeypatch.context() as patch:
        patch.setattr("mijnklantportaal.sandbox._webhook_transport.TIMEOUT", timeout)
        register(sandbox, url)
        sandbox.customers.add()
        (failed,) = sandbox.deliveries
    register(sandbox, shop.url, "invoice-created")
    sandbox.customer_invoices.add()
    made = sandbox.deliveries[1]
    assert failed.status == status
    assert failed.error == error if error is None else error in (failed.error or "")
    assert (made.status, made.error) == (204, None)


@pytest.mark.parametrize("status", [200, 301, 307, 404, 500])
def test_any_status_is_logged_and_the_call_is_not_repeated(sandbox: Sandbox, status: int) -> None:
    with receiver(lambda call: status) as shop:
        register(sandbox, shop.url)
        sandbox.customers.add()
        assert [(delivery.status, delivery.error) for delivery in sandbox.deliveries] == [(status, None)]
        assert [(call.method, call.path) for call in shop.calls] == [("POST", "/webhook")]


def test_receiver_that_is_down_is_logged(sandbox: Sandbox) -> None:
    with receiver() as shop:
        url = shop.url
    register(sandbox, url)
    sandbox.customers.add()
    (delivery,) = sandbox.deliveries
    assert delivery.status is None
    assert delivery.error
    assert delivery.error.startswith("ConnectError: ")
    assert delivery.error in str(delivery)


# Which URLs are called.


ELSEWHERE = "the URL is not one of this machine"
NOT_CALLED = {
    "http://example.com/": ELSEWHERE,
    "https://93.184.216.34/": ELSEWHERE,
    "http://0.0.0.0/": ELSEWHERE,
    "http://192.168.0.1/": ELSEWHERE,
    "http://[2001:db8::1]/": ELSEWHERE,
    "http://localhost.example.com/": ELSEWHERE,
    "http://127.0.0.1.example.com/": ELSEWHERE,
    "http://2130706433/": ELSEWHERE,
    "http://localhost@example.com/": "the URL must not contain a user name or a password",
    "http://user:hunter2@localhost/": "the URL must not contain a user name or a password",
    "http://user:hunter2@[localhost/": "the URL must not contain a user name or a password",
    "ftp://localhost/": "the URL must begin with http:// or https:// and a host",
    "file:///etc/passwd": "the URL must begin with http:// or https:// and a host",
    "javascript:alert(1)": "the URL must begin with http:// or https:// and a host",
    "/relative": "the URL must begin with http:// or https:// and a host",
    "http://": "the URL must begin with http:// or https:// and a host",
    "": "the URL must begin with http:// or https:// and a host",
    "http://localhost:0/": "the URL has a port that is not from 1 to 65535",
    "http://localhost:65536/": "the URL has a port that is not from 1 to 65535",
    "http://localhost:none/": "the URL is not valid",
    "http://[::1/": "the URL is not valid",
    "http://local host/": ELSEWHERE,
    "http://localhost/\r\nX-Injected: 1": "the URL is not valid",
    "http://\u2488/": "the URL is not valid",
    "http://" + "a" * 100_000: "the URL is not valid",
}


@pytest.mark.parametrize("url", NOT_CALLED, ids=lambda url: repr(url)[1:40])
def test_url_that_cannot_be_called_is_logged_and_later_calls_are_made(
    sandbox: Sandbox, shop: Receiver, monkeypatch: pytest.MonkeyPatch, url: str
) -> None:
    connected: list[object] = []
    connect = socket.create_connection

    def record(address: Any, *arguments: Any, **options: Any) -> socket.socket:
        connected.append(address[1])
        return connect(address, *arguments, **options)

    monkeypatch.setattr(socket, "create_connection", record)
    for called in (url, shop.url):
        sandbox.webhooks.add(url=called, type_="customer-created")
    sandbox.customers.add()
    refused, made = sandbox.deliveries
    assert refused.status is None
    assert refused.error
    assert NOT_CALLED[url] in refused.error
    assert refused.error.startswith("not sent: ")
    assert "hunter2" not in f"{refused!r} {refused}"
    assert str(refused).isprintable()
    assert made.status == 204
    assert connected == [httpx.URL(shop.url).port]


@pytest.mark.parametrize("host", ["localhost", "LOCALHOST", "127.0.0.1", "127.1.2.3"])
def test_url_of_this_machine_is_called(sandbox: Sandbox, shop: Receiver, host: str) -> None:
    register(sandbox, shop.url.replace("127.0.0.1", host))
    sandbox.customers.add()
    (delivery,) = sandbox.deliveries
    assert "not sent" not in str(delivery)
    # The receiver does not listen on the last address.
    assert delivery.status == (None if host == "127.1.2.3" else 204)


def test_proxy_of_the_environment_is_not_used(
    sandbox: Sandbox, shop: Receiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:1")
    register(sandbox, shop.url)
    sandbox.customers.add()
    assert sandbox.deliveries[0].status == 204


def test_receiver_with_a_certificate_is_called_if_the_environment_trusts_it(
    sandbox: Sandbox, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    authority = trustme.CA()
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("localhost").configure_cert(context)
    trusted = tmp_path / "ca.pem"
    authority.cert_pem.write_to_path(trusted)

    def respond(connection: socket.socket) -> None:
        with context.wrap_socket(connection, server_side=True) as encrypted:
            send(b"HTTP/1.1 204 No Content\r\n\r\n")(encrypted)

    with raw_receiver(respond) as url:
        register(sandbox, url.replace("http://127.0.0.1", "https://localhost"))
        sandbox.customers.add()
        assert "CERTIFICATE_VERIFY_FAILED" in (sandbox.deliveries[0].error or "")
        monkeypatch.setenv("SSL_CERT_FILE", str(trusted))
        sandbox.customers.add()
        assert (sandbox.deliveries[1].status, sandbox.deliveries[1].error) == (204, None)


@pytest.mark.parametrize("secret", ["é", "hunter2\r\nX-Injected: 1", " hunter2"])
def test_secret_that_no_header_can_carry_is_logged_and_not_shown(sandbox: Sandbox, shop: Receiver, secret: str) -> None:
    sandbox.webhooks.add(url=shop.url, type_="customer-created", secret=secret)
    sandbox.customers.add()
    (delivery,) = sandbox.deliveries
    assert delivery.error
    assert delivery.error.startswith("not sent: the secret of the webhook must be valid in an HTTP header")
    assert secret.strip() not in delivery.error.removeprefix("not sent: the secret of the webhook")
    assert shop.calls == []


# Receivers in process.


def test_client_calls_any_url_without_following_redirects(sandbox: Sandbox) -> None:
    requests: list[httpx.Request] = []

    def respond(request: httpx.Request) -> httpx.Response:
        requests.append(request)
        return httpx.Response(302, headers={"Location": "/other"})

    secret = register(sandbox, "https://shop.example/webhook")
    with httpx.Client(transport=httpx.MockTransport(respond), follow_redirects=True) as client:
        sandbox.deliveries.client = client
        assert sandbox.deliveries.client is client
        customer = sandbox.customers.add()
        (delivery,) = sandbox.deliveries
    assert (delivery.status, delivery.error) == (302, None)
    (request,) = requests
    assert (request.method, str(request.url)) == ("POST", "https://shop.example/webhook")
    assert (request.headers["x-webhook-signature"], request.headers["content-type"]) == (secret, "application/json")
    assert customer.id in request.read().decode()


def test_client_of_a_wsgi_application_calls_it(sandbox: Sandbox) -> None:
    calls: list[tuple[str, bytes]] = []

    def application(environ: dict[str, Any], start_response: Any) -> Sequence[bytes]:
        calls.append((environ["HTTP_X_WEBHOOK_SIGNATURE"], environ["wsgi.input"].read()))
        start_response("200 OK", [])
        return [b"received"]

    secret = register(sandbox, "https://shop.example/webhook")
    with httpx.Client(transport=httpx.WSGITransport(app=application)) as sandbox.deliveries.client:
        sandbox.customers.add()
        (delivery,) = sandbox.deliveries
    assert calls == [(secret, delivery.body)]


def test_exception_of_a_receiver_in_process_is_logged_without_the_signature(sandbox: Sandbox) -> None:
    def fail(request: httpx.Request) -> httpx.Response:
        signature = request.headers["x-webhook-signature"]
        raise errors.pop(0)(f"unexpected {signature}")

    errors: list[type[BaseException]] = [ValueError, KeyError, SystemExit, KeyboardInterrupt, pytest.fail.Exception]
    names = [error.__name__ for error in errors]
    secret = register(sandbox, "https://shop.example/webhook")
    sandbox.deliveries.wrong_signature()
    with in_process(fail) as sandbox.deliveries.client:
        for _ in names:
            sandbox.customers.add()
        logged = [delivery.error or "" for delivery in sandbox.deliveries]
    assert [error.split(":")[0] for error in logged] == names
    assert ["unexpected [signature]" in error for error in logged] == [True] * len(names)
    assert secret[:-1] not in "".join(logged)


def test_client_none_calls_this_machine_again(sandbox: Sandbox, shop: Receiver) -> None:
    register(sandbox, shop.url)
    with in_process(lambda request: httpx.Response(418)) as sandbox.deliveries.client:
        sandbox.customers.add()
        assert sandbox.deliveries[-1].status == 418
    sandbox.deliveries.client = None
    sandbox.customers.add()
    assert sandbox.deliveries[-1].status == 204


class FlaskClient:
    """Has methods such as `post`, but is not a client of httpx."""


OK = httpx.MockTransport(lambda request: httpx.Response(200))
ASYNC_CLIENT = httpx.AsyncClient(transport=OK)


@pytest.mark.parametrize("client", [ASYNC_CLIENT, OK, FlaskClient(), "http://localhost"])
def test_client_of_another_type_is_a_type_error(sandbox: Sandbox, client: Any) -> None:
    with pytest.raises(TypeError, match=r"client must be an httpx.Client, such as TestClient\(app\) or .*, not "):
        sandbox.deliveries.client = client
    assert sandbox.deliveries.client is None

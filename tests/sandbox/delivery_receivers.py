"""Receivers of webhook calls: HTTP servers on real sockets."""

import json
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import httpx

from mijnklantportaal._clock import real_monotonic
from mijnklantportaal.sandbox import Sandbox

HANG_GUARD = 20.0
"""Seconds after which a test fails instead of hanging."""


@dataclass(frozen=True)
class ReceivedCall:
    method: str
    path: str
    headers: list[tuple[str, str]]
    """By their names in lower case."""
    body: bytes

    def values(self, name: str) -> list[str]:
        return [value for key, value in self.headers if key == name]

    @property
    def signatures(self) -> list[str]:
        return self.values("x-webhook-signature")

    @property
    def json(self) -> Any:
        return json.loads(self.body)


class Receiver:
    """A server that keeps the calls it receives.

    Args:
        respond: Called with each call before the response; it returns the status.
    """

    def __init__(self, respond: Callable[[ReceivedCall], int]) -> None:
        self.respond = respond
        self.calls: list[ReceivedCall] = []
        self.url = ""

    @property
    def ids(self) -> list[str]:
        """The IDs of the objects in the bodies, in the order in which they were received."""
        return [call.json["data"]["id"] for call in self.calls]

    @property
    def types(self) -> list[str]:
        return [call.json["type"] for call in self.calls]


class _Server(ThreadingHTTPServer):
    # A receiver that holds a call must not hold the end of the test.
    daemon_threads = True

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Print nothing."""


@contextmanager
def receiver(respond: Callable[[ReceivedCall], int] = lambda call: 204) -> Iterator[Receiver]:
    receiving = Receiver(respond)

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["content-length"]))
            headers = [(name.lower(), value) for name, value in self.headers.items()]
            call = ReceivedCall(self.command, self.path, headers, body)
            receiving.calls.append(call)
            self.send_response(receiving.respond(call))
            self.send_header("Location", "/redirected")
            self.end_headers()

        do_GET = do_POST

        def log_message(self, format: str, *arguments: object) -> None:
            """Print nothing."""

    with _Server(("127.0.0.1", 0), Handler) as server:
        receiving.url = f"http://127.0.0.1:{server.server_address[1]}/webhook"
        thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
        thread.start()
        try:
            yield receiving
        finally:
            server.shutdown()
            thread.join()


@contextmanager
def raw_receiver(handle: Callable[[socket.socket], None]) -> Iterator[str]:
    """Serve one connection after another by a function that reads and writes bytes, and yield the URL."""

    def serve() -> None:
        while True:
            try:
                connection, _ = listener.accept()
            except OSError:
                return
            # Whoever calls may have left.
            with connection, suppress(OSError):
                connection.settimeout(HANG_GUARD)
                handle(connection)

    with socket.create_server(("127.0.0.1", 0)) as listener:
        thread = threading.Thread(target=serve, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{listener.getsockname()[1]}/webhook"
        # Closing it does not end accept().
        with suppress(OSError):
            listener.shutdown(socket.SHUT_RDWR)
    thread.join(HANG_GUARD)
    assert not thread.is_alive()


def read_request(connection: socket.socket) -> bytes:
    """Read a request with a short JSON body to its end."""
    content = b""
    while not content.endswith(b"}}"):
        chunk = connection.recv(65536)
        if not chunk:
            break
        content += chunk
    return content


def stay_silent(connection: socket.socket) -> None:
    read_request(connection)
    # Until the caller leaves.
    connection.recv(1)


def in_process(handle: Callable[[httpx.Request], httpx.Response]) -> httpx.Client:
    return httpx.Client(transport=httpx.MockTransport(handle))


def register(sandbox: Sandbox, url: str, type_: Any = "customer-created") -> str:
    """Register a webhook, and return its secret."""
    return sandbox.client().webhooks.create(url=url, type_=type_).secret


def is_idle() -> bool:
    return not [thread for thread in threading.enumerate() if thread.name == "sandbox-webhooks"]


def settles(condition: Callable[[], object]) -> bool:
    """Return whether the condition becomes true."""
    end = real_monotonic() + HANG_GUARD
    while not condition():
        if real_monotonic() > end:
            return False
        time.sleep(0.002)
    return True

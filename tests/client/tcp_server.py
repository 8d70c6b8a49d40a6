"""A server below HTTP: a handler decides what bytes it sends, when, and what happens to the connection."""

import os
import socket
import ssl
import struct
import threading
import time
import zlib
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from types import TracebackType
from typing import Self, TypeAlias

from tests.client.waiting import HANG_GUARD


@dataclass(frozen=True)
class ReceivedRequest:
    """A request that was received completely."""

    method: str
    target: str
    """The text between the method and the version: a path, or for a proxy an address."""
    headers: dict[str, str]
    """By their names in lower case."""
    body: bytes


class Connection:
    """One connection of a client."""

    def __init__(self, server: "TcpServer", connected: socket.socket) -> None:
        self.socket = connected
        self.requests = 0
        self.is_idle = False
        self.server = server
        self._buffer = b""

    @property
    def is_open(self) -> bool:
        return self.socket.fileno() != -1

    def read_request(self) -> ReceivedRequest | None:
        """Wait for the next request to be complete, and return it; `None` when the client leaves before."""
        head = self._until(b"\r\n\r\n")
        if head is None:
            return None
        first, *lines = head.decode("latin-1").removesuffix("\r\n\r\n").split("\r\n")
        method, target, _ = first.split(" ")
        headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)}
        is_chunked = headers.get("transfer-encoding") == "chunked"
        body = self._chunks() if is_chunked else self._exactly(int(headers.get("content-length", 0)))
        if body is None:
            return None
        request = ReceivedRequest(method, target, headers, body)
        self.requests += 1
        self.server.requests.append(request)
        return request

    def has_more(self) -> bool:
        """Wait for the next byte; `False` when the client has left."""
        return bool(self._buffer) or self._receive()

    def send(self, content: bytes) -> None:
        self.socket.sendall(content)

    def drip(self, content: bytes, seconds: float = 0.02) -> None:
        """Send the content byte by byte, with a pause after each, until the server closes."""
        for position in range(len(content)):
            self.send(content[position : position + 1])
            if self.server.closing.wait(seconds):
                return

    def wait_for_end(self) -> None:
        """Keep the connection, and discard what the client sends, until it leaves."""
        while self._receive():
            self._buffer = b""

    def reset(self) -> None:
        """Close the connection so that the client gets an error instead of the end of the stream."""
        linger = struct.pack("hh" if os.name == "nt" else "ii", 1, 0)
        self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
        self.socket.close()

    def close(self) -> None:
        self.socket.close()

    def _receive(self) -> bool:
        content = self.socket.recv(65536)
        self._buffer += content
        return bool(content)

    def _until(self, end: bytes) -> bytes | None:
        while end not in self._buffer:
            if not self._receive():
                return None
        before, _, self._buffer = self._buffer.partition(end)
        return before + end

    def _exactly(self, size: int) -> bytes | None:
        while len(self._buffer) < size:
            if not self._receive():
                return None
        content, self._buffer = self._buffer[:size], self._buffer[size:]
        return content

    def _chunks(self) -> bytes | None:
        body = b""
        while (line := self._until(b"\r\n")) is not None:
            size = int(line, 16)
            chunk = self._exactly(size + 2)
            if chunk is None or size == 0:
                return None if chunk is None else body
            body += chunk[:size]
        return None


Handler: TypeAlias = Callable[[Connection], None]
"""Does to a connection what a test needs. It is called when a client has connected, and again when more bytes come on a
connection that it left open."""


class TcpServer:
    """Serves on a loopback port from the beginning of a `with` block to its end.

    Args:
        handler: The handler of connections, or the bytes of the response to each request; may be replaced at any time.
        tls: Speaks TLS, if given.
        host: The address to serve on: an IPv6 one has colons.
        is_listening: `False` for a port that refuses connections until `listen` is called.

    Raises:
        BaseExceptionGroup: The handler failed, and not because a client had left.
        AssertionError: A thread did not end.
    """

    def __init__(
        self,
        handler: Handler | bytes,
        *,
        tls: ssl.SSLContext | None = None,
        host: str = "127.0.0.1",
        is_listening: bool = True,
    ) -> None:
        self.handler = handler
        self.requests: list[ReceivedRequest] = []
        """Those that were received completely."""
        self.accepted = 0
        """The number of connections so far."""
        self.closing = threading.Event()
        self._tls = tls
        self._accepting: threading.Thread | None = None
        self._serving: list[threading.Thread] = []
        self._open: list[Connection] = []
        self._change = threading.Condition()
        self._failures: list[BaseException] = []
        self._listener = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET)
        try:
            self._listener.bind((host, 0))
        except OSError:
            self._listener.close()
            raise
        self._address = self._listener.getsockname()[:2]
        self.url = f"{'https' if tls else 'http'}://{f'[{host}]' if ':' in host else host}:{self._address[1]}"
        if is_listening:
            self.listen()

    def __repr__(self) -> str:
        idle = sum(connection.is_idle for connection in self._open)
        return f"<TcpServer with {len(self._open)} connections, {idle} of them idle, and {len(self.requests)} requests>"

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()

    def listen(self) -> None:
        """Let clients connect."""
        self._listener.listen()
        self._accepting = threading.Thread(target=self._accept, daemon=True)
        self._accepting.start()

    def settles(self, connections: int, requests: int = 0) -> bool:
        """Return whether the server comes to rest: at most so many connections are open, none of them is being handled,
        and at least so many requests were received."""

        def is_settled() -> bool:
            is_quiet = len(self._open) <= connections and all(connection.is_idle for connection in self._open)
            return is_quiet and len(self.requests) >= requests

        with self._change:
            return self._change.wait_for(is_settled, HANG_GUARD)

    def close(self) -> None:
        """End all connections and threads."""
        self.closing.set()
        end = time.monotonic() + HANG_GUARD
        if self._accepting:
            # This wakes it on every system.
            with suppress(OSError):
                socket.create_connection(self._address, timeout=5).close()
            self._accepting.join(max(end - time.monotonic(), 0))
        self._listener.close()
        with self._change:
            for connection in self._open:
                with suppress(OSError):
                    connection.socket.shutdown(socket.SHUT_RDWR)
        for thread in self._serving:
            thread.join(max(end - time.monotonic(), 0))
        assert not [thread for thread in (self._accepting, *self._serving) if thread and thread.is_alive()]
        if self._failures:
            raise BaseExceptionGroup("the handler of a fake server failed", self._failures)

    def _accept(self) -> None:
        while True:
            connected, _ = self._listener.accept()
            if self.closing.is_set():
                connected.close()
                return
            connection = Connection(self, connected)
            self.accepted += 1
            with self._change:
                self._open.append(connection)
            thread = threading.Thread(target=self._serve, args=(connection,), daemon=True)
            self._serving.append(thread)
            thread.start()

    def _serve(self, connection: Connection) -> None:
        try:
            if self._tls:
                connection.socket = self._tls.wrap_socket(connection.socket, server_side=True)
            self._handle(connection)
            while connection.is_open and self._has_more(connection):
                self._handle(connection)
        except OSError:
            # The client has left, or does not trust the certificate.
            pass
        except BaseException as error:
            self._failures.append(error)
        finally:
            connection.close()
            with self._change:
                self._open.remove(connection)
                self._change.notify_all()

    def _has_more(self, connection: Connection) -> bool:
        self._set_idle(connection, True)
        try:
            return connection.has_more()
        finally:
            self._set_idle(connection, False)

    def _set_idle(self, connection: Connection, is_idle: bool) -> None:
        with self._change:
            connection.is_idle = is_idle
            self._change.notify_all()

    def _handle(self, connection: Connection) -> None:
        handler = responding(self.handler) if isinstance(self.handler, bytes) else self.handler
        handler(connection)


# The bytes of responses


def http_response(
    content: bytes,
    *headers: str,
    status: str = "200 OK",
    media_type: str = "application/json",
    length: int | None = None,
) -> bytes:
    """Return the bytes of a response, with another `Content-Length` than it has if `length` is given."""
    lines = [
        f"HTTP/1.1 {status}",
        f"Content-Type: {media_type}",
        f"Content-Length: {len(content) if length is None else length}",
        *headers,
    ]
    return "\r\n".join([*lines, "", ""]).encode() + content


# The fields that are missing are allowed to be missing.
GOOD_JSON = b'{"id": "id_of_a_good_response"}'
GOOD = http_response(GOOD_JSON)


def redirect(status: int, location: str) -> bytes:
    return http_response(b"", f"Location: {location}", status=f"{status} Elsewhere")


def chunked(*chunks: bytes) -> bytes:
    """Return a response with these chunks, without the one that ends it."""
    head = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n"
    return head + b"".join(b"%x\r\n%b\r\n" % (len(chunk), chunk) for chunk in chunks)


@cache
def bomb() -> bytes:
    """Return 200 MB of spaces, compressed, without having them in memory at once."""
    compressor = zlib.compressobj(level=9, wbits=zlib.MAX_WBITS | 16)
    megabyte = b" " * 1_000_000
    return b"".join([*(compressor.compress(megabyte) for _ in range(200)), compressor.flush()])


# Handlers


def responding(content: bytes) -> Handler:
    """Read a request, send these bytes, and keep the connection."""

    def handle(connection: Connection) -> None:
        if connection.read_request():
            connection.send(content)

    return handle


def responding_and_closing(content: bytes) -> Handler:
    def handle(connection: Connection) -> None:
        responding(content)(connection)
        connection.close()

    return handle


def responding_and_hanging(content: bytes) -> Handler:
    def handle(connection: Connection) -> None:
        responding(content)(connection)
        connection.wait_for_end()

    return handle


def dripping(at_once: bytes, slowly: bytes) -> Handler:
    """Read a request, send the first bytes at once and the others one by one."""

    def handle(connection: Connection) -> None:
        responding(at_once)(connection)
        connection.drip(slowly)

    return handle


def responding_with_bomb(connection: Connection) -> None:
    responding(http_response(bomb(), "Content-Encoding: gzip"))(connection)


DRIP_BYTES = 3000
"""So many bytes drip for longer than `HANG_GUARD`."""

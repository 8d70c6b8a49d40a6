"""A portal whose links lead to a server below HTTP: each request for a file gets the bytes that a test plans."""

import json
import socket
import socketserver
import threading
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from types import TracebackType
from typing import Self, TypeAlias

CONTENT = bytes(range(256)) * 40
ETAG = '"v1"'
SECRET = "secret-of-the-link"


@dataclass(frozen=True)
class FileRequest:
    """A request as it was received."""

    path: str
    headers: dict[str, str]
    """By their names in lower case."""


Reply: TypeAlias = Callable[[socket.socket, FileRequest], object]
"""Sends the response to a request for a file. The connection is closed after it."""


def response(
    status: str, content: bytes = b"", headers: Mapping[str, str] | None = None, length: int | None = -1
) -> bytes:
    """Return a response; `length` is announced instead of the real one, or none."""
    lines = [f"HTTP/1.1 {status}"]
    if length is not None:
        lines.append(f"Content-Length: {len(content) if length == -1 else length}")
    lines += [f"{name.replace('_', '-')}: {value}" for name, value in (headers or {}).items()]
    return "\r\n".join([*lines, "\r\n"]).encode("utf-8") + content


def sends(content: bytes) -> Reply:
    """Send these bytes."""
    return lambda connection, request: connection.sendall(content)


def whole(content: bytes = CONTENT, etag: str = ETAG, **headers: str) -> Reply:
    """Send the whole file."""
    return sends(response("200 OK", content, {"ETag": etag, **headers}))


def cut(size: int, content: bytes = CONTENT, etag: str = ETAG) -> Reply:
    """Send the first bytes of the whole file only."""
    return sends(response("200 OK", content[:size], {"ETag": etag}, len(content)))


def part(content: bytes = CONTENT, etag: str = ETAG, size: int | None = None, shift: int = 0) -> Reply:
    """Send the range that was requested, or its first bytes; `shift` makes it another one."""

    def reply(connection: socket.socket, request: FileRequest) -> None:
        start = int(request.headers["range"].removeprefix("bytes=").removesuffix("-")) + shift
        content_range = f"bytes {start}-{len(content) - 1}/{len(content)}"
        rest = content[start:]
        head = response("206 Partial Content", b"", {"ETag": etag, "Content-Range": content_range}, len(rest))
        connection.sendall(head + rest[:size])

    return reply


def status(line: str, **headers: str) -> Reply:
    """Send an empty response."""
    return sends(response(line, headers=headers))


@dataclass
class FileServer:
    """Serves on a loopback port from the beginning of a `with` block to its end.

    Args:
        plan: What the requests for files get, in turn.
        link: The link that the portal gives; by default one to this server.
    """

    plan: list[Reply]
    link: str | None = None
    requests: list[FileRequest] = field(default_factory=list)
    """The requests for files."""
    calls: int = 0
    """How many links were given."""
    closing: threading.Event = field(default_factory=threading.Event)

    def __enter__(self) -> Self:
        outer = self

        class Handler(socketserver.StreamRequestHandler):
            def handle(self) -> None:
                # The client may leave at any time.
                with suppress(OSError):
                    outer._handle(self)

        class Server(socketserver.ThreadingTCPServer):
            daemon_threads = True
            request_queue_size = 50

        self._server = Server(("127.0.0.1", 0), Handler)
        self.root = f"http://127.0.0.1:{self._server.server_address[1]}"
        self.url = f"{self.root}/v1"
        threading.Thread(target=self._server.serve_forever, args=(0.01,), daemon=True).start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.closing.set()
        self._server.shutdown()
        self._server.server_close()

    def _handle(self, handler: socketserver.StreamRequestHandler) -> None:
        while line := handler.rfile.readline().decode():
            headers: dict[str, str] = {}
            while header := handler.rfile.readline().decode("latin-1").strip():
                name, _, value = header.partition(":")
                headers[name.lower()] = value.strip()
            path = line.split(" ")[1]
            if not path.startswith("/v1/"):
                request = FileRequest(path, headers)
                self.requests.append(request)
                self.plan.pop(0)(handler.connection, request)
                return
            self.calls += 1
            link = self.link or f"{self.root}/{SECRET}?signature={SECRET}"
            body = json.dumps({"link": link, "expiresAt": "2026-01-01T00:00:00+01:00"}).encode()
            handler.connection.sendall(response("200 OK", body, {"Set-Cookie": "session=1; Path=/"}))

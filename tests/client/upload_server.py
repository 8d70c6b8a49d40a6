"""A server that receives large uploads and discards them, one connection at a time."""

import re
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.message import Message

CONTENT = bytes(range(256)) * 1024
MEGABYTE = 1024 * 1024


@dataclass
class UploadServer:
    """Reads a request to its end and responds with 201.

    Args:
        on_request_head: Called with the connection when the head of a request has come.
    """

    on_request_head: Callable[[socket.socket], object] = lambda connection: None
    url: str = ""
    connections: int = 0
    content_lengths: list[int] = field(default_factory=list)
    """The length that the head of each request promised."""
    received_lengths: list[int] = field(default_factory=list)
    """The length of each body that came."""
    is_closing: threading.Event = field(default_factory=threading.Event)

    def handle(self, connection: socket.socket) -> None:
        buffer = bytearray(256 * 1024)
        head = b""
        while b"\r\n\r\n" not in head:
            piece = connection.recv(len(buffer))
            if not piece:
                return
            head += piece
        self.on_request_head(connection)
        content_length = int(re.findall(rb"(?i)\r\ncontent-length: (\d+)\r\n", head)[0])
        received = len(head.partition(b"\r\n\r\n")[2])
        while received < content_length and (size := connection.recv_into(buffer)):
            received += size
        self.content_lengths.append(content_length)
        self.received_lengths.append(received)
        connection.sendall(b"HTTP/1.1 201 Created\r\nContent-Length: 2\r\nConnection: close\r\n\r\n{}")


@contextmanager
def upload_server() -> Iterator[UploadServer]:
    state = UploadServer()
    with socket.create_server(("127.0.0.1", 0)) as server:
        state.url = f"http://127.0.0.1:{server.getsockname()[1]}/v1"

        def serve() -> None:
            while True:
                try:
                    connection, _ = server.accept()
                except OSError:
                    return
                state.connections += 1
                with connection:
                    try:
                        state.handle(connection)
                    except OSError:
                        # A client that gave up has closed its connection.
                        continue

        thread = threading.Thread(target=serve)
        thread.start()
        yield state
        state.is_closing.set()
        server.shutdown(socket.SHUT_RDWR)
        thread.join()


@dataclass
class FormPart:
    header: bytes
    content: bytes


def parts_of(body: bytes, headers: Message) -> list[FormPart]:
    """Return the parts of a multipart body."""
    boundary = headers["Content-Type"].partition("boundary=")[2].encode()
    begin, *parts, end = body.split(b"--" + boundary)
    assert (begin, end) == (b"", b"--\r\n")
    split = [part.removeprefix(b"\r\n").removesuffix(b"\r\n").partition(b"\r\n\r\n") for part in parts]
    return [FormPart(header, content) for header, _, content in split]

"""A server for large uploads, and both clients as tests of uploads use them."""

import asyncio
import os
import re
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.message import Message
from typing import Any, TypeAlias

import pytest

from mijnklantportaal import (
    AsyncMijnKlantportaal,
    MijnKlantportaal,
)

CONTENT = bytes(range(256)) * 1024
MEGABYTE = 1024 * 1024
# Far above what is needed, and far below what a test should wait for.
AT_ONCE = 3.0
LONG = 60.0

Send: TypeAlias = Callable[..., Any]


def send_blocking(url: str, file: Any, **options: Any) -> Any:
    """Upload a file with the synchronous client."""
    with MijnKlantportaal(api_key="key-for-tests", base_url=url, **{"timeout": LONG, **options}) as client:
        return client.files.upload(file=file)


def send_in_loop(url: str, file: Any, **options: Any) -> Any:
    """Upload a file with the asynchronous client."""

    async def program() -> Any:
        options_given = {"timeout": LONG, **options}
        async with AsyncMijnKlantportaal(api_key="key-for-tests", base_url=url, **options_given) as client:
            return await client.files.upload(file=file)

    return asyncio.run(program())


both_clients = pytest.mark.parametrize(
    "send", [pytest.param(send_blocking, id="blocking"), pytest.param(send_in_loop, id="in a loop")]
)
not_on_windows = pytest.mark.skipif(os.name == "nt", reason="files have other names and errors there")


@dataclass
class Drain:
    """A server that throws away what it is sent.

    Args:
        on_head: Called with the connection when the head of a request has come.
    """

    on_head: Callable[[socket.socket], object] = lambda connection: None
    url: str = ""
    connections: int = 0
    lengths: list[int] = field(default_factory=list)
    received: list[int] = field(default_factory=list)
    is_over: threading.Event = field(default_factory=threading.Event)

    def talk(self, connection: socket.socket) -> None:
        buffer = bytearray(256 * 1024)
        head = b""
        while b"\r\n\r\n" not in head:
            piece = connection.recv(len(buffer))
            if not piece:
                return
            head += piece
        self.on_head(connection)
        length = int(re.findall(rb"(?i)\r\ncontent-length: (\d+)\r\n", head)[0])
        come = len(head.partition(b"\r\n\r\n")[2])
        while come < length and (size := connection.recv_into(buffer)):
            come += size
        self.lengths.append(length)
        self.received.append(come)
        connection.sendall(b"HTTP/1.1 201 Created\r\nContent-Length: 2\r\nConnection: close\r\n\r\n{}")


@contextmanager
def draining() -> Iterator[Drain]:
    """Serve it."""
    state = Drain()
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
                        state.talk(connection)
                    except OSError:
                        # Whoever gave up has hung up.
                        continue

        thread = threading.Thread(target=serve)
        thread.start()
        yield state
        state.is_over.set()
        server.shutdown(socket.SHUT_RDWR)
        thread.join()


def ends_at_once(call: Callable[[], Any], error: type[Exception]) -> Any:
    """The error, which must not take long."""
    start = time.monotonic()
    with pytest.raises(error) as caught:
        call()
    assert time.monotonic() - start < AT_ONCE
    return caught.value


@dataclass
class Part:
    """One part of a multipart body as it was sent."""

    header: bytes
    content: bytes


def parts_of(body: bytes, headers: Message) -> list[Part]:
    boundary = headers["Content-Type"].partition("boundary=")[2].encode()
    begin, *parts, end = body.split(b"--" + boundary)
    assert (begin, end) == (b"", b"--\r\n")
    split = [part.removeprefix(b"\r\n").removesuffix(b"\r\n").partition(b"\r\n\r\n") for part in parts]
    return [Part(header, content) for header, _, content in split]

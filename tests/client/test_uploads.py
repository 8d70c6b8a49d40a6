"""Files on their way to the portal: sent piece by piece, whole, and again where that is needed."""

import asyncio
import bz2
import gc
import gzip
import io
import os
import re
import socket
import tempfile
import threading
import time
import tracemalloc
import zipfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from email.message import Message
from pathlib import Path
from typing import Any, TypeAlias

import pytest

from mijnklantportaal import (
    APIConnectionError,
    APIStatusError,
    APITimeoutError,
    AsyncMijnKlantportaal,
    MijnKlantportaal,
    Upload,
)

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
needs_descriptors = pytest.mark.skipif(not os.path.isdir("/proc/self/fd"), reason="descriptors can't be counted here")
not_on_windows = pytest.mark.skipif(os.name == "nt", reason="files have other names and errors there")


@pytest.fixture(autouse=True)
def _no_certificates(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Reading those of the system takes longer than most tests, and none needs them."""
    monkeypatch.delenv("SSL_CERT_FILE", raising=False)
    monkeypatch.setenv("SSL_CERT_DIR", str(tmp_path))


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


@pytest.fixture
def drain() -> Iterator[Drain]:
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


@pytest.fixture
def large(tmp_path: Path) -> Path:
    """A file of 64 MB, more than all buffers on the way together."""
    path = tmp_path / "large.bin"
    path.touch()
    os.truncate(path, 64 * MEGABYTE)
    return path


def ends_at_once(call: Callable[[], Any], error: type[Exception]) -> Any:
    """The error, which must not take long."""
    start = time.monotonic()
    with pytest.raises(error) as caught:
        call()
    assert time.monotonic() - start < AT_ONCE
    return caught.value


# Large files


@both_clients
@pytest.mark.parametrize("is_opened", [pytest.param(False, id="path"), pytest.param(True, id="file object")])
def test_a_large_file_is_sent_piece_by_piece(drain: Drain, large: Path, send: Send, is_opened: bool) -> None:
    # What is loaded for the first call only is not counted.
    send(drain.url, b"small")
    tracemalloc.start()
    try:
        with ExitStack() as opened:
            send(drain.url, opened.enter_context(large.open("rb")) if is_opened else large)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < 8 * MEGABYTE
    assert drain.received == drain.lengths
    assert 64 * MEGABYTE < drain.lengths[-1] < 65 * MEGABYTE


either_kind_of_file = pytest.mark.parametrize(
    "make", [pytest.param(lambda path: path, id="path"), pytest.param(lambda path: bytes(64 * MEGABYTE), id="bytes")]
)


@both_clients
@either_kind_of_file
def test_an_upload_to_a_server_that_reads_nothing_ends_in_time(
    drain: Drain, large: Path, send: Send, make: Callable[[Path], Any]
) -> None:
    drain.on_head = lambda connection: drain.is_over.wait(LONG)
    error = ends_at_once(lambda: send(drain.url, make(large), timeout=0.3), APITimeoutError)
    assert (error.attempts, error.sent) == (1, True)
    assert drain.connections == 1


@both_clients
@either_kind_of_file
def test_an_upload_to_a_server_that_reads_slowly_ends_in_time(
    drain: Drain, large: Path, send: Send, make: Callable[[Path], Any]
) -> None:
    def read_slowly(connection: socket.socket) -> None:
        # Some 10 MB a second: always enough for another piece to leave, and far from enough for all.
        while connection.recv(MEGABYTE // 4):
            time.sleep(0.025)

    drain.on_head = read_slowly
    ends_at_once(lambda: send(drain.url, make(large), timeout=0.3), APITimeoutError)


@both_clients
def test_a_refusal_before_the_file_is_sent_is_given(drain: Drain, large: Path, send: Send) -> None:
    def refuse(connection: socket.socket) -> None:
        connection.sendall(b"HTTP/1.1 413 Too Large\r\nContent-Length: 2\r\nConnection: close\r\n\r\n{}")
        connection.shutdown(socket.SHUT_WR)

    drain.on_head = refuse
    error = ends_at_once(lambda: send(drain.url, large), APIStatusError)
    assert error.status_code == 413


# What is sent


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


CONTENT = bytes(range(256)) * 1024
Make: TypeAlias = Callable[[Path, ExitStack], Any]


def at_offset(path: Path, opened: ExitStack) -> Any:
    file = opened.enter_context(path.open("rb"))
    file.seek(1000)
    return file


def unbuffered(path: Path, opened: ExitStack) -> Any:
    return opened.enter_context(path.open("rb", buffering=0))


def at_its_end(path: Path, opened: ExitStack) -> Any:
    file = io.BytesIO()
    file.write(CONTENT)
    return file


def not_flushed(path: Path, opened: ExitStack) -> Any:
    file = opened.enter_context((path.parent / "other").open("w+b", buffering=2 * len(CONTENT)))
    file.write(CONTENT)
    assert os.path.getsize(file.name) == 0
    return file


def compressed(path: Path, opened: ExitStack) -> Any:
    other = path.with_suffix(".gz")
    other.write_bytes(gzip.compress(CONTENT))
    return opened.enter_context(gzip.open(other))


def compressed_by_bzip2(path: Path, opened: ExitStack) -> Any:
    other = path.with_suffix(".bz2")
    other.write_bytes(bz2.compress(CONTENT))
    return opened.enter_context(bz2.open(other))


def in_an_archive(path: Path, opened: ExitStack) -> Any:
    archive = opened.enter_context(zipfile.ZipFile(path.with_suffix(".zip"), "w", zipfile.ZIP_DEFLATED))
    archive.writestr("folder/member.bin", CONTENT)
    return opened.enter_context(archive.open("folder/member.bin"))


def spooled(max_size: int) -> Make:
    def make(path: Path, opened: ExitStack) -> Any:
        file = opened.enter_context(tempfile.SpooledTemporaryFile(max_size))  # noqa: SIM115, the stack closes it
        file.write(CONTENT)
        return file

    return make


FILES: list[Any] = [
    pytest.param(lambda path, opened: path, id="path"),
    pytest.param(lambda path, opened: Upload(str(path), name="other.bin"), id="text path with another name"),
    pytest.param(lambda path, opened: CONTENT, id="bytes"),
    pytest.param(at_offset, id="file object in its middle"),
    pytest.param(unbuffered, id="file object without a buffer"),
    pytest.param(lambda path, opened: io.BytesIO(CONTENT), id="BytesIO"),
    pytest.param(at_its_end, id="BytesIO at its end"),
    pytest.param(not_flushed, id="file that is not flushed"),
    pytest.param(compressed, id="gzip"),
    pytest.param(compressed_by_bzip2, id="bzip2"),
    pytest.param(in_an_archive, id="member of an archive"),
    pytest.param(spooled(0), id="spooled in memory"),
    pytest.param(spooled(1), id="spooled on disk"),
]
EMPTY: list[Any] = [
    pytest.param(lambda path, opened: path, id="path"),
    pytest.param(lambda path, opened: opened.enter_context(path.open("rb")), id="file object"),
    pytest.param(lambda path, opened: b"", id="bytes"),
    pytest.param(lambda path, opened: io.BytesIO(), id="BytesIO"),
]


def is_sent_twice(portal: Any, send: Send, file: Any, content: bytes) -> bool:
    """Whether a file is sent whole, and the same once more when the first attempt is refused."""
    portal.answer({"message": "Too many requests."}, status=429, Retry_After="1")
    portal.answer({}, status=201)
    send(portal.url, file)
    first, second = portal.requests
    for request in (first, second):
        assert request.headers["Transfer-Encoding"] is None
        assert int(request.headers["Content-Length"]) == len(request.body)
    (part,), (again,) = (parts_of(request.body, request.headers) for request in (first, second))
    assert again == part
    assert part.header.startswith(b'Content-Disposition: form-data; name="file"; filename="')
    return part.content == content


@both_clients
@pytest.mark.parametrize("make", FILES)
def test_a_file_is_sent_whole_each_time(portal: Any, clock: Any, tmp_path: Path, send: Send, make: Make) -> None:
    path = tmp_path / "file.bin"
    path.write_bytes(CONTENT)
    with ExitStack() as opened:
        assert is_sent_twice(portal, send, make(path, opened), CONTENT)


@both_clients
@pytest.mark.parametrize("make", EMPTY)
def test_an_empty_file_is_sent(portal: Any, clock: Any, tmp_path: Path, send: Send, make: Make) -> None:
    path = tmp_path / "empty.bin"
    path.touch()
    with ExitStack() as opened:
        assert is_sent_twice(portal, send, make(path, opened), b"")


def test_a_file_object_stays_open(portal: Any, tmp_path: Path) -> None:
    path = tmp_path / "file.bin"
    path.write_bytes(CONTENT)
    portal.answer({}, status=201)
    with path.open("rb") as file:
        for _ in range(2):
            send_blocking(portal.url, file)
        assert not file.closed
    assert len(portal.requests) == 2


# Files that change


@both_clients
@pytest.mark.parametrize("is_opened", [pytest.param(False, id="path"), pytest.param(True, id="file object")])
@pytest.mark.parametrize("size", [pytest.param(10, id="shorter"), pytest.param(100_000, id="longer")])
def test_a_file_that_changes_between_attempts_is_sent_as_it_is_then(
    portal: Any, clock: Any, tmp_path: Path, send: Send, is_opened: bool, size: int
) -> None:
    path = tmp_path / "file.bin"
    path.write_bytes(bytes(1000))
    portal.answer({"message": "Too many requests."}, status=429, Retry_After="1")
    portal.answer({}, status=201)
    with ExitStack() as opened:
        file = opened.enter_context(path.open("rb")) if is_opened else path
        send(portal.url, file, on_response=lambda event: os.truncate(path, size))
    sent = [parts_of(request.body, request.headers)[0].content for request in portal.requests]
    assert [len(content) for content in sent] == [1000, size]


@both_clients
@pytest.mark.parametrize("is_opened", [pytest.param(False, id="path"), pytest.param(True, id="file object")])
@pytest.mark.parametrize("size", [pytest.param(1, id="shrinks"), pytest.param(65, id="grows")])
def test_a_file_that_changes_while_it_is_sent_is_an_error(
    drain: Drain, large: Path, send: Send, is_opened: bool, size: int
) -> None:
    drain.on_head = lambda connection: os.truncate(large, size * MEGABYTE)
    with ExitStack() as opened:
        file = opened.enter_context(large.open("rb")) if is_opened else large
        error = ends_at_once(lambda: send(drain.url, file), APIConnectionError)
    # Nobody knows what the portal makes of it, so it is not sent again.
    assert (error.attempts, error.sent) == (1, True)
    assert drain.connections == 1


@both_clients
def test_a_file_that_is_gone_before_the_next_attempt_is_named(
    portal: Any, clock: Any, tmp_path: Path, send: Send
) -> None:
    path = tmp_path / "file.bin"
    path.write_bytes(CONTENT)
    portal.answer({"message": "Too many requests."}, status=429, Retry_After="1")
    with pytest.raises(FileNotFoundError, match=r"file\.bin"):
        send(portal.url, path, on_response=lambda event: path.unlink())
    assert len(portal.requests) == 1


@both_clients
def test_a_file_object_that_is_closed_before_the_next_attempt_is_an_error(
    portal: Any, clock: Any, tmp_path: Path, send: Send
) -> None:
    file = io.BytesIO(CONTENT)
    portal.answer({"message": "Too many requests."}, status=429, Retry_After="1")
    with pytest.raises(ValueError, match="closed file"):
        send(portal.url, file, on_response=lambda event: file.close())
    assert len(portal.requests) == 1


class Broken(io.BytesIO):
    """A file on a disk that fails."""

    def read(self, size: int | None = -1, /) -> bytes:
        raise OSError(5, "Input/output error")


@both_clients
def test_a_file_that_cannot_be_read_to_its_end_is_an_error(drain: Drain, send: Send) -> None:
    error = ends_at_once(lambda: send(drain.url, Broken(CONTENT)), APIConnectionError)
    assert "Input/output error" in str(error)
    assert error.attempts == 1


# What can't be sent


def no_file(folder: Path) -> Any:
    return folder / "missing.pdf"


def unreadable(folder: Path) -> Any:
    path = folder / "unreadable.pdf"
    path.touch(mode=0)
    if os.access(path, os.R_OK):
        pytest.skip("this user may read everything")
    return path


def below_a_file(folder: Path) -> Any:
    (folder / "file.pdf").touch()
    return folder / "file.pdf" / "other.pdf"


@both_clients
@pytest.mark.parametrize(
    ("make", "error"),
    [
        pytest.param(no_file, FileNotFoundError, id="missing"),
        pytest.param(lambda folder: folder, IsADirectoryError, id="directory"),
        pytest.param(lambda folder: str(folder), IsADirectoryError, id="text of a directory"),
        pytest.param(unreadable, PermissionError, id="unreadable"),
        pytest.param(below_a_file, NotADirectoryError, id="below a file"),
    ],
)
@not_on_windows
def test_a_path_that_cannot_be_read_is_named_before_anything_is_sent(
    drain: Drain, tmp_path: Path, send: Send, make: Callable[[Path], Any], error: type[OSError]
) -> None:
    path = make(tmp_path)
    with pytest.raises(error) as caught:
        send(drain.url, path)
    assert os.fspath(caught.value.filename) == os.fspath(path)
    assert drain.connections == 0


@both_clients
@pytest.mark.parametrize("is_on_disk", [pytest.param(False, id="BytesIO"), pytest.param(True, id="file object")])
def test_a_closed_file_object_is_refused_before_anything_is_sent(
    drain: Drain, tmp_path: Path, send: Send, is_on_disk: bool
) -> None:
    path = tmp_path / "file.bin"
    path.touch()
    file = path.open("rb") if is_on_disk else io.BytesIO(CONTENT)
    file.close()
    with pytest.raises(ValueError, match="closed file"):
        send(drain.url, file)
    assert drain.connections == 0


# Names

NAMES: list[Any] = [
    pytest.param('quo"te.pdf', id="quote"),
    pytest.param('" filename="other.pdf', id="another name"),
    pytest.param("a\r\nX-Evil: 1.pdf", id="line break"),
    pytest.param("a\nb\rc.pdf", id="halves of a line break"),
    pytest.param('a"\r\n\r\ncontent\r\n--boundary--.pdf', id="the end of the part"),
    pytest.param("back\\slash.pdf", id="backslash"),
    pytest.param('back\\"slash.pdf', id="backslash before a quote"),
    pytest.param("end\\", id="backslash at the end"),
    pytest.param("tab\tand\x1bescape\x7f.pdf", id="control characters"),
    pytest.param("café € 文件.pdf", id="beyond ASCII"),
    pytest.param("line\u2028separator\x85.pdf", id="line separators of Unicode"),
    pytest.param("; name=customerId.pdf", id="parameter"),
]
HEADER = re.compile(rb'Content-Disposition: form-data; name="file"; filename="([^"\r\n]+)"\r\nContent-Type: [\w./+-]+')


@not_on_windows
@pytest.mark.parametrize("name", NAMES)
def test_a_file_name_stays_a_file_name(portal: Any, tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(b"content")
    portal.answer({}, status=201)
    with path.open("rb") as file:
        for given in (path, str(path), file):
            send_blocking(portal.url, given)
    assert len(portal.requests) == 3
    for request in portal.requests:
        (part,) = parts_of(request.body, request.headers)
        header = HEADER.fullmatch(part.header)
        assert header
        assert part.content == b"content"
        if name.isprintable() and not set(name) & {'"', "\\"}:
            assert header.group(1).decode() == name


@not_on_windows
@both_clients
def test_a_file_name_that_is_no_text_is_sent_as_far_as_it_is(portal: Any, tmp_path: Path, send: Send) -> None:
    path = tmp_path / os.fsdecode(b"\xff.pdf")
    try:
        path.touch()
    except OSError:
        pytest.skip("files can't have such names here")
    portal.answer({}, status=201)
    send(portal.url, path)
    assert b'filename="?.pdf"' in portal.request.body


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no named pipes here")
@both_clients
def test_a_named_pipe_is_refused_before_anything_is_sent(drain: Drain, tmp_path: Path, send: Send) -> None:
    path = tmp_path / "pipe"
    os.mkfifo(path)
    with pytest.raises(ValueError, match="pipe can be read only once"):
        send(drain.url, path)
    assert drain.connections == 0


# What is left


def open_descriptors() -> int:
    return len(os.listdir("/proc/self/fd"))


@needs_descriptors
@both_clients
def test_no_file_is_left_open(portal: Any, drain: Drain, clock: Any, tmp_path: Path, large: Path, send: Send) -> None:
    small = tmp_path / "small.bin"
    small.write_bytes(CONTENT)
    drain.on_head = lambda connection: os.truncate(large, MEGABYTE)
    portal.answer({"message": "Too many requests."}, status=429, Retry_After="1")
    portal.answer({}, status=201)
    portal.answer({"message": "No."}, status=422)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        silence = f"http://127.0.0.1:{silent.getsockname()[1]}"
        gc.collect()
        before = open_descriptors()
        send(portal.url, small)
        for url, path, error in [
            (portal.url, small, APIStatusError),
            (silence, small, APITimeoutError),
            (drain.url, large, APIConnectionError),
        ]:
            with pytest.raises(error):
                send(url, path, timeout=0.3 if url == silence else LONG)
        end = time.monotonic() + AT_ONCE
        # The servers notice a little later who has hung up.
        while open_descriptors() > before and time.monotonic() < end:
            time.sleep(0.01)
        assert open_descriptors() == before


@needs_descriptors
def test_a_file_beside_one_that_is_missing_is_not_left_open(drain: Drain, tmp_path: Path) -> None:
    there = tmp_path / "there.pdf"
    there.touch()
    with MijnKlantportaal(api_key="key-for-tests", base_url=drain.url) as client:
        gc.collect()
        before = open_descriptors()
        with pytest.raises(FileNotFoundError, match=r"missing\.pdf"):
            client.agreements.create(
                name="Service contract",
                signer_name="John Doe",
                signer_signature_data="data:image/png;base64,",
                signers=[],
                documents=[there, tmp_path / "missing.pdf"],
            )
        assert open_descriptors() == before
    assert drain.connections == 0

"""Files that are large, change, or cannot be sent: they are streamed and closed, and uploads end in time."""

import asyncio
import gc
import io
import os
import socket
import threading
import tracemalloc
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from typing import TypeVar

import pytest

from mijnklantportaal import (
    APIConnectionError,
    APIStatusError,
    APITimeoutError,
    AsyncMijnKlantportaal,
    MijnKlantportaal,
)
from mijnklantportaal._upload import SentFile
from tests.client.descriptors import descriptors_settle_at, needs_descriptors, open_descriptors
from tests.client.fake_clock import FakeClock
from tests.client.portal_server import PortalServer
from tests.client.upload_calls import Send, both_clients, not_on_windows
from tests.client.upload_server import CONTENT, MEGABYTE, UploadServer, parts_of
from tests.client.waiting import LONG, no_hang

TIMEOUT = 1.0
"""Seconds for an attempt that ends by its deadline: enough for a busy machine to connect and to send the head."""

ErrorT = TypeVar("ErrorT", bound=Exception)


def error_of(call: Callable[[], object], error_class: type[ErrorT]) -> ErrorT:
    """Return the error that a call raises without hanging."""
    with no_hang(), pytest.raises(error_class) as caught:
        call()
    return caught.value


@both_clients
@pytest.mark.parametrize("is_opened", [pytest.param(False, id="path"), pytest.param(True, id="file object")])
def test_large_file_is_streamed(uploads: UploadServer, large_file: Path, send: Send, is_opened: bool) -> None:
    # Memory that only the first call allocates is not counted.
    send(uploads.url, b"small")
    tracemalloc.start()
    try:
        with ExitStack() as opened:
            send(uploads.url, opened.enter_context(large_file.open("rb")) if is_opened else large_file)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < 8 * MEGABYTE
    assert uploads.received_lengths == uploads.content_lengths
    assert 64 * MEGABYTE < uploads.content_lengths[-1] < 65 * MEGABYTE


path_or_bytes = pytest.mark.parametrize(
    "make", [pytest.param(lambda path: path, id="path"), pytest.param(lambda path: bytes(64 * MEGABYTE), id="bytes")]
)


@both_clients
@path_or_bytes
def test_upload_to_a_server_that_reads_nothing_ends_at_its_deadline(
    uploads: UploadServer, large_file: Path, send: Send, make: Callable[[Path], Path | bytes]
) -> None:
    uploads.on_request_head = lambda connection: uploads.is_closing.wait(LONG)
    error = error_of(lambda: send(uploads.url, make(large_file), timeout=TIMEOUT), APITimeoutError)
    assert (error.attempts, error.sent) == (1, True)
    assert uploads.connections == 1


@both_clients
@path_or_bytes
def test_upload_to_a_server_that_reads_slowly_ends_at_its_deadline(
    uploads: UploadServer, large_file: Path, send: Send, make: Callable[[Path], Path | bytes]
) -> None:
    def read_slowly(connection: socket.socket) -> None:
        # Each write ends in time, and the whole request would take longer than the hang guard.
        while connection.recv(MEGABYTE // 4) and not uploads.is_closing.wait(0.1):
            pass

    uploads.on_request_head = read_slowly
    error_of(lambda: send(uploads.url, make(large_file), timeout=TIMEOUT), APITimeoutError)


@both_clients
def test_error_response_before_the_file_is_sent_is_raised(uploads: UploadServer, large_file: Path, send: Send) -> None:
    def refuse(connection: socket.socket) -> None:
        connection.sendall(b"HTTP/1.1 413 Too Large\r\nContent-Length: 2\r\nConnection: close\r\n\r\n{}")
        connection.shutdown(socket.SHUT_WR)

    uploads.on_request_head = refuse
    error = error_of(lambda: send(uploads.url, large_file), APIStatusError)
    assert error.status_code == 413


@both_clients
@pytest.mark.parametrize("is_opened", [pytest.param(False, id="path"), pytest.param(True, id="file object")])
@pytest.mark.parametrize("size", [pytest.param(10, id="shorter"), pytest.param(100_000, id="longer")])
def test_file_that_changes_between_attempts_is_reread(
    portal: PortalServer, clock: FakeClock, tmp_path: Path, send: Send, is_opened: bool, size: int
) -> None:
    path = tmp_path / "file.bin"
    path.write_bytes(bytes(1000))
    portal.add_response({"message": "Too many requests."}, status=429, Retry_After="1")
    portal.add_response({}, status=201)
    with ExitStack() as opened:
        file = opened.enter_context(path.open("rb")) if is_opened else path
        send(portal.url, file, on_response=lambda event: os.truncate(path, size))
    sent = [parts_of(request.body, request.headers)[0].content for request in portal.requests]
    assert [len(content) for content in sent] == [1000, size]


@both_clients
@pytest.mark.parametrize("is_opened", [pytest.param(False, id="path"), pytest.param(True, id="file object")])
@pytest.mark.parametrize("size", [pytest.param(1, id="shrinks"), pytest.param(65, id="grows")])
def test_file_that_changes_while_it_is_sent_raises(
    uploads: UploadServer, large_file: Path, send: Send, is_opened: bool, size: int
) -> None:
    uploads.on_request_head = lambda connection: os.truncate(large_file, size * MEGABYTE)
    with ExitStack() as opened:
        file = opened.enter_context(large_file.open("rb")) if is_opened else large_file
        error = error_of(lambda: send(uploads.url, file), APIConnectionError)
    assert "large.bin changed while it was sent" in str(error)
    # It is unknown whether the portal accepted it, so it is not sent again.
    assert (error.attempts, error.sent) == (1, True)
    assert uploads.connections == 1


@both_clients
def test_file_deleted_before_the_next_attempt_raises_error_with_its_name(
    portal: PortalServer, clock: FakeClock, tmp_path: Path, send: Send
) -> None:
    path = tmp_path / "file.bin"
    path.write_bytes(CONTENT)
    portal.add_response({"message": "Too many requests."}, status=429, Retry_After="1")
    with pytest.raises(FileNotFoundError, match=r"file\.bin"):
        send(portal.url, path, on_response=lambda event: path.unlink())
    assert len(portal.requests) == 1


@both_clients
def test_file_object_closed_before_the_next_attempt_raises(
    portal: PortalServer, clock: FakeClock, tmp_path: Path, send: Send
) -> None:
    file = io.BytesIO(CONTENT)
    portal.add_response({"message": "Too many requests."}, status=429, Retry_After="1")
    with pytest.raises(ValueError, match="closed file"):
        send(portal.url, file, on_response=lambda event: file.close())
    assert len(portal.requests) == 1


class UnreadableFile(io.BytesIO):
    """A file on a disk that fails."""

    def read(self, size: int | None = -1, /) -> bytes:
        raise OSError(5, "Input/output error")


@both_clients
def test_file_that_cannot_be_read_to_its_end_raises(uploads: UploadServer, send: Send) -> None:
    error = error_of(lambda: send(uploads.url, UnreadableFile(CONTENT)), APIConnectionError)
    assert "Input/output error" in str(error)
    assert error.attempts == 1


def test_slow_disk_does_not_stop_other_tasks(
    uploads: UploadServer, large_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    os.truncate(large_file, MEGABYTE)
    read = SentFile.read
    reading = threading.Event()

    def read_slowly(file: SentFile, size: int) -> bytes:
        # Ends if another task runs in the meantime.
        assert reading.wait(LONG)
        return read(file, size)

    monkeypatch.setattr(SentFile, "read", read_slowly)

    async def main() -> None:
        async with AsyncMijnKlantportaal(api_key="key-for-tests", base_url=uploads.url) as client:
            upload = asyncio.create_task(client.files.upload(file=large_file))
            while uploads.connections == 0:
                await asyncio.sleep(0.01)
            reading.set()
            await upload

    with no_hang():
        asyncio.run(main())
    assert uploads.received_lengths == uploads.content_lengths


def missing(folder: Path) -> Path:
    return folder / "missing.pdf"


def unreadable(folder: Path) -> Path:
    path = folder / "unreadable.pdf"
    path.touch(mode=0)
    if os.access(path, os.R_OK):
        pytest.skip("this user may read everything")
    return path


def below_a_file(folder: Path) -> Path:
    (folder / "file.pdf").touch()
    return folder / "file.pdf" / "other.pdf"


@both_clients
@pytest.mark.parametrize(
    ("make", "error"),
    [
        pytest.param(missing, FileNotFoundError, id="missing"),
        pytest.param(lambda folder: folder, IsADirectoryError, id="directory"),
        pytest.param(lambda folder: str(folder), IsADirectoryError, id="directory as str"),
        pytest.param(unreadable, PermissionError, id="unreadable"),
        pytest.param(below_a_file, NotADirectoryError, id="below a file"),
    ],
)
@not_on_windows
def test_unreadable_path_raises_before_anything_is_sent(
    uploads: UploadServer, tmp_path: Path, send: Send, make: Callable[[Path], Path | str], error: type[OSError]
) -> None:
    path = make(tmp_path)
    with pytest.raises(error) as caught:
        send(uploads.url, path)
    assert os.fspath(caught.value.filename) == os.fspath(path)
    assert uploads.connections == 0


@both_clients
@pytest.mark.parametrize("is_on_disk", [pytest.param(False, id="BytesIO"), pytest.param(True, id="file object")])
def test_closed_file_object_raises_before_anything_is_sent(
    uploads: UploadServer, tmp_path: Path, send: Send, is_on_disk: bool
) -> None:
    path = tmp_path / "file.bin"
    path.touch()
    file = path.open("rb") if is_on_disk else io.BytesIO(CONTENT)
    file.close()
    with pytest.raises(ValueError, match="must be an open file, not a closed one"):
        send(uploads.url, file)
    assert uploads.connections == 0


@needs_descriptors
@both_clients
def test_upload_leaves_no_file_open(
    portal: PortalServer, uploads: UploadServer, clock: FakeClock, tmp_path: Path, large_file: Path, send: Send
) -> None:
    small = tmp_path / "small.bin"
    small.write_bytes(CONTENT)
    uploads.on_request_head = lambda connection: os.truncate(large_file, MEGABYTE)
    portal.add_response({"message": "Too many requests."}, status=429, Retry_After="1")
    portal.add_response({}, status=201)
    portal.add_response({"message": "No."}, status=422)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        silent_url = f"http://127.0.0.1:{silent.getsockname()[1]}"
        gc.collect()
        before = open_descriptors()
        send(portal.url, small)
        for url, path, error in [
            (portal.url, small, APIStatusError),
            (silent_url, small, APITimeoutError),
            (uploads.url, large_file, APIConnectionError),
        ]:
            with pytest.raises(error):
                send(url, path, timeout=0.3 if url == silent_url else LONG)
        assert descriptors_settle_at(before)


@needs_descriptors
def test_file_next_to_a_missing_one_is_not_left_open(uploads: UploadServer, tmp_path: Path) -> None:
    existing = tmp_path / "existing.pdf"
    existing.touch()
    with MijnKlantportaal(api_key="key-for-tests", base_url=uploads.url) as client:
        gc.collect()
        before = open_descriptors()
        with pytest.raises(FileNotFoundError, match=r"missing\.pdf"):
            client.agreements.create(
                name="Service contract",
                signer_name="John Doe",
                signer_signature_data="data:image/png;base64,",
                signers=[],
                documents=[existing, tmp_path / "missing.pdf"],
            )
        assert open_descriptors() == before
    assert uploads.connections == 0

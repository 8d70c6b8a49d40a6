"""Files that are large, change, or can't be sent: nothing is read into memory, left open, or waited for in vain."""

import gc
import io
import os
import socket
import time
import tracemalloc
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest

from mijnklantportaal import (
    APIConnectionError,
    APIStatusError,
    APITimeoutError,
    MijnKlantportaal,
)
from tests.client.drain import (
    AT_ONCE,
    CONTENT,
    LONG,
    MEGABYTE,
    Drain,
    Send,
    both_clients,
    ends_at_once,
    not_on_windows,
    parts_of,
)
from tests.client.echo import needs_descriptors, open_descriptors


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

"""Uploads: files are sent completely, under their names, and again in a retry."""

import bz2
import gzip
import io
import os
import re
import sys
import tempfile
import zipfile
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from typing import IO, TypeAlias, cast

import pytest

from mijnklantportaal import FileInput, Upload
from tests.client.fake_clock import FakeClock
from tests.client.portal_server import PortalServer
from tests.client.upload_calls import Send, both_clients, not_on_windows, upload_sync
from tests.client.upload_server import CONTENT, UploadServer, parts_of

Make: TypeAlias = Callable[[Path, ExitStack], FileInput]


def at_offset(path: Path, opened: ExitStack) -> FileInput:
    file = opened.enter_context(path.open("rb"))
    file.seek(1000)
    return file


def unbuffered(path: Path, opened: ExitStack) -> FileInput:
    return opened.enter_context(path.open("rb", buffering=0))


def at_its_end(path: Path, opened: ExitStack) -> FileInput:
    file = io.BytesIO()
    file.write(CONTENT)
    return file


def not_flushed(path: Path, opened: ExitStack) -> FileInput:
    file = opened.enter_context((path.parent / "other").open("w+b", buffering=2 * len(CONTENT)))
    file.write(CONTENT)
    assert os.path.getsize(file.name) == 0
    return file


def compressed(path: Path, opened: ExitStack) -> FileInput:
    other = path.with_suffix(".gz")
    other.write_bytes(gzip.compress(CONTENT))
    # typeshed does not declare GzipFile as IO[bytes], which it is at runtime.
    return cast("IO[bytes]", opened.enter_context(gzip.open(other)))


def compressed_by_bzip2(path: Path, opened: ExitStack) -> FileInput:
    other = path.with_suffix(".bz2")
    other.write_bytes(bz2.compress(CONTENT))
    return opened.enter_context(bz2.open(other))


def in_an_archive(path: Path, opened: ExitStack) -> FileInput:
    archive = opened.enter_context(zipfile.ZipFile(path.with_suffix(".zip"), "w", zipfile.ZIP_DEFLATED))
    archive.writestr("folder/member.bin", CONTENT)
    return opened.enter_context(archive.open("folder/member.bin"))


def spooled(max_size: int) -> Make:
    def make(path: Path, opened: ExitStack) -> FileInput:
        file = opened.enter_context(tempfile.SpooledTemporaryFile(max_size))  # noqa: SIM115, the stack closes it
        file.write(CONTENT)
        return file

    return make


FILES = [
    pytest.param(lambda path, opened: path, id="path"),
    pytest.param(lambda path, opened: Upload(str(path), name="other.bin"), id="path as str with another name"),
    pytest.param(lambda path, opened: CONTENT, id="bytes"),
    pytest.param(at_offset, id="file object at an offset"),
    pytest.param(unbuffered, id="unbuffered file object"),
    pytest.param(lambda path, opened: io.BytesIO(CONTENT), id="BytesIO"),
    pytest.param(at_its_end, id="BytesIO at its end"),
    pytest.param(not_flushed, id="file object that is not flushed"),
    pytest.param(compressed, id="gzip"),
    pytest.param(compressed_by_bzip2, id="bzip2"),
    pytest.param(in_an_archive, id="member of an archive"),
    pytest.param(spooled(0), id="spooled in memory"),
    pytest.param(spooled(1), id="spooled on disk"),
]
EMPTY = [
    pytest.param(lambda path, opened: path, id="path"),
    pytest.param(lambda path, opened: opened.enter_context(path.open("rb")), id="file object"),
    pytest.param(lambda path, opened: b"", id="bytes"),
    pytest.param(lambda path, opened: io.BytesIO(), id="BytesIO"),
]


def is_sent_twice(portal: PortalServer, send: Send, file: FileInput, content: bytes) -> bool:
    """Return whether a file is sent completely, and in the same way again after the first attempt was refused."""
    portal.add_response({"message": "Too many requests."}, status=429, Retry_After="1")
    portal.add_response({}, status=201)
    send(portal.url, file)
    first, second = portal.requests
    for request in (first, second):
        assert request.headers["Transfer-Encoding"] is None
        assert int(request.headers["Content-Length"]) == len(request.body)
    (part,), (retried_part,) = (parts_of(request.body, request.headers) for request in (first, second))
    assert retried_part == part
    assert part.header.startswith(b'Content-Disposition: form-data; name="file"; filename="')
    return part.content == content


@both_clients
@pytest.mark.parametrize("make", FILES)
def test_file_is_sent_completely_in_each_attempt(
    portal: PortalServer, clock: FakeClock, tmp_path: Path, send: Send, make: Make
) -> None:
    path = tmp_path / "file.bin"
    path.write_bytes(CONTENT)
    with ExitStack() as opened:
        assert is_sent_twice(portal, send, make(path, opened), CONTENT)


@both_clients
@pytest.mark.parametrize("make", EMPTY)
def test_empty_file_is_sent(portal: PortalServer, clock: FakeClock, tmp_path: Path, send: Send, make: Make) -> None:
    path = tmp_path / "empty.bin"
    path.touch()
    with ExitStack() as opened:
        assert is_sent_twice(portal, send, make(path, opened), b"")


def test_file_object_stays_open(portal: PortalServer, tmp_path: Path) -> None:
    path = tmp_path / "file.bin"
    path.write_bytes(CONTENT)
    portal.add_response({}, status=201)
    with path.open("rb") as file:
        for _ in range(2):
            upload_sync(portal.url, file)
        assert not file.closed
    assert len(portal.requests) == 2


NAMES = [
    pytest.param('quo"te.pdf', id="quote"),
    pytest.param('" filename="other.pdf', id="another name"),
    pytest.param("a\r\nX-Evil: 1.pdf", id="line break"),
    pytest.param("a\nb\rc.pdf", id="parts of a line break"),
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
def test_file_name_is_escaped(portal: PortalServer, tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(b"content")
    portal.add_response({}, status=201)
    with path.open("rb") as file:
        for argument in (path, str(path), file):
            upload_sync(portal.url, argument)
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
def test_file_name_that_is_not_unicode_is_sent_with_replacements(
    portal: PortalServer, tmp_path: Path, send: Send
) -> None:
    path = tmp_path / os.fsdecode(b"\xff.pdf")
    try:
        path.touch()
    except OSError:
        pytest.skip("files cannot have such names here")
    portal.add_response({}, status=201)
    send(portal.url, path)
    assert b'filename="?.pdf"' in portal.request.body


@both_clients
def test_named_pipe_raises_before_anything_is_sent(uploads: UploadServer, tmp_path: Path, send: Send) -> None:
    if sys.platform == "win32":
        pytest.skip("there are no named pipes here")
    path = tmp_path / "pipe"
    os.mkfifo(path)
    with pytest.raises(ValueError, match="pipe must be seekable"):
        send(uploads.url, path)
    assert uploads.connections == 0


MEDIA_TYPES = [
    ("contract.pdf", "application/pdf"),
    ("Photo.JPG", "image/jpeg"),
    ("invoices.csv.gz", "application/gzip"),
    ("backup.tar.bz2", "application/x-bzip2"),
    ("notes: draft.txt", "text/plain"),
    ("data:text/html,x.png", "image/png"),
    ("unknown", "application/octet-stream"),
    (".pdf", "application/octet-stream"),
]


@pytest.mark.parametrize(("name", "media_type"), MEDIA_TYPES)
def test_media_type_is_that_of_the_name_whatever_the_content(portal: PortalServer, name: str, media_type: str) -> None:
    portal.add_response({}, status=201)
    upload_sync(portal.url, Upload(b"<html><body>%PDF-1.7", name))
    (part,) = parts_of(portal.request.body, portal.request.headers)
    assert part.header.endswith(b"Content-Type: " + media_type.encode())

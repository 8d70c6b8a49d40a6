"""What programs have of a file beside a path, and what is refused: each refusal says what to pass instead."""

import bz2
import gzip
import importlib.resources
import io
import lzma
import mmap
import os
import socket
import subprocess
import sys
import tarfile
import tempfile
import zipfile
from contextlib import ExitStack
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import anyio
import httpx
import pytest
import trio

from mijnklantportaal import Upload
from mijnklantportaal.sandbox import Sandbox
from tests.integrations.sent_files import CONTENT, Make, Send, both_clients, sent_files, upload


def archive_member(folder: Path, opened: ExitStack) -> Any:
    with zipfile.ZipFile(folder / "archive.zip", "w") as written:
        written.writestr("folder/report.pdf", CONTENT)
    return opened.enter_context(zipfile.ZipFile(folder / "archive.zip"))


def report(folder: Path) -> Path:
    path = folder / "report.pdf"
    path.write_bytes(CONTENT)
    return path


def compressed(module: Any, suffix: str) -> Make:
    def make(folder: Path, opened: ExitStack) -> Any:
        path = folder / f"report.pdf{suffix}"
        path.write_bytes(module.compress(CONTENT))
        return opened.enter_context(module.open(path))

    return make


def tar_member(folder: Path, opened: ExitStack) -> Any:
    with tarfile.open(folder / "archive.tar", "w") as written:
        written.add(report(folder), "folder/report.pdf")
    return opened.enter_context(tarfile.open(folder / "archive.tar")).extractfile("folder/report.pdf")


def mapped(folder: Path, opened: ExitStack) -> Any:
    with report(folder).open("rb") as file:
        return opened.enter_context(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))


def package_resource(folder: Path, opened: ExitStack) -> Any:
    (folder / "terms_package").mkdir()
    (folder / "terms_package" / "__init__.py").touch()
    report(folder / "terms_package")
    opened.callback(sys.path.remove, str(folder))
    sys.path.append(str(folder))
    opened.callback(sys.modules.pop, "terms_package", None)
    return importlib.resources.files("terms_package") / "report.pdf"


class BytesPath:
    def __init__(self, path: Path) -> None:
        self._path = path

    def __fspath__(self) -> bytes:
        return os.fsencode(self._path)


def entry(folder: Path, opened: ExitStack) -> Any:
    report(folder)
    (only,) = os.scandir(os.fsencode(folder))
    return only


OTHER_FILES: list[Any] = [
    pytest.param(lambda folder, opened: bytearray(CONTENT), "file", id="bytearray"),
    pytest.param(lambda folder, opened: memoryview(CONTENT), "file", id="memoryview"),
    pytest.param(lambda folder, opened: memoryview(CONTENT + CONTENT[::-1])[: len(CONTENT)], "file", id="slice"),
    pytest.param(lambda folder, opened: io.BytesIO(CONTENT).getbuffer(), "file", id="getbuffer"),
    pytest.param(mapped, "file", id="mmap"),
    pytest.param(
        lambda folder, opened: opened.enter_context(archive_member(folder, opened).open("folder/report.pdf")),
        "report.pdf",
        id="ZipExtFile",
    ),
    pytest.param(
        lambda folder, opened: zipfile.Path(archive_member(folder, opened), "folder/report.pdf"),
        "report.pdf",
        id="zipfile.Path",
    ),
    pytest.param(tar_member, ..., id="member of a tar archive"),
    pytest.param(package_resource, "report.pdf", id="resource of a package"),
    pytest.param(lambda folder, opened: anyio.Path(report(folder)), "report.pdf", id="anyio.Path"),
    pytest.param(lambda folder, opened: trio.Path(report(folder)), "report.pdf", id="trio.Path"),
    pytest.param(lambda folder, opened: BytesPath(report(folder)), "report.pdf", id="path of bytes"),
    pytest.param(entry, "report.pdf", id="os.DirEntry of bytes"),
    pytest.param(
        lambda folder, opened: opened.enter_context(open(os.fsencode(report(folder)), "rb")),  # noqa: SIM115
        "report.pdf",
        id="file object with a name of bytes",
    ),
    pytest.param(compressed(gzip, ".gz"), "report.pdf", id="gzip"),
    pytest.param(compressed(bz2, ".bz2"), ..., id="bz2"),
    pytest.param(compressed(lzma, ".xz"), ..., id="lzma"),
    pytest.param(lambda folder, opened: io.BufferedReader(io.BytesIO(CONTENT)), "file", id="BufferedReader"),
    pytest.param(
        lambda folder, opened: opened.enter_context(os.fdopen(os.open(report(folder), os.O_RDONLY), "rb")),
        "file",
        id="fdopen",
    ),
]


@both_clients
@pytest.mark.parametrize(("make", "name"), OTHER_FILES)
def test_other_forms_of_a_file_are_sent(
    sandbox: Sandbox,
    tmp_path: Path,
    opened: ExitStack,
    make: Make,
    name: Any,
    send: Send,
) -> None:
    sent = send(sandbox, make(tmp_path, opened))
    assert sent.content == CONTENT
    # Only newer Pythons know the names of these.
    assert sent.name in ({"file", "report.pdf"} if name is ... else {name})


def test_bytearray_that_changes_after_the_call_was_made_does_not_change_the_retry(sandbox: Sandbox) -> None:
    content = bytearray(CONTENT)
    sandbox.faults.status(429, headers={"Retry-After": "1"})
    sandbox.client(on_response=lambda event: content.clear()).files.upload(file=content)
    assert [file.content for file in sent_files(sandbox)] == [CONTENT] * 2


def text_file(make: Any) -> Any:
    return make(mode="w+")


def object_with(**attributes: Any) -> Any:
    return SimpleNamespace(**attributes)


class AsyncReader:
    """As in aiofiles, where `seekable` is a coroutine function too."""

    name = "report.pdf"

    async def read(self, size: int = -1) -> bytes:
        return CONTENT

    async def seekable(self) -> bool:
        return True


class StreamingBody(io.RawIOBase):
    """As in botocore: a stream that can be read once."""

    def readable(self) -> bool:
        return True


async def chunks() -> Any:
    yield CONTENT


NOT_SEEKABLE = "must be seekable, since a request may be sent again: pass its bytes instead"
BINARY = "open it with mode 'rb', or encode its text"
REFUSED: list[Any] = [
    pytest.param(lambda folder, opened: io.StringIO("text"), BINARY, id="StringIO"),
    pytest.param(lambda folder, opened: opened.enter_context(report(folder).open()), BINARY, id="text file"),
    pytest.param(
        lambda folder, opened: opened.enter_context(text_file(tempfile.NamedTemporaryFile)),
        BINARY,
        id="temporary text file",
    ),
    pytest.param(
        lambda folder, opened: opened.enter_context(text_file(tempfile.SpooledTemporaryFile)),
        BINARY,
        id="spooled text file",
    ),
    pytest.param(
        lambda folder, opened: object_with(file=io.StringIO("x"), filename="a"), BINARY, id="text in a framework file"
    ),
    pytest.param(
        lambda folder, opened: opened.enter_context((folder / "new").open("wb")),
        "must be open for reading",
        id="write only",
    ),
    pytest.param(lambda folder, opened: AsyncReader(), "pass its bytes, `await file.read()`", id="aiofiles"),
    pytest.param(
        lambda folder, opened: anyio.AsyncFile(opened.enter_context(report(folder).open("rb"))),
        "pass its bytes, `await file.read()`",
        id="anyio.AsyncFile",
    ),
    pytest.param(
        lambda folder, opened: trio.wrap_file(opened.enter_context(report(folder).open("rb"))),
        "pass its bytes, `await file.read()`",
        id="trio's file",
    ),
    pytest.param(lambda folder, opened: StreamingBody(), NOT_SEEKABLE, id="StreamingBody of boto3"),
    pytest.param(lambda folder, opened: object_with(read=lambda size=-1: b""), NOT_SEEKABLE, id="only `read`"),
    pytest.param(
        lambda folder, opened: opened.enter_context(socket.socketpair()[0].makefile("rb")), NOT_SEEKABLE, id="socket"
    ),
    pytest.param(lambda folder, opened: 7, "open(descriptor, 'rb')", id="descriptor"),
    pytest.param(lambda folder, opened: True, "not bool", id="bool"),
    pytest.param(
        lambda folder, opened: ("a.pdf", CONTENT, "application/pdf"), "pass `Upload(content, name", id="tuple"
    ),
    pytest.param(lambda folder, opened: [CONTENT], "pass a single file", id="list"),
    pytest.param(lambda folder, opened: {"file": CONTENT}, "pass a single file", id="dict"),
    pytest.param(lambda folder, opened: iter([CONTENT]), "join its chunks to bytes", id="iterator"),
    pytest.param(lambda folder, opened: chunks(), "join its chunks to bytes", id="async iterator"),
    pytest.param(lambda folder, opened: object_with(content=CONTENT), "response.content", id="response"),
    pytest.param(
        lambda folder, opened: httpx.Response(200, stream=httpx.ByteStream(CONTENT)),
        "response.content",
        id="response of httpx",
    ),
    pytest.param(lambda folder, opened: None, "not NoneType", id="None"),
    pytest.param(lambda folder, opened: "", "must be a path, not ''", id="empty text"),
    pytest.param(lambda folder, opened: "%PDF\0...", "must be a path, not '%PDF", id="content as text"),
]


@both_clients
@pytest.mark.parametrize(("make", "message"), REFUSED)
@pytest.mark.filterwarnings("ignore:unclosed:ResourceWarning")
def test_refused_file_raises_before_anything_is_sent_and_says_what_to_pass(
    sandbox: Sandbox,
    tmp_path: Path,
    opened: ExitStack,
    make: Make,
    message: str,
    send: Send,
) -> None:
    for file in (make(tmp_path, opened), Upload(make(tmp_path, opened))):
        with pytest.raises((TypeError, ValueError)) as caught:
            send(sandbox, file)
        assert str(caught.value).startswith("file must be ")
        assert message in str(caught.value)
    assert sandbox.requests == []


def test_pipe_raises_before_anything_is_sent(sandbox: Sandbox) -> None:
    with subprocess.Popen([sys.executable, "-c", "print()"], stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        with pytest.raises(ValueError, match=NOT_SEEKABLE):
            upload(sandbox, process.stdout)


@pytest.mark.parametrize("name", ["a\r\nb.pdf", "a\0.pdf", "\ud800.pdf", "a\u2028b.pdf"], ids=ascii)
def test_name_with_control_characters_in_an_upload_raises(sandbox: Sandbox, name: str) -> None:
    with pytest.raises(ValueError, match="file must have a name and a media type with printable characters only"):
        upload(sandbox, Upload(b"x", name=name))

"""Where a download goes: paths, folders and file objects, and what is there already."""

import io
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from mijnklantportaal._atomic_file import PartialFile
from mijnklantportaal.errors import DownloadError
from tests.files.download_calls import FILE, Kind, download
from tests.files.file_server import CONTENT, FileRequest, FileServer, cut, part, whole

BOTH: list[Kind] = ["sync", "asyncio"]


class BrokenFile(io.BytesIO):
    """A file on a disk that is full after some bytes."""

    def write(self, data: Any, /) -> int:
        raise OSError(28, "No space left on device")


class SlowPipe(io.RawIOBase):
    """A file object that cannot seek, and writes a part of what it is given."""

    def __init__(self) -> None:
        self.content = b""

    def writable(self) -> bool:
        return True

    def write(self, data: Any, /) -> int:
        written = bytes(data[:1000])
        self.content += written
        return len(written)


class AsyncFile:
    """A file object of an asynchronous library."""

    async def write(self, data: bytes) -> int:
        return len(data)


ONLY_ADMINISTRATORS = "Windows allows links to administrators only"


def existing_file(folder: Path) -> Path:
    (folder / "old").write_bytes(b"old")
    return folder / "old"


def fifo(folder: Path) -> Path:
    if sys.platform == "win32":
        pytest.skip("there are no named pipes here")
    os.mkfifo(folder / "fifo")
    return folder / "fifo"


def dangling_link(folder: Path) -> Path:
    if sys.platform == "win32":
        pytest.skip(ONLY_ADMINISTRATORS)
    (folder / "link").symlink_to(folder / "nothing")
    return folder / "link"


def text_file(folder: Path) -> Any:
    return io.StringIO()


# Makes the target, the error, and what its message says.
REFUSED: dict[str, tuple[Callable[[Path], Any], type[Exception], str]] = {
    "existing file": (existing_file, FileExistsError, "overwrite is False.*old"),
    "dangling link": (dangling_link, FileExistsError, "overwrite is False.*link"),
    "FIFO": (fifo, ValueError, "must be a regular file"),
    "device": (lambda folder: os.devnull, ValueError, "must be a regular file"),
    "missing folder": (lambda folder: folder / "no" / "file", FileNotFoundError, "folder .* does not exist.*no'"),
    "folder that does not exist": (lambda folder: f"{folder}/no/", FileNotFoundError, "folder .* does not exist"),
    "file as folder": (lambda folder: existing_file(folder) / "file", NotADirectoryError, "old"),
    "empty path": (lambda folder: "", ValueError, "must not be empty"),
    "path of bytes": (os.fsencode, TypeError, "not bytes"),
    "text file": (text_file, TypeError, "mode 'wb'"),
    "file of an asynchronous library": (lambda folder: AsyncFile(), TypeError, "plain function"),
    "file that is open for reading": (lambda folder: io.BufferedReader(io.BytesIO()), ValueError, "open for writing"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_target_that_cannot_be_written_is_refused_before_anything_is_sent(case: str, tmp_path: Path) -> None:
    make, error, message = REFUSED[case]
    target = make(tmp_path)
    with FileServer([]) as server, pytest.raises(error, match=message):
        download("sync", server.url, target)
    assert server.calls == 0


@pytest.mark.parametrize("kind", BOTH)
@pytest.mark.parametrize(
    ("disposition", "name"),
    [
        ('attachment; filename="contract v2.pdf"', "contract v2.pdf"),
        ("attachment; filename=fallback.txt; filename*=UTF-8''r%c3%a9sum%c3%a9.pdf", "résumé.pdf"),
        ('attachment; filename="../../../tmp/evil.sh"', "evil.sh"),
        ('attachment; filename="C:\\\\windows\\\\NUL.txt"', "_NUL.txt"),
        ('attachment; filename=".."', FILE),
        ("attachment", FILE),
    ],
)
def test_download_to_a_folder_takes_the_name_of_the_server_without_its_dangers(
    disposition: str, name: str, kind: Kind, tmp_path: Path
) -> None:
    with FileServer([whole(Content_Disposition=disposition, Content_Type="Application/PDF; version=1")]) as server:
        result = download(kind, server.url, tmp_path)
    assert result.path == tmp_path / name
    assert (tmp_path / name).read_bytes() == CONTENT
    assert (result.name, result.media_type) == (name if name != FILE else None, "application/pdf")
    assert len(list(tmp_path.iterdir())) == 1


@pytest.mark.skipif(sys.platform == "win32", reason=ONLY_ADMINISTRATORS)
def test_name_of_the_server_replaces_neither_a_file_nor_what_a_link_leads_to(tmp_path: Path) -> None:
    folder, outside = tmp_path / "folder", tmp_path / "outside"
    folder.mkdir()
    outside.write_bytes(b"precious")
    (folder / "a.pdf").symlink_to(outside)
    reply = whole(Content_Disposition="attachment; filename=a.pdf")
    with FileServer([reply, reply]) as server:
        with pytest.raises(FileExistsError, match=r"a\.pdf"):
            download("sync", server.url, folder)
        download("sync", server.url, folder, overwrite=True)
    assert outside.read_bytes() == b"precious"
    assert (folder / "a.pdf").read_bytes() == CONTENT
    assert [path.name for path in folder.iterdir()] == ["a.pdf"]


@pytest.mark.skipif(sys.platform == "win32", reason=ONLY_ADMINISTRATORS)
def test_link_of_the_caller_stays_a_link_and_the_file_has_the_mode_of_a_new_one(tmp_path: Path) -> None:
    (tmp_path / "file").touch(mode=0o600)
    (tmp_path / "link").symlink_to("file")
    with FileServer([whole()]) as server:
        download("sync", server.url, tmp_path / "link", overwrite=True)
    assert (tmp_path / "link").readlink() == Path("file")
    assert (tmp_path / "file").read_bytes() == CONTENT
    (tmp_path / "new").touch()
    assert (tmp_path / "file").stat().st_mode == (tmp_path / "new").stat().st_mode


@pytest.mark.parametrize("kind", BOTH)
def test_file_object_is_written_from_its_position_and_again_when_the_file_starts_anew(kind: Kind) -> None:
    file = io.BytesIO(b"head")
    file.seek(4)
    with FileServer([cut(5000), whole(b"another version", '"v2"')]) as server:
        assert download(kind, server.url, file).path is None
    assert file.getvalue() == b"headanother version"


def test_file_object_that_cannot_seek_gets_what_follows_and_no_second_beginning() -> None:
    pipe = SlowPipe()
    with FileServer([cut(5000), part()]) as server:
        download("sync", server.url, pipe)
    assert pipe.content == CONTENT
    with (
        FileServer([cut(5000), whole()]) as server,
        pytest.raises(DownloadError, match="the file object must be seekable"),
    ):
        download("sync", server.url, SlowPipe())


@pytest.mark.parametrize("kind", BOTH)
def test_error_of_the_file_object_is_raised_and_not_taken_for_one_of_the_network(kind: Kind) -> None:
    with FileServer([whole()]) as server, pytest.raises(OSError, match="No space left"):
        download(kind, server.url, BrokenFile())
    assert len(server.requests) == 1


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such limit of a file")
def test_disk_that_is_full_leaves_nothing_and_the_error_names_the_file(tmp_path: Path) -> None:
    program = """
import resource, sys
from tests.files.download_calls import download
resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))
try:
    download("sync", sys.argv[1], sys.argv[2])
except OSError as error:
    sys.exit(f"{type(error).__name__} {error.filename}")
"""
    target = tmp_path / "file"
    with FileServer([whole()]) as server:
        process = subprocess.run(
            [sys.executable, "-c", program, server.url, target],
            capture_output=True,
            text=True,
            cwd=Path(__file__).parents[2],
        )
    assert process.stderr.strip() == f"OSError {target}"
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(sys.platform == "win32", reason="Windows does not remove a folder with an open file")
@pytest.mark.parametrize("kind", BOTH)
def test_folder_that_is_removed_meanwhile_is_an_error_that_names_it(kind: Kind, tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()

    def removes_folder(connection: Any, request: FileRequest) -> None:
        shutil.rmtree(folder)
        part()(connection, request)

    with FileServer([cut(1000), removes_folder]) as server, pytest.raises(FileNotFoundError, match="folder"):
        download(kind, server.url, folder / "file")
    assert list(tmp_path.iterdir()) == []


def test_of_two_downloads_to_the_same_path_one_succeeds_and_the_file_is_whole(tmp_path: Path) -> None:
    target = tmp_path / "file"
    both_send = threading.Barrier(2)

    def waits(content: bytes) -> Callable[[Any, FileRequest], None]:
        def reply(connection: Any, request: FileRequest) -> None:
            both_send.wait(20)
            whole(content)(connection, request)

        return reply

    outcomes: list[object] = []

    def run() -> None:
        try:
            outcomes.append(download("sync", server.url, target).path)
        except OSError as error:
            outcomes.append(type(error))

    with FileServer([waits(b"a" * 100_000), waits(b"b" * 100_000)]) as server:
        threads = [threading.Thread(target=run) for _ in range(2)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert set(outcomes) == {target, FileExistsError}
    assert target.read_bytes() in (b"a" * 100_000, b"b" * 100_000)
    assert list(tmp_path.iterdir()) == [target]


@pytest.mark.parametrize("is_there", [False, True])
def test_file_system_without_hard_links_replaces_no_file_either(
    is_there: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(source: str, target: str) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", refuse)
    target = tmp_path / "file"
    partial = PartialFile(target)
    partial.file.write(b"new")
    if is_there:
        target.write_bytes(b"old")
        with pytest.raises(FileExistsError):
            partial.publish(target, overwrite=False)
    else:
        partial.publish(target, overwrite=False)
    partial.discard()
    assert target.read_bytes() == (b"old" if is_there else b"new")
    assert list(tmp_path.iterdir()) == [target]


@pytest.mark.parametrize(
    ("options", "error"),
    [
        ({"max_size": 0}, "max_size must be at least 1 byte"),
        ({"max_size": True}, "max_size must be int"),
        ({"max_size": 1.5}, "max_size must be int"),
        ({"overwrite": 1}, "overwrite must be bool"),
        ({"file_id": ""}, "file_id"),
    ],
)
def test_option_that_is_not_valid_is_refused_before_anything_is_sent(
    options: dict[str, Any], error: str, tmp_path: Path
) -> None:
    with FileServer([]) as server, pytest.raises((TypeError, ValueError), match=error):
        download("sync", server.url, tmp_path / "file", **options)
    assert server.calls == 0

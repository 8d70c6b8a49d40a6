"""Files of web frameworks: they are sent under the names and with the media types that the browser gave them.

The classes here are as those of packages that are not installed. tests/integrations/programs/ has real applications.
"""

import dataclasses
import io
import tempfile
from contextlib import ExitStack
from pathlib import Path
from types import SimpleNamespace
from typing import Any, NamedTuple

import pytest
from starlette.datastructures import Headers, UploadFile

from mijnklantportaal import RateLimitError, Upload
from mijnklantportaal.sandbox import Sandbox
from tests.integrations.sent_files import CONTENT, Make, Send, SentFile, both_clients, sent_files, upload

SHOWN_TYPE = "application/x-shown"


class AiohttpFileField(NamedTuple):
    """As in aiohttp.web."""

    name: str
    filename: str
    file: io.BufferedIOBase
    content_type: str


class SanicFile(NamedTuple):
    """As in sanic.request."""

    type: str
    body: bytes
    name: str


class TornadoFile(dict[str, Any]):
    """As in tornado.httputil: a dictionary whose keys are attributes."""

    def __getattr__(self, name: str) -> Any:
        try:
            return self[name]
        except KeyError:
            raise AttributeError(name) from None


@dataclasses.dataclass
class LitestarFile:
    """As in litestar.datastructures."""

    file: Any
    filename: str
    content_type: str

    async def read(self, size: int = -1) -> bytes:
        raise AssertionError("the file itself is read")


class StreamlitFile(io.BytesIO):
    """As in streamlit.runtime.uploaded_file_manager."""

    name = "report.pdf"
    type = SHOWN_TYPE


class WerkzeugFile:
    """As in werkzeug.datastructures, without its package; tests/integrations/programs has the real one."""

    def __init__(self, stream: io.BytesIO, filename: str | None, content_type: str | None) -> None:
        self.stream = stream
        self.name = "form_field"
        self.filename = filename
        self.content_type = content_type

    def __getattr__(self, name: str) -> Any:
        return getattr(self.stream, name)

    def __bool__(self) -> bool:
        return bool(self.filename)


class GridFile(io.BytesIO):
    """As in gridfs: a file object with `filename` and `content_type`."""

    filename = name = "report.pdf"
    content_type = SHOWN_TYPE


def starlette_file(name: str | None, media_type: str = SHOWN_TYPE, max_size: int = 10**6) -> UploadFile:
    spooled: Any = tempfile.SpooledTemporaryFile(max_size)  # noqa: SIM115, closed with the fixture
    spooled.write(CONTENT)
    return UploadFile(spooled, filename=name, headers=Headers({"content-type": media_type}))


def closing_starlette_file(max_size: int) -> Make:
    def make(folder: Path, opened: ExitStack) -> Any:
        file = starlette_file("report.pdf", max_size=max_size)
        opened.callback(file.file.close)
        return file

    return make


FRAMEWORK_FILES: list[Any] = [
    pytest.param(closing_starlette_file(10**6), id="Starlette, in memory"),
    pytest.param(closing_starlette_file(1), id="Starlette, on disk"),
    pytest.param(
        lambda folder, opened: AiohttpFileField("form_field", "report.pdf", io.BytesIO(CONTENT), SHOWN_TYPE),
        id="aiohttp",
    ),
    pytest.param(lambda folder, opened: SanicFile(SHOWN_TYPE, CONTENT, "report.pdf"), id="Sanic"),
    pytest.param(
        lambda folder, opened: TornadoFile(filename="report.pdf", body=CONTENT, content_type=SHOWN_TYPE), id="Tornado"
    ),
    pytest.param(lambda folder, opened: LitestarFile(io.BytesIO(CONTENT), "report.pdf", SHOWN_TYPE), id="Litestar"),
    pytest.param(lambda folder, opened: StreamlitFile(CONTENT), id="Streamlit"),
    pytest.param(lambda folder, opened: GridFile(CONTENT), id="GridFS"),
    pytest.param(lambda folder, opened: WerkzeugFile(io.BytesIO(CONTENT), "report.pdf", SHOWN_TYPE), id="Werkzeug"),
    pytest.param(
        # Bottle, and FieldStorage of WebOb, which has `type`.
        lambda folder, opened: SimpleNamespace(
            file=io.BytesIO(CONTENT), filename="report.pdf", name="form_field", type=SHOWN_TYPE
        ),
        id="WebOb",
    ),
    pytest.param(
        lambda folder, opened: SimpleNamespace(
            stream=io.BytesIO(CONTENT), filename="report.pdf", name="form_field", content_type=SHOWN_TYPE
        ),
        id="file below `stream`",
    ),
]


@both_clients
@pytest.mark.parametrize("make", FRAMEWORK_FILES)
def test_framework_file_is_sent_with_its_name_and_media_type(
    sandbox: Sandbox, tmp_path: Path, opened: ExitStack, make: Make, send: Send
) -> None:
    file = make(tmp_path, opened)
    assert send(sandbox, file) == SentFile("report.pdf", SHOWN_TYPE, CONTENT)
    # Frameworks save a file after it was sent on.
    assert send(sandbox, file).content == CONTENT


@pytest.mark.parametrize("make", FRAMEWORK_FILES)
def test_framework_file_is_sent_again_in_a_retry(
    sandbox: Sandbox, tmp_path: Path, opened: ExitStack, make: Make
) -> None:
    sandbox.faults.status(429, headers={"Retry-After": "1"})
    upload(sandbox, make(tmp_path, opened))
    assert sent_files(sandbox) == [SentFile("report.pdf", SHOWN_TYPE, CONTENT)] * 2


@pytest.mark.parametrize("make", FRAMEWORK_FILES)
def test_upload_with_a_name_and_media_type_replaces_those_of_a_framework_file(
    sandbox: Sandbox, tmp_path: Path, opened: ExitStack, make: Make
) -> None:
    file = Upload(make(tmp_path, opened), name="terms.txt", media_type="text/plain")
    assert upload(sandbox, file) == SentFile("terms.txt", "text/plain", CONTENT)


def test_position_of_a_file_object_is_restored(sandbox: Sandbox, tmp_path: Path) -> None:
    path = tmp_path / "file.bin"
    path.write_bytes(CONTENT)
    with path.open("rb") as file:
        for position in (0, 7, len(CONTENT)):
            file.seek(position)
            assert upload(sandbox, file).content == CONTENT
            assert file.tell() == position
        sandbox.faults.status(429, headers={"Retry-After": "100"})
        with pytest.raises(RateLimitError):
            upload(sandbox, file)
        assert file.tell() == len(CONTENT)


NAMES = [
    ("C:\\fakepath\\report.pdf", "report.pdf"),
    ("../../report.pdf", "report.pdf"),
    ("/srv/media/report.pdf", "report.pdf"),
    ("..\\..\\report.pdf", "report.pdf"),
    ("folder/..", "file"),
    ("folder/", "folder"),
    ("a\r\nX-Evil: 1.pdf", "aX-Evil: 1.pdf"),
    ("re\0port\x1b[31m.pdf", "report[31m.pdf"),
    ("\ud800.pdf", "?.pdf"),
    ("Screenshot 1.23\u202fPM.pdf", "Screenshot 1.23\u202fPM.pdf"),
    ("café 文件.pdf", "café 文件.pdf"),
    (" report.pdf ", "report.pdf"),
    ("", "file"),
    (" ", "file"),
    ("..", "file"),
    ("<stdin>", "file"),
    (None, "file"),
    (3, "file"),
    (b"report.pdf", "report.pdf"),
    (Path("folder/report.pdf"), "report.pdf"),
]


@pytest.mark.parametrize(("name", "sent"), NAMES, ids=lambda name: ascii(name))
def test_only_the_last_part_of_a_framework_files_name_is_sent(sandbox: Sandbox, name: Any, sent: str) -> None:
    file = WerkzeugFile(io.BytesIO(CONTENT), name, None)
    assert upload(sandbox, file).name == sent


def test_name_of_a_screenshot_is_sent_as_the_program_gives_it(sandbox: Sandbox) -> None:
    name = "Scherm\u00adafbeelding\u00a01.23\u202fPM.png"
    assert upload(sandbox, Upload(CONTENT, name=name)).name == name


@pytest.mark.parametrize(
    ("media_type", "sent"),
    [
        ("text/plain; charset=utf-8", "text/plain; charset=utf-8"),
        ("image/svg+xml", "image/svg+xml"),
        ("application/vnd.ms-excel.sheet.macroEnabled.12", "application/vnd.ms-excel.sheet.macroEnabled.12"),
        ("application/octet-stream", "application/octet-stream"),
        ("", "application/pdf"),
        (None, "application/pdf"),
        ("pdf", "application/pdf"),
        ("text/plain\r\nX-Evil: 1", "application/pdf"),
        ("text/plain; name=é", "application/pdf"),
        (SimpleNamespace(value="text/plain"), "application/pdf"),
    ],
    ids=str,
)
def test_media_type_of_a_framework_file_is_sent_if_it_is_valid(sandbox: Sandbox, media_type: Any, sent: str) -> None:
    assert upload(sandbox, WerkzeugFile(io.BytesIO(CONTENT), "report.pdf", media_type)).media_type == sent


def test_framework_file_without_name_and_media_type_is_sent(sandbox: Sandbox) -> None:
    file = UploadFile(io.BytesIO(CONTENT))
    assert upload(sandbox, file) == SentFile("file", "application/octet-stream", CONTENT)


def test_file_that_its_framework_has_closed_raises(sandbox: Sandbox) -> None:
    file = starlette_file("report.pdf")
    file.file.close()
    with pytest.raises(ValueError, match="file must be an open file, not a closed one"):
        upload(sandbox, file)

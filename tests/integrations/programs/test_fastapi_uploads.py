"""FastAPI applications that send uploads on to the portal."""

import io
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from typing import Annotated, Any

import pytest
from fastapi import FastAPI, File, UploadFile

from mijnklantportaal import AsyncMijnKlantportaal, MijnKlantportaal, Upload
from mijnklantportaal.models import AgreementSignerInvitation
from mijnklantportaal.sandbox import Sandbox
from tests.integrations.programs.fastapi_test_client import TestClient
from tests.integrations.sent_files import SentFile, sent_files

SMALL = b"%PDF-1.7 small"
# Starlette keeps larger files on disk.
LARGE = bytes(range(256)) * 8000


def create_app(url: str, api_key: str) -> FastAPI:
    portals: dict[str, Any] = {}

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        async with AsyncMijnKlantportaal(api_key=api_key, base_url=url) as portals["async"]:
            with MijnKlantportaal(api_key=api_key, base_url=url) as portals["sync"]:
                yield

    app = FastAPI(lifespan=lifespan)

    @app.post("/sync")
    def sync_view(file: UploadFile) -> int:
        portals["sync"].files.upload(file=file)
        return len(file.file.read())

    @app.post("/async")
    async def async_view(file: UploadFile) -> int:
        await portals["async"].files.upload(file=file)
        return len(await file.read())

    @app.post("/bytes")
    def bytes_view(file: Annotated[bytes, File()]) -> None:
        portals["sync"].files.upload(file=Upload(file, name="report.pdf"))

    @app.post("/agreement")
    async def agreement_view(documents: list[UploadFile]) -> None:
        await portals["async"].agreements.create(
            name="Terms",
            signer_name="John Doe",
            signer_signature_data="data:image/png;base64,iVBORw0KGgo=",
            signers=[AgreementSignerInvitation(first_name="A", last_name="B", email="a@b.nl", should_identify=False)],
            documents=documents,
        )

    return app


@pytest.fixture
def app(sandbox: Sandbox) -> Iterator[FastAPI]:
    with sandbox.serve() as url:
        yield create_app(url, sandbox.api_key)


@pytest.fixture
def browser(app: FastAPI) -> Iterator[TestClient]:
    with TestClient(app) as browser:
        yield browser


@pytest.mark.parametrize("path", ["/sync", "/async"])
@pytest.mark.parametrize("content", [SMALL, LARGE], ids=["small", "large"])
def test_fastapi_upload_is_sent_with_its_name_and_media_type(
    sandbox: Sandbox, browser: TestClient, path: str, content: bytes
) -> None:
    response = browser.post(path, files={"file": ("report.pdf", content, "application/x-shown")})
    assert response.json() == len(content), "the view can still read it"
    assert sent_files(sandbox) == [SentFile("report.pdf", "application/x-shown", content)]


def test_fastapi_upload_as_bytes_is_sent(sandbox: Sandbox, browser: TestClient) -> None:
    browser.post("/bytes", files={"file": ("ignored.pdf", SMALL)})
    assert sent_files(sandbox) == [SentFile("report.pdf", "application/pdf", SMALL)]


def test_several_fastapi_uploads_are_sent(sandbox: Sandbox, browser: TestClient) -> None:
    files = [("documents", ("a.pdf", SMALL)), ("documents", ("b.pdf", LARGE))]
    assert browser.post("/agreement", files=files).status_code == 200
    assert [(file.name, file.content) for file in sent_files(sandbox)] == [("a.pdf", SMALL), ("b.pdf", LARGE)]


def test_upload_is_read_again_in_a_retry(sandbox: Sandbox, browser: TestClient) -> None:
    sandbox.faults.status(429, headers={"Retry-After": "0"})
    browser.post("/async", files={"file": ("a.pdf", LARGE, "application/pdf")})
    assert sent_files(sandbox) == [SentFile("a.pdf", "application/pdf", LARGE)] * 2


def test_upload_file_that_a_program_makes_is_sent(sandbox: Sandbox) -> None:
    sandbox.client().files.upload(file=UploadFile(io.BytesIO(SMALL), filename="a.pdf"))
    assert sent_files(sandbox) == [SentFile("a.pdf", "application/pdf", SMALL)]

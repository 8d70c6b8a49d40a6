"""Flask applications that send uploads on to the portal."""

import io
from collections.abc import Iterator
from typing import Any

import httpx
import pytest
from flask import Flask, request
from flask.testing import FlaskClient
from werkzeug.datastructures import FileStorage

from mijnklantportaal import AsyncMijnKlantportaal, MijnKlantportaal
from mijnklantportaal.models import AgreementSignerInvitation
from mijnklantportaal.sandbox import Sandbox
from tests.integrations.sent_files import SentFile, sent_files

SMALL = b"%PDF-1.7 small"
# Werkzeug keeps larger files on disk.
LARGE = bytes(range(256)) * 4000


def create_app(portal: MijnKlantportaal, url: str, api_key: str) -> Flask:
    app = Flask(__name__)

    @app.post("/sync")
    def sync_view() -> str:
        file = request.files["attachment"]
        created = portal.files.upload(file=file)
        # The application can still use it.
        saved = io.BytesIO()
        file.save(saved)
        return f"{created.id} {len(saved.getvalue())}"

    @app.post("/async")
    async def async_view() -> str:
        async with AsyncMijnKlantportaal(api_key=api_key, base_url=url) as async_portal:
            file = request.files["attachment"]
            created = await async_portal.files.upload(file=file)
            return f"{created.id} {len(file.read())}"

    @app.post("/agreement")
    def agreement_view() -> str:
        return portal.agreements.create(
            name="Terms",
            signer_name="John Doe",
            signer_signature_data="data:image/png;base64,iVBORw0KGgo=",
            signers=[AgreementSignerInvitation(first_name="A", last_name="B", email="a@b.nl", should_identify=False)],
            documents=request.files.getlist("documents"),
        ).id

    return app


@pytest.fixture
def browser(sandbox: Sandbox) -> Iterator[FlaskClient]:
    with (
        sandbox.serve() as url,
        MijnKlantportaal(api_key=sandbox.api_key, base_url=url) as portal,
        create_app(portal, url, sandbox.api_key).test_client() as browser,
    ):
        yield browser


def post(browser: FlaskClient, path: str, files: Any) -> Any:
    # Werkzeug's own encoder leaves a temporary file open for a large body.
    body = httpx.Request("POST", "http://localhost", files=files)
    return browser.post(path, data=body.read(), content_type=body.headers["content-type"])


@pytest.mark.parametrize("path", ["/sync", "/async"])
@pytest.mark.parametrize("content", [SMALL, LARGE], ids=["small", "large"])
def test_flask_upload_is_sent_with_its_name_and_media_type(
    sandbox: Sandbox, browser: FlaskClient, path: str, content: bytes
) -> None:
    response = post(browser, path, {"attachment": ("report.pdf", content, "application/x-shown")})
    identity, saved_size = response.text.split()
    assert sent_files(sandbox) == [SentFile("report.pdf", "application/x-shown", content)]
    assert sandbox.client().files.get(identity).name == "report.pdf"
    assert int(saved_size) == len(content)


@pytest.mark.parametrize(
    ("name", "sent"),
    [
        ("C:\\fakepath\\report.pdf", "report.pdf"),
        ("../../report.pdf", "report.pdf"),
        ("rapport été.pdf", "rapport été.pdf"),
    ],
)
def test_only_the_last_part_of_a_browsers_file_name_is_sent(
    sandbox: Sandbox, browser: FlaskClient, name: str, sent: str
) -> None:
    post(browser, "/sync", {"attachment": (name, SMALL)})
    assert sent_files(sandbox) == [SentFile(sent, "application/pdf", SMALL)]


def test_form_without_a_selected_file_sends_an_empty_file(sandbox: Sandbox, browser: FlaskClient) -> None:
    # Browsers send a part with an empty name.
    body = b'--x\r\nContent-Disposition: form-data; name="attachment"; filename=""\r\n'
    body += b"Content-Type: application/octet-stream\r\n\r\n\r\n--x--\r\n"
    browser.post("/sync", data=body, content_type="multipart/form-data; boundary=x")
    assert sent_files(sandbox) == [SentFile("file", "application/octet-stream", b"")]


def test_several_files_of_a_form_are_sent(sandbox: Sandbox, browser: FlaskClient) -> None:
    documents = [("documents", ("a.pdf", SMALL)), ("documents", ("b.pdf", LARGE))]
    assert post(browser, "/agreement", documents).status_code == 200
    assert [(file.name, file.content) for file in sent_files(sandbox)] == [("a.pdf", SMALL), ("b.pdf", LARGE)]


def test_file_storage_that_a_program_makes_is_sent(sandbox: Sandbox) -> None:
    sandbox.client().files.upload(file=FileStorage(io.BytesIO(SMALL), "a.pdf", name="field"))
    assert sent_files(sandbox) == [SentFile("a.pdf", "application/pdf", SMALL)]

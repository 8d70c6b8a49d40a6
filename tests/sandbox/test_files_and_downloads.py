"""Files, downloads, agreements, file requests and file shares."""

import hashlib
import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any
from urllib.parse import unquote

import httpx
import pytest

from mijnklantportaal import MijnKlantportaal, NotFoundError, UnprocessableEntityError, Upload
from mijnklantportaal.models import (
    AgreementSignerInvitation,
    AgreementWithDetails,
    Customer,
    DownloadLink,
    FileToRequest,
)
from mijnklantportaal.sandbox import Sandbox

Uploader = Callable[[Upload], Callable[[], DownloadLink]]
"""Uploads a file, and returns a function that requests a download link to it."""


def create_agreement(
    client: MijnKlantportaal, documents: list[Upload], signers: list[AgreementSignerInvitation] | None = None
) -> AgreementWithDetails:
    return client.agreements.create(
        name="Lease",
        signer_name="Sanne de Boer",
        signer_signature_data="data:image/png;base64,c2lnbmF0dXJl",
        signers=[AgreementSignerInvitation(email="bram@bakery.nl")] if signers is None else signers,
        documents=documents,
    )


@pytest.fixture(params=["file", "document"])
def upload(request: pytest.FixtureRequest, client: MijnKlantportaal) -> Uploader:
    # Files and documents of agreements can be downloaded.
    def file(content: Upload) -> Callable[[], DownloadLink]:
        uploaded = client.files.upload(file=content)
        return lambda: client.files.get_download_link(uploaded.id)

    def document(content: Upload) -> Callable[[], DownloadLink]:
        agreement = create_agreement(client, [Upload(b"another", name="first.pdf"), content])
        return lambda: client.agreements.get_document_download_link(agreement.id, agreement.documents[1].id)

    return file if request.param == "file" else document


CONTENTS = [
    Upload(b"", name="empty", media_type="text/plain"),
    Upload(bytes(range(256)) * 400, name="all bytes.bin", media_type="application/octet-stream"),
    Upload("één;€\r\n".encode("cp1252"), name="één; 'two' & 50%.csv", media_type="text/csv"),
    Upload(b"\r\n--boundary--\r\n", name="a/b.html", media_type="text/html; charset=iso-8859-15"),
    Upload(b"%PDF-1.7", name="\N{BAGUETTE BREAD}.pdf", media_type="application/pdf"),
]


@pytest.mark.parametrize("content", CONTENTS, ids=lambda content: str(content.name))
def test_download_returns_the_uploaded_content_name_and_type(
    browser: httpx.Client, upload: Uploader, content: Upload
) -> None:
    response = browser.get(upload(content)().link)
    assert response.status_code == 200
    assert response.content == content.content
    assert response.headers["Content-Type"] == content.media_type
    _, _, name = response.headers["Content-Disposition"].partition("filename*=UTF-8''")
    assert unquote(name) == content.name


def test_download_over_http(sandbox: Sandbox) -> None:
    content = bytes(range(256))
    with sandbox.serve() as address, MijnKlantportaal(api_key=sandbox.api_key, base_url=address) as client:
        file = client.files.upload(file=Upload(content, name="a.bin", media_type="image/png"))
        link = client.files.get_download_link(file.id).link
        assert httpx.get(link).content == content
        # The link is outside the API.
        assert not link.startswith(address)


def test_download_link_expires_after_five_minutes(sandbox: Sandbox, browser: httpx.Client, upload: Uploader) -> None:
    get_link = upload(CONTENTS[1])
    download = get_link()
    assert download.expires_at == sandbox.clock.now + timedelta(minutes=5)
    sandbox.clock.advance(timedelta(minutes=4, seconds=59))
    later = get_link()
    assert browser.get(download.link).status_code == 200
    sandbox.clock.advance(timedelta(seconds=1))
    expired = browser.get(download.link)
    assert (expired.status_code, expired.json()) == (403, {"message": "The link has expired."})
    assert browser.get(later.link).content == CONTENTS[1].content
    assert browser.get(f"{later.link}x").status_code == 403


def test_uploaded_file_has_its_name_size_and_type(sandbox: Sandbox, client: MijnKlantportaal) -> None:
    file = client.files.upload(file=Upload(b"1,2\n", name="één.csv", media_type="text/csv"))
    assert (file.id[:4], file.type_, file.name, file.size, file.mime) == ("fsf_", "file", "één.csv", 4, "text/csv")
    assert (file.file_share_id, file.created_at) == (None, sandbox.clock.now)


def test_directory_has_no_size_and_cannot_be_downloaded(client: MijnKlantportaal) -> None:
    directory = client.files.create_directory(name="2026")
    assert (directory.id[:4], directory.type_, directory.name) == ("fsd_", "directory", "2026")
    assert (directory.size, directory.mime) == (None, None)
    with pytest.raises(NotFoundError):
        client.files.get_download_link(directory.id)


def test_document_and_file_ids_are_not_interchangeable(client: MijnKlantportaal) -> None:
    agreement = create_agreement(client, [Upload(b"%PDF-1.7")])
    file = client.files.upload(file=b"content")
    with pytest.raises(NotFoundError):
        client.files.get_download_link(agreement.documents[0].id)
    with pytest.raises(NotFoundError):
        client.agreements.get_document_download_link(agreement.id, file.id)


def test_agreement_has_documents_and_signers(client: MijnKlantportaal) -> None:
    contents = [Upload(b"first", name="a.pdf"), Upload(b"second", name="b.pdf")]
    agreement = create_agreement(client, contents)
    documents = [(document.document_name, document.file_size, document.file_hash) for document in agreement.documents]
    assert documents == [
        ("a.pdf", 5, hashlib.sha256(b"first").hexdigest()),
        ("b.pdf", 6, hashlib.sha256(b"second").hexdigest()),
    ]
    assert len({document.id for document in agreement.documents}) == 2
    assert {document.id[:4] for document in agreement.documents} == {"agd_"}
    (signer,) = agreement.signers
    assert (signer.id[:4], signer.email, signer.should_identify) == ("ags_", "bram@bakery.nl", False)
    # Only the company that owns the portal has signed.
    assert (signer.signature, signer.signature_hash, signer.signed_at) == (None, None, None)
    assert agreement.status == "sent"


def test_signature_hash_depends_on_the_time(sandbox: Sandbox, client: MijnKlantportaal) -> None:
    first = create_agreement(client, [Upload(b"%PDF-1.7")])
    sandbox.clock.advance(timedelta(seconds=1))
    second = create_agreement(client, [Upload(b"%PDF-1.7")])
    assert (len(first.signer_signature_hash), first.signer_signature) == (64, second.signer_signature)
    assert first.signer_signature_hash != second.signer_signature_hash


def test_agreement_with_more_than_five_signers_or_documents_is_rejected(
    sandbox: Sandbox, client: MijnKlantportaal
) -> None:
    signer, document = AgreementSignerInvitation(email="bram@bakery.nl"), Upload(b"%PDF-1.7")
    agreement = create_agreement(client, [document] * 5, [signer] * 5)
    assert (len(agreement.signers), len(agreement.documents)) == (5, 5)
    for documents, signers, field in (([document] * 6, [signer], "documents"), ([document], [signer] * 6, "signers")):
        with pytest.raises(UnprocessableEntityError) as caught:
            create_agreement(client, documents, signers)
        assert caught.value.errors == {field: ["There must not be more than 5."]}
    with pytest.raises(UnprocessableEntityError) as caught:
        create_agreement(client, [Upload(bytes(2_500_000)), Upload(bytes(2_800_000))])
    assert caught.value.errors == {"documents": ["Together they must not be larger than 5 MB."]}
    assert len(sandbox.agreements) == 1


def test_new_file_request_has_no_uploaded_files(client: MijnKlantportaal) -> None:
    request = client.file_requests.create(name="Permits", requested_files=[FileToRequest(name="Permit")] * 10)
    assert len({file.id for file in request.requested_files}) == 10
    assert {file.id[:4] for file in request.requested_files} == {"fqf_"}
    assert {file.uploaded_file_id for file in request.requested_files} == {None}
    assert (request.completed_at, request.customer_id, request.directory_id) == (None, None, None)


def test_file_request_for_more_than_ten_files_is_rejected(sandbox: Sandbox, client: MijnKlantportaal) -> None:
    with pytest.raises(UnprocessableEntityError) as caught:
        client.file_requests.create(name="Permits", requested_files=[FileToRequest(name="Permit")] * 11)
    assert caught.value.errors == {"requested_files": ["There must not be more than 10."]}
    assert len(sandbox.file_requests) == 0


def test_shared_files_refer_to_their_share(client: MijnKlantportaal, customer: Customer) -> None:
    file, other = client.files.upload(file=b"content"), client.files.upload(file=b"other")
    directory = client.files.create_directory(name="2026")
    share = client.file_shares.create(content=[directory.id, file.id], customer_id=customer.id)
    assert share.shared_content == [client.files.get(directory.id), client.files.get(file.id)]
    assert {content.file_share_id for content in share.shared_content} == {share.id}
    assert client.files.get(other.id) == other
    (listed,) = client.file_shares.list()
    assert listed == share


def test_form_fields_that_the_schema_lacks_are_ignored(sandbox: Sandbox, browser: httpx.Client) -> None:
    headers = {"Authorization": f"Bearer {sandbox.api_key}"}
    response = browser.post(
        f"{sandbox.base_url}/files",
        data={"name": "another", "type": "directory", "id": "fsf_own"},
        files={"file": ("a.txt", b"content", "text/plain"), "more": ("b.txt", b"more", "text/plain")},
        headers=headers,
    )
    file: dict[str, Any] = json.loads(response.content)
    assert (file["name"], file["type"], file["id"] == "fsf_own") == ("a.txt", "file", False)
    assert len(sandbox.files) == 1

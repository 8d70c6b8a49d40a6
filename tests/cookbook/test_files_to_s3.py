"""examples/cookbook/files_to_s3.py with the S3 server of moto: what is in the bucket after each run."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import count
from pathlib import Path
from typing import Any

import boto3
import pytest
from moto.server import ThreadedMotoServer

from mijnklantportaal import Upload
from mijnklantportaal.models import AgreementSignerInvitation, RequestedFile
from mijnklantportaal.sandbox import Sandbox
from tests.cookbook.recipes import Recipe, Result, demo_sandbox, served, shown, shows_program

NAME = "files_to_s3"
MEASURED = f"""
import runpy, sys, tracemalloc

# Before memory is measured, since that makes imports slow.
import boto3, mijnklantportaal.client

tracemalloc.start()
try:
    runpy.run_path("{NAME}.py", run_name="__main__")
finally:
    print(tracemalloc.get_traced_memory()[1], file=sys.stderr)
"""
"""Runs the program, and prints the bytes that it had in memory at most."""
NAMES = (f"backup-{number}" for number in count())


class Bucket:
    """A bucket of a server on this machine, and the environment of a program that uses it."""

    def __init__(self, url: str, name: str) -> None:
        self.url, self.name = url, name
        self.environment = {
            "AWS_ACCESS_KEY_ID": "key",
            "AWS_SECRET_ACCESS_KEY": "secret",
            "AWS_DEFAULT_REGION": "us-east-1",
            "AWS_CONFIG_FILE": "none",
            "AWS_ENDPOINT_URL": url,
            "AWS_MAX_ATTEMPTS": "1",
        }
        self.s3: Any = boto3.client(
            "s3",
            endpoint_url=url,
            region_name="us-east-1",
            aws_access_key_id="key",
            aws_secret_access_key="secret",
        )

    def objects(self) -> dict[str, bytes]:
        listed = self.s3.list_objects_v2(Bucket=self.name).get("Contents", [])
        return {item["Key"]: self.s3.get_object(Bucket=self.name, Key=item["Key"])["Body"].read() for item in listed}


@pytest.fixture(scope="module")
def server_url() -> Iterator[str]:
    server = ThreadedMotoServer("127.0.0.1", port=0)
    server.start()
    host, port = server.get_host_and_port()
    yield f"http://{host}:{port}"
    server.stop()


@pytest.fixture
def bucket(server_url: str) -> Bucket:
    bucket = Bucket(server_url, next(NAMES))
    bucket.s3.create_bucket(Bucket=bucket.name)
    return bucket


def copy(recipe: Recipe, bucket: Bucket, *options: str) -> Result:
    return recipe.run(bucket.name, *options, **bucket.environment)


def add_file(sandbox: Sandbox, content: bytes, name: str = "logo.png") -> str:
    return sandbox.files.add(name=name, content=content, mime="image/png").id


def add_agreement(sandbox: Sandbox, content: bytes) -> str:
    """Return the key of the copy of its document."""
    agreement = sandbox.client().agreements.create(
        name="Contract",
        signer_name="Sanne Jansen",
        signer_signature_data="data:image/png;base64,iVBORw0KGgo=",
        signers=[AgreementSignerInvitation(first_name="Lotte", email="lotte@florist.example")],
        documents=[Upload(content, name="Contract.pdf", media_type="application/pdf")],
    )
    return f"agreements/{agreement.id}/{agreement.documents[0].id}"


def requested_file(uploaded: str | None) -> RequestedFile:
    return RequestedFile(
        id=f"fqf_{uploaded}",
        name="Logo",
        description="For the website",
        required=True,
        max_file_size=10240,
        uploaded_file_id=uploaded,
    )


def test_files_that_can_be_listed_and_those_with_an_id_are_copied(tmp_path: Path, bucket: Bucket) -> None:
    sandbox = Sandbox()
    document = add_agreement(sandbox, b"contract")
    uploaded, shared, unlisted = (add_file(sandbox, name.encode(), f"{name} 🥐.png") for name in ("up", "sh", "un"))
    sandbox.file_requests.add(requested_files=[requested_file(uploaded), requested_file(None)])
    directory = sandbox.client().files.create_directory(name="Logos").id
    sandbox.client().file_shares.create(content=[shared, uploaded, directory])
    (tmp_path / "ids.txt").write_text(f"{unlisted}\n\n{shared}\n")
    with served(NAME, tmp_path, sandbox) as recipe:
        first = copy(recipe, bucket, "--ids", "ids.txt")
        assert first == Result(0, "4 copied, 0 present, 0 failed\n", "")
        copies = {f"files/{uploaded}": b"up", f"files/{shared}": b"sh", f"files/{unlisted}": b"un"}
        assert bucket.objects() == {document: b"contract", **copies}
        head = bucket.s3.head_object(Bucket=bucket.name, Key=f"files/{uploaded}")
        assert head["ContentType"] == "image/png"
        assert head["ContentDisposition"] == "attachment; filename*=UTF-8''up%20%F0%9F%A5%90.png"

        sandbox.requests.clear()
        assert copy(recipe, bucket, "--ids", "ids.txt").output == "0 copied, 4 present, 0 failed\n"
        assert not [request for request in sandbox.requests if request.path.endswith("/download")]


def test_file_that_fails_is_reported_and_copied_by_the_next_run(tmp_path: Path, bucket: Bucket) -> None:
    sandbox = Sandbox()
    documents = [add_agreement(sandbox, content) for content in (b"1", b"2", b"3")]
    sandbox.faults.status(404, path=f"/{documents[1].replace('/agd', '/documents/agd')}/download")
    with served(NAME, tmp_path, sandbox) as recipe:
        first = copy(recipe, bucket)
        assert (first.code, first.output) == (1, "2 copied, 0 present, 1 failed\n")
        assert first.errors.startswith(f"{documents[1]}: 404 ")
        assert copy(recipe, bucket).output == "1 copied, 2 present, 0 failed\n"
    assert bucket.objects() == dict(zip(documents, (b"1", b"2", b"3"), strict=True))


def test_document_with_another_hash_is_copied_again(tmp_path: Path, bucket: Bucket) -> None:
    sandbox = Sandbox()
    document = add_agreement(sandbox, b"contract")
    bucket.s3.put_object(Bucket=bucket.name, Key=document, Body=b"unsigned", Metadata={"version": "of yesterday"})
    with served(NAME, tmp_path, sandbox) as recipe:
        assert copy(recipe, bucket).output == "1 copied, 0 present, 0 failed\n"
    assert bucket.objects() == {document: b"contract"}


def test_hash_that_metadata_cannot_have_is_compared_too(tmp_path: Path, bucket: Bucket) -> None:
    sandbox = Sandbox()
    document = add_agreement(sandbox, b"contract")

    def with_hash(body: Any) -> Any:
        return {**body, "documents": [{**body["documents"][0], "fileHash": "\u00e9 \n "}]}

    sandbox.faults.body(with_hash, times=2, path=f"/{document.rpartition('/')[0]}")
    with served(NAME, tmp_path, sandbox) as recipe:
        assert copy(recipe, bucket).output == "1 copied, 0 present, 0 failed\n"
        assert copy(recipe, bucket).output == "0 copied, 1 present, 0 failed\n"
    assert bucket.objects() == {document: b"contract"}


def test_list_of_ids_that_is_missing_is_an_error(tmp_path: Path, bucket: Bucket) -> None:
    with served(NAME, tmp_path, Sandbox()) as recipe:
        failed = copy(recipe, bucket, "--ids", "missing.txt")
    assert (failed.code, failed.output, "Traceback" in failed.errors) == (2, "", False)


def test_storage_that_refuses_ends_the_run(tmp_path: Path, server_url: str) -> None:
    sandbox = Sandbox()
    add_agreement(sandbox, b"contract")
    with served(NAME, tmp_path, sandbox) as recipe:
        result = copy(recipe, Bucket(server_url, "unknown"))
    assert (result.code, result.output) == (1, "0 copied, 0 present, 1 failed\n")
    assert result.errors.startswith("stopped: ")
    assert "secret" not in result.errors


def test_large_file_is_not_held_in_memory(tmp_path: Path, bucket: Bucket) -> None:
    sandbox, size, peaks = Sandbox(), 16_000_000, []
    (tmp_path / "measured.py").write_text(MEASURED)
    with served(NAME, tmp_path, sandbox) as recipe:
        for content in (b"small", bytes(size)):
            id = add_file(sandbox, content)
            (tmp_path / "ids.txt").write_text(id)
            result = copy(replace(recipe, name="measured"), bucket, "--ids", "ids.txt")
            assert (result.code, result.output) == (0, "1 copied, 0 present, 0 failed\n")
            head = bucket.s3.head_object(Bucket=bucket.name, Key=f"files/{id}")
            assert head["ContentLength"] == len(content)
            peaks.append(int(result.errors))
    assert peaks[1] - peaks[0] < size / 2


def test_page_shows_the_program_and_what_it_prints(tmp_path: Path, server_url: str) -> None:
    assert shows_program(NAME)
    bucket = Bucket(server_url, "backup")
    bucket.s3.create_bucket(Bucket=bucket.name)
    (tmp_path / "file_ids.txt").write_text("fsf_abc12345678\n")
    with served(NAME, tmp_path, demo_sandbox()) as recipe:
        assert len(shown(NAME)) == 2
        for command in shown(NAME):
            assert recipe.run(*command.arguments, **bucket.environment) == Result(0, command.output, "")

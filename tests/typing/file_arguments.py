"""What type checkers accept as a file: read by them only, never run."""

import gzip
import io
import tempfile
import zipfile
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import IO, BinaryIO, TextIO

import anyio
from fastapi import UploadFile as FastAPIUploadFile
from starlette.datastructures import UploadFile
from werkzeug.datastructures import FileStorage

from mijnklantportaal import FileInput, MijnKlantportaal, Upload
from mijnklantportaal.types import BinaryFile


def accepted(
    path: Path,
    async_path: anyio.Path,
    binary: BinaryIO,
    any_binary: IO[bytes],
    compressed: gzip.GzipFile,
    member: zipfile.ZipExtFile,
    spooled: tempfile.SpooledTemporaryFile[bytes],
    resource: Traversable,
    flask_file: FileStorage,
    starlette_file: UploadFile,
    fastapi_file: FastAPIUploadFile,
    unknown: BinaryFile,
) -> list[FileInput]:
    return [
        "report.pdf",
        path,
        async_path,
        b"content",
        bytearray(b"content"),
        memoryview(b"content"),
        io.BytesIO(),
        binary,
        any_binary,
        compressed,
        member,
        spooled,
        resource,
        flask_file,
        starlette_file,
        fastapi_file,
        unknown,
        Upload(flask_file, name="report.pdf"),
    ]


def refused(portal: MijnKlantportaal, text: TextIO, wrapped: anyio.AsyncFile[bytes]) -> None:
    portal.files.upload(file=text)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    portal.files.upload(file=io.StringIO())  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    portal.files.upload(file=wrapped)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    portal.files.upload(file=7)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    portal.files.upload(file=[b"content"])  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    portal.files.upload(file=None)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    portal.agreements.create(
        name="Terms",
        signer_name="John Doe",
        signer_signature_data="",
        signers=[],
        documents=[text],  # type: ignore[list-item]  # pyright: ignore[reportArgumentType]
    )

"""Uploads to a sandbox, and the files that it received, as they were sent."""

import asyncio
import re
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias

import pytest

from mijnklantportaal import FileInput
from mijnklantportaal.sandbox import Sandbox, SandboxRequest

CONTENT = bytes(range(256)) * 300

Make: TypeAlias = Callable[[Path, ExitStack], Any]
"""Makes a file, for which it may use a folder, and which is closed with the stack."""

_HEADER = re.compile(
    rb'Content-Disposition: form-data; name="[^"]*"; filename="(?P<name>[^"\r\n]*)"\r\nContent-Type: (?P<type>[^\r\n]*)'
)


@dataclass(frozen=True)
class SentFile:
    name: str
    media_type: str
    content: bytes


def sent_files(sandbox: Sandbox) -> list[SentFile]:
    """Return the files in all uploads that a sandbox received, the oldest first."""
    return [file for request in sandbox.requests if request.method == "POST" for file in _files_of(request)]


def _files_of(request: SandboxRequest) -> list[SentFile]:
    boundary = request.headers["content-type"].partition("boundary=")[2].encode()
    files = []
    for part in request.content.split(b"--" + boundary)[1:-1]:
        header, _, content = part.removeprefix(b"\r\n").removesuffix(b"\r\n").partition(b"\r\n\r\n")
        if match := _HEADER.fullmatch(header):
            files.append(SentFile(match["name"].decode(), match["type"].decode(), content))
    return files


def upload(sandbox: Sandbox, file: FileInput) -> SentFile:
    """Upload a file with the client, and return it as it was sent."""
    sandbox.client().files.upload(file=file)
    return sent_files(sandbox)[-1]


def upload_async(sandbox: Sandbox, file: FileInput) -> SentFile:
    """Upload a file with the asynchronous client, and return it as it was sent."""

    async def call() -> None:
        async with sandbox.async_client() as portal:
            await portal.files.upload(file=file)

    asyncio.run(call())
    return sent_files(sandbox)[-1]


Send: TypeAlias = Callable[[Sandbox, FileInput], SentFile]
both_clients = pytest.mark.parametrize(
    "send", [pytest.param(upload, id="sync"), pytest.param(upload_async, id="async")]
)

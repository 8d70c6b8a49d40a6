"""The output of `--dry-run`: the request that would be sent, without the token."""

import json
import os
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import urlencode

from mijnklantportaal._headers import BASE_HEADERS
from mijnklantportaal._wire.operation import MediaType, Operation
from mijnklantportaal.cli._texts import one_line
from mijnklantportaal.types import Upload


def request_text(operation: Operation[Any], arguments: Mapping[str, Any], base_url: str) -> str:
    """Return the request of a call as text: method, URL, headers and body.

    Args:
        operation: The operation.
        arguments: Its arguments by Python name; `UNSET` for omitted arguments.
        base_url: The URL of the API.

    Raises:
        OSError: A file cannot be read.
    """
    prepared = operation.prepare(arguments)
    query = f"?{urlencode(prepared.query)}" if prepared.query else ""
    lines = [f"{operation.method} {base_url}{prepared.path}{query}"]
    headers = {**BASE_HEADERS, "authorization": "Bearer (not shown)", **prepared.headers}
    if prepared.parts is not None:
        headers["content-type"] = MediaType.MULTIPART.value
    lines += [f"{name}: {value}" for name, value in headers.items()]
    if prepared.content is not None:
        # JSON with indentation and without escapes for non-ASCII characters.
        lines += ["", *json.dumps(json.loads(prepared.content), indent=2, ensure_ascii=False).splitlines()]
    if prepared.parts is not None:
        lines += ["", *(f"{name}: {text}" for name, text in _part_texts(prepared.parts))]
    return "\n".join(_shown(line) for line in lines)


def _part_texts(parts: tuple[tuple[str, str | Upload], ...]) -> Iterator[tuple[str, str]]:
    for name, value in parts:
        yield name, value if isinstance(value, str) else _file_text(value)


def _file_text(upload: Upload) -> str:
    content = upload.content
    if isinstance(content, bytes):
        return f"file {upload.name or 'file'!r}, {len(content)} bytes"
    assert isinstance(content, str)
    return f"file {upload.name or os.path.basename(content)!r}, {os.stat(content).st_size} bytes"


def _shown(line: str) -> str:
    indentation = line[: len(line) - len(line.lstrip(" "))]
    return indentation + one_line(line)

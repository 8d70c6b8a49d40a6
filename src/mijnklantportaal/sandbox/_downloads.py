"""Responses with the content of a file, or a part of it (RFC 9110, section 14)."""

import re
from collections.abc import Mapping
from urllib.parse import quote

from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from mijnklantportaal.sandbox._state import Download

_CHUNK = 256 * 1024
_RANGE = re.compile(r"bytes=([0-9]{0,18})-([0-9]{0,18})")


class _FileResponse(Response):
    """A response that is sent in parts, so that a server does not copy a large file as a whole."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await send({"type": "http.response.start", "status": self.status_code, "headers": self.raw_headers})
        content = memoryview(self.body)
        for start in range(0, len(content), _CHUNK):
            body = bytes(content[start : start + _CHUNK])
            await send({"type": "http.response.body", "body": body, "more_body": True})
        await send({"type": "http.response.body", "body": b""})


def file_response(download: Download, request_headers: Mapping[str, str]) -> Response:
    """Return the response to a request for a file: the whole file, or the requested range.

    Args:
        download: The target of the link.
        request_headers: The headers of the request.
    """
    file = download.file
    size = len(file.content)
    headers = {
        # Set as a header, since Starlette would add a charset to text types, and the charset is not known.
        "Content-Type": file.media_type,
        "Content-Disposition": f"attachment; filename*=UTF-8''{quote(file.name, safe='')}",
        # A browser must not run an uploaded file in the origin of the sandbox.
        "X-Content-Type-Options": "nosniff",
        "Accept-Ranges": "bytes",
        "ETag": download.etag,
    }
    if request_headers.get("if-range", download.etag) != download.etag:
        return _FileResponse(file.content, headers=headers)
    match = _RANGE.fullmatch(request_headers.get("range", ""))
    # A server may ignore several ranges and other units.
    if match is None or match.group() == "bytes=-":
        return _FileResponse(file.content, headers=headers)
    first, last = _positions(match[1], match[2], size)
    if first > last:
        return Response(status_code=416, headers={"Content-Range": f"bytes */{size}"})
    content_range = {"Content-Range": f"bytes {first}-{last}/{size}"}
    return _FileResponse(memoryview(file.content)[first : last + 1], 206, {**headers, **content_range})


def _positions(first: str, last: str, size: int) -> tuple[int, int]:
    """Return the first and the last position of a range. The last position is smaller if the range does not exist."""
    if not first:
        # A number of bytes at the end of the file.
        return max(0, size - int(last)), size - 1
    return int(first), min(int(last or size), size - 1)

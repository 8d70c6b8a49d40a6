"""What a download does with servers of files that fail, or attack: each with its outcome."""

import gzip
import socket
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from mijnklantportaal.errors import DownloadError
from tests.files.download_calls import Kind, download
from tests.files.file_server import (
    CONTENT,
    ETAG,
    SECRET,
    FileRequest,
    FileServer,
    Reply,
    cut,
    part,
    response,
    sends,
    status,
    whole,
)
from tests.tracebacks import traceback_with_locals

OTHER = b"another version" * 600


@dataclass(frozen=True)
class Fault:
    """What the server does, in turn, and how the download ends.

    Without an `error`, the file is complete. `ranges` are the headers `Range` of the requests.
    """

    id: str
    plan: list[Reply]
    error: str = ""
    content: bytes = CONTENT
    status_code: int | None = None
    ranges: list[str | None] = field(default_factory=lambda: [None])
    calls: int = 1
    max_size: int | None = None
    timeout: float | None = None


def endless(connection: socket.socket, request: FileRequest) -> None:
    connection.sendall(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")
    while True:
        connection.sendall(b"10000\r\n" + bytes(0x10000) + b"\r\n")


def drip_of_headers(connection: socket.socket, request: FileRequest) -> None:
    connection.settimeout(0.05)
    connection.sendall(b"HTTP/1.1 200 OK\r\n")
    for _ in range(400):
        connection.sendall(b"X")
        _pause(connection)


def drip_of_body(connection: socket.socket, request: FileRequest) -> None:
    # Each pause is shorter than the timeout of one second, and all together are longer.
    connection.sendall(response("200 OK", length=len(CONTENT)))
    for start in range(0, len(CONTENT), 512):
        connection.sendall(CONTENT[start : start + 512])
        _pause(connection, 0.06)


def stall(size: int) -> Reply:
    def reply(connection: socket.socket, request: FileRequest) -> None:
        connection.sendall(response("200 OK", CONTENT[:size], {"ETag": ETAG}, len(CONTENT)))
        _pause(connection, 20)

    return reply


def _pause(connection: socket.socket, seconds: float = 0.05) -> None:
    """Wait, or until the client leaves."""
    connection.settimeout(seconds)
    try:
        if connection.recv(1) == b"":
            raise ConnectionAbortedError
    except TimeoutError:
        pass


def redirect(location: str) -> Reply:
    return sends(response("302 Found", headers={"Location": location}))


REST = "bytes=1000-"
SAME_SIZE = CONTENT[::-1]
REST_RANGE = {"Content-Range": f"bytes 1000-{len(CONTENT) - 1}/{len(CONTENT)}"}
MODIFIED = {"Last-Modified": "Mon, 01 Jan 2024 00:00:00 GMT", "Date": "Mon, 01 Jan 2024 01:00:00 GMT"}
FAULTS = [
    Fault(
        "short",
        [cut(1000)] + [cut(1000, etag="W/weak")] * 3,
        "the connection failed",
        ranges=[None, REST, None],
    ),
    Fault("cut, then the rest", [cut(1000), part()], ranges=[None, REST]),
    Fault("cut in the headers", [sends(b"HTTP/1.1 200 OK\r\nContent-"), whole()], ranges=[None, None]),
    Fault("no response", [sends(b"")] * 3, "the connection failed", ranges=[None, None, None]),
    Fault("not HTTP", [sends(b"220 ftp\r\n\r\n")] * 3, "the connection failed", ranges=[None, None, None]),
    Fault("longer than announced", [sends(response("200 OK", CONTENT + b"more", length=len(CONTENT)))]),
    Fault(
        "two lengths",
        [sends(response("200 OK", CONTENT, {"Content-length": "1"}))] * 3,
        "the connection failed",
        ranges=[None, None, None],
    ),
    Fault("whole file instead of a part", [cut(1000), whole()], ranges=[None, REST]),
    Fault(
        "other version instead of a part",
        [cut(1000), whole(OTHER, '"v2"')],
        content=OTHER,
        ranges=[None, REST],
    ),
    Fault("part of another version", [cut(1000), part(etag='"v2"'), whole()], ranges=[None, REST, None]),
    Fault(
        "part of a version that is not named",
        [cut(1000), sends(response("206 Partial Content", SAME_SIZE[1000:], REST_RANGE)), whole(SAME_SIZE, '"v2"')],
        content=SAME_SIZE,
        ranges=[None, REST, None],
    ),
    Fault(
        "part with an ETag that the whole file did not have",
        [
            sends(response("200 OK", CONTENT[:1000], MODIFIED, len(CONTENT))),
            sends(response("206 Partial Content", SAME_SIZE[1000:], {**REST_RANGE, "ETag": '"v2"'})),
            whole(SAME_SIZE, '"v2"'),
        ],
        content=SAME_SIZE,
        ranges=[None, REST, None],
    ),
    Fault(
        "end of another version",
        [
            sends(b'HTTP/1.1 200 OK\r\nETag: "v1"\r\nTransfer-Encoding: chunked\r\n\r\n3e8\r\n' + CONTENT[:1000]),
            status("416 Range Not Satisfiable", Content_Range="bytes */1000", ETag='"v2"'),
            whole(SAME_SIZE, '"v2"'),
        ],
        content=SAME_SIZE,
        ranges=[None, REST, None],
    ),
    Fault("ETag that cannot be sent back", [cut(1000, etag='"é"'), whole()], ranges=[None, None]),
    Fault("another part", [cut(1000), part(shift=1), whole()], ranges=[None, REST, None]),
    Fault("part that ends early", [cut(1000), part(size=50), part()], ranges=[None, REST, "bytes=1050-"]),
    Fault(
        "part of a file of another size",
        [cut(1000), part(CONTENT + b"more"), whole()],
        ranges=[None, REST, None],
    ),
    Fault("part without a range", [cut(1000), status("206 Partial Content"), whole()], ranges=[None, REST, None]),
    Fault(
        "part of a file of unknown size",
        [cut(1000), sends(response("206 Partial Content", b"x", {"Content-Range": "bytes 1000-1000/*"})), whole()],
        ranges=[None, REST, None],
    ),
    Fault("no such part", [cut(1000), status("416 Range Not Satisfiable"), whole()], ranges=[None, REST, None]),
    Fault(
        "end of a file of unknown length",
        [
            sends(b'HTTP/1.1 200 OK\r\nETag: "v1"\r\nTransfer-Encoding: chunked\r\n\r\n2800\r\n' + CONTENT),
            status("416 Range Not Satisfiable", Content_Range=f"bytes */{len(CONTENT)}"),
        ],
        ranges=[None, f"bytes={len(CONTENT)}-"],
    ),
    Fault("part that was not requested", [status("206 Partial Content")] * 3, "a different part", ranges=[None] * 3),
    Fault(
        "link that expires",
        [cut(1000), status("403 Forbidden"), part()],
        ranges=[None, REST, REST],
        calls=2,
    ),
    Fault("link that is refused at once", [status("403 Forbidden")], "status 403", status_code=403),
    Fault(
        "link that expires, and another that is refused at once",
        [cut(1000), status("410 Gone"), status("404 Not Found")],
        "status 404",
        status_code=404,
        ranges=[None, REST, REST],
        calls=2,
    ),
    Fault(
        "link that expires before a response",
        [sends(b""), status("401 Unauthorized"), whole()],
        ranges=[None] * 3,
        calls=2,
    ),
    Fault("overload", [status("503 Service Unavailable"), whole()], ranges=[None, None]),
    Fault(
        "overload that stays", [status("503 Service Unavailable")] * 3, "status 503", status_code=503, ranges=[None] * 3
    ),
    Fault("no content", [status("204 No Content")], "status 204", status_code=204),
    Fault("loop of redirects", [redirect("/again")] * 6, "more than 5 redirects", status_code=302, ranges=[None] * 6),
    Fault("redirect to a file", [redirect("file:///etc/passwd")], "not an http or https URL"),
    Fault("redirect to nowhere", [redirect("http://[")], "not a valid URL"),
    Fault("endless body", [endless], "larger than max_size", max_size=1_000_000),
    Fault("announced size above the limit", [whole()], "more than max_size, 100", max_size=100),
    Fault("gzip bomb", [whole(gzip.compress(bytes(10_000_000)), Content_Encoding="gzip")], "encoded as 'gzip'"),
    Fault("slow drip of the body", [drip_of_body], timeout=1.0),
    Fault("slow drip of headers", [drip_of_headers, whole()], timeout=1.0, ranges=[None, None]),
    Fault("stall", [stall(1000), part()], timeout=1.0, ranges=[None, REST]),
]


# All decisions are shared. These are about how an attempt ends, which differs.
ALSO_ASYNCHRONOUS: dict[str, list[Kind]] = {
    "cut, then the rest": ["asyncio", "trio"],
    "cut in the headers": ["asyncio", "trio"],
    "longer than announced": ["asyncio"],
    "whole file instead of a part": ["asyncio"],
    "link that expires": ["asyncio"],
    "loop of redirects": ["asyncio", "trio"],
    "endless body": ["asyncio", "trio"],
    "gzip bomb": ["asyncio", "trio"],
    "slow drip of headers": ["trio"],
    "stall": ["asyncio"],
}
CASES = [
    pytest.param(fault, kind, id=f"{fault.id}, {kind}")
    for fault in FAULTS
    for kind in ("sync", *ALSO_ASYNCHRONOUS.get(fault.id, ()))
]


@pytest.mark.parametrize(("fault", "kind"), CASES)
def test_download_from_a_server_with_a_fault_ends_as_planned(fault: Fault, kind: Kind, tmp_path: Path) -> None:
    target = tmp_path / "file.bin"
    target.write_bytes(b"before")
    with FileServer(list(fault.plan)) as server:
        options: dict[str, Any] = {"overwrite": True, "max_size": fault.max_size, "timeout": fault.timeout}
        if fault.error:
            with pytest.raises(DownloadError, match=fault.error) as info:
                download(kind, server.url, target, **options)
            assert info.value.status_code == fault.status_code
            assert target.read_bytes() == b"before"
            assert SECRET not in traceback_with_locals(info.value)
        else:
            result = download(kind, server.url, target, **options)
            assert target.read_bytes() == fault.content
            assert (result.path, result.size) == (target, len(fault.content))
    # The temporary file is gone.
    assert list(tmp_path.iterdir()) == [target]
    assert [request.headers.get("range") for request in server.requests] == fault.ranges
    assert server.calls == fault.calls

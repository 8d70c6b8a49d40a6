"""The HTTP request that a call sends in each attempt, and the response that a transport returns."""

from collections.abc import Mapping
from typing import NamedTuple

from mijnklantportaal._copying import Unpicklable
from mijnklantportaal.errors import APIConnectionError, RequestInfo
from mijnklantportaal.progress import ProgressReporter
from mijnklantportaal.types import Upload


class Timeout(NamedTuple):
    """The timeouts of an attempt, in seconds."""

    total: float
    """For the attempt as a whole."""
    pool: float
    """For waiting until the connection pool has a free connection."""
    connect: float
    """For establishing a new connection."""


class Request(Unpicklable):
    """An HTTP request. The repr shows the method and the URL only, neither the token nor the body.

    Args:
        method: The method, in capitals.
        url: The URL, with the query.
        headers: The headers, with the token.
        content: The body, unless it is multipart.
        parts: The parts of a multipart body.
        timeout: The timeouts of each attempt.
        max_response_size: The largest response body in bytes, decompressed.
        progress: Reports the bytes of the files that are sent.
    """

    __slots__ = ("content", "headers", "max_response_size", "method", "parts", "progress", "timeout", "url")

    def __init__(
        self,
        method: str,
        url: str,
        headers: Mapping[str, str],
        content: bytes | None,
        parts: tuple[tuple[str, str | Upload], ...] | None,
        timeout: Timeout,
        max_response_size: int,
        progress: ProgressReporter | None = None,
    ) -> None:
        self.method = method
        self.url = url
        self.headers = headers
        self.content = content
        self.parts = parts
        self.timeout = timeout
        self.max_response_size = max_response_size
        self.progress = progress

    def __repr__(self) -> str:
        return f"<Request {self.method} {self.url}>"

    @property
    def info(self) -> RequestInfo:
        """The part of the request that an error may show."""
        return RequestInfo(self.method, self.url)


class Response:
    """An HTTP response with at least a status and headers.

    Args:
        status_code: The status.
        headers: The headers; their names are case-insensitive.
        content: The decompressed body, or the part of it that was received.
        truncated: The error that ended the body early; `None` if the body is complete.
        defect: Why the received body was not accepted: a text that follows "the body".
    """

    __slots__ = ("content", "defect", "headers", "is_success", "status_code", "truncated")

    def __init__(
        self,
        status_code: int,
        headers: Mapping[str, str],
        content: bytes,
        truncated: APIConnectionError | None = None,
        defect: str | None = None,
    ) -> None:
        self.status_code = status_code
        self.headers = headers
        self.content = content
        self.truncated = truncated
        self.defect = defect
        self.is_success = 200 <= status_code < 300

    def __repr__(self) -> str:
        return f"<Response {self.status_code}>"

"""The HTTP request that a call sends in each attempt, and the response that a transport returns."""

from collections.abc import Mapping
from typing import NoReturn
from urllib.parse import urlencode

from attrs import field, frozen

from mijnklantportaal.errors import APIConnectionError, RequestInfo
from mijnklantportaal.types import Upload


@frozen
class Timeout:
    """The timeouts of an attempt, in seconds."""

    total: float
    """For the attempt as a whole."""
    pool: float
    """Until the connection pool has a free connection."""
    connect: float
    """Until a new connection is established."""


@frozen
class Request:
    """An HTTP request. The repr shows neither the token nor any data but that of the URL."""

    method: str
    url: str
    query: tuple[tuple[str, str], ...]
    headers: Mapping[str, str] = field(repr=False)
    content: bytes | None = field(repr=False)
    parts: tuple[tuple[str, str | Upload], ...] | None = field(repr=False)
    """The parts of a multipart body."""
    timeout: Timeout
    max_response_size: int
    """In bytes, decompressed."""

    def __reduce__(self) -> NoReturn:
        """Refuse to be pickled: the pickle would hold the token.

        Raises:
            TypeError: Always.
        """
        raise TypeError("a request cannot be pickled, since it holds a token")

    @property
    def info(self) -> RequestInfo:
        """What an error may show of the request."""
        return RequestInfo(self.method, f"{self.url}?{urlencode(self.query)}" if self.query else self.url)


@frozen
class Response:
    """An HTTP response, at least its status and headers."""

    status_code: int
    headers: Mapping[str, str] = field(repr=False)
    """Their names are case-insensitive."""
    content: bytes = field(repr=False)
    """The body, decompressed, or as much of it as was received."""
    truncated: APIConnectionError | None = None
    """Why the rest of the body was not received."""
    defect: str | None = None
    """Why the body was not accepted although it was received; the text continues "the body"."""

    @property
    def is_success(self) -> bool:
        """Whether the status is 200 to 299."""
        return 200 <= self.status_code < 300

"""What the flow of a call asks for, and what it is given: the words between decisions and those who act on them."""

from collections.abc import Generator, Mapping
from typing import Any, TypeAlias, TypeVar
from urllib.parse import urlencode

from attrs import field, frozen

from mijnklantportaal.errors import APIConnectionError, RequestInfo
from mijnklantportaal.types import Upload

T = TypeVar("T")


@frozen
class Authenticate:
    """Asks for the token."""


@frozen
class Token:
    """The token, in a wrapping that does not show it where variables are shown."""

    value: object = field(repr=False)


@frozen
class Timeout:
    """Seconds that an attempt may take as a whole, that it may wait for a connection to become free, and that it may
    take to make one."""

    total: float
    pool: float
    connect: float


@frozen
class Attempt:
    """Asks for the request to be sent once."""

    method: str
    url: str
    query: tuple[tuple[str, str], ...]
    headers: Mapping[str, str] = field(repr=False)
    content: bytes | None = field(repr=False)
    parts: tuple[tuple[str, str | Upload], ...] | None = field(repr=False)
    timeout: Timeout
    max_response_size: int

    @property
    def info(self) -> RequestInfo:
        """What an error may show of it."""
        return RequestInfo(self.method, f"{self.url}?{urlencode(self.query)}" if self.query else self.url)


@frozen
class Answer:
    """What came back. Names of headers are found in any case."""

    status_code: int
    headers: Mapping[str, str] = field(repr=False)
    content: bytes = field(repr=False)
    """The body, decompressed, or as much of it as could be had."""
    lost: APIConnectionError | None = None
    """Why the rest of the body did not come."""
    defect: str | None = None
    """Why the body was not taken whole although it came, to be read after "the body"."""


@frozen
class Pause:
    """Asks for a wait, in seconds."""

    seconds: float


@frozen
class Moment:
    """What a decision needs of the world."""

    now: float
    """The time, as seconds since 1970."""
    clock: float
    """Seconds of a clock that never jumps."""
    chance: float
    """A number from 0 to 1."""


Flow: TypeAlias = Generator[Authenticate | Attempt | Pause, Any, T]
"""A flow is sent a `Token` for `Authenticate`, an `Answer` for `Attempt` (an `APIConnectionError` is thrown into it
instead, when none came), and nothing for `Pause`."""

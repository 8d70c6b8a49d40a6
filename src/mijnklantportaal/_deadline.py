"""An end in time for everything that a blocking call does on the network.

httpx has a timeout for each step, and a server that sends a byte before each of them ends can hold a caller for ever.
Its connection pools do all their I/O through a network backend; this one allows each step only what is left.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from time import monotonic
from typing import Any

_PIECE = 65_536

_end: ContextVar[float | None] = ContextVar("end", default=None)


@contextmanager
def deadline(seconds: float) -> Iterator[None]:
    """End what is done inside after so many seconds, as far as it asks `seconds_left`."""
    token = _end.set(monotonic() + seconds)
    try:
        yield
    finally:
        _end.reset(token)


def seconds_left(timeout: float | None = None) -> float | None:
    """The timeout of a step, shortened to what is left until the deadline.

    Raises:
        TimeoutError: Nothing is left.
    """
    end = _end.get()
    if end is None:
        return timeout
    left = end - monotonic()
    if left <= 0:
        raise TimeoutError("the time for this attempt is over")
    return left if timeout is None else min(timeout, left)


class DeadlineBackend:
    """A network backend that keeps the deadline.

    Args:
        backend: The `httpcore.NetworkBackend` that does the work.
    """

    def __init__(self, backend: Any) -> None:
        self._backend = backend

    def connect_tcp(self, host: str, port: int, timeout: float | None = None, **options: Any) -> "_DeadlineStream":
        return _DeadlineStream(self._backend.connect_tcp(host, port, timeout=seconds_left(timeout), **options))

    def __getattr__(self, name: str) -> Any:
        return getattr(self._backend, name)


class _DeadlineStream:
    def __init__(self, stream: Any) -> None:
        self._stream = stream

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        content: bytes = self._stream.read(max_bytes, timeout=seconds_left(timeout))
        return content

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        # In pieces, since a server that takes a byte at a time would stretch a whole one for ever.
        for start in range(0, len(buffer), _PIECE):
            self._stream.write(buffer[start : start + _PIECE], timeout=seconds_left(timeout))

    def start_tls(
        self, ssl_context: Any, server_hostname: str | None = None, timeout: float | None = None
    ) -> "_DeadlineStream":
        return _DeadlineStream(self._stream.start_tls(ssl_context, server_hostname, seconds_left(timeout)))

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)

"""A deadline for all network I/O of a blocking call.

httpx has a timeout for each read and write, so a server that keeps sending single bytes can block a caller forever. The
connection pools of httpcore do all their I/O through a network backend. The backend in this module shortens each
timeout to the time that is left.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from mijnklantportaal._clock import real_monotonic

_CHUNK = 65_536

_deadline: ContextVar[float | None] = ContextVar("deadline", default=None)


@contextmanager
def deadline(seconds: float) -> Iterator[None]:
    """Set the deadline of the I/O inside the `with` block, in seconds from now."""
    token = _deadline.set(real_monotonic() + seconds)
    try:
        yield
    finally:
        _deadline.reset(token)


def remaining(timeout: float | None = None) -> float | None:
    """Return the timeout of a read or write, shortened to the seconds until the deadline.

    Raises:
        TimeoutError: The deadline has passed.
    """
    end = _deadline.get()
    if end is None:
        return timeout
    left = end - real_monotonic()
    if left <= 0:
        raise TimeoutError("the attempt timed out")
    return left if timeout is None else min(timeout, left)


class DeadlineBackend:
    """A network backend that keeps the deadline.

    Args:
        backend: The `httpcore.NetworkBackend` that does the I/O.
    """

    def __init__(self, backend: Any) -> None:
        self._backend = backend

    def connect_tcp(self, host: str, port: int, timeout: float | None = None, **options: Any) -> "_DeadlineStream":
        return _DeadlineStream(self._backend.connect_tcp(host, port, timeout=remaining(timeout), **options))

    def __getattr__(self, name: str) -> Any:
        return getattr(self._backend, name)


class _DeadlineStream:
    def __init__(self, stream: Any) -> None:
        self._stream = stream

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        content: bytes = self._stream.read(max_bytes, timeout=remaining(timeout))
        return content

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        # In chunks, since httpcore restarts the timeout of a write each time the server accepts some bytes.
        for start in range(0, len(buffer), _CHUNK):
            self._stream.write(buffer[start : start + _CHUNK], timeout=remaining(timeout))

    def start_tls(
        self, ssl_context: Any, server_hostname: str | None = None, timeout: float | None = None
    ) -> "_DeadlineStream":
        return _DeadlineStream(self._stream.start_tls(ssl_context, server_hostname, remaining(timeout)))

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)

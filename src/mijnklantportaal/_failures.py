"""Classifies the exceptions of attempts: did the network fail, and may the portal have received the request?"""

import socket
import ssl
from collections.abc import Iterator
from types import FrameType

import httpx

# The packages that do the I/O of httpx. It converts most of their exceptions to its own, but not all.
_NETWORK_PACKAGES = frozenset({"anyio", "h11", "h2", "httpcore", "socksio"})

# Failures before the first byte of the request was sent, so that nothing can have happened. Those that are not from
# httpx are raised by transports of the caller.
_NOTHING_SENT = (
    httpx.ConnectError,
    httpx.ConnectTimeout,
    httpx.PoolTimeout,
    httpx.ProxyError,
    httpx.UnsupportedProtocol,
    ConnectionRefusedError,
    socket.gaierror,
    ssl.SSLCertVerificationError,
)

# Errors of the operating system about files, such as the recording of a test. Errors about connections name no file.
_FILE_ERRORS = (FileNotFoundError, FileExistsError, IsADirectoryError, NotADirectoryError)


def is_network_failure(error: Exception) -> bool:
    """Return whether the network failed. Any other exception is a bug, or a test double that refuses a request."""
    if isinstance(error, httpx.TimeoutException):
        return not _is_unexpected_request(error)
    if isinstance(error, OSError):
        return error.filename is None and not isinstance(error, _FILE_ERRORS)
    return isinstance(error, httpx.RequestError) or _package(type(error).__module__) in _NETWORK_PACKAGES


def may_be_sent(error: BaseException) -> bool:
    """Return whether the request, or a part of it, may have been sent when the exception was raised.

    The exception of httpx alone does not show this in all cases, such as a cancellation, or a timeout of the response
    to `CONNECT`. So this function checks whether the httpcore connection that the exception passed through was
    established. It uses private names of httpcore; a test fails when they change. Without such a connection, the
    request may have been sent.
    """
    return not (isinstance(error, _NOTHING_SENT) or any(map(_is_connecting, _frames(error))))


def _is_connecting(frame: FrameType) -> bool:
    if _package(frame.f_globals.get("__name__", "")) != "httpcore":
        return False
    if frame.f_code.co_name == "wait_for_connection":
        return True
    connection = frame.f_locals.get("self")
    is_established = getattr(connection, "_connected", True) and getattr(connection, "_connection", True) is not None
    return not is_established


def _is_unexpected_request(error: Exception) -> bool:
    """Return whether pytest-httpx has no response for the request: it raises the base class of httpx's timeouts.

    A simulated timeout comes from another function of pytest-httpx.
    """
    return any(
        frame.f_code.co_name == "_request_not_matched"
        and _package(frame.f_globals.get("__name__", "")) == "pytest_httpx"
        for frame in _frames(error)
    )


def _frames(error: BaseException) -> Iterator[FrameType]:
    """Yield the frames that an exception and its cause passed through."""
    for raised in (error, error.__cause__):
        traceback = raised.__traceback__ if raised else None
        while traceback:
            yield traceback.tb_frame
            traceback = traceback.tb_next


def _package(module: str) -> str:
    return module.partition(".")[0]

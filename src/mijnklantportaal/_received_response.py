"""The received part of a response: its body, decompressed and limited in size, or the reason to reject it."""

import zlib
from typing import Any

import httpx

from mijnklantportaal._failures import may_be_sent
from mijnklantportaal._http import Request, Response
from mijnklantportaal.errors import APIConnectionError, APITimeoutError

# How many bytes are decompressed at once.
_CHUNK = 65_536


class ReceivedResponse:
    """The part of a response that has been received so far.

    Args:
        request: The request that was sent.
    """

    is_ended: bool = False
    """Whether no more of the body will be received, because of its end or a failure."""
    is_sent: bool = True
    """Whether the request may have been sent."""
    defect: str | None = None
    """Why the body is not accepted: a text that follows "the body"."""

    def __init__(self, request: Request) -> None:
        self._request = request
        self._response: httpx.Response | None = None
        self._content = bytearray()
        self._gzip: Any = None
        self._error: APIConnectionError | None = None

    def start(self, response: httpx.Response) -> None:
        """Handle the status and the headers.

        Raises:
            DefectError: The body cannot be accepted.
        """
        self._response = response
        headers = response.headers
        if response.is_stream_consumed:
            # The caller's own transport or hook has read and decompressed it.
            self._append(response.content)
            return
        encoding = headers.get("content-encoding", "").strip().lower()
        if encoding == "gzip":
            self._gzip = zlib.decompressobj(wbits=zlib.MAX_WBITS | 16)
        elif encoding not in ("", "identity"):
            raise DefectError(f"is encoded as {encoding[:40]!r}, which the client does not decompress")
        length = headers.get("content-length", "")
        if length.isdecimal() and len(length) < 20:
            self._check_size(int(length))

    def add(self, chunk: bytes) -> None:
        """Handle a part of the body.

        Raises:
            DefectError: The body is larger than allowed, or cannot be decompressed.
        """
        if self._gzip is None:
            self._append(chunk)
            return
        try:
            # In small steps, unlike httpx: a few kilobytes can expand to hundreds of megabytes at once.
            while chunk:
                self._append(self._gzip.decompress(chunk, _CHUNK))
                chunk = self._gzip.unconsumed_tail
        except zlib.error as error:
            raise DefectError(f"cannot be decompressed ({error})") from None

    def finish(self) -> None:
        """Check that the body is complete.

        Raises:
            DefectError: The body is truncated.
        """
        if self._gzip is not None and not self._gzip.eof:
            raise DefectError("cannot be decompressed (it is truncated)")

    def fail(self, error: Exception) -> None:
        """Record that the connection was lost, or that the attempt timed out."""
        is_timeout = isinstance(error, httpx.TimeoutException | TimeoutError)
        kind = APITimeoutError if is_timeout else APIConnectionError
        info = self._request.info
        what = "the attempt timed out" if is_timeout else "the connection failed"
        if self._response:
            what += " within the response"
        detail = f"{type(error).__name__}: {error}".removesuffix(": ")
        self._error = kind(
            f"{info.method} {info.url}: {what} ({detail})", request=info, sent=self.is_sent and may_be_sent(error)
        )
        # Errors of httpx hold the request, and so the token. Errors of other layers may contain anything.
        if isinstance(error, httpx.RequestError):
            error.request = httpx.Request("GET", "https://example.invalid")
            self._error.__cause__ = error

    def outcome(self) -> Response | APIConnectionError:
        """Return the response, or the error if no response was received."""
        if self._response is None:
            assert self._error is not None
            return self._error
        return Response(
            self._response.status_code, self._response.headers, bytes(self._content), self._error, self.defect
        )

    def _append(self, chunk: bytes) -> None:
        self._check_size(len(self._content) + len(chunk))
        self._content += chunk

    def _check_size(self, size: int) -> None:
        if size > self._request.max_response_size:
            raise DefectError(f"is larger than max_response_size, {self._request.max_response_size} bytes")


class DefectError(Exception):
    """A body is not accepted; the message follows "the body"."""

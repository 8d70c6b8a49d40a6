"""Requests links to files with httpx, without the token and the other headers of the client.

A request goes directly to an httpx transport. An `httpx.Client` would log the link, and add its headers and cookies.
"""

import logging
from collections.abc import AsyncIterator, Generator, Iterator, Mapping
from contextlib import asynccontextmanager, closing, contextmanager, suppress
from contextvars import ContextVar
from typing import cast

import httpx

from mijnklantportaal._async_library import run_to_end, run_with_timeout
from mijnklantportaal._clock import real_monotonic
from mijnklantportaal._deadline import deadline
from mijnklantportaal._download_head import Head
from mijnklantportaal._download_link import Link
from mijnklantportaal._failures import is_network_failure
from mijnklantportaal._http import Timeout
from mijnklantportaal._transport import AsyncTransport, Transport

# How many bytes an asynchronous download collects before a write, since each write needs a thread.
_BATCH = 1024 * 1024
# The share of the timeout, and the seconds, after which the bytes are written in any case.
_BATCH_SHARE = 0.1
_BATCH_SECONDS = 0.25

_is_requesting: ContextVar[bool] = ContextVar("is_requesting", default=False)


class _HidesRedirects(logging.Filter):
    """Drops the log line of httpcore that shows the headers of a response, and so the target of a redirect."""

    def filter(self, record: logging.LogRecord) -> bool:
        return not (_is_requesting.get() and "receive_response_headers.complete" in record.getMessage())


for _name in ("httpcore.http11", "httpcore.http2"):
    logging.getLogger(_name).addFilter(_HidesRedirects())


@contextmanager
def _without_log_of_redirects() -> Iterator[None]:
    token = _is_requesting.set(True)
    try:
        yield
    finally:
        _is_requesting.reset(token)


class LinkFailure(Exception):
    """The network failed; the message does not show the link."""


class LinkResponse:
    """A response whose body has not been read.

    Args:
        response: The response.
        link: The requested link.
        timeout: The timeouts of the attempt.
    """

    def __init__(self, response: httpx.Response, link: Link, timeout: Timeout) -> None:
        self.head = Head(response.status_code, response.headers)
        self._response = response
        self._link = link
        self._timeout = timeout

    def chunks(self) -> Generator[bytes, None, None]:
        """Yield the body.

        Raises:
            LinkFailure: The connection was lost, or nothing was received within the timeout.
        """
        if self._response.is_stream_consumed:
            # The caller's own transport has read it.
            yield self._response.content
            return
        stream = iter(cast("httpx.SyncByteStream", self._response.stream))
        failure = None
        while failure is None:
            try:
                with deadline(self._timeout.total):
                    chunk = next(stream, None)
            except Exception as error:
                if not is_network_failure(error):
                    raise
                failure = _failure(error, self._link)
            else:
                if chunk is None:
                    return
                yield chunk
        raise failure


class AsyncLinkResponse:
    """A response whose body has not been read, for asynchronous clients.

    Args:
        response: The response.
        link: The requested link.
        timeout: The timeouts of the attempt.
    """

    def __init__(self, response: httpx.Response, link: Link, timeout: Timeout) -> None:
        self.head = Head(response.status_code, response.headers)
        self._response = response
        self._link = link
        self._timeout = timeout
        self._content = response.content if response.is_stream_consumed else None
        self._stream = aiter(cast("httpx.AsyncByteStream", response.stream))
        self._is_ended = False
        self._failure: LinkFailure | None = None

    async def read(self) -> bytes:
        """Return the next part of the body, about 1 MiB if it arrives fast, or empty bytes at the end.

        Raises:
            LinkFailure: The connection was lost, or nothing was received within the timeout.
        """
        if self._content is not None:
            content, self._content, self._is_ended = self._content, None, True
            return content
        batch = bytearray()
        if not self._is_ended and not self._failure:
            try:
                await run_with_timeout(self._timeout.total, self._fill(batch), lambda: self._is_ended)
            except Exception as error:
                if not is_network_failure(error):
                    raise
                self._failure = _failure(error, self._link)
        if self._failure and not batch:
            raise self._failure
        return bytes(batch)

    async def _fill(self, batch: bytearray) -> None:
        # So that the timeout ends this only if nothing has arrived for most of it.
        end = real_monotonic() + min(_BATCH_SECONDS, self._timeout.total * _BATCH_SHARE)
        async for chunk in self._stream:
            batch += chunk
            if len(batch) >= _BATCH or (batch and real_monotonic() > end):
                return
        self._is_ended = True


@contextmanager
def open_link(transport: Transport, link: Link, headers: Mapping[str, str], timeout: Timeout) -> Iterator[LinkResponse]:
    """Request a link, and yield its response.

    Args:
        transport: The transport of the client, which knows how to connect.
        link: The link to request.
        headers: All headers of the request except `Host`.
        timeout: The timeouts of the attempt.

    Raises:
        ConfigurationError: The client is closed, or a proxy of the environment is not valid.
        LinkFailure: There was no response.
    """
    request = _request(link, headers, timeout)
    outcome: httpx.Response | LinkFailure
    with transport.transport_to(link.origin) as http:
        try:
            with deadline(timeout.total), _without_log_of_redirects():
                outcome = http.handle_request(request)
        except Exception as error:
            if not is_network_failure(error):
                raise
            outcome = _failure(error, link)
        if isinstance(outcome, LinkFailure):
            raise outcome
        with closing(outcome) as response:
            yield LinkResponse(response, link, timeout)


@asynccontextmanager
async def open_link_async(
    transport: AsyncTransport, link: Link, headers: Mapping[str, str], timeout: Timeout
) -> AsyncIterator[AsyncLinkResponse]:
    """Request a link as `open_link` does, while other tasks run."""
    request = _request(link, headers, timeout)
    responses: list[httpx.Response] = []
    failure = None

    async def send() -> None:
        responses.append(await http.handle_async_request(request))

    async with transport.transport_to(link.origin) as http:
        try:
            with _without_log_of_redirects():
                await run_with_timeout(timeout.total, send(), lambda: bool(responses))
        except BaseException as error:
            for response in responses:
                await run_to_end(response.aclose())
            if not isinstance(error, Exception) or not is_network_failure(error):
                raise
            failure = _failure(error, link)
        if failure:
            raise failure
        try:
            yield AsyncLinkResponse(responses[0], link, timeout)
        finally:
            # A cancellation would leave the connection occupied.
            await run_to_end(responses[0].aclose())


class _Request(httpx.Request):
    """A request whose repr does not show the link."""

    def __repr__(self) -> str:
        return f"<Request GET {self.url.host}>"


def _request(link: Link, headers: Mapping[str, str], timeout: Timeout) -> httpx.Request:
    total, pool, connect = timeout
    timeouts = {"connect": connect, "read": total, "write": total, "pool": pool}
    # Such an exception, and its traceback, show the link.
    with suppress(httpx.InvalidURL, ValueError):
        return _Request("GET", link.url, headers=headers, extensions={"timeout": timeouts})
    raise LinkFailure("the link is not a valid URL")


def _failure(error: Exception, link: Link) -> LinkFailure:
    """Return a failure that does not refer to the exception, which holds the request."""
    is_timeout = isinstance(error, httpx.TimeoutException | TimeoutError)
    text = f"{type(error).__name__}: {error}".removesuffix(": ")
    # The errors of the caller's own transport may contain anything.
    detail = type(error).__name__ if link.is_shown_in(text) else text
    return LinkFailure(f"{'the attempt timed out' if is_timeout else 'the connection failed'} ({detail})")

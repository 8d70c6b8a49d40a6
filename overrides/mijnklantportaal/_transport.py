"""The only module that knows httpx: it sends an attempt once, and gives back the answer or an error of ours."""

import os
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from http.cookiejar import CookieJar, DefaultCookiePolicy
from pathlib import Path
from typing import IO, Any, TypeAlias

import httpx

from mijnklantportaal._exchange import Answer, Attempt
from mijnklantportaal._settings import Timeout
from mijnklantportaal.errors import APIConnectionError, APITimeoutError, ConfigurationError
from mijnklantportaal_api.types import Upload

HttpClient: TypeAlias = httpx.Client | httpx.BaseTransport
"""An own httpx client, or an own transport below one of ours."""
AsyncHttpClient: TypeAlias = httpx.AsyncClient | httpx.AsyncBaseTransport
"""The same, asynchronous."""

# Failures before the first byte of the request left: nothing can have happened.
_NOTHING_SENT = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout, httpx.UnsupportedProtocol)


class Transport:
    """Sends attempts with httpx.

    Args:
        http_client: An own client, which stays open when this is closed, or a transport, or `None`.
    """

    def __init__(self, http_client: HttpClient | None) -> None:
        self._is_borrowed = isinstance(http_client, httpx.Client)
        if isinstance(http_client, httpx.Client):
            self._client = http_client
        elif http_client is None or isinstance(http_client, httpx.BaseTransport):
            self._client = httpx.Client(transport=http_client, cookies=_no_cookies())
        else:
            raise ConfigurationError(
                f"http_client must be an httpx.Client or a transport of one, not {type(http_client).__name__}"
            )

    def send(self, attempt: Attempt) -> Answer:
        """Send it once.

        Raises:
            APIConnectionError: No whole answer came.
            ConfigurationError: The client is closed.
            OSError: A file to send can't be read.
        """
        _check_open(self._client)
        with _sendable(attempt) as arguments:
            request = self._client.build_request(**arguments)
            with _errors_of(attempt):
                return _answer(self._client.send(request, follow_redirects=False, auth=None))

    def close(self) -> None:
        """Close the connections, unless the client is somebody else's."""
        if not self._is_borrowed:
            self._client.close()


class AsyncTransport:
    """Sends attempts with httpx, asynchronously.

    Args:
        http_client: An own client, which stays open when this is closed, or a transport, or `None`.
    """

    def __init__(self, http_client: AsyncHttpClient | None) -> None:
        self._is_borrowed = isinstance(http_client, httpx.AsyncClient)
        if isinstance(http_client, httpx.AsyncClient):
            self._client = http_client
        elif http_client is None or isinstance(http_client, httpx.AsyncBaseTransport):
            self._client = httpx.AsyncClient(transport=http_client, cookies=_no_cookies())
        else:
            raise ConfigurationError(
                f"http_client must be an httpx.AsyncClient or a transport of one, not {type(http_client).__name__}"
            )

    async def send(self, attempt: Attempt) -> Answer:
        """Send it once.

        Raises:
            APIConnectionError: No whole answer came.
            ConfigurationError: The client is closed.
            OSError: A file to send can't be read.
        """
        _check_open(self._client)
        with _sendable(attempt) as arguments:
            request = self._client.build_request(**arguments)
            with _errors_of(attempt):
                return _answer(await self._client.send(request, follow_redirects=False, auth=None))

    async def close(self) -> None:
        """Close the connections, unless the client is somebody else's."""
        if not self._is_borrowed:
            await self._client.aclose()


def _no_cookies() -> CookieJar:
    # The token says who calls. A session beside it would be shared by all who use the client; nobody asked for one.
    return CookieJar(DefaultCookiePolicy(allowed_domains=[]))


def _check_open(client: httpx.Client | httpx.AsyncClient) -> None:
    if client.is_closed:
        raise ConfigurationError("this client is closed: make another one")


def _answer(response: httpx.Response) -> Answer:
    return Answer(response.status_code, response.headers, response.content)


@contextmanager
def _sendable(attempt: Attempt) -> Iterator[dict[str, Any]]:
    """The attempt as httpx takes it, with its files open meanwhile."""
    with ExitStack() as opened:
        arguments: dict[str, Any] = {
            "method": attempt.method,
            "url": attempt.url,
            "params": attempt.query or None,
            "headers": attempt.headers,
            "content": attempt.content,
            "timeout": _timeout(attempt.timeout),
        }
        if attempt.parts is not None:
            # httpx chooses the boundary: at random, since with a fixed one a file could hold further fields.
            arguments["files"] = [(name, _part(part, opened)) for name, part in attempt.parts]
        yield arguments


def _timeout(timeout: Timeout) -> httpx.Timeout:
    return httpx.Timeout(timeout.total, connect=timeout.connect)


def _part(part: str | Upload, opened: ExitStack) -> tuple[str | None, str | bytes | IO[bytes]] | tuple[Any, ...]:
    if isinstance(part, str):
        return (None, part)
    content = part.content
    name = part.name
    if isinstance(content, str | os.PathLike):
        name = name or Path(content).name
        content = opened.enter_context(Path(content).open("rb"))  # noqa: SIM115, the stack closes it
    elif not isinstance(content, bytes):
        # httpx asks the system for the size, which knows nothing of what is not flushed yet; seeking flushes.
        content.seek(0)
        # A file object may have a name that is none, such as a descriptor's number.
        own_name = getattr(content, "name", None)
        name = name or (Path(own_name).name if isinstance(own_name, str) else None)
    name = name or "file"
    return (name, content, part.media_type) if part.media_type else (name, content)


@contextmanager
def _errors_of(attempt: Attempt) -> Iterator[None]:
    """Make whatever goes wrong an error of ours, without the request that it holds, and so without the token."""
    try:
        yield
    except httpx.TimeoutException as error:
        _forget_request(error)
        sent = not isinstance(error, _NOTHING_SENT)
        raise APITimeoutError(
            _sentence(attempt, "no answer in time", error), request=attempt.info, sent=sent
        ) from error
    except httpx.RequestError as error:
        _forget_request(error)
        sent = not isinstance(error, _NOTHING_SENT)
        raise APIConnectionError(_sentence(attempt, "no answer", error), request=attempt.info, sent=sent) from error
    except Exception as error:
        # Layers below httpx, and hooks of an own client, raise what they like.
        raise APIConnectionError(_sentence(attempt, "no answer", error), request=attempt.info) from None


def _forget_request(error: httpx.RequestError) -> None:
    error.request = httpx.Request("GET", "https://example.invalid")


def _sentence(attempt: Attempt, what: str, error: Exception) -> str:
    return f"{attempt.method} {attempt.info.url}: {what} ({type(error).__name__}{f': {error}' if str(error) else ''})"

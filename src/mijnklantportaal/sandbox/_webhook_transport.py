"""Sends webhook calls, with the caller's httpx client or over the loopback interface."""

import ipaddress
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from typing import Protocol

import httpx

from mijnklantportaal._certificates import ssl_context_for
from mijnklantportaal._deadline import deadline
from mijnklantportaal._httpx_clients import keep_deadlines, make_client

TIMEOUT = 10.0
"""Seconds for a whole call over the network."""

_LONGEST_RESPONSE = 1_000_000


class WebhookResponse(Protocol):
    """The part of an httpx response that is needed here."""

    @property
    def is_stream_consumed(self) -> bool:
        """Whether the body has been read."""
        ...

    @property
    def status_code(self) -> int:
        """The HTTP status."""
        ...

    def iter_raw(self) -> Iterator[bytes]:
        """Iterate over the body."""
        ...


class WebhookClient(Protocol):
    """An `httpx.Client`, or the `TestClient` of Starlette or FastAPI, which may be a client of httpx2."""

    def stream(
        self, method: str, url: str, *, content: bytes, headers: Sequence[tuple[str, str]], follow_redirects: bool
    ) -> AbstractContextManager[WebhookResponse]:
        """Send a request. The response is read inside a `with` block."""
        ...


def check_url(url: str, *, is_local: bool) -> None:
    """Check that the sandbox can call a URL.

    Args:
        url: The URL.
        is_local: Whether only this machine may be called.

    Raises:
        ValueError: The URL must not be called. The message shows no part of the URL except its scheme.
    """
    try:
        # Parsed by httpx, which also connects: another parser could find another host in the URL.
        address = httpx.URL(url)
    except (httpx.InvalidURL, ValueError):
        raise ValueError("the URL is not valid") from None
    if address.scheme not in ("http", "https") or not address.host:
        raise ValueError("the URL must begin with http:// or https:// and a host")
    if address.port is not None and not 0 < address.port < 65536:
        # Otherwise, the system would connect to another port.
        raise ValueError("the URL has a port that is not from 1 to 65535")
    if address.userinfo:
        raise ValueError("the URL must not contain a user name or a password")
    if is_local and not _is_this_machine(address.host):
        raise ValueError(
            "the URL is not one of this machine, such as http://localhost:8000/webhook: "
            "set sandbox.deliveries.client to a client that may call it"
        )


def _is_this_machine(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


@contextmanager
def post(
    client: WebhookClient | None, url: str, headers: Sequence[tuple[str, str]], body: bytes
) -> Iterator[WebhookResponse]:
    """Send a request. The response is read inside the `with` block.

    Args:
        client: The caller's client; `None` for a new client without the proxies of the environment.
        url: The URL.
        headers: The headers.
        body: The body.
    """
    if client is not None:
        with client.stream("POST", url, content=body, headers=headers, follow_redirects=False) as response:
            yield response
        return
    # A new client for each call, since a receiver that serves one connection at a time must not wait for an idle
    # connection.
    transport = httpx.HTTPTransport(verify=ssl_context_for(url), trust_env=False)
    keep_deadlines(transport)
    with (
        deadline(TIMEOUT),
        make_client(transport, url) as own,
        own.stream("POST", url, content=body, headers=headers, timeout=TIMEOUT) as response,
    ):
        yield response


def discard_body(response: WebhookResponse) -> None:
    """Read the body to its end or a limit, so that the receiver can write it."""
    if response.is_stream_consumed:
        # Responses of httpx.MockTransport have their whole body from the beginning.
        return
    size = 0
    for chunk in response.iter_raw():
        size += len(chunk)
        if size > _LONGEST_RESPONSE:
            return

"""The decisions that the ASGI and the WSGI receiver share, without I/O."""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http import HTTPStatus
from inspect import iscoroutinefunction

from mijnklantportaal._copying import SharedByCopies
from mijnklantportaal._received_headers import ReceivedHeaders, header_values
from mijnklantportaal.errors import WebhookSignatureError
from mijnklantportaal.webhooks._event import WebhookEvent
from mijnklantportaal.webhooks._event_type import EventType
from mijnklantportaal.webhooks._secrets import SecretTable
from mijnklantportaal.webhooks._verification import SIGNATURE_HEADER

logger = logging.getLogger("mijnklantportaal.webhooks")

MAX_BODY_SIZE = 1024 * 1024
"""Bytes. The guide states no size; this is far more than a JSON object about one event needs."""


class RefusalError(Exception):
    """A request is refused with a status."""

    def __init__(self, status: HTTPStatus) -> None:
        super().__init__(status)
        self.status = status


def response_text(status: HTTPStatus) -> bytes:
    """Return the body of a response, which reveals only the meaning of its status."""
    return b"" if status == HTTPStatus.NO_CONTENT else f"{status.phrase}\n".encode()


def response_headers(status: HTTPStatus) -> dict[str, str]:
    """Return the headers of a response; none for a response without a body (RFC 9110, section 8.6)."""
    text = response_text(status)
    return {"content-type": "text/plain", "content-length": str(len(text))} if text else {}


class Receiver(SharedByCopies):
    """Base class of the receivers.

    Raises:
        TypeError: `handler` or `is_duplicate` is not callable.
        ValueError: `max_body_size` is less than 1.
    """

    _instead = "create it in each process"

    def __init__(self, handler: object, is_duplicate: object, max_body_size: int) -> None:
        if not callable(handler):
            raise TypeError(f"handler must be a function that takes an event, not {type(handler).__name__}")
        if is_duplicate is not None and not callable(is_duplicate):
            raise TypeError(f"is_duplicate must be a function that takes an event, not {type(is_duplicate).__name__}")
        if isinstance(max_body_size, bool) or not isinstance(max_body_size, int):
            raise TypeError(f"max_body_size must be int, not {type(max_body_size).__name__}")
        if max_body_size < 1:
            raise ValueError(f"max_body_size must be at least 1 byte, not {max_body_size}")
        self._max_body_size = max_body_size

    def _check_size(self, size: int) -> None:
        if size > self._max_body_size:
            raise RefusalError(HTTPStatus.REQUEST_ENTITY_TOO_LARGE)

    def _declared_size(self, content_length: str) -> int:
        """Return the size in a `Content-Length` header, in bytes.

        Raises:
            RefusalError: The size is not valid, or too large.
        """
        if not content_length.isascii() or not content_length.isdigit():
            raise RefusalError(HTTPStatus.BAD_REQUEST)
        # int() refuses very long numbers.
        size = int(content_length.lstrip("0")[:20] or "0")
        self._check_size(size)
        return size


def is_async(function: Callable[..., object]) -> bool:
    """Return whether calling the function or object returns a coroutine."""
    return iscoroutinefunction(function) or iscoroutinefunction(getattr(function, "__call__", None))  # noqa: B004


def verified_type(headers: ReceivedHeaders, table: SecretTable) -> EventType | None:
    """Verify the signature, and return the event type of its secret; `None` if the secrets have no types.

    Raises:
        RefusalError: The signature is not valid.
    """
    try:
        return table.type_of(header_values(headers, SIGNATURE_HEADER))
    except WebhookSignatureError as error:
        # The reason is logged, but not sent.
        logger.warning("a webhook request was refused: %s", error)
        raise RefusalError(HTTPStatus.FORBIDDEN) from None


@contextmanager
def refused_if_it_fails(name: str) -> Iterator[None]:
    """Log an exception of a function of the program, and refuse the request, so that the portal may send it again.

    Raises:
        RefusalError: The function raised an exception.
    """
    try:
        yield
    except Exception:
        logger.exception("a webhook request was refused: %s() failed", name)
        raise RefusalError(HTTPStatus.INTERNAL_SERVER_ERROR) from None


@contextmanager
def logged_if_it_fails(event: WebhookEvent) -> Iterator[None]:
    """Log an exception of the handler: it cannot be reported, since the response has been sent."""
    try:
        yield
    except Exception:
        logger.exception("the webhook handler failed for %r", event)

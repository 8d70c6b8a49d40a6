"""Webhook calls that are due, making them, and their results."""

import json
import re
import time
from collections.abc import Mapping
from contextlib import suppress
from typing import Any

from attrs import field, frozen

from mijnklantportaal._clock import real_monotonic
from mijnklantportaal._wire.parameters import checked_header_value
from mijnklantportaal.sandbox._webhook_transport import WebhookClient, check_url, discard_body, post

_HEADERS = {"Content-Type": "application/json"}


@frozen
class Delivery:
    """A webhook call that the sandbox has made, or could not make. It does not contain the secret.

    Args:
        type: The type of the event, such as `invoice-paid`.
        url: The URL of the webhook, without a user name and password.
        webhook_id: The ID of the webhook.
        headers: The headers that the sandbox sends, without `X-Webhook-Signature`.
        body: The body.
        status: The status of the response; `None` if no response was received.
        error: Why the call was not made, or failed; `None` if a whole response was received.
        seconds: The duration of the call in seconds.
    """

    type: str
    url: str
    webhook_id: str
    headers: Mapping[str, str] = field(repr=False)
    body: bytes = field(repr=False)
    status: int | None
    error: str | None
    seconds: float

    @property
    def json(self) -> Any:
        """The body as JSON values."""
        return json.loads(self.body)

    def __str__(self) -> str:
        """Return a line for a log."""
        lines = (self.error or "").splitlines()
        outcome = ", ".join([*([str(self.status)] if self.status else []), *lines[:1]])
        url = self.url if self.url.isprintable() else repr(self.url)
        return f"{self.type} to {url}: {outcome} in {self.seconds:.3f} s"


@frozen
class DueCall:
    """A webhook call that is due.

    Args:
        type: The type of the event.
        url: The URL of the webhook.
        webhook_id: The ID of the webhook.
        body: The body.
        secret: The secret of the webhook.
        signatures: The values of the header `X-Webhook-Signature`, one for each header of that name.
        client: The caller's client, if there is one.
        delay: Seconds of real time to wait first.
        is_dropped: Whether the call is not made.
        is_late: Whether the call is made after the next one.
    """

    type: str
    url: str
    webhook_id: str
    body: bytes = field(repr=False)
    secret: str = field(repr=False)
    signatures: tuple[str, ...] = field(repr=False)
    client: WebhookClient | None = field(repr=False)
    delay: float = 0.0
    is_dropped: bool = False
    is_late: bool = False

    @property
    def shown_url(self) -> str:
        """The URL without a user name and password."""
        return re.sub(r"//[^/?#]*@", "//", self.url)


def make_call(call: DueCall) -> Delivery:
    """Make a call, and return its result, even if it fails."""
    time.sleep(call.delay)
    status = error = None
    start = real_monotonic()
    try:
        if call.is_dropped:
            raise _NotSentError("a fault dropped it")
        _check(call)
        headers = [*_HEADERS.items(), *(("X-Webhook-Signature", signature) for signature in call.signatures)]
        with post(call.client, call.url, headers, call.body) as response:
            status = response.status_code
            discard_body(response)
    except _NotSentError as reason:
        error = f"not sent: {reason}"
    except BaseException as failure:
        # Every exception: a receiver in process may call pytest.fail() or sys.exit(), which must not stop other calls.
        error = _error_text(failure, call)
    seconds = real_monotonic() - start
    return Delivery(call.type, call.shown_url, call.webhook_id, dict(_HEADERS), call.body, status, error, seconds)


class _NotSentError(Exception):
    """The reason why a call is not made."""


def _check(call: DueCall) -> None:
    try:
        check_url(call.url, is_local=call.client is None)
        for signature in call.signatures:
            checked_header_value("the secret of the webhook", signature)
    except ValueError as error:
        raise _NotSentError(str(error)) from None


def _error_text(error: BaseException, call: DueCall) -> str:
    """Return the class and the message of an error. Since a receiver in process may put the signature into it, that is
    removed."""
    text = type(error).__name__
    with suppress(Exception):
        text += f": {error}"
    for secret in filter(None, (call.secret, *call.signatures)):
        text = text.replace(secret, "[signature]")
    return text

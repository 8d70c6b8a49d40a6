"""Calls of operations that the portal does not have."""

from typing import Any

from mijnklantportaal._send import AsyncRawSender, AsyncSender, RawSender
from mijnklantportaal._wire.operation import CallOptions, Operation
from tests.client.clients import Call

OPTIONS = CallOptions(None, None, None, None)


def calling(operation: Operation[Any], **arguments: Any) -> Call:
    """Return a function that sends the operation with a client of either class."""
    return lambda client: client._sender.call(operation, arguments, OPTIONS)


def calling_raw(operation: Operation[Any], **arguments: Any) -> Call:
    """Return a function that sends the operation for a raw response."""

    def call(client: Any) -> Any:
        sender = client._sender
        raw = AsyncRawSender(sender) if isinstance(sender, AsyncSender) else RawSender(sender)
        return raw.call(operation, arguments, OPTIONS)

    return call

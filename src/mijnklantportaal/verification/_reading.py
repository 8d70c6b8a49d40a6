"""Sends the calls of a verification, which only read. The reason for a failed call is in words of this package."""

from collections.abc import Mapping
from typing import Any

from attrs import field, frozen

from mijnklantportaal._call import Call, Query
from mijnklantportaal._send import Sender
from mijnklantportaal._wire.operation import CallOptions, Operation
from mijnklantportaal.errors import (
    APIConnectionError,
    APIError,
    APIStatusError,
    APITimeoutError,
    MijnKlantportaalError,
    OAuthError,
    RateLimitError,
)
from mijnklantportaal.progress import ProgressReporter
from mijnklantportaal.types import UNSET

_REASONS = {
    401: "the portal refused the token",
    403: "the token lacks the scope",
    404: "the portal does not have the object, or does not have this address",
    429: "the rate limit was reached",
}


@frozen
class Received:
    """What a call has received. The repr shows no data."""

    status: int
    headers: Mapping[str, str] = field(repr=False)
    content: bytes = field(repr=False)
    """The body of a response with a status of success."""
    error: APIStatusError | None = field(default=None, repr=False)
    """What the client raises for any other status, with the body."""

    @property
    def reason(self) -> str:
        """What the status means, in words of this package."""
        meaning = _REASONS.get(self.status) or ("the portal failed" if self.status >= 500 else "an unexpected status")
        return f"{self.status}: {meaning}"


class NotReceivedError(Exception):
    """No response was received. The message gives the reason, in words of this package.

    Args:
        reason: The reason.
        error: What the client has raised.
    """

    def __init__(self, reason: str, error: MijnKlantportaalError) -> None:
        super().__init__(reason)
        self.error = error

    @property
    def concerns_every_call(self) -> bool:
        """Whether nothing was sent, for a reason that another operation would not change."""
        error = self.error
        return isinstance(error, OAuthError) or (isinstance(error, APIConnectionError) and not error.sent)


class Reader:
    """Sends calls that read.

    Args:
        sender: The sender of the client.
        reporter: Shows what calls wait for.
    """

    def __init__(self, sender: Sender, reporter: ProgressReporter | None) -> None:
        self._sender = sender
        self._reporter = reporter

    def with_sender(self, sender: Sender) -> "Reader":
        """Return a reader that sends with other options."""
        return Reader(sender, self._reporter)

    def read(self, operation: Operation[Any], arguments: Mapping[str, str], query: Query | None = None) -> Received:
        """Send a call, and return its response, whatever its status is.

        Args:
            operation: The operation, which must be a GET.
            arguments: The path parameters, by their names in Python.
            query: The query; by default none.

        Raises:
            NotReceivedError: No response was received.
            ValueError: The operation may change something.
        """
        if operation.method != "GET":
            raise ValueError(f"a verification sends GET only, not {operation!r}")
        every = {parameter.name: arguments.get(parameter.name, UNSET) for parameter in operation.parameters}
        call = Call(self._sender.state, operation, every, CallOptions(None, None, None, None), query)
        # Logs show this path, which must hold no IDs.
        call.prepared.path = operation.path
        try:
            response = self._sender.send(call.reporting_to(self._reporter)).response
        except RateLimitError as error:
            if error.attempts:
                return Received(error.status_code, error.headers, b"", error)
            raise NotReceivedError("not sent: it would have waited longer than max_wait", error) from None
        except APIStatusError as error:
            return Received(error.status_code, error.headers, b"", error)
        except APITimeoutError as error:
            raise NotReceivedError("the call timed out", error) from None
        except APIConnectionError as error:
            raise NotReceivedError("the connection failed", error) from None
        except APIError as error:
            raise NotReceivedError("the body is too large, or cannot be decompressed", error) from None
        except OAuthError as error:
            raise NotReceivedError("there was no access token", error) from None
        return Received(response.status_code, response.headers, response.content)

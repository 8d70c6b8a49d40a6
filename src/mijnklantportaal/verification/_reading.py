"""Sends the read-only calls of a verification. The reasons for failed calls contain no text of the portal."""

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
    404: "the object or the path does not exist",
    429: "the rate limit was reached",
}


@frozen
class Received:
    """The response to a call. The repr shows no data."""

    status: int
    headers: Mapping[str, str] = field(repr=False)
    content: bytes = field(repr=False)
    """The body of a response with a success status; otherwise empty."""
    error: APIStatusError | None = field(default=None, repr=False)
    """The error that the client raised for any other status, with the body."""

    @property
    def reason(self) -> str:
        """The meaning of the status, without text of the portal."""
        meaning = _REASONS.get(self.status) or ("the portal failed" if self.status >= 500 else "an unexpected status")
        return f"{self.status}: {meaning}"


class NotReceivedError(Exception):
    """No response was received.

    Args:
        reason: The message, which contains no text of the portal.
        error: The error that the client raised.
    """

    def __init__(self, reason: str, error: MijnKlantportaalError) -> None:
        super().__init__(reason)
        self.error = error

    @property
    def concerns_every_call(self) -> bool:
        """Whether nothing was sent, for a reason that applies to every operation."""
        error = self.error
        return isinstance(error, OAuthError) or (isinstance(error, APIConnectionError) and not error.sent)


class Reader:
    """Sends read-only calls.

    Args:
        sender: The sender of the client.
        reporter: Reports what calls wait for; `None` if progress is not reported.
    """

    def __init__(self, sender: Sender, reporter: ProgressReporter | None) -> None:
        self._sender = sender
        self._reporter = reporter

    def with_sender(self, sender: Sender) -> "Reader":
        """Return a reader that uses another sender."""
        return Reader(sender, self._reporter)

    def read(self, operation: Operation[Any], arguments: Mapping[str, str], query: Query | None = None) -> Received:
        """Send a call, and return its response, whatever its status.

        Args:
            operation: The operation. Its method must be GET.
            arguments: The path parameters, by Python name.
            query: The query; by default none.

        Raises:
            NotReceivedError: No response was received.
            ValueError: The method is not GET.
        """
        if operation.method != "GET":
            raise ValueError(f"a verification sends GET requests only, not {operation!r}")
        every = {parameter.name: arguments.get(parameter.name, UNSET) for parameter in operation.parameters}
        call = Call(self._sender.state, operation, every, CallOptions(None, None, None, None), query)
        # Logs show this path, so it must not contain IDs.
        call.prepared.path = operation.path
        try:
            response = self._sender.send(call.reporting_to(self._reporter)).response
        except RateLimitError as error:
            if error.attempts:
                return Received(error.status_code, error.headers, b"", error)
            raise NotReceivedError("the call was not sent: it would have waited longer than max_wait", error) from None
        except APIStatusError as error:
            return Received(error.status_code, error.headers, b"", error)
        except APITimeoutError as error:
            raise NotReceivedError("the call timed out", error) from None
        except APIConnectionError as error:
            raise NotReceivedError("the connection failed", error) from None
        except APIError as error:
            raise NotReceivedError("the body was too large, or could not be decompressed", error) from None
        except OAuthError as error:
            raise NotReceivedError("there was no access token", error) from None
        return Received(response.status_code, response.headers, response.content)

"""What can go wrong. Every error pickles, and none shows a token."""

from collections.abc import Mapping
from typing import Any

from attrs import frozen


@frozen
class RequestInfo:
    """What was asked for: nothing of it is secret."""

    method: str
    """Such as `POST`."""
    url: str
    """The address, with the query."""


class MijnKlantportaalError(Exception):
    """Base class of all errors of this package."""

    def __reduce__(self) -> tuple[Any, ...]:
        """Errors cross process borders whole, whatever their constructors take."""
        return _restore, (type(self), self.args, self.__dict__)


def _restore(kind: type[MijnKlantportaalError], args: tuple[Any, ...], state: dict[str, Any]) -> MijnKlantportaalError:
    error = kind.__new__(kind, *args)
    error.__dict__.update(state)
    return error


class ConfigurationError(MijnKlantportaalError, ValueError):
    """The client can't be made, or used, as it is configured: no API key, an address that is none."""


class OAuthError(MijnKlantportaalError):
    """The authorization server refused, or could not be understood."""


class WebhookSignatureError(MijnKlantportaalError):
    """A webhook call does not come from the portal."""


class APIError(MijnKlantportaalError):
    """A call failed.

    Args:
        message: What happened, in one sentence.
        request: What was asked for.
        attempts: How often the request was sent, or tried to be.
    """

    waited: float = 0.0
    """Seconds that the call waited, between its attempts and for its turn under the portal's limit."""
    page: int | None = None
    """The number of the page that could not be had, for a call of a list: `list(page=...)` goes on from there."""

    def __init__(self, message: str, *, request: RequestInfo, attempts: int = 1) -> None:
        super().__init__(message)
        self.request = request
        self.attempts = attempts


class APIConnectionError(APIError):
    """No answer came, or none that was whole: no connection, or one that broke.

    Args:
        message: What happened.
        request: What was asked for.
        attempts: How often it was tried.
        sent: Whether the portal may have got the request, and so may have done what it asks.
    """

    def __init__(self, message: str, *, request: RequestInfo, attempts: int = 1, sent: bool = True) -> None:
        super().__init__(message, request=request, attempts=attempts)
        self.sent = sent


class APITimeoutError(APIConnectionError):
    """No answer came in time, or none that was whole."""


class APIResponseValidationError(APIError):
    """The request succeeded, and its answer can't be read, or differs from the document in strict mode.

    What a write asked for has happened: do not send it again.

    Args:
        message: What was expected, and where.
        request: What was asked for.
        status_code: The HTTP status, 200 to 299.
        headers: The headers of the answer.
        body: The answer, decompressed.
        attempts: How often the request was sent.
    """

    def __init__(
        self,
        message: str,
        *,
        request: RequestInfo,
        status_code: int,
        headers: Mapping[str, str],
        body: bytes,
        attempts: int = 1,
    ) -> None:
        super().__init__(message, request=request, attempts=attempts)
        self.status_code = status_code
        self.headers = headers
        self.body = body
        self.request_succeeded = True


class APIStatusError(APIError):
    """The portal answered with a status other than 200 to 299.

    Args:
        message: What the portal says is wrong, else the status.
        request: What was asked for.
        status_code: The HTTP status.
        headers: The headers of the answer.
        body: The answer: the JSON value it holds, else its text.
        attempts: How often the request was sent.
    """

    def __init__(
        self,
        message: str,
        *,
        request: RequestInfo,
        status_code: int,
        headers: Mapping[str, str],
        body: Any,
        attempts: int = 1,
    ) -> None:
        super().__init__(message, request=request, attempts=attempts)
        self.message = message
        self.status_code = status_code
        self.headers = headers
        self.body = body

    def __str__(self) -> str:
        """Status, call and message."""
        return f"{self.status_code} for {self.method} {self.url}: {self.message}"

    @property
    def method(self) -> str:
        """The HTTP method of the call."""
        return self.request.method

    @property
    def url(self) -> str:
        """The address of the call."""
        return self.request.url

    @property
    def request_id(self) -> str | None:
        """The server's name for this request, where it gave one in `X-Request-Id`."""
        return self.headers.get("x-request-id")


class BadRequestError(APIStatusError):
    """400: the portal could not make sense of the request."""


class AuthenticationError(APIStatusError):
    """401: the token is missing, wrong or withdrawn."""


class PermissionDeniedError(APIStatusError):
    """403: the token lacks the scope for this (guide, scopes)."""


class NotFoundError(APIStatusError):
    """404: there is nothing with this ID."""


class ConflictError(APIStatusError):
    """409: the object is not in a state for this, such as an appointment that is canceled already."""


class UnprocessableEntityError(APIStatusError):
    """422: the data is not acceptable."""

    @property
    def errors(self) -> dict[str, list[str]]:
        """What is wrong with each field, by its name in JSON; empty where the portal gives only a message."""
        errors = self.body.get("errors") if isinstance(self.body, dict) else None
        if not isinstance(errors, dict):
            return {}
        return {
            str(name): [str(message) for message in messages] if isinstance(messages, list) else [str(messages)]
            for name, messages in errors.items()
        }


class UpgradeRequiredError(APIStatusError):
    """426: the monthly limit of the portal's licence is reached."""


class RateLimitError(APIStatusError):
    """429: more calls than the limit allows, 60 a minute by default (guide, rate limiting).

    `retry_after` says in how many seconds calls are welcome again; `None` where the portal did not say.
    """

    retry_after: float | None = None


class InternalServerError(APIStatusError):
    """500 and above: the portal failed."""


_BY_STATUS: dict[int, type[APIStatusError]] = {
    400: BadRequestError,
    401: AuthenticationError,
    403: PermissionDeniedError,
    404: NotFoundError,
    409: ConflictError,
    422: UnprocessableEntityError,
    426: UpgradeRequiredError,
    429: RateLimitError,
}


def status_error_class(status_code: int) -> type[APIStatusError]:
    """The class of the error for a status."""
    return _BY_STATUS.get(status_code, InternalServerError if status_code >= 500 else APIStatusError)

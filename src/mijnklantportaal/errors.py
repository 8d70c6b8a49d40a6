"""The errors of this package. Every one can be pickled, and none shows a token."""

from collections.abc import Mapping
from typing import Any

from attrs import frozen

from mijnklantportaal import MijnKlantportaalError as MijnKlantportaalError


@frozen
class RequestInfo:
    """The request that failed. It holds no token."""

    method: str
    """Such as `POST`."""
    url: str
    """The URL, with the query."""


class ConfigurationError(MijnKlantportaalError, ValueError):
    """The client is not configured correctly: for example, there is no API key."""


class OAuthError(MijnKlantportaalError):
    """The authorization server refused a request, or its response was malformed."""


class WebhookSignatureError(MijnKlantportaalError):
    """A webhook request was not sent by the portal."""


class APIError(MijnKlantportaalError):
    """A call failed.

    Args:
        message: What happened.
        request: The request.
        attempts: How many attempts were made.
    """

    waited: float = 0.0
    """Seconds that the call waited, between its attempts and for the portal's rate limit."""
    page: int | None = None
    """The number of the page that could not be fetched, for a list: `list(page=error.page)` resumes there."""

    def __init__(self, message: str, *, request: RequestInfo, attempts: int = 1) -> None:
        super().__init__(message)
        self.request = request
        self.attempts = attempts


class APIConnectionError(APIError):
    """No response was received, or only a part of it: connecting failed, or the connection was lost.

    Args:
        message: What happened.
        request: The request.
        attempts: How many attempts were made.
        sent: Whether the portal may have received the request, and so may have carried it out.
    """

    def __init__(self, message: str, *, request: RequestInfo, attempts: int = 1, sent: bool = True) -> None:
        super().__init__(message, request=request, attempts=attempts)
        self.sent = sent


class APITimeoutError(APIConnectionError):
    """The attempt timed out before the whole response was received."""


class APIResponseValidationError(APIError):
    """The request succeeded, but its response cannot be parsed, or deviates from the spec in strict mode.

    A write has been carried out: do not send it again.

    Args:
        message: What was expected, and where.
        request: The request.
        status_code: The HTTP status, 200 to 299.
        headers: The headers of the response.
        body: The body of the response, decompressed.
        attempts: How many attempts were made.
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
    """The response has a status other than 200 to 299.

    Args:
        message: The reason, as the portal gives it.
        request: The request.
        status_code: The HTTP status.
        headers: The headers of the response.
        body: The body of the response: a JSON value, or text if it is not JSON.
        attempts: How many attempts were made.
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
        """Return status, method, URL and message."""
        return f"{self.status_code} for {self.method} {self.url}: {self.message}"

    @property
    def method(self) -> str:
        """The HTTP method of the request."""
        return self.request.method

    @property
    def url(self) -> str:
        """The URL of the request, with the query."""
        return self.request.url

    @property
    def request_id(self) -> str | None:
        """The header `X-Request-Id` of the response, if it has one."""
        return self.headers.get("x-request-id")


class BadRequestError(APIStatusError):
    """400: the request is malformed."""


class AuthenticationError(APIStatusError):
    """401: the token is missing, wrong or revoked."""


class PermissionDeniedError(APIStatusError):
    """403: the token lacks the scope for this call (guide, scopes)."""


class NotFoundError(APIStatusError):
    """404: no object has this ID."""


class ConflictError(APIStatusError):
    """409: the state of the object does not allow this: for example, an appointment is already canceled."""


class UnprocessableEntityError(APIStatusError):
    """422: the data is not valid."""

    @property
    def errors(self) -> dict[str, list[str]]:
        """The messages for each field, by its name in JSON; empty where the portal gives only one message."""
        errors = self.body.get("errors") if isinstance(self.body, dict) else None
        if not isinstance(errors, dict):
            return {}
        return {
            str(name): [str(message) for message in messages] if isinstance(messages, list) else [str(messages)]
            for name, messages in errors.items()
        }


class UpgradeRequiredError(APIStatusError):
    """426: the monthly limit of the portal's license is reached."""


class RateLimitError(APIStatusError):
    """429: more calls than the limit allows, 60 a minute by default (guide, rate limiting).

    `retry_after` is the number of seconds after which calls are allowed again, or `None` where the portal does not say.
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
    """Return the error class of a status."""
    return _BY_STATUS.get(status_code, InternalServerError if status_code >= 500 else APIStatusError)

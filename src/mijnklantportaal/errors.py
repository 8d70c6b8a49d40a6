"""The errors of this package. None of them shows a token.

Every error can be pickled, and created from a message alone, as in `type(error)(*error.args)`: Celery and others
rebuild exceptions in that way. A mock whose `side_effect` is a class creates the error without any argument. The
attributes of such an error have the defaults that its class documents.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from attrs import frozen

from mijnklantportaal._imports import MijnKlantportaalError as MijnKlantportaalError


@frozen
class RequestInfo:
    """The request of an error, without the token."""

    method: str
    """The HTTP method, such as `POST`."""
    url: str
    """The URL, with the query."""


UNKNOWN_REQUEST = RequestInfo("", "")
"""The request of an error that was created from a message alone."""


class ConfigurationError(MijnKlantportaalError, ValueError):
    """The configuration of the client is not valid: for example, there is no API key."""


class OAuthError(MijnKlantportaalError):
    """There is no access token, or it cannot be stored.

    Args:
        message: What happened, and what to do.
        error: The error code of the authorization server, such as `access_denied` or `invalid_grant` (RFC 6749,
            sections 4.1.2.1 and 5.2); `None` if it sent none.
        status_code: The HTTP status of its response; `None` if there was no response.
    """

    def __init__(
        self, message: str = "", *args: object, error: str | None = None, status_code: int | None = None
    ) -> None:
        super().__init__(message, *args)
        self.error = error
        self.status_code = status_code


class DownloadError(MijnKlantportaalError):
    """The portal sent a link to a file, but the file could not be downloaded. The message does not show the link.

    Args:
        message: What happened.
        status_code: The HTTP status of the file server's response; `None` if that is not the reason.
        received: How many bytes were received.
    """

    def __init__(self, message: str = "", *args: object, status_code: int | None = None, received: int = 0) -> None:
        super().__init__(message, *args)
        self.status_code = status_code
        self.received = received


class WebhookSignatureError(MijnKlantportaalError):
    """A webhook request does not have a valid signature."""


class APIError(MijnKlantportaalError):
    """A call failed.

    Args:
        message: What happened.
        args: Values that a program adds to `error.args`.
        request: The request; by default one with an empty method and URL.
        attempts: How many attempts were made; 0 if the call was not sent, since it would have waited longer than
            `max_wait`.
    """

    waited: float = 0.0
    """The seconds that the call waited, between its attempts and for the portal's rate limit."""
    page: int | None = None
    """For a list, the number of the page that could not be fetched: `list(page=error.page)` resumes there."""

    def __init__(
        self, message: str = "", *args: object, request: RequestInfo = UNKNOWN_REQUEST, attempts: int = 1
    ) -> None:
        super().__init__(message, *args)
        self.request = request
        self.attempts = attempts


class APIConnectionError(APIError):
    """No response, or only a part of it, was received: connecting failed, or the connection was lost.

    Args:
        message: What happened.
        request: As for `APIError`.
        attempts: As for `APIError`.
        sent: Whether the portal may have received the request, and so may have carried it out; by default `True`.
    """

    def __init__(
        self,
        message: str = "",
        *args: object,
        request: RequestInfo = UNKNOWN_REQUEST,
        attempts: int = 1,
        sent: bool = True,
    ) -> None:
        super().__init__(message, *args, request=request, attempts=attempts)
        self.sent = sent


class APITimeoutError(APIConnectionError):
    """The attempt timed out before the whole response was received."""


class APIResponseValidationError(APIError):
    """The request succeeded, but its response cannot be parsed, or deviates from the spec in strict mode.

    A write has been carried out: do not send it again.

    Args:
        message: The expected value, and its place in the response.
        request: As for `APIError`.
        status_code: The HTTP status, 200 to 299; by default 200.
        headers: The headers of the response; by default none.
        body: The body of the response, decompressed; by default empty.
        attempts: As for `APIError`.
    """

    def __init__(
        self,
        message: str = "",
        *args: object,
        request: RequestInfo = UNKNOWN_REQUEST,
        status_code: int = 200,
        headers: Mapping[str, str] | None = None,
        body: bytes = b"",
        attempts: int = 1,
    ) -> None:
        super().__init__(message, *args, request=request, attempts=attempts)
        self.status_code = status_code
        self.headers: Mapping[str, str] = {} if headers is None else headers
        self.body = body
        self.request_succeeded = True


class APIStatusError(APIError):
    """The response has a status other than 200 to 299.

    Args:
        message: The reason that the portal states.
        request: As for `APIError`.
        status_code: The HTTP status; by default that of the class, such as 404 of `NotFoundError`.
        headers: The headers of the response; by default none.
        body: The body of the response: a JSON value, or text if it is not JSON; by default `None`.
        attempts: As for `APIError`.
    """

    status_code: int = 0
    """The HTTP status; 0 for an `APIStatusError` that was created from a message alone."""

    def __init__(
        self,
        message: str = "",
        *args: object,
        request: RequestInfo = UNKNOWN_REQUEST,
        status_code: int | None = None,
        headers: Mapping[str, str] | None = None,
        body: Any = None,
        attempts: int = 1,
    ) -> None:
        super().__init__(message, *args, request=request, attempts=attempts)
        self.message = message
        if status_code is not None:
            self.status_code = status_code
        self.headers: Mapping[str, str] = {} if headers is None else headers
        self.body = body

    def __str__(self) -> str:
        """Return the status, method, URL and message, or the message alone if the error was created from it."""
        # Read from `args`, which programs may extend: `error.args = (f"invoice 7: {error.args[0]}",)`.
        message = super().__str__()
        if self.request == UNKNOWN_REQUEST:
            return message
        return f"{self.status_code} for {self.method} {self.url}: {message}"

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
        """The header `X-Request-Id` of the response; `None` if it is missing."""
        return self.headers.get("x-request-id")


class BadRequestError(APIStatusError):
    """400: the request is malformed."""

    status_code = 400


class AuthenticationError(APIStatusError):
    """401: the token is missing, not valid or revoked."""

    status_code = 401


class PermissionDeniedError(APIStatusError):
    """403: the token lacks the scope for this call (guide, scopes)."""

    status_code = 403


class NotFoundError(APIStatusError):
    """404: no object has this ID."""

    status_code = 404


class ConflictError(APIStatusError):
    """409: the state of the object does not allow the request: for example, an appointment is already canceled."""

    status_code = 409


class UnprocessableEntityError(APIStatusError):
    """422: the data is not valid."""

    status_code = 422

    argument_names: Mapping[str, str] = MappingProxyType({})
    """The Python names of the arguments, by their names in `body`; empty for an error that a program created."""

    @property
    def errors(self) -> dict[str, list[str]]:
        """The messages for each argument, by its Python name, such as `primary_email` or `lines[0].amount_excl_vat`.

        It is empty if the portal sent only one message for the whole request. `body` holds the messages as they were
        received.
        """
        errors: dict[str, list[str]] = {}
        for name, messages in _received_errors(self.body).items():
            errors.setdefault(self.argument_names.get(name, name), []).extend(messages)
        return errors


class UpgradeRequiredError(APIStatusError):
    """426: the monthly limit of the portal's license is reached."""

    status_code = 426


class RateLimitError(APIStatusError):
    """429: more calls than the limit allows, 60 a minute by default (guide, rate limiting).

    A call that would wait for the limit longer than `max_wait` allows also raises this error, before anything is sent.
    """

    status_code = 429

    retry_after: float | None = None
    """Seconds after which calls are allowed again; `None` if the portal does not state it."""


class InternalServerError(APIStatusError):
    """500 and above: the portal failed."""

    status_code = 500


_BY_STATUS: dict[int, type[APIStatusError]] = {
    kind.status_code: kind
    for kind in (
        BadRequestError,
        AuthenticationError,
        PermissionDeniedError,
        NotFoundError,
        ConflictError,
        UnprocessableEntityError,
        UpgradeRequiredError,
        RateLimitError,
    )
}


def _received_errors(body: Any) -> dict[str, list[str]]:
    """Return the messages in the body of a 422 response, by the names of the arguments in the body."""
    errors = body.get("errors") if isinstance(body, dict) else None
    if not isinstance(errors, dict):
        return {}
    return {
        str(name): [str(message) for message in messages] if isinstance(messages, list) else [str(messages)]
        for name, messages in errors.items()
    }


def _status_error_class(status_code: int) -> type[APIStatusError]:
    """Return the error class for a status."""
    return _BY_STATUS.get(status_code, InternalServerError if status_code >= 500 else APIStatusError)

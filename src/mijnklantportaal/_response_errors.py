"""Errors from responses."""

from typing import Any

from mijnklantportaal._http import Response
from mijnklantportaal._retry import retry_after
from mijnklantportaal._wire.operation import Operation
from mijnklantportaal._wire.parsing import MalformedBodyError, parse_json_leniently, undescribed
from mijnklantportaal.errors import (
    APIResponseValidationError,
    APIStatusError,
    RateLimitError,
    RequestInfo,
    UnprocessableEntityError,
    _received_errors,
    _status_error_class,
)


def status_error(operation: Operation[Any], request: RequestInfo, response: Response, time: float) -> APIStatusError:
    """Return the error of a response with a status other than 2xx.

    Args:
        operation: The operation that was sent.
        request: The part of the request that the error shows.
        response: The response.
        time: The time in seconds since 1970.
    """
    body = _json_or_text(response.content)
    message = body.get("message") if isinstance(body, dict) else None
    if not isinstance(message, str) or not message:
        message = "the portal gave no reason"
    if 300 <= response.status_code < 400:
        message = "redirects are not followed, since the token would be sent to another URL"
    error = _status_error_class(response.status_code)(
        message, request=request, status_code=response.status_code, headers=response.headers, body=body
    )
    if isinstance(error, RateLimitError):
        error.retry_after = retry_after(response.headers, time)
    if isinstance(error, UnprocessableEntityError):
        error.argument_names = {name: operation.argument_name(name) for name in _received_errors(body)}
    return error


def invalid_response(request: RequestInfo, response: Response, reason: str) -> APIResponseValidationError:
    """Return the error of a response with status 2xx that cannot be used."""
    return APIResponseValidationError(
        f"{request.method} {request.url} succeeded with {response.status_code}, but {reason}",
        request=request,
        status_code=response.status_code,
        headers=response.headers,
        body=response.content,
    )


def _json_or_text(content: bytes) -> Any:
    """Return the body of an error as a JSON value, else as text: proxies send HTML, or nothing."""
    try:
        return undescribed(parse_json_leniently(content))
    except MalformedBodyError:
        return content.decode("utf-8", "replace")

"""What an answer means: the result of the call, or the error that it is."""

import json
from collections.abc import Callable
from typing import Any, TypeVar

from mijnklantportaal._drift import kind_of
from mijnklantportaal._http import Answer
from mijnklantportaal._retry import requested_wait
from mijnklantportaal._wire.errors import UnreadableAnswerError
from mijnklantportaal.errors import (
    APIResponseValidationError,
    APIStatusError,
    RateLimitError,
    RequestInfo,
    status_error_class,
)
from mijnklantportaal.types import Report

T = TypeVar("T")


def is_success(answer: Answer) -> bool:
    """Whether the portal did what it was asked for."""
    return 200 <= answer.status_code < 300


def read(answer: Answer, info: RequestInfo, report: Report, reader: Callable[[bytes, Report], T]) -> T:
    """What `reader` makes of a successful answer.

    Raises:
        APIResponseValidationError: Nothing can be made of it, or `report` is `refuse` and it differs.
    """
    try:
        return reader(answer.content, report)
    except (UnreadableAnswerError, _DifferenceError) as error:
        raise unreadable(answer, info, str(error)) from None


def unreadable(answer: Answer, info: RequestInfo, why: str) -> APIResponseValidationError:
    """The error of a call that succeeded, and whose answer can't be read."""
    return APIResponseValidationError(
        f"{info.method} {info.url} succeeded with {answer.status_code}, but {why}",
        request=info,
        status_code=answer.status_code,
        headers=answer.headers,
        body=answer.content,
    )


class _DifferenceError(Exception):
    """An answer differs from the document, in strict mode."""


def refuse(path: str, expected: str, got: object) -> None:
    """A `Report` that takes no difference."""
    raise _DifferenceError(f"{path} should be {expected}, got {kind_of(got)}")


def status_error(answer: Answer, info: RequestInfo, now: float) -> APIStatusError:
    """The error of an answer that is no success.

    Args:
        answer: The answer.
        info: What was asked for.
        now: The time, as seconds since 1970.
    """
    body = _body(answer.content)
    message = body.get("message") if isinstance(body, dict) else None
    if not isinstance(message, str) or not message:
        message = "the portal gave no reason"
    if 300 <= answer.status_code < 400:
        message = "a redirect, which is not followed, since the token must not go elsewhere"
    error = status_error_class(answer.status_code)(
        message, request=info, status_code=answer.status_code, headers=answer.headers, body=body
    )
    if isinstance(error, RateLimitError):
        error.retry_after = requested_wait(answer.headers, now)
    return error


def _body(content: bytes) -> Any:
    """The JSON value of an error's body, else its text: proxies answer in HTML, or not at all."""
    try:
        return json.loads(content)
    except (ValueError, RecursionError):
        return content.decode("utf-8", "replace")

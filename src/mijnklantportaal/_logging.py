"""Observing calls: a log line for each attempt, and the hooks `on_request` and `on_response`."""

import logging
from collections.abc import Callable, Mapping
from typing import TypeAlias, TypeVar

from attrs import field, frozen

from mijnklantportaal._http import Response
from mijnklantportaal.errors import APIConnectionError, RequestInfo

logger = logging.getLogger("mijnklantportaal")


@frozen
class RequestEvent:
    """An attempt that is about to be sent. The event holds neither the token nor the body."""

    operation: str
    """The operationId, such as `get-customer-offer`."""
    request: RequestInfo
    """The method and the URL."""
    attempt: int
    """The number of the attempt within the call, from 1."""


@frozen
class ResponseEvent:
    """The end of an attempt. There is one event for each `RequestEvent`, in the same thread or task."""

    operation: str
    """The operationId, such as `get-customer-offer`."""
    request: RequestInfo
    """The method and the URL."""
    attempt: int
    """The number of the attempt within the call, from 1."""
    seconds: float
    """The seconds that the attempt took."""
    status_code: int | None
    """The HTTP status; `None` if no response was received."""
    headers: Mapping[str, str] = field(repr=False)
    """The headers of the response; their names are case-insensitive."""
    error: APIConnectionError | None
    """Why no response, or only a part of it, was received; `None` if the response is complete or the call was
    interrupted."""


RequestHook: TypeAlias = Callable[[RequestEvent], None]
ResponseHook: TypeAlias = Callable[[ResponseEvent], None]

E = TypeVar("E")


def log_attempt(
    method: str, path: str, attempt: int, outcome: Response | APIConnectionError | None, seconds: float
) -> None:
    """Log at DEBUG how an attempt ended; an outcome of `None` stands for an interrupted attempt."""
    status, error = split_outcome(outcome)
    parts = [str(status.status_code)] if status else []
    parts += [type(error).__name__] if error else []
    result = ", ".join(parts) or "interrupted"
    logger.debug("%s %s: %s in %.3f s, attempt %d", method, path, result, seconds, attempt)


def split_outcome(
    outcome: Response | APIConnectionError | None,
) -> tuple[Response | None, APIConnectionError | None]:
    """Return the response, if one was received, and the error that ended the attempt, if there was one."""
    if isinstance(outcome, Response):
        return outcome, outcome.truncated
    return None, outcome


def run_hook(hook: Callable[[E], object], event: E) -> None:
    """Call a hook, and log an exception that it raises, since an observer must not decide how a call ends."""
    try:
        hook(event)
    except Exception:
        logger.exception("a hook failed")

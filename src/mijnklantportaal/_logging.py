"""What can be watched of a call: a line in the log for each attempt, and the hooks of whoever traces calls."""

import logging
from collections.abc import Callable, Mapping
from typing import TypeAlias, TypeVar

from attrs import field, frozen

from mijnklantportaal._http import Answer
from mijnklantportaal._wire.operation import Request
from mijnklantportaal.errors import APIConnectionError, RequestInfo

logger = logging.getLogger("mijnklantportaal")


@frozen
class RequestEvent:
    """An attempt that is about to be sent. It holds no token, and no data but that of the address."""

    operation: str
    """The operationId, such as `get-customer-offer`."""
    request: RequestInfo
    """The method and the address."""
    attempt: int
    """Which attempt of the call it is, from 1."""


@frozen
class ResponseEvent:
    """How an attempt ended. There is one for each `RequestEvent`, in the same thread or task."""

    operation: str
    """The operationId, such as `get-customer-offer`."""
    request: RequestInfo
    """The method and the address."""
    attempt: int
    """Which attempt of the call it was, from 1."""
    seconds: float
    """How long it took."""
    status_code: int | None
    """The HTTP status; `None` where no answer came."""
    headers: Mapping[str, str] = field(repr=False)
    """The headers of the answer; names in any case find them."""
    error: APIConnectionError | None
    """Why no answer came, or none that was whole; `None` too where whoever waited for it was interrupted."""


E = TypeVar("E")

RequestHook: TypeAlias = Callable[[RequestEvent], None]
ResponseHook: TypeAlias = Callable[[ResponseEvent], None]


@frozen
class Trace:
    """Tells of the attempts of one call."""

    request: Request
    info: RequestInfo
    on_request: RequestHook | None
    on_response: ResponseHook | None

    def sending(self, attempt: int) -> None:
        """An attempt is about to be sent."""
        if self.on_request:
            _tell(self.on_request, RequestEvent(self.request.operation, self.info, attempt))

    def ended(self, attempt: int, outcome: Answer | APIConnectionError | None, seconds: float) -> None:
        """It has ended: with an answer, without one, or interrupted."""
        answer = outcome if isinstance(outcome, Answer) else None
        error = outcome.lost if isinstance(outcome, Answer) else outcome
        if logger.isEnabledFor(logging.DEBUG):
            parts = [str(answer.status_code)] if answer else []
            parts += [type(error).__name__] if error else []
            logger.debug(
                "%s %s: %s in %.3f s, attempt %d",
                self.request.method,
                self.request.path,
                ", ".join(parts) or "interrupted",
                seconds,
                attempt,
            )
        if self.on_response:
            status, headers = (answer.status_code, answer.headers) if answer else (None, {})
            event = ResponseEvent(self.request.operation, self.info, attempt, seconds, status, headers, error)
            _tell(self.on_response, event)

    def waiting(self, seconds: float, why: str) -> None:
        """The call waits before its next attempt."""
        logger.info("%s %s: waiting %.1f s %s", self.request.method, self.request.path, seconds, why)


def _tell(hook: Callable[[E], None], event: E) -> None:
    try:
        hook(event)
    except Exception:
        # Who watches a call must not decide how it ends.
        logger.exception("a hook failed")

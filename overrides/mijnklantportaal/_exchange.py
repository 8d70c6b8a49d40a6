"""One call from its request to its result, written once for both clients.

A flow says what it needs next (a token, an attempt, a pause) and is given the outcome; it does no I/O and knows no
clock, so the shells around it are a few lines each, and tests can play any server.
"""

import json
import logging
from collections.abc import Callable, Generator, Mapping
from typing import Any, TypeAlias, TypeVar
from urllib.parse import urlencode

from attrs import evolve, field, frozen

from mijnklantportaal._drift import DriftReporter, kind_of
from mijnklantportaal._retries import requested_wait, wait_before_retry
from mijnklantportaal._settings import ClientOptions, Settings, Timeout, checked_headers, checked_retries, checked_token
from mijnklantportaal._version import __version__
from mijnklantportaal.errors import (
    APIConnectionError,
    APIError,
    APIResponseValidationError,
    APIStatusError,
    RateLimitError,
    RequestInfo,
    status_error_class,
)
from mijnklantportaal_api.errors import UnreadableAnswerError
from mijnklantportaal_api.operation import Operation, Request
from mijnklantportaal_api.ports import CallOptions, RawResponse
from mijnklantportaal_api.types import Upload

T = TypeVar("T")

_logger = logging.getLogger("mijnklantportaal")


@frozen
class Authenticate:
    """Asks for the token."""


@frozen
class Attempt:
    """Asks for the request to be sent once."""

    method: str
    url: str
    query: tuple[tuple[str, str], ...]
    headers: Mapping[str, str] = field(repr=False)
    content: bytes | None = field(repr=False)
    parts: tuple[tuple[str, str | Upload], ...] | None = field(repr=False)
    timeout: Timeout

    @property
    def info(self) -> RequestInfo:
        """What an error may show of it."""
        return RequestInfo(self.method, f"{self.url}?{urlencode(self.query)}" if self.query else self.url)


@frozen
class Pause:
    """Asks for a wait, in seconds."""

    seconds: float


@frozen
class Answer:
    """What came back. Names of headers are found in any case."""

    status_code: int
    headers: Mapping[str, str] = field(repr=False)
    content: bytes = field(repr=False)


@frozen
class Moment:
    """The time, as seconds since 1970, and a number from 0 to 1 by chance: what a decision needs of the world."""

    now: float
    chance: float


Flow: TypeAlias = Generator[Authenticate | Attempt | Pause, Any, T]
"""A flow is sent the token for `Authenticate`, an `Answer` for `Attempt` (an `APIConnectionError` is thrown into it
instead, when none came), and nothing for `Pause`."""


class Exchange:
    """Makes the flows of a client's calls.

    Args:
        settings: How the client behaves.
        moment: Tells the time, and gives chance.
    """

    def __init__(self, settings: Settings, moment: Callable[[], Moment]) -> None:
        self.settings = settings
        self._moment = moment
        self._drift = DriftReporter(settings.on_drift)

    def evolve(self, options: ClientOptions) -> "Exchange":
        """The same with some options changed. What was told of answers is told again only to somebody else.

        Raises:
            TypeError, ValueError: There is no such option, or it can't be right.
        """
        changed = Exchange(self.settings.evolve(options), self._moment)
        if changed.settings.on_drift is self.settings.on_drift:
            changed._drift = self._drift
        return changed

    def result(self, operation: Operation[T], request: Request, options: CallOptions) -> Flow[T]:
        """The flow of a call that gives what the answer says."""
        response = yield from self.raw(operation, request, options)
        return response.parse()

    def raw(self, operation: Operation[T], request: Request, options: CallOptions) -> Flow[RawResponse[T]]:
        """The flow of a call that gives the answer itself.

        Raises:
            APIError: No answer came, or one whose status is not 200 to 299.
            TypeError, ValueError: An option can't be right; nothing was sent.
        """
        retries = self.settings.max_retries if options.max_retries is None else checked_retries(options.max_retries)
        attempt = self._attempt(operation, request, options)
        token = checked_token((yield Authenticate()))
        attempt = evolve(attempt, headers={**attempt.headers, "authorization": f"Bearer {token}"})
        number = 1
        while True:
            try:
                answer: Answer = yield attempt
                if 200 <= answer.status_code < 300:
                    return self._raw_response(operation, attempt.info, answer, number)
                failure: APIError = self._status_error(attempt.info, answer)
            except APIConnectionError as error:
                failure = error
            failure.attempts = number
            moment = self._moment()
            wait = wait_before_retry(attempt.method, failure, number, moment.now, moment.chance)
            if wait is None or number > retries:
                raise failure
            _logger.info(
                "%s %s: trying again in %.1f s after %s", attempt.method, request.path, wait, type(failure).__name__
            )
            yield Pause(wait)
            number += 1

    def _attempt(self, operation: Operation[Any], request: Request, options: CallOptions) -> Attempt:
        headers = {
            "accept": "application/json",
            "user-agent": f"mijnklantportaal-python/{__version__}",
            **request.headers,
            **self.settings.default_headers,
            **checked_headers("extra_headers", options.extra_headers or {}),
        }
        return Attempt(
            method=request.method,
            url=self.settings.base_url + request.path,
            query=request.query,
            headers=headers,
            content=request.content,
            parts=request.parts,
            timeout=self.settings.timeout_for(options.timeout, operation.sends_files),
        )

    def _raw_response(
        self, operation: Operation[T], info: RequestInfo, answer: Answer, attempts: int
    ) -> RawResponse[T]:
        def parse() -> T:
            report = _refuse if self.settings.strict else self._drift.for_operation(operation.id)
            try:
                return operation.read(answer.content, report)
            except (UnreadableAnswerError, _DifferenceError) as error:
                raise APIResponseValidationError(
                    f"{info.method} {info.url} succeeded with {answer.status_code}, but {error}",
                    request=info,
                    status_code=answer.status_code,
                    headers=answer.headers,
                    body=answer.content,
                    attempts=attempts,
                ) from None

        return RawResponse(answer.status_code, answer.headers, answer.content, parse)

    def _status_error(self, info: RequestInfo, answer: Answer) -> APIStatusError:
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
            error.retry_after = requested_wait(answer.headers, self._moment().now)
        return error


class _DifferenceError(Exception):
    """An answer differs from the document, in strict mode."""


def _refuse(path: str, expected: str, got: object) -> None:
    raise _DifferenceError(f"{path} should be {expected}, got {kind_of(got)}")


def _body(content: bytes) -> Any:
    """The JSON value of an error's body, else its text: proxies answer in HTML, or not at all."""
    try:
        return json.loads(content)
    except (ValueError, RecursionError):
        return content.decode("utf-8", "replace")

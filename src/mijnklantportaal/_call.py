"""One API call: its state, and every decision about it. No I/O."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from logging import DEBUG
from math import inf
from typing import TYPE_CHECKING, Any, Generic, TypeAlias, TypeVar, cast
from urllib.parse import urlencode

from mijnklantportaal._auth import token_digest
from mijnklantportaal._client_state import ClientState
from mijnklantportaal._defaults import RATE_WINDOW
from mijnklantportaal._drift import type_name
from mijnklantportaal._headers import BASE_HEADERS, checked_headers, token_problem
from mijnklantportaal._http import Request, Response
from mijnklantportaal._logging import (
    RequestEvent,
    ResponseEvent,
    log_attempt,
    logger,
    run_hook,
    split_outcome,
)
from mijnklantportaal._paging import page_number
from mijnklantportaal._retry import is_read, retry_wait
from mijnklantportaal._settings import checked_max_retries, checked_max_wait
from mijnklantportaal._wire.operation import CallOptions, Operation
from mijnklantportaal._wire.parsing import MalformedBodyError
from mijnklantportaal.errors import (
    APIConnectionError,
    APIError,
    APIResponseValidationError,
    AuthenticationError,
    ConfigurationError,
    RateLimitError,
    RequestInfo,
)
from mijnklantportaal.progress import ProgressReporter, _open_progress

if TYPE_CHECKING:
    from mijnklantportaal._shared_limit import SharedLimit

T = TypeVar("T")

Query: TypeAlias = tuple[tuple[str, str], ...]


class Call(Generic[T]):
    """One API call. The loops in `_send.py` carry out its decisions: wait, send an attempt, wait, retry.

    Its attributes are the state of the call, for the loops and for a debugger.

    Args:
        state: The state that the calls of a client share.
        operation: The operation to send.
        arguments: Its arguments by their names in Python.
        options: The options of this call.
        query: The query to send instead of the one from the arguments, for further pages of a list.

    Raises:
        TypeError: An argument or an option has a wrong type.
        ValueError: An argument or an option is not valid.
    """

    request: Request
    """The request that each attempt sends, once the call is authorized."""
    shared_limit: "SharedLimit | None" = None
    """The rate limit, if the client shares it with other processes. Waiting for it does I/O."""
    refused_token: bytes | None = None
    """The digest of the token that the portal has refused, while the call needs another token."""
    progress: ProgressReporter | None = None
    """Reports the waits of the call."""
    upload_progress: ProgressReporter | None = None
    """Reports the bytes of the files that the call sends."""
    _shown_end: float = -inf
    _renewals: int = 0

    def __init__(
        self,
        state: ClientState,
        operation: Operation[T],
        arguments: Mapping[str, Any],
        options: CallOptions,
        query: Query | None = None,
    ) -> None:
        settings = state.settings
        timeout, max_retries, extra_headers, max_wait, progress = options
        self.state = state
        self.operation = operation
        self.arguments = arguments
        self.options = options
        self.attempt = 1
        """The number of the attempt, from 1."""
        self.shows_progress = progress is not False
        """Whether the progress of the call is still to be opened."""
        self.waited = 0.0
        """Seconds that the call has waited so far, for the rate limit and between attempts."""
        # The following lines can raise. Error reports then show the repr of a call that has these attributes only.
        self.prepared = operation.prepare(arguments, settings.time_zone)
        self.query = self.prepared.query if query is None else query
        self.url = settings.base_url + self.prepared.path
        if self.query:
            self.url += "?" + urlencode(self.query)
        self.timeout = settings.timeout_for(timeout, operation.sends_files)
        self.max_retries = settings.max_retries if max_retries is None else checked_max_retries(max_retries)
        self.max_wait = settings.max_wait if max_wait is None else checked_max_wait(max_wait)
        self.extra_headers = checked_headers("extra_headers", extra_headers) if extra_headers else {}
        self.outcome: Response | APIConnectionError | None = None
        """The outcome of the last attempt; `None` while the attempt is in flight, or if it was interrupted."""
        self._attempt_started = 0.0
        self._limited_since: float | None = None

    def __repr__(self) -> str:
        return f"<Call {self.operation.id}: attempt {self.attempt}, waited {self.waited:.1f} s>"

    @property
    def info(self) -> RequestInfo:
        """The part of the request that errors, hooks and logs may show."""
        return RequestInfo(self.operation.method, self.url)

    def for_query(self, query: Query) -> "Call[T]":
        """Return a new call that differs only in its query."""
        return Call(self.state, self.operation, self.arguments, self.options, query)

    def copy(self) -> "Call[T]":
        """Return a copy of an unsent call."""
        # copy.copy imports a module each time, which is not possible while the interpreter shuts down.
        call: Call[T] = object.__new__(type(self))
        vars(call).update(vars(self))
        return call

    def reporting_to(self, reporter: ProgressReporter | None) -> "Call[T]":
        """Return a copy of an unsent call, which reports to the reporter of the work that it is part of."""
        call = self.copy()
        call.progress, call.shows_progress = reporter, False
        return call

    @contextmanager
    def open_progress(self) -> Iterator[None]:
        """Report the progress of the call, as its options require.

        Raises:
            ConfigurationError, TypeError: As for `_open_progress`.
        """
        option = self.options.progress
        with _open_progress(option, self._subject(), "objects" if self.operation.is_paginated else "bytes") as reporter:
            self.progress, self.shows_progress = reporter, False
            # The reporter of enclosing work counts that work, not the bytes of this call.
            self.upload_progress = None if reporter is option else reporter
            yield

    def authorize(self, token: object) -> None:
        """Create the request, with the token.

        Raises:
            ConfigurationError: A header cannot carry the token.
            AuthenticationError: The portal has just refused this token.
        """
        # Error reports show variables, so no variable may hold the token when an error is raised.
        if problem := token_problem(token):
            del token
            raise ConfigurationError(problem)
        if self.refused_token is not None and token_digest(str(token)) == self.refused_token:
            del token
            raise self._refused()
        settings, prepared = self.state.settings, self.prepared
        if settings.rate_limiter is not None and settings.throttle:
            # Imported here, since most clients do not share their limit.
            from mijnklantportaal._shared_limit import SharedLimit

            self.shared_limit = SharedLimit(settings.rate_limiter, str(token))
        self.request = Request(
            self.operation.method,
            self.url,
            {
                **BASE_HEADERS,
                **prepared.headers,
                **settings.default_headers,
                **self.extra_headers,
                "authorization": f"Bearer {token}",
            },
            prepared.content,
            prepared.parts,
            self.timeout,
            settings.max_response_size,
            self.upload_progress,
        )

    def next_wait(self, slept: float = 0.0) -> float:
        """Return the seconds to wait for the rate limit, or 0 if the next attempt may be sent now.

        Args:
            slept: Seconds slept since this method first returned more than 0. With them, the wait also ends if a test
                has frozen the clock.

        Raises:
            APIError: The wait is longer than `max_wait` allows.
        """
        if not self.state.settings.throttle:
            return 0.0
        now = self.state.clock.monotonic()
        if self._limited_since is not None:
            now = max(now, self._limited_since + slept)
        if self.shared_limit is not None:
            return self._next_shared_wait(self.shared_limit, now)
        wait = self.state.limiter.acquire(now)
        if wait > 0:
            limit = self.state.limiter.limit
            self._start_waiting(wait, now, f"of {limit} per minute" if limit else "that the server asks for")
        elif self._limited_since is not None:
            self._end_waiting(now)
        return wait

    def _next_shared_wait(self, limit: "SharedLimit", now: float) -> float:
        # An attempt that starts now may last until its timeout, and counts for another minute after that.
        grant = limit.acquire(self.timeout.total + RATE_WINDOW)
        if grant.wait > 0:
            self._start_waiting(grant.wait, now, grant.reason)
            return grant.ask_after
        if self._limited_since is not None:
            self._end_waiting(now)
        return 0.0

    def _end_waiting(self, now: float) -> None:
        assert self._limited_since is not None
        self.waited += now - self._limited_since
        self._limited_since = None
        self.end_wait()

    def _start_waiting(self, wait: float, now: float, reason: str) -> None:
        """Record and log that the call waits for the rate limit, once for each attempt.

        Raises:
            APIError: The wait is longer than `max_wait` allows.
        """
        since = now if self._limited_since is None else self._limited_since
        waited = self.waited + now - since
        if waited + wait > self.max_wait:
            self.waited = waited
            raise self._unsent(wait, reason)
        if self._limited_since is None:
            self._limited_since = now
            self._log_wait(wait, f"for the rate limit {reason}")
        # Reported again, since the response to another call may have changed the end of the wait.
        if self.progress and abs(now + wait - self._shown_end) > 0.1:
            self._shown_end = now + wait
            self.progress.wait(wait)

    def end_wait(self) -> None:
        """Report that a wait has ended."""
        if self.progress:
            self.progress.go_on()

    def start_attempt(self) -> None:
        """Record that an attempt is about to be sent, and call the hook `on_request`."""
        self.outcome = None
        self._attempt_started = self.state.clock.monotonic()
        if hook := self.state.settings.on_request:
            run_hook(hook, RequestEvent(self.operation.id, self.info, self.attempt))

    def record_attempt(self) -> None:
        """Count the attempt for the rate limit, log it, and call the hook `on_response`, even after an interruption."""
        clock, settings = self.state.clock, self.state.settings
        now = clock.monotonic()
        if self.shared_limit is not None:
            self.shared_limit.release(self.outcome, clock.time())
        elif settings.throttle:
            self.state.limiter.release(self.outcome, now, clock.time())
        # A clock that a test has frozen can go backwards.
        seconds = max(now - self._attempt_started, 0.0)
        if logger.isEnabledFor(DEBUG):
            log_attempt(self.operation.method, self.prepared.path, self.attempt, self.outcome, seconds)
        if hook := settings.on_response:
            response, error = split_outcome(self.outcome)
            status, headers = (response.status_code, response.headers) if response else (None, {})
            run_hook(hook, ResponseEvent(self.operation.id, self.info, self.attempt, seconds, status, headers, error))

    def finish_attempt(self) -> float | None:
        """Return the seconds to wait before the next attempt, or `None` if the call has succeeded.

        Raises:
            APIError: The call has failed.
        """
        error = self._classify()
        if error is None:
            return None
        if isinstance(error, AuthenticationError) and not self._renewals:
            return self._start_renewal()
        self.refused_token = None
        clock = self.state.clock
        wait = retry_wait(self.operation.method, error, self.attempt, clock.time(), clock.jitter())
        if wait is None or self.attempt > self.max_retries + self._renewals or self.waited + wait > self.max_wait:
            raise self._failed(error)
        self._log_wait(wait, f"before a retry after {type(error).__name__}")
        if self.progress:
            self.progress.wait(wait, "rate limit" if isinstance(error, RateLimitError) else "retry")
        self.waited += wait
        self.attempt += 1
        return wait

    def _start_renewal(self) -> float:
        """Record that the call is sent again with another token. This is safe for a write: after a 401, nothing
        happened."""
        self._renewals += 1
        self.attempt += 1
        self.refused_token = token_digest(self.request.headers["authorization"].removeprefix("Bearer "))
        return 0.0

    def _refused(self) -> APIError:
        """Return the error of a call for which there is no other token."""
        self.attempt -= 1
        error = self._classify()
        assert error is not None
        return self._failed(error)

    @property
    def response(self) -> Response:
        """The response of a successful call."""
        assert isinstance(self.outcome, Response)
        return self.outcome

    def parse(self) -> T:
        """Return the result of a successful call.

        Raises:
            APIResponseValidationError: The body cannot be parsed, or deviates from the spec in strict mode.
        """
        response = self.response
        codec = self.operation.response_codec(response.status_code)
        if codec is None:
            return cast("T", None)
        try:
            return codec.parse_body(response.content, response.headers, self.report)
        except MalformedBodyError as error:
            raise self._failed(self._invalid_response(response, str(error))) from None

    def report(self, path: str, expected: str, got: object) -> None:
        """Report a deviation from the spec.

        Raises:
            APIResponseValidationError: The client is strict.
        """
        if self.state.settings.strict:
            reason = f"{path or 'the body'} should be {expected}, got {type_name(got)}"
            raise self._failed(self._invalid_response(self.response, reason))
        self.state.drift.report(self.operation.id, path, expected, got)

    def _classify(self) -> APIError | None:
        """Return the error of the last attempt, or `None` if the attempt succeeded."""
        response = self.outcome
        if not isinstance(response, Response):
            assert response is not None
            return response
        if not response.is_success:
            # Imported here, since most calls succeed.
            from mijnklantportaal._response_errors import status_error

            return status_error(self.operation, self.info, response, self.state.clock.time())
        if not response.truncated and not response.defect:
            return None
        if self.operation.response_codec(response.status_code) is None:
            # The spec describes no body, so a missing body is not an error.
            return None
        if response.truncated and is_read(self.operation.method):
            return response.truncated
        if response.truncated:
            # The status was received, so the write was carried out. The error must not suggest sending it again.
            reason = f"the response was truncated ({type(response.truncated).__name__})"
            error = self._invalid_response(response, reason)
            error.__cause__ = response.truncated
            return error
        return self._invalid_response(response, f"the body {response.defect}")

    def _invalid_response(self, response: Response, reason: str) -> APIResponseValidationError:
        from mijnklantportaal._response_errors import invalid_response

        return invalid_response(self.info, response, reason)

    def _unsent(self, wait: float, reason: str) -> APIError:
        """Return the error of a call whose `max_wait` ends before the rate limit allows the next attempt."""
        self.attempt -= 1
        # If there was an attempt before, it failed. But a refused token has been replaced since: reporting the refusal
        # would make the caller ask the user for consent again.
        if self.outcome is not None and self.refused_token is None and (error := self._classify()):
            return self._failed(error)
        limited = RateLimitError(
            f"not sent: the call would wait {self.waited + wait:.1f} s for the rate limit {reason}, longer than the"
            f" max_wait of {self.max_wait:g} s",
            request=self.info,
        )
        limited.retry_after = wait
        return self._failed(limited)

    def _subject(self) -> str:
        from mijnklantportaal._upload import file_names

        names = file_names(self.prepared.parts or ())
        if not names:
            return self.operation.subject
        return names[0] if len(names) == 1 else f"{len(names)} files"

    def _failed(self, error: APIError) -> APIError:
        """Add the attempts and waits to an error that the call raises."""
        error.attempts, error.waited = self.attempt, self.waited
        if self.operation.is_paginated:
            error.page = page_number(self.query)
        return error

    def _log_wait(self, seconds: float, reason: str) -> None:
        logger.info("%s %s: waiting %.1f s %s", self.operation.method, self.prepared.path, seconds, reason)

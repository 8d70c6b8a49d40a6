"""One call from its request to its result, written once for both clients.

A flow says what it needs next (a token, an attempt, a pause) and is given the outcome; it does no I/O and knows no
clock, so the shells around it are a few lines each, and tests can play any server.
"""

from collections.abc import Callable
from typing import Any, TypeVar

from attrs import evolve

from mijnklantportaal import _answers
from mijnklantportaal._defaults import LONGEST_PAUSE
from mijnklantportaal._drift import DriftReporter
from mijnklantportaal._http import Answer, Attempt, Authenticate, Flow, Moment, Pause, Token
from mijnklantportaal._logging import Trace
from mijnklantportaal._rate_limit import Pacer
from mijnklantportaal._retry import is_read, wait_before_retry
from mijnklantportaal._settings import ClientOptions, Settings, checked_headers, checked_retries, checked_token
from mijnklantportaal._version import __version__
from mijnklantportaal._wire.operation import Operation, Request
from mijnklantportaal._wire.ports import CallOptions, RawResponse
from mijnklantportaal.errors import APIConnectionError, APIError, RequestInfo
from mijnklantportaal.pagination import Contents, contents_of, number_of
from mijnklantportaal.types import Report

T = TypeVar("T")


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
        self._pacer = Pacer()

    def evolve(self, options: ClientOptions) -> "Exchange":
        """The same with some options changed. What was told of answers is told again only to somebody else.

        Raises:
            TypeError, ValueError: There is no such option, or it can't be right.
        """
        changed = Exchange(self.settings.evolve(options), self._moment)
        if changed.settings.on_drift is self.settings.on_drift:
            changed._drift = self._drift
        changed._pacer = self._pacer
        return changed

    def result(self, operation: Operation[T], request: Request, options: CallOptions) -> Flow[T]:
        """The flow of a call that gives what the answer says."""
        response = yield from self.raw(operation, request, options)
        return response.parse()

    def page(self, operation: Operation[Any], request: Request, options: CallOptions) -> Flow[Contents]:
        """The flow of a call that gives a page of a list.

        Raises:
            APIError: As for every call, with the number of the page.
        """
        try:
            response = yield from self.raw_page(operation, request, options)
            return response.parse()
        except APIError as error:
            error.page = number_of(request.query)
            raise

    def raw(self, operation: Operation[T], request: Request, options: CallOptions) -> Flow[RawResponse[T]]:
        """The flow of a call that gives the answer itself.

        Raises:
            APIError: No answer came, or one whose status is not 200 to 299.
            TypeError, ValueError: An option can't be right; nothing was sent.
        """
        return self._answered(operation, request, options, operation.read)

    def raw_page(
        self, operation: Operation[Any], request: Request, options: CallOptions
    ) -> Flow[RawResponse[Contents]]:
        """The flow of a call that gives the answer that holds a page of a list."""

        def read(content: bytes, report: Report) -> Contents:
            return contents_of(operation.read(content, report), request.query, report)

        return self._answered(operation, request, options, read)

    def _answered(
        self,
        operation: Operation[Any],
        request: Request,
        options: CallOptions,
        reader: Callable[[bytes, Report], T],
    ) -> Flow[RawResponse[T]]:
        retries = self.settings.max_retries if options.max_retries is None else checked_retries(options.max_retries)
        attempt = self._attempt(operation, request, options)
        trace = Trace(request, attempt.info, self.settings.on_request, self.settings.on_response)
        token: Token = yield Authenticate()
        # In one expression, so that no variable holds the token where a report of an error shows variables.
        attempt = evolve(attempt, headers={**attempt.headers, "authorization": f"Bearer {checked_token(token.value)}"})
        waited = 0.0
        number = 1
        while True:
            waited += yield from self._turn(trace)
            outcome = yield from self._once(attempt, trace, number)
            verdict = self._verdict(operation, attempt, outcome)
            if isinstance(verdict, Answer):
                return self._raw_response(operation, trace.info, verdict, reader, number, waited)
            failure: APIError = verdict
            failure.attempts, failure.waited = number, waited
            moment = self._moment()
            wait = wait_before_retry(attempt.method, failure, number, moment.now, moment.chance)
            if wait is None or number > retries:
                raise failure
            trace.waiting(wait, f"before another attempt, after {type(failure).__name__}")
            yield Pause(wait)
            waited += wait
            number += 1

    def _attempt(self, operation: Operation[Any], request: Request, options: CallOptions) -> Attempt:
        headers = {
            "accept": "application/json",
            # No more than what can be taken apart piece by piece, see `max_response_size`.
            "accept-encoding": "gzip",
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
            max_response_size=self.settings.max_response_size,
        )

    def _turn(self, trace: Trace) -> Flow[float]:
        """Wait until the portal's limit allows the next attempt, and say how long that was, in seconds."""
        if not self.settings.pace:
            return 0.0
        start = clock = self._moment().clock
        while (wait := self._pacer.wait(clock)) > 0:
            if clock == start:
                trace.waiting(wait, f"for its turn: {self._pacer.limit} calls a minute are allowed")
            pause = min(wait, LONGEST_PAUSE)
            yield Pause(pause)
            # Where somebody's tests have taken the length out of pauses, they end all the same.
            clock = max(clock + pause, self._moment().clock)
        return clock - start

    def _once(self, attempt: Attempt, trace: Trace, number: int) -> Flow[Answer | APIConnectionError]:
        """One attempt, of which the pacer, the log and the hooks are told however it ends: also when interrupted."""
        start = self._moment().clock
        outcome: Answer | APIConnectionError | None = None
        try:
            trace.sending(number)
            answer: Answer = yield attempt
            outcome = answer
            return answer
        except APIConnectionError as error:
            outcome = error
            return error
        finally:
            moment = self._moment()
            if self.settings.pace:
                self._pacer.arrived(outcome, moment)
            trace.ended(number, outcome, moment.clock - start)

    def _verdict(
        self, operation: Operation[Any], attempt: Attempt, outcome: Answer | APIConnectionError
    ) -> Answer | APIError:
        """The answer, if it can be given to the caller, else what is wrong."""
        if not isinstance(outcome, Answer):
            return outcome
        if not _answers.is_success(outcome):
            return _answers.status_error(outcome, attempt.info, self._moment().now)
        if operation.answer is None:
            # Nothing was promised, so nothing is missing.
            return outcome
        if outcome.lost and is_read(attempt.method):
            return outcome.lost
        if outcome.lost:
            # The status has come, so what was asked for is done: nobody must take this for a call to be repeated.
            failure = _answers.unreadable(
                outcome, attempt.info, f"its answer broke off ({type(outcome.lost).__name__})"
            )
            failure.__cause__ = outcome.lost
            return failure
        if outcome.defect:
            return _answers.unreadable(outcome, attempt.info, f"the body {outcome.defect}")
        return outcome

    def _raw_response(
        self,
        operation: Operation[Any],
        info: RequestInfo,
        answer: Answer,
        reader: Callable[[bytes, Report], T],
        attempts: int,
        waited: float,
    ) -> RawResponse[T]:
        def parse() -> T:
            report = _answers.refuse if self.settings.strict else self._drift.for_operation(operation.id)
            try:
                return _answers.read(answer, info, report, reader)
            except APIError as error:
                error.attempts, error.waited = attempts, waited
                raise

        return RawResponse(answer.status_code, answer.headers, answer.content, parse)

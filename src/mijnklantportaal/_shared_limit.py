"""Uses a rate limiter that several processes share. Only clients with such a rate limiter import this module."""

from hashlib import sha256

from mijnklantportaal._defaults import MAX_RETRY_AFTER
from mijnklantportaal._http import Response
from mijnklantportaal._rate_limit import integer_header
from mijnklantportaal._retry import retry_after
from mijnklantportaal.errors import APIConnectionError
from mijnklantportaal.limits._protocol import Grant, Outcome, RateLimiter


class SharedLimit:
    """The shared rate limit for the token of a call.

    Args:
        limiter: The rate limiter of the client.
        token: The token.
    """

    def __init__(self, limiter: RateLimiter, token: str) -> None:
        self._limiter = limiter
        # Others may read the storage of the rate limiter, so this digest differs from the one used elsewhere.
        self._key = sha256(b"mijnklantportaal rate limit:" + token.encode()).hexdigest()[:32]
        self._grant: Grant | None = None

    def acquire(self, lease: float) -> Grant:
        """Return whether the next attempt may be sent now. This blocks.

        Args:
            lease: Seconds after which an attempt counts as ended if it was not released.
        """
        grant = self._limiter.acquire(self._key, lease)
        if grant.wait <= 0:
            self._grant = grant
        return grant

    def release(self, outcome: Response | APIConnectionError | None, time: float) -> None:
        """Count the attempt.

        Args:
            outcome: The response, the error, or `None` if the attempt was interrupted.
            time: The time in seconds since 1970.
        """
        self._release(_shown_by(outcome, time))

    def give_up(self) -> None:
        """Release the grant of an attempt that is not sent."""
        self._release(Outcome(is_counted=False))

    def _release(self, outcome: Outcome) -> None:
        grant, self._grant = self._grant, None
        if grant is not None:
            self._limiter.release(self._key, grant, outcome)


def _shown_by(outcome: Response | APIConnectionError | None, time: float) -> Outcome:
    """Return what the outcome of an attempt shows about the rate limit."""
    if not isinstance(outcome, Response):
        return Outcome(is_counted=outcome is None or outcome.sent)
    headers = outcome.headers
    limit = integer_header(headers, "x-ratelimit-limit") or 0
    if outcome.status_code != 429:
        return Outcome(True, limit, integer_header(headers, "x-ratelimit-remaining"))
    wait = retry_after(headers, time)
    return Outcome(False, limit, None, wait if wait is not None and wait <= MAX_RETRY_AFTER else 0.0)

"""Whether and when a failed attempt is retried. Pure functions: time and jitter are arguments."""

from collections.abc import Mapping
from datetime import UTC
from email.utils import parsedate_to_datetime
from math import isfinite

from mijnklantportaal._defaults import FIRST_BACKOFF, MAX_BACKOFF, MAX_RETRY_AFTER
from mijnklantportaal.errors import APIConnectionError, APIError, APIStatusError

# Methods that change nothing (RFC 9110, section 9.2.1). DELETE is idempotent, but not included: if the first DELETE was
# carried out, the portal responds to the second that the appointment is already canceled, or the link already closed.
_SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
_TRANSIENT = frozenset({408, 429, 500, 502, 503, 504})


def is_read(method: str) -> bool:
    """Return whether the method changes nothing, so that a request can be retried after any failure."""
    return method in _SAFE_METHODS


def is_transient(status_code: int) -> bool:
    """Return whether a read may succeed later."""
    return status_code in _TRANSIENT


def retry_wait(method: str, error: APIError, attempt: int, now: float, jitter: float) -> float | None:
    """Return the seconds to wait before a retry, or `None` if the request must not be sent again.

    Reads are retried after 408, 429, 500, 502, 503, 504 and connection errors. A write is retried only if nothing can
    have happened: after 429, and if the request was not sent. The wait doubles from attempt to attempt. If the server
    asks for a longer wait, that counts, up to a minute; beyond that, the call fails.

    Args:
        method: The HTTP method.
        error: The error of the attempt.
        attempt: The number of attempts so far, from 1.
        now: The time in seconds since 1970.
        jitter: A number from 0 to 1, so that many clients do not retry at the same time.
    """
    # Ten doublings exceed the longest backoff; a thousand would exceed the range of a float.
    doublings = min(attempt - 1, 10)
    backoff = min(FIRST_BACKOFF * 2.0**doublings, MAX_BACKOFF) * (1 - 0.25 * jitter)
    if isinstance(error, APIStatusError):
        if not is_transient(error.status_code) or (not is_read(method) and error.status_code != 429):
            return None
        requested = retry_after(error.headers, now)
        if requested is not None and requested > MAX_RETRY_AFTER:
            return None
        # Laravel rounds the wait down to whole seconds, so it may be 0 while the limit still applies.
        return max(requested or 0.0, backoff)
    if not isinstance(error, APIConnectionError) or (error.sent and not is_read(method)):
        return None
    return backoff


def retry_after(headers: Mapping[str, str], now: float) -> float | None:
    """Return the seconds that a server asks the client to wait; `None` if no header states them, or it is malformed.

    The first valid header counts: `Retry-After-Ms`, which some proxies send; `Retry-After`, in seconds or as a date
    (RFC 9110, section 10.2.3); `X-RateLimit-Reset`, a UNIX time (guide, rate limiting).

    Args:
        headers: The headers of the response.
        now: The time, as seconds since 1970. The header `Date` takes precedence: the server's times are those of its
            own clock, and the local clock may be wrong, or frozen by a test.
    """
    server_time = _timestamp(headers.get("date", ""))
    now = now if server_time is None else server_time
    after = headers.get("retry-after", "")
    milliseconds = _number(headers.get("retry-after-ms", ""))
    reset = _number(headers.get("x-ratelimit-reset", ""))
    waits = (
        None if milliseconds is None else milliseconds / 1000,
        _number(after),
        None if (time := _timestamp(after)) is None else max(time - now, 0.0),
        None if reset is None else max(reset - now, 0.0),
    )
    return next((seconds for seconds in waits if seconds is not None and seconds >= 0), None)


def _number(text: str) -> float | None:
    try:
        value = float(text)
    except ValueError:
        return None
    return value if isfinite(value) else None


def _timestamp(date: str) -> float | None:
    try:
        time = parsedate_to_datetime(date)
    except (ValueError, OverflowError):
        # Also if the header is missing.
        return None
    return (time.replace(tzinfo=UTC) if time.tzinfo is None else time).timestamp()

"""Whether and when a failed attempt is retried. Pure functions: time and jitter are arguments."""

from collections.abc import Mapping
from datetime import UTC
from email.utils import parsedate_to_datetime
from math import isfinite

from mijnklantportaal._defaults import FIRST_BACKOFF, MAX_BACKOFF, MAX_RETRY_AFTER
from mijnklantportaal.errors import APIConnectionError, APIError, APIStatusError

# Methods that change nothing (RFC 9110, section 9.2.1). DELETE is idempotent, and yet not one of them: a second DELETE
# meets what the first one did, and the portal responds that the appointment is canceled, or the link closed, already.
_SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
_TRANSIENT = frozenset({408, 429, 500, 502, 503, 504})


def is_read(method: str) -> bool:
    """Whether the method changes nothing, so that it may be retried whatever has happened."""
    return method in _SAFE_METHODS


def is_transient(status_code: int) -> bool:
    """Whether a read may succeed later."""
    return status_code in _TRANSIENT


def retry_wait(method: str, error: APIError, attempt: int, now: float, jitter: float) -> float | None:
    """Return the seconds to wait before a retry, or `None` when the request must not be sent again.

    Reads are retried after 408, 429, 500, 502, 503, 504 and connection errors. A write is retried only when nothing can
    have happened: after 429, and when the request was not sent. The wait doubles from attempt to attempt; a longer one
    that the server asks for is obeyed up to a minute, and beyond that the call fails.

    Args:
        method: The HTTP method.
        error: What the attempt failed with.
        attempt: How many attempts were made, from 1.
        now: The time, as seconds since 1970.
        jitter: A number from 0 to 1, so that many clients do not retry at the same time.
    """
    # Ten doublings are beyond the largest backoff; a thousand would be beyond a float.
    doublings = min(attempt - 1, 10)
    backoff = min(FIRST_BACKOFF * 2.0**doublings, MAX_BACKOFF) * (1 - 0.25 * jitter)
    if isinstance(error, APIStatusError):
        if not is_transient(error.status_code) or (not is_read(method) and error.status_code != 429):
            return None
        requested = retry_after(error.headers, now)
        if requested is not None and requested > MAX_RETRY_AFTER:
            return None
        # Laravel rounds the wait down to whole seconds, so that it may be 0 while the limit still holds.
        return max(requested or 0.0, backoff)
    if not isinstance(error, APIConnectionError) or (error.sent and not is_read(method)):
        return None
    return backoff


def retry_after(headers: Mapping[str, str], now: float) -> float | None:
    """Return the seconds that a server asks to wait, or `None` when it does not, or its header is malformed.

    They are in `Retry-After-Ms`, which some proxies send, in `Retry-After`, as seconds or as a date (RFC 9110, section
    10.2.3), or in `X-RateLimit-Reset`, a UNIX time (guide, rate limiting): the first of them that is valid counts.

    Args:
        headers: The headers of the response.
        now: The time, as seconds since 1970. The header `Date` takes precedence: the server's times are those of its
            own clock, and that of this machine may be wrong, or frozen by a test.
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
        # Also where the header is missing.
        return None
    return (time.replace(tzinfo=UTC) if time.tzinfo is None else time).timestamp()

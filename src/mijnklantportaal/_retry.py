"""Whether and when a failed call is sent again. Plain decisions, without I/O, a clock or chance of their own."""

from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from math import isfinite

from mijnklantportaal._defaults import FIRST_BACKOFF, LONGEST_BACKOFF, LONGEST_REQUESTED_WAIT
from mijnklantportaal.errors import APIConnectionError, APIError, APIStatusError

# Methods that change nothing (RFC 9110, section 9.2.1). DELETE is idempotent, and yet no such method: a second one
# meets what the first one did, and the portal answers that the appointment is canceled, or the link closed, already.
_READS = frozenset({"GET", "HEAD", "OPTIONS"})
_TRANSIENT = frozenset({408, 429, 500, 502, 503, 504})


def is_read(method: str) -> bool:
    """Whether the method changes nothing, so that it may be repeated whatever has happened."""
    return method in _READS


def wait_before_retry(method: str, failure: APIError, attempt: int, now: float, chance: float) -> float | None:
    """Seconds to wait before the request is sent again; `None` when it must not be.

    Reads are sent again after 408, 429, 500, 502, 503, 504 and broken connections. What changes something is sent again
    only when it can't have happened: after 429, and when the request never left. The wait doubles from attempt to
    attempt; a longer one that the server asks for is obeyed up to a minute, and ends the call beyond that.

    Args:
        method: The HTTP method.
        failure: What happened.
        attempt: How many attempts were made, from 1.
        now: The time, as seconds since 1970.
        chance: A number from 0 to 1, so that many clients do not come back at the same moment.
    """
    # Ten doublings are beyond the longest backoff; a thousand would be beyond a float.
    doublings = min(attempt - 1, 10)
    backoff = min(FIRST_BACKOFF * 2.0**doublings, LONGEST_BACKOFF) * (1 - 0.25 * chance)
    if isinstance(failure, APIStatusError):
        if failure.status_code not in _TRANSIENT or (method not in _READS and failure.status_code != 429):
            return None
        requested = requested_wait(failure.headers, now)
        if requested is not None and requested > LONGEST_REQUESTED_WAIT:
            return None
        # Laravel cuts the wait that it asks for to whole seconds, so that it may be none while the limit still holds.
        return max(requested or 0.0, backoff)
    if not isinstance(failure, APIConnectionError) or (method not in _READS and failure.sent):
        return None
    return backoff


def requested_wait(headers: Mapping[str, str], now: float) -> float | None:
    """Seconds that a server asks to wait; `None` when it does not say, or nothing that makes sense.

    Read from `Retry-After-Ms`, which some proxies send, from `Retry-After`, as seconds or as a date (RFC 9110, section
    10.2.3), and from `X-RateLimit-Reset`, a UNIX time (guide, rate limiting): the first of them that can be read.
    """
    after = headers.get("retry-after", "")
    milliseconds = _number(headers.get("retry-after-ms", ""))
    reset = _number(headers.get("x-ratelimit-reset", ""))
    said = (
        None if milliseconds is None else milliseconds / 1000,
        _number(after),
        _seconds_until(after, now),
        None if reset is None else max(reset - now, 0.0),
    )
    return next((seconds for seconds in said if seconds is not None and seconds >= 0), None)


def _number(text: str) -> float | None:
    try:
        value = float(text)
    except ValueError:
        return None
    return value if isfinite(value) else None


def _seconds_until(date: str, now: float) -> float | None:
    try:
        moment = parsedate_to_datetime(date)
    except (ValueError, OverflowError):
        # Also where there is none.
        return None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    return max((moment - datetime.fromtimestamp(now, UTC)).total_seconds(), 0.0)

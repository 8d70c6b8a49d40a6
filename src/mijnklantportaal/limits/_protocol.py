"""The protocol of rate limiters for several processes."""

from typing import Protocol

from attrs import frozen


@frozen
class Grant:
    """The response of a rate limiter to a call that wants to send an attempt.

    Args:
        wait: Estimated seconds until the attempt may be sent, for logs and for the option `max_wait`; 0 if the attempt
            may be sent now.
        ask_after: Seconds after which the call asks again, at most `wait`, since another process may free a slot
            earlier.
        reason: Why the call waits, such as `of 60 per minute`. Logs and errors add it to "for the rate limit".
        id: An ID for the attempt if it may be sent now; empty if it must wait.
    """

    wait: float
    ask_after: float
    reason: str
    id: str


@frozen
class Outcome:
    """The information about the rate limit that an attempt received.

    Args:
        is_counted: Whether the portal may have counted the attempt.
        limit: The value of `X-RateLimit-Limit`; 0 if the response lacks it, `None` if there is no response.
        remaining: The value of `X-RateLimit-Remaining`; `None` if there is none.
        retry_after: Seconds for which no call may be sent, after a 429; otherwise 0.
    """

    is_counted: bool
    limit: int | None = None
    remaining: int | None = None
    retry_after: float = 0.0


class RateLimiter(Protocol):
    """Enforces the rate limit of tokens for several clients. The methods must be thread-safe.

    An asynchronous client calls `acquire` in a thread, and `release` in its event loop. `acquire` may block, but only
    briefly.
    """

    def acquire(self, key: str, lease: float) -> Grant:
        """Return whether an attempt may be sent now.

        Args:
            key: A digest of the token.
            lease: Seconds after which an attempt that was not released is treated as ended, because its process was
                killed.
        """
        ...

    def release(self, key: str, grant: Grant, outcome: Outcome) -> None:
        """Count an attempt that was sent, or free its slot. This method must not block."""
        ...

"""What a rate limiter for several processes does."""

from typing import Protocol

from attrs import frozen


@frozen
class Grant:
    """What a rate limiter returns to a call that wants to send an attempt.

    Args:
        wait: Seconds until the attempt may be sent, as far as known: for logs, and for the option `max_wait`. 0 when it
            may be sent now.
        ask_after: Seconds after which the call asks again, at most `wait`: another process may free a place earlier.
        reason: Why it waits, behind "for the rate limit" in logs and errors, such as `of 60 per minute`.
        id: What identifies the attempt that may be sent now; empty for one that waits.
    """

    wait: float
    ask_after: float
    reason: str
    id: str


@frozen
class Outcome:
    """What an attempt has shown of the rate limit.

    Args:
        is_counted: Whether the portal may have counted the attempt.
        limit: What `X-RateLimit-Limit` states; 0 for a response without it, `None` if there is no response.
        remaining: What `X-RateLimit-Remaining` states.
        retry_after: Seconds for which no call may be sent, after a 429.
    """

    is_counted: bool
    limit: int | None = None
    remaining: int | None = None
    retry_after: float = 0.0


class RateLimiter(Protocol):
    """Keeps the rate limit of tokens for several clients. Threads call it at the same time.

    The methods may block, but not for long. An asynchronous client calls `acquire` in a thread, and `release` in its
    event loop.
    """

    def acquire(self, key: str, lease: float) -> Grant:
        """Return whether an attempt may be sent now.

        Args:
            key: What stands for the token, a digest of it.
            lease: Seconds after which an attempt that was not released has ended: its process was killed.
        """
        ...

    def release(self, key: str, grant: Grant, outcome: Outcome) -> None:
        """Count an attempt that was sent, or free its place. It must not block."""
        ...

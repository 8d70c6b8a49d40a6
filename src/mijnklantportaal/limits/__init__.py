"""Rate limiters that processes and machines share, for the option `rate_limiter` of a client."""

from mijnklantportaal.limits._protocol import Grant, Outcome, RateLimiter
from mijnklantportaal.limits._redis import RedisRateLimiter

__all__ = ["Grant", "Outcome", "RateLimiter", "RedisRateLimiter"]

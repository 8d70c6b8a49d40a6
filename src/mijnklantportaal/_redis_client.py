"""Connections to Redis, for the rate limiter and the token store."""

from typing import Any, Protocol

from mijnklantportaal._defaults import REDIS_TIMEOUT
from mijnklantportaal.errors import ConfigurationError


class RedisClient(Protocol):
    """A blocking client of redis-py: `redis.Redis`, or `redis.RedisCluster`."""

    # This protocol has one method only, since the annotations of redis-py differ between versions and classes.
    def script_load(self, script: Any, /) -> Any:
        """Load a script into the script cache of Redis."""
        ...


def redis_client(url_or_client: object) -> Any:
    """Return a client for a URL, or the given client. The caller hides its arguments, since a URL may have a password.

    Raises:
        ConfigurationError: redis-py is not installed, or the URL is not valid.
        TypeError: The argument is neither a URL nor a blocking client.
    """
    try:
        from redis import Redis, RedisCluster
        from redis.backoff import NoBackoff
        from redis.exceptions import ConnectionError as RedisConnectionError
        from redis.retry import Retry
    except ModuleNotFoundError as error:
        raise ConfigurationError(f"Redis needs {error.name}: pip install 'mijnklantportaal[fleet]'") from None
    if isinstance(url_or_client, Redis | RedisCluster):
        return url_or_client
    if not isinstance(url_or_client, str):
        kind = type(url_or_client)
        raise TypeError(f"Redis must be a URL or a blocking client of redis-py, not {kind.__module__}.{kind.__name__}")
    try:
        return Redis.from_url(
            url_or_client,
            socket_timeout=REDIS_TIMEOUT,
            socket_connect_timeout=REDIS_TIMEOUT,
            # One retry if Redis has closed the connection, and none after a timeout. By default, newer versions of
            # redis-py retry for several seconds in both cases.
            retry=Retry(NoBackoff(), 1, supported_errors=(RedisConnectionError,)),
        )
    except ValueError:
        # The error of redis-py may show a part of the URL, including the password.
        raise ConfigurationError(
            "the URL of Redis is not valid: it must look like redis://host:6379/0, rediss://host:6379/0 or unix://path"
        ) from None

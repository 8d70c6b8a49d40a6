"""The options of a client, which are checked once when it is created."""

import os
from collections.abc import Callable, Mapping
from datetime import tzinfo
from inspect import iscoroutinefunction
from math import inf
from types import MappingProxyType
from typing import TypedDict, TypeVar
from urllib.parse import urlsplit

from mijnklantportaal import _hints
from mijnklantportaal._defaults import (
    API_KEY_VARIABLE,
    BASE_URL_VARIABLE,
    CONNECT_SHARE,
    CONNECT_TIMEOUT,
    FILE_TIMEOUT,
    MAX_RESPONSE_SIZE,
    MAX_RETRIES,
    MAX_TIMEOUT,
    TIMEOUT,
)
from mijnklantportaal._drift import SpecDrift
from mijnklantportaal._headers import checked_headers
from mijnklantportaal._http import Timeout
from mijnklantportaal._logging import RequestEvent, RequestHook, ResponseEvent, ResponseHook
from mijnklantportaal.errors import ConfigurationError
from mijnklantportaal_api import SERVER

HookT = TypeVar("HookT", bound=Callable[..., object] | None)


class ClientOptions(TypedDict, total=False):
    """The options of a client: keyword arguments of its constructor and of `with_options`."""

    timeout: float | None
    """Seconds for an attempt, from connecting (at most 5) to the last byte of the response. The default is 30, or 120
    for a call that sends files."""
    max_retries: int
    """How many times a call is retried after a failure that allows it; by default 2. A write is retried only if nothing
    can have happened."""
    max_wait: float | None
    """The most seconds that a call may wait in total, for the rate limit and before retries; by default there is no
    limit. A call that would wait longer raises at once: the error of its last attempt, or a `RateLimitError` if there
    was none. In a web worker, set it to the time that a visitor would wait. With 0, calls never wait."""
    throttle: bool
    """Whether calls wait to keep the portal's rate limit: 60 a minute, unless its responses state another; by default
    `True`."""
    rate_limiter: "_hints.RateLimiter | None"
    """A rate limiter for several processes, such as a `mijnklantportaal.limits.RedisRateLimiter`; by default, each
    client has its own. It counts the calls of each token separately. It is not used if `throttle` is `False`."""
    max_response_size: int
    """The largest response body in bytes, decompressed; by default 32 MiB. A larger body is not read to its end."""
    default_headers: Mapping[str, str]
    """Headers for every call. They take precedence over those of the client, such as `User-Agent`."""
    time_zone: tzinfo | None
    """The time zone of times that the portal takes without one; by default Europe/Amsterdam."""
    on_drift: Callable[[SpecDrift], None] | None
    """Called with a `SpecDrift`, once for each place at which responses deviate from the spec."""
    strict: bool
    """Whether such a deviation raises an `APIResponseValidationError`; by default `False`."""
    on_request: Callable[[RequestEvent], None] | None
    """Called with a `RequestEvent` before each attempt is sent. An exception that it raises is logged and has no other
    effect."""
    on_response: Callable[[ResponseEvent], None] | None
    """Called with a `ResponseEvent` after each attempt, however it ended. Exceptions are logged, as for
    `on_request`."""


class Settings:
    """The options of a client, without its token and its connections. `ClientOptions` describes them."""

    def __init__(
        self,
        *,
        base_url: str,
        timeout: float | None = None,
        max_retries: int = MAX_RETRIES,
        max_wait: float | None = None,
        throttle: bool = True,
        rate_limiter: "_hints.RateLimiter | None" = None,
        max_response_size: int = MAX_RESPONSE_SIZE,
        default_headers: Mapping[str, str] = MappingProxyType({}),
        time_zone: tzinfo | None = None,
        on_drift: Callable[[SpecDrift], None] | None = None,
        strict: bool = False,
        on_request: RequestHook | None = None,
        on_response: ResponseHook | None = None,
    ) -> None:
        if not isinstance(time_zone, tzinfo | None):
            raise TypeError(f"time_zone must be a datetime.tzinfo, not {type(time_zone).__name__}")
        self.base_url = base_url
        self.timeout = None if timeout is None else checked_timeout(timeout)
        self.max_retries = checked_max_retries(max_retries)
        self.max_wait = inf if max_wait is None else checked_max_wait(max_wait)
        self.throttle = _checked_bool("throttle", throttle)
        self.rate_limiter = rate_limiter
        for method in ("acquire", "release") if rate_limiter is not None else ():
            if not callable(getattr(rate_limiter, method, None)):
                raise TypeError(f"rate_limiter must have a method {method}(), as RedisRateLimiter does")
        self.max_response_size = _checked_int("max_response_size", max_response_size)
        if max_response_size < 1:
            raise ValueError(f"max_response_size must be at least 1 byte, not {max_response_size}")
        self.default_headers = checked_headers("default_headers", default_headers)
        self.time_zone = time_zone
        self.on_drift = _checked_hook("on_drift", on_drift)
        self.strict = _checked_bool("strict", strict)
        self.on_request = _checked_hook("on_request", on_request)
        self.on_response = _checked_hook("on_response", on_response)

    def evolve(self, options: ClientOptions) -> "Settings":
        """Return a copy with changed options.

        Raises:
            TypeError: An option does not exist, or has a wrong type.
            ValueError: An option is not valid.
        """
        known = ClientOptions.__annotations__
        for name in options:
            if name not in known:
                raise TypeError(f"{name!r} is not an option; the options are {', '.join(known)}")
        return Settings(**{**vars(self), **options})

    def timeout_for(self, timeout: float | None, sends_files: bool) -> Timeout:
        """Return the timeouts of a call: those of its options, else of the client, else the default for what it
        sends."""
        if timeout is not None:
            total = checked_timeout(timeout)
        elif self.timeout is not None:
            total = self.timeout
        else:
            total = FILE_TIMEOUT if sends_files else TIMEOUT
        before_sending = total * CONNECT_SHARE
        return Timeout(total, before_sending, min(before_sending, CONNECT_TIMEOUT))


def checked_timeout(timeout: float) -> float:
    """Return the timeout, in seconds.

    Raises:
        TypeError: It is not a number.
        ValueError: It is not above 0, or it is longer than a day.
    """
    if isinstance(timeout, bool) or not isinstance(timeout, int | float):
        raise TypeError(f"timeout must be a number of seconds, not {type(timeout).__name__}")
    if not 0 < timeout <= MAX_TIMEOUT:
        raise ValueError(f"timeout must be above 0 and at most {MAX_TIMEOUT:.0f} seconds, not {timeout}")
    return float(timeout)


def checked_max_retries(max_retries: int) -> int:
    """Return the number of retries.

    Raises:
        TypeError: It is not an integer.
        ValueError: It is negative.
    """
    if _checked_int("max_retries", max_retries) < 0:
        raise ValueError(f"max_retries must be 0 or more, not {max_retries}")
    return max_retries


def checked_max_wait(max_wait: float) -> float:
    """Return the longest total wait of a call, in seconds. `math.inf` stands for no limit.

    Raises:
        TypeError: It is not a number.
        ValueError: It is negative or NaN.
    """
    if isinstance(max_wait, bool) or not isinstance(max_wait, int | float):
        raise TypeError(f"max_wait must be a number of seconds, not {type(max_wait).__name__}")
    if not max_wait >= 0:
        raise ValueError(f"max_wait must be 0 or more seconds, not {max_wait}")
    return max_wait


def _checked_bool(name: str, value: bool) -> bool:
    if not isinstance(value, bool):
        raise TypeError(f"{name} must be bool, not {type(value).__name__}")
    return value


def _checked_hook(name: str, hook: HookT) -> HookT:
    if hook is not None and not callable(hook):
        raise TypeError(f"{name} must be callable, not {type(hook).__name__}")
    if iscoroutinefunction(hook):
        raise TypeError(f"{name} must be a plain function, not a coroutine function: its result is not awaited")
    return hook


def _checked_int(name: str, number: int) -> int:
    if isinstance(number, bool) or not isinstance(number, int):
        raise TypeError(f"{name} must be int, not {type(number).__name__}")
    return number


def resolved_base_url(base_url: str | None) -> str:
    """Return the base URL of the API: the argument, else that of the environment, else that of the spec.

    Raises:
        ConfigurationError: It is not a valid URL, or contains more than a server and a path.
    """
    return checked_server_url(base_url if base_url is not None else os.environ.get(BASE_URL_VARIABLE) or SERVER, SERVER)


def checked_server_url(url: str, example: str) -> str:
    """Return the URL of a server without a trailing slash. Errors refer to it as `base_url`.

    Raises:
        ConfigurationError: It is not a valid URL, or contains more than a server and a path.
    """
    refusal = ConfigurationError(f"base_url must be a URL such as {example}")
    # urlsplit() drops unprintable characters, so it would check another URL than the one that is used.
    if not isinstance(url, str) or not url.isprintable() or " " in url:
        raise refusal
    try:
        parts = urlsplit(url)
        port = parts.port
        (parts.hostname or "").encode("idna")
    except ValueError:
        raise refusal from None
    if parts.scheme not in ("http", "https") or not parts.hostname or port == 0:
        raise refusal
    if parts.username is not None or parts.password is not None or "?" in url or "#" in url:
        raise ConfigurationError("base_url must contain only a server and a path: no user, password, query or fragment")
    return url.rstrip("/")


def api_key_from_environment() -> str:
    """Return the API key from the environment.

    Raises:
        ConfigurationError: The variable is not set.
    """
    key = os.environ.get(API_KEY_VARIABLE)
    if not key:
        raise ConfigurationError(f"no API key: set {API_KEY_VARIABLE}, or pass api_key= or auth= to the client")
    return key.strip()

"""How a client behaves, checked once when it is made."""

import os
import re
from collections.abc import Callable, Mapping
from datetime import tzinfo
from inspect import iscoroutinefunction
from typing import TypedDict
from urllib.parse import urlsplit

import attrs
from attrs import field, frozen

from mijnklantportaal._defaults import (
    API_KEY_VARIABLE,
    BASE_URL_VARIABLE,
    CONNECT_TIMEOUT,
    FILE_TIMEOUT,
    LONGEST_TIMEOUT,
    MAX_RESPONSE_SIZE,
    MAX_RETRIES,
    SHARE_BEFORE_SENDING,
    TIMEOUT,
)
from mijnklantportaal._drift import SpecDrift
from mijnklantportaal._http import Timeout
from mijnklantportaal._logging import RequestEvent, RequestHook, ResponseEvent, ResponseHook
from mijnklantportaal._wire.operation import header_value
from mijnklantportaal.errors import ConfigurationError
from mijnklantportaal_api import SERVER

_HEADER_NAME = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+")  # RFC 9110, section 5.1
_OWN_HEADERS = frozenset({"authorization", "connection", "content-length", "content-type", "host", "transfer-encoding"})


class ClientOptions(TypedDict, total=False):
    """How a client behaves: keywords of its constructor and of `with_options`."""

    timeout: float | None
    """Seconds that an attempt may take, from connecting (5 at most) to the last byte of the answer; by default 30, and
    120 where files are sent."""
    max_retries: int
    """Repetitions of a call after a failure that allows one, 2 by default. What changes something is repeated only
    when it can't have happened."""
    pace: bool
    """Whether calls wait so that the portal's limit, 60 a minute by default, is kept rather than run into, as the
    portal tells it with each answer. By default they do."""
    max_response_size: int
    """Bytes that an answer may have, decompressed; 32 MiB by default. A larger one is not read to its end."""
    default_headers: Mapping[str, str]
    """Headers for every call, beside those of the client."""
    time_zone: tzinfo | None
    """The portal's zone, for times that it takes without one; by default Europe/Amsterdam."""
    on_drift: Callable[[SpecDrift], None] | None
    """Called once for each place at which answers differ from the document."""
    strict: bool
    """Whether such a difference is an `APIResponseValidationError` instead; by default it is not."""
    on_request: Callable[[RequestEvent], None] | None
    """Called before each attempt is sent, for tracing. What it raises is logged, and changes nothing."""
    on_response: Callable[[ResponseEvent], None] | None
    """Called after each attempt, however it ended, in the same way."""


def _checked_default_headers(headers: Mapping[str, str]) -> dict[str, str]:
    return checked_headers("default_headers", headers)


@frozen(kw_only=True)
class Settings:
    """All that a client can be told, beside its token and its connections."""

    base_url: str
    timeout: float | None = None
    max_retries: int = MAX_RETRIES
    pace: bool = True
    max_response_size: int = MAX_RESPONSE_SIZE
    default_headers: Mapping[str, str] = field(factory=dict, repr=False, converter=_checked_default_headers)
    time_zone: tzinfo | None = None
    on_drift: Callable[[SpecDrift], None] | None = None
    strict: bool = False
    on_request: RequestHook | None = None
    on_response: ResponseHook | None = None

    def __attrs_post_init__(self) -> None:
        if self.timeout is not None:
            checked_timeout(self.timeout)
        checked_retries(self.max_retries)
        if _checked_whole("max_response_size", self.max_response_size) < 1:
            raise ValueError(f"max_response_size must be at least 1 byte, not {self.max_response_size}")
        if not isinstance(self.time_zone, tzinfo | None):
            raise TypeError(f"time_zone must be a datetime.tzinfo, not {type(self.time_zone).__name__}")
        for name in ("pace", "strict"):
            if not isinstance(getattr(self, name), bool):
                raise TypeError(f"{name} must be bool, not {type(getattr(self, name)).__name__}")
        for name in ("on_drift", "on_request", "on_response"):
            hook = getattr(self, name)
            if hook is not None and not callable(hook):
                raise TypeError(f"{name} must be callable, not {type(hook).__name__}")
            if iscoroutinefunction(hook):
                raise TypeError(f"{name} must be a plain function: nobody awaits what it gives")

    def evolve(self, options: ClientOptions) -> "Settings":
        """These settings with some changed.

        Raises:
            TypeError, ValueError: There is no such option, or it can't be right.
        """
        known = ClientOptions.__annotations__
        for name in options:
            if name not in known:
                raise TypeError(f"there is no option {name!r}; there are {', '.join(known)}")
        return attrs.evolve(self, **options)

    def timeout_for(self, timeout: float | None, sends_files: bool) -> Timeout:
        """The timeout of a call: its own, else the client's, else the default for what it sends."""
        if timeout is not None:
            total = checked_timeout(timeout)
        elif self.timeout is not None:
            total = self.timeout
        else:
            total = FILE_TIMEOUT if sends_files else TIMEOUT
        before_sending = total * SHARE_BEFORE_SENDING
        return Timeout(total, before_sending, min(before_sending, CONNECT_TIMEOUT))


def checked_timeout(timeout: float) -> float:
    """The seconds, if a call can end by them.

    Raises:
        TypeError: It is no number.
        ValueError: It is not positive, or longer than a day: a call without a timeout can hang for ever.
    """
    if isinstance(timeout, bool) or not isinstance(timeout, int | float):
        raise TypeError(f"timeout must be seconds, not {type(timeout).__name__}")
    if not 0 < timeout <= LONGEST_TIMEOUT:
        raise ValueError(f"timeout must be above 0 and at most {LONGEST_TIMEOUT:.0f} seconds, not {timeout}")
    return float(timeout)


def checked_retries(max_retries: int) -> int:
    """The number of repetitions.

    Raises:
        TypeError: It is no whole number.
        ValueError: It is negative.
    """
    if _checked_whole("max_retries", max_retries) < 0:
        raise ValueError(f"max_retries can't be negative: {max_retries}")
    return max_retries


def _checked_whole(name: str, number: int) -> int:
    if isinstance(number, bool) or not isinstance(number, int):
        raise TypeError(f"{name} must be int, not {type(number).__name__}")
    return number


def checked_headers(name: str, headers: Mapping[str, str]) -> dict[str, str]:
    """The headers, if they can be sent beside the client's own, with their names in lower case.

    Raises:
        TypeError: They are no mapping, or a name or a value is no text.
        ValueError: One can't stand in a header, or would replace the token, or what says how the body is to be read.
    """
    if not isinstance(headers, Mapping):
        raise TypeError(f"{name} must be a mapping, not {type(headers).__name__}")
    for key, value in headers.items():
        if not isinstance(key, str) or not isinstance(value, str):
            raise TypeError(f"{name} must hold texts, not {type(key).__name__}: {type(value).__name__}")
        if not _HEADER_NAME.fullmatch(key):
            raise ValueError(f"{name} holds {key!r}, which is no name of a header")
        if key.lower() in _OWN_HEADERS:
            raise ValueError(f"{name} can't hold {key}, which is the client's own: tokens go into api_key or auth")
        header_value(f"{name}[{key!r}]", value)
    return {key.lower(): value for key, value in headers.items()}


def resolved_base_url(base_url: str | None) -> str:
    """The address of the API: the argument, else the environment's, else the document's.

    Raises:
        ConfigurationError: It is no address of a server, or holds more than that.
    """
    url = base_url if base_url is not None else os.environ.get(BASE_URL_VARIABLE) or SERVER
    refusal = ConfigurationError(f"base_url must be an address such as {SERVER}")
    # urlsplit() drops what is not printable, and would check another address than the one that is used.
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
        raise ConfigurationError("base_url must hold no user, password, query or fragment: only server and path")
    return url.rstrip("/")


def checked_token(token: object) -> str:
    """The token, if it can be sent.

    Raises:
        ConfigurationError: It is no text, empty, or holds what no header can carry. The error does not show it.
    """
    if not isinstance(token, str):
        raise ConfigurationError(f"the token must be str, not {type(token).__name__}")
    if not token or not token.isascii() or not token.isprintable() or " " in token:
        raise ConfigurationError(
            "the token is empty, or holds a space, a line break or another character that no header can carry"
        )
    return token


def api_key_from_environment() -> str:
    """The API key that the environment holds.

    Raises:
        ConfigurationError: It holds none.
    """
    key = os.environ.get(API_KEY_VARIABLE)
    if not key:
        raise ConfigurationError(f"no API key: set {API_KEY_VARIABLE}, or give the client api_key= or auth=")
    return key.strip()

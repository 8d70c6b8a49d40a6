"""The headers of requests."""

import re
from collections.abc import Mapping

from mijnklantportaal._version import __version__
from mijnklantportaal._wire.parameters import checked_header_value

BASE_HEADERS: Mapping[str, str] = {
    "accept": "application/json",
    # Only encodings that can be decompressed chunk by chunk; see `max_response_size`.
    "accept-encoding": "gzip",
    "user-agent": f"mijnklantportaal-python/{__version__}",
}

_NAME = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+")  # RFC 9110, section 5.1
_RESERVED = frozenset({"authorization", "connection", "content-length", "content-type", "host", "transfer-encoding"})


def checked_headers(name: str, headers: Mapping[str, str]) -> dict[str, str]:
    """Return the headers with their names in lower case. Errors refer to the headers as `name`.

    Raises:
        TypeError: They are not a mapping of str to str.
        ValueError: A name or a value is not valid in HTTP, or would replace a header that the client sets itself.
    """
    if not isinstance(headers, Mapping):
        raise TypeError(f"{name} must be a mapping, not {type(headers).__name__}")
    for key, value in headers.items():
        if not isinstance(key, str) or not isinstance(value, str):
            raise TypeError(f"{name} must map str to str, not {type(key).__name__} to {type(value).__name__}")
        if not _NAME.fullmatch(key):
            raise ValueError(f"{name} must not contain {key!r}, which is not a valid header name")
        if key.lower() in _RESERVED:
            raise ValueError(
                f"{name} must not contain {key}, which the client sets itself: pass tokens as api_key or auth"
            )
        checked_header_value(f"{name}[{key!r}]", value)
    return {key.lower(): value for key, value in headers.items()}


def token_problem(token: object) -> str | None:
    """Return why a header cannot carry the token, or `None` if it can. The text does not show the token."""
    if not isinstance(token, str):
        return f"the token must be str, not {type(token).__name__}"
    if not token or not token.isascii() or not token.isprintable() or " " in token:
        return (
            "the token must be printable ASCII characters without spaces, and must not be empty: check api_key or auth"
        )
    return None

"""The tokens of calls: an API key, or a function that returns a token for each call."""

from collections.abc import Awaitable, Callable, Hashable
from hashlib import sha256
from typing import NamedTuple, TypeAlias

from mijnklantportaal._headers import token_problem
from mijnklantportaal.errors import ConfigurationError

TokenSource: TypeAlias = Callable[[], str]
"""Returns the token for a call."""
AsyncTokenSource: TypeAlias = Callable[[], str | Awaitable[str]]
"""Returns the token for a call, or an awaitable of it."""


class Auth(NamedTuple):
    """Where the tokens of a client come from. It holds no token itself, since error reports show attributes."""

    token: AsyncTokenSource
    """Called once for each call."""
    key: Hashable | None
    """What identifies the token: a digest of an API key, or the function; `None` for one that has no hash."""


def api_key_auth(key: str) -> Auth:
    """Return the source of tokens of a client that has an API key.

    Raises:
        ConfigurationError: A header cannot carry the key.
    """
    if problem := token_problem(key):
        # Error reports show variables, as in `Call.authorize`.
        del key
        raise ConfigurationError(problem)
    return Auth(lambda: key, sha256(key.encode()).digest())


def make_auth(api_key: str | None, auth: AsyncTokenSource | None) -> Auth | None:
    """Return the source of tokens that a caller asks for, or `None` if it asks for none.

    Raises:
        ConfigurationError: Both are given, or one is not valid.
    """
    if auth is None:
        return None if api_key is None else api_key_auth(api_key)
    if api_key is not None:
        raise ConfigurationError("api_key and auth must not both be given")
    if not callable(auth):
        raise ConfigurationError(f"auth must be callable, not {type(auth).__name__}")
    return Auth(auth, auth if isinstance(auth, Hashable) else None)

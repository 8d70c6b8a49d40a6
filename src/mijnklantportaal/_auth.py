"""The tokens of calls: an API key, or a function that returns a token for each call."""

from collections.abc import Awaitable, Callable
from hashlib import sha256
from typing import NoReturn, TypeAlias, TypeVar

from mijnklantportaal._headers import token_problem
from mijnklantportaal.errors import ConfigurationError

TokenSource: TypeAlias = Callable[[], str]
"""Returns the token for a call."""
AsyncTokenSource: TypeAlias = Callable[[], str | Awaitable[str]]
"""Returns the token for a call, or an awaitable of it."""

AuthT = TypeVar("AuthT", TokenSource, AsyncTokenSource)


class ApiKey:
    """The source of tokens of a client that has an API key.

    Args:
        key: The key.

    Raises:
        ConfigurationError: A header cannot carry the key.
    """

    __slots__ = ("_key",)

    def __init__(self, key: str) -> None:
        if problem := token_problem(key):
            raise ConfigurationError(problem)
        self._key = key

    def __call__(self) -> str:
        """Return the key."""
        return self._key

    def __reduce__(self) -> NoReturn:
        """Refuse to be pickled.

        Raises:
            TypeError: Always.
        """
        raise TypeError("an API key cannot be pickled: read it from the environment in each process")

    def fingerprint(self) -> bytes:
        """Return what identifies the key without showing it."""
        return sha256(self._key.encode()).digest()


def token_source(api_key: str | None, auth: AuthT | None) -> AuthT | ApiKey | None:
    """Return the source of tokens that a caller asks for, or `None` if it asks for none.

    Raises:
        ConfigurationError: Both are given, or one is not valid.
    """
    if auth is None:
        return None if api_key is None else ApiKey(api_key)
    if api_key is not None:
        raise ConfigurationError("api_key and auth must not both be given")
    if not callable(auth):
        raise ConfigurationError(f"auth must be callable, not {type(auth).__name__}")
    return auth

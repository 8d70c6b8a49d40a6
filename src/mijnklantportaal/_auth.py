"""The tokens of calls: an API key, OAuth, or a function that returns a token for each call."""

from collections.abc import Awaitable, Callable, Hashable
from hashlib import sha256
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from mijnklantportaal._headers import token_problem
from mijnklantportaal.errors import ConfigurationError

if TYPE_CHECKING:
    from mijnklantportaal.oauth import OAuth

TokenSource: TypeAlias = Callable[[], str]
"""Returns the token for a call."""
AsyncTokenSource: TypeAlias = Callable[[], str | Awaitable[str]]
"""Returns the token for a call, or an awaitable of it."""


class Auth(NamedTuple):
    """The source of a client's tokens. It holds no token itself, since error reports show attributes."""

    token: AsyncTokenSource
    """Called once for each call."""
    renewed_token: Callable[[bytes], str | Awaitable[str]]
    """Called with the digest of a token that the portal has refused. It returns the same token if it has no other."""
    key: Hashable | None
    """Identifies the token: the digest of an API key, or the source of tokens; `None` if the source is not hashable."""


def token_digest(token: str) -> bytes:
    """Return the digest of a token, for use where error reports may show it."""
    # A JSON string, and so a refresh token, may contain a lone surrogate.
    return sha256(token.encode(errors="surrogatepass")).digest()


def api_key_auth(key: str) -> Auth:
    """Return the source of tokens for an API key.

    Raises:
        ConfigurationError: A header cannot carry the key.
    """
    if problem := token_problem(key):
        # Error reports show variables, as in `Call.authorize`.
        del key
        raise ConfigurationError(problem)
    return Auth(lambda: key, lambda refused: key, token_digest(key))


def make_auth(api_key: str | None, auth: "AsyncTokenSource | OAuth | None", *, is_async: bool) -> Auth | None:
    """Return the source of tokens that the caller has passed, or `None`.

    Args:
        api_key: An API key.
        auth: An `OAuth`, or a function that returns a token.
        is_async: Whether the client is asynchronous.

    Raises:
        ConfigurationError: Both are given, or the given one is not valid.
    """
    if auth is None:
        return None if api_key is None else api_key_auth(api_key)
    if api_key is not None:
        del api_key
        raise ConfigurationError("api_key and auth must not both be given")
    # Imported here: most programs use an API key.
    from mijnklantportaal.oauth import OAuth

    if isinstance(auth, OAuth):
        return auth._source(is_async=is_async)
    if not callable(auth):
        raise ConfigurationError(f"auth must be an OAuth or callable, not {type(auth).__name__}")
    return Auth(auth, lambda refused: auth(), auth if isinstance(auth, Hashable) else None)

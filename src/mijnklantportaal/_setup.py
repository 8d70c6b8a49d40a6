"""Makes the senders of clients from the arguments of their constructors. The first client imports this module."""

from typing import TypeVar

from mijnklantportaal._call import ClientState
from mijnklantportaal._headers import token_problem
from mijnklantportaal._send import AsyncSender, AsyncTokenSource, Sender, TokenSource
from mijnklantportaal._settings import ClientOptions, Settings, api_key_from_environment, resolved_base_url
from mijnklantportaal._transport import AsyncHttpClient, AsyncTransport, HttpClient, Transport
from mijnklantportaal.errors import ConfigurationError

AuthT = TypeVar("AuthT", TokenSource, AsyncTokenSource)


def make_sender(
    api_key: str | None,
    auth: TokenSource | None,
    base_url: str | None,
    http_client: HttpClient | None,
    options: ClientOptions,
) -> Sender:
    """Return the sender of a client.

    Raises:
        ConfigurationError: There is no API key, or an argument is not valid.
        TypeError: An option does not exist, or has a wrong type.
        ValueError: An option is not valid.
    """
    state = ClientState(Settings(base_url=resolved_base_url(base_url)).evolve(options))
    return Sender(
        state, Transport(http_client, state.settings.base_url), _checked_auth(api_key, auth) or _key_source(api_key)
    )


def make_async_sender(
    api_key: str | None,
    auth: AsyncTokenSource | None,
    base_url: str | None,
    http_client: AsyncHttpClient | None,
    options: ClientOptions,
) -> AsyncSender:
    """Return the sender of an asynchronous client.

    Raises:
        ConfigurationError, TypeError, ValueError: As for `make_sender`.
    """
    state = ClientState(Settings(base_url=resolved_base_url(base_url)).evolve(options))
    token = _checked_auth(api_key, auth) or _key_source(api_key)
    return AsyncSender(state, AsyncTransport(http_client, state.settings.base_url), token)


def _checked_auth(api_key: str | None, auth: AuthT | None) -> AuthT | None:
    if auth is None:
        return None
    if api_key is not None:
        raise ConfigurationError("api_key and auth must not both be given")
    if not callable(auth):
        raise ConfigurationError(f"auth must be callable, not {type(auth).__name__}")
    return auth


def _key_source(api_key: str | None) -> TokenSource:
    key = api_key if api_key is not None else api_key_from_environment()
    if problem := token_problem(key):
        raise ConfigurationError(problem)
    return lambda: key

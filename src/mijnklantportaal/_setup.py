"""Creates the senders of clients. This module is imported with the first client."""

from typing import TYPE_CHECKING

from mijnklantportaal._auth import AsyncTokenSource, Auth, TokenSource, api_key_auth, make_auth
from mijnklantportaal._client_state import ClientState
from mijnklantportaal._send import AsyncSender, Sender
from mijnklantportaal._settings import ClientOptions, Settings, api_key_from_environment, resolved_base_url
from mijnklantportaal._transport import AsyncHttpClient, AsyncTransport, HttpClient, Transport

if TYPE_CHECKING:
    from mijnklantportaal.oauth import OAuth


def make_sender(
    api_key: str | None,
    auth: "TokenSource | OAuth | None",
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
    state = _state(make_auth(api_key, auth, is_async=False), base_url, options)
    return Sender(state, Transport(http_client, state.settings.base_url))


def make_async_sender(
    api_key: str | None,
    auth: "AsyncTokenSource | OAuth | None",
    base_url: str | None,
    http_client: AsyncHttpClient | None,
    options: ClientOptions,
) -> AsyncSender:
    """Return the sender of an asynchronous client.

    Raises:
        ConfigurationError, TypeError, ValueError: As for `make_sender`.
    """
    state = _state(make_auth(api_key, auth, is_async=True), base_url, options)
    return AsyncSender(state, AsyncTransport(http_client, state.settings.base_url))


def _state(auth: Auth | None, base_url: str | None, options: ClientOptions) -> ClientState:
    settings = Settings(base_url=resolved_base_url(base_url)).evolve(options)
    return ClientState(settings, auth or api_key_auth(api_key_from_environment()))

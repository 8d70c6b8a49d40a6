"""An application's access to one portal."""

import os
import sys
from collections.abc import Callable, Iterable
from functools import partial

from mijnklantportaal._auth import Auth
from mijnklantportaal._copying import SharedByCopies
from mijnklantportaal._defaults import (
    CLIENT_ID_VARIABLE,
    CLIENT_SECRET_VARIABLE,
    OAUTH_SERVER,
    OAUTH_URL_VARIABLE,
)
from mijnklantportaal._hidden_arguments import hides_arguments
from mijnklantportaal._settings import checked_server_url
from mijnklantportaal._transport import HttpClient
from mijnklantportaal.errors import ConfigurationError
from mijnklantportaal.oauth._callback import AuthorizationURL, Prompt, authorization_url, received_code
from mijnklantportaal.oauth._memory_store import MemoryTokenStore
from mijnklantportaal.oauth._secret import Secret
from mijnklantportaal.oauth._shared_tokens import SharedTokens
from mijnklantportaal.oauth._token_endpoint import TokenEndpoint
from mijnklantportaal.oauth._tokens import Tokens, TokenStore


class OAuth(SharedByCopies):
    """An application's access to one portal, for `MijnKlantportaal(auth=...)` and `AsyncMijnKlantportaal(auth=...)`.

    Clients refresh the access token shortly before it expires, and once when the portal refuses it. All threads, tasks
    and processes that share the store refresh it once. An application that works with many portals has an `OAuth` for
    each, with a store of its own.

    Not known: how long codes and tokens are valid, and whether a refresh token is replaced when it is used; both ways
    work.

    Args:
        client_id: The App ID of the application; by default the environment variable `MIJNKLANTPORTAAL_CLIENT_ID`.
        client_secret: Its App Secret; by default the environment variable `MIJNKLANTPORTAAL_CLIENT_SECRET`.
        redirect_uri: Where the user comes back to. It must be registered with the application.
        store: Where the tokens are stored; by default in the memory of this process.
        base_url: The URL of the authorization server; by default the environment variable `MIJNKLANTPORTAAL_OAUTH_URL`,
            else that of the guide.
        http_client: An `httpx.Client` of your own for requests to the authorization server, or a transport. It stays
            open. An asynchronous client uses it in a thread.

    Raises:
        ConfigurationError: There is no client ID or no client secret, or a URL is not valid.
        TypeError: `store` is not a token store.
    """

    @hides_arguments
    def __init__(
        self,
        *,
        client_id: str | None = None,
        client_secret: str | None = None,
        redirect_uri: str | None = None,
        store: TokenStore | None = None,
        base_url: str | None = None,
        http_client: HttpClient | None = None,
    ) -> None:
        self.client_id = client_id or os.environ.get(CLIENT_ID_VARIABLE, "")
        client_secret = client_secret or os.environ.get(CLIENT_SECRET_VARIABLE)
        if not self.client_id:
            raise ConfigurationError(f"no client ID: set {CLIENT_ID_VARIABLE}, or pass client_id=")
        if not client_secret:
            raise ConfigurationError(f"no client secret: set {CLIENT_SECRET_VARIABLE}, or pass client_secret=")
        if redirect_uri is not None and ("://" not in redirect_uri or "#" in redirect_uri):
            # RFC 6749, section 3.1.2.
            raise ConfigurationError(
                "redirect_uri must be a URL without a fragment, such as https://shop.example/callback"
            )
        if store is not None:
            methods = [getattr(store, name, None) for name in ("load", "save", "lock")]
            if isinstance(store, type) or not all(map(callable, methods)):
                raise TypeError(
                    f"store must be a token store, such as FileTokenStore(path), not {type(store).__name__}"
                )
        self.redirect_uri = redirect_uri
        url = base_url if base_url is not None else os.environ.get(OAUTH_URL_VARIABLE) or OAUTH_SERVER
        self.base_url = checked_server_url(url, OAUTH_SERVER)
        self._endpoint = TokenEndpoint(self.base_url, self.client_id, Secret(client_secret), http_client)
        self._tokens = SharedTokens(MemoryTokenStore() if store is None else store, self._endpoint)

    def __repr__(self) -> str:
        """Return the client ID; never a secret."""
        return f"OAuth(client_id={self.client_id!r})"

    def authorization_url(self, scopes: Iterable[str], *, prompt: Prompt | None = None) -> AuthorizationURL:
        """Return the URL that asks a user for access, and the state to compare when the user comes back.

        Args:
            scopes: The rights that the application needs: members of `Scope`.
            prompt: `login` has the user log in again; `consent` is the default of the portal.

        Raises:
            ConfigurationError: There is no `redirect_uri`, or no scope, or a scope is not valid.
        """
        return authorization_url(self.base_url, self.client_id, self._checked_redirect_uri(), scopes, prompt)

    def fetch_tokens(self, callback_url: str, state: str | None) -> Tokens:
        """Exchange the code that a user has come back with, and store the tokens.

        Args:
            callback_url: The URL that the user came back to, with its query.
            state: The state from the user's session, which `authorization_url` returned; `None` if it has none.

        Raises:
            OAuthError: The user has refused, the state is another one, or the authorization server refuses the code.
            APIConnectionError: There is no response of the authorization server.
            ConfigurationError: There is no `redirect_uri`.
        """
        # A str also of the URL objects of frameworks, such as `request.url` of Starlette.
        callback = Secret(str(callback_url))
        # The code is in it, and error reports show variables.
        del callback_url
        return self._tokens.update(self._exchange_for(callback, state))

    async def fetch_tokens_async(self, callback_url: str, state: str | None) -> Tokens:
        """Do the same while other tasks run. Raises the same errors as `fetch_tokens`."""
        callback = Secret(str(callback_url))
        del callback_url
        return await self._tokens.update_async(self._exchange_for(callback, state))

    def login(self, scopes: Iterable[str], *, prompt: Prompt | None = None, timeout: float = 300.0) -> Tokens:
        """Ask the developer who runs this program for access, in a browser, and store the tokens.

        The browser comes back to this machine: to `redirect_uri`, which must be a loopback address such as
        `http://localhost:8765/callback`, or without one to a free port of 127.0.0.1. The guide says that each redirect
        URI must be registered; whether the portal accepts any port of a loopback address (RFC 8252, section 7.3) is
        not known.

        Args:
            scopes: As for `authorization_url`.
            prompt: As for `authorization_url`.
            timeout: Seconds until the developer must have agreed.

        Raises:
            OAuthError: The developer has refused or not agreed in time, or the authorization server refuses the code.
            APIConnectionError: There is no response of the authorization server.
            ConfigurationError: `redirect_uri` is not a loopback address, or in use.
        """
        # Imported here: servers that use OAuth have no browser.
        import threading
        import webbrowser

        from mijnklantportaal.oauth._loopback import LoopbackListener

        with LoopbackListener(self.redirect_uri) as listener:
            url, state = authorization_url(self.base_url, self.client_id, listener.redirect_uri, scopes, prompt)
            # Also where a browser opens, since it may do so on another screen.
            print(f"Open this address in a browser, if it does not open by itself:\n{url}", file=sys.stderr)
            # Some browsers block it until they are closed: those that run in the terminal, and most that BROWSER names.
            threading.Thread(target=webbrowser.open, args=(url,), daemon=True).start()
            code = received_code(Secret(listener.receive(state, timeout)), state)
            return self._tokens.update(partial(self._endpoint.exchange, code, listener.redirect_uri))

    def access_token(self) -> str:
        """Return an access token that is valid now, for other HTTP clients. It is refreshed if necessary.

        Raises:
            OAuthError: There is none: nobody has agreed yet, or the authorization server refuses the refresh token.
            APIConnectionError: There is no response of the authorization server.
        """
        return self._tokens.access_token()

    async def access_token_async(self) -> str:
        """Do the same while other tasks run. Raises the same errors as `access_token`."""
        token = self._tokens.access_token_or_awaitable()
        return token if isinstance(token, str) else await token

    def refresh(self) -> Tokens:
        """Refresh the access token in any case, and return the new tokens.

        Raises:
            OAuthError, APIConnectionError: As for `access_token`.
        """
        return self._tokens.refresh()

    async def refresh_async(self) -> Tokens:
        """Do the same while other tasks run. Raises the same errors as `refresh`."""
        return await self._tokens.refresh_async()

    def _source(self, *, is_async: bool) -> Auth:
        """Return the source of tokens of a client."""
        tokens = self._tokens
        if is_async:
            return Auth(tokens.access_token_or_awaitable, tokens.renewed_token_async, self)
        return Auth(tokens.access_token, tokens.renewed_token, self)

    def _exchange_for(self, callback_url: Secret, state: str | None) -> Callable[[], Tokens]:
        """Return a function that exchanges the code of a callback URL, once its state was compared."""
        return partial(self._endpoint.exchange, received_code(callback_url, state), self._checked_redirect_uri())

    def _checked_redirect_uri(self) -> str:
        if not self.redirect_uri:
            raise ConfigurationError("no redirect URI: pass redirect_uri=, as it is registered with the application")
        return self.redirect_uri

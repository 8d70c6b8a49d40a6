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

    Clients refresh the access token shortly before it expires, and once if the portal refuses it. The threads, tasks
    and processes that share a store refresh a token only once between them. An application that works with many
    portals needs an `OAuth` with its own store for each portal.

    The guide does not say how long codes and tokens are valid, or whether the portal replaces a refresh token when it
    is used. `OAuth` supports both.

    Args:
        client_id: The App ID of the application; by default, the environment variable `MIJNKLANTPORTAAL_CLIENT_ID`.
        client_secret: Its App Secret; by default, the environment variable `MIJNKLANTPORTAAL_CLIENT_SECRET`.
        redirect_uri: The URL that the portal redirects the user to. It must be registered with the application.
        store: Where the tokens are stored; by default, in the memory of this process.
        base_url: The URL of the authorization server; by default, the environment variable
            `MIJNKLANTPORTAAL_OAUTH_URL`, or else the URL in the guide.
        http_client: Your own `httpx.Client` or transport for requests to the authorization server. It is never closed.
            The asynchronous client uses it in a thread.

    Raises:
        ConfigurationError: The client ID or the client secret is missing, or a URL is not valid.
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
            raise ConfigurationError(f"the client ID is missing: set {CLIENT_ID_VARIABLE}, or pass client_id=")
        if not client_secret:
            raise ConfigurationError(
                f"the client secret is missing: set {CLIENT_SECRET_VARIABLE}, or pass client_secret="
            )
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
        """Return the client ID, but no secret."""
        return f"OAuth(client_id={self.client_id!r})"

    def authorization_url(self, scopes: Iterable[str], *, prompt: Prompt | None = None) -> AuthorizationURL:
        """Return the URL that asks a user for access, and the state to compare when the user comes back.

        Args:
            scopes: The rights that the application needs: members of `Scope`.
            prompt: `login` makes the user log in again; `consent` is the portal's default.

        Raises:
            ConfigurationError: There is no `redirect_uri`, `scopes` is empty, or a scope is not valid.
        """
        return authorization_url(self.base_url, self.client_id, self._checked_redirect_uri(), scopes, prompt)

    def fetch_tokens(self, callback_url: str, state: str | None) -> Tokens:
        """Exchange the authorization code in a callback URL for tokens, and store them.

        Args:
            callback_url: The URL that the user was redirected to, with its query.
            state: The state from the user's session, which `authorization_url` returned; `None` if it has none.

        Raises:
            OAuthError: The user refused, the state does not match, or the authorization server refuses the code.
            APIConnectionError: The authorization server did not respond.
            ConfigurationError: There is no `redirect_uri`.
        """
        # Some frameworks have objects for URLs, such as `request.url` in Starlette.
        callback = Secret(str(callback_url))
        # It contains the code, and error reports show variables.
        del callback_url
        return self._tokens.update(self._exchange_for(callback, state))

    async def fetch_tokens_async(self, callback_url: str, state: str | None) -> Tokens:
        """Asynchronous version of `fetch_tokens`, which raises the same errors."""
        callback = Secret(str(callback_url))
        del callback_url
        return await self._tokens.update_async(self._exchange_for(callback, state))

    def login(self, scopes: Iterable[str], *, prompt: Prompt | None = None, timeout: float = 300.0) -> Tokens:
        """Ask the user of this program for access in a browser, and store the tokens.

        The portal redirects the browser to this machine: to `redirect_uri`, which must be a loopback URL such as
        `http://localhost:8765/callback`, or by default to a free port of 127.0.0.1. The guide says that each redirect
        URI must be registered. Whether the portal accepts any port of a loopback address (RFC 8252, section 7.3) is
        not known.

        Args:
            scopes: As for `authorization_url`.
            prompt: As for `authorization_url`.
            timeout: Seconds to wait for the user to agree.

        Raises:
            OAuthError: The user refused or did not agree in time, or the authorization server refuses the code.
            APIConnectionError: The authorization server did not respond.
            ConfigurationError: `redirect_uri` is not a loopback URL, or its port is in use.
        """
        # Imported here: servers that use OAuth have no browser.
        import threading
        import webbrowser

        from mijnklantportaal.oauth._loopback import LoopbackListener

        with LoopbackListener(self.redirect_uri) as listener:
            url, state = authorization_url(self.base_url, self.client_id, listener.redirect_uri, scopes, prompt)
            # Printed even if a browser opens, since it may open on another screen.
            print(f"If your browser does not open, open this URL in it:\n{url}", file=sys.stderr)
            # Some browsers block this call until they are closed: those that run in a terminal, and most of those that
            # the variable BROWSER names.
            threading.Thread(target=webbrowser.open, args=(url,), daemon=True).start()
            code = received_code(Secret(listener.receive(state, timeout)), state)
            return self._tokens.update(partial(self._endpoint.exchange, code, listener.redirect_uri))

    def access_token(self) -> str:
        """Return a valid access token, for other HTTP clients. The token is refreshed if necessary.

        Raises:
            OAuthError: No user has agreed yet, or the authorization server refuses the refresh token.
            APIConnectionError: The authorization server did not respond.
        """
        return self._tokens.access_token()

    async def access_token_async(self) -> str:
        """Asynchronous version of `access_token`, which raises the same errors."""
        token = self._tokens.access_token_or_awaitable()
        return token if isinstance(token, str) else await token

    def refresh(self) -> Tokens:
        """Refresh the access token even if it is still valid, and return the new tokens.

        Raises:
            OAuthError, APIConnectionError: As for `access_token`.
        """
        return self._tokens.refresh()

    async def refresh_async(self) -> Tokens:
        """Asynchronous version of `refresh`, which raises the same errors."""
        return await self._tokens.refresh_async()

    def _source(self, *, is_async: bool) -> Auth:
        """Return the object from which a client gets its tokens."""
        tokens = self._tokens
        if is_async:
            return Auth(tokens.access_token_or_awaitable, tokens.renewed_token_async, self)
        return Auth(tokens.access_token, tokens.renewed_token, self)

    def _exchange_for(self, callback_url: Secret, state: str | None) -> Callable[[], Tokens]:
        """Check the state of a callback URL, and return a function that exchanges its code for tokens."""
        return partial(self._endpoint.exchange, received_code(callback_url, state), self._checked_redirect_uri())

    def _checked_redirect_uri(self) -> str:
        if not self.redirect_uri:
            raise ConfigurationError(
                "the redirect URI is missing: pass redirect_uri=, as it is registered with the application"
            )
        return self.redirect_uri

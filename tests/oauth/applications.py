"""An application of the sandbox, in the process of the test."""

from collections.abc import Iterator
from typing import Any

from mijnklantportaal.oauth import OAuth, Scope, Tokens
from mijnklantportaal.sandbox import Sandbox

CALLBACK = "http://localhost:8080/callback"


def application(sandbox: Sandbox, **changed: Any) -> OAuth:
    """Return an application that reaches the sandbox without a network."""
    options: dict[str, Any] = {
        "client_id": sandbox.client_id,
        "client_secret": sandbox.client_secret,
        "redirect_uri": CALLBACK,
        "base_url": sandbox.oauth_url,
        "http_client": sandbox.transport,
        **changed,
    }
    return OAuth(**options)


def agree(sandbox: Sandbox, oauth: OAuth, *scopes: str) -> Tokens:
    """Let the user agree, and return the tokens."""
    url, state = oauth.authorization_url(scopes or [Scope.CUSTOMERS_READ, Scope.CUSTOMERS_WRITE])
    return oauth.fetch_tokens(sandbox.oauth.approve(url), state)


def chain(error: BaseException | None) -> Iterator[BaseException]:
    """Yield an error, its cause, and so on."""
    while error is not None:
        yield error
        error = error.__cause__ or error.__context__

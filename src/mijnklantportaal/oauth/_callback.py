"""The authorization URL that a user is sent to, and the callback URL that the user is redirected to."""

import secrets
from collections.abc import Iterable, Mapping
from hmac import compare_digest
from typing import Literal, NamedTuple, TypeAlias
from urllib.parse import parse_qs, urlencode, urlsplit

from mijnklantportaal._hidden_arguments import hides_arguments
from mijnklantportaal.errors import ConfigurationError, OAuthError
from mijnklantportaal.oauth._secret import Secret

Prompt: TypeAlias = Literal["consent", "login"]


class AuthorizationURL(NamedTuple):
    """The page on which a user grants access to an application."""

    url: str
    """The URL to redirect the user's browser to."""
    state: str
    """A random string that the callback URL repeats. Keep it in the user's session and pass it to `fetch_tokens`: only
    the session shows that the returning user is the user who was sent (RFC 6749, section 10.12)."""


def authorization_url(
    base_url: str, client_id: str, redirect_uri: str, scopes: Iterable[str], prompt: Prompt | None
) -> AuthorizationURL:
    """Return a URL with a new state.

    Raises:
        ConfigurationError: `scopes` is empty, or a scope is not valid.
    """
    if isinstance(scopes, str):
        raise ConfigurationError("scopes must be a list of scopes, such as [Scope.CUSTOMERS_READ], not a str")
    scopes = [str(scope) for scope in scopes]
    for scope in scopes:
        if not scope.isascii() or not scope.isprintable() or not scope or " " in scope:
            raise ConfigurationError(f"{scope!r} is not a valid scope: use the members of Scope")
    if not scopes:
        raise ConfigurationError("scopes must not be empty: pass the rights that the application needs")
    state = secrets.token_urlsafe(32)
    parameters = {
        "response_type": "code",
        "client_id": client_id,
        "redirect_uri": redirect_uri,
        "scope": " ".join(scopes),
        "state": state,
    }
    if prompt is not None:
        parameters["prompt"] = prompt
    return AuthorizationURL(f"{base_url}/oauth/authorize?{urlencode(parameters)}", state)


@hides_arguments
def received_code(callback_url: Secret, state: str | None) -> Secret:
    """Return the authorization code of a callback URL, after checking its state.

    Raises:
        OAuthError: The state does not match, the user refused, or there is no code.
    """
    query = _query(callback_url.value)
    if not state:
        raise OAuthError("this session has no state: send the user to authorization_url() first")
    if not compare_digest((_parameter(query, "state") or "").encode(errors="replace"), state.encode(errors="replace")):
        raise OAuthError(
            "the state of the callback does not match the state of the session: the user must start again, in the same "
            "browser"
        )
    if error := _parameter(query, "error"):
        description = _parameter(query, "error_description")
        raise OAuthError(f"access was not granted ({describe(error, description)}): ask the user again", error=error)
    code = _parameter(query, "code")
    if not code:
        raise OAuthError("the callback URL must contain exactly one code or one error")
    return Secret(code)


def describe(error: str | None, description: str | None) -> str:
    """Return the authorization server's description of an error as one short line."""
    text = ": ".join(filter(None, (error, description))) or "no reason given"
    return "".join(character if character.isprintable() else " " for character in text[:200])


def _query(url: str) -> Mapping[str, list[str]]:
    try:
        return parse_qs(urlsplit(url).query)
    except ValueError:
        # Some URLs cannot be split, such as `http://[`.
        return {}


def _parameter(query: Mapping[str, list[str]], name: str) -> str | None:
    """Return a parameter, or `None` if it is missing or occurs more than once (RFC 6749, section 3.1)."""
    values = query.get(name, [])
    return values[0] if len(values) == 1 else None

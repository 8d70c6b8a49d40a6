"""Credentials that a user types, pipes into the command, or authorizes in a browser."""

import os
import sys

import click

from mijnklantportaal._defaults import CLIENT_ID_VARIABLE, CLIENT_SECRET_VARIABLE, OAUTH_URL_VARIABLE
from mijnklantportaal._headers import token_problem
from mijnklantportaal.cli._streams import standard_input
from mijnklantportaal.cli.profiles._credentials import ApiKey, OAuthApplication, url_origin
from mijnklantportaal.errors import ConfigurationError
from mijnklantportaal.oauth import OAuth, Scope, TokenStore
from mijnklantportaal.oauth._secret import Secret


def received_key(url: str) -> ApiKey:
    """Return the API key that the user types, or pipes to standard input.

    Raises:
        UsageError: The key is missing or not valid.
    """
    if _is_terminal():
        key = _prompted("API key", hide_input=True)
    else:
        # A decoding error would contain the key.
        key = Secret(standard_input().decode(errors="replace").strip())
    if not key.value:
        raise click.UsageError("the API key is missing on standard input: pipe it into the command")
    if token_problem(key.value):
        raise click.UsageError(
            "an API key must be printable ASCII characters without spaces: copy it again from the portal"
        )
    return ApiKey(url_origin(url), key)


def authorized_application(
    url: str, scopes: tuple[str, ...], redirect_uri: str | None, store: TokenStore
) -> OAuthApplication:
    """Return the OAuth application after the user has authorized it in a browser. Its tokens are in the store.

    Raises:
        UsageError: The client ID or the client secret is not set, and there is no terminal for a prompt.
        OAuthError, APIConnectionError, ConfigurationError: As for `OAuth.login`.
    """
    client_id = _setting(CLIENT_ID_VARIABLE, "Client ID (App ID)", hide_input=False).value
    secret = _setting(CLIENT_SECRET_VARIABLE, "Client secret (App Secret)", hide_input=True)
    try:
        oauth = OAuth(client_id=client_id, client_secret=secret.value, redirect_uri=redirect_uri, store=store)
        oauth.login(scopes)
    except ConfigurationError as error:
        # The message of the library names arguments.
        text = str(error).replace("base_url ", f"{OAUTH_URL_VARIABLE} ").replace("redirect_uri ", "--redirect-uri ")
        valid = f"choose from {', '.join(Scope)}"
        raise ConfigurationError(text.replace("use the members of Scope", valid)) from error
    return OAuthApplication(url_origin(url), oauth.base_url, client_id, secret)


def _setting(variable: str, prompt: str, *, hide_input: bool) -> Secret:
    """Return the value of an environment variable, or else prompt for it.

    Raises:
        UsageError: The variable is not set, and there is no terminal for a prompt.
    """
    if os.environ.get(variable):
        return Secret(os.environ[variable])
    if not _is_terminal():
        raise click.UsageError(f"{variable} is not set, and there is no terminal for a prompt: set the variable")
    return _prompted(prompt, hide_input=hide_input)


def _prompted(prompt: str, *, hide_input: bool) -> Secret:
    return Secret(str(click.prompt(prompt, hide_input=hide_input, err=True)).strip())


def _is_terminal() -> bool:
    return sys.stdin is not None and sys.stdin.isatty()

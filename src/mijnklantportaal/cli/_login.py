"""The commands that store and remove credentials."""

import os
import sys
from typing import TYPE_CHECKING

import click

from mijnklantportaal._defaults import API_KEY_VARIABLE, CLIENT_ID_VARIABLE, CLIENT_SECRET_VARIABLE
from mijnklantportaal.cli._credentials_options import base_url_option, profile_option
from mijnklantportaal.cli._session import Session, pass_session

if TYPE_CHECKING:
    from mijnklantportaal import MijnKlantportaal
    from mijnklantportaal.cli._credentials import ApiKey, OAuthApplication
    from mijnklantportaal.oauth import TokenStore
    from mijnklantportaal.oauth._secret import Secret


@click.command()
@profile_option
@base_url_option
@click.option("--oauth", "is_oauth", is_flag=True, help="Ask for access in a browser, as an OAuth application.")
@click.option(
    "--scope",
    "scopes",
    multiple=True,
    metavar="SCOPE",
    help="A scope to ask for, such as customers.read; for --oauth, once or more.",
)
@click.option(
    "--redirect-uri",
    metavar="URL",
    help="For --oauth: the loopback address that is registered with the application, such as "
    "http://127.0.0.1:8400/callback; by default one with a free port.",
)
@click.option("--no-check", is_flag=True, help="Do not ask the portal whether it accepts the credentials.")
@pass_session
def login(
    session: Session,
    profile: str | None,
    base_url: str | None,
    is_oauth: bool,
    scopes: tuple[str, ...],
    redirect_uri: str | None,
    no_check: bool,
) -> None:
    """Store credentials as a profile.

    Type the API key when you are asked for it, or pass it on standard input: no option takes it, since other users of
    a machine can read the arguments of its programs.

    With --oauth, the client ID and the client secret of the application are those of MIJNKLANTPORTAAL_CLIENT_ID and
    MIJNKLANTPORTAAL_CLIENT_SECRET, or you are asked for them.

    The portal is asked for one list. Credentials that it refuses are not stored. Where it cannot be reached, they are,
    with a warning.

    Secrets are stored in the keyring of the system, else in a file that only you can read. They are sent only to the
    server that they were stored for.

    Which credentials a command uses: the profile of its option --profile; else the API key of MIJNKLANTPORTAAL_API_KEY;
    else the profile of MIJNKLANTPORTAAL_PROFILE; else the profile `default`.
    """
    # Imported here, so that the help of all commands does not import the library.
    from mijnklantportaal._settings import resolved_base_url
    from mijnklantportaal.cli._credentials_configuration import Configuration
    from mijnklantportaal.cli._credentials_files import configuration_folder
    from mijnklantportaal.cli._credentials_storage import store_profile
    from mijnklantportaal.cli._profiles import make_client, profile_name
    from mijnklantportaal.oauth import MemoryTokenStore

    if is_oauth and not scopes:
        raise click.UsageError("--oauth needs at least one scope: pass --scope customers.read, say")
    if not is_oauth and (scopes or redirect_uri is not None):
        raise click.UsageError("--scope and --redirect-uri are for --oauth: the portal sets the scopes of an API key")
    name = profile_name(session.profile if profile is None else profile)
    url = resolved_base_url(session.base_url if base_url is None else base_url)
    configuration = Configuration(configuration_folder())
    # Before anybody types a key: the file may be damaged.
    configuration.entries()
    store = MemoryTokenStore()
    credentials = _agreed_application(url, scopes, redirect_uri, store) if is_oauth else _received_key(url)
    if not no_check:
        with make_client(credentials, url, store) as client:
            _check(client)
    stored = store_profile(configuration, name, url, credentials, scopes, store.load())
    click.echo(f"The profile {name} is stored in the {stored.profile.place.value}, for {url}.")
    for remark in stored.remarks:
        click.echo(remark, err=True)
    if os.environ.get(API_KEY_VARIABLE):
        click.echo(f"{API_KEY_VARIABLE} is set, and is used instead unless you pass --profile {name}.", err=True)


@click.command()
@profile_option
@pass_session
def logout(session: Session, profile: str | None) -> None:
    """Remove a profile and its secrets from this machine.

    The portal still accepts an API key afterwards: delete it there, too, where nobody needs it any more.
    """
    from mijnklantportaal.cli._credentials_configuration import Configuration
    from mijnklantportaal.cli._credentials_files import configuration_folder
    from mijnklantportaal.cli._credentials_storage import remove_profile
    from mijnklantportaal.cli._profiles import profile_name

    name = profile_name(session.profile if profile is None else profile)
    if remove_profile(Configuration(configuration_folder()), name):
        click.echo(f"The profile {name} is removed.")
    else:
        click.echo(f"There is no profile {name}, so nothing was removed.")


def _received_key(url: str) -> "ApiKey":
    """Return the API key that the user types, or that standard input has.

    Raises:
        UsageError: It is not a valid key.
    """
    from mijnklantportaal._headers import token_problem
    from mijnklantportaal.cli._credentials import ApiKey, url_origin
    from mijnklantportaal.oauth._secret import Secret

    if _is_terminal():
        key = Secret(click.prompt("API key", hide_input=True, err=True).strip())
    else:
        key = Secret(click.get_text_stream("stdin").read().strip())
    if not key.value:
        raise click.UsageError("there is no API key on standard input: pipe it into the command")
    if token_problem(key.value):
        raise click.UsageError(
            "an API key must be printable ASCII characters without spaces: copy it again from the portal"
        )
    return ApiKey(url_origin(url), key)


def _agreed_application(
    url: str, scopes: tuple[str, ...], redirect_uri: str | None, store: "TokenStore"
) -> "OAuthApplication":
    """Return the application of the user, who has agreed in a browser. Its tokens are in the store.

    Raises:
        UsageError: There is no client ID or no client secret, and no terminal to ask for it.
        OAuthError, APIConnectionError, ConfigurationError: As for `OAuth.login`.
    """
    from mijnklantportaal.cli._credentials import OAuthApplication, url_origin
    from mijnklantportaal.oauth import OAuth
    from mijnklantportaal.oauth._secret import Secret

    client_id = _setting(CLIENT_ID_VARIABLE, "Client ID (App ID)", hide_input=False).value
    secret = _setting(CLIENT_SECRET_VARIABLE, "Client secret (App Secret)", hide_input=True)
    oauth = OAuth(client_id=client_id, client_secret=secret.value, redirect_uri=redirect_uri, store=store)
    oauth.login(scopes)
    return OAuthApplication(url_origin(url), oauth.base_url, client_id, secret)


def _setting(variable: str, prompt: str, *, hide_input: bool) -> "Secret":
    """Return an environment variable, or what the user types.

    Raises:
        UsageError: It is not set, and there is no terminal.
    """
    from mijnklantportaal.oauth._secret import Secret

    if os.environ.get(variable):
        return Secret(os.environ[variable])
    if not _is_terminal():
        raise click.UsageError(f"{variable} is not set, and there is no terminal to ask for it")
    return Secret(click.prompt(prompt, hide_input=hide_input, err=True).strip())


def _is_terminal() -> bool:
    return sys.stdin is not None and sys.stdin.isatty()


def _check(client: "MijnKlantportaal") -> None:
    """Write what the portal responds, if it is not a success.

    Raises:
        AuthenticationError, OAuthError: The portal refuses the credentials.
    """
    from mijnklantportaal.cli._credentials_check import check_credentials

    result = check_credentials(client)
    if result.accepted is None:
        click.echo(f"It is not known whether the portal accepts the credentials: {result.remark}", err=True)
    elif result.error is not None:
        result.error.args = (f"the portal refuses the credentials, which were not stored ({result.error.args[0]})",)
        raise result.error
    elif result.remark is not None:
        click.echo(f"The portal accepts the credentials, {result.remark}.", err=True)

"""The commands that store and remove credentials."""

import os

import click

from mijnklantportaal._defaults import API_KEY_VARIABLE
from mijnklantportaal.cli._options import base_url_option, profile_option
from mijnklantportaal.cli._session import Session, pass_session


@click.command(params=[profile_option(), base_url_option()])
@click.option("--oauth", "is_oauth", is_flag=True, help="Ask for access in a browser, as an OAuth application.")
@click.option(
    "--scope",
    "scopes",
    multiple=True,
    metavar="SCOPE",
    help="With --oauth: a scope to ask for, such as customers.read. May be given several times.",
)
@click.option(
    "--redirect-uri",
    metavar="URL",
    help="With --oauth: the loopback URL that is registered with the application, such as "
    "http://127.0.0.1:8400/callback; by default, a URL with a free port.",
)
@click.option("--no-check", is_flag=True, help="Do not check whether the portal accepts the credentials.")
@click.argument("misplaced", nargs=-1, metavar="")
@pass_session
def login(
    session: Session,
    misplaced: tuple[str, ...],
    is_oauth: bool,
    scopes: tuple[str, ...],
    redirect_uri: str | None,
    no_check: bool,
) -> None:
    """Store credentials as a profile.

    Type the API key at the prompt, or pass it on standard input. There is no option for it, since other users of a
    machine can read the arguments of its programs.

    With --oauth, the client ID and the client secret of the application are read from MIJNKLANTPORTAAL_CLIENT_ID and
    MIJNKLANTPORTAAL_CLIENT_SECRET, or prompted for.

    The command requests one list from the portal. Credentials that the portal refuses are not stored. If the portal
    cannot be reached, they are stored with a warning.

    Secrets are stored in the keyring of the system, or else in a file that only you can read. They are sent only to the
    server that they were stored for.

    A command uses the first of these credentials: the profile in its option --profile, the API key in
    MIJNKLANTPORTAAL_API_KEY, the profile in MIJNKLANTPORTAAL_PROFILE, the profile `default`. With --profile,
    MIJNKLANTPORTAAL_BASE_URL is ignored.
    """
    # Imported here, since help and completion do not need the library.
    from mijnklantportaal._settings import resolved_base_url
    from mijnklantportaal.cli.profiles._access import make_client, profile_name
    from mijnklantportaal.cli.profiles._check import require_accepted
    from mijnklantportaal.cli.profiles._configuration import Configuration
    from mijnklantportaal.cli.profiles._files import configuration_folder
    from mijnklantportaal.cli.profiles._prompts import authorized_application, received_key
    from mijnklantportaal.cli.profiles._storage import store_profile
    from mijnklantportaal.oauth import MemoryTokenStore

    if misplaced:
        # The error of click would show the argument, and error reports show variables.
        del misplaced
        raise click.UsageError(
            "login takes no argument: type the API key at the prompt, or pipe it into the command; a key that was an "
            "argument is now in the history of the shell"
        )
    if is_oauth and not scopes:
        raise click.UsageError("--oauth needs at least one scope, such as --scope customers.read")
    if not is_oauth and (scopes or redirect_uri is not None):
        raise click.UsageError("--scope and --redirect-uri need --oauth: the portal sets the scopes of an API key")
    name = profile_name(session.profile)
    url = resolved_base_url(session.base_url)
    configuration = Configuration(configuration_folder())
    # Checked before the user types a key: the file may be damaged, or the folder may belong to another user.
    with configuration.lock():
        configuration.entries()
    store = MemoryTokenStore()
    credentials = authorized_application(url, scopes, redirect_uri, store) if is_oauth else received_key(url)
    if not no_check:
        with make_client(credentials, url, store) as client:
            require_accepted(client)
    stored = store_profile(configuration, name, url, credentials, scopes, store.load())
    click.echo(f"The profile {name} was stored for {url}, with its secrets in {stored.location}.")
    for remark in stored.remarks:
        click.echo(remark, err=True)
    if os.environ.get(API_KEY_VARIABLE):
        click.echo(f"{API_KEY_VARIABLE} is set and is used unless you pass --profile {name}.", err=True)


@click.command(params=[profile_option()])
@pass_session
def logout(session: Session) -> None:
    """Remove a profile and its secrets from this machine.

    The portal still accepts the API key: if it is no longer needed, delete it there, too.
    """
    from mijnklantportaal.cli.profiles._access import profile_name
    from mijnklantportaal.cli.profiles._configuration import Configuration
    from mijnklantportaal.cli.profiles._files import configuration_folder
    from mijnklantportaal.cli.profiles._storage import remove_profile

    name = profile_name(session.profile)
    if remove_profile(Configuration(configuration_folder()), name):
        click.echo(f"The profile {name} was removed.")
    else:
        click.echo(f"There is no profile {name}, so nothing was removed.")

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
    help="For --oauth: a scope to ask for, such as customers.read. May be given several times.",
)
@click.option(
    "--redirect-uri",
    metavar="URL",
    help="For --oauth: the loopback address that is registered with the application, such as "
    "http://127.0.0.1:8400/callback; by default one with a free port.",
)
@click.option("--no-check", is_flag=True, help="Do not ask the portal whether it accepts the credentials.")
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

    Type the API key when you are asked for it, or pass it on standard input: no option takes it, since other users of
    a machine can read the arguments of its programs.

    With --oauth, the client ID and the client secret of the application are those of MIJNKLANTPORTAAL_CLIENT_ID and
    MIJNKLANTPORTAAL_CLIENT_SECRET, or you are asked for them.

    The command asks the portal for one list. Credentials that the portal refuses are not stored. If the portal cannot
    be reached, they are stored, with a warning.

    Secrets are stored in the keyring of the system, else in a file that only you can read. They are sent only to the
    server that they were stored for.

    Which credentials a command uses: the profile of its option --profile; else the API key of MIJNKLANTPORTAAL_API_KEY;
    else the profile of MIJNKLANTPORTAAL_PROFILE; else the profile `default`. MIJNKLANTPORTAAL_BASE_URL does not change
    where a profile of the option --profile connects to.
    """
    # Imported here: help and completion do without the library.
    from mijnklantportaal._settings import resolved_base_url
    from mijnklantportaal.cli.profiles._access import make_client, profile_name
    from mijnklantportaal.cli.profiles._check import require_accepted
    from mijnklantportaal.cli.profiles._configuration import Configuration
    from mijnklantportaal.cli.profiles._files import configuration_folder
    from mijnklantportaal.cli.profiles._prompts import authorized_application, received_key
    from mijnklantportaal.cli.profiles._storage import store_profile
    from mijnklantportaal.oauth import MemoryTokenStore

    if misplaced:
        # Click would show an argument in its own error, and error reports would show this variable.
        del misplaced
        raise click.UsageError(
            "login takes no argument: type the API key when you are asked for it, or pipe it into the command; a key "
            "that was an argument is in the history of the shell"
        )
    if is_oauth and not scopes:
        raise click.UsageError("--oauth needs at least one scope, such as --scope customers.read")
    if not is_oauth and (scopes or redirect_uri is not None):
        raise click.UsageError("--scope and --redirect-uri are for --oauth: the portal sets the scopes of an API key")
    name = profile_name(session.profile)
    url = resolved_base_url(session.base_url)
    configuration = Configuration(configuration_folder())
    # Before anybody types a key: the file may be damaged, or the folder may belong to somebody else.
    with configuration.lock():
        configuration.entries()
    store = MemoryTokenStore()
    credentials = authorized_application(url, scopes, redirect_uri, store) if is_oauth else received_key(url)
    if not no_check:
        with make_client(credentials, url, store) as client:
            require_accepted(client)
    stored = store_profile(configuration, name, url, credentials, scopes, store.load())
    click.echo(f"The profile {name} is stored for {url}, with its secrets in {stored.location}.")
    for remark in stored.remarks:
        click.echo(remark, err=True)
    if os.environ.get(API_KEY_VARIABLE):
        click.echo(f"{API_KEY_VARIABLE} is set, and is used instead unless you pass --profile {name}.", err=True)


@click.command(params=[profile_option()])
@pass_session
def logout(session: Session) -> None:
    """Remove a profile and its secrets from this machine.

    The portal still accepts an API key afterwards: also delete it there, if nobody needs it anymore.
    """
    from mijnklantportaal.cli.profiles._access import profile_name
    from mijnklantportaal.cli.profiles._configuration import Configuration
    from mijnklantportaal.cli.profiles._files import configuration_folder
    from mijnklantportaal.cli.profiles._storage import remove_profile

    name = profile_name(session.profile)
    if remove_profile(Configuration(configuration_folder()), name):
        click.echo(f"The profile {name} is removed.")
    else:
        click.echo(f"There is no profile {name}, so nothing was removed.")

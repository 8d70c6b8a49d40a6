"""Options that several commands share. The options for credentials are accepted before and after the command."""

import click

from mijnklantportaal.cli._session import Session


def profile_option() -> click.Option:
    """Return the option `--profile` of a command."""
    return click.Option(
        ["--profile"],
        metavar="NAME",
        expose_value=False,
        callback=_set_in_session,
        help="Name of the profile; by default, MIJNKLANTPORTAAL_PROFILE, or else `default`.",
    )


def base_url_option() -> click.Option:
    """Return the option `--base-url` of a command."""
    return click.Option(
        ["--base-url"],
        metavar="URL",
        expose_value=False,
        callback=_set_in_session,
        help="URL of the API; by default, that of the profile or MIJNKLANTPORTAAL_BASE_URL, else the portal's.",
    )


def progress_option(default: bool = True) -> click.Option:
    """Return the option `--progress` of a command."""
    state = "on" if default else "off"
    help = f"Show a progress bar if standard error is a terminal; {state} by default."
    return click.Option(["--progress/--no-progress"], default=default, help=help)


def _set_in_session(context: click.Context, option: click.Parameter, value: str | None) -> None:
    # No session exists while a shell completes a command.
    if value is not None and option.name and (session := context.find_object(Session)):
        setattr(session, option.name, value)

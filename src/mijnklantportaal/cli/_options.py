"""Options that several commands have. Those for credentials stand before the command, or after it."""

import click

from mijnklantportaal.cli._session import Session


def profile_option() -> click.Option:
    """Return the option `--profile` of a command."""
    return click.Option(
        ["--profile"],
        metavar="NAME",
        expose_value=False,
        callback=_set_in_session,
        help="Name of the profile; by default that of MIJNKLANTPORTAAL_PROFILE, else `default`.",
    )


def base_url_option() -> click.Option:
    """Return the option `--base-url` of a command."""
    return click.Option(
        ["--base-url"],
        metavar="URL",
        expose_value=False,
        callback=_set_in_session,
        help="URL of the API; by default that of the profile or of MIJNKLANTPORTAAL_BASE_URL, else that of the portal.",
    )


def progress_option(default: bool = True) -> click.Option:
    """Return the option `--progress` of a command."""
    state = "on" if default else "off"
    help = f"Show a progress bar where a terminal is; by default, it is {state}."
    return click.Option(["--progress/--no-progress"], default=default, help=help)


def _set_in_session(context: click.Context, option: click.Parameter, value: str | None) -> None:
    # No session exists while a shell completes a command.
    if value is not None and option.name and (session := context.find_object(Session)):
        setattr(session, option.name, value)

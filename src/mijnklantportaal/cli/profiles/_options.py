"""Options of the commands for credentials. They also exist before the command, for all commands."""

from collections.abc import Callable
from typing import Any, TypeVar

import click

F = TypeVar("F", bound=Callable[..., Any])


def profile_option(command: F) -> F:
    """Add the option `--profile` to a command."""
    text = "Name of the profile; by default that of MIJNKLANTPORTAAL_PROFILE, else `default`."
    return click.option("--profile", metavar="NAME", help=text)(command)


def base_url_option(command: F) -> F:
    """Add the option `--base-url` to a command."""
    text = "URL of the API; by default that of the profile or of MIJNKLANTPORTAAL_BASE_URL, else that of the portal."
    return click.option("--base-url", metavar="URL", help=text)(command)

"""The root command: the resources of the API, and the commands over the functions of the library."""

from collections.abc import Mapping, Sequence
from importlib import import_module

import click

from mijnklantportaal.cli._session import Session

# Each is imported when it is used: the start of a program may take 0.3 seconds.
_COMMANDS: Mapping[str, tuple[str, str]] = {
    "login": ("_login", "login"),
    "logout": ("_login", "logout"),
    "whoami": ("_whoami", "whoami"),
    "export": ("_export", "export"),
    "download": ("_download", "download"),
    "sandbox": ("_sandbox", "sandbox"),
    "completion": ("_completion", "completion"),
    "verify": ("_verify", "verify"),
}


class _Root(click.Group):
    def list_commands(self, ctx: click.Context) -> list[str]:
        return [*_COMMANDS]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name in _COMMANDS:
            module, name = _COMMANDS[cmd_name]
            command: click.Command = getattr(import_module(f"mijnklantportaal.cli.{module}"), name)
            return command
        return None


@click.group(cls=_Root)
@click.option("--profile", envvar="MIJNKLANTPORTAAL_PROFILE", help="Name of the profile with the credentials.")
@click.option("--base-url", help="URL of the API, instead of that of the profile.")
@click.version_option(package_name="mijnklantportaal")
@click.pass_context
def root(context: click.Context, profile: str | None, base_url: str | None) -> None:
    """Work with a portal of MijnKlantportaal."""
    session = Session(profile, base_url)
    context.obj = session
    context.call_on_close(session.close)


def run(arguments: Sequence[str]) -> int:
    """Run the command line, and return its exit code."""
    root.main(list(arguments), prog_name="mijnklantportaal", standalone_mode=False)
    return 0

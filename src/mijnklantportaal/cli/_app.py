"""The root command, with the resources of the API and the commands for functions of the library."""

import errno
import os
import sys
from collections.abc import Mapping, Sequence
from contextlib import closing
from importlib import import_module
from typing import NamedTuple

import click

from mijnklantportaal._version import __version__
from mijnklantportaal.cli._errors import exit_code, message_of
from mijnklantportaal.cli._groups import LazyGroup
from mijnklantportaal.cli._options import base_url_option, profile_option
from mijnklantportaal.cli._session import Session
from mijnklantportaal.cli._streams import discard_unwritten
from mijnklantportaal.cli._warnings import PROGRAM, warnings_as_lines, write_line, write_traceback


class _LazyCommand(NamedTuple):
    """A command that is imported only when it is used, for a fast startup."""

    module: str
    """The module in `commands`, which contains a function with the name of the command."""
    summary: str


_COMMANDS: Mapping[str, _LazyCommand] = {
    "login": _LazyCommand("_login", "Store credentials as a profile."),
    "logout": _LazyCommand("_login", "Remove a profile and its secrets."),
    "whoami": _LazyCommand("_whoami", "Show which credentials are used."),
    "export": _LazyCommand("_export", "Write all objects of a list, or of all lists, to files."),
    "download": _LazyCommand("_download", "Download a file of the portal."),
    "sandbox": _LazyCommand("_sandbox", "Serve a local sandbox of the portal."),
    "completion": _LazyCommand("_completion", "Print a shell completion script."),
    "verify": _LazyCommand("_verify", "Check whether the portal agrees with the spec of this package."),
}


class _Root(LazyGroup):
    """The root command."""

    def sections(self) -> Mapping[str, Mapping[str, str]]:
        """Return the summaries of the resources and the commands, without importing them."""
        from mijnklantportaal.cli.methods._methods import resource_summaries

        commands = {name: command.summary for name, command in _COMMANDS.items()}
        resources = {name: text for name, text in resource_summaries().items() if name not in commands}
        return {"Resources": resources, "Commands": commands}

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return a command, or the group for a resource."""
        if cmd_name in _COMMANDS:
            module = import_module(f"mijnklantportaal.cli.commands.{_COMMANDS[cmd_name].module}")
            command: click.Command = getattr(module, cmd_name)
            return command
        from mijnklantportaal.cli.methods._resources import resource_group

        return resource_group(cmd_name)


@click.group(cls=_Root, params=[profile_option(), base_url_option()])
@click.option("--debug", is_flag=True, help="Show the traceback of an error.")
@click.version_option(__version__, prog_name=PROGRAM)
def root(debug: bool) -> None:
    """Work with a portal of MijnKlantportaal."""


def run(arguments: Sequence[str]) -> int:
    """Run the command line, and return its exit code.

    An error becomes one line on standard error. Nothing is written for Ctrl-C and for a closed pipe.
    """
    if f"_{PROGRAM.upper()}_COMPLETE" in os.environ:
        # This call writes the completions that a shell asks for, and exits.
        root.main([], prog_name=PROGRAM)
    context = None
    with warnings_as_lines():
        try:
            # Not with `root.main`, which writes a line for Ctrl-C and ends the process if a pipe is closed.
            session = Session()
            context = root.make_context(PROGRAM, [*arguments], obj=session)
            with closing(session), context:
                root.invoke(context)
            sys.stdout.flush()
        except SystemExit:
            raise
        except BaseException as error:
            return _report(error, shows_traceback=context is not None and context.params["debug"])
        finally:
            discard_unwritten(sys.stderr)
    return 0


def _report(error: BaseException, *, shows_traceback: bool) -> int:
    unwritten = discard_unwritten(sys.stdout)
    if isinstance(error, OSError) and unwritten is not None and error.errno == unwritten.errno:
        if sys.platform == "win32" and error.errno == errno.EINVAL:
            # The error of a pipe that is closed there.
            error = BrokenPipeError()
        error.filename = "standard output"
    message = message_of(error)
    if message is not None:
        if shows_traceback:
            write_traceback(error)
        write_line(message)
    return exit_code(error)

"""The options of the command for a method that are not sent, such as those for the call and its result."""

from collections.abc import Callable, Iterator
from typing import Any

import click

from mijnklantportaal._settings import checked_max_retries, checked_max_wait, checked_timeout
from mijnklantportaal.cli._options import base_url_option, profile_option, progress_option
from mijnklantportaal.cli.methods._arguments import AnyParamType
from mijnklantportaal.cli.methods._documentation import MethodDocumentation
from mijnklantportaal.cli.methods._methods import ResourceMethod

CALL_OPTIONS = ("timeout", "max_wait", "max_retries")
"""The arguments that every method has for its call, and that are options, too."""


def own_options(method: ResourceMethod, documentation: MethodDocumentation) -> list[click.Option]:
    """Return the options of a command other than the arguments that it sends, in the order of the help."""
    return [
        *_input_options(method),
        *_result_options(method),
        *_call_options(documentation),
        *_safety_options(method),
        profile_option(),
        base_url_option(),
    ]


def _input_options(method: ResourceMethod) -> Iterator[click.Option]:
    if method.operation.body is not None:
        yield click.Option(
            ["--body"],
            type=click.Path(exists=True, dir_okay=False, allow_dash=True),
            metavar="FILE",
            help="A JSON file with the body of the request, with the keys of the portal; `-` for standard input. "
            "Options replace single fields.",
        )


def _result_options(method: ResourceMethod) -> Iterator[click.Option]:
    if method.operation.is_paginated:
        yield click.Option(
            ["--all"], is_flag=True, help="Fetch all pages, starting at the first page or at `--page`, not only one."
        )
    if method.is_download:
        yield click.Option(
            ["--to"],
            default=".",
            metavar="PATH",
            help="The path of the file, or of an existing folder, in which the file gets the name that the server "
            "sends; by default, the current folder. `-` for standard output.",
        )
        yield click.Option(["--overwrite"], is_flag=True, help="Replace an existing file.")
        yield click.Option(
            ["--max-size"],
            type=click.IntRange(min=1),
            metavar="BYTES",
            help="Maximum size of the file in bytes; by default, 2 GiB.",
        )
    if "progress" in method.parameters:
        # Off for lists, since the bar would be drawn between their lines.
        yield progress_option(default=not method.operation.is_paginated)


def _call_options(documentation: MethodDocumentation) -> Iterator[click.Option]:
    kinds: dict[str, tuple[type[float], Callable[[Any], object], str]] = {
        "timeout": (float, checked_timeout, "SECONDS"),
        "max_wait": (float, checked_max_wait, "SECONDS"),
        "max_retries": (int, checked_max_retries, "NUMBER"),
    }
    for name in CALL_OPTIONS:
        kind, check, metavar = kinds[name]
        # On the command line, the client has no options that these could replace.
        help = documentation.arguments.get(name, "").replace(", instead of the client's timeout", "")
        help = help.replace(", instead of the client's", "")
        yield click.Option(
            [f"--{name.replace('_', '-')}"], type=_Checked(name, kind, check, metavar), metavar=metavar, help=help
        )


def _safety_options(method: ResourceMethod) -> Iterator[click.Option]:
    if changes_data(method):
        yield click.Option(["--yes", "-y"], is_flag=True, help="Do not ask for confirmation in a terminal.")
    yield click.Option(
        ["--dry-run"],
        is_flag=True,
        help="Show the request without the token, and send nothing. No credentials are needed.",
    )


def changes_data(method: ResourceMethod) -> bool:
    """Return whether a method may change something in the portal."""
    return method.operation.method not in ("GET", "HEAD", "OPTIONS")


class _Checked(AnyParamType):
    """A number that the client accepts as an option of a call.

    Args:
        argument: The argument of the method, with which messages of `check` begin.
        kind: `int` or `float`.
        check: Raises a ValueError for a number that is not valid.
        metavar: The name of the number in the help.
    """

    def __init__(self, argument: str, kind: type[float], check: Callable[[Any], object], metavar: str) -> None:
        self.name = metavar
        self._argument = argument
        self._kind = kind
        self._check = check

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Return the number in a word."""
        try:
            number = self._kind(value)
        except ValueError:
            kind = "an integer" if self._kind is int else "a number"
            self.fail(f"the value must be {kind}, not {value!r}", param, ctx)
        try:
            self._check(number)
        except ValueError as error:
            self.fail(f"the value {str(error).removeprefix(f'{self._argument} ')}", param, ctx)
        return number

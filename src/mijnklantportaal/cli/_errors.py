"""The exit codes of the command line, and the line that it writes for an error."""

import os
from collections.abc import Mapping
from typing import TYPE_CHECKING

import click

from mijnklantportaal._imports import MijnKlantportaalError
from mijnklantportaal.cli._texts import one_line

if TYPE_CHECKING:
    from mijnklantportaal.errors import UnprocessableEntityError

OTHER = 1
"""Every error that has no other code, and a call that the user does not confirm."""
USAGE = 2
"""An argument or an option is not valid. Nothing was sent."""
AUTHENTICATION = 3
"""There are no credentials, the configuration is not valid, or the portal refuses the credentials: 401, 403."""
NOT_FOUND = 4
"""No object has this ID: 404."""
VALIDATION = 5
"""The portal refuses the data: 400, 422."""
RATE_LIMIT = 6
"""More calls than the limit allows: 429, or a wait that is longer than `--max-wait`."""
CONNECTION = 7
"""No response was received."""
INTERRUPTED = 130
"""Ctrl-C, as shells report it."""
CLOSED_PIPE = 141
"""The program that reads the output has ended, as shells report it."""

_PROXY_VARIABLES = ("http_proxy", "https_proxy", "all_proxy")


class RefusedDataError(click.ClickException):
    """The portal refuses the data. The message has the names of options.

    Args:
        error: The error of the call.
        option_names: How the command line calls each argument, by its name in Python.
    """

    exit_code = VALIDATION

    def __init__(self, error: "UnprocessableEntityError", option_names: Mapping[str, str]) -> None:
        texts = [f"{_option(name, option_names)}: {' '.join(texts)}" for name, texts in error.errors.items()]
        # The message of the portal repeats one of them, with its own name of the argument.
        reasons = "; ".join(text.rstrip(".") for text in texts)
        super().__init__(f"{error.status_code} for {error.method} {error.url}: {reasons}" if reasons else str(error))


def _option(path: str, option_names: Mapping[str, str]) -> str:
    """Return what the command line calls the value at a path in Python, such as `lines[0].amount_excl_vat`."""
    argument = path.partition("[")[0].partition(".")[0]
    rest = path.removeprefix(argument).replace("_", "-")
    if argument not in option_names:
        return path
    index, _, inner = rest.removeprefix("[").partition("]")
    if rest.startswith("["):
        # Not `int` of any text: it refuses thousands of digits.
        rest = f" {int(index) + 1 if index.isdecimal() and len(index) < 10 else index}{inner}"
    return option_names[argument] + rest.replace(".", " ", 1)


def existing_file_error(error: FileExistsError) -> FileExistsError:
    """Return the error for a download whose file exists. The text of the one of the library is for programs."""
    return FileExistsError(f"{error.filename} exists: choose another path with --to, or pass --overwrite")


def exit_code(error: BaseException) -> int:
    """Return the exit code of an error."""
    if isinstance(error, click.ClickException | click.exceptions.Exit):
        return error.exit_code
    if isinstance(error, KeyboardInterrupt | click.Abort):
        return INTERRUPTED
    if isinstance(error, BrokenPipeError):
        return CLOSED_PIPE
    if isinstance(error, MijnKlantportaalError):
        return _code_of_library(error)
    return USAGE if isinstance(error, ValueError) else OTHER


def _code_of_library(error: MijnKlantportaalError) -> int:
    from mijnklantportaal import errors

    if isinstance(error.__context__, ImportError):
        # A package is not installed, for a format of exports for example. That is a ConfigurationError, too.
        return OTHER
    codes: dict[type[MijnKlantportaalError] | tuple[type[MijnKlantportaalError], ...], int] = {
        (errors.ConfigurationError, errors.OAuthError): AUTHENTICATION,
        (errors.AuthenticationError, errors.PermissionDeniedError): AUTHENTICATION,
        errors.NotFoundError: NOT_FOUND,
        (errors.BadRequestError, errors.UnprocessableEntityError): VALIDATION,
        errors.RateLimitError: RATE_LIMIT,
        errors.APIConnectionError: CONNECTION,
    }
    return next((code for kinds, code in codes.items() if isinstance(error, kinds)), OTHER)


def message_of(error: BaseException) -> str | None:
    """Return the line that is written for an error; `None` for one that is quiet."""
    if isinstance(error, KeyboardInterrupt | click.Abort | click.exceptions.Exit | BrokenPipeError):
        return None
    text = error.format_message() if isinstance(error, click.ClickException) else _text(error)
    if isinstance(error, click.NoSuchOption):
        text = _misplaced_option_text(error) or text
    if isinstance(error, click.UsageError) and error.ctx is not None:
        end = "" if text.endswith((".", "?")) else "."
        text = f"{text}{end} Try '{error.ctx.command_path} --help' for help."
    return one_line(text)


def _misplaced_option_text(error: click.NoSuchOption) -> str | None:
    """Return the text for an option that stands behind a command, and belongs before it; `None` for another one."""
    assert error.ctx is not None
    root = error.ctx.find_root()
    option = next((option for option in root.command.params if error.option_name in option.opts), None)
    if option is None:
        return None
    words = [root.command_path, error.option_name, *([option.metavar] if option.metavar else [])]
    command = error.ctx.command_path.removeprefix(root.command_path).strip()
    return f"The option '{error.option_name}' must be before the command: {' '.join([*words, command])}"


def _text(error: BaseException) -> str:
    if isinstance(error, OSError):
        text = error.strerror or str(error) or type(error).__name__
        return f"{error.filename}: {text}" if error.filename is not None else text
    if isinstance(error, MijnKlantportaalError):
        return "; ".join(text.rstrip(".") for text in [str(error), *_ways_out(error)])
    if isinstance(error, ValueError):
        return str(error)
    return f"{type(error).__name__}: {error}; this is a fault of mijnklantportaal: report it with what `--debug` shows"


def _ways_out(error: MijnKlantportaalError) -> list[str]:
    from mijnklantportaal import errors

    if isinstance(error, errors.AuthenticationError):
        return [
            "`mijnklantportaal whoami` shows which credentials are in use, and `mijnklantportaal login` stores others"
        ]
    if isinstance(error, errors.RateLimitError) and error.retry_after is not None:
        return [f"try again after {error.retry_after:.0f} s"]
    if isinstance(error, errors.PermissionDeniedError):
        return ["use credentials with the scope for this"]
    if isinstance(error, errors.APIConnectionError):
        # Many who have one of these variables have forgotten it.
        names = sorted(name for name in os.environ if name.lower() in _PROXY_VARIABLES)
        return [f"{' and '.join(names)} may name a proxy that is not reachable"] if names else []
    if isinstance(error, errors.UnprocessableEntityError):
        return [f"{name}: {' '.join(texts)}" for name, texts in error.errors.items()]
    return []

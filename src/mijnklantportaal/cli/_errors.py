"""The exit codes of the command line, and its messages for errors."""

import os
import re
from collections.abc import Mapping
from typing import TYPE_CHECKING

import click

from mijnklantportaal._imports import MijnKlantportaalError
from mijnklantportaal.cli._texts import one_line

if TYPE_CHECKING:
    from mijnklantportaal.errors import UnprocessableEntityError

OTHER = 1
"""Any error without another code, a call that the user did not confirm, and a verification that found a deviation."""
USAGE = 2
"""An argument or an option is not valid. Nothing was sent."""
AUTHENTICATION = 3
"""There are no credentials, the configuration is not valid, or the portal refuses the credentials: 401, 403."""
NOT_FOUND = 4
"""No object has this ID: 404."""
VALIDATION = 5
"""The portal refuses the data: 400, 422."""
RATE_LIMIT = 6
"""The rate limit was reached: 429, or a wait longer than `--max-wait`."""
CONNECTION = 7
"""No response was received."""
INTERRUPTED = 130
"""Ctrl-C. Shells report SIGINT with this code."""
CLOSED_PIPE = 141
"""The program that reads the output has ended. Shells report SIGPIPE with this code."""

_PROXY_VARIABLES = ("http_proxy", "https_proxy", "all_proxy")
# The arguments that messages of the library name, and that are options of the command line.
_OPTIONS_IN_MESSAGES = re.compile(r"\bmax_(wait|size)\b")


class RefusedDataError(click.ClickException):
    """The portal refuses the data. The message names the options that the data came from.

    Args:
        error: The error of the call.
        option_names: The option of each argument, by Python name.
    """

    exit_code = VALIDATION

    def __init__(self, error: "UnprocessableEntityError", option_names: Mapping[str, str]) -> None:
        texts = [f"{_option(name, option_names)}: {' '.join(texts)}" for name, texts in error.errors.items()]
        # Without the message of the portal, which repeats a reason with the portal's name for the argument.
        reasons = "; ".join(text.rstrip(".") for text in texts)
        super().__init__(f"{error.status_code} for {error.method} {error.url}: {reasons}" if reasons else str(error))


def _option(path: str, option_names: Mapping[str, str]) -> str:
    """Return the option for a path in Python: `--line 1 amount-excl-vat` for `lines[0].amount_excl_vat`."""
    argument = path.partition("[")[0].partition(".")[0]
    rest = path.removeprefix(argument).replace("_", "-")
    if argument not in option_names:
        return path
    index, _, inner = rest.removeprefix("[").partition("]")
    if rest.startswith("["):
        # `int` raises for thousands of digits.
        rest = f" {int(index) + 1 if index.isdecimal() and len(index) < 10 else index}{inner}"
    return option_names[argument] + rest.replace(".", " ", 1)


def existing_file_error(error: FileExistsError) -> FileExistsError:
    """Return the error for a download whose file exists. The message of the library names arguments, not options."""
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
        # A missing package, for example for an export format, is a ConfigurationError, too.
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
    """Return the line to write for an error; `None` if nothing is written."""
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
    """Return the message for an option of the root command that follows another command; `None` for other options."""
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
        text = "; ".join(text.rstrip(".") for text in [str(error), *_hints(error)])
        return _OPTIONS_IN_MESSAGES.sub(lambda match: f"--{match[0].replace('_', '-')}", text)
    if isinstance(error, ValueError):
        return str(error)
    return f"{type(error).__name__}: {error}; this is a bug in mijnklantportaal: report it with the output of `--debug`"


def _hints(error: MijnKlantportaalError) -> list[str]:
    from mijnklantportaal import errors

    if isinstance(error, errors.AuthenticationError):
        return [
            "`mijnklantportaal whoami` shows which credentials are used, and `mijnklantportaal login` stores others"
        ]
    if isinstance(error, errors.RateLimitError) and error.retry_after is not None:
        return [f"retry after {error.retry_after:.0f} s"]
    if isinstance(error, errors.PermissionDeniedError):
        return ["use credentials with the scope for this call"]
    if isinstance(error, errors.APIConnectionError):
        # These variables are easily forgotten.
        names = sorted(name for name in os.environ if name.lower() in _PROXY_VARIABLES)
        return [f"the proxy in {' or '.join(names)} may be unreachable"] if names else []
    if isinstance(error, errors.UnprocessableEntityError):
        return [f"{name}: {' '.join(texts)}" for name, texts in error.errors.items()]
    return []

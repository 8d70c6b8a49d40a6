"""The error of the pipeline, and its report by commands."""

import sys
from collections.abc import Callable
from typing import NoReturn


class PipelineError(Exception):
    """An input, or the state of the repository, that stops a command.

    The message is one or more sentences for the person at the terminal. Each names the cause and the way out.
    """


def run_command(main: Callable[[list[str]], None]) -> NoReturn:
    """Run the entry point of a command with the arguments of the process, and exit.

    The exit code is 0, or 1 after a `PipelineError`, whose message goes to stderr.
    """
    try:
        main(sys.argv[1:])
    except PipelineError as error:
        # A text of a spec in the message must not control the terminal.
        text = "".join(char if char.isprintable() or char == "\n" else ascii(char)[1:-1] for char in str(error))
        sys.stderr.write(f"{text}\n")
        raise SystemExit(1) from None
    raise SystemExit(0)

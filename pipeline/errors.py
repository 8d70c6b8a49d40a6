"""The one way in which a pipeline door says no."""

import sys
from collections.abc import Callable
from typing import NoReturn


class PipelineError(Exception):
    """Something in the input stops the work.

    The message is one or more clear sentences for the person at the terminal: each names the culprit and the way out.
    """


def run_door(main: Callable[[list[str]], None]) -> NoReturn:
    """Run the entry point of a door with the command line, and end the process: 0, or 1 with the message on stderr."""
    try:
        main(sys.argv[1:])
    except PipelineError as error:
        # What it quotes of a document must not steer the terminal.
        text = "".join(one if one.isprintable() or one == "\n" else ascii(one)[1:-1] for one in str(error))
        sys.stderr.write(f"{text}\n")
        raise SystemExit(1) from None
    raise SystemExit(0)

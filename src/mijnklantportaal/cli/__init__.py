"""The command line: `mijnklantportaal RESOURCE METHOD [ARGUMENTS]`."""

import signal
import sys
from types import FrameType, ModuleType
from typing import cast


def main() -> None:
    """Run the command line of this process, and exit.

    Raises:
        SystemExit: With one of the documented exit codes.
    """
    from mijnklantportaal.cli._streams import prepare_streams

    prepare_streams()
    _exit_at_termination()
    try:
        import click  # noqa: F401
    except ImportError:
        sys.exit("mijnklantportaal: the command line needs more packages: pip install 'mijnklantportaal[cli]'")
    # httpx would import a command line of its own, with rich: a sixth of the time that a call takes to start.
    sys.modules.setdefault("httpx._main", cast("ModuleType", None))
    try:
        from mijnklantportaal.cli._app import run

        sys.exit(run(sys.argv[1:]))
    except KeyboardInterrupt:
        # Before the command line runs, or after it.
        sys.exit(130)


def _exit_at_termination() -> None:
    """Let the signals that end a program raise `SystemExit`: the temporary file of a download is deleted then."""

    def exit(number: int, frame: FrameType | None) -> None:
        # As shells report it.
        sys.exit(128 + number)

    # Windows has no SIGHUP.
    for number in (signal.SIGTERM, getattr(signal, "SIGHUP", signal.SIGTERM)):
        # Not where `nohup` has set that it is ignored.
        if signal.getsignal(number) is signal.SIG_DFL:
            signal.signal(number, exit)

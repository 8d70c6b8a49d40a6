"""The command line: `mijnklantportaal RESOURCE METHOD [ARGUMENTS]`."""

import signal
import sys
from importlib.util import find_spec
from types import FrameType, ModuleType
from typing import cast


def main() -> None:
    """Run the command line with the arguments of this process, and exit.

    Raises:
        SystemExit: With one of the documented exit codes.
    """
    from mijnklantportaal.cli._streams import prepare_streams

    prepare_streams()
    _exit_at_termination()
    # Not only click: other packages, such as uvicorn, install that too.
    if any(find_spec(package) is None for package in ("click", "keyring", "rich")):
        sys.exit("mijnklantportaal: the command line needs more packages: pip install 'mijnklantportaal[cli]'")
    # httpx would import its own command line, with rich, which takes a sixth of the startup time of a call.
    sys.modules.setdefault("httpx._main", cast("ModuleType", None))
    try:
        from mijnklantportaal.cli._app import run

        sys.exit(run(sys.argv[1:]))
    except KeyboardInterrupt:
        # Ctrl-C was pressed before or after the command ran.
        sys.exit(130)


def _exit_at_termination() -> None:
    """Make termination signals raise `SystemExit`, so that the temporary file of a download is deleted."""

    def exit(number: int, frame: FrameType | None) -> None:
        # The exit code with which shells report a signal.
        sys.exit(128 + number)

    # Windows has no SIGHUP.
    for number in (signal.SIGTERM, getattr(signal, "SIGHUP", signal.SIGTERM)):
        # `nohup` starts programs with a signal that is ignored.
        if signal.getsignal(number) is signal.SIG_DFL:
            signal.signal(number, exit)

"""The command line: `mijnklantportaal RESOURCE METHOD [ARGUMENTS]`."""

import sys
from types import ModuleType
from typing import cast


def main() -> None:
    """Run the command line of this process, and exit.

    Raises:
        SystemExit: With one of the documented exit codes.
    """
    from mijnklantportaal.cli._streams import prepare_streams

    prepare_streams()
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

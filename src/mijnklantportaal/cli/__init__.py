"""The command line: `mijnklantportaal RESOURCE METHOD [ARGUMENTS]`."""

import sys


def main() -> None:
    """Run the command line of this process, and exit.

    Raises:
        SystemExit: With one of the documented exit codes.
    """
    try:
        import click  # noqa: F401
    except ImportError:
        sys.exit("mijnklantportaal: the command line needs more packages: pip install 'mijnklantportaal[cli]'")
    try:
        from mijnklantportaal.cli._app import run

        sys.exit(run(sys.argv[1:]))
    except KeyboardInterrupt:
        # Before the command line runs, or after it.
        sys.exit(130)

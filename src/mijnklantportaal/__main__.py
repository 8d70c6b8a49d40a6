"""Run the command line as `python -m mijnklantportaal`."""

from mijnklantportaal.cli import main

main()

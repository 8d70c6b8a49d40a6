"""`mijnklantportaal sandbox`: a local sandbox of the portal, for development and tests."""

import sys

import click


@click.command(
    add_help_option=False,
    # The sandbox has its own option `--help`.
    context_settings={"ignore_unknown_options": True, "allow_extra_args": True, "allow_interspersed_args": False},
)
@click.pass_context
def sandbox(context: click.Context) -> None:
    """Serve a local sandbox. The options are those of `python -m mijnklantportaal.sandbox`."""
    from mijnklantportaal.sandbox.__main__ import main

    sys.exit(main(context.args, prog="mijnklantportaal sandbox"))

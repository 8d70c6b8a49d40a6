"""`mijnklantportaal sandbox`: a local portal for development and tests."""

import sys

import click


@click.command(
    short_help="Serve a local portal for development and tests.",
    add_help_option=False,
    # `--help` too is an option of the sandbox.
    context_settings={"ignore_unknown_options": True, "allow_extra_args": True, "allow_interspersed_args": False},
)
@click.pass_context
def sandbox(context: click.Context) -> None:
    """Serve a local portal. It takes the options of `python -m mijnklantportaal.sandbox`."""
    from mijnklantportaal.sandbox.__main__ import main

    sys.exit(main(context.args, prog="mijnklantportaal sandbox"))

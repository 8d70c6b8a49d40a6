"""`mijnklantportaal verify`: whether a portal agrees with the spec."""

import sys
from pathlib import Path

import click

from mijnklantportaal.cli._options import base_url_option, profile_option, progress_option
from mijnklantportaal.cli._session import Session, pass_session

# The exit code where a response deviates from the spec.
_DEVIATES = 1


def _checked_file(context: click.Context, parameter: click.Parameter, path: Path | None) -> Path | None:
    """Refuse a file that cannot be written, before a verification that takes minutes."""
    if path is not None and not path.parent.is_dir():
        raise click.BadParameter(f"the folder {path.parent} does not exist: create it first.", context, parameter)
    return path


_FILE = click.Path(dir_okay=False, writable=True, path_type=Path)


@click.command(params=[progress_option(), profile_option(), base_url_option()])
@click.option("--report", type=_FILE, callback=_checked_file, metavar="FILE.json", help="Write the report as JSON too.")
@click.option(
    "--markdown", type=_FILE, callback=_checked_file, metavar="FILE.md", help="Write the report as Markdown too."
)
@click.option(
    "--objects",
    type=click.IntRange(min=1),
    default=3,
    show_default=True,
    help="How many objects of each list are fetched one by one, at most.",
)
@click.option(
    "--show-keys",
    is_flag=True,
    help="Show the keys that the spec does not have, which may be data, not only their hashes.",
)
@pass_session
def verify(
    session: Session, report: Path | None, markdown: Path | None, objects: int, show_keys: bool, progress: bool
) -> None:
    """Check whether the portal agrees with the spec of this package, and print a report as Markdown.

    It only reads, and stays within the rate limit. The report has types, names of the spec and counts, and no value of
    anybody's data. The exit code is 0 when everything that was reached agrees, and 1 when something deviates, or when
    nothing was reached.
    """
    from mijnklantportaal._atomic_file import replaced_file
    from mijnklantportaal.verification import verify as verify_portal

    if report is not None and report == markdown:
        raise click.UsageError("--report and --markdown must not be the same file.")
    result = verify_portal(session.client(), objects=objects, show_keys=show_keys, progress=progress)
    try:
        for path, text in ((report, result.to_json()), (markdown, result.to_markdown())):
            if path is not None:
                with replaced_file(path) as file:
                    file.write(text.encode())
    finally:
        # Where a file cannot be written, this is all that is left of minutes of calls.
        click.echo(result.to_markdown().rstrip())
    if not any(operation.responses for operation in result.operations):
        raise click.ClickException("no operation was reached: the report gives the reasons")
    if result.deviates:
        sys.exit(_DEVIATES)

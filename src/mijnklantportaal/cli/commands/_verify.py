"""`mijnklantportaal verify`: a check whether a portal agrees with the spec."""

import sys
from pathlib import Path

import click

from mijnklantportaal.cli._options import base_url_option, profile_option, progress_option
from mijnklantportaal.cli._session import Session, pass_session

# The exit code if a response deviates from the spec.
_DEVIATES = 1


def _checked_file(context: click.Context, parameter: click.Parameter, path: Path | None) -> Path | None:
    """Check that the folder of a file exists, before a verification that takes minutes."""
    if path is not None and not path.parent.is_dir():
        raise click.BadParameter(f"the folder {path.parent} does not exist: create it first.", context, parameter)
    return path


_FILE = click.Path(dir_okay=False, writable=True, path_type=Path)


@click.command(params=[progress_option(), profile_option(), base_url_option()])
@click.option(
    "--report", type=_FILE, callback=_checked_file, metavar="FILE.json", help="Also write the report as JSON."
)
@click.option(
    "--markdown", type=_FILE, callback=_checked_file, metavar="FILE.md", help="Also write the report as Markdown."
)
@click.option(
    "--objects",
    type=click.IntRange(min=1),
    default=3,
    show_default=True,
    help="Maximum number of objects of each list that are fetched individually.",
)
@click.option(
    "--show-keys",
    is_flag=True,
    help="Show the keys that the spec does not define instead of only their hashes. These keys may be data.",
)
@pass_session
def verify(
    session: Session, report: Path | None, markdown: Path | None, objects: int, show_keys: bool, progress: bool
) -> None:
    """Check whether the portal agrees with the spec of this package, and print a report as Markdown.

    The command only reads, and stays within the rate limit. The report contains types, names of the spec and counts,
    but no values of anybody's data. The exit code is 0 if all responses agree with the spec, and 1 if a response
    deviates or no operation was reached.
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
        # Printed even if a file cannot be written, since the calls have taken minutes.
        click.echo(result.to_markdown().rstrip())
    if not any(operation.responses for operation in result.operations):
        raise click.ClickException("no operation was reached: the report gives the reasons")
    if result.deviates:
        sys.exit(_DEVIATES)

"""`mijnklantportaal download`: a file of the portal."""

import sys

import click

from mijnklantportaal.cli._errors import existing_file_error
from mijnklantportaal.cli._session import Session, pass_session
from mijnklantportaal.cli.profiles._options import base_url_option, profile_option


@click.command(params=[profile_option(), base_url_option()])
@click.argument("file_id", metavar="FILE_ID")
@click.option(
    "--to",
    default=".",
    help="The path of the file, or a folder, where it gets the name that the portal gives it. By default, the current"
    " folder. `-` for standard output.",
)
@click.option("--overwrite", is_flag=True, help="Replace an existing file.")
@click.option(
    "--max-size", type=click.IntRange(min=1), metavar="BYTES", help="Bytes that the file may have; by default 2 GiB."
)
@click.option("--no-progress", is_flag=True, help="Show no progress bar.")
@pass_session
def download(session: Session, file_id: str, to: str, overwrite: bool, max_size: int | None, no_progress: bool) -> None:
    """Download a file of the portal, whose ID begins with fsf_.

    The file appears when it is complete. The command agreements download-document downloads documents of agreements.
    """
    if not file_id:
        raise click.UsageError("Invalid value for 'FILE_ID': an ID must not be empty")
    try:
        downloaded = session.client().files.download(
            file_id,
            to=sys.stdout.buffer if to == "-" else to,
            overwrite=overwrite,
            max_size=max_size,
            progress=not no_progress,
        )
    except FileExistsError as error:
        raise existing_file_error(error) from None
    if to != "-":
        click.echo(f"{downloaded.path}\n{downloaded.size} bytes")

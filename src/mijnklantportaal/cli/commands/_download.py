"""`mijnklantportaal download`: a file of the portal."""

import click

from mijnklantportaal.cli._session import Session, pass_session


@click.command()
@click.argument("file_id", metavar="FILE_ID")
@click.option(
    "--to",
    default=".",
    help="The path of the file, or a folder, where it gets the name that the portal gives it. By default, the current"
    " folder.",
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
    try:
        downloaded = session.client().files.download(
            file_id, to=to, overwrite=overwrite, max_size=max_size, progress=not no_progress
        )
    except FileExistsError as error:
        # Its text is for programs.
        raise FileExistsError(f"{error.filename} exists: choose another path with --to, or pass --overwrite") from None
    click.echo(f"{downloaded.path}\n{downloaded.size} bytes")

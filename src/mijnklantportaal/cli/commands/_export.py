"""`mijnklantportaal export`: lists as files."""

import re
from pathlib import Path
from typing import TYPE_CHECKING

import click

from mijnklantportaal._imports import MijnKlantportaalError
from mijnklantportaal.cli._options import base_url_option, profile_option, progress_option
from mijnklantportaal.cli._session import Session, pass_session

if TYPE_CHECKING:
    from mijnklantportaal.export import ExportResult
    from mijnklantportaal.export._target import ExcelLocale, ExportFormat

# As `ExportFormat` and `ExcelLocale`, which take a while to import: help and completion do without.
_FORMATS = ("csv", "jsonl", "parquet", "sqlite")
_EXCEL_LOCALES = ("nl", "en")


def _attribute(context: click.Context, parameter: click.Parameter, value: str | None) -> str | None:
    """Return the attribute of the client for a name such as `customer-invoices`."""
    if value is None:
        return None
    attribute = value.replace("-", "_")
    if not _has_list(attribute):
        valid = ", ".join(_names_of_lists())
        raise click.BadParameter(f"{value} is not a resource with a list: choose from {valid}.", context, parameter)
    return attribute


def _checked_ids(context: click.Context, parameter: click.Parameter, ids: tuple[str, ...]) -> tuple[str, ...]:
    """Refuse an empty ID, which an unset variable of a shell would make, and a date, which `--since` could mean."""
    for identifier in ids:
        if not identifier:
            raise click.BadParameter("an ID must not be empty.", context, parameter)
        if re.match(r"[0-9]+[-/.][0-9]+[-/.][0-9]+", identifier):
            raise click.BadParameter(f"it must be the ID of an object, not a date: {identifier!r}.", context, parameter)
    return ids


def _completions(context: click.Context, parameter: click.Parameter, incomplete: str) -> list[str]:
    return [name for name in _names_of_lists() if name.startswith(incomplete)]


@click.command(params=[progress_option(), profile_option(), base_url_option()])
@click.argument("resource", callback=_attribute, shell_complete=_completions, required=False)
@click.option("--all", "is_all", is_flag=True, help="Export all lists.")
@click.option(
    "--to",
    required=True,
    type=click.Path(path_type=Path),
    help="The file; for --all, a folder, which gets a file for each list, or a file that ends in .sqlite.",
)
@click.option("--format", type=click.Choice(_FORMATS), help="The format; by default that of the suffix of the file.")
@click.option(
    "--since",
    multiple=True,
    metavar="ID",
    callback=_checked_ids,
    help="Export only what is newer than this object of an earlier export. Give several: one may be deleted.",
)
@click.option("--overwrite", is_flag=True, help="Replace existing files.")
@click.option(
    "--excel", type=click.Choice(_EXCEL_LOCALES), help="Write CSV for an Excel with Dutch or English settings."
)
@pass_session
def export(
    session: Session,
    resource: str | None,
    is_all: bool,
    to: Path,
    format: "ExportFormat | None",
    since: tuple[str, ...],
    overwrite: bool,
    excel: "ExcelLocale | None",
    progress: bool,
) -> None:
    """Write all objects of a list to a file, or with --all the lists of all resources.

    RESOURCE is the name of a resource with a list, such as customer-invoices. The suffix of the file stands for the
    format: .csv, .jsonl, .parquet, .sqlite, .sqlite3 or .db.

    What is received is kept beside the file until it is complete: after an interruption, the same command resumes the
    export.
    """
    if is_all == (resource is not None):
        raise click.UsageError("Give either the name of a resource, such as customer-invoices, or --all.")
    if is_all and since:
        raise click.UsageError("--since is for the export of one list, not for --all.")
    client = session.client()
    try:
        if resource is None:
            result = client.export_all(to=to, format=format, overwrite=overwrite, excel=excel, progress=progress)
        else:
            result = client.export(
                getattr(client, resource),
                to=to,
                format=format,
                since=since or None,
                overwrite=overwrite,
                excel=excel,
                progress=progress,
            )
    except FileExistsError as error:
        # The text of the library names the argument of a function.
        raise FileExistsError(str(error).replace("overwrite=True", "--overwrite")) from None
    except (Exception, KeyboardInterrupt) as error:
        # A note says that the data received so far is kept, and where.
        for note in getattr(error, "__notes__", ()):
            click.echo(f"mijnklantportaal: {note.replace('the same call', 'the same command')}", err=True)
        if isinstance(error, ValueError) and not isinstance(error, MijnKlantportaalError):
            # The arguments do not fit together. Its text is for programs.
            raise click.UsageError(str(error).replace("`format` must be given", "pass --format")) from error
        raise
    _print_result(result)


def _print_result(result: "ExportResult") -> None:
    resumed = ", after an interruption" if result.resumed else ""
    for path in result.paths:
        click.echo(path)
    click.echo(
        f"{_count(result.objects, 'object')} in {_count(len(result.paths), 'file')}, with"
        f" {_count(result.requests, 'request')}{resumed}"
    )


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _names_of_lists() -> list[str]:
    """Return the names of the resources with a list, in their order. It imports all of them."""
    from mijnklantportaal import MijnKlantportaal
    from mijnklantportaal._resources import resource_names

    return [name.replace("_", "-") for name in resource_names(MijnKlantportaal) if _has_list(name)]


def _has_list(attribute: str) -> bool:
    """Return whether an attribute of the client is a resource with a list."""
    from mijnklantportaal import MijnKlantportaal
    from mijnklantportaal._resources import resource_names
    from mijnklantportaal.export._source import list_operation

    return attribute in resource_names(MijnKlantportaal) and (
        list_operation(getattr(MijnKlantportaal, attribute)) is not None
    )

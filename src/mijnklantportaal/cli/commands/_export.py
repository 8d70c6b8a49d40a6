"""`mijnklantportaal export`: exports of lists as files."""

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

# The values of `ExportFormat` and `ExcelLocale`, which are slow to import: help and completion do not need them.
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
    """Refuse an empty ID, as from an unset shell variable, and a date, which users may expect `--since` to take."""
    for identifier in ids:
        if not identifier:
            raise click.BadParameter("an ID must not be empty.", context, parameter)
        if re.match(r"[0-9]+[-/.][0-9]+[-/.][0-9]+", identifier):
            raise click.BadParameter(
                f"the value must be the ID of an object, not the date {identifier!r}.", context, parameter
            )
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
    help="The path of the file; for --all, of a folder for the files of the lists, or of a file that ends in .sqlite.",
)
@click.option("--format", type=click.Choice(_FORMATS), help="The format; by default, the suffix of the file decides.")
@click.option(
    "--since",
    multiple=True,
    metavar="ID",
    callback=_checked_ids,
    help="Export only objects that are newer than this object of an earlier export. Pass several IDs, since an object "
    "may have been deleted.",
)
@click.option("--overwrite", is_flag=True, help="Replace existing files.")
@click.option("--excel", type=click.Choice(_EXCEL_LOCALES), help="Write CSV for Excel with Dutch or English settings.")
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
    """Write all objects of a list to a file, or all lists with --all.

    RESOURCE is the name of a resource with a list, such as customer-invoices. The suffix of the file determines the
    format: .csv, .jsonl, .parquet, .sqlite, .sqlite3 or .db.

    Received objects are kept next to the file until it is complete: after an interruption, the same command resumes the
    export.
    """
    if is_all == (resource is not None):
        raise click.UsageError("Pass either the name of a resource, such as customer-invoices, or --all.")
    if is_all and since:
        raise click.UsageError("--since must not be used with --all.")
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
        # The message of the library names an argument.
        raise FileExistsError(str(error).replace("overwrite=True", "--overwrite")) from None
    except (Exception, KeyboardInterrupt) as error:
        # A note names the file in which the received objects are kept.
        for note in getattr(error, "__notes__", ()):
            click.echo(f"mijnklantportaal: {note.replace('the same call', 'the same command')}", err=True)
        if isinstance(error, ValueError) and not isinstance(error, MijnKlantportaalError):
            # The options do not fit together. The message of the library names arguments.
            raise click.UsageError(_with_option_names(str(error))) from error
        raise
    _print_result(result)


def _with_option_names(message: str) -> str:
    return re.sub(r"^(to|excel) must", r"--\1 must", message).replace("pass format=", "pass --format")


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
    """Return the names of the resources with a list, in the order of the client. All resources are imported."""
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

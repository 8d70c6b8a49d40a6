"""The last step of an export: its objects become files."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from mijnklantportaal._wire.model import Model
from mijnklantportaal.export._columns import Layout, Row
from mijnklantportaal.export._csv import write_csv
from mijnklantportaal.export._json_lines import write_json_lines
from mijnklantportaal.export._target import Target, replaced_path


class ExportedTable(NamedTuple):
    """A list that an export writes."""

    name: str
    model: type[Model]
    objects: Callable[[], Iterable[Model]]
    """Returns them in the order in which they are written."""


def write_tables(target: Target, tables: Sequence[ExportedTable]) -> tuple[Path, ...]:
    """Write the files of an export, each of which appears as a whole, and return their paths.

    Raises:
        OSError: A file cannot be written.
    """
    if target.is_folder:
        target.path.mkdir(exist_ok=True)
    paths = target.files([table.name for table in tables])
    for path, table in zip(paths, tables, strict=True):
        with replaced_path(path) as temporary:
            _write(temporary, target, table)
    return tuple(paths)


def _write(path: Path, target: Target, table: ExportedTable) -> None:
    layout = Layout(table.model)
    rows = _rows(layout, table)
    with open(path, "wb") as file:
        if target.format == "csv":
            write_csv(file, layout.columns, rows, target.csv_options)
        elif target.format == "jsonl":
            write_json_lines(file, layout.columns, rows)


def _rows(layout: Layout, table: ExportedTable) -> Iterator[Row]:
    for item in table.objects():
        yield layout.row(item)


def as_model(item: object, model: type[Model]) -> Model:
    """Return an item of a list as a model. It is not one where it deviates from the spec: then it is under `value`."""
    return item if isinstance(item, Model) else model.from_dict({"value": item})

"""The last step of an export: writing the objects to files."""

import sqlite3
from collections.abc import Sequence
from pathlib import Path

from mijnklantportaal._wire.model import Model
from mijnklantportaal.export._columns import Layout
from mijnklantportaal.export._csv import write_csv
from mijnklantportaal.export._json_lines import write_json_lines
from mijnklantportaal.export._parquet import write_parquet
from mijnklantportaal.export._sqlite import write_sqlite
from mijnklantportaal.export._tables import Source
from mijnklantportaal.export._target import Target, replaced_path


def write_sources(target: Target, sources: Sequence[Source]) -> tuple[tuple[Path, ...], list[str]]:
    """Write the files of an export. Each file appears at its path only when it is complete.

    Args:
        target: The target of the export.
        sources: The lists; exactly one, unless the target is a folder or a SQLite file.

    Returns:
        The paths of the files, and warnings to issue.

    Raises:
        OSError: A file cannot be written.
    """
    if target.format == "sqlite":
        with replaced_path(target.path) as temporary:
            try:
                warnings = write_sqlite(temporary, sources)
            except sqlite3.Error as error:
                raise OSError(f"{target.path} cannot be written: {error}") from error
        return (target.path,), warnings
    if target.is_folder:
        target.path.mkdir(exist_ok=True)
    paths = target.files([source.name for source in sources])
    warnings = []
    for path, source in zip(paths, sources, strict=True):
        with replaced_path(path) as temporary:
            warnings += _write(temporary, target, source)
    return tuple(paths), warnings


def _write(path: Path, target: Target, source: Source) -> list[str]:
    layout = Layout(source.model)
    with open(path, "wb") as file:
        if target.format == "csv":
            return write_csv(file, layout.columns, map(layout.row, source.objects()), target.csv_options)
        if target.format == "jsonl":
            write_json_lines(file, layout.columns, map(layout.row, source.objects()))
            return []
        return write_parquet(file, layout.columns, lambda: map(layout.row, source.objects()))


def as_model(item: object, model: type[Model]) -> Model:
    """Return an item of a list as a model. An item that is not an object becomes the additional property `value`."""
    return item if isinstance(item, Model) else model.from_dict({"value": item})

"""The target of an export: the files that it writes, their format, and the spool next to them."""

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Literal, TypeAlias, get_args

from attrs import frozen

from mijnklantportaal._atomic_file import replace_file
from mijnklantportaal.export._csv import CsvOptions
from mijnklantportaal.export._parquet import require_package

ExportFormat: TypeAlias = Literal["csv", "jsonl", "parquet", "sqlite"]
"""The format of an export."""
ExcelLocale: TypeAlias = Literal["en", "nl"]
"""The regional settings of the Excel installation that opens a CSV file."""

_SUFFIXES: Mapping[str, ExportFormat] = {
    ".csv": "csv",
    ".jsonl": "jsonl",
    ".parquet": "parquet",
    ".sqlite": "sqlite",
    ".sqlite3": "sqlite",
    ".db": "sqlite",
}


@frozen
class Target:
    """The target of an export."""

    path: Path
    """The path of a file, or of a folder."""
    format: ExportFormat
    is_folder: bool
    overwrite: bool
    """Whether existing files are replaced."""
    csv_options: CsvOptions

    @property
    def spool(self) -> Path:
        """The path of the spool."""
        return self.path.with_name(f"{self.path.name}.partial")

    def files(self, names: list[str]) -> list[Path]:
        """Return the files that these lists are written to."""
        return [self.path / f"{name}.{self.format}" for name in names] if self.is_folder else [self.path]

    def check(self, names: list[str], is_complete: bool) -> None:
        """Check that the target can be written.

        Args:
            names: The names of the lists.
            is_complete: Whether an interrupted export has received all objects, and may have written its files.

        Raises:
            ConfigurationError: The format needs a package that is not installed.
            FileExistsError: A file exists, and must not be replaced.
            FileNotFoundError: The folder of the target does not exist.
            IsADirectoryError: The target must be a file, but is a folder.
            NotADirectoryError: The target must be a folder, but is not.
            ValueError: A path exists and is not a regular file, such as a device.
        """
        if self.format == "parquet":
            require_package("pyarrow.parquet")
        if not self.path.parent.is_dir():
            raise FileNotFoundError(f"the folder {self.path.parent} of the target does not exist: create it first")
        if self.is_folder and self.path.exists() and not self.path.is_dir():
            raise NotADirectoryError(f"{self.path} is not a folder: choose the path of a folder for the files")
        for path in self.files(names):
            if path.is_dir():
                raise IsADirectoryError(f"{path} is a folder: choose the path of a file")
            if path.exists() and not path.is_file():
                raise ValueError(f"{path} must be a regular file: an export would replace a device or a pipe")
            if path.exists() and not self.overwrite and not is_complete:
                raise FileExistsError(f"{path} exists: choose another path, or replace it with overwrite=True")


def file_target(
    to: str | os.PathLike[str], format: ExportFormat | None, overwrite: bool, excel: ExcelLocale | None
) -> Target:
    """Return the target of the export of one list.

    Raises:
        ValueError: The format is not valid, or does not follow from the name of the file.
    """
    path = _absolute(to)
    chosen = _checked(format) or _SUFFIXES.get(path.suffix.lower())
    if chosen is None:
        raise ValueError(f"the file name {path.name!r} must end in {', '.join(_SUFFIXES)}: rename it, or pass format=")
    return Target(_file_at(path), chosen, False, overwrite, _csv_options(excel, chosen))


def target_of_all(
    to: str | os.PathLike[str], format: ExportFormat | None, overwrite: bool, excel: ExcelLocale | None
) -> Target:
    """Return the target of the export of all lists: a SQLite file, or a folder.

    Raises:
        ValueError: The format is not valid, or the suffix of `to` belongs to another format than SQLite.
    """
    path = _absolute(to)
    named = _SUFFIXES.get(path.suffix.lower())
    chosen = _checked(format)
    if chosen == "sqlite" or (chosen is None and named == "sqlite"):
        return Target(_file_at(path), "sqlite", False, overwrite, _csv_options(excel, "sqlite"))
    if named is not None:
        raise ValueError(f"to must be a folder, or a SQLite file that ends in .sqlite, not {path.name!r}")
    chosen = chosen or "csv"
    return Target(path, chosen, True, overwrite, _csv_options(excel, chosen))


@contextmanager
def replaced_path(target: Path) -> Iterator[Path]:
    """Yield the path of a temporary file, which replaces the target when the block ends without an error.

    The path is always the same, so that a killed process leaves only one file, which the next export replaces. Only the
    process that holds the lock of the spool writes it.

    Raises:
        OSError: The file cannot be written. The target is unchanged.
    """
    temporary = target.with_name(f".{target.name}.new")
    temporary.unlink(missing_ok=True)
    try:
        yield temporary
        with open(temporary, "r+b") as file:
            os.fsync(file.fileno())
        replace_file(temporary, target)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise


def _absolute(to: str | os.PathLike[str]) -> Path:
    # The process may change its working directory during the export.
    return Path(os.path.abspath(to))


def _file_at(path: Path) -> Path:
    # With the resolved path, the target of a symbolic link is replaced, not the link.
    return Path(os.path.realpath(path)) if path.is_symlink() else path


def _csv_options(excel: ExcelLocale | None, format: ExportFormat) -> CsvOptions:
    if excel is None:
        return CsvOptions()
    if excel not in get_args(ExcelLocale):
        raise ValueError(f"excel must be one of {', '.join(get_args(ExcelLocale))}, or None, not {excel!r}")
    if format != "csv":
        raise ValueError(f"excel must be used with the format csv, not {format}")
    return CsvOptions(";" if excel == "nl" else ",", bom=True)


def _checked(format: ExportFormat | None) -> ExportFormat | None:
    if format is not None and format not in get_args(ExportFormat):
        raise ValueError(f"format must be one of {', '.join(get_args(ExportFormat))}, not {format!r}")
    return format

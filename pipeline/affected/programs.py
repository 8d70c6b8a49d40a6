"""Read the programs to check."""

import ast
import os
import tokenize
import warnings
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TypeAlias

from pipeline.diff.quoting import on_one_line
from pipeline.errors import PipelineError

Position: TypeAlias = tuple[int, int]
"""A line from 1, and a column from 0, in characters."""

_SKIPPED = frozenset({"__pycache__", "node_modules", "site-packages"})


@dataclass(frozen=True, eq=False)
class Program:
    """A file to check.

    Attributes:
        path: The path as the user gave it, or below the folder that the user gave.
        source: The absolute path.
        root: The folder that its absolute imports start from, above `source`.
        text: Its content with `\\n` at the end of each line.
        tree: Its syntax tree.
    """

    path: Path
    source: Path
    root: Path
    text: str
    tree: ast.Module

    @cached_property
    def lines(self) -> list[str]:
        return self.text.split("\n")

    @cached_property
    def parents(self) -> dict[ast.AST, ast.AST]:
        return {child: node for node in ast.walk(self.tree) for child in ast.iter_child_nodes(node)}

    @cached_property
    def names(self) -> dict[Position, ast.AST]:
        """The names, attributes and imported names, each at the position of its last name."""
        by_position: dict[Position, ast.AST] = {}
        for node in ast.walk(self.tree):
            match node:
                case ast.Name() | ast.alias():
                    by_position[self.start(node)] = node
                case ast.Attribute():
                    line, column = self.end(node)
                    by_position[line, column - len(node.attr)] = node
        return by_position

    def start(self, node: ast.AST) -> Position:
        return self._position(getattr(node, "lineno", 0), getattr(node, "col_offset", 0))

    def end(self, node: ast.AST) -> Position:
        return self._position(getattr(node, "end_lineno", 0), getattr(node, "end_col_offset", 0))

    def position_of(self, line: int, utf16_column: int) -> Position:
        """Return the position for a line from 1 and a column in UTF-16 units, which pyright counts."""
        if line > len(self.lines):
            return line, utf16_column
        units = self.lines[line - 1].encode("utf-16-le")[: 2 * utf16_column]
        return line, len(units.decode("utf-16-le", "replace"))

    def _position(self, line: int, byte_column: int) -> Position:
        if not 0 < line <= len(self.lines):
            return line, byte_column
        text = self.lines[line - 1]
        # `ast` counts bytes.
        return line, byte_column if text.isascii() else len(text.encode()[:byte_column].decode(errors="replace"))


def read_programs(paths: Sequence[Path]) -> list[Program]:
    """Read files, and all `.py` files below folders, except those of installed packages and hidden folders.

    Raises:
        PipelineError: A path does not exist, contains no Python, or a file is not valid Python.
    """
    programs: dict[Path, Program] = {}
    problems: list[str] = []
    for given in paths:
        root = _import_root(given.resolve() if given.is_dir() else given.parent.resolve())
        for path, source in _files(given):
            # A file may be given twice, or below a folder that is given too.
            if source.resolve() not in programs:
                try:
                    programs[source.resolve()] = _read(path, source, root)
                except PipelineError as error:
                    problems.append(str(error))
    if problems:
        raise PipelineError("\n".join(problems))
    return list(programs.values())


def _files(given: Path) -> list[tuple[Path, Path]]:
    """Return the files at or below a path, each with its absolute path."""
    shown = on_one_line(str(given))
    if given.suffix == ".ipynb":
        raise PipelineError(f"{shown} is a notebook, which cannot be checked: export it as a .py file.")
    if given.is_dir():
        folder = given.resolve()
        files = [(given / source.relative_to(folder), source) for source in python_files(folder)]
        if not files:
            raise PipelineError(f"{shown} contains no .py file: give the folder or the files of your program.")
        return files
    if not given.exists():
        raise PipelineError(f"{shown} does not exist: give a .py file, or a folder with .py files.")
    if given.suffix != ".py":
        raise PipelineError(f"{shown} must be a .py file, or a folder with .py files.")
    return [(given, given.parent.resolve() / given.name)]


def python_files(folder: Path) -> Iterator[Path]:
    """Yield the `.py` files below a folder, except those in hidden folders and in environments."""
    for parent, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if not _is_skipped(Path(parent, name)))
        yield from (Path(parent, name) for name in sorted(files) if name.endswith(".py"))


def _is_skipped(folder: Path) -> bool:
    return folder.name.startswith(".") or folder.name in _SKIPPED or (folder / "pyvenv.cfg").exists()


def _import_root(folder: Path) -> Path:
    """Return the folder that the modules of a folder are imported from: the first parent that is not a package."""
    while (folder / "__init__.py").is_file() and folder != folder.parent:
        folder = folder.parent
    return folder


def _read(path: Path, source: Path, root: Path) -> Program:
    shown = on_one_line(str(path))
    try:
        text, tree = _parsed(source)
    except OSError as error:
        raise PipelineError(f"{shown} cannot be read: {error.strerror}.") from None
    except SyntaxError as error:
        place = f"{shown}, line {error.lineno}," if error.lineno else shown
        raise PipelineError(f"{place} is not valid Python: {on_one_line(error.msg)}.") from None
    except (ValueError, RecursionError, MemoryError) as error:
        raise PipelineError(f"{shown} is not valid Python: {on_one_line(str(error))}.") from None
    return Program(path, source, root, text, tree)


def parsed(path: Path) -> ast.Module | None:
    """Return the syntax tree of a file that programs import; None if it is not valid, since it is not checked."""
    try:
        return _parsed(path)[1]
    except (OSError, SyntaxError, ValueError, RecursionError, MemoryError):
        return None


def _parsed(path: Path) -> tuple[str, ast.Module]:
    # This also reads the encoding in the first lines.
    with tokenize.open(path) as file:
        text = file.read()
    with warnings.catch_warnings(action="ignore"):
        return text, ast.parse(text)

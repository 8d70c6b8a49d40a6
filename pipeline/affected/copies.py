"""Write the copies of programs and of the client that pyright checks.

Each version of the client has a folder with both, so that one run of pyright checks all versions. Programs are copied
too, so that their comments and settings for pyright have no effect.
"""

import ast
import io
import shutil
import tokenize
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.affected.programs import Program, parsed, python_files

PACKAGE = "mijnklantportaal_api"
CLIENT = "mijnklantportaal"


@dataclass(frozen=True)
class Copies:
    """Copies of programs, together with one version of the client.

    Attributes:
        site: The folder with both packages of the client.
        programs: The programs by the path of their copy.
        roots: The copies of the folders that the imports of the programs start from.
        rules: The severities of further rules of pyright for them.
    """

    site: Path
    programs: dict[Path, Program]
    roots: list[Path]
    rules: Mapping[str, str]


def write_copies(
    programs: Sequence[Program], version: Path, source: Path, folder: Path, rules: Mapping[str, str]
) -> Copies:
    """Write copies of programs and of a version of the client.

    Args:
        programs: The programs.
        version: The folder with the generated package.
        source: The folder with the hand-written package.
        folder: The folder to write to, without links in its path.
        rules: As in `Copies`.
    """
    ignored = shutil.ignore_patterns("__pycache__", "openapi.json")
    shutil.copytree(version / PACKAGE, folder / "site" / PACKAGE, ignore=ignored)
    shutil.copytree(source / CLIENT, folder / "site" / CLIENT, ignore=ignored)
    numbers = {root: str(number) for number, root in enumerate(dict.fromkeys(program.root for program in programs))}
    roots = {root: folder / "programs" / number for root, number in numbers.items()}
    copies = {roots[program.root] / program.source.relative_to(program.root): program for program in programs}
    for copy, program in copies.items():
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_text(_without_directives(program.text), encoding="utf-8", newline="\n")
    for root, copied_root in roots.items():
        for path in _imported(root, [program for program in programs if program.root == root]):
            copy = copied_root / path.relative_to(root)
            if copy not in copies:
                copy.parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(path, copy)
    return Copies(folder / "site", copies, list(roots.values()), rules)


def _imported(root: Path, programs: Iterable[Program]) -> set[Path]:
    """Return the files below a folder that programs import, directly or not, and those of their packages."""
    trees = [(program.source, program.tree) for program in programs]
    paths: set[Path] = set()
    while trees:
        source, tree = trees.pop()
        names = {*_imported_names(tree), source.relative_to(root).parts[0]}
        modules = {folder / name for folder in (root, root / "src", source.parent) for name in names}
        for path in {path for module in modules for path in _files_of(module)} - paths:
            paths.add(path)
            imported = parsed(path)
            if imported:
                trees.append((path, imported))
    return paths


def _imported_names(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        match node:
            case ast.Import(names=names):
                yield from (alias.name.partition(".")[0] for alias in names)
            case ast.ImportFrom(module=str(name), level=0):
                yield name.partition(".")[0]


def _files_of(module: Path) -> Iterator[Path]:
    if module.name in (CLIENT, PACKAGE):
        # A version of the client in the folder of a program is not the one to check.
        return
    if module.with_suffix(".py").is_file():
        yield module.with_suffix(".py")
    if (module / "__init__.py").is_file():
        yield from python_files(module)


def _without_directives(text: str) -> str:
    """Return the text with ineffective comments for pyright, and everything else at the same place."""
    lines = text.split("\n")
    for token in tokenize.generate_tokens(io.StringIO(text).readline):
        if token.type == tokenize.COMMENT and "pyright:" in token.string:
            line, column = token.start
            lines[line - 1] = lines[line - 1][:column] + token.string.replace("pyright:", "pyright ")
    return "\n".join(lines)

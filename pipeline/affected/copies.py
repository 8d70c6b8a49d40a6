"""Write the copies of programs that pyright checks.

They are copies, so that comments and settings for pyright in the programs change nothing.
"""

import io
import shutil
import tokenize
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.affected.programs import Program, python_files

COPIES = "programs"
"""The name of the folder of the copies."""


@dataclass(frozen=True)
class Copies:
    """Copies of programs.

    Attributes:
        folder: The folder that contains them, and may contain more.
        programs: The programs by the path of their copy.
        roots: The copies of the folders that imports start from, by their path.
    """

    folder: Path
    programs: dict[Path, Program]
    roots: dict[Path, Path]


def write_copies(programs: Sequence[Program], folder: Path) -> Copies:
    """Write a copy of each program into the folder `programs` of a folder."""
    # Pyright resolves links, and the copies are identified by their path.
    folder = folder.resolve()
    roots = {
        root: folder / COPIES / str(number) for number, root in enumerate(dict.fromkeys(one.root for one in programs))
    }
    by_path = {roots[program.root] / program.source.relative_to(program.root): program for program in programs}
    for copy, program in by_path.items():
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_text(_without_directives(program.text), encoding="utf-8", newline="\n")
    for root, source in {(program.root, source) for program in programs for source in _package_of(program)}:
        copy = roots[root] / source.relative_to(root)
        if copy not in by_path:
            copy.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(source, copy)
    return Copies(folder, by_path, roots)


def _package_of(program: Program) -> Iterator[Path]:
    """Yield the files of the package of a program, which it may import relatively."""
    package = program.root / program.source.relative_to(program.root).parts[0]
    if (package / "__init__.py").is_file():
        yield from python_files(package)


def _without_directives(text: str) -> str:
    """Return the text with the comments for pyright made ineffective, and everything else at its place."""
    lines = text.split("\n")
    for token in tokenize.generate_tokens(io.StringIO(text).readline):
        if token.type == tokenize.COMMENT and "pyright:" in token.string:
            line, column = token.start
            lines[line - 1] = lines[line - 1][:column] + token.string.replace("pyright:", "pyright ")
    return "\n".join(lines)

"""Replacing files and folders as a whole or not at all."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


def replace_files(contents: dict[Path, bytes]) -> None:
    """Write every file beside its target first, then move all of them into place.

    A failure while writing leaves every target as it was.
    """
    staged: list[tuple[Path, Path]] = []
    try:
        for target, content in contents.items():
            descriptor, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
            staged.append((Path(name), target))
            with os.fdopen(descriptor, "wb") as file:
                file.write(content)
            shutil.copymode(target, name) if target.exists() else os.chmod(name, 0o644)
        for source, target in staged:
            source.replace(target)
    finally:
        for source, _ in staged:
            source.unlink(missing_ok=True)


@contextmanager
def fresh_folder_beside(target: Path) -> Iterator[Path]:
    """An empty folder on the same file system as `target`, gone at the end unless it was moved away."""
    folder = Path(tempfile.mkdtemp(dir=target.parent, prefix=f".{target.name}."))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def replace_folder(target: Path, replacement: Path) -> None:
    """Put `replacement` where `target` is; when that fails, `target` is back where it was."""
    with fresh_folder_beside(target) as attic:
        old = attic / target.name
        if target.exists():
            target.rename(old)
        try:
            replacement.rename(target)
        except BaseException:
            # Also when somebody interrupts it: the old folder lies in one that is about to go.
            if old.exists() and not target.exists():
                old.rename(target)
            raise

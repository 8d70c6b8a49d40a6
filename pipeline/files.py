"""Replace files and folders completely or not at all."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


def replace_files(contents: dict[Path, bytes]) -> None:
    """Replace the content of several files.

    Each file is first written next to its target. If writing fails, no target is changed.
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
    """Yield an empty folder on the same file system as `target`, and delete it at the end unless it was moved away."""
    folder = Path(tempfile.mkdtemp(dir=target.parent, prefix=f".{target.name}."))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def replace_folder(target: Path, replacement: Path) -> None:
    """Move `replacement` to `target`. If that fails, restore `target`."""
    with fresh_folder_beside(target) as backup:
        old = backup / target.name
        if target.exists():
            target.rename(old)
        try:
            replacement.rename(target)
        except BaseException:
            # Also on KeyboardInterrupt, since the folder with the old files is about to be deleted.
            if old.exists() and not target.exists():
                old.rename(target)
            raise

"""The private files of the command line, which only their owner can read."""

import os
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import click

from mijnklantportaal._atomic_file import read_file, replaced_file
from mijnklantportaal.errors import ConfigurationError
from mijnklantportaal.oauth._file_lock import locked_file
from mijnklantportaal.oauth._secret import Secret


def configuration_folder() -> Path:
    """Return the folder of the command line, such as `~/.config/mijnklantportaal`. It may not exist."""
    return Path(click.get_app_dir("mijnklantportaal"))


def read_private_file(path: Path) -> Secret | None:
    """Return the content of a file, or `None` if the file does not exist.

    Raises:
        ConfigurationError: The file cannot be read.
    """
    try:
        # A decoding error would contain the invalid bytes.
        return Secret(read_file(path).decode(errors="replace"))
    except FileNotFoundError:
        return None
    except OSError as error:
        raise _error(path, "cannot be read", error) from None


def replace_private_file(path: Path, content: Secret) -> None:
    """Replace a file as a whole. Its folder is created if it does not exist, and symbolic links are followed.

    Raises:
        ConfigurationError: The file cannot be written. It is unchanged.
    """
    try:
        _create_folder(path)
        with replaced_file(Path(os.path.realpath(path)), mode=0o600) as file:
            file.write(content.value.encode())
    except OSError as error:
        raise _error(path, "cannot be written", error) from None


def delete_private_file(path: Path) -> None:
    """Delete a file, if it exists.

    Raises:
        ConfigurationError: The file cannot be deleted.
    """
    try:
        path.unlink(missing_ok=True)
    except OSError as error:
        raise _error(path, "cannot be deleted", error) from None


@contextmanager
def locked_private_file(path: Path) -> Iterator[None]:
    """Hold the lock on a file. Only one thread of one process holds it at a time. The file is never deleted.

    Raises:
        ConfigurationError: The file cannot be created or locked.
    """
    with ExitStack() as held:
        try:
            _create_folder(path)
            held.enter_context(locked_file(path))
        except OSError as error:
            raise _error(path, "cannot be locked", error) from None
        yield


def _create_folder(path: Path) -> None:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)


def _error(path: Path, problem: str, error: OSError) -> ConfigurationError:
    return ConfigurationError(f"the file {path} {problem} ({error.strerror}): check its folder and permissions")

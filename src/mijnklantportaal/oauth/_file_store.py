"""Stores the tokens for one portal in a file."""

import json
import os
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

from attrs import field, frozen

from mijnklantportaal._atomic_file import read_file, replaced_file
from mijnklantportaal.errors import OAuthError
from mijnklantportaal.oauth._file_lock import locked_file
from mijnklantportaal.oauth._tokens import Tokens


def _absolute(path: str | os.PathLike[str]) -> Path:
    # A program may change its working directory.
    return Path(os.path.expanduser(path)).absolute()


@frozen
class FileTokenStore:
    """Stores tokens in a file, for all threads and processes of one machine.

    The file holds the tokens in plain text, and only its owner can read it; on Windows, everybody who can read its
    folder. It is replaced as a whole: a process that is killed while it saves leaves either the old or the new tokens.
    Processes lock a second file next to it, with the suffix `.lock`, which is never deleted. Several stores may use the
    same path. A store can be copied and pickled, since it holds only the path.

    Args:
        path: The path of the file; `~` is the home folder. The file and its folder are created if they do not exist.
            Symbolic links are followed.
    """

    path: Path = field(converter=_absolute)

    def load(self) -> Tokens | None:
        """Return the stored tokens, or `None` if there is no file.

        Raises:
            OAuthError: The file cannot be read, or does not contain tokens.
        """
        try:
            # No variable holds the content, since error reports show variables.
            tokens = _parse(read_file(self._target()))
        except FileNotFoundError:
            return None
        except (OSError, ValueError) as error:
            raise self._error("cannot be read", error) from error
        if tokens is None:
            raise OAuthError(
                f"the file {self.path} does not contain tokens: delete it, or use another path, and ask the user for "
                "permission again"
            )
        return tokens

    def save(self, tokens: Tokens) -> None:
        """Store the tokens, replacing the previous ones.

        Raises:
            OAuthError: The file cannot be written. It still holds the previous tokens.
        """
        try:
            target = self._target()
            _create_folder(target.parent)
            _replace(target, tokens)
        except (OSError, ValueError) as error:
            raise self._error("cannot be written", error) from error

    @contextmanager
    def lock(self) -> Iterator[None]:
        """Hold the lock of the store. Only one thread of one process holds it at a time.

        Raises:
            OAuthError: The lock file cannot be created or locked.
        """
        with ExitStack() as held:
            try:
                target = self._target()
                _create_folder(target.parent)
                held.enter_context(locked_file(target.with_name(f"{target.name}.lock")))
            except (OSError, ValueError) as error:
                raise self._error("cannot be locked with the .lock file next to it", error) from error
            yield

    def _target(self) -> Path:
        """Return the path with symbolic links resolved.

        Raises:
            OSError: It exists and is not a regular file.
            ValueError: The path is not valid.
        """
        target = Path(os.path.realpath(self.path))
        if os.path.lexists(target) and not target.is_file():
            raise OSError(None, "it is not a regular file")
        return target

    def _error(self, problem: str, error: Exception) -> OAuthError:
        reason = getattr(error, "strerror", None) or error
        return OAuthError(
            f"the file {self.path} {problem} ({reason}): check its folder and permissions, or use another path"
        )


def _parse(content: bytes) -> Tokens | None:
    # The errors of json contain the content.
    with suppress(ValueError, RecursionError):
        return Tokens.from_dict(json.loads(content))
    return None


def _create_folder(folder: Path) -> None:
    for missing in reversed([parent for parent in (folder, *folder.parents) if not parent.exists()]):
        missing.mkdir(mode=0o700, exist_ok=True)


def _replace(target: Path, tokens: Tokens) -> None:
    with replaced_file(target, mode=0o600) as file:
        file.write(json.dumps(tokens.to_dict()).encode())

"""The stores for the secrets of profiles: the keyring of the system, and files that only their owner can read."""

import hmac
import json
from collections.abc import Callable
from contextlib import AbstractContextManager, suppress
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, TypeVar

from mijnklantportaal.cli.profiles._configuration import StoreKind
from mijnklantportaal.cli.profiles._files import (
    delete_private_file,
    locked_private_file,
    read_private_file,
    replace_private_file,
)
from mijnklantportaal.errors import ConfigurationError
from mijnklantportaal.oauth import FileTokenStore, Tokens, TokenStore
from mijnklantportaal.oauth._secret import Secret

if TYPE_CHECKING:
    from keyring.backend import KeyringBackend

T = TypeVar("T")

_SERVICE = "mijnklantportaal"
"""The service name of all entries in the keyring."""


def credentials_entry(profile: str) -> str:
    """Return the name of the entry with the credentials of a profile."""
    return f"profile-{profile}"


def tokens_entry(profile: str, origin: str) -> str:
    """Return the name of the entry with the OAuth tokens of a profile.

    The name depends on the origin that the tokens may be sent to. A program that has read credentials for one origin
    therefore does not get tokens for another origin, which a login may have stored in the meantime.
    """
    return f"profile-{profile}-tokens-{sha256(origin.encode()).hexdigest()[:8]}"


class SecretStore(Protocol):
    """Stores secrets as named entries. Errors and their tracebacks do not show the secrets."""

    kind: StoreKind
    location: str
    """A description of where the secrets are, such as `the keyring of the system`."""

    def load(self, entry: str) -> Secret | None:
        """Return an entry, or `None` if there is none.

        Raises:
            ConfigurationError: The entry cannot be read.
        """
        ...

    def save(self, entry: str, secret: Secret) -> None:
        """Store an entry, replacing the previous one.

        Raises:
            ConfigurationError: The entry cannot be stored.
        """
        ...

    def delete(self, entry: str) -> None:
        """Delete an entry, if there is one.

        Raises:
            ConfigurationError: The entry cannot be deleted.
        """
        ...

    def token_store(self, entry: str) -> TokenStore:
        """Return a store for OAuth tokens that uses an entry."""
        ...


class SecretFiles:
    """Stores secrets in the files of a folder.

    Args:
        folder: The folder, which is created when a secret is stored.
    """

    kind = StoreKind.FILE

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.location = f"files in {folder} that only you can read"

    def load(self, entry: str) -> Secret | None:
        """Return the content of the file."""
        return read_private_file(self._path(entry))

    def save(self, entry: str, secret: Secret) -> None:
        """Replace the file."""
        replace_private_file(self._path(entry), secret)

    def delete(self, entry: str) -> None:
        """Delete the file."""
        delete_private_file(self._path(entry))

    def token_store(self, entry: str) -> TokenStore:
        """Return a store for OAuth tokens that uses the file."""
        return FileTokenStore(self._path(entry))

    def _path(self, entry: str) -> Path:
        return self._folder / f"{entry}.json"


class SecretKeyring:
    """Stores secrets in the keyring of the system.

    Args:
        backend: The backend of the package keyring.
        folder: The folder for lock files.
    """

    kind = StoreKind.KEYRING

    def __init__(self, backend: "KeyringBackend", folder: Path) -> None:
        self._backend = backend
        self._folder = folder
        self.location = "the keyring of the system"

    def load(self, entry: str) -> Secret | None:
        """Return the password of the entry."""
        return self._use("cannot be read", lambda: self._load(entry))

    def save(self, entry: str, secret: Secret) -> None:
        """Replace the password and read it again, since some backends truncate or drop long passwords."""

        def save_and_compare() -> None:
            self._backend.set_password(_SERVICE, entry, secret.value)
            stored = self._load(entry)
            if stored is None or not hmac.compare_digest(stored.value.encode(), secret.value.encode()):
                raise ValueError("the backend stored another password")

        self._use("cannot be written", save_and_compare)

    def delete(self, entry: str) -> None:
        """Delete the entry."""

        def delete_existing() -> None:
            if self._load(entry) is not None:
                self._backend.delete_password(_SERVICE, entry)

        self._use("cannot be changed", delete_existing)

    def token_store(self, entry: str) -> TokenStore:
        """Return a store for OAuth tokens that uses the entry."""
        return KeyringTokenStore(self, entry, self._folder / f"{entry}.lock")

    def _load(self, entry: str) -> Secret | None:
        text = self._backend.get_password(_SERVICE, entry)
        return Secret(text) if text else None

    def _use(self, problem: str, function: Callable[[], T]) -> T:
        """Return the result of a function that calls the backend.

        Raises:
            ConfigurationError: The backend raised an exception, whose class depends on the backend.
        """
        try:
            return function()
        except Exception as error:
            reason = type(error).__name__
        # Raised outside of the `except` block and without the message of the exception, since the secret may be in the
        # message, and in variables of the frames in its traceback.
        kind = type(self._backend)
        raise ConfigurationError(
            f"the keyring {problem} ({kind.__module__}.{kind.__name__}: {reason}): unlock it, or choose another "
            "backend of the Python package keyring"
        )


class KeyringTokenStore:
    """Stores tokens in the keyring, for all threads and processes of one machine.

    Args:
        keyring: The keyring.
        entry: The name of the entry.
        lock_path: The path of the lock file, which is never deleted.
    """

    def __init__(self, keyring: SecretKeyring, entry: str, lock_path: Path) -> None:
        self._keyring = keyring
        self._entry = entry
        self._lock_path = lock_path

    def load(self) -> Tokens | None:
        """Return the stored tokens, or `None` if there are none.

        Raises:
            ConfigurationError: The keyring cannot be read, or the entry does not contain tokens.
        """
        content = self._keyring.load(self._entry)
        if content is None:
            return None
        tokens = _parse_tokens(content)
        if tokens is None:
            raise ConfigurationError(f"the entry {self._entry} of the keyring does not contain tokens: log in again")
        return tokens

    def save(self, tokens: Tokens) -> None:
        """Store the tokens, replacing the previous ones.

        Raises:
            ConfigurationError: The keyring cannot be written.
        """
        self._keyring.save(self._entry, Secret(json.dumps(tokens.to_dict())))

    def lock(self) -> AbstractContextManager[None]:
        """Return the lock of the tokens. Only one thread of one process holds it at a time.

        Entering the lock raises a `ConfigurationError` if its file cannot be created or locked.
        """
        return locked_private_file(self._lock_path)


def usable_keyring(folder: Path) -> SecretKeyring | None:
    """Return the keyring of the system, or `None` if there is no usable keyring.

    Args:
        folder: The folder for lock files.
    """
    try:
        # Imported here, since it takes a tenth of a second and is not needed for environment variables and files.
        import keyring

        backend = keyring.get_keyring()
        # The backends `fail` and `null`, which store nothing, have the priorities 0 and -1.
        return SecretKeyring(backend, folder) if backend.priority > 0 else None
    except Exception:
        # The backend depends on the environment, on files and on installed packages, so any exception may be raised.
        return None


def _parse_tokens(content: Secret) -> Tokens | None:
    # The errors of json contain the content.
    with suppress(ValueError, RecursionError):
        return Tokens.from_dict(json.loads(content.value))
    return None

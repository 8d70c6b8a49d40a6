"""Where the secrets of profiles are stored: in the keyring of the system, or in files that only their owner reads."""

import hmac
import json
from collections.abc import Callable
from contextlib import AbstractContextManager, suppress
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, TypeVar

from mijnklantportaal.cli.profiles._configuration import Place
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
"""The name of all entries in the keyring."""


def credentials_entry(profile: str) -> str:
    """Return the name of the entry that has the credentials of a profile."""
    return f"profile-{profile}"


def tokens_entry(profile: str, origin: str) -> str:
    """Return the name of the entry that has the OAuth tokens of a profile.

    It depends on the origin that the tokens may be sent to: a program that has read the credentials for one origin does
    not find the tokens for another, which a login has stored since.
    """
    return f"profile-{profile}-tokens-{sha256(origin.encode()).hexdigest()[:8]}"


class SecretPlace(Protocol):
    """Where secrets are stored, as entries with names. Its errors and their tracebacks do not show them."""

    place: Place
    location: str
    """Where they are, in words."""

    def load(self, entry: str) -> Secret | None:
        """Return an entry, or `None` if there is none.

        Raises:
            ConfigurationError: It cannot be read.
        """
        ...

    def save(self, entry: str, secret: Secret) -> None:
        """Store an entry, in place of that before.

        Raises:
            ConfigurationError: It cannot be stored.
        """
        ...

    def delete(self, entry: str) -> None:
        """Delete an entry, if there is one.

        Raises:
            ConfigurationError: It cannot be deleted.
        """
        ...

    def token_store(self, entry: str) -> TokenStore:
        """Return the store of the OAuth tokens of an entry."""
        ...


class SecretFiles:
    """The files of a folder: a place for secrets.

    Args:
        folder: The folder, which is created when a secret is stored.
    """

    place = Place.FILE

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.location = f"files of {folder} that only you can read"

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
        """Return the store that is the file."""
        return FileTokenStore(self._path(entry))

    def _path(self, entry: str) -> Path:
        return self._folder / f"{entry}.json"


class SecretKeyring:
    """The keyring of the system: a place for secrets.

    Args:
        backend: The backend of `keyring`.
        folder: The folder for the files that processes lock.
    """

    place = Place.KEYRING

    def __init__(self, backend: "KeyringBackend", folder: Path) -> None:
        self._backend = backend
        self._folder = folder
        self.location = "the keyring of the system"

    def load(self, entry: str) -> Secret | None:
        """Return the password of the entry."""
        return self._use("cannot be read", lambda: self._load(entry))

    def save(self, entry: str, secret: Secret) -> None:
        """Replace the password, and read it again: some backends shorten or drop one that is too long."""

        def save_and_compare() -> None:
            self._backend.set_password(_SERVICE, entry, secret.value)
            stored = self._load(entry)
            if stored is None or not hmac.compare_digest(stored.value.encode(), secret.value.encode()):
                raise ValueError("it has stored something else")

        self._use("cannot be written", save_and_compare)

    def delete(self, entry: str) -> None:
        """Delete the entry."""

        def delete_existing() -> None:
            if self._load(entry) is not None:
                self._backend.delete_password(_SERVICE, entry)

        self._use("cannot be changed", delete_existing)

    def token_store(self, entry: str) -> TokenStore:
        """Return the store that is the entry."""
        return KeyringTokenStore(self, entry, self._folder / f"{entry}.lock")

    def _load(self, entry: str) -> Secret | None:
        text = self._backend.get_password(_SERVICE, entry)
        return Secret(text) if text else None

    def _use(self, problem: str, function: Callable[[], T]) -> T:
        """Return the result of a function that calls the backend.

        Raises:
            ConfigurationError: The backend has failed, with an exception of any kind: each has its own.
        """
        try:
            return function()
        except Exception as error:
            reason = type(error).__name__
        # Outside of the `except` block, and without the text: the exception may hold the secret, and leads to the
        # frames of the backend, whose variables do.
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
        lock_path: The file that processes lock, which stays.
    """

    def __init__(self, keyring: SecretKeyring, entry: str, lock_path: Path) -> None:
        self._keyring = keyring
        self._entry = entry
        self._lock_path = lock_path

    def load(self) -> Tokens | None:
        """Return the stored tokens, or `None` if there are none.

        Raises:
            ConfigurationError: The keyring cannot be read, or the entry does not hold tokens.
        """
        content = self._keyring.load(self._entry)
        if content is None:
            return None
        tokens = _parse_tokens(content)
        if tokens is None:
            raise ConfigurationError(f"the entry {self._entry} of the keyring does not hold tokens: log in again")
        return tokens

    def save(self, tokens: Tokens) -> None:
        """Store the tokens, in place of those before.

        Raises:
            ConfigurationError: The keyring cannot be written.
        """
        self._keyring.save(self._entry, Secret(json.dumps(tokens.to_dict())))

    def lock(self) -> AbstractContextManager[None]:
        """Return the lock of the tokens, which only one thread of one process holds at a time.

        Entering it raises a `ConfigurationError` if the file cannot be created or locked.
        """
        return locked_private_file(self._lock_path)


def usable_keyring(folder: Path) -> SecretKeyring | None:
    """Return the keyring of the system, or `None` if there is none that stores anything.

    Args:
        folder: The folder for the files that processes lock.
    """
    try:
        # Imported here: it takes a tenth of a second, and environment variables and files do without.
        import keyring

        backend = keyring.get_keyring()
        # The backends `fail` and `null` have 0 and -1.
        return SecretKeyring(backend, folder) if backend.priority > 0 else None
    except Exception:
        # Which backend is used depends on the environment, files and installed packages: anything may be raised.
        return None


def _parse_tokens(content: Secret) -> Tokens | None:
    # An error of json holds the content.
    with suppress(ValueError, RecursionError):
        return Tokens.from_dict(json.loads(content.value))
    return None

"""The configuration file of the command line, which lists the profiles and contains no secrets."""

import json
import re
from contextlib import AbstractContextManager
from enum import StrEnum
from pathlib import Path

from attrs import frozen

from mijnklantportaal._settings import checked_server_url
from mijnklantportaal.cli.profiles._files import locked_private_file, read_private_file, replace_private_file
from mijnklantportaal.errors import ConfigurationError
from mijnklantportaal.oauth._secret import Secret
from mijnklantportaal.types import JSON
from mijnklantportaal_api import SERVER

# Lowercase only, since files are named after profiles, and some file systems ignore case.
_NAME = re.compile(r"[a-z0-9][a-z0-9_-]{0,39}")

_FORMAT = 1


class Kind(StrEnum):
    """The kind of the credentials of a profile."""

    API_KEY = "api-key"
    OAUTH = "oauth"


class StoreKind(StrEnum):
    """The kind of the store for the secrets of a profile."""

    KEYRING = "keyring"
    FILE = "file"


@frozen
class Profile:
    """A profile in the configuration file.

    Args:
        name: The name of the profile.
        kind: The kind of its credentials.
        store_kind: The kind of the store with its secrets.
        base_url: The URL of the API that it was stored for.
        scopes: The scopes that the login asked for; none for an API key.
    """

    name: str
    kind: Kind
    store_kind: StoreKind
    base_url: str
    scopes: tuple[str, ...]


def checked_name(name: str) -> str:
    """Check the name of a profile, and return it.

    Raises:
        ConfigurationError: The name is not valid.
    """
    if not _NAME.fullmatch(name):
        raise ConfigurationError(
            f"{name!r} is not a valid name of a profile: a name must have at most 40 characters, a to z, 0 to 9, - and "
            "_, and begin with a letter or a digit"
        )
    return name


class Configuration:
    """The profiles, in the file `profiles.json` of a folder.

    Args:
        folder: The folder, which is created when a profile is stored.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._path = folder / "profiles.json"

    def lock(self) -> AbstractContextManager[None]:
        """Return the lock of the profiles. Only one thread of one process holds it at a time.

        Entering the lock raises a `ConfigurationError` if its file cannot be created or locked.
        """
        return locked_private_file(self.folder / "profiles.lock")

    def entries(self) -> dict[str, JSON]:
        """Return the entries of the profiles by name. They are not parsed, so that a damaged entry affects no others.

        Raises:
            ConfigurationError: The file cannot be read, or is damaged.
        """
        content = read_private_file(self._path)
        if content is None:
            return {}
        try:
            data: JSON = json.loads(content.value)
        except (ValueError, RecursionError):
            data = None
        if isinstance(data, dict) and data.get("format", _FORMAT) != _FORMAT:
            raise ConfigurationError(
                f"the configuration file {self._path} is from another version of mijnklantportaal: use that version"
            )
        entries = data.get("profiles") if isinstance(data, dict) else None
        if not isinstance(entries, dict):
            raise ConfigurationError(
                f"the configuration file {self._path} is damaged: correct it, or move it elsewhere and log in again"
            )
        return dict(entries)

    def save(self, entries: dict[str, JSON]) -> None:
        """Replace the entries. The caller must hold the lock since before it read them.

        Raises:
            ConfigurationError: The file cannot be written. It is unchanged.
        """
        content = json.dumps({"format": _FORMAT, "profiles": entries}, indent=2)
        replace_private_file(self._path, Secret(f"{content}\n"))

    def profile(self, name: str) -> Profile | None:
        """Return a profile, or `None` if there is no profile with this name.

        Raises:
            ConfigurationError: The file cannot be read, or it or the profile is damaged.
        """
        entries = self.entries()
        if name not in entries:
            return None
        profile = parse_profile(name, entries[name])
        if profile is None:
            raise ConfigurationError(
                f"the profile {name} in the file {self._path} is damaged: log in again with `mijnklantportaal login "
                f"--profile {name}`, which replaces it"
            )
        return profile


def profile_entry(profile: Profile) -> JSON:
    """Return the entry of a profile in the configuration file."""
    return {
        "kind": profile.kind.value,
        "secrets": profile.store_kind.value,
        "base_url": profile.base_url,
        "scopes": list(profile.scopes),
    }


def parse_profile(name: str, entry: JSON) -> Profile | None:
    """Return the profile in an entry of the configuration file, or `None` if the entry is damaged."""
    match entry:
        case {"kind": str(kind), "secrets": str(store_kind), "base_url": str(base_url), "scopes": list(scopes)}:
            texts = tuple(scope for scope in scopes if isinstance(scope, str))
            try:
                return Profile(name, Kind(kind), StoreKind(store_kind), checked_server_url(base_url, SERVER), texts)
            except ValueError:
                return None
    return None

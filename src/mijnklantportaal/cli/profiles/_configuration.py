"""The configuration file of the command line, which names the profiles. It holds no secret."""

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

# In lower case, since files are named after profiles, and some systems do not distinguish the case of their names.
_NAME = re.compile(r"[a-z0-9][a-z0-9_-]{0,39}")

_FORMAT = 1


class Kind(StrEnum):
    """What a profile has access by."""

    API_KEY = "api-key"
    OAUTH = "oauth"


class Place(StrEnum):
    """Where the secrets of a profile are stored."""

    KEYRING = "keyring"
    FILE = "file"


@frozen
class Profile:
    """A profile as the configuration file has it.

    Args:
        name: Its name.
        kind: What it has access by.
        place: Where its secrets are stored.
        base_url: The URL of the API that it was stored for.
        scopes: The scopes that the login asked for; none for an API key.
    """

    name: str
    kind: Kind
    place: Place
    base_url: str
    scopes: tuple[str, ...]


def checked_name(name: str) -> str:
    """Return the name of a profile.

    Raises:
        ConfigurationError: It is not valid.
    """
    if not _NAME.fullmatch(name):
        raise ConfigurationError(
            f"{name!r} is not a valid name of a profile: it must begin with a letter or a digit, and have at most 40 "
            "characters, of a to z, 0 to 9, - and _"
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
        """Return the lock of the profiles, which only one thread of one process holds at a time.

        Entering it raises a `ConfigurationError` if the file cannot be created or locked.
        """
        return locked_private_file(self.folder / "profiles.lock")

    def entries(self) -> dict[str, JSON]:
        """Return the entries of the profiles by their names. One that is damaged does not keep others from being used.

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
                f"the configuration file {self._path} is of another version of mijnklantportaal: install that version"
            )
        entries = data.get("profiles") if isinstance(data, dict) else None
        if not isinstance(entries, dict):
            raise ConfigurationError(
                f"the configuration file {self._path} is damaged: correct it, or move it away and log in again"
            )
        return dict(entries)

    def save(self, entries: dict[str, JSON]) -> None:
        """Replace the entries. The caller holds the lock since it has read them.

        Raises:
            ConfigurationError: The file cannot be written. It is as it was before.
        """
        content = json.dumps({"format": _FORMAT, "profiles": entries}, indent=2)
        replace_private_file(self._path, Secret(f"{content}\n"))

    def profile(self, name: str) -> Profile | None:
        """Return a profile, or `None` if there is none with this name.

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
        "secrets": profile.place.value,
        "base_url": profile.base_url,
        "scopes": list(profile.scopes),
    }


def parse_profile(name: str, entry: JSON) -> Profile | None:
    """Return the profile of an entry of the configuration file, or `None` if the entry is damaged."""
    match entry:
        case {"kind": str(kind), "secrets": str(place), "base_url": str(base_url), "scopes": list(scopes)}:
            texts = tuple(scope for scope in scopes if isinstance(scope, str))
            try:
                return Profile(name, Kind(kind), Place(place), checked_server_url(base_url, SERVER), texts)
            except ValueError:
                return None
    return None
